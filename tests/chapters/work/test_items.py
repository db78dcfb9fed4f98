"""Done, snooze, skip, assign, tasks, undo: on the real database."""

from datetime import date, timedelta

import pytest

from dunwell.base.refusals import Refusal
from dunwell.work.activities.commands import add_note, log_call, log_message
from dunwell.work.commands import apply_bulk, resolve_paid, undo_deed, undo_last
from dunwell.work.items.commands import (
    add_task,
    assign_item,
    complete_item,
    skip_item,
    snooze_item,
    wake_due,
    wake_item,
)
from dunwell.work.models import Activity, Case, Deed, Snooze, WorkItem, WorkItemTransition
from dunwell.work.queries import preview_bulk

from .conftest import AT, TODAY, Desk

pytestmark = pytest.mark.django_db


def _written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Deed, WorkItemTransition, Activity, Snooze))


def _refused(code: str, does, **asked) -> None:
    before = _written()
    with pytest.raises(Refusal) as refused:
        does(**asked)
    assert refused.value.code == code
    assert refused.value.sentence()
    assert _written() == before


def test_done_closes_the_item_and_is_remembered_as_work(desk: Desk) -> None:
    complete_item(viewer=desk.collector, item_id=desk.items[0].pk, at=AT, note="sent the copy")
    item = WorkItem.objects.get(pk=desk.items[0].pk)
    assert (item.state, item.closed_date) == ("done", TODAY)
    activity = Activity.objects.get()
    assert (activity.kind, activity.note, activity.recorded_by_id) == ("task", "sent the copy", desk.mei.pk)
    _refused("work.item.not_allowed", complete_item, viewer=desk.collector, item_id=item.pk, at=AT)


def test_the_same_key_twice_is_done_once(desk: Desk) -> None:
    told = {"viewer": desk.collector, "customer_id": desk.customers[0].pk, "outcome": "promise", "at": AT, "key": "k1"}
    first, second = log_call(**told, work_item_id=desk.items[0].pk), log_call(**told, work_item_id=desk.items[0].pk)
    assert first == second
    assert first.completed_item_ids == (desk.items[0].pk,)
    assert Activity.objects.count() == 1


def test_a_call_is_kept_in_the_creditors_own_day(desk: Desk) -> None:
    late = AT.replace(hour=17)  # one in the morning of the 26th in Hong Kong
    log_call(viewer=desk.collector, customer_id=desk.customers[0].pk, outcome="no_answer", at=late)
    activity = Activity.objects.get()
    assert (activity.occurred_date, activity.reached) == (date(2026, 11, 26), False)


def test_a_note_completes_nothing_and_a_message_completes_its_item(desk: Desk) -> None:
    item = desk.items[0]
    add_note(viewer=desk.collector, customer_id=item.customer_id, note="likes mornings", at=AT, work_item_id=item.pk)
    assert WorkItem.objects.get(pk=item.pk).state == "open"
    log_message(
        viewer=desk.collector, customer_id=item.customer_id, kind="email", note="statement", at=AT, work_item_id=item.pk
    )
    assert WorkItem.objects.get(pk=item.pk).state == "done"


def test_what_belongs_to_another_customer_is_refused(desk: Desk) -> None:
    told = {"viewer": desk.collector, "customer_id": desk.customers[0].pk, "outcome": "promise", "at": AT}
    _refused("work.activity.item_of_another", log_call, **told, work_item_id=desk.items[1].pk)
    _refused("work.activity.contact_of_another", log_call, **told, contact_person_id=1)
    _refused("work.activity.document_of_another", log_call, **told, open_item_ids=[1])
    _refused("work.activity.unknown_choice", log_call, **{**told, "outcome": "fine"})


def test_snooze_puts_the_customer_off_and_undo_brings_both_back(desk: Desk) -> None:
    deed = snooze_item(viewer=desk.collector, item_id=desk.items[0].pk, until="next friday", at=AT)
    item, snooze = WorkItem.objects.get(pk=desk.items[0].pk), Snooze.objects.get()
    assert (item.state, item.snoozed_until_date) == ("snoozed", date(2026, 12, 4))
    assert (snooze.customer_id, snooze.until_date, snooze.placed_date) == (item.customer_id, date(2026, 12, 4), TODAY)
    undone = undo_deed(viewer=desk.collector, deed_id=deed.pk, at=AT)
    assert (undone.verb, undone.item_ids, undone.left_count) == ("snooze", (item.pk,), 0)
    item.refresh_from_db()
    assert (item.state, item.snoozed_until_date) == ("open", None)
    assert not Snooze.objects.filter(lifted_at__isnull=True).exists()
    _refused("work.undo.already", undo_deed, viewer=desk.collector, deed_id=deed.pk, at=AT)


def test_a_later_snooze_replaces_the_first_and_undo_restores_it(desk: Desk) -> None:
    told = {"viewer": desk.collector, "item_id": desk.items[0].pk, "at": AT}
    snooze_item(**told, until="tomorrow")
    snooze_item(**told, until="in 5 days")
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)
    item = WorkItem.objects.get(pk=desk.items[0].pk)
    assert (item.state, item.snoozed_until_date) == ("snoozed", TODAY + timedelta(days=1))
    assert list(Snooze.objects.filter(lifted_at__isnull=True).values_list("until_date", flat=True)) == [
        TODAY + timedelta(days=1)
    ]


def test_snoozed_items_wake_on_their_day_or_at_once(desk: Desk) -> None:
    snooze_item(viewer=desk.collector, item_id=desk.items[0].pk, until="tomorrow", at=AT)
    assert wake_due(viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT) == 0
    assert wake_due(viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT + timedelta(days=1)) == 1
    assert WorkItem.objects.get(pk=desk.items[0].pk).state == "open"
    snooze_item(viewer=desk.collector, item_id=desk.items[1].pk, until="tomorrow", at=AT)
    wake_item(viewer=desk.collector, item_id=desk.items[1].pk, at=AT)
    assert WorkItem.objects.get(pk=desk.items[1].pk).state == "open"
    assert not Snooze.objects.filter(customer=desk.customers[1], lifted_at__isnull=True).exists()


def test_skip_needs_a_reason(desk: Desk) -> None:
    told = {"viewer": desk.collector, "item_id": desk.items[0].pk, "at": AT}
    _refused("work.item.reason_missing", skip_item, **told, reason=" ")
    skip_item(**told, reason="they moved")
    assert WorkItemTransition.objects.get().reason == "they moved"


def test_a_collector_gives_their_own_to_a_queue_and_takes_from_one_but_not_more(desk: Desk) -> None:
    item_id = desk.items[0].pk
    told = {"item_id": item_id, "at": AT}
    _refused("platform.access.denied", assign_item, viewer=desk.collector, owner_id=desk.lea.pk, **told)
    _refused("work.item.assignee_unclear", assign_item, viewer=desk.lead, **told)
    _refused("work.item.assignee_not_member", assign_item, viewer=desk.lead, owner_id=0, **told)
    assign_item(viewer=desk.collector, queue="export", **told)
    item = WorkItem.objects.get(pk=item_id)
    assert (item.owner_id, item.queue) == (None, "export")
    assert Case.objects.get(pk=item.case_id).queue == "export"
    assign_item(viewer=desk.collector, owner_id=desk.mei.pk, **told)
    assign_item(viewer=desk.lead, owner_id=desk.lea.pk, **told)
    undo_last(viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT)
    item.refresh_from_db()
    assert (item.owner_id, item.queue) == (desk.mei.pk, "")
    assert Case.objects.get(pk=item.case_id).owner_id == desk.mei.pk


def test_a_day_is_filled_by_minutes_and_filled_again_when_work_moves(desk: Desk) -> None:
    from dunwell.work.items.commands import fill_days

    fill_days(creditor_id=desk.creditor.pk, run_ids=[desk.run.pk])
    marks = list(WorkItem.objects.order_by("rank").values_list("is_beyond_today", flat=True))
    assert marks == [False, False, True]
    assign_item(viewer=desk.lead, item_id=desk.items[0].pk, queue="export", at=AT)
    marks = list(WorkItem.objects.order_by("rank").values_list("is_beyond_today", flat=True))
    assert marks == [False, False, False]


def test_a_task_by_hand_stands_first_and_undo_takes_it_away(desk: Desk) -> None:
    told = {"viewer": desk.collector, "customer_id": desk.customers[1].pk, "title": "Ask for the POD", "at": AT}
    task = add_task(**told, key="t")
    assert add_task(**told, key="t") == task
    assert (task.rank, task.owner_id, task.state, task.run_id) == (0, desk.mei.pk, "open", desk.run.pk)
    assert str(task.open_amount) == "100.0000"
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)
    assert WorkItem.objects.get(pk=task.pk).state == "skipped"
    later = add_task(**told, due="friday")
    assert (later.state, later.snoozed_until_date) == ("snoozed", date(2026, 11, 27))
    assert not Snooze.objects.exists()
    _refused("work.item.title_unusable", add_task, **{**told, "title": " "})


def test_undoing_a_call_corrects_it_and_reopens_its_item(desk: Desk) -> None:
    logged = log_call(
        viewer=desk.collector, customer_id=desk.customers[0].pk, outcome="promise", at=AT, work_item_id=desk.items[0].pk
    )
    undone = undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)
    assert (undone.activity_count, undone.item_ids) == (1, (desk.items[0].pk,))
    assert Activity.objects.get(pk=logged.activity_id).corrected_by.recorded_by_id == desk.mei.pk
    assert WorkItem.objects.get(pk=desk.items[0].pk).state == "open"
    _refused("work.undo.nothing", undo_last, viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)


def test_nobody_undoes_what_another_did_or_changed_since(desk: Desk) -> None:
    deed = complete_item(viewer=desk.collector, item_id=desk.items[0].pk, at=AT)
    _refused("work.undo.nothing", undo_last, viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT)
    _refused("platform.access.not_found", undo_deed, viewer=desk.lead, deed_id=deed.pk, at=AT)
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=AT)
    snooze_deed = snooze_item(viewer=desk.collector, item_id=desk.items[1].pk, until="mon", at=AT)
    skip_item(viewer=desk.lead, item_id=desk.items[1].pk, reason="closed down", at=AT)
    _refused("work.undo.changed_since", undo_deed, viewer=desk.collector, deed_id=snooze_deed.pk, at=AT)


def test_bulk_shows_what_it_would_do_and_is_undone_as_one(desk: Desk) -> None:
    ids = [item.pk for item in desk.items]
    complete_item(viewer=desk.collector, item_id=ids[2], at=AT)
    told = {"creditor_id": desk.creditor.pk, "verb": "snooze", "item_ids": ids}
    preview = preview_bulk(desk.collector, desk.creditor.pk, verb="snooze", item_ids=ids)
    assert (preview.count, str(preview.past_due_amount), preview.minutes) == (2, "200.0000", 16)
    assert [(one.item_id, one.reason.code) for one in preview.excluded] == [(ids[2], "work.bulk.state")]
    applied = apply_bulk(viewer=desk.collector, **told, at=AT, until="mon", key="b")
    assert apply_bulk(viewer=desk.collector, **told, at=AT, until="mon", key="b").deed_id == applied.deed_id
    assert WorkItem.objects.filter(state="snoozed").count() == 2
    undone = undo_deed(viewer=desk.collector, deed_id=applied.deed_id, at=AT)
    assert undone.item_ids == tuple(sorted(ids[:2]))
    assert list(WorkItem.objects.order_by("pk").values_list("state", flat=True)) == ["open", "open", "done"]
    _refused("work.bulk.unknown_verb", apply_bulk, viewer=desk.collector, **{**told, "verb": "drop"}, at=AT)
    _refused("work.bulk.odd_count", apply_bulk, viewer=desk.collector, **{**told, "item_ids": []}, at=AT)
    _refused(
        "work.bulk.nothing_left", apply_bulk, viewer=desk.collector, **{**told, "item_ids": ids[2:]}, at=AT, until="mon"
    )
    _refused("platform.access.not_found", apply_bulk, viewer=desk.collector, **{**told, "item_ids": [0]}, at=AT)


def test_bulk_assignment_leaves_out_what_is_not_yours(desk: Desk) -> None:
    WorkItem.objects.filter(pk=desk.items[1].pk).update(owner=desk.lea)
    ids = [item.pk for item in desk.items]
    preview = preview_bulk(desk.collector, desk.creditor.pk, verb="assign", item_ids=ids, queue="export")
    assert (preview.count, [one.reason.code for one in preview.excluded]) == (2, ["work.bulk.not_yours"])


def test_work_on_yesterdays_list_reaches_todays(desk: Desk, tomorrow) -> None:
    newer = desk.new_run(TODAY + timedelta(days=1))
    same, other = desk.add_item(newer, desk.customers[0], 1), desk.add_item(newer, desk.customers[1], 2, action="email")
    desk.publish(newer)
    complete_item(viewer=desk.collector, item_id=desk.items[0].pk, at=tomorrow)
    complete_item(viewer=desk.collector, item_id=desk.items[1].pk, at=tomorrow)
    same.refresh_from_db()
    other.refresh_from_db()
    assert (same.state, other.state) == ("done", "open")
    assert Activity.objects.count() == 2
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=tomorrow)
    undo_last(viewer=desk.collector, creditor_id=desk.creditor.pk, at=tomorrow)
    same.refresh_from_db()
    assert same.state == "open"


def test_what_was_paid_since_is_not_chased(desk: Desk) -> None:
    from decimal import Decimal

    from dunwell.receivables.models import OpenItem

    for customer, amount in zip(desk.customers, ("0", "5", "0"), strict=True):
        OpenItem.objects.create(
            creditor=desk.creditor, customer=customer, item_number="1", kind="invoice", document_date=date(2026, 1, 1),
            posting_date=date(2026, 1, 1), due_date=date(2026, 2, 1), currency="USD", original_amount=Decimal(5),
            open_amount=Decimal(amount),
        )  # fmt: skip
    ids = [customer.pk for customer in desk.customers[:2]]
    assert resolve_paid(viewer=desk.lead, creditor_id=desk.creditor.pk, customer_ids=ids, at=AT) == [desk.items[0].pk]
    assert WorkItemTransition.objects.get().reason == "paid since the list was made"
    assert list(WorkItem.objects.order_by("pk").values_list("state", flat=True)) == ["skipped", "open", "open"]


def test_another_creditors_items_do_not_exist(desk: Desk) -> None:
    item_id, customer_id = desk.items[0].pk, desk.customers[0].pk
    outsider = {"viewer": desk.neighbor, "at": AT}
    gone = "platform.access.not_found"
    _refused(gone, complete_item, item_id=item_id, **outsider)
    _refused(gone, snooze_item, item_id=item_id, until="mon", **outsider)
    _refused(gone, skip_item, item_id=item_id, reason="x", **outsider)
    _refused(gone, assign_item, item_id=item_id, queue="x", **outsider)
    _refused(gone, add_task, customer_id=customer_id, title="x", **outsider)
    _refused(gone, log_call, customer_id=customer_id, outcome="promise", **outsider)
    _refused(gone, add_note, customer_id=customer_id, note="x", **outsider)
    _refused(gone, undo_last, creditor_id=desk.creditor.pk, **outsider)
    _refused(gone, apply_bulk, creditor_id=desk.creditor.pk, verb="complete", item_ids=[item_id], **outsider)
