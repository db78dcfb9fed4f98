"""A migration operation for foreign keys over several columns, which Django's models cannot state."""

from collections.abc import Mapping

from django.db.migrations.operations import RunSQL


def belongs_together(table: str, name: str, target: str, columns: Mapping[str, str]) -> RunSQL:
    """Return the operation that ties several columns of a table to one row of another, checked when a transaction ends.

    `columns` gives own column -> the target's; a unique constraint of the target must hold exactly these. One such key
    stands instead of one for each column: it is checked once a row, and the columns cannot belong to different rows.
    """
    own, theirs = ", ".join(columns), ", ".join(columns.values())
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({own}) REFERENCES {target} ({theirs})"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )
