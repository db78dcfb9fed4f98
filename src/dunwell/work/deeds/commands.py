"""Begin a deed: what every verb of the desk writes first."""

from datetime import datetime

from django.db import connection

from dunwell.platform.access import Viewer
from dunwell.work.deeds.models import Deed


def begin_deed(
    *, viewer: Viewer, creditor_id: int, verb: str, at: datetime, key: str = "", undo_of: Deed | None = None
) -> tuple[Deed, bool]:
    """Write a deed, or find the one that the same person's same key wrote before; True says that it is new.

    Call it inside the command's transaction, after `lock_publication`.
    """
    told = {
        "verb": verb,
        "done_by_id": viewer.user_id,
        "done_by_name": viewer.name or viewer.kind,
        "done_at": at,
        "undo_of": undo_of,
    }
    if not key:
        return Deed.objects.create(creditor_id=creditor_id, **told), True
    whole = f"{viewer.user_id or viewer.kind}:{key}"[:120]
    return Deed.objects.get_or_create(creditor_id=creditor_id, idempotency_key=whole, defaults=told)


def lock_publication(*, creditor_id: int) -> int | None:
    """Return the published run and hold the pointer still until the transaction ends; None where nothing is published.

    Publishing takes the same row for itself before it looks at what was done meanwhile. So a verb is either seen by the
    publishing, or waits for it and then sees the new list: nothing falls between two lists.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT run_id FROM work_publication WHERE creditor_id = %s FOR SHARE", [creditor_id])
        row = cursor.fetchone()
    return None if row is None else row[0]
