"""A database of the benchmarks' own, and the made book in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

DATABASE = os.environ.get("DUNWELL_BENCH_DB") or "dunwell_bench"
CREDITOR = "Bench"
CURRENCY = "USD"
AS_OF = date(2026, 3, 31)
ROWS_A_FILE = 2_000_000


def bench_url(name: str = DATABASE) -> str:
    """Return the address of a database beside the one that DATABASE_URL names."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def server_url() -> str:
    """Return the address of a database that is always there, from which others are made and dropped."""
    return bench_url("postgres")


def remake_database(name: str = DATABASE) -> None:
    """Drop and make the benchmarks' database, empty."""
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")


def drop_database(name: str = DATABASE) -> None:
    """Drop the benchmarks' database."""
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def open_desk() -> None:
    """Start Django on the database that DATABASE_URL names."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
    django.setup()


@contextmanager
def at_the_desk() -> Iterator[Any]:
    """Look as the system; yields the viewer."""
    open_desk()
    from dunwell.platform.access import system_viewer, viewing

    viewer = system_viewer("bench")
    with viewing(viewer):
        yield viewer


def migrate() -> None:
    """Bring the benchmarks' database to this version."""
    open_desk()
    from dunwell.platform.schema import migrate_database

    migrate_database()


def open_bench_creditor(viewer: Any) -> int:
    """Return the benchmarks' creditor, opened if it was not there."""
    from dunwell.platform.models import Creditor
    from dunwell.runs.opening import open_creditor

    found = Creditor.objects.filter(name=CREDITOR).first()
    made = found or open_creditor(viewer=viewer, name=CREDITOR, base_currency=CURRENCY, country="US")
    return int(made.pk)


def receive(viewer: Any, creditor_id: int, path: Path) -> int:
    """Keep a file's bytes as a delivery and return its id: the first half of the product's own door."""
    from dunwell.exchange.commands import receive_delivery

    with path.open("rb") as stream:
        kept = receive_delivery(
            viewer=viewer,
            creditor_id=creditor_id,
            source="open_items",
            file_name=path.name,
            stream=stream,
            format_key="open_items",
            mode="delta",
        )
    return int(kept.delivery_id)


def take_in(viewer: Any, delivery_id: int) -> Any:
    """Read a kept delivery and post it: the second half."""
    from dunwell.runs.intake.commands import Reading, intake_delivery

    return intake_delivery(viewer=viewer, delivery_id=delivery_id, reading=Reading(effective_date=AS_OF))


def load(viewer: Any, creditor_id: int, files: list[Path]) -> int:
    """Take files in one after another, each in its own transaction; returns the new documents."""
    return sum(take_in(viewer, receive(viewer, creditor_id, path)).new for path in files)


def clone_database(name: str, of: str = DATABASE) -> None:
    """Make a database that equals another, to which nobody may be connected."""
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {of}")


COLLECTOR = "collector-{number:02d}@bench.invalid"


def give_owners(creditor_id: int, collectors: int = 20) -> None:
    """Give every customer one of twenty collectors, one in nine being a consumer, and a call to every third."""
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from dunwell.platform.models import Membership, User

    people = []
    for number in range(1, collectors + 1):
        user, _ = User.objects.get_or_create(
            email=COLLECTOR.format(number=number),
            defaults={"full_name": f"Collector {number}", "password": make_password("only for the bench")},
        )
        Membership.objects.get_or_create(user=user, creditor_id=creditor_id, defaults={"role": "manager"})
        people.append(user.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE parties_customer SET owner_id = (%(people)s::bigint[])[1 + id %% %(count)s],"
            " kind = CASE WHEN id %% 9 = 0 THEN 'consumer' ELSE 'business' END"
            " WHERE creditor_id = %(creditor_id)s",
            {"people": people, "count": len(people), "creditor_id": creditor_id},
        )
        cursor.execute(
            "INSERT INTO work_activity (creditor_id, customer_id, kind, direction, reached, outcome, occurred_at,"
            " occurred_date, note, recorded_by_name)"
            " SELECT creditor_id, id, 'call', 'out', id %% 4 = 0,"
            " CASE WHEN id %% 4 = 0 THEN 'will_pay' ELSE 'no_answer' END,"
            " %(day)s::date - (id %% 60)::int, %(day)s::date - (id %% 60)::int, '', 'Bench'"
            " FROM parties_customer WHERE creditor_id = %(creditor_id)s AND id %% 3 = 0",
            {"day": AS_OF, "creditor_id": creditor_id},
        )


def close() -> None:
    """Let go of Django's connections, so that a database may be copied or dropped."""
    from django.db import connections

    connections.close_all()


def analyze(name: str = DATABASE) -> None:
    """Let the planner know the book, as autovacuum would within minutes."""
    import psycopg

    with psycopg.connect(bench_url(name), autocommit=True) as database:
        database.execute("VACUUM (ANALYZE)")


def exists() -> bool:
    """Return whether the benchmarks' database is there."""
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is not None
