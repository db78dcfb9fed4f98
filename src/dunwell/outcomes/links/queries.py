"""Questions about links."""

from dataclasses import dataclass
from datetime import datetime

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes.models import Dispute
from dunwell.outcomes.links.models import OwnerLink
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class LinkRow:
    """One link that was given out; its secret is nowhere."""

    id: int
    dispute_id: int
    name: str
    email: str
    question: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    seen_at: datetime | None
    answer: str
    answered_at: datetime | None


def links_of(viewer: Viewer, dispute_id: int) -> list[LinkRow]:
    """Return the links of a dispute, the newest first."""
    dispute = Dispute.objects.filter(pk=dispute_id).first()
    if dispute is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", dispute.creditor_id)
    names = [name for name in LinkRow.__dataclass_fields__ if name != "id"]
    return [
        LinkRow(id=link.pk, **{name: getattr(link, name) for name in names})
        for link in OwnerLink.objects.filter(dispute=dispute).order_by("-pk")
    ]
