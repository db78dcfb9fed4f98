"""A list is counted by the database as it changes, whoever changes it and however."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dunwell.platform.access import viewing
from dunwell.work.models import Tally, WorkItem
from dunwell.work.tallies.queries import unequal_tallies
from dunwell.work.worklist.queries import Narrowing, left_of_viewer, overview_of, worklist, worklist_totals

from .conftest import Desk

pytestmark = pytest.mark.django_db


def test_rows_written_around_the_verbs_are_counted_too(desk: Desk) -> None:
    one, two, three = desk.items
    WorkItem.objects.filter(pk=one.pk).update(state="done", minutes=5)
    WorkItem.objects.filter(pk__in=[two.pk, three.pk]).update(owner=None, queue="export", is_new=True)
    assert unequal_tallies(desk.creditor.pk, desk.run.pk) == []
    seen = overview_of(desk.collector, desk.creditor.pk)
    assert (seen.counts["open"], seen.counts["closed"], seen.counts["new"], seen.mine_left) == (2, 1, 2, 0)
    assert seen.queues == [("export", 2)]
    assert (seen.progress.minutes_done, seen.progress.expected_left_amount) == (5, Decimal("40.00"))
    WorkItem.objects.filter(pk=three.pk).delete()
    assert unequal_tallies(desk.creditor.pk, desk.run.pk) == []
    assert overview_of(desk.collector, desk.creditor.pk, owner="queue:export").counts["open"] == 1


def test_what_is_rolled_back_was_never_counted(desk: Desk) -> None:
    before = overview_of(desk.collector, desk.creditor.pk)
    with transaction.atomic():
        WorkItem.objects.update(minutes=50)
        assert overview_of(desk.collector, desk.creditor.pk).progress.minutes_left == 150
        transaction.set_rollback(True)
    assert overview_of(desk.collector, desk.creditor.pk) == before


def test_a_tally_that_was_tampered_with_is_found(desk: Desk) -> None:
    Tally.objects.filter(run=desk.run).update(item_count=7)
    ((run_id, state, count, minutes, amount),) = unequal_tallies(desk.creditor.pk, desk.run.pk)
    assert (run_id, state, minutes, amount) == (desk.run.pk, "open", 0, 0)
    assert count == 7 * Tally.objects.filter(run=desk.run).count() - 3


def test_a_list_says_how_it_stands_in_two_queries_and_to_its_own_people(desk: Desk) -> None:
    found = worklist(desk.collector, desk.creditor.pk)
    with CaptureQueriesContext(connection) as asked:
        seen = overview_of(desk.collector, desk.creditor.pk, owner=desk.mei.pk, day=found.day)
    assert (len(asked), seen.mine_left) == (2, 3)
    assert left_of_viewer(desk.lead, desk.creditor.pk) == 0
    with viewing(desk.neighbor):
        assert not Tally.objects.exists()


def test_several_ways_of_looking_are_counted_in_one_query(desk: Desk) -> None:
    found = worklist(desk.collector, desk.creditor.pk)
    ways = [
        (None, "open", Narrowing()),
        (desk.lea.pk, "open", Narrowing()),
        (None, "all", Narrowing(search="Customer 2")),
        (None, "all", Narrowing(least_amount=Decimal("100.01"))),
    ]
    with CaptureQueriesContext(connection) as asked:
        totals = worklist_totals(desk.collector, desk.creditor.pk, ways, day=found.day)
    assert (totals, len(asked)) == ([3, 0, 1, 0], 1)
