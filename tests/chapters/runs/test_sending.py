"""The day's written steps become one message each, once; what is due leaves by itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.shelves.mail_peer import mail_peer

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.models import Run
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.sending.commands import draft_day, send_due
from dunwell.work.messages.commands import approve_message, set_autonomy
from dunwell.work.messages.models import Message
from dunwell.work.models import Publication, WorkItem
from dunwell.work.senders.commands import set_sender

NIGHT = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)  # 5:30 in New York
MORNING = datetime(2026, 3, 31, 13, 0, tzinfo=UTC)


@pytest.fixture
def published(desk):
    """A list with three e-mails: one customer with address and debt, one without an address, one who owes nothing."""
    desk.creditor.time_zone = "America/New_York"
    desk.creditor.save()
    others = [
        add_customer(viewer=desk.viewer, creditor_id=desk.creditor.pk, number=number, name=name)
        for number, name in (("C-2", "No Address"), ("C-3", "Owes Nothing"))
    ]
    run = Run.objects.create(creditor=desk.creditor, as_of_date=date(2026, 3, 31), state="finished")
    desk.customers = [desk.customer, *others]
    for rank, customer in enumerate(desk.customers, 1):
        if customer.number != "C-2":
            email = f"ap@{customer.number.lower()}.example"
            add_contact(viewer=desk.viewer, customer_id=customer.pk, name="Pat", email=email)
        if customer.number != "C-3":
            issue_item(
                viewer=desk.viewer, customer_id=customer.pk, kind="invoice", item_number=f"I-{customer.number}",
                amount=Decimal("100"), currency="USD", document_date=date(2026, 2, 1), due_date=date(2026, 3, 3),
            )  # fmt: skip
        WorkItem.objects.create(
            creditor=desk.creditor, run=run, customer=customer, action="email", step="reminder_1", title="Reminder",
            rank=rank, minutes=5, currency="USD",
        )  # fmt: skip
    Publication.objects.create(creditor=desk.creditor, run=run, published_at=NIGHT)
    said = {"payment_details": "Wire", "phone": "+1 212 555 0100", "dispute_contact": "ask@x.example"}
    set_sender(viewer=desk.viewer, creditor_id=desk.creditor.pk, kind="any", document=said)
    return desk


def _draft(desk, at: datetime = NIGHT):
    return draft_day(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=at)


def test_each_customer_that_can_be_written_to_gets_one_message_that_waits(published) -> None:
    made = _draft(published)
    assert dict(made.states) == {"waiting": 1}
    assert [(one.customer_number, one.reason.code) for one in made.skipped] == [
        ("C-2", "runs.sending.no_address"),
        ("C-3", "runs.sending.nothing_to_ask"),
    ]
    (message,) = Message.objects.filter(state="waiting")
    assert (message.template_key, message.step, message.customer_id) == (
        "reminder_t1",
        "reminder_1",
        published.customer.pk,
    )


def test_doing_it_again_adds_none(published) -> None:
    _draft(published)
    again = _draft(published)
    assert dict(again.states) == {}
    assert ("C-1", "runs.sending.under_way") in [(one.customer_number, one.reason.code) for one in again.skipped]
    assert Message.objects.exclude(state="withdrawn").count() == 1


def test_without_a_list_there_is_nothing_to_write(desk) -> None:
    with pytest.raises(Refusal, match=r"runs\.sending\.nothing_published"):
        _draft(desk)


def test_a_step_that_is_let_go_leaves_in_the_customers_morning(published) -> None:
    set_autonomy(viewer=published.viewer, creditor_id=published.creditor.pk, step="reminder_1", level="send", at=NIGHT)
    _draft(published)
    message = Message.objects.get(state="scheduled")
    assert message.scheduled_at == MORNING
    told = {"viewer": published.viewer, "creditor_id": published.creditor.pk}
    with mail_peer() as peer:
        email = {"from_address": "post@x.example", "host": peer.host, "port": peer.port, "security": "none"}
        set_sender(**told, kind="email", document=email)
        assert send_due(**told, at=MORNING - timedelta(seconds=1)) == {}
        assert send_due(**told, at=MORNING) == {"sent": 1}
        assert send_due(**told, at=MORNING) == {}
        assert len(peer.raw) == 1
    assert WorkItem.objects.get(customer=published.customer).state == "done"


def test_a_creditor_that_is_not_set_up_sends_nothing_and_says_so(published) -> None:
    _draft(published)
    message = Message.objects.get(state="waiting")
    approve_message(viewer=published.viewer, message_id=message.pk, at=MORNING)
    told = {"viewer": published.viewer, "creditor_id": published.creditor.pk}
    assert send_due(**told, at=MORNING + timedelta(minutes=1)) == {"waiting": 1}
    message.refresh_from_db()
    assert message.refusal[0]["code"] == "work.sender.not_set_up"
