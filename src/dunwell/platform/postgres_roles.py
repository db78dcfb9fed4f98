"""The roles on the server: row-level security binds the app role, so the app role must exist and must not bypass it."""

import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.postgres_programs import OLDEST_VERSION

if TYPE_CHECKING:
    import psycopg

APP_ROLE = "dunwell_app"


def ensure_roles(dsn: str) -> None:
    """See that a given server answers, is new enough, and has the role that row-level security binds; else Refusal."""
    import psycopg

    shown = without_password(dsn)
    if not dsn.startswith(("postgresql://", "postgres://")):
        raise Refusal(
            "platform.postgres.not_postgres",
            gettext_noop("DATABASE_URL must begin with postgresql:// (it is {address})."),
            address=shown,
        )
    try:
        with psycopg.connect(dsn, autocommit=True, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST_VERSION * 10_000:
                raise Refusal(
                    "platform.postgres.too_old",
                    gettext_noop("Dunwell needs PostgreSQL {oldest} or newer; the server at {address} is older."),
                    oldest=OLDEST_VERSION,
                    address=shown,
                )
            ensure_role(connection)
    except psycopg.OperationalError as error:
        raise Refusal(
            "platform.postgres.unreachable",
            gettext_noop("The database at {address} does not answer: {reason} Check DATABASE_URL and the server."),
            address=shown,
            reason=last_line(str(error)),
        ) from error


def ensure_role(connection: "psycopg.Connection") -> None:
    """See that the app role exists, binds, and may be taken by this login; Refusal when that takes more rights."""
    from psycopg import errors

    # From version 16 on a member may lack the right to take the role.
    right = "SET" if connection.info.server_version >= 160_000 else "MEMBER"
    asked = "SELECT rolsuper OR rolbypassrls, pg_has_role(current_user, oid, %s) FROM pg_roles WHERE rolname = %s"
    row = connection.execute(asked, [right, APP_ROLE]).fetchone()
    try:
        if row is None:
            with contextlib.suppress(errors.DuplicateObject, errors.UniqueViolation):  # another command was quicker
                connection.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS")
        if row is None or not row[1]:
            connection.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")
    except errors.InsufficientPrivilege as error:
        raise Refusal(
            "platform.postgres.no_role",
            gettext_noop(
                "The role {role} is missing and {user} may not make it. Ask the server's administrator for: "
                "CREATE ROLE {role} NOLOGIN NOBYPASSRLS; GRANT {role} TO {user};"
            ),
            role=APP_ROLE,
            user=connection.info.user,
        ) from error
    if row and row[0]:
        raise Refusal(
            "platform.postgres.role_too_strong",
            gettext_noop(
                "The role {role} bypasses row-level security, so creditors would not be kept apart. As the server's "
                "administrator: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;"
            ),
            role=APP_ROLE,
        )


def is_connection_lost(error: BaseException | None) -> bool:
    """Return whether an error, or what it came from, says that the database went away or is not there."""
    import psycopg

    while error is not None:
        if isinstance(error, psycopg.InterfaceError | psycopg.OperationalError):
            state = error.sqlstate
            if state is None or state.startswith(("08", "57P")):  # connection; shut down, crashed, starting up
                return True
        error = error.__cause__ or error.__context__
    return False


def last_line(text: str) -> str:
    """Return the last line that says something: programs end with the reason."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else ""


def without_password(dsn: str) -> str:
    """Return an address that may be shown."""
    parts = urlsplit(dsn)
    return dsn if parts.password is None else dsn.replace(f":{parts.password}@", ":***@", 1)
