"""What stands around a command while it runs: the database, Django, and the viewer."""

import contextlib
import functools
import getpass
import os
from collections.abc import Callable, Iterator
from typing import Any

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

# One number for the whole database server, so that two commands at once do not both change the schema.
MIGRATING = 7_318_605_218


class Ended(SystemExit):
    """Somebody asked this process to end (SIGTERM, SIGHUP); every `finally` on the way out still runs."""


def with_desk(command: click.Command) -> None:
    """Give a command, or each verb of a group, a running desk around its function."""
    if isinstance(command, click.Group):
        for verb in command.commands.values():
            with_desk(verb)
    elif command.callback is not None and not hasattr(command.callback, "opens_desk"):
        command.callback = _in_desk(command.callback)


def _in_desk(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with open_desk():
            return function(*args, **kwargs)

    run.opens_desk = True  # type: ignore[attr-defined]
    return run


@contextlib.contextmanager
def open_desk(*, migrate: bool = False) -> Iterator[str]:
    """Yield the address of a running, current database, with Django set up and the viewer looking.

    A private or an empty database is brought to this version without asking; a given one with a book in it only when
    `migrate` is true, for others may be working on it: Refusal otherwise.
    """
    from dunwell.platform.home import ready_home
    from dunwell.platform.postgres import running_database

    os.environ["DUNWELL_HOME"] = str(ready_home())
    given = "DATABASE_URL" in os.environ
    with running_database() as dsn:
        os.environ["DATABASE_URL"] = dsn
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
        import django
        from django.db import connections

        django.setup()
        try:
            _bring_up_to_date(dsn, may_change=migrate or not given)
            with _looking():
                yield dsn
        finally:
            connections.close_all()
            if not given:
                del os.environ["DATABASE_URL"]


def _bring_up_to_date(dsn: str, *, may_change: bool) -> None:
    import psycopg
    from django.db import connection

    from dunwell.platform import schema

    if schema.is_current():
        return
    if not may_change and "django_migrations" in connection.introspection.table_names():
        raise Refusal(
            "platform.schema.behind",
            gettext_noop(
                "The database is of an older version of Dunwell. Back it up, then bring it up to date: dunwell migrate"
            ),
        )
    with psycopg.connect(dsn, autocommit=True) as turn:
        turn.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        if not schema.is_current():
            click.echo("Preparing the database ...", err=True)
            schema.migrate_database()


@contextlib.contextmanager
def _looking() -> Iterator[None]:
    """Look as the person named by --viewer, else as the operator at this machine."""
    from dunwell.platform import access
    from dunwell.platform.people import queries as people

    context = click.get_current_context(silent=True)
    email = (context.find_root().obj or {}).get("viewer") if context else None
    if email is None:
        viewer = access.operator_viewer(_who())
    else:
        with access.viewing(access.system_viewer()):
            user = people.user_by_email(email)
        if user is None:
            raise Refusal(
                "platform.access.no_such_person",
                gettext_noop("No active person signs in as {email}. Check the spelling of --viewer."),
                email=email,
            )
        viewer = access.viewer_of(user)
    with access.viewing(viewer):
        yield


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"
