"""Whether work of the background is running or waiting to, and whether anyone is there to do it."""

from dataclasses import dataclass

from django.db import connection

from dunwell.platform.access import Viewer, require
from dunwell.runs.day.running import LOCK_CLASS

FRESH_SECONDS = 60
"""A worker that has not been heard of for longer is taken for gone; it speaks up every ten seconds."""

_PULSE = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE locktype = 'advisory' AND datname = current_database() AND classid = %(lock)s AND objid = %(creditor)s
            AND granted
    ), EXISTS (
        SELECT FROM procrastinate_jobs WHERE queueing_lock = %(queued)s AND status = 'todo'
    ), EXISTS (
        SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(fresh)s)
    )
"""


@dataclass(frozen=True)
class Pulse:
    """Some work at this instant: somebody does it, it waits in the queue, a worker is there to take it."""

    is_running: bool
    is_queued: bool
    has_worker: bool

    @property
    def is_busy(self) -> bool:
        """Return whether another day may not be started now."""
        return self.is_running or self.is_queued


def pulse_of(viewer: Viewer, creditor_id: int) -> Pulse:
    """Return the pulse of a creditor's day; a killed run has none, whatever its record says."""
    require(viewer, "book.read", creditor_id)
    asked: dict[str, int | str] = {
        "lock": LOCK_CLASS,
        "creditor": creditor_id,
        "queued": f"day:{creditor_id}",
        "fresh": FRESH_SECONDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PULSE, asked)
        return Pulse(*cursor.fetchone())


def matching_lock(creditor_id: int) -> str:
    """Return the name under which a matching waits in the queue."""
    return f"match:{creditor_id}"


def intake_lock(delivery_id: int) -> str:
    """Return the name under which the intake of a delivery waits in the queue."""
    return f"money:{delivery_id}"


_JOB = """
    SELECT EXISTS (
        SELECT FROM procrastinate_jobs j JOIN procrastinate_workers w ON w.id = j.worker_id
        WHERE j.queueing_lock = %(name)s AND j.status = 'doing'
            AND w.last_heartbeat > now() - make_interval(secs => %(fresh)s)
    ), EXISTS (
        SELECT FROM procrastinate_jobs WHERE queueing_lock = %(name)s AND status = 'todo'
    ), EXISTS (
        SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(fresh)s)
    )
"""


def matching_pulse(viewer: Viewer, creditor_id: int) -> Pulse:
    """Return whether the creditor's receipts are being matched, or wait to be."""
    require(viewer, "book.read", creditor_id)
    return _job_pulse(matching_lock(creditor_id))


def intake_pulse(viewer: Viewer, creditor_id: int, delivery_id: int) -> Pulse:
    """Return whether a delivery of the creditor is being taken in, or waits to be."""
    require(viewer, "book.read", creditor_id)
    return _job_pulse(intake_lock(delivery_id))


def _job_pulse(name: str) -> Pulse:
    with connection.cursor() as cursor:
        cursor.execute(_JOB, {"name": name, "fresh": FRESH_SECONDS})
        return Pulse(*cursor.fetchone())
