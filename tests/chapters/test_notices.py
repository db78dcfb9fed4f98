"""What customers said of being contacted: recorded once, dated, withdrawn by a row of its own, never changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.notices.commands import record_notice, withdraw_notice
from dunwell.parties.notices.models import ContactNotice
from dunwell.parties.notices.queries import notices_of
from dunwell.platform.access import Viewer, viewing
from dunwell.platform.people.models import User
from dunwell.platform.people.rules import Role

AT = datetime(2026, 3, 31, 15, tzinfo=UTC)


def said(desk, kind: str, viewer: Viewer | None = None, **told):
    told.setdefault("at", AT)
    return record_notice(viewer=viewer or desk.viewer, customer_id=desk.customer.pk, kind=kind, **told)


def collector(desk, role: Role = Role.COLLECTOR) -> Viewer:
    user = User.objects.create(email=f"{role}@x.example", full_name=str(role))
    return Viewer("person", name=str(role), user_id=user.pk, roles={desk.creditor.pk: role})


def test_what_was_said_counts_from_then_on_until_its_last_day(desk) -> None:
    person = add_contact(viewer=desk.viewer, customer_id=desk.customer.pk, name="Ann", phone="312 555 0142")
    said(desk, "inconvenient", contact_person_id=person.pk, until_time=time(10), until_date=date(2026, 4, 2))
    said(desk, "opt_out", address="(312) 555-0142", stated_at=AT - timedelta(days=3), source="call")
    rows = notices_of(desk.viewer, desk.customer.pk, AT)
    assert [(row.kind, row.address, row.until_time) for row in rows] == [
        ("inconvenient", "", time(10)),
        ("opt_out", "+13125550142", None),
    ]
    assert [row.kind for row in notices_of(desk.viewer, desk.customer.pk, AT - timedelta(days=1))] == ["opt_out"]
    assert [row.kind for row in notices_of(desk.viewer, desk.customer.pk, AT + timedelta(days=3))] == ["opt_out"]


def test_saying_it_twice_is_one_notice(desk) -> None:
    first = said(desk, "opt_out", channel="email")
    assert said(desk, "opt_out", channel="email").pk == first.pk
    assert said(desk, "opt_out", channel="sms").pk != first.pk


@pytest.mark.parametrize(
    ("kind", "told", "code"),
    [
        ("opt_out", {}, "parties.notice.incomplete"),
        ("consent", {}, "parties.notice.incomplete"),
        ("inconvenient", {}, "parties.notice.incomplete"),
        ("attorney", {"value": " "}, "parties.notice.incomplete"),
        ("unreachable", {}, "parties.notice.incomplete"),
        ("breathing_space", {}, "parties.notice.incomplete"),
        ("care", {"value": "diabetes"}, "parties.notice.unknown_value"),
        ("zone", {"value": "Mars/Olympus"}, "parties.notice.unknown_value"),
        ("inconvenient", {"weekdays": "8"}, "parties.notice.odd_weekdays"),
        ("opt_out", {"channel": "fax"}, "parties.notice.unknown_choice"),
        ("mood", {}, "parties.notice.unknown_choice"),
        ("cease", {"stated_at": AT + timedelta(seconds=1)}, "parties.notice.in_the_future"),
        ("cease", {"until_date": date(2026, 3, 1)}, "parties.notice.over_already"),
        ("cease", {"contact_person_id": 4711}, "parties.notice.person_of_another"),
        ("cease", {"mood": "bad"}, "parties.notice.unknown_field"),
    ],
)
def test_a_notice_that_cannot_be_is_refused_and_nothing_is_written(desk, kind: str, told: dict, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        said(desk, kind, **told)
    assert refused.value.code == code
    assert not ContactNotice.objects.exists()


def test_what_protects_somebody_is_withdrawn_by_a_lead_or_at_once_by_who_wrote_it(desk) -> None:
    one, lead = collector(desk), collector(desk, Role.LEAD)
    with viewing(one):
        slip, cease = said(desk, "opt_out", one, channel="sms"), said(desk, "cease", one)
        recorded = cease.recorded_at or ContactNotice.objects.get(pk=cease.pk).recorded_at
        withdraw_notice(viewer=one, notice_id=slip.pk, at=ContactNotice.objects.get(pk=slip.pk).recorded_at)
        late = ContactNotice.objects.get(pk=cease.pk).recorded_at + timedelta(minutes=11)
        with pytest.raises(Refusal, match=r"parties\.notice\.only_a_lead"):
            withdraw_notice(viewer=one, notice_id=cease.pk, at=late)
        assert [row.kind for row in notices_of(one, desk.customer.pk, late)] == ["cease"]
    assert recorded is not None
    with viewing(lead):
        withdraw_notice(viewer=lead, notice_id=cease.pk, at=late, note="they wrote again and want calls")
        with pytest.raises(Refusal, match=r"parties\.notice\.withdrawn_already"):
            withdraw_notice(viewer=lead, notice_id=cease.pk, at=late)
        assert notices_of(lead, desk.customer.pk, late) == []


def test_why_somebody_is_treated_with_care_is_for_few_to_read(desk) -> None:
    one, lead = collector(desk), collector(desk, Role.LEAD)
    with viewing(one):
        said(desk, "care", one, value="hardship", note="lost the job in May")
        (row,) = notices_of(one, desk.customer.pk, AT)
        assert (row.kind, row.value, row.note, row.is_hidden) == ("care", "", "", True)
    with viewing(lead):
        (row,) = notices_of(lead, desk.customer.pk, AT)
        assert (row.value, row.note, row.is_hidden) == ("hardship", "lost the job in May", False)


def test_history_cannot_be_edited(desk) -> None:
    said(desk, "cease")
    for change in ("UPDATE parties_contact_notice SET note = 'x'", "DELETE FROM parties_contact_notice"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
