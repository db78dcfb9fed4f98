"""What of the list somebody asks to see: it stands in the address, so a place can be shared and never gets lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from dunwell.web.doors import DeskRequest
from dunwell.work.worklist.queries import QUEUE, Narrowing, Owner
from dunwell.work.worklist.rules import SORTS, VIEWS

MINE, EVERYONE, PERSON = "mine", "all", "person:"
WORKED_VIEWS = ("open", "call", "write", "task", "new")
KEPT = ("view", "owner", "action", "segment", "least_amount", "least_days", "sort")


@dataclass(frozen=True)
class Asked:
    """One way of looking at the list.

    `owner` is `mine`, `all`, `queue:NAME` or `person:ID`; `play` is how many there were when somebody started.
    """

    view: str = "open"
    owner: str = MINE
    search: str = ""
    action: str = ""
    segment: str = ""
    least_amount: Decimal | None = None
    least_days: int | None = None
    sort: str = "rank"
    page: int = 1
    item: int | None = None
    play: int = 0
    usual_owner: str = MINE

    @property
    def narrowing(self) -> Narrowing:
        """What of the split is shown."""
        return Narrowing(self.search, self.action, self.segment, self.least_amount, self.least_days)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered out of the split."""
        return self.narrowing != Narrowing()

    def owner_for(self, user_id: int | None) -> Owner:
        """Whose list, as the query wants it."""
        if self.owner == MINE:
            return user_id if user_id is not None else None
        if self.owner.startswith(PERSON):
            return _whole(self.owner.removeprefix(PERSON)) or 0
        return self.owner if self.owner.startswith(QUEUE) else None

    def but(self, **changes: Any) -> "Asked":
        """The same with something changed; page and item start over unless they are named."""
        return replace(self, **{"page": 1, "item": None, **changes})

    def query(self, **changes: Any) -> str:
        """The address's query, beginning with `?`; empty for the usual way of looking."""
        asked = replace(self, **changes)
        parts = {
            "view": asked.view if asked.view != "open" else "",
            "owner": asked.owner if asked.owner != asked.usual_owner else "",
            "q": asked.search,
            "action": asked.action,
            "segment": asked.segment,
            "least_amount": "" if asked.least_amount is None else f"{asked.least_amount:f}",
            "least_days": "" if asked.least_days is None else asked.least_days,
            "sort": asked.sort if asked.sort != "rank" else "",
            "page": asked.page if asked.page > 1 else "",
            "play": asked.play or "",
            "item": asked.item or "",
        }
        kept = {name: value for name, value in parts.items() if value != ""}
        return f"?{urlencode(kept)}" if kept else ""

    def kept(self) -> dict[str, str]:
        """What a saved view keeps."""
        parts = {name: getattr(self, name) for name in KEPT}
        parts["search"] = self.search
        return {name: str(value) for name, value in parts.items() if value not in ("", None)}


def usual_owner(request: DeskRequest) -> str:
    """Whose list somebody sees first: their own, or for those who assign, everybody's."""
    return EVERYONE if request.viewer.may("worklist.assign", request.creditor.id) else MINE


def asked_of(request: DeskRequest, given: Mapping[str, Any] | None = None) -> Asked:
    """Read the way of looking from the address (or a saved view); what cannot be read is as if it were not there."""
    told = request.GET if given is None else given
    usual = usual_owner(request)
    view, sort = str(told.get("view", "open")), str(told.get("sort", "rank"))
    days = _whole(told.get("least_days"))
    return Asked(
        view=view if view in VIEWS else "open",
        owner=str(told.get("owner") or usual)[:80],
        search=str(told.get("q") or told.get("search") or "").strip()[:120],
        action=str(told.get("action", ""))[:20],
        segment=str(told.get("segment", ""))[:40],
        least_amount=_amount(told.get("least_amount")),
        least_days=days,
        sort=sort if sort in SORTS else "rank",
        page=max(1, min(_whole(told.get("page")) or 1, 100_000)),
        item=_whole(told.get("item")),
        play=min(_whole(told.get("play")) or 0, 100_000),
        usual_owner=usual,
    )


def _whole(text: Any) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _amount(text: Any) -> Decimal | None:
    try:
        found = Decimal(str(text or "").replace(",", "").strip() or "x")
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal("1e14") else None
