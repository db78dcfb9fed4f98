"""Write-offs on the real database: who may ask, who may say yes, what it posts, what comes back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.chapters.conftest import Desk

from dunwell.base.refusals import Refusal
from dunwell.outcomes.models import WriteOff
from dunwell.outcomes.writeoffs.commands import (
    approve_write_off,
    cancel_write_off,
    recover_write_off,
    refuse_write_off,
    request_write_off,
)
from dunwell.outcomes.writeoffs.queries import write_off_numbered, write_off_of, write_offs_after
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import unequal_balances
from dunwell.receivables.rates.commands import record_rate

pytestmark = pytest.mark.django_db

D = Decimal
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def person(desk: Desk, role: Role, name: str) -> Viewer:
    return Viewer("person", name=name, roles={desk.creditor.pk: role})


def bill(desk: Desk, number: str, amount: str, currency: str = "USD") -> OpenItem:
    return issue_item(
        viewer=desk.viewer, customer_id=desk.customer.pk, kind="invoice", item_number=number, amount=D(amount),
        currency=currency, document_date=date(2025, 1, 1),
    )  # fmt: skip


def asked(desk: Desk, item: OpenItem, amount: str, **more: Any) -> WriteOff:
    told = {"viewer": person(desk, Role.COLLECTOR, "Mei"), "kind": "uncollectable", "reason": "insolvent", "at": AT}
    return request_write_off(
        creditor_id=desk.creditor.pk, open_item_id=item.pk, amount=D(amount), **{**told, **more}
    )  # fmt: skip


def refused(code: str, does: Any, **told: Any) -> None:
    before = (WriteOff.objects.count(), Entry.objects.count())
    with pytest.raises(Refusal) as said:
        does(**told)
    assert said.value.code == code
    assert said.value.sentence()
    assert before == (WriteOff.objects.count(), Entry.objects.count())


def test_nothing_moves_before_another_person_says_yes(desk: Desk) -> None:
    item = bill(desk, "INV-1", "400.00")
    made = asked(desk, item, "250.00")
    row = write_off_of(desk.viewer, made.pk)
    assert (row.state, row.approvers, row.number) == ("requested", ("lead", "manager", "admin"), f"W-{made.pk}")
    assert "sales tax" in row.tax_review
    refused("outcomes.writeoff.exceeds_open_amount", asked, desk=desk, item=item, amount="150.01")
    refused("outcomes.writeoff.kind_unknown", asked, desk=desk, item=item, amount="1.00", kind="gift")
    told: dict[str, Any] = {"write_off_id": made.pk, "at": AT}
    refused("platform.access.denied", approve_write_off, viewer=person(desk, Role.COLLECTOR, "Bo"), **told)
    refused("outcomes.writeoff.own_request", approve_write_off, viewer=person(desk, Role.LEAD, "Mei"), **told)
    refused("platform.access.not_found", approve_write_off, viewer=Viewer("person", name="X"), **told)
    approve_write_off(viewer=person(desk, Role.LEAD, "Omar"), note="seen the notice", **told)
    item.refresh_from_db()
    assert item.open_amount == D(150)
    made.refresh_from_db()
    assert (made.state, made.checked_by, made.posted_date) == ("posted", "Omar", date(2026, 5, 4))
    entry = Entry.objects.get(pk=made.entry_id)
    assert (entry.kind, entry.amount, entry.recorded_by) == ("write_off", D(-250), "Omar")
    refused("outcomes.writeoff.not_allowed", approve_write_off, viewer=person(desk, Role.ADMIN, "Zoe"), **told)
    assert unequal_balances(desk.creditor.pk) == []


def test_limits_count_in_base_currency_at_the_days_rate(desk: Desk) -> None:
    item = bill(desk, "INV-1", "1000.00", "EUR")
    refused("outcomes.writeoff.rate_missing", asked, desk=desk, item=item, amount="450.00")
    record_rate(
        viewer=desk.viewer, creditor_id=desk.creditor.pk, currency="EUR", rate=D("1.20"), rate_date=date(2026, 5, 1)
    )
    made = asked(desk, item, "450.00")
    assert made.base_amount == D("540.00")
    told: dict[str, Any] = {"write_off_id": made.pk, "at": AT}
    refused("outcomes.writeoff.above_limit", approve_write_off, viewer=person(desk, Role.LEAD, "Omar"), **told)
    approve_write_off(viewer=person(desk, Role.MANAGER, "Vera"), **told)


def test_a_request_is_refused_with_words_or_taken_back(desk: Desk) -> None:
    item = bill(desk, "INV-1", "400.00")
    first, second = asked(desk, item, "100.00"), asked(desk, item, "100.00")
    lead = person(desk, Role.LEAD, "Omar")
    refused("outcomes.writeoff.reason_missing", refuse_write_off, viewer=lead, write_off_id=first.pk, at=AT, note=" ")
    refuse_write_off(viewer=lead, write_off_id=first.pk, at=AT, note="wait")
    cancel_write_off(viewer=person(desk, Role.COLLECTOR, "Mei"), write_off_id=second.pk, at=AT)
    states = [row.state for row in write_offs_after(desk.viewer, desk.creditor.pk).rows]
    assert states == ["cancelled", "refused"]
    assert write_offs_after(desk.viewer, desk.creditor.pk, state="requested").rows == ()
    item.refresh_from_db()
    assert item.open_amount == D(400)
    assert write_off_numbered(desk.viewer, desk.creditor.pk, f"w-{first.pk}").check_note == "wait"
    refused("outcomes.writeoff.unknown", write_off_numbered, viewer=desk.viewer, creditor_id=desk.creditor.pk,
            number="W-x")  # fmt: skip


def test_what_came_after_all_is_open_again(desk: Desk) -> None:
    item = bill(desk, "INV-1", "400.00")
    made = asked(desk, item, "400.00")
    manager = person(desk, Role.MANAGER, "Vera")
    approve_write_off(viewer=manager, write_off_id=made.pk, at=AT)
    told: dict[str, Any] = {"viewer": manager, "write_off_id": made.pk, "at": AT}
    refused("outcomes.writeoff.exceeds_open_amount", recover_write_off, amount=D("400.01"), **told)
    recover_write_off(amount=D(100), **told)
    recover_write_off(amount=D(50), **told)
    item.refresh_from_db()
    made.refresh_from_db()
    assert (item.open_amount, made.recovered_amount, made.state) == (D(150), D(150), "recovered")
    assert unequal_balances(desk.creditor.pk) == []
