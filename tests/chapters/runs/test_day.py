"""The day: from the ledger to the list, on the real database."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.platform.models import Run
from dunwell.receivables.models import OpenItem
from dunwell.receivables.rates.commands import record_rate
from dunwell.runs.day import explain_customer, running, thinking
from dunwell.strategy.models import Decision
from dunwell.work.items.commands import add_task, complete_item, snooze_item
from dunwell.work.models import Case, Publication, WorkItem, WorkItemTransition
from dunwell.work.worklist.queries import worklist, worklist_counts, worklist_progress

from .conftest import AS_OF, AT, Book

pytestmark = pytest.mark.django_db

STEPS = ["snapshot", "prove", "age", "expose", "behave", "facts", "decide", "rank", "publish"]


def test_a_day_makes_a_ranked_explained_list(book: Book) -> None:
    result = book.run()
    told = result.as_json()
    assert list(told) == ["run", "as_of", "engine", "steps", "decisions", "hash"]
    assert [step["name"] for step in told["steps"]] == STEPS
    assert (told["decisions"], len(told["hash"])) == (5, 64)
    page = worklist(book.viewer, book.creditor.pk)
    assert (page.day.run_id, page.day.as_of, page.total) == (result.run_id, AS_OF, result.listed)
    assert [row.rank for row in page.rows] == list(range(1, page.total + 1))
    assert {row.customer_number for row in page.rows} == {"C-1", "C-2", "C-3"}
    assert all(row.reasons and row.title and row.past_due_amount > 0 for row in page.rows)
    assert all(sum(reason.points or 0 for reason in row.reasons) == row.points for row in page.rows)
    run = Run.objects.get(pk=result.run_id)
    assert (run.state, run.decisions_hash, len(run.steps)) == ("finished", result.hash, 9)
    assert run.versions["documents"]["segments"] == 1
    assert Case.objects.filter(state="open").count() == result.listed
    assert Decision.objects.filter(run=run).count() == 5


def test_the_sums_of_the_steps_tie_out(book: Book) -> None:
    steps = {step.name: step.sums for step in book.run(dry_run=True).steps}
    kept = sum(OpenItem.objects.values_list("open_amount", flat=True))
    assert Decimal(steps["prove"]["USD"]) == kept
    assert sum(Decimal(value) for value in steps["age"].values()) == kept
    assert Decimal(steps["expose"]["open_amount"]) == kept


def test_a_dry_run_writes_nothing_and_gives_the_same_hash(book: Book) -> None:
    dry = book.run(dry_run=True)
    assert dry.run_id is None
    assert not Run.objects.exists()
    assert not WorkItem.objects.exists()
    assert book.run().hash == dry.hash == book.run().hash


def test_the_number_of_queries_of_the_list_does_not_grow(book: Book, django_assert_num_queries) -> None:
    book.run()
    with django_assert_num_queries(4):
        worklist(book.viewer, book.creditor.pk)
    with django_assert_num_queries(2):
        worklist_counts(book.viewer, book.creditor.pk)


@pytest.mark.parametrize(
    "step", ["prove", "age", "expose", "behave", "find_facts", "decide_all", "rank", "publish_list"]
)
def test_a_day_that_breaks_at_any_step_and_is_started_again_ends_in_the_same_list(
    book: Book, monkeypatch, step: str
) -> None:
    first = book.run()
    before = book.listed(first.run_id)

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if step in ("decide_all", "rank", "publish_list"):
            patch.setattr(running, step, broken)
        else:
            steps = tuple(broken if one.__name__ == step else one for one in thinking.THINKING)
            patch.setattr(thinking.think, "__defaults__", (steps,))
        with pytest.raises(KeyboardInterrupt):
            book.run()
    assert Publication.objects.get().run_id == first.run_id
    assert Run.objects.order_by("-pk").first().state == "failed"
    again = book.run()
    assert (again.hash, book.listed(again.run_id)) == (first.hash, before)
    assert Publication.objects.get().run_id == again.run_id
    assert not list((running.runs_folder(book.creditor.pk)).glob("*"))


def test_a_run_that_a_killed_process_left_is_marked_as_failed(book: Book) -> None:
    left = Run.objects.create(creditor=book.creditor, as_of_date=AS_OF, state="running")
    book.run()
    left.refresh_from_db()
    assert left.state == "failed"
    assert "ended before" in left.failure


def test_two_at_once_is_refused(book: Book) -> None:
    with running.only_run(book.creditor.pk):
        with pytest.raises(Refusal) as refused:
            book.run()
        assert not Run.objects.exists()
    assert refused.value.code == "runs.day.already_running"
    book.run()


def test_a_ledger_that_does_not_add_up_stops_the_day(book: Book) -> None:
    OpenItem.objects.filter(item_number="INV-C-2").update(open_amount=Decimal("1200.01"))
    with pytest.raises(Refusal) as refused:
        book.run()
    assert refused.value.code == "runs.day.ledger_unequal"
    assert "INV-C-2" in refused.value.sentence()
    assert Run.objects.get().state == "failed"
    assert not WorkItem.objects.exists()


def test_a_missing_rate_stops_the_day_and_says_what_to_type(book: Book) -> None:
    book.add("C-6", "100.00", 30, currency="EUR")
    with pytest.raises(Refusal) as refused:
        book.run()
    assert refused.value.code == "runs.day.rate_missing"
    assert "dunwell rate add EUR" in refused.value.sentence()
    record_rate(viewer=book.viewer, creditor_id=book.creditor.pk, currency="EUR", rate_date=AS_OF, rate=Decimal("1.10"))
    assert book.run().decisions == 6


def test_an_unknown_engine_is_refused(book: Book) -> None:
    with pytest.raises(Refusal) as refused:
        book.run(engine="abacus", dry_run=True)
    assert refused.value.code == "runs.engine.unknown"


def test_what_was_done_stays_done_when_the_day_is_published_again(book: Book) -> None:
    first = book.run()
    rows = worklist(book.viewer, book.creditor.pk).rows
    told = {"viewer": book.viewer, "at": AT}
    complete_item(item_id=rows[0].id, **told)
    again = book.run()
    progress = worklist_progress(book.viewer, book.creditor.pk)
    assert (progress.total, progress.done, progress.left) == (first.listed, 1, first.listed - 1)
    assert first.run_id != again.run_id


def test_a_snoozed_customer_stays_away_and_is_seen_under_snoozed(book: Book) -> None:
    book.run()
    row = worklist(book.viewer, book.creditor.pk).rows[0]
    snooze_item(viewer=book.viewer, item_id=row.id, until="in 3 days", at=AT)
    next_day = book.run(AS_OF + timedelta(days=1))
    assert worklist_counts(book.viewer, book.creditor.pk)["snoozed"] == 1
    assert row.customer_number not in {one.customer_number for one in worklist(book.viewer, book.creditor.pk).rows}
    assert WorkItemTransition.objects.filter(item__run_id=next_day.run_id, event="snooze").count() == 1
    book.run(AS_OF + timedelta(days=3))
    assert row.customer_number in {one.customer_number for one in worklist(book.viewer, book.creditor.pk).rows}


def test_what_is_done_between_snapshot_and_publishing_is_carried(book: Book, monkeypatch) -> None:
    book.run()
    rows = worklist(book.viewer, book.creditor.pk).rows
    publish = running.publish_list

    def meanwhile(**asked: object) -> dict[str, int]:
        from django.utils import timezone

        now = timezone.now()
        complete_item(viewer=book.viewer, item_id=rows[0].id, at=now)
        snooze_item(viewer=book.viewer, item_id=rows[1].id, until="in 5 days", at=now)
        return publish(**asked)

    monkeypatch.setattr(running, "publish_list", meanwhile)
    result = book.run(AS_OF + timedelta(days=1))
    states = {number: state for _, number, _, state in book.listed(result.run_id)}
    assert (states[rows[0].customer_number], states[rows[1].customer_number]) == ("done", "snoozed")


def test_a_task_by_hand_moves_from_list_to_list(book: Book) -> None:
    task = add_task(viewer=book.viewer, customer_id=book.customers[4].pk, title="Ask for the POD", at=AT)
    assert task.run_id is None
    result = book.run()
    assert worklist(book.viewer, book.creditor.pk).rows[0].title == "Ask for the POD"
    task.refresh_from_db()
    assert task.run_id == result.run_id


def test_a_case_closes_when_nothing_is_past_due(book: Book) -> None:
    from dunwell.receivables.entries.commands import settle_item

    book.run()
    item = OpenItem.objects.get(item_number="INV-C-1")
    settle_item(viewer=book.viewer, open_item_id=item.pk, amount=Decimal("9000.00"), effective_date=AS_OF)
    book.run(AS_OF + timedelta(days=1))
    case = Case.objects.get(customer=book.customers[0])
    assert (case.state, case.closed_date) == ("closed", AS_OF + timedelta(days=1))


def test_a_decision_is_explained_from_fresh_facts(book: Book) -> None:
    told = explain_customer(viewer=book.viewer, creditor_id=book.creditor.pk, customer_number="C-1", as_of=AS_OF)
    assert told.facts["past_due_amount"] == Decimal("9000.0000")
    assert told.points == sum(told.factors.values())
    assert told.moves


def test_the_lock_is_not_kept_after_the_day(book: Book) -> None:
    book.run()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND d.datname = current_database()",
            [running.LOCK_CLASS, book.creditor.pk],
        )
        assert cursor.fetchone() == (0,)
