"""Which proposals of a batch may be written set by set, and what exactly is written; the rest go one by one.

Plain is: one customer, one currency, no credits, money in suspense or on one on-account item of that customer, and no
document that another proposal of the batch names. What a line may do is asked of `allocations.rules`, as for a clerk.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.rules import (
    AllocationLine,
    ItemFacts,
    Limits,
    Settlement,
    check_remainder,
    realized_difference,
    settlements,
)
from dunwell.cash.receipts.rules import Places

ZERO = Decimal(0)


@dataclass(frozen=True)
class PostedProposals:
    """What a batch did: proposals posted, allocations made, and proposals refused with the refusal of each."""

    posted: tuple[int, ...] = ()
    refused: tuple[tuple[int, Refusal], ...] = ()
    allocation_count: int = 0

    def joined(self, other: "PostedProposals") -> "PostedProposals":
        """Return both together."""
        return PostedProposals(
            self.posted + other.posted, self.refused + other.refused, self.allocation_count + other.allocation_count
        )


class Money(NamedTuple):
    """The one on-account item on which a receipt's money stands."""

    item_id: int
    customer_id: int
    amount: Decimal
    posting_date: date
    rate: Decimal | None


class Document(NamedTuple):
    """What a proposal puts against one document, and what the books say of it."""

    line: AllocationLine
    customer_id: int
    facts: ItemFacts
    rate: Decimal | None
    deduction_count: int


@dataclass(frozen=True)
class Candidate:
    """One proposal with its receipt, as read under lock. `money_count` counts on-account items there ever were."""

    proposal_id: int
    receipt_id: int
    is_current: bool
    currency: str
    value_date: date
    places: Places
    customer_id: int | None
    money_count: int
    money: Money | None
    documents: tuple[Document, ...]
    is_readable: bool = True


class PlannedLine(NamedTuple):
    """One allocation to write."""

    proposal_id: int
    receipt_id: int
    open_item_id: int
    settlement: Settlement
    realized_fx_amount: Decimal | None
    deduction_number: str


@dataclass(frozen=True)
class PlannedReceipt:
    """One receipt to write: `identified` goes from suspense to a new on-account item where `money_id` is None."""

    candidate: Candidate
    customer_id: int
    day: date
    identified: Decimal
    money_id: int | None
    rate: Decimal | None
    places: Places
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True)
class Plan:
    """What is written at once, what goes one by one, and what is refused."""

    receipts: tuple[PlannedReceipt, ...]
    left: tuple[int, ...]
    refused: tuple[tuple[int, Refusal], ...]


@dataclass(frozen=True)
class Setting:
    """What a creditor's batch is judged by: `rates` are base currency per unit by currency and day."""

    base_currency: str
    limits: Limits
    locked_through: date | None
    rates: Mapping[tuple[str, date], Decimal | None]

    def open_day(self, day: date) -> date:
        """Return the day, or the first one after the locked period."""
        return day if self.locked_through is None or day > self.locked_through else _next(self.locked_through)


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def plan_batch(candidates: Sequence[Candidate], setting: Setting) -> Plan:
    """Sort the proposals of a batch; a receipt takes the first of its own that the rules allow."""
    contested = _contested(candidates)
    receipts, left, refused = [], [], []
    planned_ids: set[int] = set()
    left_ids: set[int] = set()
    for one in candidates:
        if not one.is_current or one.receipt_id in planned_ids:
            refused.append((one.proposal_id, outdated()))
            continue
        if one.receipt_id in left_ids or not is_plain(one) or contested & _named(one):
            left.append(one.proposal_id)
            left_ids.add(one.receipt_id)
            continue
        try:
            planned = _planned(one, setting)
        except Refusal as refusal:
            refused.append((one.proposal_id, refusal))
            continue
        if planned is None:
            left.append(one.proposal_id)
            left_ids.add(one.receipt_id)
        else:
            receipts.append(planned)
            planned_ids.add(one.receipt_id)
    return Plan(tuple(receipts), tuple(left), tuple(refused))


def _named(one: Candidate) -> set[int]:
    return {document.facts.open_item_id for document in one.documents}


def _contested(candidates: Sequence[Candidate]) -> set[int]:
    """Return the documents that two receipts, or two lines of one proposal, name: their order matters."""
    wanted: dict[int, int] = {}
    found: set[int] = set()
    for one in candidates:
        ids = [document.facts.open_item_id for document in one.documents]
        found |= {pk for pk, count in Counter(ids).items() if count > 1}
        found |= {pk for pk in ids if wanted.setdefault(pk, one.receipt_id) != one.receipt_id}
    return found


def outdated() -> Refusal:
    """Return the refusal of a proposal that was made before somebody worked on its receipt."""
    return Refusal(
        "cash.proposal.outdated",
        gettext_noop("The receipt was worked on since this was proposed. Reload it, and see what is left to do."),
    )


def is_plain(one: Candidate) -> bool:
    """Return whether a proposal can be written set by set."""
    customers = {document.customer_id for document in one.documents}
    if not one.is_readable or len(customers) != 1:
        return False
    customer_id = customers.pop()
    if any(
        document.line.amount <= 0 or document.facts.currency != one.currency or document.facts.is_receipt_money
        for document in one.documents
    ):
        return False
    if one.places.suspense:
        return one.money_count == 0 and one.customer_id in (None, customer_id)
    needed = sum((document.line.amount for document in one.documents), ZERO)
    return one.money is not None and one.money.customer_id == customer_id and one.money.amount >= needed


def _planned(one: Candidate, setting: Setting) -> PlannedReceipt | None:
    """Return what to write; None where a rate that would be needed is missing."""
    rate = one.money.rate if one.money else setting.rates.get((one.currency, one.value_date))
    if one.currency != setting.base_currency and rate is None:
        return None
    posted = [document.facts.posting_date for document in one.documents]
    standing = [one.money.posting_date] if one.money else []
    day = setting.open_day(max([one.value_date, *posted, *standing]))
    found = settlements(
        [document.line for document in one.documents],
        {document.facts.open_item_id: document.facts for document in one.documents},
        one.currency,
        value_date=one.value_date,
        day=day,
        limits=setting.limits,
    )
    check_remainder(one.places.suspense + one.places.on_account, (each.line for each in found), one.currency)
    documents = {document.facts.open_item_id: document for document in one.documents}
    lines = tuple(_line(one, each, documents[each.line.open_item_id], rate, setting) for each in found)
    applied = sum((each.line.amount for each in found), ZERO)
    identified = one.places.suspense
    places = replace(
        one.places,
        suspense=ZERO,
        on_account=one.places.on_account + identified - applied,
        applied=one.places.applied + applied,
    )
    money_id = one.money.item_id if one.money else None
    return PlannedReceipt(one, one.documents[0].customer_id, day, identified, money_id, rate, places, lines)


def _line(one: Candidate, each: Settlement, document: Document, rate: Decimal | None, setting: Setting) -> PlannedLine:
    foreign = one.currency != setting.base_currency
    difference = (
        realized_difference(each.line.amount, rate, each.item_amount, document.rate, setting.base_currency)
        if foreign
        else None
    )
    number = ""
    if each.line.deduction_amount:
        number = deduction_number(document.facts.item_number, document.deduction_count)
    return PlannedLine(one.proposal_id, one.receipt_id, document.facts.open_item_id, each, difference, number)


def deduction_number(item_number: str, count: int) -> str:
    """Return the number of a document's next deduction, of which there are so many already."""
    return (f"{item_number}-D" if count == 0 else f"{item_number}-D{count + 1}")[:80]
