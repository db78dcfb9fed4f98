"""Which money stands for which promise: first due, first served, and a euro stands for one installment only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Money:
    """Some money of one customer: put on a document (`item_id`), or waiting on the account (None).

    `known_at` is when the house learned of it. `receipt_id` is None for what the ledger alone knows. `amount` is above
    zero.
    """

    currency: str
    amount: Decimal
    value_date: date
    known_at: datetime
    item_id: int | None = None
    receipt_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One installment that waits for money: of a promise or of a plan (`key` says which).

    It may be paid from what is put on `item_ids` or waits on the account; where `item_ids` is None, from anything of
    the customer. Money in time has a value date up to `last_date` (None: any); late money one up to `late_date`.
    """

    key: tuple[str, int]
    currency: str
    amount: Decimal
    due_date: date
    last_date: date | None
    late_date: date | None
    taken_date: date
    taken_at: datetime
    recorded_at: datetime
    item_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Part of some money that stands for one installment."""

    key: tuple[str, int]
    money: Money
    amount: Decimal
    is_late: bool = False


def qualifies(claim: Claim, money: Money) -> bool:
    """Return whether money may stand for a claim, whenever it came (handbook §3.6, qualifying receipts).

    Not what is of a day before the promise was taken, nor what was known or on its way by then.
    """
    if claim.currency != money.currency or money.value_date < claim.taken_date:
        return False
    if money.known_at <= claim.recorded_at and (
        money.value_date == claim.taken_date or money.known_at <= claim.taken_at
    ):
        return False
    return claim.item_ids is None or money.item_id is None or money.item_id in claim.item_ids


def shares(claims: Iterable[Claim], monies: Iterable[Money]) -> list[Share]:
    """Share money out among claims of one customer: the earliest due is served first, from the earliest money.

    What came in time for any claim goes before what is late for another. No claim gets more than its amount, and no
    money gives more than it is.
    """
    waiting = sorted(claims, key=lambda claim: (claim.due_date, claim.taken_at, claim.key))
    held = sorted(monies, key=lambda one: (one.value_date, one.receipt_id or 0, one.item_id or 0))
    left = [one.amount for one in held]
    missing = {claim.key: claim.amount for claim in waiting}
    found: list[Share] = []
    for is_late in (False, True):
        for claim in waiting:
            found += _serve(claim, held, left, missing, is_late=is_late)
    return found


def _serve(
    claim: Claim, held: Sequence[Money], left: list[Decimal], missing: dict[tuple[str, int], Decimal], *, is_late: bool
) -> list[Share]:
    last = claim.late_date if is_late else claim.last_date
    if is_late and last is None:
        return []
    found = []
    # What is put on the claim's own documents goes before what waits on the account or lies elsewhere.
    own = claim.item_ids or frozenset()
    for place in sorted(range(len(held)), key=lambda at: held[at].item_id not in own):
        money, most = held[place], min(left[place], missing[claim.key])
        if most <= NOTHING or (last is not None and money.value_date > last) or not qualifies(claim, money):
            continue
        left[place] -= most
        missing[claim.key] -= most
        found.append(Share(claim.key, money, most, is_late))
    return found


def without_netted_credits(monies: Iterable[Money]) -> list[Money]:
    """Take credits that a receipt was netted with off what it paid: a credit memo is no money that came in.

    Amounts of the input may be below zero (the credits); those of the answer are above it.
    """
    kept: list[Money] = []
    netted: dict[tuple[int, str], Decimal] = {}
    for one in monies:
        if one.amount < 0 and one.receipt_id is not None:
            at = (one.receipt_id, one.currency)
            netted[at] = netted.get(at, NOTHING) - one.amount
        elif one.amount > 0:
            kept.append(one)
    answer = []
    for one in sorted(kept, key=lambda money: -money.amount):
        at = (one.receipt_id or 0, one.currency)
        off = min(netted.get(at, NOTHING), one.amount) if one.receipt_id is not None else NOTHING
        if off:
            netted[at] -= off
        if one.amount > off:
            answer.append(replace(one, amount=one.amount - off))
    return answer


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is in the way of paying or of asking: customers and documents under dispute, hardship, law or insolvency."""

    customers: frozenset[int]
    items: frozenset[int]

    def stops(self, customer_id: int, item_ids: Iterable[int | None]) -> bool:
        """Return whether the clock of a promise stops: something is in the way of the customer or of any document."""
        return customer_id in self.customers or any(item in self.items for item in item_ids)

    def stops_all(self, customer_id: int, item_ids: Sequence[int]) -> bool:
        """Return whether the clock of a plan stops: something is in the way of the customer or of every document."""
        return customer_id in self.customers or all(item in self.items for item in item_ids)
