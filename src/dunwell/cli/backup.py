"""`dunwell backup` and `dunwell restore`: the whole installation in one file, and back."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from dunwell.cli.tables import echo_json

as_path = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=as_path)
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def backup(file: Path, replace: bool, as_json: bool) -> None:
    """Write the whole book and the installation's key to FILE; people may go on working meanwhile."""
    from dunwell import __version__
    from dunwell.cli.desk import open_desk
    from dunwell.platform.backup import write_backup
    from dunwell.platform.home import ready_home

    with open_desk() as dsn:
        said = write_backup(
            dsn=dsn, file=file.absolute(), home=ready_home(), version=__version__, at=datetime.now(UTC), replace=replace
        )
    if as_json:
        echo_json({"file": str(file), **said.as_json()})
        return
    click.echo(f"{file}: {said.dump_bytes:,} bytes of book, read back whole. Keep it as safe as the book itself.")
    if not said.has_key:
        click.echo("The key is not in it: it comes from DUNWELL_SECRET_KEY. Keep that too.")


@click.command()
@click.argument("file", type=as_path)
@click.option("--replace", is_flag=True, help="Let it take the place of the book that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Bring back the book in FILE; it is proved before it takes the place of what is there."""
    from dunwell.base.refusals import Refusal
    from dunwell.base.words import gettext_noop
    from dunwell.platform import backup as shelf
    from dunwell.platform.home import ready_home
    from dunwell.platform.postgres import running_database

    if "DATABASE_URL" in os.environ:
        raise Refusal(
            "platform.backup.own_server",
            gettext_noop(
                "A server of your own (DATABASE_URL) is restored with its own programs; docs/running.md says how."
            ),
        )
    home = ready_home()
    with shelf.opened_backup(file, home) as (said, dump, key), running_database() as dsn:
        check = _proof(dsn)
        shelf.check_restorable(dsn=dsn, said=said, known=_known_migrations(), replace=replace)
        try:
            shelf.restore_aside(dsn=dsn, dump=dump)
            items, entries = check()
            shelf.put_in_place(dsn=dsn, home=home, key=key)
        finally:
            shelf.drop_aside(dsn=dsn)
    if as_json:
        echo_json({"items": items, "entries": entries, **said.as_json()})
    else:
        click.echo(f"The book of {said.taken_at} is back: {items} items, {entries} entries, every balance proved.")


def _known_migrations() -> frozenset[str]:
    """Return every migration of this version as `app.name`."""
    from django.db.migrations.loader import MigrationLoader

    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def _proof(dsn: str) -> Callable[[], tuple[int, int]]:
    """Set Django up for the database aside, and return what brings that one up to date and checks it."""
    from dunwell.platform.backup import ASIDE

    os.environ["DATABASE_URL"] = dsn
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
    import django
    from django.db import connections

    django.setup()
    del os.environ["DATABASE_URL"]
    connections.close_all()
    connections.settings["default"]["NAME"] = ASIDE

    def check() -> tuple[int, int]:
        from dunwell.base.refusals import Refusal
        from dunwell.base.words import gettext_noop
        from dunwell.platform.access import operator_viewer, viewing
        from dunwell.platform.schema import migrate_database
        from dunwell.runs.checking import check_books

        try:
            migrate_database()
            viewer = operator_viewer("restore")
            with viewing(viewer):
                found = check_books(viewer=viewer)
        finally:
            connections.close_all()
        if found.faults:
            raise Refusal(
                "platform.backup.unequal",
                gettext_noop("The book in the backup does not add up: {count} items are off, the first is {item}."),
                count=len(found.faults),
                item=found.faults[0].item,
            )
        return found.items, found.entries

    return check
