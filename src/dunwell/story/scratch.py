"""A database of its own for each story: cloned from a migrated one, dropped when the story is told."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, connections
from psycopg import sql

from dunwell.platform.schema import as_owner, migrate_database

PREFIX = "dunwell_story_"


def _fresh_name() -> str:
    return f"{PREFIX}{os.getpid()}_{secrets.token_hex(4)}"


def _run(statement: sql.Composed) -> None:
    """Run one statement on the server, connected to none of the databases it is about."""
    with as_owner():
        parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    kept = ("dbname", "user", "password", "host", "port")
    address = {key: value for key, value in parameters.items() if key in kept and value is not None}
    with psycopg.connect(**address, autocommit=True) as direct:
        direct.execute(statement)


@contextmanager
def database_named(name: str) -> Iterator[None]:
    """Let every connection of this process go to another database until the block ends."""
    settings = connection.settings_dict
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before


@contextmanager
def clone_of(template: str) -> Iterator[str]:
    """Make a copy of a scratch database, and drop it at the end; yields the copy's name.

    Sessions that somebody left open there are ended first: PostgreSQL copies only what nobody looks at.
    """
    name = _fresh_name()
    connections.close_all()
    _run(
        sql.SQL(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = {} AND pid <> pg_backend_pid()"
        ).format(sql.Literal(template))
    )
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        with database_named(name):
            yield name
    finally:
        drop(name)


@contextmanager
def migrated_template(*, from_the_first: bool = False) -> Iterator[str]:
    """Make an empty database at this version to clone stories from, and drop it at the end; yields its name."""
    name = _fresh_name()
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with database_named(name):
            migrate_database(from_the_first=from_the_first)
        yield name
    finally:
        drop(name)


def drop(name: str) -> None:
    """Drop a database made here, even when something still hangs on to it."""
    connections.close_all()
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
