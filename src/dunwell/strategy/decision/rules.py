"""The reasons of a decision: words with numbers and points, what would move a customer, a hash that proves a replay."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dunwell.base.reasons import Reason
from dunwell.base.words import gettext_noop

WEIGHTS: dict[str, int] = {"value": 40, "risk": 25, "days": 20, "promises": 10, "touch": 5}
"""The most points that each factor gives; 100 together."""

CAPS: dict[str, int] = {"value": 100, "risk": 100, "days": 60, "promises": 1, "touch": 14}
"""Where each factor gives its most: the top of the book, risk 100, 60 days past due, one broken promise, 14 days."""

WORDS: dict[str, str] = {
    "strategy.step": gettext_noop("{title}: the step of {policy} for {days} days past due"),
    "strategy.step.service": gettext_noop("{title}: a service before the due date, by {policy}"),
    "strategy.value.top": gettext_noop("In the top {top} percent of your book: {amount} {currency} to collect"),
    "strategy.value": gettext_noop("{amount} {currency} to collect, more than {percentile} percent of your book owes"),
    "strategy.risk": gettext_noop("Risk {score} of 100"),
    "strategy.days.habit": gettext_noop("{days} days past due, {times} times its habit of {habit}"),
    "strategy.days.within_habit": gettext_noop("{days} days past due; its habit is {habit}"),
    "strategy.days": gettext_noop("{days} days past due"),
    "strategy.promises.one": gettext_noop("Broke a promise"),
    "strategy.promises": gettext_noop("Broke {count} promises"),
    "strategy.touch": gettext_noop("Nothing done for {days} days"),
    "strategy.touch.never": gettext_noop("Nothing has been done about it yet"),
    "strategy.floor": gettext_noop("Small, but past due for {days} days and left alone long enough"),
    "strategy.trend": gettext_noop("Paying {days} days later than it used to"),
    "strategy.expected": gettext_noop("{amount} {currency} expected from this step, {minutes} minutes of work"),
    "strategy.excluded.on_hold": gettext_noop("On hold ({reason}) until {until}"),
    "strategy.excluded.on_hold_open": gettext_noop("On hold ({reason}) until it is lifted"),
    "strategy.excluded.snoozed": gettext_noop("Snoozed until {until}"),
    "strategy.excluded.credit_balance": gettext_noop("Owes nothing: its credits are as large as its documents"),
    "strategy.excluded.nothing_past_due": gettext_noop("Nothing is past due"),
    "strategy.excluded.disputed_only": gettext_noop("All {amount} {currency} past due is disputed"),
    "strategy.excluded.held_only": gettext_noop("All that is past due and not disputed is on hold"),
    "strategy.excluded.covered_by_credit": gettext_noop(
        "{amount} {currency} of unapplied credit covers what is past due"
    ),
    "strategy.excluded.below_minimum": gettext_noop("{amount} {currency} is below the minimum of {minimum}"),
    "strategy.excluded.paused": gettext_noop("The policy pauses: {reason}"),
    "strategy.excluded.no_step": gettext_noop("No step of {policy} applies today"),
    "strategy.excluded.step_waiting": gettext_noop("{step} was done; it is not repeated within {wait} days"),
    "strategy.excluded.contacted_recently": gettext_noop("Contacted {days} days ago; {gap} days must lie between"),
    "strategy.excluded.attempts_used": gettext_noop("Contacted {count} times in seven days; {most} is the most"),
    "strategy.up.lift_hold": gettext_noop("It comes back when the hold is lifted or ends"),
    "strategy.up.snooze_ends": gettext_noop("It comes back on {until}"),
    "strategy.up.next_due": gettext_noop("It comes back when a document falls past due"),
    "strategy.up.dispute_settled": gettext_noop("It comes back when {amount} {currency} in dispute is settled"),
    "strategy.up.credit_applied": gettext_noop("Put its unapplied credit of {amount} {currency} against its documents"),
    "strategy.up.more_owed": gettext_noop("It comes back when {amount} {currency} more is past due"),
    "strategy.up.floor": gettext_noop("Small as it is, it comes back once nothing was done about it for long enough"),
    "strategy.up.gap_ends": gettext_noop("It may be contacted again in {days} days"),
    "strategy.up.wait_ends": gettext_noop("The step may be repeated in {days} days, or a later one comes first"),
    "strategy.up.other_step": gettext_noop("A step of its policy must hold; see the policy's answers"),
    "strategy.up.older": gettext_noop("It gains up to {room} more points for age; the most is at {cap} days past due"),
    "strategy.up.promise_broken": gettext_noop("A broken promise would add {room} points"),
    "strategy.up.riskier": gettext_noop("A higher risk score would add up to {room} points"),
    "strategy.up.larger": gettext_noop("A larger amount would add up to {room} points"),
    "strategy.up.untouched": gettext_noop("Left alone for {cap} days it gains {room} points"),
    "strategy.down.paid": gettext_noop("A payment of {amount} {currency} takes it off the list"),
    "strategy.down.promise": gettext_noop(
        "A promise, a hold or a dispute over all that is past due takes it off the list"
    ),
}
"""Every sentence of a decision by its code; decisions store codes and facts, never sentences."""

_EXCLUDED_BY_AMOUNT: dict[str, dict[str, str]] = {
    "disputed_only": {"amount": "past_due_amount"},
    "covered_by_credit": {"amount": "unapplied_amount"},
    "below_minimum": {"amount": "stake_amount", "minimum": "minimum_amount"},
}
_EXCLUDED_BY_NUMBER: dict[str, dict[str, str]] = {
    "step_waiting": {"step": "step", "wait": "wait_days"},
    "contacted_recently": {"days": "days_since_last_contact", "gap": "min_gap_days"},
    "attempts_used": {"count": "contacts_last_7_days", "most": "max_attempts_per_week"},
}
"""The facts of exclusions, by the column that holds each."""

Row = Mapping[str, Any]


def reasons_of(
    row: Row, *, title: str = "", policy: str = "", pause: str = "", codes: Sequence[str] | None = None
) -> list[Reason]:
    """Return why a customer stands where it stands: exclusions; else the points, the largest first, then the step.

    `row` is one row of `decide`; `title`, `policy` and `pause` are the words of its step, policy and pause
    (`words_of`). `codes` are the row's exclusions where they are known already. Points of the reasons add up to the
    points of the decision.
    """
    found = exclusion_codes(row) if codes is None else codes
    if found:
        return [_exclusion(code, row, policy, pause) for code in found]
    scored = sorted(_factor_reasons(row), key=lambda reason: -(reason.points or 0))
    return scored + _unscored_reasons(row, title, policy)


def words_of(row: Row, policies: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of a decision's step, policy and pause from its policies, as `reasons_of` takes them."""
    policy = policies.get(row["policy_key"])
    if policy is None:
        return {"title": row["step"] or "", "policy": row["policy_key"] or "", "pause": ""}
    step, pause = row["step_index"], row["pause_index"]
    return {
        "title": policy.steps[step].title if step is not None else "",
        "policy": policy.title,
        "pause": policy.pauses[pause].reason if pause is not None and pause >= 0 else "",
    }


def exclusion_codes(row: Row) -> list[str]:
    """Return the codes of the exclusions of a decision in the order in which they are told; empty when ranked."""
    return [name.removeprefix("excluded_") for name, value in row.items() if name.startswith("excluded_") and value]


def exclusion_reasons(row: Row, *, policy: str = "", pause: str = "") -> list[Reason]:
    """Return the exclusions of a decision as reasons; empty when it is ranked."""
    return [_exclusion(code, row, policy, pause) for code in exclusion_codes(row)]


def _exclusion(code: str, row: Row, policy: str, pause: str) -> Reason:
    facts: dict[str, Any] = {}
    if code in _EXCLUDED_BY_AMOUNT:
        facts = {name: _text(row.get(column)) for name, column in _EXCLUDED_BY_AMOUNT[code].items()}
        facts["currency"] = row["currency"]
    elif code in _EXCLUDED_BY_NUMBER:
        facts = {name: row.get(column) for name, column in _EXCLUDED_BY_NUMBER[code].items()}
    elif code == "on_hold":
        facts = {"reason": row.get("hold_reason") or "", "until": _text(row.get("hold_until"))}
        code = code if row.get("hold_until") is not None else "on_hold_open"
    elif code == "snoozed":
        facts = {"until": _text(row.get("snoozed_until"))}
    elif code == "paused":
        facts = {"reason": pause}
    elif code == "no_step":
        facts = {"policy": policy or row.get("policy_key")}
    return _reason(f"strategy.excluded.{code}", **facts)


def _factor_reasons(row: Row) -> list[Reason]:
    """Return one reason per factor that gave points."""
    made = [
        _value(row),
        _reason("strategy.risk", row["points_risk"], score=row["risk_score"]),
        _days(row),
        _promises(row),
        _touch(row),
    ]
    return [reason for reason in made if reason.points]


def _value(row: Row) -> Reason:
    percentile, amount = int(row["value_percentile"] or 0), _text(row["stake_amount"])
    if percentile >= 90:
        return _reason(
            "strategy.value.top",
            row["points_value"],
            top=max(100 - percentile, 1),
            amount=amount,
            currency=row["currency"],
        )
    return _reason(
        "strategy.value", row["points_value"], amount=amount, currency=row["currency"], percentile=percentile
    )


def _days(row: Row) -> Reason:
    days, points, late = row["oldest_days_past_due"], row["points_days"], row.get("average_days_late")
    habit = int(Decimal(late).to_integral_value()) if late is not None else 0
    if days is None or habit <= 0:
        return _reason("strategy.days", points, days=days)
    if days >= 2 * habit:
        return _reason("strategy.days.habit", points, days=days, habit=habit, times=days // habit)
    return _reason("strategy.days.within_habit", points, days=days, habit=habit)


def _promises(row: Row) -> Reason:
    count = row["broken_promise_count"]
    return _reason("strategy.promises.one" if count == 1 else "strategy.promises", row["points_promises"], count=count)


def _touch(row: Row) -> Reason:
    days = row["days_since_last_touch"]
    return _reason("strategy.touch.never" if days is None else "strategy.touch", row["points_touch"], days=days)


def _unscored_reasons(row: Row, title: str, policy: str) -> list[Reason]:
    step = "strategy.step.service" if row["tone"] == "T0" else "strategy.step"
    reasons = [
        _reason(step, title=title or row["step"], policy=policy or row["policy_key"], days=row["oldest_days_past_due"]),
        _reason(
            "strategy.expected", amount=_text(row["expected_amount"]), currency=row["currency"], minutes=row["minutes"]
        ),
    ]
    if row["floor_due"] and row["stake_amount"] < row["minimum_amount"]:
        reasons.append(_reason("strategy.floor", days=row["oldest_days_past_due"]))
    trend = row.get("late_trend")
    if trend is not None and trend >= 5:
        reasons.append(_reason("strategy.trend", days=int(trend)))
    return reasons


def would_move_up(facts: Row, decision: Row) -> list[Reason]:
    """Return what would bring an excluded customer back, or what would move a ranked one up and what takes it off.

    `facts` and `decision` may be the same row of `decide`. The fact `room` is how many points
    a factor could still give.
    """
    row = {**facts, **decision}
    codes = exclusion_codes(row)
    if codes:
        made = (_comes_back(code, row) for code in codes)
        return [reason for reason in made if reason is not None]
    room = {factor: WEIGHTS[factor] - int(row[f"points_{factor}"]) for factor in WEIGHTS}
    texts = {
        "days": "older", "promises": "promise_broken", "risk": "riskier", "value": "larger", "touch": "untouched",
    }  # fmt: skip
    reasons = [
        _reason(f"strategy.up.{text}", room=room[factor], cap=CAPS[factor])
        for factor, text in texts.items()
        if room[factor] > 0
    ]
    off = _reason("strategy.down.paid", amount=_text(row["stake_amount"]), currency=row["currency"])
    return [*reasons, off, _reason("strategy.down.promise")]


def _comes_back(code: str, row: Row) -> Reason | None:
    """Return what ends one exclusion; None where another reason says it already."""
    currency, contacted = row["currency"], row.get("days_since_last_contact")
    known: dict[str, tuple[str, dict[str, Any]]] = {
        "on_hold": ("lift_hold", {}),
        "held_only": ("lift_hold", {}),
        "snoozed": ("snooze_ends", {"until": _text(row.get("snoozed_until"))}),
        "nothing_past_due": ("next_due", {}),
        "credit_balance": ("next_due", {}),
        "disputed_only": ("dispute_settled", {"amount": _text(row.get("disputed_amount")), "currency": currency}),
        "covered_by_credit": ("credit_applied", {"amount": _text(row.get("unapplied_amount")), "currency": currency}),
        "below_minimum": ("more_owed", {"amount": _missing(row), "currency": currency}),
        "contacted_recently": ("gap_ends", {"days": _left(row.get("min_gap_days"), contacted)}),
        "step_waiting": ("wait_ends", {"days": _left(row.get("wait_days"), _since_step(row))}),
        "no_step": ("other_step", {}),
        "paused": ("other_step", {}),
    }
    if code not in known:
        return None
    word, facts = known[code]
    return _reason(f"strategy.up.{word}", **facts)


def _missing(row: Row) -> str:
    minimum, stake = row.get("minimum_amount"), row.get("stake_amount")
    return _text(minimum - stake) if minimum is not None and stake is not None else ""


def _left(needed: int | None, passed: int | None) -> int:
    return max((needed or 0) - (passed or 0), 1)


def _since_step(row: Row) -> int | None:
    """Return the days since the step was worked, or since the last contact (else touch) where no step is recorded."""
    names: tuple[str, ...] = ("days_since_last_contact", "days_since_last_touch")
    if row.get("last_step") is not None:
        names = ("days_since_last_step", *names)
    return next((int(row[name]) for name in names if row.get(name) is not None), None)


def _reason(code: str, points: int | None = None, **facts: Any) -> Reason:
    return Reason(code=code, text=WORDS[code], facts=facts, points=points)


def _text(value: Any) -> str:
    """Return a fact as it is stored: amounts with at least two digits, days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        short = value.normalize()
        digits = -int(short.as_tuple().exponent)
        return f"{value:.{max(digits, 2)}f}"
    return str(value)


def stored_reason(reason: Reason) -> dict[str, Any]:
    """Return a reason as a decision stores it: code, facts, points; the words stay in WORDS."""
    stored: dict[str, Any] = {"code": reason.code, "facts": dict(reason.facts)}
    return stored if reason.points is None else {**stored, "points": reason.points}


def reasons_from(stored: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return the reasons that a decision stored; a code that is no longer known says itself."""
    return [
        Reason(one["code"], WORDS.get(one["code"], one["code"]), one.get("facts", {}), one.get("points"))
        for one in stored
    ]


HASHED = (
    "customer_number", "segment", "policy_key", "policy_version", "step", "action", "tone", "owner_rule", "minutes",
    "points", "stake_amount", "expected_amount", "expected_per_minute", "rank",
)  # fmt: skip


def decisions_hash(rows: Any) -> str:
    """Return the SHA-256 of decisions, the same for every engine, order of rows and database ids.

    `rows` is an Arrow table of `decide`, or an iterable of its rows as mappings.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = rows if isinstance(rows, pa.Table) else _arrow_of(rows)
    if table.num_rows == 0:
        return hashlib.sha256(b"").hexdigest()
    excluded = sorted(name for name in table.column_names if name.startswith("excluded_"))
    parts = [_as_text(table.column(name), pa, pc) for name in (*HASHED, *excluded)]
    lines = pc.binary_join_element_wise(*parts, pa.scalar("\x1f", pa.large_string())).combine_chunks()
    lines = lines.take(pc.sort_indices(lines))
    digest = hashlib.sha256()
    for start in range(0, len(lines), 50_000):
        digest.update("\n".join(lines.slice(start, 50_000).to_pylist()).encode() + b"\n")
    return digest.hexdigest()


def _as_text(column: Any, pa: Any, pc: Any) -> Any:
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.decimal128(18, 4))
    return pc.fill_null(column.cast(pa.large_string()), "\x00")


def _arrow_of(rows: Iterable[Row]) -> Any:
    import pyarrow as pa

    listed = [dict(row) for row in rows]
    if not listed:
        return pa.table({})
    names = [*HASHED, *sorted(name for name in listed[0] if name.startswith("excluded_"))]
    columns: dict[str, Any] = {name: [row[name] for row in listed] for name in names}
    for name in ("stake_amount", "expected_amount"):
        columns[name] = pa.array(
            [Decimal(value).quantize(Decimal("0.0001")) for value in columns[name]], pa.decimal128(18, 4)
        )
    return pa.table(columns)
