"""Permits: the law and the truth in one answer, taken by one person, used once, and never after the facts changed."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer, viewing
from dunwell.platform.people.models import User
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.activities.commands import log_call
from dunwell.work.models import Activity, Permit
from dunwell.work.permits.commands import release_permit, take_permit, use_permit
from dunwell.work.permits.queries import facts_version_of, permit_answer

NOON = datetime(2026, 3, 31, 16, tzinfo=UTC)  # a Tuesday, noon in New York
"""A moment at which a business in New York may be called."""


@pytest.fixture
def owing(desk):
    """A business in New York with two invoices past due and a contact person."""
    desk.creditor.time_zone = "America/New_York"
    desk.creditor.save()
    desk.ann = add_contact(
        viewer=desk.viewer, customer_id=desk.customer.pk, name="Ann", phone="212 555 0100", email="ann@x.example"
    )
    desk.first, desk.second = (invoice(desk, number, amount) for number, amount in (("A", "100"), ("B", "250")))
    return desk


def invoice(desk, number: str, amount: str, customer_id: int | None = None):
    return issue_item(
        viewer=desk.viewer, customer_id=customer_id or desk.customer.pk, kind="invoice", item_number=number,
        document_date=date(2026, 1, 1), due_date=date(2026, 2, 1), amount=Decimal(amount), currency="USD",
    )  # fmt: skip


def person(desk, name: str, role: Role = Role.COLLECTOR) -> Viewer:
    user = User.objects.create(email=f"{name}@x.example", full_name=name)
    return Viewer("person", name=name, user_id=user.pk, roles={desk.creditor.pk: role})


def asked(desk, viewer: Viewer | None = None, **told):
    told = {"channel": "call", "at": NOON, **told}
    return permit_answer(viewer or desk.viewer, desk.creditor.pk, desk.customer.pk, **told)


def taken(desk, viewer: Viewer | None = None, **told) -> Permit:
    told = {"channel": "call", "at": NOON, **told}
    return take_permit(viewer=viewer or desk.viewer, creditor_id=desk.creditor.pk, customer_id=desk.customer.pk, **told)


def codes(answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


def test_a_business_may_be_called_at_noon_and_not_at_night(owing) -> None:
    answer = asked(owing)
    assert (answer.permit, codes(answer), answer.next_permitted_at) == (True, [], None)
    assert [(rest.number, rest.amount) for rest in answer.remaining] == [("A", 100), ("B", 250)]
    night = asked(owing, at=NOON - timedelta(hours=8))
    assert not night.permit
    assert set(codes(night)) == {"compliance.gate.hours"}
    assert all(reason.citation for reason in night.reasons)
    assert night.next_permitted_at == NOON - timedelta(hours=3)


def test_zones_of_address_and_area_code_both_count(owing) -> None:
    add_contact(viewer=owing.viewer, customer_id=owing.customer.pk, name="Lee", phone="310 555 0100")
    lee = owing.customer.contact_people.get(name="Lee")
    owing.customer.time_zone = "America/New_York"
    owing.customer.save()
    answer = asked(owing, contact_person_id=lee.pk, at=NOON - timedelta(hours=1))
    assert {(each.zone, each.at.hour) for each in answer.local} == {
        ("America/New_York", 11), ("America/Los_Angeles", 8),
    }  # fmt: skip
    assert not answer.permit
    assert answer.next_permitted_at == NOON


def test_what_they_said_counts(owing) -> None:
    def said(kind: str, **told):
        return record_notice(viewer=owing.viewer, customer_id=owing.customer.pk, kind=kind, at=NOON, **told)

    said("inconvenient", until_time=time(14), contact_person_id=owing.ann.pk)
    answer = asked(owing)
    assert (codes(answer), answer.next_permitted_at) == (["compliance.gate.inconvenient"], NOON + timedelta(hours=2))
    said("opt_out", address="ann@x.example")
    assert "compliance.gate.opted_out" in codes(asked(owing, channel="email"))
    assert "compliance.gate.opted_out" not in codes(asked(owing))
    said("unreachable", address="+12125550100")
    assert "work.truth.address_closed" in codes(asked(owing))
    said("attorney", value="Doe LLP", address="doe@law.example")
    assert "compliance.gate.attorney" in codes(asked(owing, channel="email"))
    assert "compliance.gate.attorney" not in codes(asked(owing, channel="email", address="doe@law.example"))


def test_a_hold_on_the_customer_blocks_until_its_last_day(owing) -> None:
    place_hold(
        viewer=owing.viewer, customer_id=owing.customer.pk, reason="promise", placed_date=date(2026, 3, 31),
        until_date=date(2026, 4, 2),
    )  # fmt: skip
    answer = asked(owing)
    assert codes(answer) == ["work.truth.on_hold"]
    assert answer.next_permitted_at == datetime(2026, 4, 3, 13, tzinfo=UTC)


def test_a_disputed_part_pauses_alone(owing) -> None:
    def dispute(item, amount: str | None):
        return place_hold(
            viewer=owing.viewer, customer_id=owing.customer.pk, open_item_id=item.pk, reason="dispute",
            amount=Decimal(amount) if amount else None, placed_date=date(2026, 3, 31),
        )  # fmt: skip

    held = dispute(owing.second, "50")
    answer = asked(owing)
    assert answer.permit
    assert [(rest.number, rest.amount) for rest in answer.remaining] == [("A", 100), ("B", 200)]
    assert [reason.code for reason in answer.conditions] == ["work.truth.only_part"]
    assert answer.conditions[0].facts["numbers"] == "A, B (200 USD)"
    draft = {owing.first.pk: Decimal(100), owing.second.pk: Decimal(250)}
    assert codes(asked(owing, draft_facts=draft)) == ["work.truth.amount_changed"]
    assert asked(owing, draft_facts={**draft, owing.second.pk: Decimal(200)}).permit
    lift_hold(viewer=owing.viewer, hold_id=held.pk, lifted_date=date(2026, 3, 31))
    assert asked(owing, draft_facts=draft).permit
    dispute(owing.first, None)
    assert [rest.number for rest in asked(owing).remaining] == ["B"]
    only = asked(owing, open_item_ids=[owing.first.pk])
    assert codes(only) == ["compliance.gate.disputed", "work.truth.nothing_left"]


def test_what_was_paid_since_is_not_asked_for(owing) -> None:
    def pay(item, amount: str) -> None:
        settle_item(
            viewer=owing.viewer, open_item_id=item.pk, kind="payment", amount=Decimal(amount),
            effective_date=date(2026, 3, 31), reason="paid",
        )  # fmt: skip

    draft = {owing.first.pk: Decimal(100)}
    pay(owing.first, "30")
    answer = asked(owing, draft_facts=draft, open_item_ids=[owing.first.pk])
    assert codes(answer) == ["work.truth.amount_changed"]
    assert answer.reasons[0].facts["amount"] == "70.0000"
    pay(owing.first, "70")
    assert codes(asked(owing, open_item_ids=[owing.first.pk])) == ["work.truth.paid_since"]


def test_the_second_collector_is_told_of_the_first(owing) -> None:
    mei, joy = person(owing, "Mei"), person(owing, "Joy")
    with viewing(mei):
        permit = taken(owing, mei)
        assert asked(owing, mei).permit, "who holds the permit is not in the way of themselves"
    with viewing(joy), pytest.raises(Refusal) as refused:
        taken(owing, joy)
    assert refused.value.code == "work.permit.refused"
    assert [(one["code"], one["facts"]["name"]) for one in refused.value.facts["reasons"]] == [
        ("work.truth.being_contacted", "Mei")
    ]
    assert Permit.objects.count() == 1
    with viewing(mei):
        release_permit(viewer=mei, permit_id=permit.pk, at=NOON)
    with viewing(joy):
        assert asked(owing, joy).permit
    with viewing(mei):
        log_call(viewer=mei, customer_id=owing.customer.pk, outcome="no_answer", at=NOON)
    with viewing(joy):
        later = asked(owing, joy, at=NOON + timedelta(minutes=3))
        assert (codes(later), later.reasons[0].facts["minutes"]) == (["work.truth.just_contacted"], 3)
        assert later.next_permitted_at == NOON + timedelta(minutes=10)


def test_a_permit_is_used_once_in_its_minutes_and_by_who_took_it(owing) -> None:
    permit = taken(owing)
    joy = person(owing, "Joy")
    with viewing(joy), pytest.raises(Refusal, match=r"work\.permit\.of_another"):
        use_permit(viewer=joy, permit_id=permit.pk, at=NOON)
    with pytest.raises(Refusal, match=r"work\.permit\.expired"):
        use_permit(viewer=owing.viewer, permit_id=permit.pk, at=NOON + timedelta(minutes=5, seconds=1))
    use_permit(viewer=owing.viewer, permit_id=permit.pk, at=NOON + timedelta(minutes=5))
    with pytest.raises(Refusal, match=r"work\.permit\.used"):
        use_permit(viewer=owing.viewer, permit_id=permit.pk, at=NOON)


CHANGES = {
    "a payment": lambda desk: settle_item(
        viewer=desk.viewer, open_item_id=desk.first.pk, kind="payment", amount=Decimal(1),
        effective_date=date(2026, 3, 31), reason="paid",
    ),
    "a new document": lambda desk: invoice(desk, "C", "1"),
    "a hold": lambda desk: place_hold(
        viewer=desk.viewer, customer_id=desk.customer.pk, reason="other", placed_date=date(2026, 3, 31)
    ),
    "a notice": lambda desk: record_notice(viewer=desk.viewer, customer_id=desk.customer.pk, kind="cease", at=NOON),
    "a contact person": lambda desk: add_contact(viewer=desk.viewer, customer_id=desk.customer.pk, name="Bo"),
    "a call": lambda desk: log_call(
        viewer=desk.viewer, customer_id=desk.customer.pk, outcome="no_answer", at=NOON, direction="in"
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_no_permit_is_used_after_the_facts_changed(owing, change: str) -> None:
    permit = taken(owing)
    CHANGES[change](owing)
    with pytest.raises(Refusal, match=r"work\.permit\.stale"):
        use_permit(viewer=owing.viewer, permit_id=permit.pk, at=NOON)
    with pytest.raises(DatabaseError, match="facts have changed"), transaction.atomic():
        Permit.objects.filter(pk=permit.pk).update(used_at=NOON)
    assert Permit.objects.get(pk=permit.pk).used_at is None


def test_the_database_keeps_permits_as_they_were_given(owing) -> None:
    permit = taken(owing)
    for change in (
        "UPDATE work_permit SET expires_at = expires_at + interval '1 day'",
        "UPDATE work_permit SET facts_version = 'x', used_at = issued_at",
        "UPDATE work_permit SET used_at = issued_at + interval '6 minutes'",
        "DELETE FROM work_permit",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert Permit.objects.get(pk=permit.pk).used_at is None


def test_what_concerns_somebody_else_changes_nothing(owing) -> None:
    before = facts_version_of(owing.customer.pk)
    other = add_customer(viewer=owing.viewer, creditor_id=owing.creditor.pk, number="C-2", name="Other")
    invoice(owing, "X", "1", other.pk)
    assert facts_version_of(owing.customer.pk) == before


def test_a_call_takes_a_permit_and_one_against_it_is_kept_and_marked(owing) -> None:
    def call(**told) -> Activity:
        told = {"at": NOON, "outcome": "no_answer", **told}
        logged = log_call(viewer=owing.viewer, customer_id=owing.customer.pk, **told)
        return Activity.objects.select_related("permit").get(pk=logged.activity_id)

    first = call()
    assert (first.permit_use, first.permit.used_at) == ("taken", NOON)
    opened = taken(owing)
    assert call().permit_id == opened.pk, "the permit that was taken when the panel opened"
    night = call(at=NOON + timedelta(hours=12))
    assert (night.permit_use, night.permit_id) == ("against", None)
    assert {reason["code"] for reason in night.permit_reasons} == {"compliance.gate.hours"}
    told_later = call(at=NOON + timedelta(days=1), occurred_at=NOON)
    assert (told_later.permit_use, told_later.permit_id) == ("afterwards", None)
    assert call(direction="in").permit_use == ""


@pytest.mark.parametrize(
    ("phone", "calls", "citations", "next_day"),
    [
        ("518 555 0100", 6, [], None),
        ("518 555 0100", 7, ["12 CFR 1006.14(b)(2)(i)(A)"], 1),
        # The city's rule is known and kept before its first day: three attempts in seven days, and the third last
        # of seven was on 29 March.
        ("212 555 0100", 7, ["12 CFR 1006.14(b)(2)(i)(A)", "6 RCNY 5-77(b)(1)(iv)"], 5),
    ],
    ids=["six calls upstate", "seven calls upstate", "seven calls in New York City"],
)
def test_seven_calls_in_seven_days_and_fewer_where_the_city_says_so(owing, phone, calls, citations, next_day) -> None:
    owing.customer.kind, owing.customer.country = "consumer", "US"
    owing.customer.time_zone = "America/New_York"
    owing.customer.save()
    lee = add_contact(viewer=owing.viewer, customer_id=owing.customer.pk, name="Lee", phone=phone)
    for day in range(calls):
        log_call(
            viewer=owing.viewer, customer_id=owing.customer.pk, outcome="no_answer", at=NOON - timedelta(days=day),
            contact_person_id=lee.pk, open_item_ids=[owing.first.pk],
        )  # fmt: skip
    told = {"contact_person_id": lee.pk, "at": NOON + timedelta(hours=1)}
    about_first = asked(owing, open_item_ids=[owing.first.pk], **told)
    assert sorted(reason.citation for reason in about_first.reasons) == citations
    assert about_first.permit == (not citations)
    assert about_first.next_permitted_at == (datetime(2026, 4, next_day, 12, tzinfo=UTC) if next_day else None)
    assert asked(owing, open_item_ids=[owing.second.pk], **told).permit, "each debt is counted by itself"


def test_none_for_seven_days_after_a_conversation(owing) -> None:
    owing.customer.kind, owing.customer.country = "consumer", "US"
    owing.customer.time_zone = "America/New_York"
    owing.customer.save()
    log_call(
        viewer=owing.viewer, customer_id=owing.customer.pk, outcome="will_check", at=NOON,
        contact_person_id=owing.ann.pk, open_item_ids=[owing.first.pk],
    )  # fmt: skip
    told = {"contact_person_id": owing.ann.pk, "at": NOON + timedelta(days=1)}
    about_first = asked(owing, open_item_ids=[owing.first.pk], **told)
    assert "12 CFR 1006.14(b)(2)(i)(B)" in {reason.citation for reason in about_first.reasons}
    assert about_first.next_permitted_at == datetime(2026, 4, 7, 12, tzinfo=UTC)
    assert asked(owing, open_item_ids=[owing.second.pk], **told).permit, "each debt is paused by itself"


def test_asking_takes_the_same_number_of_statements_for_everybody(owing) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            asked(owing)
        return len(seen)

    few = statements()
    for number in range(5):
        invoice(owing, f"N{number}", "10")
        add_contact(viewer=owing.viewer, customer_id=owing.customer.pk, name=f"P{number}")
        log_call(viewer=owing.viewer, customer_id=owing.customer.pk, outcome="no_answer", at=NOON)
        record_notice(viewer=owing.viewer, customer_id=owing.customer.pk, kind="language", value=str(number), at=NOON)
    assert statements() == few <= 16


def test_a_customer_of_another_creditor_is_not_there(owing) -> None:
    with pytest.raises(Refusal, match=r"platform\.access\.not_found"):
        permit_answer(owing.viewer, owing.creditor.pk + 1, owing.customer.pk, channel="call", at=NOON)
    with pytest.raises(Refusal, match=r"work\.permit\.unknown_channel"):
        asked(owing, channel="pigeon")
    with pytest.raises(Refusal, match=r"work\.permit\.person_of_another"):
        asked(owing, contact_person_id=4711)
