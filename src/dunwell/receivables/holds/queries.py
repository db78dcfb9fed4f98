"""Questions about holds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer
from dunwell.receivables.holds.models import Hold


@dataclass(frozen=True)
class HoldRow:
    """One hold as the customer page's banner shows it."""

    id: int
    open_item_id: int | None
    item_number: str
    reason: str
    amount: Decimal | None
    currency: str
    placed_date: date
    until_date: date | None
    lifted_date: date | None
    note: str
    placed_by: str


def holds_of(viewer: Viewer, customer: OneCustomer, as_of: date | None = None) -> list[HoldRow]:
    """Return a customer's holds, newest first; with a day, only those that count on it."""
    seen = seen_customer(viewer, customer)
    holds = Hold.objects.select_related("open_item").filter(customer_id=seen.id).order_by("-placed_date", "-pk")
    rows = [
        HoldRow(
            hold.pk,
            hold.open_item_id,
            hold.open_item.item_number if hold.open_item else "",
            hold.reason,
            hold.amount,
            hold.currency,
            hold.placed_date,
            hold.until_date,
            hold.lifted_date,
            hold.note,
            hold.placed_by,
        )
        for hold in holds
    ]
    return rows if as_of is None else [row for row in rows if counts_on(row, as_of)]


def counts_on(hold: HoldRow, day: date) -> bool:
    """Return whether a hold counts on a day."""
    return (
        hold.placed_date <= day
        and (hold.until_date is None or day <= hold.until_date)
        and (hold.lifted_date is None or day < hold.lifted_date)
    )
