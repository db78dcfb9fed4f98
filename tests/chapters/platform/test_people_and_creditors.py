"""Creditors and people: made, changed and ended with a trail, and refused with what to do instead."""

import pytest

from dunwell.base.refusals import Refusal
from dunwell.platform.access import Viewer, system_viewer, viewer_of, viewing
from dunwell.platform.creditors.commands import create_creditor, edit_creditor
from dunwell.platform.creditors.queries import creditor_named, creditor_of, creditors_of
from dunwell.platform.models import Creditor, Membership, User
from dunwell.platform.people.commands import add_member, change_role, end_membership, set_preferences
from dunwell.platform.people.queries import members_of

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")


@pytest.fixture
def creditor() -> Creditor:
    with viewing(SYSTEM):
        return create_creditor(viewer=SYSTEM, name="Northline", base_currency="usd", time_zone="America/Chicago")


def join(creditor: Creditor, email: str, role: str) -> Membership:
    with viewing(SYSTEM):
        return add_member(viewer=SYSTEM, creditor_id=creditor.pk, email=email, full_name=email, role=role)


def seen_as(creditor: Creditor, email: str, role: str) -> Viewer:
    return viewer_of(join(creditor, email, role).user)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "northLINE"}, "platform.creditor.name_taken"),
        ({"name": "South", "base_currency": "dollars"}, "platform.creditor.currency_unknown"),
        ({"name": "South", "time_zone": "Mars/Olympus"}, "platform.creditor.time_zone_unknown"),
        ({"name": "  "}, "platform.creditor.unnamed"),
    ],
)
def test_an_unsound_creditor_is_refused(creditor: Creditor, fields, code: str) -> None:
    with viewing(SYSTEM), pytest.raises(Refusal, match=code):
        create_creditor(viewer=SYSTEM, **({"base_currency": "USD"} | fields))
    with viewing(SYSTEM):
        assert Creditor.objects.count() == 1


def test_a_name_in_chinese_still_gets_an_address(creditor: Creditor) -> None:
    with viewing(SYSTEM):
        keys = [create_creditor(viewer=SYSTEM, name=name, base_currency="HKD").key for name in ("永昌貿易", "大昌行")]
    assert keys == ["creditor", "creditor-2"]


def test_a_creditor_is_found_by_key_or_name_but_only_in_sight(creditor: Creditor) -> None:
    lead = seen_as(creditor, "lead@example.com", "lead")
    with viewing(SYSTEM):
        other = create_creditor(viewer=SYSTEM, name="South", base_currency="USD")
    with viewing(lead):
        assert creditor_named(lead, "NORTHLINE").id == creditor.pk
        assert [row.name for row in creditors_of(lead)] == ["Northline"]
        with pytest.raises(Refusal, match=r"platform\.creditor\.unknown"):
            creditor_named(lead, "South")
        with pytest.raises(Refusal, match=r"platform\.access\.not_found"):
            creditor_of(lead, other.pk)


def test_a_collector_may_not_manage_people_and_a_stranger_finds_nothing(creditor: Creditor) -> None:
    collector = seen_as(creditor, "mei@example.com", "collector")
    with viewing(collector), pytest.raises(Refusal, match=r"platform\.access\.denied"):
        add_member(viewer=collector, creditor_id=creditor.pk, email="x@example.com", full_name="X", role="lead")
    stranger = viewer_of(User.objects.create(email="stranger@example.com", full_name="S"))
    with viewing(stranger), pytest.raises(Refusal, match=r"platform\.access\.not_found"):
        edit_creditor(viewer=stranger, creditor_id=creditor.pk, name="Mine")
    assert not User.objects.filter(email="x@example.com").exists()


def test_the_last_admin_stays_one(creditor: Creditor) -> None:
    only = join(creditor, "ann@example.com", "admin")
    with viewing(SYSTEM):
        for attempt in (
            lambda: change_role(viewer=SYSTEM, membership_id=only.pk, role="lead"),
            lambda: end_membership(viewer=SYSTEM, membership_id=only.pk),
        ):
            with pytest.raises(Refusal, match=r"platform\.people\.last_admin"):
                attempt()
        join(creditor, "bob@example.com", "admin")
        assert change_role(viewer=SYSTEM, membership_id=only.pk, role="lead", capacity_minutes=120).role == "lead"
        assert {member.role for member in members_of(creditor.pk)} == {"lead", "admin"}


def test_a_person_is_one_person_at_several_creditors_and_once_at_each(creditor: Creditor) -> None:
    join(creditor, "Mei@Example.com", "collector")
    with viewing(SYSTEM):
        other = create_creditor(viewer=SYSTEM, name="South", base_currency="USD")
    join(other, "mei@example.com", "lead")
    with pytest.raises(Refusal, match=r"platform\.people\.already_member"):
        join(creditor, "mei@example.com", "lead")
    assert User.objects.filter(email__iexact="mei@example.com").count() == 1
    assert len(viewer_of(User.objects.get(email="mei@example.com")).roles) == 2


def test_preferences_are_a_persons_own_and_checked(creditor: Creditor) -> None:
    mei = seen_as(creditor, "mei@example.com", "collector")
    with viewing(mei):
        assert set_preferences(viewer=mei, theme="dark", language="zh-hant", single_keys=False).theme == "dark"
        with pytest.raises(Refusal, match=r"platform\.people\.preference_unknown"):
            set_preferences(viewer=mei, theme="neon")
