"""States of a bank statement, and what makes two lines the same movement."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from dunwell.base.reasons import Reason
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind, StatementLine


class StatementState(StrEnum):
    """`waiting` does not tie (or its account is not known); nothing of it becomes a receipt until it is released."""

    WAITING = "waiting"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


class StatementEvent(StrEnum):
    """What happens to a statement."""

    RELEASE = "release"
    WITHDRAW = "withdraw"


class WaitingReason(StrEnum):
    """Why a statement waits."""

    DOES_NOT_TIE = "does_not_tie"
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_CLOSED = "account_closed"
    MAYBE_RECEIVED = "maybe_received"
    PERIOD_LOCKED = "period_locked"


WAITING_TEXTS: dict[WaitingReason, str] = {
    WaitingReason.DOES_NOT_TIE: gettext_noop(
        "Opening {opening} and lines {lines} do not make closing {closing}: {difference} is missing. "
        "Ask the bank for the whole statement, or release it with a reason."
    ),
    WaitingReason.ACCOUNT_UNKNOWN: gettext_noop("The account {account} is not open here. Open it, then release this."),
    WaitingReason.ACCOUNT_CLOSED: gettext_noop(
        "The account {account} is no longer in use. Activate it, then release this."
    ),
    WaitingReason.MAYBE_RECEIVED: gettext_noop(
        "A line of {amount} on a statement may be the sum of this. Withdraw one of the two, or release with a reason."
    ),
    WaitingReason.PERIOD_LOCKED: gettext_noop(
        "Money of {day} would be posted into a period that is locked through {locked_through}."
    ),
}


STATEMENT = Machine(
    "cash.statement",
    {
        (StatementState.WAITING, StatementEvent.RELEASE): StatementState.POSTED,
        (StatementState.WAITING, StatementEvent.WITHDRAW): StatementState.WITHDRAWN,
        (StatementState.POSTED, StatementEvent.WITHDRAW): StatementState.WITHDRAWN,
    },
)

MUST_TIE = frozenset({StatementKind.END_OF_DAY, StatementKind.LOCKBOX})
FINAL = frozenset({StatementKind.END_OF_DAY})
"""Kinds that say what was booked; the others tell of it early or part by part, and their lines are confirmed by it."""
SUMMED = frozenset({StatementKind.LOCKBOX, StatementKind.NOTIFICATION, StatementKind.RETURNS})
"""Kinds whose lines a final statement may hold as one sum."""
NEAR_DAYS = 3
"""How far apart, at most, the days of a sum and of its parts lie."""
_NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED", "NOREF", "NONE", "NA", "UNKNOWN", "STARTUMS", "0"})
_SPACES = re.compile(r"\s+")


def must_tie(found: Statement) -> bool:
    """Return whether a statement that does not tie has to wait: intraday and notifications claim no balance."""
    return found.kind in MUST_TIE


def is_income(line: StatementLine) -> bool:
    """Return whether a line becomes a receipt: money in that is booked and is not the opposite of something earlier."""
    return line.amount > 0 and not line.is_pending and not is_return(line)


def is_return(line: StatementLine) -> bool:
    """Return whether a line takes back what came before, as far as the bank says."""
    return line.is_reversal or bool(line.return_code) or line.kind is LineKind.RETURN


def plain_reference(text: str) -> str:
    """Return a reference as it is compared: no spaces, in capitals; empty where it stands for none."""
    plain = _SPACES.sub("", text).upper()
    return "" if plain in _NO_REFERENCE else plain


def natural_key(line: StatementLine) -> str:
    """Return the key by which a movement is known again whichever file brings it (handbook §4.3), 64 letters.

    The amount, currency and value date with the bank's reference; without one with the end-to-end id or check number;
    without any with who paid and what for. Pending lines have keys of their own: they are no movement yet.
    """
    marks: tuple[str, ...] = ("ref", plain_reference(line.reference))
    if not marks[1]:
        marks = ("e2e", plain_reference(line.end_to_end_id))
    if not marks[1]:
        marks = ("check", plain_reference(line.check_number))
    if not marks[1]:
        marks = ("text", _folded(line.payer), _folded(line.payer_account), _folded(line.text))
    parts = (
        "pending" if line.is_pending else "booked",
        f"{line.amount.normalize():f}",
        line.currency,
        line.value_date.isoformat(),
        *marks,
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


class Span(NamedTuple):
    """What a posted statement covers. `booked` is the sum of its lines."""

    statement_id: int
    opening_date: date | None
    opening: Decimal | None
    closing_date: date | None
    closing: Decimal | None
    booked: Decimal = Decimal(0)


def is_same_span(one: Span, other: Span) -> bool:
    """Return whether two statements say the same of the account: equal days, equal balances, equal sum of lines."""
    return (one.closing_date, one.opening, one.closing, one.booked) == (
        other.closing_date,
        other.opening,
        other.closing,
        other.booked,
    )


def spans_apart(incoming: Span, posted: Sequence[Span]) -> frozenset[int]:
    """Return the statements that certainly hold none of an incoming one's movements, because it goes on from them.

    `posted` is in the order of the account. Where one of them closes with the balance that the incoming one opens with
    and not later, everything up to it lies before; where one opens with its closing balance, that one and everything
    after it lies behind. A statement that says the same as the incoming one lies neither before nor behind.
    """
    last = _last_before(incoming, posted)
    first = _first_behind(incoming, posted)
    apart = [*posted[: last + 1], *posted[first:]]
    return frozenset(span.statement_id for span in apart if not is_same_span(span, incoming))


def _last_before(incoming: Span, posted: Sequence[Span]) -> int:
    if incoming.opening is None:
        return -1
    day = incoming.opening_date or incoming.closing_date
    for place in range(len(posted) - 1, -1, -1):
        span = posted[place]
        early = day is None or span.closing_date is None or span.closing_date <= day
        if span.closing == incoming.opening and early and not is_same_span(span, incoming):
            return place
    return -1


def _first_behind(incoming: Span, posted: Sequence[Span]) -> int:
    if incoming.closing is None or incoming.closing_date is None:
        return len(posted)
    for place, span in enumerate(posted):
        day = span.opening_date or span.closing_date
        late = day is not None and day >= incoming.closing_date
        if span.opening == incoming.closing and late and not is_same_span(span, incoming):
            return place
    return len(posted)


class HeldLine(NamedTuple):
    """A line on the books that an incoming one may be.

    `is_early` was told by no final statement so far; `parts_of` names the deposit or batch that it is a part of.
    """

    line_id: int
    natural_key: str
    amount: Decimal
    currency: str
    value_date: date
    booking_date: date
    marks: tuple[str, str, str, str]
    is_early: bool = False
    parts_of: str = ""


def marks_of(line: StatementLine) -> tuple[str, str, str, str]:
    """Return what tells a movement from others: reference, end-to-end id, check number, payer's account."""
    return (
        plain_reference(line.reference),
        plain_reference(line.end_to_end_id),
        plain_reference(line.check_number),
        plain_reference(line.payer_account),
    )


def confirmations(lines: Sequence[StatementLine], held: Sequence[HeldLine]) -> dict[int, tuple[int, ...]]:
    """Return which incoming lines (by place) are on the books already, and as which lines.

    Equal keys first, one for one: two equal movements are two. What is left may confirm a line that only an early
    report told of: the same amount on the same day, and no mark that both have and that differs. What is left then may
    be the sum of a deposit or batch whose parts came before; it is no movement of its own.
    """
    by_key: dict[str, list[int]] = {}
    for one in held:
        by_key.setdefault(one.natural_key, []).append(one.line_id)
    found: dict[int, tuple[int, ...]] = {}
    for place, line in enumerate(lines):
        if by_key and (same := by_key.get(natural_key(line))):
            found[place] = (same.pop(0),)
    taken = {line_id for ids in found.values() for line_id in ids}
    early = [one for one in held if one.is_early and one.line_id not in taken]
    if early:
        _confirm_alike(lines, early, found, taken)
        _confirm_sums(lines, [one for one in early if one.line_id not in taken], found)
    return found


def _confirm_alike(
    lines: Sequence[StatementLine], early: Sequence[HeldLine], found: dict[int, tuple[int, ...]], taken: set[int]
) -> None:
    by_amount: dict[tuple[Decimal, str], list[HeldLine]] = {}
    for one in early:
        by_amount.setdefault((one.amount, one.currency), []).append(one)
    for place, line in enumerate(lines):
        if place in found or line.is_pending:
            continue
        able = [one for one in by_amount.get((line.amount, line.currency), ()) if one.line_id not in taken]
        chosen = _most_alike(line, able)
        if chosen is not None:
            found[place] = (chosen,)
            taken.add(chosen)


def _most_alike(line: StatementLine, able: Sequence[HeldLine]) -> int | None:
    marks = marks_of(line)
    best: tuple[int, int] | None = None
    for one in able:
        if line.value_date != one.value_date and line.booking_date != one.booking_date:
            continue
        pairs = [(left, right) for left, right in zip(marks, one.marks, strict=True) if left and right]
        shared = sum(left == right for left, right in pairs)
        # One shared mark outweighs a reference that the bank writes differently in its early report.
        if not shared and any(left != right for left, right in pairs):
            continue
        if best is None or shared > best[0]:
            best = (shared, one.line_id)
    return best[1] if best else None


def _confirm_sums(lines: Sequence[StatementLine], early: Sequence[HeldLine], found: dict[int, tuple[int, ...]]) -> None:
    groups: dict[str, list[HeldLine]] = {}
    for one in early:
        if one.parts_of:
            groups.setdefault(one.parts_of, []).append(one)
    for place, line in enumerate(lines):
        if place in found or line.is_pending:
            continue
        able = [name for name, parts in groups.items() if len(parts) > 1 and _makes(line, parts)]
        if len(able) == 1:
            found[place] = tuple(one.line_id for one in groups.pop(able[0]))


def _makes(line: StatementLine, parts: Sequence[HeldLine]) -> bool:
    near = all(abs((line.booking_date - one.booking_date).days) <= NEAR_DAYS for one in parts)
    same = all(one.currency == line.currency for one in parts)
    return near and same and sum((one.amount for one in parts), Decimal(0)) == line.amount


class Break(NamedTuple):
    """Where an account's statements do not go on from one another. `amount` is opening less the closing before."""

    statement_id: int
    after_id: int
    amount: Decimal
    is_overlap: bool


def breaks_in(spans: Sequence[Span], again: dict[int, Decimal]) -> list[Break]:
    """Return the gaps and overlaps between statements in order; `again` is what each repeats of those before it.

    A statement that repeats lines and opens that much earlier overlaps and loses nothing. What is left is a gap.
    """
    found = []
    before: Span | None = None
    for span in spans:
        if before is not None and before.closing is not None and span.opening is not None:
            repeated = again.get(span.statement_id, Decimal(0))
            missing = span.opening - before.closing + repeated
            if missing or (repeated and span.opening != before.closing):
                found.append(Break(span.statement_id, before.statement_id, missing, missing == 0))
        if span.closing is not None:
            before = span
    return found


@dataclass(frozen=True)
class StatementResult:
    """What became of a statement, or (dry run) would become; amounts in its currency.

    `state` is posted, waiting (`reason` says why) or repeated: all of it was on the books and nothing is kept twice.
    `lines` counts its lines, `receipts` those that became receipts, `duplicates` those that had come before. `notes`
    name gaps and overlaps with other statements of the account.
    """

    account: str
    currency: str
    kind: str
    number: str
    opening: Decimal | None
    closing: Decimal | None
    difference: Decimal | None
    state: str
    lines: int
    receipts: int = 0
    duplicates: int = 0
    returns: int = 0
    pending: int = 0
    reason: Reason | None = None
    notes: tuple[Reason, ...] = ()
    statement_id: int | None = None
