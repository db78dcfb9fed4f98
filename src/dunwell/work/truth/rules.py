"""The truth check: is what a contact would say still true in this second, and of which items may it speak?

It looks at what the law does not know: money that waits, replies nobody has read, promises and disputes as holds,
colleagues at work on the same customer, amounts that moved since a draft was written. It blocks, or it leaves the
part that nothing speaks against.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from dunwell.base.reasons import Reason
from dunwell.base.words import gettext_noop

ELSEWHERE = timedelta(minutes=10)
"""For how long after somebody else's contact a customer is left to them."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class OpenPart:
    """One document that a contact would be about; `open_amount` is what is open of it now."""

    id: int
    number: str
    currency: str
    open_amount: Decimal
    due_date: date
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class HoldFact:
    """One hold that counts today, of the customer (no item), of an item, or of part of one."""

    reason: str
    open_item_id: int | None = None
    amount: Decimal | None = None
    until_date: date | None = None


@dataclass(frozen=True, slots=True)
class WaitingMoney:
    """Money that came in, is theirs or probably theirs, and is not put against documents yet."""

    number: str
    currency: str
    amount: Decimal
    value_date: date


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who is about to contact the customer (`at` is ahead: until then), or did so at `at`."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TruthFacts:
    """What is true of a customer in one second; `draft` is what a draft says is open, by item.

    `items` are those that the contact is about: the chosen ones (`was_chosen`), or else all that is past due.
    """

    at: datetime
    items: Sequence[OpenPart] = ()
    was_chosen: bool = False
    holds: Sequence[HoldFact] = ()
    waiting: Sequence[WaitingMoney] = ()
    unread_reply_count: int = 0
    closed_address: str = ""
    colleagues: Sequence[Colleague] = ()
    draft: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What of one document may be asked for: nothing speaks against it."""

    open_item_id: int
    number: str
    currency: str
    amount: Decimal
    open_amount: Decimal


@dataclass(frozen=True, slots=True)
class Truth:
    """What the check found: reasons that block, conditions to keep, what may be asked for, and when a block ends."""

    reasons: tuple[Reason, ...]
    conditions: tuple[Reason, ...]
    remaining: tuple[Remaining, ...]
    until_date: date | None = None
    until_at: datetime | None = None


def check_truth(facts: TruthFacts) -> Truth:
    """Return what speaks against a contact in this second, and what remains to be asked for.

    `until_date` is the last day, `until_at` the instant, after which what blocks is known to end; both are None where
    nothing blocks or no end is known.
    """
    remaining = tuple(remaining_of(facts))
    whole = [hold for hold in facts.holds if hold.open_item_id is None and hold.reason != "dispute"]
    timed = list(_colleagues(facts))
    others = [*_replies(facts), *_address(facts), *_money(facts, remaining), *_items(facts, remaining)]
    reasons = (*(_held(hold) for hold in whole), *(reason for reason, _ in timed), *others)
    ends = [hold.until_date for hold in whole]
    known = None not in ends and not others
    return Truth(
        reasons=reasons,
        conditions=() if reasons else tuple(_conditions(facts, remaining)),
        remaining=remaining,
        until_date=max((end for end in ends if end), default=None) if known else None,
        until_at=max((until for _, until in timed), default=None) if known else None,
    )


def remaining_of(facts: TruthFacts) -> Iterator[Remaining]:
    """Yield what of each document is neither disputed nor held; documents of which nothing is left do not come."""
    everything = any(hold.open_item_id is None and hold.reason == "dispute" for hold in facts.holds)
    for item in facts.items:
        own = [hold for hold in facts.holds if hold.open_item_id == item.id]
        if everything or item.is_disputed or any(hold.amount is None for hold in own):
            continue
        rest = item.open_amount - sum((hold.amount or ZERO for hold in own), ZERO)
        if rest > 0:
            yield Remaining(item.id, item.number, item.currency, rest, item.open_amount)


_HELD = {
    (True, True): gettext_noop("A promise or plan runs until {until}: nothing is asked for before"),
    (True, False): gettext_noop("A promise or plan runs: nothing is asked for before it is judged"),
    (False, True): gettext_noop("On hold ({reason}) until {until}"),
    (False, False): gettext_noop("On hold ({reason}) until it is lifted"),
}


def _held(hold: HoldFact) -> Reason:
    text = _HELD[hold.reason in ("promise", "plan"), hold.until_date is not None]
    until = hold.until_date.isoformat() if hold.until_date else ""
    return Reason("work.truth.on_hold", text, {"reason": hold.reason, "until": until})


def _colleagues(facts: TruthFacts) -> Iterator[tuple[Reason, datetime]]:
    for other in facts.colleagues:
        if other.at > facts.at:
            yield (
                Reason(
                    "work.truth.being_contacted",
                    gettext_noop("{name} is contacting them right now"),
                    {"name": other.name},
                ),
                other.at,
            )
        else:
            minutes = int((facts.at - other.at).total_seconds() // 60)
            text = gettext_noop("{name} contacted them {minutes} minutes ago")
            reason = Reason("work.truth.just_contacted", text, {"name": other.name, "minutes": minutes})
            yield reason, other.at + ELSEWHERE


def _replies(facts: TruthFacts) -> Iterator[Reason]:
    if facts.unread_reply_count:
        yield Reason(
            "work.truth.unread_reply",
            gettext_noop("They wrote, and nobody has read it yet: read {count} of their messages first"),
            {"count": facts.unread_reply_count},
        )


def _address(facts: TruthFacts) -> Iterator[Reason]:
    if facts.closed_address:
        yield Reason(
            "work.truth.address_closed",
            gettext_noop("{address} does not reach them: it bounced, was closed, or is somebody else's"),
            {"address": facts.closed_address},
        )


def _sums(amounts: Sequence[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        sums[currency] = sums.get(currency, ZERO) + amount
    return sums


def _money(facts: TruthFacts, remaining: Sequence[Remaining]) -> Iterator[Reason]:
    """Money that waits blocks when it may pay all that would be asked for."""
    asked = _sums([(rest.currency, rest.amount) for rest in remaining])
    waiting = _sums([(money.currency, money.amount) for money in facts.waiting])
    if not asked or any(waiting.get(currency, ZERO) < amount for currency, amount in asked.items()):
        return
    newest = facts.waiting[0]
    yield Reason(
        "work.truth.money_waiting",
        gettext_noop("{amount} {currency} came in on {day} and may pay all of it: match it first"),
        {"amount": str(newest.amount), "currency": newest.currency, "day": newest.value_date.isoformat()},
    )


def _items(facts: TruthFacts, remaining: Sequence[Remaining]) -> Iterator[Reason]:
    if facts.items and not remaining:
        yield Reason(
            "work.truth.nothing_left",
            gettext_noop("All that would be asked for is disputed or on hold"),
        )
    if facts.was_chosen and not facts.items:
        yield Reason("work.truth.paid_since", gettext_noop("Nothing of it is open any more"))
    left, known = {rest.open_item_id: rest for rest in remaining}, {item.id: item for item in facts.items}
    for item_id, stated in sorted(facts.draft.items()):
        rest = left.get(item_id)
        now = rest.amount if rest else ZERO
        if now == stated or (rest and rest.open_amount == stated and now == rest.open_amount):
            continue
        item = known.get(item_id)
        yield Reason(
            "work.truth.amount_changed",
            gettext_noop("The draft says {stated} for {number}, but {amount} {currency} of it may be asked for now"),
            {
                "stated": str(stated),
                "number": item.number if item else str(item_id),
                "amount": str(now),
                "currency": item.currency if item else "",
            },
        )


def _conditions(facts: TruthFacts, remaining: Sequence[Remaining]) -> Iterator[Reason]:
    """What must be kept to although nothing blocks: which part may be asked for, and what came in."""
    asked = sum((item.open_amount for item in facts.items), ZERO)
    left = sum((rest.amount for rest in remaining), ZERO)
    if facts.items and left < asked:
        yield Reason(
            "work.truth.only_part",
            gettext_noop("Speak only of {numbers}: the rest is disputed or on hold"),
            {"numbers": ", ".join(_spoken(rest) for rest in remaining)},
        )
    for money in facts.waiting:
        yield Reason(
            "work.truth.money_waiting_part",
            gettext_noop("{amount} {currency} came in on {day} and is not matched yet: thank them for it"),
            {"amount": str(money.amount), "currency": money.currency, "day": money.value_date.isoformat()},
        )
    if not facts.items:
        yield Reason("work.truth.nothing_due", gettext_noop("Nothing is past due: there is nothing to ask for"))


def _spoken(rest: Remaining) -> str:
    if rest.amount == rest.open_amount:
        return rest.number
    return f"{rest.number} ({rest.amount.normalize():f} {rest.currency})"
