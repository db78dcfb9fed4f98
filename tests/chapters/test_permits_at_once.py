"""Two collectors and one customer at the same moment, and any order of commands: one permit, and none that is stale."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer, viewing
from dunwell.platform.people.models import User
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.models import Hold, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.activities.commands import log_call
from dunwell.work.models import Activity, Permit
from dunwell.work.permits.commands import take_permit, use_permit
from dunwell.work.permits.queries import facts_version_of

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def invoice(desk, number: str):
    return issue_item(
        viewer=desk.viewer, customer_id=desk.customer.pk, kind="invoice", item_number=number,
        document_date=date(2026, 1, 1), due_date=date(2026, 2, 1), amount=Decimal(100), currency="USD",
    )  # fmt: skip


def test_of_eight_collectors_at_once_one_is_given_the_customer(committed_desk) -> None:
    desk = committed_desk
    invoice(desk, "A")
    people = [User.objects.create(email=f"p{n}@x.example", full_name=f"P{n}") for n in range(8)]

    def take(user: User) -> str:
        viewer = Viewer("person", name=user.full_name, user_id=user.pk, roles={desk.creditor.pk: Role.COLLECTOR})
        try:
            with viewing(viewer):
                take_permit(
                    viewer=viewer, creditor_id=desk.creditor.pk, customer_id=desk.customer.pk, channel="call", at=NOON
                )
        except Refusal as refusal:
            (only,) = refusal.facts["reasons"]
            return f"{only['code']} {only['facts'].get('name')}"
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(8) as sessions:
        told = list(sessions.map(take, people))
    (winner,) = Permit.objects.values_list("taken_by_name", flat=True)
    assert sorted(told) == ["", *([f"work.truth.being_contacted {winner}"] * 7)]


@pytest.fixture
def owing(desk):
    """A customer with two documents past due."""
    invoice(desk, "A")
    invoice(desk, "B")
    return desk


def _pay(desk, at: datetime) -> None:
    item = OpenItem.objects.filter(customer=desk.customer, open_amount__gt=0).first()
    if item is not None:
        settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=Decimal(10), effective_date=at.date())


def _lift(desk, at: datetime) -> None:
    hold = Hold.objects.filter(customer=desk.customer, lifted_date=None).first()
    if hold is not None:
        lift_hold(viewer=desk.viewer, hold_id=hold.pk, lifted_date=at.date())


def _take(desk, at: datetime) -> None:
    take_permit(viewer=desk.viewer, creditor_id=desk.creditor.pk, customer_id=desk.customer.pk, channel="call", at=at)


def _use(desk, at: datetime) -> None:
    permit = Permit.objects.order_by("-pk").first()
    if permit is not None:
        before = facts_version_of(desk.customer.pk)
        use_permit(viewer=desk.viewer, permit_id=permit.pk, at=at)
        assert permit.facts_version == before, "a permit was used whose facts had changed"


STEPS = {
    "pay": _pay,
    "hold": lambda desk, at: place_hold(
        viewer=desk.viewer, customer_id=desk.customer.pk, reason="promise", placed_date=at.date()
    ),
    "lift": _lift,
    "said": lambda desk, at: record_notice(
        viewer=desk.viewer, customer_id=desk.customer.pk, kind="inconvenient", until_time=time(at.minute % 10), at=at
    ),
    "call": lambda desk, at: log_call(viewer=desk.viewer, customer_id=desk.customer.pk, outcome="no_answer", at=at),
    "take": _take,
    "use": _use,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([*STEPS, "take", "use"]), st.integers(0, 3)), min_size=3, max_size=9))
def test_no_order_of_commands_uses_a_permit_older_than_the_facts(owing, steps) -> None:
    with transaction.atomic():
        at, refused = NOON, set()
        for step, minutes in steps:
            at += timedelta(minutes=minutes)
            try:
                STEPS[step](owing, at)
            except Refusal as refusal:
                refused.add(refusal.code)
        assert all(code.startswith("work.permit.") for code in refused)
        for activity in Activity.objects.exclude(permit=None).select_related("permit"):
            assert activity.permit_use == "taken"
            assert activity.permit.used_at is not None
            assert activity.permit.issued_at <= activity.permit.used_at <= activity.permit.expires_at
        transaction.set_rollback(True)
