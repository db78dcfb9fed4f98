"""Django's PostgreSQL backend, under a role that cannot bypass row-level security.

Every new (or pooled) connection becomes `dunwell_app` and takes the scope of the viewer who is looking, so a connection
that was dropped and made again never sees more than the one before it.
"""

import os
from typing import Any

from django.db.backends.postgresql import base

from dunwell.platform.postgres_roles import APP_ROLE
from dunwell.platform.scope import applied, current_scope

# History triggers ask this setting for every row. Where it is missing, each of them catches an error, and undoing that
# subtransaction walks through all deferred checks of the transaction: the price grew with the square of the rows.
NOTHING_IGNORED = ", set_config('pgtrigger.ignore', '{}', false)"

# A server of one's own compiles a statement whose plan looks dear. What is asked here is done in milliseconds, and
# compiling it takes half a second, each time anew: in posting a batch it was half of everything.
NOTHING_COMPILED = ", set_config('jit', 'off', false)"


def runs_as_owner() -> bool:
    """Return whether this process may change the schema (migrations); everything else runs as the app role."""
    return os.environ.get("DUNWELL_DB_ROLE") == "owner"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with the app role and the viewer's scope set on every connection."""

    def init_connection_state(self) -> None:
        """Take the role and the scope before anything else is asked."""
        super().init_connection_state()
        raw: Any = self.connection
        autocommit = raw.autocommit
        with raw.cursor() as cursor:
            if runs_as_owner():
                cursor.execute("RESET ROLE")
            scope, told = applied(current_scope())
            role = "" if runs_as_owner() else f", set_config('role', '{APP_ROLE}', false)"
            cursor.execute(f"{scope}{NOTHING_IGNORED}{NOTHING_COMPILED}{role}", told)
        if not autocommit:
            raw.commit()
