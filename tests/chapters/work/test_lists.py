"""The list, its splits and progress, saved views and the timeline."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from dunwell.base.refusals import Refusal
from dunwell.work.activities.commands import add_note, log_call
from dunwell.work.commands import undo_last
from dunwell.work.items.commands import assign_item, complete_item, skip_item, snooze_item
from dunwell.work.timeline.queries import timeline_of
from dunwell.work.views.commands import drop_view, save_view
from dunwell.work.views.queries import saved_views_of
from dunwell.work.worklist.queries import (
    Narrowing,
    item,
    item_of_customer,
    published_day,
    queues_of,
    worklist,
    worklist_counts,
    worklist_progress,
)

from .conftest import AT, Desk

pytestmark = pytest.mark.django_db


def _numbers(desk: Desk, **asked: object) -> list[str]:
    return [row.customer_number for row in worklist(desk.collector, desk.creditor.pk, **asked).rows]


def test_the_list_is_told_by_owner_queue_split_and_filter(desk: Desk) -> None:
    assert _numbers(desk) == ["C-1", "C-2", "C-3"]
    assign_item(viewer=desk.lead, item_id=desk.items[0].pk, queue="export", at=AT)
    skip_item(viewer=desk.collector, item_id=desk.items[1].pk, reason="x", at=AT)
    assert _numbers(desk, owner=desk.mei.pk) == ["C-3"]
    assert _numbers(desk, owner="queue:export") == _numbers(desk, owner="queue:") == ["C-1"]
    assert _numbers(desk, view="closed") == ["C-2"]
    assert _numbers(desk, view="write") == []
    assert _numbers(desk, narrowing=Narrowing(search="customer 3")) == ["C-3"]
    assert _numbers(desk, narrowing=Narrowing(least_amount=Decimal("100.01"))) == []
    assert _numbers(desk, sort="points", page_size=1, page=99) == ["C-3"]
    assert queues_of(desk.collector, desk.creditor.pk) == [("export", 1)]
    counts = worklist_counts(desk.collector, desk.creditor.pk)
    assert counts == {"open": 2, "call": 2, "write": 0, "task": 0, "new": 0, "snoozed": 0, "closed": 1, "all": 3}
    for asked, code in (
        ({"view": "x"}, "work.worklist.unknown_view"),
        ({"sort": "x"}, "work.worklist.unknown_order"),
        ({"owner": "mei"}, "work.worklist.unknown_owner"),
    ):
        with pytest.raises(Refusal) as refused:
            worklist(desk.collector, desk.creditor.pk, **asked)
        assert refused.value.code == code


def test_progress_counts_minutes_and_cash(desk: Desk) -> None:
    complete_item(viewer=desk.collector, item_id=desk.items[0].pk, at=AT)
    snooze_item(viewer=desk.collector, item_id=desk.items[1].pk, until="mon", at=AT)
    told = worklist_progress(desk.collector, desk.creditor.pk, owner=desk.mei.pk)
    assert (told.total, told.done, told.snoozed, told.left) == (3, 1, 1, 1)
    assert (told.minutes_left, told.minutes_done, told.currency) == (8, 8, "USD")
    assert (told.expected_amount, told.expected_left_amount) == (Decimal("60.0000"), Decimal("20.0000"))


def test_a_row_tells_the_last_contact_that_stands(desk: Desk) -> None:
    customer_id = desk.customers[0].pk
    log_call(viewer=desk.collector, customer_id=customer_id, outcome="promise", at=AT)
    log_call(viewer=desk.collector, customer_id=customer_id, outcome="refused", at=AT + timedelta(hours=1))
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT + timedelta(hours=2))
    row = item(desk.collector, desk.items[0].pk)
    assert row.last_contact is not None
    assert (row.last_contact.outcome, row.last_contact.by) == ("promise", "Mei")
    assert item_of_customer(desk.collector, desk.creditor.pk, customer_id) == row


def test_nothing_of_another_creditor_is_seen(desk: Desk) -> None:
    creditor_id, customer_id = desk.creditor.pk, desk.customers[0].pk
    for ask in (
        lambda: worklist(desk.neighbor, creditor_id),
        lambda: worklist_counts(desk.neighbor, creditor_id),
        lambda: worklist_progress(desk.neighbor, creditor_id),
        lambda: published_day(desk.neighbor, creditor_id),
        lambda: item(desk.neighbor, desk.items[0].pk),
        lambda: timeline_of(desk.neighbor, customer_id),
        lambda: saved_views_of(desk.neighbor, creditor_id),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "platform.access.not_found"


def test_views_are_kept_for_oneself_or_the_team(desk: Desk) -> None:
    told = {"viewer": desk.collector, "creditor_id": desk.creditor.pk}
    save_view(**told, name="Mine", query={"view": "call"})
    mine = save_view(**told, name="Mine", query={"view": "task"})
    with pytest.raises(Refusal) as refused:
        save_view(**told, name="Ours", query={}, for_team=True)
    assert refused.value.code == "platform.access.denied"
    save_view(viewer=desk.lead, creditor_id=desk.creditor.pk, name="Ours", query={"sort": "days"}, for_team=True)
    rows = saved_views_of(desk.collector, desk.creditor.pk)
    assert [(row.name, row.is_team, row.query) for row in rows] == [
        ("Mine", False, {"view": "task"}),
        ("Ours", True, {"sort": "days"}),
    ]
    with pytest.raises(Refusal) as refused:
        drop_view(viewer=desk.lead, view_id=mine.pk)
    assert refused.value.code == "platform.access.not_found"
    drop_view(viewer=desk.collector, view_id=mine.pk)
    assert [row.name for row in saved_views_of(desk.collector, desk.creditor.pk)] == ["Ours"]


def test_the_timeline_is_one_stream_that_pages_through_everything_once(desk: Desk) -> None:
    customer = desk.customers[0]
    for hour in range(6):
        add_note(viewer=desk.collector, customer_id=customer.pk, note=f"note {hour}", at=AT + timedelta(hours=hour * 3))
    complete_item(viewer=desk.collector, item_id=desk.items[0].pk, at=AT)
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)
    whole = timeline_of(desk.collector, customer.pk)
    assert whole.next == ""
    assert [event.note for event in whole.events][:2] == ["note 5", "note 4"]
    assert {event.kind for event in whole.events} == {"activity", "work"}
    assert any(event.corrected for event in whole.events)
    seen, after = [], ""
    while True:
        page = timeline_of(desk.collector, customer.pk, after=after, page_size=2)
        seen += page.events
        after = page.next
        if not after:
            break
    assert tuple(seen) == whole.events
    assert [event.day for event in seen] == sorted((event.day for event in seen), reverse=True)
    assert {event.kind for event in timeline_of(desk.collector, customer.pk, kinds=["work"]).events} == {"work"}
    for asked, code in (
        ({"kinds": ["x"]}, "work.timeline.unknown_kind"),
        ({"after": "x"}, "work.timeline.unknown_place"),
    ):
        with pytest.raises(Refusal) as refused:
            timeline_of(desk.collector, customer.pk, **asked)
        assert refused.value.code == code


def test_the_timeline_asks_the_same_number_of_questions_however_long_it_is(desk: Desk) -> None:
    from django.db import connection

    counts = []
    for _ in range(2):
        for hour in range(5):
            add_note(viewer=desk.collector, customer_id=desk.customers[0].pk, note="x", at=AT + timedelta(hours=hour))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            timeline_of(desk.collector, desk.customers[0].pk)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_nothing_is_published_before_the_first_day(desk: Desk) -> None:
    from dunwell.work.models import Publication

    Publication.objects.all().delete()
    assert published_day(desk.collector, desk.creditor.pk) is None
    assert worklist(desk.collector, desk.creditor.pk).rows == ()
