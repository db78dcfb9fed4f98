"""What the planner knows of tables that were just written in bulk."""

from django.db import connection


def refresh_statistics(*tables: str) -> None:
    """Let PostgreSQL look at these tables now, by their names in the database.

    It does so by itself within a minute or two; until then it plans for the table as it was before, and sorts forty
    thousand rows for a page of fifty. Call it after the transaction that wrote, not inside.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT dunwell_refresh_statistics(%s)", [list(tables)])
