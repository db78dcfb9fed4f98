"""How many items of a list are alike, from what is kept beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from dunwell.work.items.rules import BY_HAND, ItemState
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


class Whose(NamedTuple):
    """Whose items: everybody's, one person's (`owner_id`), or those of no person in one queue ("" for every queue)."""

    owner_id: int | None = None
    queue: str | None = None


# Written out: the frame of every page asks this, and putting it together anew each time costs more than its answer.
_KINDS = """
    SELECT coalesce(owner_id = %(mine)s, false),
        CASE WHEN %(owner_id)s::bigint IS NOT NULL THEN coalesce(owner_id = %(owner_id)s, false)
             WHEN %(queue)s::text IS NOT NULL THEN owner_id IS NULL AND (%(queue)s = '' OR queue = %(queue)s)
             ELSE true END,
        CASE WHEN owner_id IS NULL THEN queue ELSE '' END,
        state, action, is_new, is_beyond_today, currency, sum(item_count), sum(minutes)::bigint, sum(expected_amount)
    FROM work_tally
    WHERE creditor_id = %(creditor_id)s AND {of_run}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(item_count) <> 0
"""
_OF_RUN, _OF_NO_RUN = _KINDS.format(of_run="run_id = %(run_id)s"), _KINDS.format(of_run="run_id IS NULL")


def kinds_of(creditor_id: int, run_id: int | None, *, mine: int | None, asked: Whose) -> list[Kind]:
    """Return the items of a list by kind, in one query whatever its length; the caller has asked `require` first."""
    told = {"creditor_id": creditor_id, "run_id": run_id, "mine": mine, **asked._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(_OF_NO_RUN if run_id is None else _OF_RUN, told)
        return [Kind(*row) for row in cursor.fetchall()]


_EARLIER = """
    SELECT count(*), coalesce(sum(minutes), 0) FROM (
        SELECT DISTINCT ON (i.customer_id) i.minutes
        FROM work_item i
        WHERE i.creditor_id = %(creditor_id)s AND i.state = 'done' AND i.step <> %(by_hand)s
            AND i.run_id IN (
                SELECT r.id FROM platform_run r
                WHERE r.creditor_id = %(creditor_id)s AND r.kind = 'day' AND r.as_of_date = %(as_of)s
                    AND r.id <> %(run_id)s
            )
            AND CASE WHEN %(owner_id)s::bigint IS NOT NULL THEN i.owner_id = %(owner_id)s
                     WHEN %(queue)s::text IS NOT NULL
                         THEN i.owner_id IS NULL AND (%(queue)s = '' OR i.queue = %(queue)s)
                     ELSE true END
            AND NOT EXISTS (SELECT FROM work_item n WHERE n.run_id = %(run_id)s AND n.customer_id = i.customer_id)
        ORDER BY i.customer_id, i.id DESC
    ) done
"""


def done_earlier(creditor_id: int, run_id: int, as_of: date, asked: Whose) -> tuple[int, int]:
    """Count customers (and minutes) done on an earlier list of the same day who are not on this one."""
    told = {"creditor_id": creditor_id, "run_id": run_id, "as_of": as_of, "by_hand": BY_HAND, **asked._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, told)
        found = cursor.fetchone()
    assert found is not None, "a count is always one row"
    return int(found[0]), int(found[1])


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
