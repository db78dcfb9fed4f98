"""A bill that is questioned: its states, its clocks, and amounts that always add up (handbook §3.8)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from dunwell.base.days import IsHoliday
from dunwell.base.money import has_currency_digits, plain
from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop
from dunwell.outcomes.clocks.rules import Clock, ClockState, clock_on
from dunwell.outcomes.reasons.rules import UNCODED, reason_named

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


class DisputeState(StrEnum):
    """How far a dispute is."""

    NEW = "new"
    TRIAGED = "triaged"
    ASSIGNED = "assigned"
    IN_REVIEW = "in_review"
    AWAITING_CUSTOMER = "awaiting_customer"
    AWAITING_INTERNAL = "awaiting_internal"
    ESCALATED = "escalated"
    REOPENED = "reopened"
    DECIDED = "decided"
    RESOLVING = "resolving"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class DisputeEvent(StrEnum):
    """What happens to a dispute."""

    TRIAGE = "triage"
    ASSIGN = "assign"
    REVIEW = "review"
    ASK_CUSTOMER = "ask_customer"
    ASK_INTERNALLY = "ask_internally"
    ESCALATE = "escalate"
    DECIDE = "decide"
    RESOLVE = "resolve"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


_S, _E = DisputeState, DisputeEvent

UNDECIDED = (
    _S.NEW, _S.TRIAGED, _S.ASSIGNED, _S.IN_REVIEW, _S.AWAITING_CUSTOMER, _S.AWAITING_INTERNAL, _S.ESCALATED,
    _S.REOPENED,
)  # fmt: skip
"""States in which nobody has said yet who is right."""

LIVE = (*UNDECIDED, _S.DECIDED, _S.RESOLVING)
"""States in which somebody still has something to do."""

TRANSITIONS: Mapping[tuple[DisputeState, DisputeEvent], DisputeState] = {
    (_S.NEW, _E.TRIAGE): _S.TRIAGED,
    (_S.NEW, _E.ESCALATE): _S.ESCALATED,
    (_S.NEW, _E.DECIDE): _S.DECIDED,
    (_S.NEW, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.TRIAGED, _E.ASSIGN): _S.ASSIGNED,
    (_S.TRIAGED, _E.ESCALATE): _S.ESCALATED,
    (_S.TRIAGED, _E.DECIDE): _S.DECIDED,
    (_S.TRIAGED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.ASSIGNED, _E.ASSIGN): _S.ASSIGNED,
    (_S.ASSIGNED, _E.REVIEW): _S.IN_REVIEW,
    (_S.ASSIGNED, _E.ESCALATE): _S.ESCALATED,
    (_S.ASSIGNED, _E.DECIDE): _S.DECIDED,
    (_S.ASSIGNED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.IN_REVIEW, _E.ASSIGN): _S.ASSIGNED,
    (_S.IN_REVIEW, _E.ASK_CUSTOMER): _S.AWAITING_CUSTOMER,
    (_S.IN_REVIEW, _E.ASK_INTERNALLY): _S.AWAITING_INTERNAL,
    (_S.IN_REVIEW, _E.ESCALATE): _S.ESCALATED,
    (_S.IN_REVIEW, _E.DECIDE): _S.DECIDED,
    (_S.IN_REVIEW, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.AWAITING_CUSTOMER, _E.REVIEW): _S.IN_REVIEW,
    (_S.AWAITING_CUSTOMER, _E.ASK_INTERNALLY): _S.AWAITING_INTERNAL,
    (_S.AWAITING_CUSTOMER, _E.ESCALATE): _S.ESCALATED,
    (_S.AWAITING_CUSTOMER, _E.DECIDE): _S.DECIDED,
    (_S.AWAITING_CUSTOMER, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.AWAITING_INTERNAL, _E.REVIEW): _S.IN_REVIEW,
    (_S.AWAITING_INTERNAL, _E.ASK_CUSTOMER): _S.AWAITING_CUSTOMER,
    (_S.AWAITING_INTERNAL, _E.ESCALATE): _S.ESCALATED,
    (_S.AWAITING_INTERNAL, _E.DECIDE): _S.DECIDED,
    (_S.AWAITING_INTERNAL, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.ESCALATED, _E.ASSIGN): _S.ASSIGNED,
    (_S.ESCALATED, _E.REVIEW): _S.IN_REVIEW,
    (_S.ESCALATED, _E.ESCALATE): _S.ESCALATED,
    (_S.ESCALATED, _E.DECIDE): _S.DECIDED,
    (_S.ESCALATED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.DECIDED, _E.RESOLVE): _S.RESOLVING,
    (_S.RESOLVING, _E.CLOSE): _S.CLOSED,
    (_S.CLOSED, _E.REOPEN): _S.REOPENED,
    (_S.WITHDRAWN, _E.REOPEN): _S.REOPENED,
    (_S.REOPENED, _E.ASSIGN): _S.ASSIGNED,
    (_S.REOPENED, _E.REVIEW): _S.IN_REVIEW,
    (_S.REOPENED, _E.ESCALATE): _S.ESCALATED,
    (_S.REOPENED, _E.DECIDE): _S.DECIDED,
    (_S.REOPENED, _E.WITHDRAW): _S.WITHDRAWN,
}

MACHINE = Machine("outcomes.dispute", TRANSITIONS)

_MOVES = frozenset({_E.TRIAGE, _E.ASSIGN, _E.REVIEW, _E.ASK_CUSTOMER, _E.ASK_INTERNALLY, _E.ESCALATE})
"""Events that need nothing but a person's word; the others come with a decision, a cause or a reason."""


def path_to(state: DisputeState, target: DisputeState) -> tuple[DisputeEvent, ...]:
    """Return the shortest row of plain moves from one state to another; refuse where there is none.

    A card that is put three columns on was looked at, given to somebody and taken up on the way.
    """
    paths: list[tuple[DisputeState, tuple[DisputeEvent, ...]]] = [(state, ())]
    seen = {state}
    for held, path in paths:
        for (source, event), reached in TRANSITIONS.items():
            if source is not held or event not in _MOVES or reached in seen:
                continue
            if reached is target:
                return (*path, event)
            if event is not _E.ESCALATE:
                seen.add(reached)
                paths.append((reached, (*path, event)))
    raise Refusal(
        "outcomes.dispute.not_movable",
        gettext_noop("This is {state}, and cannot simply be moved to {target}. Decide, close or withdraw it instead."),
        state=state.value,
        target=target.value,
    )


def movable_to(state: DisputeState) -> tuple[DisputeState, ...]:
    """Return the states that a dispute can simply be moved to, in the order of the board."""
    found = []
    for target in UNDECIDED:
        try:
            path_to(state, target)
        except Refusal:
            continue
        if target is not state:
            found.append(target)
    return tuple(found)


class Decision(StrEnum):
    """Who is right: the customer, both, or the bill."""

    VALID = "valid"
    PARTLY_VALID = "partly_valid"
    INVALID = "invalid"


class Resolution(StrEnum):
    """What is done about it."""

    CREDIT = "credit"
    REBILL = "rebill"
    REDELIVER = "redeliver"
    EXPLAIN = "explain"
    COLLECT = "collect"


CREDITING = frozenset({Resolution.CREDIT, Resolution.REBILL})
"""Resolutions that begin with a credit memo; a re-bill also asks billing for a new invoice."""

FITTING: Mapping[Decision, tuple[Resolution, ...]] = {
    Decision.VALID: (Resolution.CREDIT, Resolution.REBILL, Resolution.REDELIVER),
    Decision.PARTLY_VALID: (Resolution.CREDIT, Resolution.REBILL),
    Decision.INVALID: (Resolution.EXPLAIN, Resolution.COLLECT),
}
"""What can be done after which decision; the first is what is meant where nothing is said."""

REOPEN_DAYS = 60
TRIAGE_DAYS, RESPONSE_DAYS, CUSTOMER_DAYS, CUSTOMER_REMINDERS = 1, 2, 10, 2
ZERO = Decimal(0)


# --- amounts


@dataclass(frozen=True)
class Amounts:
    """Where the money of a dispute is. `original` is what was questioned; the others are always it, in parts.

    `disputed` is still questioned, `upheld` is owed after all, `paid`, `credited` and `written_off` are not open
    any more.
    """

    original: Decimal
    disputed: Decimal
    paid: Decimal = ZERO
    credited: Decimal = ZERO
    written_off: Decimal = ZERO
    upheld: Decimal = ZERO

    def __post_init__(self) -> None:
        assert all(getattr(self, field.name) >= 0 for field in fields(self)), self
        parts = self.disputed + self.paid + self.credited + self.written_off + self.upheld
        assert self.original == parts, self

    def moved(self, source: str, target: str, amount: Decimal) -> "Amounts":
        """Return the amounts after so much (at most what is there) went from one part to another."""
        taken = min(getattr(self, source), max(amount, ZERO))
        return replace(self, **{source: getattr(self, source) - taken, target: getattr(self, target) + taken})


_BUCKETS: Mapping[str, str] = {
    "payment": "paid",
    "discount": "paid",
    "bank_fee": "paid",
    "withholding": "paid",
    "write_off": "written_off",
    "tolerance": "written_off",
    "issued": "upheld",
}
"""Kind of entry -> the part that what it settled goes to; every other kind credits.

A document is taken back by reversing its first entry: what was held back is owed on the bill again.
"""


def bucket_of(kind: str) -> str:
    """Return the part of a dispute that an entry of this kind settles it into."""
    return _BUCKETS.get(kind, "credited")


def after_entry(amounts: Amounts, kind: str, effect: Decimal, open_amount: Decimal, beside: Decimal = ZERO) -> Amounts:
    """Return the amounts after an entry on the document; the undisputed rest is always settled first.

    `effect` is signed as in the ledger, `open_amount` what is open after it, `beside` what other disputes of the same
    document hold. A reversal names the kind that it takes back, and gives back what that kind had settled.
    """
    if effect < 0:
        excess = amounts.disputed + beside - max(open_amount, ZERO)
        return amounts.moved("disputed", bucket_of(kind), excess)
    room = open_amount - amounts.disputed - beside
    return amounts.moved(bucket_of(kind), "disputed", min(effect, room))


def check_amount(amount: Decimal, open_amount: Decimal, disputed_already: Decimal, currency: str) -> Decimal:
    """Return an amount that may be questioned: above zero, readable, and not more than is open and unquestioned."""
    if not amount.is_finite() or amount <= 0 or not has_currency_digits(amount, currency):
        raise Refusal(
            "outcomes.dispute.amount_unreadable",
            gettext_noop("{amount} is not an amount above zero in {currency}."),
            amount=str(amount),
            currency=currency,
        )
    left = open_amount - disputed_already
    if amount > left:
        raise Refusal(
            "outcomes.dispute.exceeds_open_amount",
            gettext_noop("{amount} {currency} is more than the {left} that is open and not disputed already."),
            amount=plain(amount, currency),
            left=plain(max(left, ZERO), currency),
            currency=currency,
        )
    return amount


# --- deciding


@dataclass(frozen=True)
class Verdict:
    """A decision that holds together: who is right, what is done, how much is credited, how much stands."""

    decision: Decision
    resolution: Resolution
    credited: Decimal
    upheld: Decimal


def verdict_of(
    decision: str, resolution: str, credited: Decimal | None, disputed: Decimal, currency: str, reason_code: str
) -> Verdict:
    """Return the verdict on a dispute; refuse a resolution or an amount that contradicts the decision.

    Without a resolution the usual one is meant; without an amount all of it for a valid dispute.
    """
    who = _one_of(Decision, decision)
    what = _one_of(Resolution, resolution) if resolution else FITTING[who][0]
    if reason_code == UNCODED:
        raise Refusal(
            "outcomes.dispute.uncoded", gettext_noop("Nobody knows the reason yet. Give it one, then decide.")
        )
    if what not in FITTING[who]:
        raise Refusal(
            "outcomes.dispute.resolution_contradicts",
            gettext_noop("“{resolution}” does not follow from “{decision}”. Choose one of: {known}."),
            resolution=what.value,
            decision=who.value,
            known=", ".join(FITTING[who]),
        )
    amount = _credited(who, what, credited, disputed, currency)
    stands = ZERO if what is Resolution.REDELIVER else disputed - amount
    return Verdict(who, what, amount, stands)


def _credited(
    decision: Decision, resolution: Resolution, credited: Decimal | None, disputed: Decimal, currency: str
) -> Decimal:
    if resolution not in CREDITING:
        if credited:
            raise Refusal(
                "outcomes.dispute.nothing_to_credit",
                gettext_noop("Nothing is credited with “{resolution}”. Leave the amount out."),
                resolution=resolution.value,
            )
        return ZERO
    if credited is None and decision is Decision.VALID:
        return disputed
    fits = credited is not None and credited.is_finite() and has_currency_digits(credited, currency)
    most_fits = fits and credited is not None and ZERO < credited <= disputed
    partly = most_fits and (decision is Decision.VALID) == (credited == disputed)
    if credited is None or not partly:
        raise Refusal(
            "outcomes.dispute.credit_contradicts",
            gettext_noop(
                "All {disputed} {currency} is credited if the customer is right, and less, but something, if partly so."
            ),
            disputed=plain(disputed, currency),
            currency=currency,
        )
    return credited


def _one_of(kind: type[ChoiceT], word: str) -> ChoiceT:
    try:
        return kind(word)
    except ValueError:
        raise Refusal(
            "outcomes.dispute.unknown_choice",
            gettext_noop("“{choice}” is not on the list. Choose one of: {known}."),
            choice=word[:40],
            known=", ".join(kind),
        ) from None


def check_reopening(closed_date: date, as_of: date) -> None:
    """Refuse to reopen a dispute that has been closed for more than sixty days."""
    if (as_of - closed_date).days > REOPEN_DAYS:
        raise Refusal(
            "outcomes.dispute.too_old_to_reopen",
            gettext_noop("This was closed on {day}, more than {days} days ago. Open a new dispute."),
            day=closed_date.isoformat(),
            days=REOPEN_DAYS,
        )


# --- clocks


@dataclass(frozen=True)
class Dates:
    """The days from which the clocks of a dispute run."""

    received: date
    assigned: date | None = None
    asked_customer: date | None = None


def clock_of(state: str, reason_code: str, dates: Dates, as_of: date, is_holiday: IsHoliday) -> Clock | None:
    """Return the clock that runs in a state, None where none does: it is decided.

    A new dispute is looked at within a business day, its owner answers within two, and it is decided within the days
    of its reason from the day it came in.
    """
    if state not in UNDECIDED:
        return None
    if state == DisputeState.NEW:
        return clock_on("triage", dates.received, TRIAGE_DAYS, as_of, is_holiday)
    if state in (DisputeState.TRIAGED, DisputeState.ASSIGNED):
        started = dates.assigned or dates.received
        return clock_on("response", started, RESPONSE_DAYS, as_of, is_holiday)
    days = reason_named(reason_code).decision_days
    return clock_on("decision", dates.received, days, as_of, is_holiday)


def level_due(clock: Clock | None, level: int) -> int:
    """Return the level a dispute should be escalated to by its clock: 1 once it is late, 2 at half as much again."""
    if clock is None:
        return level
    wanted = {ClockState.LATE: 1, ClockState.VERY_LATE: 2}.get(clock.state, 0)
    return max(level, wanted)


def decides_on_evidence(state: str, dates: Dates, reminders: int, as_of: date, is_holiday: IsHoliday) -> bool:
    """Return whether the customer had ten business days and two reminders: then what is there decides."""
    if state != DisputeState.AWAITING_CUSTOMER or dates.asked_customer is None:
        return False
    waited = clock_on("customer", dates.asked_customer, CUSTOMER_DAYS, as_of, is_holiday)
    return reminders >= CUSTOMER_REMINDERS and as_of > waited.due_date
