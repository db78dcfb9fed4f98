"""`dunwell home` and `dunwell migrate`: the data folder, the database's version, and programs beside the database."""

import json
import os
import subprocess
import sys

import click


@click.group(invoke_without_command=True)
@click.pass_context
def home(context: click.Context) -> None:
    """The data folder: where things are, and programs beside it."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@home.command()
@click.option("--json", "as_json", is_flag=True)
def show(as_json: bool = False) -> None:
    """Say where the data folder is and what state the database is in; nothing is started."""
    from dunwell.platform.home import ready_home, ready_place
    from dunwell.platform.postgres import database_url, server_process
    from dunwell.platform.postgres_programs import cluster_version, find_programs
    from dunwell.platform.postgres_roles import without_password

    facts: dict[str, str | int | None] = {"home": str(ready_home())}
    if given := os.environ.get("DATABASE_URL"):
        facts["database"] = without_password(given)
    else:
        place = ready_place()
        facts |= {
            "database": database_url(),
            "server_folder": str(place.ground),
            "server_user": place.user.name,
            "server_process": server_process(place),
            "made_by_version": cluster_version(place),
            "programs": str(find_programs(place).folder),
            "log": str(place.log),
        }
    if as_json:
        click.echo(json.dumps(facts))
        return
    for name, fact in facts.items():
        click.echo(f"{name.replace('_', ' '):<16} {'-' if fact is None else fact}")


@home.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("program", nargs=-1, required=True, type=click.UNPROCESSED)
def run(program: tuple[str, ...]) -> None:
    """Run a program with the database up: `dunwell home run -- pg_dump -f book.sql`.

    DATABASE_URL and PostgreSQL's own variables name the database, and the server's programs come first on the PATH.
    """
    from dunwell.platform.home import ready_home
    from dunwell.platform.postgres import program_environment, running_database

    with running_database() as dsn:
        environment = {**os.environ, **program_environment(dsn), "DUNWELL_HOME": str(ready_home())}
        try:
            ended = subprocess.run(program, check=False, env=environment)
        except FileNotFoundError as error:
            raise click.UsageError(f"There is no program named {program[0]}.") from error
    sys.exit(ended.returncode)


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; refuse when migrations wait.")
def migrate(check: bool) -> None:
    """Bring the database to this version of Dunwell; doing it again changes nothing."""
    from dunwell.cli.desk import open_desk

    with open_desk(migrate=not check):
        click.echo("The database is current.")
