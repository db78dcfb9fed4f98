"""When a day starts by itself, and what follows from a payment or a hold."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.platform.access import Viewer
from dunwell.platform.models import Creditor, OutboxEvent, Run
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.models import OpenItem
from dunwell.runs.reactions import REACTIONS
from dunwell.runs.schedule import due_days, is_due, queue_day
from dunwell.work.models import WorkItem

from .conftest import AS_OF, Book

MORNING = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "states", "due"),
    [
        (4, [], False),
        (5, [], True),
        (23, [], True),
        (6, ["running"], False),
        (6, ["finished"], False),
        (6, ["failed", "finished"], False),
        (6, ["failed", "failed"], True),
        (6, ["failed", "failed", "failed"], False),
    ],
)
def test_a_day_is_due_once_after_its_hour_and_tried_three_times(hour: int, states: list[str], due: bool) -> None:
    assert is_due(datetime(2026, 3, 31, hour, tzinfo=UTC), time(5), states) is due


@pytest.mark.django_db
def test_each_creditor_has_its_own_morning(book: Book) -> None:
    Creditor.objects.update(time_zone="Asia/Hong_Kong")
    assert due_days(datetime(2026, 3, 30, 20, 59, tzinfo=UTC)) == []
    assert due_days(datetime(2026, 3, 30, 21, 0, tzinfo=UTC)) == [(book.creditor.pk, date(2026, 3, 31))]
    Run.objects.create(creditor=book.creditor, as_of_date=date(2026, 3, 31), state="finished")
    assert due_days(datetime(2026, 3, 30, 22, 0, tzinfo=UTC)) == []
    Creditor.objects.update(daily_run_on=False)
    assert due_days(datetime(2026, 4, 2, 22, 0, tzinfo=UTC)) == []


@pytest.mark.django_db
def test_a_day_waits_in_the_queue_once(book: Book) -> None:
    assert queue_day(viewer=book.viewer, creditor_id=book.creditor.pk, as_of=AS_OF)
    with pytest.raises(Refusal) as refused:
        queue_day(viewer=book.viewer, creditor_id=book.creditor.pk, as_of=AS_OF)
    assert refused.value.code == "runs.day.already_queued"
    collector = Viewer("person", user_id=1, roles={book.creditor.pk: Role.COLLECTOR})
    with pytest.raises(Refusal) as refused:
        queue_day(viewer=collector, creditor_id=book.creditor.pk, as_of=AS_OF)
    assert refused.value.code == "platform.access.denied"


def _react() -> None:
    for event in OutboxEvent.objects.order_by("pk"):
        for reaction in REACTIONS.get(event.name, ()):
            reaction(event)


@pytest.mark.django_db
def test_who_paid_or_was_put_on_hold_since_is_taken_off_the_list(book: Book) -> None:
    result = book.run()
    OutboxEvent.objects.all().delete()
    item = OpenItem.objects.get(item_number="INV-C-1")
    settle_item(viewer=book.viewer, open_item_id=item.pk, amount=Decimal("9000.00"), effective_date=AS_OF)
    part = OpenItem.objects.get(item_number="INV-C-2")
    settle_item(viewer=book.viewer, open_item_id=part.pk, amount=Decimal("1.00"), effective_date=AS_OF)
    place_hold(viewer=book.viewer, customer_id=book.customers[2].pk, reason=HoldReason.HARDSHIP, placed_date=AS_OF)
    _react()
    states = dict(WorkItem.objects.filter(run_id=result.run_id).values_list("customer__number", "state"))
    assert states == {"C-1": "skipped", "C-2": "open", "C-3": "skipped"}
    _react()
    assert WorkItem.objects.filter(state="skipped").count() == 2
