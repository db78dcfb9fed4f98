"""What late payment costs a customer by law or contract, proposed and not posted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunwell.compliance.interest.rules import Contract, LateCharge, Payment, Statute, late_charge, statute_of
from dunwell.parties.customers.queries import CustomerRow, OneCustomer, seen_customer
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.queries import creditor_of
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.holds.queries import HoldRow, holds_of
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.rules import ItemKind

BEARING = (ItemKind.INVOICE, ItemKind.DEBIT_MEMO)
"""Documents that bear interest; a finance charge bears none, so that there is no interest on interest."""
PAUSING = frozenset({"hardship", "insolvency"})
"""Holds on a whole customer under which nothing is charged."""
ZERO = Decimal(0)


@dataclass(frozen=True)
class ProposedCharge:
    """What one document costs up to a day, less what was charged for it before; amounts in its currency.

    `interest_amount` and `compensation_amount` are the whole sums; `amount` is what is still to be charged.
    """

    open_item_id: int
    item_number: str
    currency: str
    due_date: date
    days: int
    interest_amount: Decimal
    compensation_amount: Decimal
    charged_amount: Decimal
    amount: Decimal
    citations: tuple[str, ...]


def proposed_charges(
    viewer: Viewer,
    customer: OneCustomer,
    as_of: date,
    *,
    contract: Contract | None = None,
    open_item_ids: Sequence[int] = (),
) -> list[ProposedCharge]:
    """Return what a business may be charged for documents that are or were paid late, oldest due first.

    By the law of the creditor's country, or by a rate agreed in writing (`contract`); nothing where neither gives
    interest, from consumers without a contract, and while hardship or an insolvency holds the customer. Payments stop
    the interest on the day on which they arrive; what is disputed bears none until it is decided.
    """
    seen = seen_customer(viewer, customer)
    law = contract or _statute(viewer, seen)
    holds = holds_of(viewer, seen, as_of)
    if law is None or any(hold.reason in PAUSING and hold.open_item_id is None for hold in holds):
        return []
    late = OpenItem.objects.filter(customer_id=seen.id, kind__in=BEARING, due_date__lt=as_of)
    late = late.filter(pk__in=open_item_ids) if open_item_ids else late.exclude(open_amount=0)
    items = list(late.order_by("due_date", "pk"))
    paid, charged = _payments(items, as_of), _charged(items)
    found = []
    for item in items:
        disputed = _disputed(item, holds)
        if disputed >= item.original_amount:
            continue
        charge = late_charge(
            item.original_amount,
            item.currency,
            item.due_date,
            as_of,
            law,
            payments=paid.get(item.pk, ()),
            disputed=disputed,
        )
        row = _row(item, charge, charged.get(item.pk, ZERO))
        if row.amount > 0:
            found.append(row)
    return found


def _statute(viewer: Viewer, customer: CustomerRow) -> Statute | None:
    if customer.kind == "consumer":
        return None
    return statute_of(creditor_of(viewer, customer.creditor_id).country)


def _payments(items: Iterable[OpenItem], as_of: date) -> dict[int, list[Payment]]:
    """Return what lowered each document up to a day, by day."""
    moved = Entry.objects.filter(open_item__in=[item.pk for item in items], effective_date__lte=as_of)
    sums: dict[tuple[int, date], Decimal] = {}
    for item_id, day, amount in moved.exclude(kind=EntryKind.ISSUED).values_list(
        "open_item_id", "effective_date", "amount"
    ):
        sums[item_id, day] = sums.get((item_id, day), ZERO) - amount
    found: dict[int, list[Payment]] = {}
    for (item_id, day), amount in sorted(sums.items()):
        if amount:
            found.setdefault(item_id, []).append(Payment(day, amount))
    return found


def _charged(items: Iterable[OpenItem]) -> dict[int, Decimal]:
    """Return what was charged for each document before."""
    found: dict[int, Decimal] = {}
    before = OpenItem.objects.filter(kind=ItemKind.FINANCE_CHARGE, origin__in=[item.pk for item in items])
    for origin_id, amount in before.values_list("origin_id", "original_amount"):
        assert origin_id is not None, "filtered by it"
        found[origin_id] = found.get(origin_id, ZERO) + amount
    return found


def _disputed(item: OpenItem, holds: Iterable[HoldRow]) -> Decimal:
    if item.is_disputed:
        return item.original_amount
    own = [hold for hold in holds if hold.reason == "dispute" and hold.open_item_id in (None, item.pk)]
    if any(hold.amount is None for hold in own):
        return item.original_amount
    return sum((hold.amount or ZERO for hold in own), ZERO)


def _row(item: OpenItem, charge: LateCharge, charged: Decimal) -> ProposedCharge:
    return ProposedCharge(
        open_item_id=item.pk,
        item_number=item.item_number,
        currency=item.currency,
        due_date=item.due_date,
        days=sum(stretch.days for stretch in charge.stretches),
        interest_amount=charge.interest,
        compensation_amount=charge.compensation,
        charged_amount=charged,
        amount=max(charge.total - charged, ZERO),
        citations=charge.citations,
    )
