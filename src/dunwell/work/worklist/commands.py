"""Publish a day: decisions become a list, and the pointer moves, in the transaction that is open."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import connection

from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.runs.models import Run
from dunwell.strategy.decision.commands import COPY_COLUMNS
from dunwell.work.deeds.commands import begin_deed
from dunwell.work.items.commands import fill_days
from dunwell.work.items.rules import BY_HAND
from dunwell.work.worklist.models import Publication

MARGIN = timedelta(seconds=60)
"""A verb that was being written while the snapshot was taken may carry an earlier instant; so much earlier at most."""

COLUMNS = ", ".join(COPY_COLUMNS)

OPEN_CASES = """
    INSERT INTO work_case (creditor_id, customer_id, state, opened_date, queue)
    SELECT d.creditor_id, d.customer_id, 'open', %(as_of)s, ''
    FROM day_decision d WHERE d.rank IS NOT NULL
    ON CONFLICT (creditor_id, customer_id) WHERE state = 'open' DO NOTHING
"""

# The planner counts no rows that this transaction wrote, and a first day writes all cases; a table of our own it knows.
DAY_CASES = """
    CREATE TEMPORARY TABLE day_case ON COMMIT DROP AS
    SELECT id, customer_id, owner_id, queue FROM work_case WHERE creditor_id = %(creditor_id)s AND state = 'open'
"""

LIST_ITEMS = """
    INSERT INTO work_item (creditor_id, run_id, customer_id, case_id, decision_id, action, step, title, segment,
        owner_id, queue, rank, points, minutes, expected_amount, open_amount, past_due_amount, currency,
        oldest_days_past_due, state, is_beyond_today, is_new)
    SELECT d.creditor_id, d.run_id, d.customer_id, c.id, d.id, d.action, d.step, COALESCE(t.title, d.step), d.segment,
        CASE WHEN c.owner_id IS NOT NULL OR c.queue <> '' THEN c.owner_id ELSE d.owner_id END,
        CASE WHEN c.owner_id IS NOT NULL OR c.queue <> '' THEN c.queue ELSE d.queue END,
        d.rank, d.points, d.minutes, d.expected_amount, (d.facts->>'open_amount')::numeric,
        (d.facts->>'past_due_amount')::numeric, d.currency, (d.facts->>'oldest_days_past_due')::int, 'open', false,
        COALESCE((d.facts->>'is_new')::boolean, false)
    FROM day_decision d
    JOIN day_case c ON c.customer_id = d.customer_id
    LEFT JOIN unnest(%(policies)s::text[], %(steps)s::text[], %(titles)s::text[]) AS t (policy_key, step, title)
        ON t.policy_key = d.policy_key AND t.step = d.step
    WHERE d.rank IS NOT NULL
    ORDER BY d.rank
"""

# What was closed on an earlier list of the same day, or on any list since the snapshot, stays closed for the same step.
CARRY_CLOSED = """
    WITH latest AS (
        SELECT DISTINCT ON (o.customer_id, o.step) o.id, o.customer_id, o.step, o.state, o.closed_date, o.changed_at
        FROM work_item o JOIN platform_run r ON r.id = o.run_id
        WHERE o.creditor_id = %(creditor_id)s AND o.run_id <> %(run_id)s AND o.state IN ('done', 'skipped')
          AND o.changed_at IS NOT NULL AND o.step <> %(by_hand)s
          AND ((r.kind = 'day' AND r.as_of_date = %(as_of)s) OR o.changed_at >= %(since)s)
        ORDER BY o.customer_id, o.step, o.changed_at DESC, o.id DESC
    )
    UPDATE work_item n
    SET state = l.state, closed_date = l.closed_date, changed_at = l.changed_at, carried_from_id = l.id
    FROM latest l
    WHERE n.run_id = %(run_id)s AND n.customer_id = l.customer_id AND n.step = l.step AND n.state = 'open'
    RETURNING n.id, l.state, l.id
"""

# A customer that was put off since the snapshot sleeps on the new list too.
CARRY_SNOOZED = """
    UPDATE work_item n SET state = 'snoozed', snoozed_until_date = s.until_date, changed_at = s.created_at,
        carried_from_id = (SELECT max(o.id) FROM work_item o WHERE o.customer_id = n.customer_id AND o.state = 'snoozed'
                           AND o.run_id <> n.run_id AND o.step <> %(by_hand)s)
    FROM work_snooze s
    WHERE n.run_id = %(run_id)s AND n.state = 'open' AND s.creditor_id = %(creditor_id)s
      AND s.customer_id = n.customer_id AND s.lifted_at IS NULL AND s.until_date > %(as_of)s
    RETURNING n.id, 'snoozed', n.carried_from_id
"""

# Customers that sleep are not decided upon, but their people still see them under "snoozed".
KEEP_SLEEPERS = """
    INSERT INTO work_item (creditor_id, run_id, customer_id, case_id, decision_id, carried_from_id, action, step, title,
        segment, owner_id, queue, rank, points, minutes, expected_amount, open_amount, past_due_amount, currency,
        oldest_days_past_due, state, snoozed_until_date, changed_at, is_beyond_today, is_new)
    SELECT o.creditor_id, %(run_id)s, o.customer_id, o.case_id, o.decision_id, o.id, o.action, o.step, o.title,
        o.segment, o.owner_id, o.queue, o.rank, o.points, o.minutes, o.expected_amount, o.open_amount,
        o.past_due_amount, o.currency, o.oldest_days_past_due, o.state, o.snoozed_until_date, o.changed_at, false,
        o.is_new
    FROM work_item o
    WHERE o.run_id = %(before_id)s AND o.state = 'snoozed' AND o.snoozed_until_date > %(as_of)s
      AND o.step <> %(by_hand)s
      AND EXISTS (SELECT 1 FROM work_snooze s WHERE s.customer_id = o.customer_id AND s.lifted_at IS NULL
                  AND s.until_date > %(as_of)s)
      AND NOT EXISTS (SELECT 1 FROM work_item n WHERE n.run_id = %(run_id)s AND n.customer_id = o.customer_id)
    RETURNING id, 'snoozed', carried_from_id
"""

MOVE_TASKS = """
    UPDATE work_item SET run_id = %(run_id)s
    WHERE creditor_id = %(creditor_id)s AND step = %(by_hand)s AND state IN ('open', 'snoozed')
      AND run_id IS DISTINCT FROM %(run_id)s
"""

# Nobody asks any more how a list stood that was followed by two others.
FORGET_TALLIES = """
    DELETE FROM work_tally WHERE creditor_id = %(creditor_id)s AND run_id <> %(run_id)s
        AND run_id IS DISTINCT FROM %(before_id)s
"""

# EXCEPT is hashed or sorted whatever the planner believes of a list that was written a moment ago.
CLOSE_CASES = """
    UPDATE work_case c SET state = 'closed', closed_date = %(as_of)s
    FROM day_case k
    JOIN (SELECT customer_id FROM day_case
          EXCEPT SELECT customer_id FROM work_item WHERE run_id = %(run_id)s
          EXCEPT SELECT customer_id FROM day_decision
                 WHERE NOT exclusions ?| ARRAY['nothing_past_due', 'credit_balance']) gone
        ON gone.customer_id = k.customer_id
    WHERE c.id = k.id AND c.opened_date <= %(as_of)s
"""

LOG_CARRIED = """
    INSERT INTO work_item_transition (creditor_id, item_id, deed_id, event, from_state, to_state, before, after, reason)
    SELECT %(creditor_id)s, i.id, %(deed_id)s,
        CASE i.state WHEN 'done' THEN 'complete' WHEN 'skipped' THEN 'skip' ELSE 'snooze' END, 'open', i.state,
        jsonb_build_object('state', 'open', 'owner_id', i.owner_id, 'queue', i.queue, 'snoozed_until_date', NULL,
                           'closed_date', NULL),
        jsonb_build_object('state', i.state, 'owner_id', i.owner_id, 'queue', i.queue,
                           'snoozed_until_date', i.snoozed_until_date, 'closed_date', i.closed_date),
        'carried from an earlier list'
    FROM work_item i WHERE i.id = ANY(%(item_ids)s)
"""


@command
def publish_list(
    *,
    viewer: Viewer,
    run: Run,
    blocks: Iterable[bytes],
    titles: Mapping[tuple[str, str], str],
    recorded_through_at: datetime,
    at: datetime,
) -> dict[str, int]:
    """Write a run's decisions and its list, take over what was done meanwhile, and move the pointer: all or nothing.

    `blocks` are CSV of `strategy.decision.commands.COPY_COLUMNS`; `titles` gives (policy, step) -> title.
    `recorded_through_at` is the snapshot's instant: what people closed or put off since then, or closed on an earlier
    list of the same day, stays so for the same customer and step. Returns counts: decisions, listed, carried, kept.
    """
    require(viewer, "run.start", run.creditor_id)
    asked: dict[str, Any] = {
        "creditor_id": run.creditor_id,
        "run_id": run.pk,
        "as_of": run.as_of_date,
        "by_hand": BY_HAND,
        "since": recorded_through_at - MARGIN,
        "policies": [policy for policy, _ in titles],
        "steps": [step for _, step in titles],
        "titles": list(titles.values()),
    }
    with connection.cursor() as cursor:
        counts = {"decisions": _write_decisions(cursor, blocks)}
        cursor.execute(OPEN_CASES, asked)
        cursor.execute("DROP TABLE IF EXISTS day_case")
        cursor.execute(DAY_CASES, asked)
        cursor.execute("ANALYZE day_case")
        cursor.execute(LIST_ITEMS, asked)
        counts["listed"] = cursor.rowcount
        cursor.execute("SELECT run_id FROM work_publication WHERE creditor_id = %s FOR UPDATE", [run.creditor_id])
        before = cursor.fetchone()
        asked["before_id"] = before[0] if before else None
        carried = _carry(cursor, asked)
        cursor.execute(MOVE_TASKS, asked)
        cursor.execute(CLOSE_CASES, asked)
        cursor.execute(FORGET_TALLIES, asked)
        if carried:
            deed, _ = begin_deed(viewer=viewer, creditor_id=run.creditor_id, verb="publish", at=at)
            cursor.execute(LOG_CARRIED, {**asked, "deed_id": deed.pk, "item_ids": carried})
        counts["carried"] = len(carried)
    fill_days(creditor_id=run.creditor_id, run_ids=[run.pk])
    Publication.objects.update_or_create(creditor_id=run.creditor_id, defaults={"run_id": run.pk, "published_at": at})
    return counts


def _write_decisions(cursor: Any, blocks: Iterable[bytes]) -> int:
    """Bring the decisions in through a temporary table: COPY itself may not write where row security holds.

    The table stays until the transaction ends, with statistics: the planner knows nothing of a run that was not there
    a moment ago, and would look up the cases of a whole book one by one.
    """
    cursor.execute("DROP TABLE IF EXISTS day_decision")
    cursor.execute(
        f"CREATE TEMPORARY TABLE day_decision ON COMMIT DROP AS SELECT id, {COLUMNS} FROM strategy_decision"
        " WITH NO DATA"
    )
    cursor.execute("ALTER TABLE day_decision ALTER id SET DEFAULT nextval('strategy_decision_id_seq')")
    with (
        psycopg.Cursor(connection.connection) as plain,
        plain.copy(f"COPY day_decision ({COLUMNS}) FROM STDIN (FORMAT csv)") as copy,
    ):
        for block in blocks:
            copy.write(block)
    # Of the JSON, which is most of a row, the planner needs to know nothing.
    cursor.execute("ANALYZE day_decision (creditor_id, customer_id, policy_key, step, rank)")
    cursor.execute(f"INSERT INTO strategy_decision (id, {COLUMNS}) SELECT id, {COLUMNS} FROM day_decision")
    written: int = cursor.rowcount
    return written


def _carry(cursor: Any, asked: dict[str, Any]) -> list[int]:
    carried: list[int] = []
    for statement in (CARRY_CLOSED, CARRY_SNOOZED, KEEP_SLEEPERS):
        cursor.execute(statement, asked)
        carried += [row[0] for row in cursor.fetchall()]
    return carried
