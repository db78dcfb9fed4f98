"""Why a customer stands where it stands, and what another document would change."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.strategy.decision.models import Decision
from dunwell.strategy.decision.rules import (
    WEIGHTS,
    exclusion_reasons,
    reasons_from,
    reasons_of,
    words_of,
    would_move_up,
)
from dunwell.strategy.facts.tables import FACTS
from dunwell.strategy.policy.queries import Book, active_documents
from dunwell.strategy.policy.rules import Policy

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


SAMPLE = 20


@dataclass(frozen=True)
class StopAnswer:
    """One stop or pause: its condition, its words, whether it holds."""

    when: str
    reason: str
    holds: bool


@dataclass(frozen=True)
class StepAnswer:
    """One step of a ladder: whether it holds, what stops it, whether it is the step of the day."""

    code: str
    title: str
    when: str
    action: str
    holds: bool
    stops: tuple[StopAnswer, ...]
    chosen: bool


@dataclass(frozen=True)
class PolicyAnswer:
    """What one policy says of a customer; `followed` marks the policy of its segment."""

    key: str
    title: str
    version: int
    followed: bool
    pauses: tuple[StopAnswer, ...]
    steps: tuple[StepAnswer, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything behind one decision: facts, segments in order, every policy's answer, points, reasons, what moves it.

    Amounts are base currency.
    """

    customer_number: str
    as_of: date
    facts: Mapping[str, Any]
    segment: str
    segments: Mapping[str, bool]
    policies: tuple[PolicyAnswer, ...]
    step: str
    action: str
    minutes: int
    points: int
    factors: Mapping[str, int]
    expected_amount: Decimal
    currency: str
    exclusions: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    moves: tuple[Reason, ...]


@dataclass(frozen=True)
class Change:
    """A customer whose decision would change; an empty step is no action."""

    customer_number: str
    customer_name: str
    before_step: str
    after_step: str
    before_rank: int | None
    after_rank: int | None


@dataclass(frozen=True)
class Simulation:
    """What a draft would change on a day: actions of ranked customers before and after, who comes and goes, a few."""

    customers: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    coming: int
    going: int
    other_step: int
    before_minutes: int
    after_minutes: int
    sample: tuple[Change, ...]


@dataclass(frozen=True)
class Decided:
    """What a run decided for one customer, as it stored it; `rank` is None where the customer is left alone."""

    segment: str
    policy_key: str
    step: str
    action: str
    points: int
    rank: int | None
    reasons: tuple[Reason, ...]
    moves: tuple[Reason, ...]
    facts: Mapping[str, Any]


def decided_of(viewer: Viewer, creditor_id: int, *, run_id: int, customer_id: int) -> Decided | None:
    """Return what a run decided for a customer with what would move it; None where it had nothing to decide on."""
    require(viewer, "book.read", creditor_id)
    one = Decision.objects.filter(creditor_id=creditor_id, run_id=run_id, customer_id=customer_id).first()
    if one is None:
        return None
    reasons = tuple(reasons_from(one.factors))
    row = _stored_row(reasons, one.exclusions, one.facts, one.currency)
    moves = tuple(would_move_up(row, row)) if one.rank is not None or not set(one.exclusions) - _ANSWERED else ()
    return Decided(one.segment, one.policy_key, one.step, one.action, one.points, one.rank, reasons, moves, one.facts)


_ANSWERED = {
    "on_hold", "snoozed", "nothing_past_due", "credit_balance", "disputed_only", "held_only", "covered_by_credit",
    "below_minimum", "contacted_recently", "no_step", "paused", "attempts_used",
}  # fmt: skip
"""The exclusions that say of themselves what ends them; the others need the facts of the day (`explain`)."""


def _stored_row(
    reasons: tuple[Reason, ...], exclusions: list[str], facts: Mapping[str, Any], currency: str
) -> dict[str, Any]:
    """Put together what `would_move_up` asks for from the reasons that a decision stored."""
    said = {reason.code.removeprefix("strategy.excluded."): reason.facts for reason in reasons}
    points = dict.fromkeys(WEIGHTS, 0)
    for reason in reasons:
        factor = reason.code.split(".")[1]
        points[factor] = points.get(factor, 0) + (reason.points or 0)
    stake = next((r.facts["amount"] for r in reasons if r.code.startswith("strategy.value")), None)
    below, contact = said.get("below_minimum", {}), said.get("contacted_recently", {})
    return {
        **{f"excluded_{code}": True for code in exclusions},
        **{f"points_{factor}": points[factor] for factor in WEIGHTS},
        "currency": currency,
        "stake_amount": Decimal(below.get("amount") or stake or facts.get("collectable_amount") or 0),
        "minimum_amount": Decimal(below.get("minimum") or 0),
        "snoozed_until": said.get("snoozed", {}).get("until", ""),
        "disputed_amount": Decimal(said.get("disputed_only", {}).get("amount") or 0),
        "unapplied_amount": Decimal(said.get("covered_by_credit", {}).get("amount") or 0),
        "min_gap_days": contact.get("gap") or 0,
        "days_since_last_contact": contact.get("days") or 0,
    }


def explain(
    viewer: Viewer, creditor_id: int, customer_number: str, *, as_of: date, facts: "pa.Table", currency: str,
    instead: Mapping[tuple[str, str], str] | None = None,
) -> Explanation:  # fmt: skip
    """Return everything behind the decision for one customer, by the documents in force (or `instead`, a draft).

    `facts` is the facts table as of the day, in Arrow: the whole book, or this customer alone.
    Refuses a
    customer that is not in it: nothing open, or no such number.
    """
    require(viewer, "book.read", creditor_id)
    import ibis
    import pyarrow.compute as pc

    from dunwell.strategy.decision.sets import answers, decide

    book = active_documents(creditor_id, instead=instead)
    mine = facts.filter(pc.equal(facts["customer_number"], customer_number)) if facts.num_rows else facts
    if mine.num_rows == 0:
        raise Refusal(
            "strategy.decision.no_facts",
            gettext_noop("{customer} has nothing open on {day}, or there is no such customer."),
            customer=customer_number, day=as_of.isoformat(),
        )  # fmt: skip
    backend = ibis.duckdb.connect(threads=1)
    try:
        backend.con.register("facts", mine)
        table = backend.table("facts")
        row = backend.to_pyarrow(decide(table, book.segments, book.policies, currency=currency)).to_pylist()[0]
        said = backend.to_pyarrow(answers(table, book.segments, book.policies)).to_pylist()[0]
    finally:
        backend.disconnect()
    return _explanation(row, said, book, as_of)


def _explanation(row: dict[str, Any], said: dict[str, Any], book: Book, as_of: date) -> Explanation:
    words = words_of(row, book.policies)
    return Explanation(
        customer_number=row["customer_number"],
        as_of=as_of,
        facts={name: row[name] for name in FACTS},
        segment=row["segment"],
        segments={one.key: said[f"segment__{one.key}"] for one in book.segments.segments},
        policies=tuple(_policy_answer(policy, row, said) for policy in book.policies.values()),
        step=row["step"] or "",
        action=row["action"] or "",
        minutes=row["minutes"] or 0,
        points=row["points"],
        factors={factor: row[f"points_{factor}"] for factor in WEIGHTS},
        expected_amount=row["expected_amount"],
        currency=row["currency"],
        exclusions=tuple(exclusion_reasons(row, policy=words["policy"], pause=words["pause"])),
        reasons=tuple(reasons_of(row, **words)),
        moves=tuple(would_move_up(row, row)),
    )


def _policy_answer(policy: Policy, row: dict[str, Any], said: dict[str, Any]) -> PolicyAnswer:
    followed = policy.key == row["policy_key"]
    steps = []
    for step in policy.steps:
        stops = tuple(
            StopAnswer(stop.when.text, stop.reason, said[f"stop__{policy.key}__{step.code}__{n}"])
            for n, stop in enumerate(step.stops)
        )
        held = said[f"when__{policy.key}__{step.code}"]
        chosen = followed and step.code == row["step"]
        steps.append(StepAnswer(step.code, step.title, step.when.text.strip(), step.action, held, stops, chosen))
    pauses = tuple(
        StopAnswer(stop.when.text, stop.reason, said[f"pause__{policy.key}__{n}"])
        for n, stop in enumerate(policy.pauses)
    )
    return PolicyAnswer(policy.key, policy.title, policy.version, followed, pauses, tuple(steps))


def simulate(
    viewer: Viewer, creditor_id: int, *, kind: str, key: str, text: str, facts: "pa.Table", currency: str
) -> Simulation:
    """Return what a text would change against the documents in force, on facts of a day in Arrow; nothing is stored.

    Refuses a text with problems, as `publish_policy` does.
    """
    require(viewer, "book.read", creditor_id)
    before = _decided(active_documents(creditor_id), facts, currency)
    after = _decided(active_documents(creditor_id, instead={(kind, key): text}), facts, currency)
    later = {row["customer_number"]: row for row in after}
    pairs = [(row, later[row["customer_number"]]) for row in before]
    moved = [(old, new) for old, new in pairs if _shown_step(old) != _shown_step(new)]
    moved.sort(key=lambda pair: (pair[1]["rank"] or pair[0]["rank"] or 0, pair[0]["customer_number"]))
    return Simulation(
        customers=len(before),
        before=_actions(before),
        after=_actions(after),
        coming=sum(1 for old, new in moved if old["rank"] is None),
        going=sum(1 for old, new in moved if new["rank"] is None),
        other_step=sum(1 for old, new in moved if old["rank"] is not None and new["rank"] is not None),
        before_minutes=_minutes(before),
        after_minutes=_minutes(after),
        sample=tuple(_change(old, new) for old, new in moved[:SAMPLE]),
    )


_SIMULATED = ("customer_number", "customer_name", "policy_key", "step", "action", "minutes", "rank")


def _decided(book: Book, facts: "pa.Table", currency: str) -> list[dict[str, Any]]:
    import ibis

    from dunwell.strategy.decision.sets import decide

    backend = ibis.duckdb.connect(threads=2)
    try:
        backend.con.register("facts", facts)
        rows: ir.Table = decide(backend.table("facts"), book.segments, book.policies, currency=currency)
        return list(backend.to_pyarrow(rows.select(*_SIMULATED)).to_pylist())
    finally:
        backend.disconnect()


def _shown_step(row: dict[str, Any]) -> tuple[str, str]:
    return (row["policy_key"], row["step"]) if row["rank"] is not None else ("", "")


def _actions(rows: list[dict[str, Any]]) -> dict[str, int]:
    return dict(sorted(Counter(row["action"] for row in rows if row["rank"] is not None).items()))


def _minutes(rows: list[dict[str, Any]]) -> int:
    return sum(row["minutes"] for row in rows if row["rank"] is not None)


def _change(old: dict[str, Any], new: dict[str, Any]) -> Change:
    return Change(
        old["customer_number"], old["customer_name"], _shown_step(old)[1], _shown_step(new)[1], old["rank"], new["rank"]
    )
