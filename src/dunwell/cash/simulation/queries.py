"""What matching rules would have said of past receipts, beside what was posted."""

import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.matching.queries import live_rules, numbers_of_items
from dunwell.cash.matching.rules import UNIT, Verdict, document_of, document_problems
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.rounds.queries import match_with
from dunwell.cash.rounds.rules import Matched
from dunwell.platform.access import Viewer, require
from dunwell.platform.engines import open_engine
from dunwell.platform.snapshot import take_snapshot

MOST_SHOWN = 200


@dataclass(frozen=True)
class Disagreement:
    """A past receipt that the rules would have posted by themselves otherwise than it was; amounts by document."""

    number: str
    score: Decimal
    proposed: Mapping[str, Decimal]
    posted: Mapping[str, Decimal]


@dataclass(frozen=True)
class Simulated:
    """Past receipts by verdict; of the automatic ones, those that agree with what was posted and those that do not."""

    receipts: int
    verdicts: Mapping[str, int]
    agreed: int
    disagreed: int
    disagreements: tuple[Disagreement, ...]


def simulate_rules(
    viewer: Viewer, creditor_id: int, *, since: date, document: Mapping[str, Any] | None = None
) -> Simulated:
    """Return what rules (those in force if none are given) would have said of receipts valued since a day.

    Nothing is written. Receipts that are applied count, each with its documents open again. What posting them taught of
    their payers is known to the simulation, so a payer's first receipt is judged kinder than it was on its day.
    """
    from dunwell.cash.simulation.tables import shapes_before

    require(viewer, "cash.rules", creditor_id)
    problems = document_problems(document or {})
    if problems:
        first = problems[0]
        raise Refusal(first.code, first.text, **first.facts, problems=[problem.as_json() for problem in problems])
    rules = live_rules(creditor_id)[1] if document is None else document_of(document)
    with tempfile.TemporaryDirectory(prefix="dunwell-match-") as folder:
        snapshot = take_snapshot(shapes_before(since), creditor_id, Path(folder))
        with open_engine("duckdb", snapshot) as engine:
            matched = match_with(engine, rules)
    return _compared(matched, _posted(creditor_id, since))


def _posted(creditor_id: int, since: date) -> dict[int, dict[int, Decimal]]:
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    held = Allocation.objects.filter(
        creditor_id=creditor_id, receipt__value_date__gte=since, reverses=None, reversed_by=None
    )
    for receipt_id, item_id, amount in held.values_list("receipt_id", "open_item_id", "amount"):
        found[receipt_id][item_id] = found[receipt_id].get(item_id, Decimal(0)) + amount
    return found


def _compared(matched: Mapping[int, Matched], posted: Mapping[int, Mapping[int, Decimal]]) -> Simulated:
    verdicts: dict[str, int] = defaultdict(int)
    apart: list[tuple[Matched, dict[int, Decimal]]] = []
    agreed = 0
    for number, one in sorted(matched.items()):
        verdict = one.weighed[0].verdict if one.weighed else None
        verdicts[verdict.value if verdict else "none"] += 1
        if verdict is not Verdict.AUTO:
            continue
        proposed = {part.item_id: Decimal(part.amount) / UNIT for part in one.weighed[0].answer.parts}
        if proposed == posted.get(number, {}):
            agreed += 1
        else:
            apart.append((one, proposed))
    return Simulated(len(matched), dict(verdicts), agreed, len(apart), _told(apart[:MOST_SHOWN], posted))


def _told(
    apart: list[tuple[Matched, dict[int, Decimal]]], posted: Mapping[int, Mapping[int, Decimal]]
) -> tuple[Disagreement, ...]:
    names = dict(Receipt.objects.filter(pk__in=[one.receipt_id for one, _ in apart]).values_list("pk", "number"))
    items = {item for one, proposed in apart for item in (*proposed, *posted.get(one.receipt_id, {}))}
    numbers = numbers_of_items(items)
    return tuple(
        Disagreement(
            names[one.receipt_id],
            one.weighed[0].score,
            {numbers[item]: amount for item, amount in proposed.items()},
            {numbers[item]: amount for item, amount in posted.get(one.receipt_id, {}).items()},
        )
        for one, proposed in apart
    )
