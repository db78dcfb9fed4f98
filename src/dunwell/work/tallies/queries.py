"""How many items of a list are alike, from what is kept beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, F, Q, Sum, Value, When

from dunwell.work.items.rules import ItemState
from dunwell.work.tallies.models import Tally
from dunwell.work.worklist.rules import VIEWS


@dataclass(frozen=True)
class Kind:
    """Items that are alike. `mine` are the viewer's, `asked` those of the list that is asked for, `queue` is nobody's.

    `minutes` and `expected_amount` are their sums, in `currency`.
    """

    mine: bool
    asked: bool
    queue: str
    state: str
    action: str
    is_new: bool
    is_beyond_today: bool
    currency: str
    count: int
    minutes: int
    expected_amount: Decimal


def kinds_of(creditor_id: int, run_id: int | None, *, mine: int | None, asked: Q) -> list[Kind]:
    """Return the items of a list by kind, in one query whatever its length; the caller has asked `require` first.

    `asked` chooses whose items, by the columns `owner` and `queue`; an empty one is everybody's.
    """
    held = Tally.objects.filter(creditor_id=creditor_id)
    held = held.filter(run__isnull=True) if run_id is None else held.filter(run_id=run_id)
    found = (
        held.annotate(
            mine=_flag(Q(owner_id=mine)) if mine is not None else Value(value=False),
            asked=_flag(asked) if asked else Value(value=True),
            nobodys=Case(When(owner__isnull=True, then=F("queue")), default=Value("")),
        )
        .values_list("mine", "asked", "nobodys", "state", "action", "is_new", "is_beyond_today", "currency")
        .annotate(n=Sum("item_count"), m=Sum("minutes"), e=Sum("expected_amount"))
        .order_by()
    )
    return [Kind(*row) for row in found if row[8]]


_UNEQUAL = """
    SELECT t.run_id, t.state, sum(t.n), sum(t.minutes), sum(t.amount)
    FROM (
        SELECT run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, item_count AS n, minutes,
            expected_amount AS amount
        FROM work_tally WHERE creditor_id = %(creditor_id)s
        UNION ALL
        SELECT run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, -1, -minutes, -expected_amount
        FROM work_item WHERE creditor_id = %(creditor_id)s
    ) t
    WHERE t.run_id IS NOT DISTINCT FROM %(run_id)s
    GROUP BY t.run_id, t.owner_id, t.queue, t.state, t.action, t.is_new, t.is_beyond_today, t.currency
    HAVING sum(t.n) <> 0 OR sum(t.minutes) <> 0 OR sum(t.amount) <> 0
"""


def unequal_tallies(creditor_id: int, run_id: int | None) -> list[tuple[Any, ...]]:
    """Count a list anew and return every kind of item whose tally differs: run, state, and by how much (three sums)."""
    with connection.cursor() as cursor:
        cursor.execute(_UNEQUAL, {"creditor_id": creditor_id, "run_id": run_id})
        return cursor.fetchall()


def _flag(when: Q) -> Case:
    return Case(When(when, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def counts_by_view(kinds: Iterable[Kind]) -> dict[str, int]:
    """Return how many items each split has, by its key."""
    held = list(kinds)
    counts = {}
    for key, (_, states, actions) in VIEWS.items():
        counts[key] = sum(
            each.count
            for each in held
            if each.state in states and (not actions or each.action in actions) and (key != "new" or each.is_new)
        )
    return counts


def counts_by_queue(kinds: Iterable[Kind]) -> list[tuple[str, int]]:
    """Return the shared queues with their open items, by name."""
    counts: dict[str, int] = {}
    for each in kinds:
        if each.queue and each.state == ItemState.OPEN:
            counts[each.queue] = counts.get(each.queue, 0) + each.count
    return sorted(counts.items())
