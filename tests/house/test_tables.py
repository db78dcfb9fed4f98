"""Models and their tables: keys look back, rows have a creditor, history cannot be edited, money has one shape."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import DatabaseError
from django.test.utils import isolate_apps
from housekeeping import tables

from dunwell.chapters import ROOMS

ORDER = [room.key for room in ROOMS]
APP_ROLE = "dunwell_app"
# Rows that belong to no creditor, each with its reason.
NO_CREDITOR = {
    "platform.Creditor": "it is the creditor",
    "platform.CreditorEvent": "its history",
    "platform.User": "a person may work for many creditors; memberships say which",
    "platform.UserEvent": "its history",
}
# History by name: the ledger and what people did. Tables of the audit trail are added by walking.
APPEND_ONLY = {"outcomes.DisputeStep", "receivables.Entry", "work.Activity", "parties.ContactNotice"}


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ORDER and model._meta.managed]


def _is_history(model: type[models.Model]) -> bool:
    return any(base.__module__.startswith("pghistory") for base in model.__mro__)


@pytest.fixture
def owner_cursor(db: None) -> Iterator[object]:
    """A cursor as the owner of the tables, whom row security does not hide the catalog from."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield cursor


def test_every_foreign_key_looks_back() -> None:
    assert tables.forward_keys(apps.get_models(), ORDER) == []


def test_every_table_says_whose_row_it_is() -> None:
    assert tables.without_creditor(_ours(), NO_CREDITOR) == []


def test_money_has_one_shape_and_name_and_a_currency() -> None:
    assert [line for model in _ours() for line in tables.odd_money(model)] == []


def test_days_and_instants_are_named_as_such() -> None:
    assert [line for model in _ours() for line in tables.odd_days(model)] == []


@isolate_apps()
def test_bad_models_are_caught() -> None:
    class Later(models.Model):
        class Meta:
            app_label = "work"

    class Bad(models.Model):
        later = models.ForeignKey(Later, on_delete=models.CASCADE)
        owed = models.DecimalField(max_digits=18, decimal_places=4)
        paid_amount = models.DecimalField(max_digits=12, decimal_places=2)
        score = models.FloatField()
        due = models.DateField()
        sent = models.DateTimeField()

        class Meta:
            app_label = "parties"

    assert tables.forward_keys([Bad], ORDER) == ["parties.Bad.later looks ahead to work.Later"]
    assert tables.without_creditor([Bad], {}) == ["parties.Bad has no creditor"]
    assert tables.odd_money(Bad) == [
        "parties.Bad.owed is shaped like money, but not named *_amount",
        "parties.Bad.paid_amount is money, but not Decimal(18, 4)",
        "parties.Bad.paid_amount has no currency beside it",
        "parties.Bad.score is a float",
    ]
    assert tables.odd_days(Bad) == [
        "parties.Bad.due is a day and should end in _date",
        "parties.Bad.sent is an instant and should end in _at",
    ]


def test_every_table_of_a_creditor_has_row_security_that_holds_its_owner_too(owner_cursor) -> None:
    owner_cursor.execute(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind IN ('r', 'p')"
    )
    secured = {name: (on, forced) for name, on, forced in owner_cursor.fetchall()}
    held = [model._meta.db_table for model in _ours() if model._meta.label not in NO_CREDITOR]
    assert tables.unsecured(held, secured) == []


def test_a_table_without_row_security_is_caught() -> None:
    assert tables.unsecured(["a", "b", "c"], {"a": (True, True), "b": (True, False)}) == [
        "b: row security is not forced",
        "c: row security is off",
    ]


def test_a_policy_stands_on_every_secured_table(owner_cursor) -> None:
    owner_cursor.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT EXISTS "
        "(SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)"
    )
    assert owner_cursor.fetchall() == []


def test_the_app_role_cannot_bypass_row_security_and_owns_nothing(owner_cursor) -> None:
    owner_cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", [APP_ROLE])
    assert owner_cursor.fetchall() == [(False, False, False)]
    owner_cursor.execute(
        "SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = %s", [APP_ROLE]
    )
    assert owner_cursor.fetchall() == []


def test_the_app_connects_in_the_app_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP_ROLE,)


def _append_only_models() -> list[type[models.Model]]:
    named = [apps.get_model(label) for label in sorted(APPEND_ONLY)]
    return [*named, *(model for model in _ours() if _is_history(model))]


def _accepted_changes(cursor, table: str) -> list[str]:
    """The changes that a table with one row in it does not refuse, tried on the owner, whom no right stops."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull "
        "AND NOT attisdropped AND attnum <> ALL (SELECT unnest(conkey) FROM pg_constraint "
        "WHERE conrelid = %s::regclass AND contype = 'p')",
        [table, table],
    )
    for (column,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" DROP NOT NULL')
    cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")
    accepted = []
    first = _first_column(cursor, table)
    for change in (f'UPDATE {table} SET "{first}" = "{first}"', f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        try:
            with transaction.atomic():
                cursor.execute(change)
            accepted.append(change)
        except DatabaseError:
            pass
    return accepted


def _first_column(cursor, table: str) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'NO' "
        "ORDER BY ordinal_position LIMIT 1",
        [table],
    )
    return cursor.fetchone()[0]


def test_history_refuses_to_be_changed_deleted_or_truncated(owner_cursor) -> None:
    found = []
    for model in _append_only_models():
        with transaction.atomic():
            found += _accepted_changes(owner_cursor, model._meta.db_table)
            transaction.set_rollback(True)
    assert found == []


def test_a_table_that_can_be_changed_is_caught(owner_cursor) -> None:
    owner_cursor.execute(
        "CREATE TABLE house_planted (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text NOT NULL)"
    )
    assert len(_accepted_changes(owner_cursor, "house_planted")) == 3
