"""One message to one customer: written, approved, called back; its figures are those of the ledger."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.chapters.work.conftest import AT, Desk

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.messages.commands import (
    approve_message,
    call_back_message,
    draft_message,
    edit_message,
    proceed_by_level,
    set_autonomy,
    submit_message,
    withdraw_message,
)
from dunwell.work.messages.models import Message, MessageTransition
from dunwell.work.messages.queries import message_counts, message_view, messages_after
from dunwell.work.messages.rules import BY_HAND, Wording
from dunwell.work.outgoing.rules import plain_text
from dunwell.work.senders.commands import set_sender
from dunwell.work.templates.commands import retire_template, save_template
from dunwell.work.templates.queries import template_history, template_of

REMINDER = Wording(template_key="reminder_t1")


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """Two documents past due and one that is not, somebody to write to, and how the creditor writes."""
    from dunwell.platform.access import current_viewer

    system = current_viewer()
    customer = desk.customers[0]
    for number, amount, due in (("INV-1", "1000.00", 30), ("INV-2", "250.50", 3), ("INV-3", "99.00", -20)):
        issue_item(
            viewer=system, customer_id=customer.pk, kind="invoice", item_number=number, amount=Decimal(amount),
            currency="USD", document_date=date(2026, 9, 1), due_date=AT.date() - timedelta(days=due),
        )  # fmt: skip
    add_contact(viewer=system, customer_id=customer.pk, name="Ana Cruz", email="ana@harbor.example.com")
    told = {"phone": "+1 312 555 0142", "payment_details": "IBAN DE00", "opt_out": "Reply STOP"}
    set_sender(viewer=system, creditor_id=desk.creditor.pk, kind="any", document=told)
    email = {"from_address": "post@north.example.com", "host": "127.0.0.1", "port": 2525, "security": "none"}
    set_sender(viewer=system, creditor_id=desk.creditor.pk, kind="email", document=email)
    return desk


def _draft(desk: Desk, wording: Wording = REMINDER, **more) -> Message:
    told = {"viewer": desk.collector, "customer_id": desk.customers[0].pk, "channel": "email", "at": AT}
    return draft_message(**told, wording=wording, **more)


def test_one_message_tells_of_all_that_is_past_due_and_of_nothing_else(owed: Desk) -> None:
    message = _draft(owed)
    text = plain_text(message.body, message.values["rows"])
    assert "Hello Ana Cruz" in text
    assert "$1,250.50 together" in text
    assert [line for line in text.splitlines() if line.startswith("INV-")] == [
        "INV-1   Oct 26, 2026  $1,000.00",
        "INV-2   Nov 22, 2026    $250.50",
    ]
    assert "IBAN DE00" in text
    assert message.subject == "Your account with North"
    assert (message.to_name, message.to_address) == ("Ana Cruz", "ana@harbor.example.com")
    assert message.message_id.endswith("@north.example.com>")
    assert len(message.reply_token) == 8
    assert list(message.items.order_by("pk").values_list("open_amount", flat=True)) == [1000, Decimal("250.5")]


def test_what_is_disputed_or_on_hold_is_not_asked_for(owed: Desk) -> None:
    customer = owed.customers[0]
    first, second = (row.pk for row in customer.open_items.order_by("pk")[:2])
    told = {"viewer": owed.lead, "customer_id": customer.pk, "placed_date": AT.date()}
    place_hold(**told, reason="dispute", open_item_id=first, amount=Decimal("400.00"))
    message = _draft(owed)
    assert dict(message.items.values_list("open_item_id", "open_amount")) == {first: 600, second: Decimal("250.5")}
    place_hold(**told, reason="dispute", open_item_id=second)
    assert list(_draft(owed).items.values_list("open_item_id", flat=True)) == [first]


def test_it_speaks_the_language_that_is_asked_for(owed: Desk) -> None:
    message = _draft(owed, Wording(template_key="reminder_t1", language="zh-hant"))
    text = plain_text(message.body, message.values["rows"])
    assert "單據編號" in text
    assert "US$1,250.50" in text
    assert message.language == "zh-hant"


def test_a_missing_field_keeps_it_in_the_house(owed: Desk) -> None:
    message = _draft(owed, Wording(subject="About {{promise_date}}", body="You promised {{promise_amount}}."))
    assert message.values["missing"] == ["promise_date", "promise_amount"]
    with pytest.raises(Refusal, match=r"work\.message\.fields_missing"):
        approve_message(viewer=owed.collector, message_id=message.pk, at=AT)
    assert Message.objects.get(pk=message.pk).state == "draft"
    filled = _draft(
        owed, Wording(template_key="promise_broken"), extra={"promise_date": "1 Nov", "promise_amount": "$5"}
    )
    assert approve_message(viewer=owed.collector, message_id=filled.pk, at=AT).state == "scheduled"


def test_nobody_to_write_to_is_found_out_before_it_is_approved(owed: Desk) -> None:
    message = draft_message(
        viewer=owed.collector, customer_id=owed.customers[1].pk, channel="email",
        wording=Wording(subject="S", body="B"), at=AT,
    )  # fmt: skip
    with pytest.raises(Refusal, match=r"fields_missing: .*address"):
        approve_message(viewer=owed.collector, message_id=message.pk, at=AT)


def test_ones_own_words_go_with_one_key_and_come_back_within_ten_seconds(owed: Desk) -> None:
    message = approve_message(viewer=owed.collector, message_id=_draft(owed).pk, at=AT)
    assert message.scheduled_at == AT + timedelta(seconds=10)
    assert call_back_message(viewer=owed.collector, message_id=message.pk, at=AT).state == "draft"
    events = MessageTransition.objects.filter(message=message).order_by("pk").values_list("event", "done_by_name")
    assert list(events) == [("approve", "Mei"), ("call_back", "Mei")]


def test_a_step_of_the_policy_waits_for_a_lead(owed: Desk) -> None:
    message = _draft(owed, Wording(tone="T1"), step="reminder_1")
    assert message.template_key == "reminder_t1"
    with pytest.raises(Refusal, match=r"work\.message\.approval_needed"):
        approve_message(viewer=owed.collector, message_id=message.pk, at=AT)
    submit_message(viewer=owed.collector, message_id=message.pk, at=AT)
    approved = approve_message(viewer=owed.lead, message_id=message.pk, at=AT)
    assert (approved.state, approved.approved_by_name) == ("scheduled", "Lea")


@pytest.mark.parametrize(("level", "state"), [("draft", "draft"), ("approve", "waiting"), ("send", "scheduled")])
def test_a_step_goes_as_far_as_the_creditor_lets_the_house_go(owed: Desk, level: str, state: str) -> None:
    from dunwell.platform.access import current_viewer

    set_autonomy(viewer=current_viewer(), creditor_id=owed.creditor.pk, step="reminder_1", level=level, at=AT)
    message = _draft(owed, Wording(tone="T1"), step="reminder_1")
    moved = proceed_by_level(
        viewer=current_viewer(), message_id=message.pk, at=AT, scheduled_at=AT + timedelta(hours=1)
    )
    assert moved.state == state
    assert moved.scheduled_at == (AT + timedelta(hours=1) if level == "send" else None)


def test_what_is_not_ready_is_not_sent_by_the_house_alone(owed: Desk) -> None:
    from dunwell.platform.access import current_viewer

    set_autonomy(viewer=current_viewer(), creditor_id=owed.creditor.pk, step="odd", level="send", at=AT)
    message = _draft(owed, Wording(subject="S", body="{{promise_date}}"), step="odd")
    assert proceed_by_level(viewer=current_viewer(), message_id=message.pk, at=AT).state == "waiting"


def test_an_edit_asks_for_approval_anew_and_keeps_the_documents(owed: Desk) -> None:
    message = submit_message(viewer=owed.collector, message_id=_draft(owed).pk, at=AT)
    changed = edit_message(
        viewer=owed.collector,
        message_id=message.pk,
        wording=Wording(body="Hello {{contact_name}}, {{total_due}}."),
        at=AT,
    )
    assert (changed.state, changed.body) == ("draft", "Hello Ana Cruz, $1,250.50.")
    assert changed.items.count() == 2
    assert changed.subject == "Your account with North"


def test_the_same_key_writes_one_message(owed: Desk) -> None:
    assert _draft(owed, key="k").pk == _draft(owed, key="k").pk
    assert Message.objects.count() == 1


def test_a_neighbor_and_a_clerk_write_nothing(owed: Desk) -> None:
    from dunwell.platform.access import Viewer
    from dunwell.platform.people.rules import Role

    clerk = Viewer("person", name="Cash", user_id=7, roles={owed.creditor.pk: Role.CASH_CLERK})
    for viewer, code in ((owed.neighbor, "not_found"), (clerk, "denied")):
        with pytest.raises(Refusal, match=rf"platform\.access\.{code}"):
            draft_message(viewer=viewer, customer_id=owed.customers[0].pk, channel="email", wording=REMINDER, at=AT)
    assert Message.objects.count() == 0


def test_what_is_given_up_stays_on_record(owed: Desk) -> None:
    message = withdraw_message(viewer=owed.collector, message_id=_draft(owed).pk, at=AT, note="paid by phone")
    assert message.state == "withdrawn"
    seen = message_view(owed.collector, message.pk)
    assert [(step.event, step.note) for step in seen.steps] == [("withdraw", "paid by phone")]
    assert message_counts(owed.collector, owed.creditor.pk)["withdrawn"] == 1
    assert [row.id for row in messages_after(owed.collector, owed.creditor.pk, state="withdrawn").rows] == [message.pk]


def test_templates_have_versions_and_a_wrong_one_is_refused_at_its_line(owed: Desk) -> None:
    text = "title: Ours\nchannel: email\nlanguage: en\ntone: T1\nsubject: Hello\n---\nDear {{contact_name}}\n"
    told = {"viewer": owed.lead, "creditor_id": owed.creditor.pk, "key": "reminder_t1"}
    saved = save_template(**told, text=text)
    assert save_template(**told, text=text).pk == saved.pk
    assert _draft(owed).body.strip() == "Dear Ana Cruz"
    assert _draft(owed).template_version == 1
    with pytest.raises(Refusal) as caught:
        save_template(**told, text=text + "{{owed}}\n")
    assert [(one.row, one.code) for one in caught.value.facts["problems"]] == [(8, "work.template.field_unknown")]
    retire_template(**told, language="en")
    assert template_of(owed.lead, owed.creditor.pk, "reminder_t1", "en").is_shipped
    history = template_history(owed.lead, owed.creditor.pk, "reminder_t1", "en")
    assert [row.version for row in history] == [2, 1, 0]
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        save_template(viewer=owed.collector, creditor_id=owed.creditor.pk, key="x", text=text)


def test_settings_are_checked_when_they_are_kept(owed: Desk) -> None:
    from dunwell.platform.access import current_viewer

    told = {"viewer": current_viewer(), "creditor_id": owed.creditor.pk}
    for kind, document in (("email", {"from_address": "x"}), ("any", {"password": "hunter2"}), ("pigeon", {})):
        with pytest.raises(Refusal, match=r"work\.sender\."):
            set_sender(**told, kind=kind, document=document)
    assert BY_HAND == "by_hand"
