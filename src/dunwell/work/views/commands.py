"""Keep and drop saved views."""

from collections.abc import Mapping
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.work.views.models import SavedView
from dunwell.work.views.rules import check_view


@command
def save_view(
    *, viewer: Viewer, creditor_id: int, name: str, query: Mapping[str, Any], for_team: bool = False
) -> SavedView:
    """Keep a way of looking at the list under a name; the same name again replaces it.

    A team's view needs `worklist.assign`.
    """
    require(viewer, "worklist.assign" if for_team else "book.read", creditor_id)
    title, kept = check_view(name, query)
    owner = None if for_team else viewer.user_id
    held = SavedView.objects.select_for_update().filter(creditor_id=creditor_id, name=title)
    view = (held.filter(user__isnull=True) if owner is None else held.filter(user_id=owner)).first()
    if view is None:
        return SavedView.objects.create(creditor_id=creditor_id, user_id=owner, name=title, query=kept)
    view.query = kept
    view.save(update_fields=["query"])
    return view


@command
def drop_view(*, viewer: Viewer, view_id: int) -> None:
    """Drop one's own view, or with `worklist.assign` one of the team's."""
    view = SavedView.objects.select_for_update().filter(pk=view_id).first()
    hidden = view is None or (view.user_id is not None and view.user_id != viewer.user_id)
    if view is None or hidden:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read" if view.user_id is not None else "worklist.assign", view.creditor_id)
    view.delete()
