"""Questions about runs: which there were, and how each went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.runs.models import Run


@dataclass(frozen=True)
class RunRow:
    """One run as a page shows it; `steps` are `{"name", "rows", "seconds", "sums"}`, in the order they were taken."""

    id: int
    creditor_id: int
    kind: str
    as_of: date
    engine: str
    state: str
    started_by: str
    started_at: datetime
    finished_at: datetime | None
    published_at: datetime | None
    recorded_through_at: datetime | None
    decisions_hash: str
    failure: str
    steps: Sequence[Mapping[str, Any]] = field(default_factory=list)
    counts: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, Any] = field(default_factory=dict)


def runs_of(viewer: Viewer, creditor_id: int, *, limit: int = 50, offset: int = 0) -> list[RunRow]:
    """Return a creditor's runs, the latest first."""
    require(viewer, "book.read", creditor_id)
    kept = Run.objects.filter(creditor_id=creditor_id).select_related("started_by").order_by("-pk")
    return [_row(one) for one in kept[offset : offset + limit]]


def run_count_of(viewer: Viewer, creditor_id: int) -> int:
    """Return how many runs a creditor has had."""
    require(viewer, "book.read", creditor_id)
    return Run.objects.filter(creditor_id=creditor_id).count()


def run_of(viewer: Viewer, creditor_id: int, run_id: int) -> RunRow:
    """Return one run; refuse one that is not this creditor's."""
    require(viewer, "book.read", creditor_id)
    found = Run.objects.filter(creditor_id=creditor_id, pk=run_id).select_related("started_by").first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return _row(found)


def _row(one: Run) -> RunRow:
    who = one.started_by
    return RunRow(
        id=one.pk,
        creditor_id=one.creditor_id,
        kind=one.kind,
        as_of=one.as_of_date,
        engine=one.engine,
        state=one.state,
        started_by=(who.full_name or who.email) if who else "",
        started_at=one.started_at,
        finished_at=one.finished_at,
        published_at=one.published_at,
        recorded_through_at=one.recorded_through_at,
        decisions_hash=one.decisions_hash,
        failure=one.failure,
        steps=one.steps,
        counts=one.counts,
        versions=one.versions,
    )
