"""Nobody sees a creditor they have no membership of; the database holds that by itself."""

import pytest
from django.db import Error, connection, transaction

from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.models import Creditor, Membership, User
from dunwell.platform.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Creditor, Creditor]:
    """Return two creditors with a customer each."""
    with viewing(system_viewer()):
        made = tuple(Creditor.objects.create(key=key, name=key, base_currency="USD") for key in ("north", "south"))
        for creditor in made:
            Customer.objects.create(creditor=creditor, number="1", name=f"of {creditor.name}")
    return made


def test_the_app_role_cannot_bypass_row_security(two: tuple[Creditor, Creditor]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("dunwell_app", False, False)


def test_without_a_viewer_nothing_is_there(two: tuple[Creditor, Creditor]) -> None:
    assert Creditor.objects.count() == 0
    assert Customer.objects.count() == 0


def test_a_member_sees_their_creditor_only_even_in_raw_sql(two: tuple[Creditor, Creditor]) -> None:
    north, _ = two
    with viewing(Viewer("person", user_id=1, roles={north.pk: Role.COLLECTOR})):
        assert [creditor.key for creditor in Creditor.objects.all()] == ["north"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM parties_customer")
            assert cursor.fetchall() == [("of north",)]
            cursor.execute("SELECT count(*) FROM parties_customerevent")
            assert cursor.fetchone() == (1,)


def test_a_member_cannot_write_into_another_creditor(two: tuple[Creditor, Creditor]) -> None:
    north, south = two
    with (
        viewing(Viewer("person", user_id=1, roles={north.pk: Role.ADMIN})),
        pytest.raises(Error, match="row-level security"),
        transaction.atomic(),
    ):
        Customer.objects.create(creditor=south, number="2", name="smuggled")


def test_a_person_finds_their_own_memberships_before_any_creditor_is_in_scope(two: tuple[Creditor, Creditor]) -> None:
    from dunwell.platform.access import viewer_of

    with viewing(system_viewer()):
        user = User.objects.create(email="mei@example.com", full_name="Mei")
        Membership.objects.create(creditor=two[1], user=user, role=Role.LEAD)
    assert dict(viewer_of(user).roles) == {two[1].pk: Role.LEAD}


def test_the_audit_trail_names_who_and_cannot_be_edited(two: tuple[Creditor, Creditor]) -> None:
    with viewing(system_viewer("the night run")):
        Customer.objects.filter(creditor=two[0]).update(name="renamed in bulk")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.name, c.metadata->>'viewer' FROM parties_customerevent e JOIN pghistory_context c"
                " ON c.id = e.pgh_context_id WHERE e.pgh_label = 'update'"
            )
            assert cursor.fetchall() == [("renamed in bulk", "the night run")]
            with pytest.raises(Error), transaction.atomic():
                cursor.execute("DELETE FROM parties_customerevent")


def test_no_statement_is_compiled(two: tuple[Creditor, Creditor]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
