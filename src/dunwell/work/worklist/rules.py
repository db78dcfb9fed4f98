"""The splits of the list, and how it may be ordered."""

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.work.items.rules import ItemState

WRITING = ("email", "letter", "sms")
OURS = ("task", "hold", "escalate")
_OPEN, _CLOSED = (ItemState.OPEN,), (ItemState.DONE, ItemState.SKIPPED)

VIEWS: dict[str, tuple[str, tuple[ItemState, ...], tuple[str, ...]]] = {
    "open": (gettext_noop("To do"), _OPEN, ()),
    "call": (gettext_noop("Call now"), _OPEN, ("call",)),
    "write": (gettext_noop("Due to chase"), _OPEN, WRITING),
    "task": (gettext_noop("Tasks"), _OPEN, OURS),
    "new": (gettext_noop("New"), _OPEN, ()),
    "snoozed": (gettext_noop("Snoozed"), (ItemState.SNOOZED,), ()),
    "closed": (gettext_noop("Done"), _CLOSED, ()),
    "all": (gettext_noop("Everything"), tuple(ItemState), ()),
}
"""Key -> title, states, actions (none: every action); `new` holds only new customers."""

SORTS: dict[str, tuple[str, ...]] = {
    "rank": ("rank", "pk"),
    "amount": ("-past_due_amount", "rank", "pk"),
    "expected": ("-expected_amount", "rank", "pk"),
    "days": ("-oldest_days_past_due", "rank", "pk"),
    "points": ("-points", "rank", "pk"),
    "customer": ("customer__name", "pk"),
    "minutes": ("minutes", "rank", "pk"),
}
PAGE_SIZE, MOST_ROWS = 50, 500


def view_of(key: str) -> tuple[str, tuple[ItemState, ...], tuple[str, ...]]:
    """Return title, states and actions of a split; refuse an unknown one."""
    if key not in VIEWS:
        raise Refusal(
            "work.worklist.unknown_view",
            gettext_noop("There is no view {view}. Choose one of: {known}."),
            view=key[:60],
            known=", ".join(VIEWS),
        )
    return VIEWS[key]


def order_of(key: str) -> tuple[str, ...]:
    """Return the columns to order by; refuse an unknown order."""
    if key not in SORTS:
        raise Refusal(
            "work.worklist.unknown_order",
            gettext_noop("The list cannot be ordered by {order}. Choose one of: {known}."),
            order=key[:60],
            known=", ".join(SORTS),
        )
    return SORTS[key]
