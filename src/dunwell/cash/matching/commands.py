"""Verbs of the matcher: propose what waiting receipts pay, and post what is certain."""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Max
from django.db.models.functions import Now

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.commands import post_proposals
from dunwell.cash.evidence.queries import SHAPES
from dunwell.cash.matching.models import MatchingRules, Proposal
from dunwell.cash.matching.queries import live_rules, numbers_of_items
from dunwell.cash.matching.rules import (
    UNIT,
    Answer,
    Verdict,
    Weighed,
    arithmetic_of,
    document_problems,
    money,
    reason_of,
)
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.rounds.queries import match_with
from dunwell.cash.rounds.rules import Matched
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.engines import open_engine
from dunwell.platform.events.commands import emit
from dunwell.platform.snapshot import take_snapshot


@dataclass(frozen=True)
class Proposed:
    """What a matching found: receipts by verdict of their best answer, and what was posted of the automatic ones."""

    receipts: int
    verdicts: Mapping[str, int] = field(default_factory=dict)
    posted: int = 0
    refused: int = 0


def propose(
    *, viewer: Viewer, creditor_id: int, receipt_ids: Iterable[int] | None = None, post: bool = False
) -> Proposed:
    """Say what every waiting receipt probably pays, in place of what was said before; post the certain ones if asked.

    All waiting receipts are matched together, so that no document is promised to two of them; `receipt_ids` only
    narrows for which the answer is kept.
    """
    require(viewer, "cash.post", creditor_id)
    rules, document = live_rules(creditor_id)
    with tempfile.TemporaryDirectory(prefix="dunwell-match-") as folder:
        snapshot = take_snapshot(SHAPES, creditor_id, Path(folder))
        with open_engine("duckdb", snapshot) as engine:
            matched = match_with(engine, document, receipt_ids=receipt_ids)
    sure = _kept(viewer=viewer, creditor_id=creditor_id, matched=matched, rules=rules)
    verdicts: dict[str, int] = {}
    for one in matched.values():
        verdict = one.weighed[0].verdict.value if one.weighed else "unknown"
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
    if not post or not sure:
        return Proposed(len(matched), verdicts)
    told = post_proposals(viewer=viewer, creditor_id=creditor_id, proposal_ids=sure)
    return Proposed(len(matched), verdicts, len(told.posted), len(told.refused))


@command
def save_rules(
    *, viewer: Viewer, creditor_id: int, document: Mapping[str, Any], note: str = ""
) -> tuple[MatchingRules, list[Problem]]:
    """Keep a document as the next version of the matching rules, right or wrong, and return it with its problems.

    Nothing changes in matching until the version is published.
    """
    require(viewer, "cash.rules", creditor_id)
    Creditor.objects.select_for_update().get(pk=creditor_id)
    last = MatchingRules.objects.filter(creditor_id=creditor_id).aggregate(last=Max("version"))["last"] or 0
    kept = MatchingRules.objects.create(
        creditor_id=creditor_id, version=last + 1, document=document, note=note, saved_by=viewer.name
    )
    return kept, document_problems(document)


@command
def publish_rules(*, viewer: Viewer, creditor_id: int, version: int, note: str = "") -> MatchingRules:
    """Put a version of the matching rules in force, and the one before it out; refuse one with problems."""
    require(viewer, "cash.rules", creditor_id)
    Creditor.objects.select_for_update().get(pk=creditor_id)
    kept = MatchingRules.objects.filter(creditor_id=creditor_id, version=version).first()
    if kept is None:
        raise Refusal(
            "cash.rules.unknown_version",
            gettext_noop("There is no version {version} of the matching rules."),
            version=version,
        )
    problems = document_problems(kept.document)
    if problems:
        raise Refusal(
            "cash.rules.has_problems",
            gettext_noop("Version {version} has {count} problems. Correct them and save it again."),
            version=version,
            count=len(problems),
            problems=[problem.as_json() for problem in problems],
        )
    MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).exclude(pk=kept.pk).update(is_live=False)
    kept.is_live, kept.note, kept.published_at = True, note or kept.note, Now()
    kept.save()
    kept.refresh_from_db()
    emit("cash.rules_published", creditor_id, version=kept.version)
    return kept


@command
def _kept(
    *, viewer: Viewer, creditor_id: int, matched: Mapping[int, Matched], rules: MatchingRules | None
) -> Sequence[int]:
    """Put what was found in place of earlier proposals; return the ids of the automatic ones.

    A receipt that was worked on since it was read (it waits no more) keeps nothing.
    """
    waiting = set(
        Receipt.objects.select_for_update()
        .filter(creditor_id=creditor_id, pk__in=list(matched))
        .exclude(suspense_amount=0, on_account_amount=0)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    Proposal.objects.filter(creditor_id=creditor_id, receipt_id__in=list(matched), is_current=True).update(
        is_current=False
    )
    found = [matched[number] for number in sorted(waiting)]
    numbers = numbers_of_items(part.item_id for one in found for each in one.weighed for part in each.answer.parts)
    rows = [
        _row(creditor_id, one, rank, each, numbers, rules)
        for one in found
        for rank, each in enumerate(one.weighed, start=1)
    ]
    _copy(rows)
    emit("cash.receipts_matched", creditor_id, receipts=len(found))
    sure = Proposal.objects.filter(
        creditor_id=creditor_id, receipt_id__in=waiting, is_current=True, verdict=Verdict.AUTO
    )
    return list(sure.order_by("pk").values_list("pk", flat=True))


_COLUMNS = (
    "creditor_id", "receipt_id", "rules_id", "rank", "score", "verdict", "customer_id", "items", "residual_amount",
    "residual_kind", "arithmetic", "reasons", "solution_count", "is_current",
)  # fmt: skip


def _row(
    creditor_id: int,
    one: Matched,
    rank: int,
    weighed: Weighed,
    numbers: Mapping[int, str],
    rules: MatchingRules | None,
) -> tuple[Any, ...]:
    answer = weighed.answer
    customers = {part.customer_id for part in answer.parts}
    kind = "duplicate" if one.is_duplicate else answer.kind
    return (
        creditor_id,
        one.receipt_id,
        rules.pk if rules else None,
        rank,
        weighed.score,
        weighed.verdict.value,
        customers.pop() if len(customers) == 1 else None,
        json.dumps(_items(answer, numbers)),
        Decimal(answer.residual) / UNIT,
        kind,
        json.dumps(arithmetic_of(answer, numbers)),
        json.dumps([reason_of(each).as_dict() for each in answer.evidence]),
        answer.solutions,
        True,
    )


def _items(answer: Answer, numbers: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "open_item_id": part.item_id,
            "item_number": numbers.get(part.item_id, ""),
            "customer_id": part.customer_id,
            "amount": money(part.amount),
            "discount": money(part.discount),
            "tolerance": money(part.tolerance),
            "fee": money(part.fee),
            "deduction": money(part.deduction),
            "deduction_code": part.code,
        }
        for part in answer.parts
    ]


def _copy(rows: Sequence[tuple[Any, ...]]) -> None:
    # COPY cannot write where row security holds; it can write beside it, and one INSERT takes it from there.
    columns = ", ".join(_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE proposal_found AS SELECT {columns} FROM cash_proposal WHERE false")
        with cursor.copy("COPY proposal_found FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"INSERT INTO cash_proposal ({columns}) SELECT {columns} FROM proposal_found")
        cursor.execute("DROP TABLE proposal_found")
