"""Disputes: states, amounts, clocks, verdicts, reasons and causes, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.outcomes.causes.rules import CAUSE_WORDS, ROOT_CAUSES, causes, check_cause
from dunwell.outcomes.clocks.rules import ClockState, business_days_between, clock_on
from dunwell.outcomes.disputes.rules import (
    MACHINE,
    Amounts,
    Dates,
    DisputeEvent,
    DisputeState,
    after_entry,
    check_amount,
    check_reopening,
    clock_of,
    decides_on_evidence,
    level_due,
    verdict_of,
)
from dunwell.outcomes.reasons.rules import OWNERS, PROOFS, REASONS, reason_named, reason_of_deduction

D = Decimal
NEW, TRI, ASG, REV, CUS, INT, ESC, REO, DEC, RES, CLO, WDN = (
    DisputeState.NEW,
    DisputeState.TRIAGED,
    DisputeState.ASSIGNED,
    DisputeState.IN_REVIEW,
    DisputeState.AWAITING_CUSTOMER,
    DisputeState.AWAITING_INTERNAL,
    DisputeState.ESCALATED,
    DisputeState.REOPENED,
    DisputeState.DECIDED,
    DisputeState.RESOLVING,
    DisputeState.CLOSED,
    DisputeState.WITHDRAWN,
)
NO = None
# Columns: triage, assign, review, ask the customer, ask internally, escalate, decide, resolve, close, withdraw, reopen.
TABLE = {
    NEW: (TRI, NO, NO, NO, NO, ESC, DEC, NO, NO, WDN, NO),
    TRI: (NO, ASG, NO, NO, NO, ESC, DEC, NO, NO, WDN, NO),
    ASG: (NO, ASG, REV, NO, NO, ESC, DEC, NO, NO, WDN, NO),
    REV: (NO, ASG, NO, CUS, INT, ESC, DEC, NO, NO, WDN, NO),
    CUS: (NO, NO, REV, NO, INT, ESC, DEC, NO, NO, WDN, NO),
    INT: (NO, NO, REV, CUS, NO, ESC, DEC, NO, NO, WDN, NO),
    ESC: (NO, ASG, REV, NO, NO, ESC, DEC, NO, NO, WDN, NO),
    REO: (NO, ASG, REV, NO, NO, ESC, DEC, NO, NO, WDN, NO),
    DEC: (NO, NO, NO, NO, NO, NO, NO, RES, NO, NO, NO),
    RES: (NO, NO, NO, NO, NO, NO, NO, NO, CLO, NO, NO),
    CLO: (NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, REO),
    WDN: (NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, REO),
}


@pytest.mark.parametrize("state", DisputeState)
def test_the_whole_table_of_a_dispute(state: DisputeState) -> None:
    assert len(TABLE[state]) == len(DisputeEvent)
    for event, expected in zip(DisputeEvent, TABLE[state], strict=True):
        if expected is NO:
            with pytest.raises(Refusal) as refused:
                MACHINE.next(state, event)
            assert refused.value.code == "outcomes.dispute.not_allowed"
        else:
            assert MACHINE.next(state, event) is expected, (state, event)


def test_every_reason_has_words_an_owner_and_proof_and_every_proof_has_words() -> None:
    assert len(REASONS) == 25
    for reason in REASONS.values():
        assert reason.title
        assert reason.owner in OWNERS
        assert reason.evidence
        assert set(reason.evidence) <= set(PROOFS)
    codes = [code for reason in REASONS.values() for code in reason.x12]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("01", "PRICE"), ("1", "PRICE"), ("06", "QTY"), ("55", "TAX"), ("freight", "UNCODED"), ("", "UNCODED"),
     ("frt", "FRT"), ("99", "UNCODED"), ("08", "WRONG"), ("54", "FRT")],
)  # fmt: skip
def test_what_a_payer_writes_becomes_a_reason_or_stays_uncoded(raw: str, expected: str) -> None:
    assert reason_of_deduction(raw) == expected


@pytest.mark.parametrize(
    ("code", "refusal"), [("INS", "outcomes.dispute.cannot_pay"), ("X", "outcomes.dispute.reason_unknown")]
)
def test_a_reason_that_is_none_is_refused(code: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        reason_named(code)
    assert refused.value.code == refusal


def test_a_root_cause_has_two_levels_and_words_for_both() -> None:
    assert check_cause(" Billing.Duplicate ") == "billing.duplicate"
    assert check_cause("tax") == "tax"
    for wrong, code in (
        ("", "outcomes.dispute.cause_missing"),
        ("weather", "outcomes.dispute.cause_unknown"),
        ("billing.short", "outcomes.dispute.cause_unknown"),
        ("billing.", "outcomes.dispute.cause_unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            check_cause(wrong)
        assert refused.value.code == code
    for cause in causes():
        assert check_cause(cause) == cause
        assert all(level in CAUSE_WORDS for level in cause.split("."))
    assert len(ROOT_CAUSES) == 14


# --- amounts


def amounts(disputed: str) -> Amounts:
    return Amounts(D(disputed), D(disputed))


@pytest.mark.parametrize(
    ("disputed", "kind", "effect", "open_after", "expected"),
    [
        # 1,000 open, 300 disputed: paying 700 settles the rest, not the dispute.
        ("300", "payment", "-700", "300", {"disputed": "300"}),
        ("300", "payment", "-800", "200", {"disputed": "200", "paid": "100"}),
        ("300", "payment", "-1000", "0", {"disputed": "0", "paid": "300"}),
        ("300", "discount", "-750", "250", {"disputed": "250", "paid": "50"}),
        ("300", "write_off", "-1000", "0", {"disputed": "0", "written_off": "300"}),
        ("300", "credit", "-1000", "0", {"disputed": "0", "credited": "300"}),
        ("300", "cleared_at_source", "-1000", "0", {"disputed": "0", "credited": "300"}),
    ],
)
def test_the_undisputed_rest_is_settled_first(
    disputed: str, kind: str, effect: str, open_after: str, expected: dict[str, str]
) -> None:
    found = after_entry(amounts(disputed), kind, D(effect), D(open_after))
    assert {name: getattr(found, name) for name in expected} == {name: D(value) for name, value in expected.items()}


def test_what_is_reversed_is_disputed_again() -> None:
    paid = after_entry(amounts("300"), "payment", D(-800), D(200))
    assert after_entry(paid, "payment", D(800), D(1000)) == amounts("300")


MOVES = st.lists(
    st.tuples(st.sampled_from(["payment", "credit", "write_off", "discount", "tolerance"]), st.integers(1, 400)),
    max_size=8,
)


@given(total=st.integers(1, 1000), part=st.integers(1, 1000), moves=MOVES, back=st.integers(0, 7))
def test_the_parts_are_always_the_whole(total: int, part: int, moves: list[tuple[str, int]], back: int) -> None:
    open_amount, held = D(total), Amounts(D(min(part, total)), D(min(part, total)))
    done: list[tuple[str, Decimal]] = []
    for kind, wanted in moves:
        taken = min(D(wanted), open_amount)
        if taken:
            open_amount -= taken
            held = after_entry(held, kind, -taken, open_amount)
            done.append((kind, taken))
        assert held.disputed <= open_amount
    for kind, taken in done[back:]:
        open_amount += taken
        held = after_entry(held, kind, taken, open_amount)
        assert held.disputed <= open_amount
    # Amounts itself refuses to be anything but whole; what is asked here is that nothing came from nowhere.
    assert held.original == min(part, total)
    assert held.disputed + held.paid + held.credited + held.written_off + held.upheld == held.original


@pytest.mark.parametrize(
    ("amount", "open_amount", "already", "code"),
    [
        ("100", "100", "0", ""),
        ("100.01", "100", "0", "outcomes.dispute.exceeds_open_amount"),
        ("60", "100", "50", "outcomes.dispute.exceeds_open_amount"),
        ("50", "100", "50", ""),
        ("0", "100", "0", "outcomes.dispute.amount_unreadable"),
        ("-5", "100", "0", "outcomes.dispute.amount_unreadable"),
        ("1.001", "100", "0", "outcomes.dispute.amount_unreadable"),
        ("NaN", "100", "0", "outcomes.dispute.amount_unreadable"),
    ],
)
def test_no_more_is_disputed_than_is_open(amount: str, open_amount: str, already: str, code: str) -> None:
    if not code:
        assert check_amount(D(amount), D(open_amount), D(already), "EUR") == D(amount)
        return
    with pytest.raises(Refusal) as refused:
        check_amount(D(amount), D(open_amount), D(already), "EUR")
    assert refused.value.code == code


# --- verdicts


@pytest.mark.parametrize(
    ("decision", "resolution", "credited", "expected"),
    [
        ("valid", "", None, ("credit", "300", "0")),
        ("valid", "rebill", None, ("rebill", "300", "0")),
        ("valid", "redeliver", None, ("redeliver", "0", "0")),
        ("partly_valid", "credit", "100", ("credit", "100", "200")),
        ("partly_valid", "rebill", "100", ("rebill", "100", "200")),
        ("invalid", "", None, ("explain", "0", "300")),
        ("invalid", "collect", None, ("collect", "0", "300")),
        ("valid", "collect", None, "outcomes.dispute.resolution_contradicts"),
        ("invalid", "credit", "10", "outcomes.dispute.resolution_contradicts"),
        ("invalid", "explain", "10", "outcomes.dispute.nothing_to_credit"),
        ("valid", "credit", "200", "outcomes.dispute.credit_contradicts"),
        ("partly_valid", "credit", "300", "outcomes.dispute.credit_contradicts"),
        ("partly_valid", "credit", None, "outcomes.dispute.credit_contradicts"),
        ("partly_valid", "credit", "0", "outcomes.dispute.credit_contradicts"),
        ("partly_valid", "credit", "0.001", "outcomes.dispute.credit_contradicts"),
        ("maybe", "", None, "outcomes.dispute.unknown_choice"),
        ("valid", "gift", None, "outcomes.dispute.unknown_choice"),
    ],
)
def test_a_verdict_holds_together(
    decision: str, resolution: str, credited: str | None, expected: tuple[str, str, str] | str
) -> None:
    amount = None if credited is None else D(credited)
    if isinstance(expected, str):
        with pytest.raises(Refusal) as refused:
            verdict_of(decision, resolution, amount, D(300), "EUR", "PRICE")
        assert refused.value.code == expected
        return
    found = verdict_of(decision, resolution, amount, D(300), "EUR", "PRICE")
    assert (found.resolution, found.credited, found.upheld) == (expected[0], D(expected[1]), D(expected[2]))


def test_what_nobody_has_coded_is_not_decided() -> None:
    with pytest.raises(Refusal) as refused:
        verdict_of("valid", "", None, D(300), "EUR", "UNCODED")
    assert refused.value.code == "outcomes.dispute.uncoded"


# --- clocks: Monday 2 March 2026 and the weeks after it; Friday 6 March is a holiday.
MONDAY = date(2026, 3, 2)


def off(day: date) -> bool:
    return day.weekday() >= 5 or day == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("as_of", "left", "state"),
    [
        ("2026-03-02", 2, ClockState.RUNNING),
        ("2026-03-03", 1, ClockState.NEAR),
        ("2026-03-04", 0, ClockState.NEAR),
        ("2026-03-05", -1, ClockState.LATE),
        ("2026-03-08", -1, ClockState.VERY_LATE),
        ("2026-03-09", -2, ClockState.VERY_LATE),
    ],
)
def test_a_clock_of_two_business_days(as_of: str, left: int, state: ClockState) -> None:
    clock = clock_on("response", MONDAY, 2, date.fromisoformat(as_of), off)
    assert (clock.due_date, clock.days_left, clock.state) == (date(2026, 3, 4), left, state)


def test_business_days_step_over_weekends_and_holidays() -> None:
    assert business_days_between(date(2026, 3, 5), date(2026, 3, 9), off) == 1
    assert business_days_between(date(2026, 3, 9), date(2026, 3, 5), off) == -1
    assert business_days_between(MONDAY, MONDAY, off) == 0


@pytest.mark.parametrize(
    ("state", "reason", "name", "due"),
    [
        (NEW, "PRICE", "triage", "2026-03-03"),
        (TRI, "PRICE", "response", "2026-03-04"),
        (ASG, "PRICE", "response", "2026-03-05"),
        (REV, "PRICE", "decision", "2026-03-10"),
        (ESC, "NODEL", "decision", "2026-03-04"),
        (CUS, "QUAL", "decision", "2026-03-31"),
        (REO, "DUP", "decision", "2026-03-17"),
        (DEC, "DUP", "", ""),
        (CLO, "DUP", "", ""),
    ],
)
def test_each_state_has_its_clock(state: DisputeState, reason: str, name: str, due: str) -> None:
    dates = Dates(MONDAY, assigned=date(2026, 3, 3) if state is ASG else None)
    clock = clock_of(state, reason, dates, MONDAY, off)
    if not name:
        assert clock is None
        assert level_due(clock, 1) == 1
        return
    assert clock is not None
    assert (clock.name, clock.due_date.isoformat()) == (name, due)


@pytest.mark.parametrize(
    ("as_of", "level", "expected"),
    [("2026-03-04", 0, 0), ("2026-03-05", 0, 1), ("2026-03-09", 0, 2), ("2026-03-05", 2, 2)],
)
def test_a_late_dispute_is_escalated_once_and_then_once_more(as_of: str, level: int, expected: int) -> None:
    clock = clock_of(REV, "NODEL", Dates(MONDAY), date.fromisoformat(as_of), off)
    assert level_due(clock, level) == expected


@pytest.mark.parametrize(
    ("state", "reminders", "as_of", "expected"),
    [
        (CUS, 2, "2026-03-18", True),
        (CUS, 2, "2026-03-17", False),
        (CUS, 1, "2026-03-18", False),
        (INT, 2, "2026-03-18", False),
    ],
)
def test_a_customer_who_does_not_answer_lets_the_evidence_decide(
    state: DisputeState, reminders: int, as_of: str, expected: bool
) -> None:
    dates = Dates(MONDAY, asked_customer=MONDAY)
    assert decides_on_evidence(state, dates, reminders, date.fromisoformat(as_of), off) is expected


def test_a_dispute_is_reopened_within_sixty_days() -> None:
    check_reopening(date(2026, 1, 1), date(2026, 3, 2))
    with pytest.raises(Refusal) as refused:
        check_reopening(date(2026, 1, 1), date(2026, 3, 3))
    assert refused.value.code == "outcomes.dispute.too_old_to_reopen"
