"""Cursors: where a list goes on, signed so that nobody makes one up, and good for the same list only."""

import hashlib
import json
from typing import Any

from django.core import signing

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.keyset import Position

SALT = "dunwell.api.cursor"


def list_mark(operation: str, creditor_id: int, asked: dict[str, Any]) -> str:
    """Return the mark of a list: what is asked, but for how much of it."""
    kept = {name: str(value) for name, value in sorted(asked.items()) if name not in ("cursor", "limit")}
    return hashlib.sha256(json.dumps([operation, creditor_id, kept]).encode()).hexdigest()[:16]


def made_cursor(mark: str, position: Position | None) -> str | None:
    """Return the cursor of a position in a list; None at the end."""
    return None if position is None else signing.dumps([mark, list(position)], salt=SALT, compress=True)


def read_cursor(mark: str, cursor: str) -> Position | None:
    """Return the position of a cursor; refuse one of another list, or that was not given out here."""
    if not cursor:
        return None
    try:
        kept, position = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        kept, position = "", ()
    if kept != mark:
        raise Refusal(
            "api.cursor.unknown",
            gettext_noop("This cursor is of another list. Send it with the same filters and order, or start anew."),
        )
    return tuple(position)
