"""One definition, three engines: the sample book's day comes to the same decisions on every one of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

TODAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def hashes(story_template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[int, str]]:
    """Yield the hash of each creditor's published day on DuckDB, in a database that holds the demo."""
    from dunwell.platform.access import operator_viewer, viewing
    from dunwell.platform.creditors.queries import creditors_of
    from dunwell.runs.day import run_day
    from dunwell.runs.demo import prepare_demo
    from dunwell.story.scratch import clone_of

    with django_db_blocker.unblock(), clone_of(story_template):
        prepare_demo(today=TODAY)
        with viewing(operator_viewer("test")) as viewer:
            days = {
                creditor.id: run_day(viewer=viewer, creditor_id=creditor.id, as_of=TODAY, dry_run=True)
                for creditor in creditors_of(viewer)
            }
            assert all(day.decisions > 20 and day.listed > 10 for day in days.values())
            yield {creditor_id: day.hash for creditor_id, day in days.items()}


@pytest.mark.parametrize(
    "engine",
    [pytest.param("postgres", marks=pytest.mark.postgres), pytest.param("spark", marks=pytest.mark.spark)],
)
def test_the_day_of_the_sample_book_is_the_same_on_every_engine(hashes: dict[int, str], engine: str) -> None:
    from dunwell.base.refusals import Refusal
    from dunwell.platform.access import current_viewer
    from dunwell.runs.day import run_day

    # Spark takes its time to start each step, whatever the book: one creditor is enough there.
    for creditor_id, wanted in list(hashes.items())[: 1 if engine == "spark" else None]:
        try:
            day = run_day(viewer=current_viewer(), creditor_id=creditor_id, as_of=TODAY, engine=engine, dry_run=True)
        except Refusal as refusal:
            if refusal.code != "runs.engine.unavailable":
                raise
            pytest.skip(refusal.sentence())
        assert day.hash == wanted


def test_a_snapshot_is_the_same_whether_it_comes_side_by_side_or_within_a_transaction(
    hashes: dict[int, str], tmp_path: Path
) -> None:
    from django.db import transaction

    from dunwell.platform.snapshot import take_snapshot
    from dunwell.runs.day.thinking import day_shapes

    for creditor_id in hashes:
        alone = take_snapshot(day_shapes(), creditor_id, tmp_path / f"{creditor_id}-alone")
        with transaction.atomic():
            within = take_snapshot(day_shapes(), creditor_id, tmp_path / f"{creditor_id}-within")
        assert alone.counts() == within.counts()
        assert alone.hashes() == within.hashes()
        assert alone.counts()["entries"] > 100
