"""Verbs on bank statements: post one, release one that waits, withdraw one of which nothing is allocated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dunwell.base.money import plain
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.accounts.commands import locked_account, open_account
from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.accounts.queries import known_accounts
from dunwell.cash.accounts.rules import account_meant, plain_number
from dunwell.cash.income.commands import receive_lines, void_receipts
from dunwell.cash.returns.commands import note_returns, refuse_posted_returns
from dunwell.cash.statements import queries, rules
from dunwell.cash.statements.models import BankStatement, ConfirmedLine, StatementLine
from dunwell.cash.statements.rules import STATEMENT, StatementEvent, StatementResult, StatementState, WaitingReason
from dunwell.exchange.reading import statements as reading
from dunwell.exchange.reading.canonical import statement_as_data
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.periods.queries import locked_through

_CHUNK = 5000
_REPEATED = "repeated"


@dataclass
class _Plan:
    """What posting a statement will do: its account, why it waits, and which of its lines are on the books already."""

    found: reading.Statement
    lines: Sequence[reading.StatementLine]
    account: BankAccount | None
    waiting: Reason | None = None
    known: dict[int, tuple[int, ...]] = field(default_factory=dict)
    is_repeated: bool = False
    notes: tuple[Reason, ...] = ()


@command
def post_statement(
    *,
    viewer: Viewer,
    creditor_id: int,
    delivery_id: int,
    position: int,
    found: reading.Statement,
    account_number: str = "",
    opens_account: bool = False,
) -> StatementResult:
    """Post one statement in one transaction: its lines, their receipts and returns; or let it wait and say why.

    What an earlier statement brought is confirmed and not kept twice. `account_number` says which account is meant
    where the file does not; `opens_account` opens it if the creditor has none at all yet.
    """
    require(viewer, "intake.run", creditor_id)
    number = account_number or found.account
    account = _account(viewer, creditor_id, number, found, opens_account)
    plan = _planned(creditor_id, found, number, account, forgives=frozenset())
    if plan.is_repeated:
        return _result(plan, _REPEATED)
    kept = _keep(creditor_id, delivery_id, position, number, plan)
    if plan.waiting is not None:
        return _result(plan, StatementState.WAITING, kept.pk)
    return _post(viewer, kept, plan)


@command
def release_statement(*, viewer: Viewer, statement_id: int, reason: str = "") -> StatementResult:
    """Post a statement that waits. One that does not tie needs a reason; one without an account, the account."""
    kept = _locked(viewer, statement_id)
    STATEMENT.next(StatementState(kept.state), StatementEvent.RELEASE)
    found = queries.statement_in_delivery(viewer, kept.delivery, kept.position)
    account = _account(viewer, kept.creditor_id, kept.account_number, found, opens=False)
    forgives = frozenset({WaitingReason.DOES_NOT_TIE, WaitingReason.MAYBE_RECEIVED}) if reason.strip() else frozenset()
    plan = _planned(kept.creditor_id, found, kept.account_number, account, forgives=forgives)
    if plan.waiting is not None:
        needs = plan.waiting.code.rsplit(".", 1)[1] in (WaitingReason.DOES_NOT_TIE, WaitingReason.MAYBE_RECEIVED)
        code = "cash.statement.reason_missing" if needs else plan.waiting.code
        raise Refusal(code, plan.waiting.text, **plan.waiting.facts)
    kept.state, kept.bank_account = StatementState.POSTED, plan.account
    kept.currency = found.currency or (plan.account.currency if plan.account else "")
    kept.release_note, kept.released_by = reason.strip(), viewer.name or viewer.kind
    kept.duplicate_count = len(plan.known)
    kept.save()
    return _post(viewer, kept, plan)


@command
def withdraw_statement(*, viewer: Viewer, statement_id: int, reason: str) -> BankStatement:
    """Take a statement back while nothing of it is allocated; its receipts end as returned, nothing is deleted.

    Lines that another posted statement confirms stay with their receipts. The same file can then be taken in anew.
    """
    kept = _locked(viewer, statement_id)
    if not reason.strip():
        raise Refusal(
            "cash.statement.reason_missing",
            gettext_noop("Withdrawing a statement needs a reason, for whoever reads the books later."),
        )
    was_posted = kept.state == StatementState.POSTED
    kept.state = STATEMENT.next(StatementState(kept.state), StatementEvent.WITHDRAW)
    kept.withdrawal_note, kept.withdrawn_by = reason.strip(), viewer.name or viewer.kind
    kept.save()
    if was_posted:
        mine = StatementLine.objects.filter(statement=kept)
        still = queries.live_lines(mine).values_list("pk", flat=True)
        refuse_posted_returns(mine.exclude(pk__in=still))
        void_receipts(
            viewer=viewer,
            creditor_id=kept.creditor_id,
            line_ids=list(mine.exclude(pk__in=still).filter(receipt__isnull=False).values_list("pk", flat=True)),
            reason=reason.strip(),
            posting_key=f"withdrawal-{kept.pk}",
        )
        emit("cash.statement_withdrawn", kept.creditor_id, statement_id=kept.pk)
    return kept


def _locked(viewer: Viewer, statement_id: int) -> BankStatement:
    held = BankStatement.objects.select_for_update(of=("self",)).select_related("delivery")
    found = held.filter(pk=statement_id).first()
    if found is None:
        raise queries.not_found()
    require(viewer, "cash.post", found.creditor_id)
    return found


def _account(
    viewer: Viewer, creditor_id: int, number: str, found: reading.Statement, opens: bool
) -> BankAccount | None:
    """Return the account that is meant, locked: two files of one account are posted one after the other."""
    known = known_accounts(creditor_id)
    meant = account_meant(number, found.currency, known)
    if meant is not None:
        return locked_account(viewer, meant.account_id, "intake.run")
    if not opens or known or not plain_number(number) or not found.currency:
        return None
    return open_account(
        viewer=viewer,
        creditor_id=creditor_id,
        number=number,
        currency=found.currency,
        name=found.account_name,
        bank=found.bank,
    )


def _planned(
    creditor_id: int,
    found: reading.Statement,
    number: str,
    account: BankAccount | None,
    *,
    forgives: frozenset[WaitingReason],
) -> _Plan:
    plan = _Plan(found, [line for line in found.lines if line.amount], account)
    if account is None:
        plan.waiting = _waits(WaitingReason.ACCOUNT_UNKNOWN, account=number or "–")
        return plan
    if not account.is_active:
        plan.waiting = _waits(WaitingReason.ACCOUNT_CLOSED, account=str(account))
        return plan
    spans = queries.spans_of(account.pk)
    mine = _span(found)
    apart = rules.spans_apart(mine, spans) if found.kind in rules.FINAL else frozenset()
    held = queries.held_lines(account.pk, plan.lines, apart)
    plan.known = rules.confirmations(plan.lines, held)
    final = found.kind in rules.FINAL
    same = any(rules.is_same_span(mine, span) for span in spans) if final else bool(plan.lines)
    plan.is_repeated = len(plan.known) == len(plan.lines) and same
    plan.notes = _notes(mine, spans, plan) if found.kind in rules.FINAL else ()
    plan.waiting = None if plan.is_repeated else _why_waiting(creditor_id, plan, held, forgives)
    return plan


def _span(found: reading.Statement) -> rules.Span:
    closing = _closing_date(found)
    return rules.Span(0, found.opening_date, found.opening, closing, found.closing, found.booked_amount())


def _closing_date(found: reading.Statement) -> date | None:
    return found.closing_date or max((line.booking_date for line in found.lines if line.amount), default=None)


def _why_waiting(
    creditor_id: int, plan: _Plan, held: Sequence[rules.HeldLine], forgives: frozenset[WaitingReason]
) -> Reason | None:
    found, difference = plan.found, plan.found.difference()
    if difference and rules.must_tie(found) and WaitingReason.DOES_NOT_TIE not in forgives:
        return _waits(
            WaitingReason.DOES_NOT_TIE,
            opening=_plain(found.opening or Decimal(0), found.currency),
            lines=_plain(found.booked_amount(), found.currency),
            closing=_plain(found.closing or Decimal(0), found.currency),
            difference=_plain(difference, found.currency),
        )
    total = found.booked_amount()
    if found.kind in rules.SUMMED and not plan.known and WaitingReason.MAYBE_RECEIVED not in forgives:
        whole = len(plan.lines) > 1 and any(not one.is_early and one.amount == total for one in held)
        if whole:
            return _waits(WaitingReason.MAYBE_RECEIVED, amount=f"{_plain(total, found.currency)} {found.currency}")
    locked = locked_through(creditor_id)
    new = [line.booking_date for place, line in enumerate(plan.lines) if place not in plan.known]
    if locked is not None and new and min(new) <= locked:
        return _waits(WaitingReason.PERIOD_LOCKED, day=min(new).isoformat(), locked_through=locked.isoformat())
    return None


def _plain(amount: Decimal, currency: str) -> str:
    return plain(amount, currency) if len(currency) == 3 else f"{amount:f}"


def _waits(why: WaitingReason, **facts: Any) -> Reason:
    return Reason(f"cash.statement.{why.value}", rules.WAITING_TEXTS[why], facts)


def _notes(mine: rules.Span, spans: Sequence[rules.Span], plan: _Plan) -> tuple[Reason, ...]:
    """Name where the statement does not go on from the one before it."""
    earlier = [span for span in spans if span.closing is not None and _is_earlier(span, mine)]
    if not earlier or mine.opening is None or mine.opening == earlier[-1].closing or plan.is_repeated:
        return ()
    again = sum((plan.lines[place].amount for place in plan.known), Decimal(0))
    gap = mine.opening - (earlier[-1].closing or Decimal(0)) + again
    told = {"closing": earlier[-1].closing or Decimal(0), "opening": mine.opening, "amount": gap or again}
    facts = {name: _plain(amount, plan.found.currency) for name, amount in told.items()}
    if gap:
        text = gettext_noop(
            "The statement before closes with {closing}, this one opens with {opening}: {amount} is missing between."
        )
        return (Reason("cash.statement.gap", text, facts),)
    text = gettext_noop("This overlaps the statement before: lines of {amount} are on both and are kept once.")
    return (Reason("cash.statement.overlap", text, facts),)


def _is_earlier(span: rules.Span, mine: rules.Span) -> bool:
    return mine.closing_date is None or span.closing_date is None or span.closing_date <= mine.closing_date


def _keep(creditor_id: int, delivery_id: int, position: int, number: str, plan: _Plan) -> BankStatement:
    found, waiting = plan.found, plan.waiting
    last = (
        BankStatement.objects.filter(delivery_id=delivery_id).order_by("-sequence").values_list("sequence", flat=True)
    )
    return BankStatement.objects.create(
        creditor_id=creditor_id,
        bank_account=plan.account,
        delivery_id=delivery_id,
        sequence=(last.first() or 0) + 1,
        position=position,
        account_number=plain_number(number)[:60],
        account_name=_text(found.account_name, 120),
        bank=_text(found.bank, 60),
        kind=found.kind,
        state=StatementState.WAITING if waiting else StatementState.POSTED,
        waiting_reason=waiting.code.rsplit(".", 1)[1] if waiting else "",
        number=_text(found.number, 40),
        reference=_text(found.reference, 80),
        currency=found.currency or (plan.account.currency if plan.account else ""),
        opening_date=found.opening_date,
        opening_amount=found.opening,
        closing_date=_closing_date(found),
        closing_amount=found.closing,
        difference_amount=found.difference(),
        booked_amount=found.booked_amount(),
        line_count=len(plan.lines),
        duplicate_count=len(plan.known),
    )


def _post(viewer: Viewer, kept: BankStatement, plan: _Plan) -> StatementResult:
    receipts = returns = 0
    for made in _keep_lines(kept, plan):
        income = [line for line, source in made if rules.is_income(source)]
        receipts += receive_lines(viewer=viewer, creditor_id=kept.creditor_id, lines=income)
        back = [line for line, source in made if rules.is_return(source) and not source.is_pending]
        returns += note_returns(viewer=viewer, creditor_id=kept.creditor_id, lines=back)
    emit("cash.statement_posted", kept.creditor_id, statement_id=kept.pk, receipts=receipts, returns=returns)
    return _result(plan, StatementState.POSTED, kept.pk, receipts=receipts, returns=returns)


def _keep_lines(kept: BankStatement, plan: _Plan) -> Iterator[list[tuple[StatementLine, reading.StatementLine]]]:
    """Write the lines by the thousand and yield the new ones; what is on the books already is confirmed."""
    account = plan.account
    assert account is not None, "a statement is posted on an account"
    for start in range(0, len(plan.lines), _CHUNK):
        part = list(enumerate(plan.lines[start : start + _CHUNK], start=start))
        ConfirmedLine.objects.bulk_create(
            ConfirmedLine(creditor_id=kept.creditor_id, statement=kept, line_id=line_id, sequence=place + 1)
            for place, _ in part
            for line_id in plan.known.get(place, ())
        )
        new = [(place, line, rules.natural_key(line)) for place, line in part if place not in plan.known]
        seen = queries.last_occurrences(account.pk, [key for _, _, key in new])
        rows = []
        for place, line, key in new:
            seen[key] = seen.get(key, 0) + 1
            rows.append(_line(kept, account, place + 1, line, key, seen[key]))
        StatementLine.objects.bulk_create(rows, batch_size=1000)
        yield list(zip(rows, (line for _, line, _ in new), strict=True))


def _line(
    kept: BankStatement, account: BankAccount, sequence: int, line: reading.StatementLine, key: str, occurrence: int
) -> StatementLine:
    texts = {name: _text(getattr(line, name), length) for name, length in _TEXTS.items()}
    return StatementLine(
        creditor_id=kept.creditor_id,
        bank_account=account,
        statement=kept,
        sequence=sequence,
        natural_key=key,
        occurrence=occurrence,
        booking_date=line.booking_date,
        value_date=line.value_date,
        amount=line.amount,
        currency=line.currency or account.currency,
        kind=line.kind,
        is_reversal=line.is_reversal,
        is_pending=line.is_pending,
        details=_details(line),
        **texts,
    )


_TEXTS = {
    "reference": 140, "end_to_end_id": 140, "payer": 300, "payer_account": 60, "payer_bank": 60, "text": 100_000,
    "check_number": 40, "creditor_reference": 60, "bank_code": 40, "return_code": 20, "batch": 80,
}  # fmt: skip


def _text(value: str, length: int) -> str:
    """Return text as PostgreSQL holds it: no zero bytes, no longer than its column."""
    return value.replace("\x00", "")[:length]


def _details(line: reading.StatementLine) -> dict[str, Any]:
    """Return what the line says beyond its columns: original amount and rate, charges, the documents it names."""
    told = statement_as_data(reading.Statement("", "", lines=(line,)))["lines"][0]
    names = ("original_amount", "original_currency", "exchange_rate", "charges_amount", "references", "address")
    return {name: told[name] for name in names if told[name]}


def _result(
    plan: _Plan, state: str, statement_id: int | None = None, *, receipts: int = 0, returns: int = 0
) -> StatementResult:
    found = plan.found
    return StatementResult(
        account=plan.account.number if plan.account else found.account,
        currency=found.currency,
        kind=found.kind.value,
        number=found.number,
        opening=found.opening,
        closing=found.closing,
        difference=found.difference(),
        state=str(state),
        lines=len(plan.lines),
        receipts=receipts,
        duplicates=len(plan.known),
        returns=returns,
        pending=sum(line.is_pending for line in plan.lines),
        reason=plan.waiting,
        notes=plan.notes,
        statement_id=statement_id,
    )
