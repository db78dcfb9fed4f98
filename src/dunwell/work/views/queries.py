"""Which saved views there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from dunwell.platform.access import Viewer, require
from dunwell.work.views.models import SavedView


@dataclass(frozen=True)
class SavedViewRow:
    """One saved view; `query` holds the list's own parameters."""

    id: int
    name: str
    is_team: bool
    query: dict[str, Any]


def saved_views_of(viewer: Viewer, creditor_id: int) -> list[SavedViewRow]:
    """Return the viewer's own views and the team's, by name."""
    require(viewer, "book.read", creditor_id)
    held = SavedView.objects.filter(Q(user_id=viewer.user_id) | Q(user__isnull=True), creditor_id=creditor_id)
    return [SavedViewRow(view.pk, view.name, view.user_id is None, view.query) for view in held.order_by("name", "pk")]
