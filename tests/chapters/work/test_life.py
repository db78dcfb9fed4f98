"""Whatever people do in whatever order, an item stands where its log says it stands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.work.commands import undo_last
from dunwell.work.items.commands import assign_item, complete_item, skip_item, snooze_item, wake_item
from dunwell.work.models import Activity, Deed, Snooze, WorkItem, WorkItemTransition
from dunwell.work.tallies.queries import unequal_tallies
from dunwell.work.transitions.commands import standing_of

from .conftest import AT, Desk

VERBS = ("complete", "snooze 2", "snooze 9", "skip", "assign", "wake", "undo", "undo")


def _do(desk: Desk, verb: str, item_id: int) -> None:
    told = {"viewer": desk.lead, "item_id": item_id, "at": AT}
    if verb == "complete":
        complete_item(**told)
    elif verb.startswith("snooze"):
        snooze_item(**told, until=f"in {verb.split()[1]} days")
    elif verb == "skip":
        skip_item(**told, reason="because")
    elif verb == "assign":
        assign_item(**told, queue="export")
    elif verb == "wake":
        wake_item(**told)
    else:
        undo_last(viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 1)), min_size=1, max_size=8))
def test_an_item_stands_where_its_log_says(desk: Desk, verbs: list[tuple[str, int]]) -> None:
    _undo_all(desk)
    for verb, number in verbs:
        try:
            _do(desk, verb, desk.items[number].pk)
        except Refusal as refused:
            assert refused.code in ("work.item.not_allowed", "work.undo.nothing", "work.undo.changed_since")  # noqa: PT017
        _check(desk)
    _undo_all(desk)
    assert set(WorkItem.objects.values_list("state", "queue")) == {("open", "")}
    _check(desk)


@pytest.mark.django_db
def test_taking_back_an_assignment_leaves_a_snoozed_customer_put_off(desk: Desk) -> None:
    for verb in ("snooze 2", "assign", "undo"):
        _do(desk, verb, desk.items[0].pk)
        _check(desk)
    assert WorkItem.objects.get(pk=desk.items[0].pk).state == "snoozed"


def _undo_all(desk: Desk) -> None:
    while True:
        try:
            undo_last(viewer=desk.lead, creditor_id=desk.creditor.pk, at=AT)
        except Refusal as refused:
            assert refused.code == "work.undo.nothing"  # noqa: PT017
            return


def _check(desk: Desk) -> None:
    assert unequal_tallies(desk.creditor.pk, desk.run.pk) == []
    for item in WorkItem.objects.filter(pk__in=[one.pk for one in desk.items]):
        rows = list(WorkItemTransition.objects.filter(item=item).order_by("pk"))
        assert not rows or rows[-1].after == standing_of(item=item)
        state = "open"
        for row in rows:
            assert row.from_state == state
            state = row.to_state
        assert item.state == state
        held = list(Snooze.objects.filter(customer_id=item.customer_id, lifted_at__isnull=True))
        assert len(held) <= 1
        if item.state == "snoozed":
            assert [one.until_date for one in held] == [item.snoozed_until_date]
        if item.state == "open":
            assert held == []
    undone = Deed.objects.filter(undo_of__isnull=False).values_list("undo_of_id", flat=True)
    standing = Activity.objects.filter(corrects__isnull=True, corrected_by__isnull=True)
    assert not standing.filter(deed_id__in=undone).exists()
