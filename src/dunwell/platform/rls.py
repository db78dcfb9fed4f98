"""Migration operations that keep one creditor's rows from another's, and history from being edited.

Row security reads two settings that `scope.py` writes on every connection. A connection that says nothing sees nothing.
"""

from django.db.migrations.operations import RunSQL

FUNCTIONS = """
CREATE OR REPLACE FUNCTION dunwell_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT COALESCE(current_setting('dunwell.creditors', true), '') = 'all' $$;

CREATE OR REPLACE FUNCTION dunwell_creditors() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN COALESCE(current_setting('dunwell.creditors', true), '') IN ('', 'all') THEN '{}'::bigint[]
          ELSE string_to_array(current_setting('dunwell.creditors', true), ',')::bigint[] END $$;

CREATE OR REPLACE FUNCTION dunwell_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('dunwell.user', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION dunwell_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION dunwell_refuse_change; DROP FUNCTION dunwell_user; DROP FUNCTION dunwell_creditors;
DROP FUNCTION dunwell_sees_all;
"""

_IN_SCOPE = "(SELECT dunwell_sees_all()) OR {column} = ANY ((SELECT dunwell_creditors())::bigint[])"


def _secure(table: str, column: str, also: str) -> tuple[str, str]:
    rule = _IN_SCOPE.format(column=column) + (f" OR {also}" if also else "")
    forward = f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_scope ON {table} USING ({rule}) WITH CHECK ({_IN_SCOPE.format(column=column)});
    """
    back = f"DROP POLICY {table}_scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    return forward, back


def _kept_whole(table: str) -> tuple[str, str]:
    forward = f"""
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION dunwell_refuse_change();
    """
    return forward, f"DROP TRIGGER {table}_no_truncate ON {table};"


def scope_functions() -> RunSQL:
    """Return the operation that makes the functions every policy asks; it stands in the first migration."""
    return RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def row_security(*tables: str, column: str = "creditor_id", also: str = "") -> RunSQL:
    """Return the operation that shows rows of these tables only to viewers of their creditor.

    `also` is a further SQL condition for reading (a person sees their own memberships before any creditor is in scope).
    History tables (`…event`) refuse UPDATE and DELETE by pghistory's own triggers; TRUNCATE is refused here.
    """
    pairs = [_secure(table, column, also) for table in tables]
    pairs += [_kept_whole(table) for table in tables if table.endswith("event") and not table.endswith("_event")]
    return RunSQL(
        "".join(forward for forward, _ in pairs),
        "".join(back for _, back in reversed(pairs)),
    )


def append_only(*tables: str) -> RunSQL:
    """Return the operation that refuses UPDATE, DELETE and TRUNCATE on these tables, whoever asks."""
    forward = "".join(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION dunwell_refuse_change();
        """
        + _kept_whole(table)[0]
        for table in tables
    )
    back = "".join(f"DROP TRIGGER {table}_append_only ON {table};" + _kept_whole(table)[1] for table in tables)
    return RunSQL(forward, back)


def kept_whole(*tables: str) -> RunSQL:
    """Return the operation that refuses TRUNCATE on history that belongs to no creditor."""
    pairs = [_kept_whole(table) for table in tables]
    return RunSQL("".join(forward for forward, _ in pairs), "".join(back for _, back in pairs))
