"""The states of a promise, and what follows from what (handbook §3.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dunwell.base.states import Machine

PARTIAL_FLOOR = Decimal("0.25")
LATE_DAYS = 30
"""Money that comes up to so many days after the grace makes a broken promise kept late."""


class PromiseState(StrEnum):
    """What became of a promise: the first of its two axes, found by looking at the money."""

    PENDING = "pending"
    IN_GRACE = "in_grace"
    KEPT = "kept"
    PARTIALLY_KEPT = "partially_kept"
    BROKEN = "broken"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


class PromiseStatus(StrEnum):
    """Whether a promise counts: the second axis.

    Proposed ones wait for somebody who may approve; active ones move with the money; confirmed ones move only when
    money is taken back; void ones are left out of every rate.
    """

    PROPOSED = "proposed"
    ACTIVE = "active"
    CONFIRMED = "confirmed"
    VOID = "void"


class PromiseEvent(StrEnum):
    """What happens to a promise."""

    KEEP = "keep"
    DATE_PASSED = "date_passed"
    FALL_SHORT = "fall_short"
    BREAK = "break"
    REVERSE = "reverse"
    REOPEN = "reopen"
    SUSPEND = "suspend"
    RESUME = "resume"
    SUPERSEDE = "supersede"
    CANCEL = "cancel"


class Level(StrEnum):
    """What a promise is about: named documents, or whatever the customer owes."""

    ITEM = "item"
    ACCOUNT = "account"


class Source(StrEnum):
    """How a promise reached us."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"
    PORTAL = "portal"
    REMITTANCE = "remittance"
    IN_PERSON = "in_person"


class Method(StrEnum):
    """How the customer says it will pay; the days of grace depend on it."""

    TRANSFER = "transfer"
    CHECK = "check"
    CARD = "card"
    DIRECT_DEBIT = "direct_debit"
    CASH = "cash"


S, E = PromiseState, PromiseEvent

TRANSITIONS: dict[tuple[PromiseState, PromiseEvent], PromiseState] = {
    (S.PENDING, E.KEEP): S.KEPT,
    (S.PENDING, E.DATE_PASSED): S.IN_GRACE,
    (S.PENDING, E.SUSPEND): S.SUSPENDED,
    (S.PENDING, E.SUPERSEDE): S.SUPERSEDED,
    (S.PENDING, E.CANCEL): S.CANCELLED,
    (S.IN_GRACE, E.KEEP): S.KEPT,
    (S.IN_GRACE, E.FALL_SHORT): S.PARTIALLY_KEPT,
    (S.IN_GRACE, E.BREAK): S.BROKEN,
    (S.IN_GRACE, E.REOPEN): S.PENDING,
    (S.IN_GRACE, E.SUSPEND): S.SUSPENDED,
    (S.IN_GRACE, E.CANCEL): S.CANCELLED,
    (S.SUSPENDED, E.RESUME): S.PENDING,
    (S.SUSPENDED, E.CANCEL): S.CANCELLED,
    (S.KEPT, E.REOPEN): S.PENDING,
    (S.KEPT, E.REVERSE): S.BROKEN,
    (S.PARTIALLY_KEPT, E.KEEP): S.KEPT,
    (S.PARTIALLY_KEPT, E.BREAK): S.BROKEN,
    (S.PARTIALLY_KEPT, E.REVERSE): S.BROKEN,
    (S.BROKEN, E.KEEP): S.KEPT,
    (S.BROKEN, E.FALL_SHORT): S.PARTIALLY_KEPT,
}

PROMISE = Machine("outcomes.promise", TRANSITIONS)

OPEN = frozenset({S.PENDING, S.IN_GRACE, S.SUSPENDED})
"""States in which the customer is still waited for."""

JUDGED = frozenset({S.KEPT, S.PARTIALLY_KEPT, S.BROKEN})
"""States that count in the rates."""

_WAYS: dict[tuple[PromiseState, PromiseState], tuple[PromiseEvent, ...]] = {
    (S.PENDING, S.KEPT): (E.KEEP,),
    (S.PENDING, S.IN_GRACE): (E.DATE_PASSED,),
    (S.PENDING, S.PARTIALLY_KEPT): (E.DATE_PASSED, E.FALL_SHORT),
    (S.PENDING, S.BROKEN): (E.DATE_PASSED, E.BREAK),
    (S.IN_GRACE, S.KEPT): (E.KEEP,),
    (S.IN_GRACE, S.PENDING): (E.REOPEN,),
    (S.IN_GRACE, S.PARTIALLY_KEPT): (E.FALL_SHORT,),
    (S.IN_GRACE, S.BROKEN): (E.BREAK,),
    (S.KEPT, S.PENDING): (E.REOPEN,),
    (S.KEPT, S.IN_GRACE): (E.REOPEN, E.DATE_PASSED),
    (S.KEPT, S.PARTIALLY_KEPT): (E.REOPEN, E.DATE_PASSED, E.FALL_SHORT),
    (S.KEPT, S.BROKEN): (E.REVERSE,),
    (S.PARTIALLY_KEPT, S.KEPT): (E.KEEP,),
    (S.PARTIALLY_KEPT, S.BROKEN): (E.BREAK,),
    (S.BROKEN, S.KEPT): (E.KEEP,),
    (S.BROKEN, S.PARTIALLY_KEPT): (E.FALL_SHORT,),
}


def events_of(
    state: PromiseState, found: PromiseState, *, is_bounced: bool = False, is_reversed: bool = False
) -> tuple[PromiseEvent, ...]:
    """Return the events that lead from a state to the one that the money says, none where it stays.

    A payment that bounced breaks what it kept, whether or not there is time left; only good money makes it kept again.
    """
    if found is not S.KEPT:
        if is_bounced and state in (S.KEPT, S.PARTIALLY_KEPT):
            return (E.REVERSE,)
        if is_reversed and state is S.BROKEN:
            return ()
    return _WAYS.get((state, found), ())


@dataclass(frozen=True, slots=True)
class Part:
    """One installment as it is judged: `received_amount` came in time, the last of it on `received_date`."""

    due_date: date
    cutoff_date: date
    amount: Decimal
    received_amount: Decimal = Decimal(0)
    received_date: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the money says of a promise on a day; `decided_date` is None while it is still waited for."""

    state: PromiseState
    received_amount: Decimal
    decided_date: date | None = None
    is_kept_in_grace: bool = False


def judge(parts: Sequence[Part], tolerance_amount: Decimal, as_of: date) -> Verdict:
    """Say what became of a promise by the end of a day.

    Kept as soon as all of it less the tolerance came in time; the first installment that its days of grace left short
    decides: partially kept from a quarter of the whole promise on, else broken.
    """
    promised = sum((part.amount for part in parts), Decimal(0))
    received = sum((part.received_amount for part in parts), Decimal(0))
    if received >= promised - tolerance_amount:
        last = max((part.received_date for part in parts if part.received_date), default=as_of)
        in_grace = any(part.received_date is not None and part.received_date > part.due_date for part in parts)
        return Verdict(S.KEPT, received, last, in_grace)
    missing = Decimal(0)
    for part in sorted(parts, key=lambda one: one.due_date):
        missing += part.amount - part.received_amount
        if missing <= tolerance_amount:
            continue
        if as_of <= part.due_date:
            return Verdict(S.PENDING, received)
        if as_of <= part.cutoff_date:
            return Verdict(S.IN_GRACE, received)
        short = received >= PARTIAL_FLOOR * promised
        return Verdict(S.PARTIALLY_KEPT if short else S.BROKEN, received, part.cutoff_date + timedelta(days=1))
    raise AssertionError("what is missing in all is missing from some installment")


@dataclass(frozen=True, slots=True)
class Judged:
    """One promise as the rates count it, in one currency."""

    state: PromiseState
    amount: Decimal
    received_amount: Decimal
    is_late_kept: bool = False


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many promises were kept, of so many judged; ratios from 0 to 1, None where nothing was judged (§2.6)."""

    judged_count: int
    kept_count: int
    partially_kept_count: int
    broken_count: int
    late_kept_count: int
    promised_amount: Decimal
    kept_amount: Decimal
    received_amount: Decimal

    @property
    def count_ratio(self) -> Decimal | None:
        """Kept promises of those judged."""
        return Decimal(self.kept_count) / self.judged_count if self.judged_count else None

    @property
    def value_ratio(self) -> Decimal | None:
        """What kept promises were worth, of all that was promised."""
        return self.kept_amount / self.promised_amount if self.promised_amount else None

    @property
    def cash_ratio(self) -> Decimal | None:
        """What came in time, at most what was promised, of all that was promised."""
        return self.received_amount / self.promised_amount if self.promised_amount else None


def attainment(rows: Iterable[Judged]) -> Attainment:
    """Count promises that were judged, in one currency; others are left out."""
    judged = [row for row in rows if row.state in JUDGED]
    kept = [row for row in judged if row.state is S.KEPT]
    return Attainment(
        len(judged),
        len(kept),
        sum(row.state is S.PARTIALLY_KEPT for row in judged),
        sum(row.state is S.BROKEN for row in judged),
        sum(row.is_late_kept for row in judged),
        sum((row.amount for row in judged), Decimal(0)),
        sum((row.amount for row in kept), Decimal(0)),
        sum((min(row.received_amount, row.amount) for row in judged), Decimal(0)),
    )
