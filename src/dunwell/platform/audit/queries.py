"""The audit trail: who changed what, when, why, and what it was before; kept by database triggers."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice

_PLUMBING = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id")


@dataclass(frozen=True)
class Trace:
    """One change of one row. `after` holds the row as it was left, `before` what it was, of what changed.

    `noun` is like `parties.customer`; `what` is insert, update or delete; `by`, `command` and `reason` come from who
    was looking.
    """

    id: str
    noun: str
    object_id: int | None
    what: str
    at: datetime
    by: str
    kind: str
    user_id: int | None
    command: str
    reason: str
    after: dict[str, Any]
    before: dict[str, Any]


@dataclass(frozen=True)
class Narrowing:
    """Which changes are asked for: of some nouns, about one row, by one person or by one kind of viewer.

    `about` is a noun and a row's id: its own changes and those of every row that points at it.
    """

    nouns: tuple[str, ...] = ()
    about: tuple[str, int] | None = None
    user_id: int | None = None
    kind: str = ""


@lru_cache(maxsize=1)
def traced() -> dict[str, tuple[str, str]]:
    """Return the nouns whose changes are kept for a creditor: noun -> (table of the changes, its creditor column)."""
    found = {}
    for model in apps.get_models():
        source = getattr(model, "pgh_tracked_model", None)
        if source is None or not source.__module__.startswith("dunwell."):
            continue
        label = source._meta.label_lower  # noqa: SLF001 - how Django names a model
        names = {field.name for field in model._meta.get_fields()}  # noqa: SLF001
        if label == "platform.creditor" or "creditor" in names:
            table = model._meta.db_table  # noqa: SLF001
            found[label] = (table, "id" if label == "platform.creditor" else "creditor_id")
    return dict(sorted(found.items()))


@lru_cache(maxsize=1)
def _pointing() -> dict[tuple[str, str], str]:
    """Return where changes of one noun point at another: (noun, the other) -> column."""
    found = {}
    for model in apps.get_models():
        source = getattr(model, "pgh_tracked_model", None)
        if source is None:
            continue
        label = source._meta.label_lower  # noqa: SLF001
        for field in source._meta.concrete_fields:  # noqa: SLF001
            if field.related_model is not None and field.related_model is not source:
                found[label, field.related_model._meta.label_lower] = field.column  # noqa: SLF001
    return found


def trail_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    noun: str = "",
    object_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    narrowing: Narrowing = Narrowing(),
    after: Position | None = None,
    limit: int = 50,
) -> Slice[Trace]:
    """Return changes of a creditor's rows, the newest first, after a position."""
    require(viewer, "audit.read", creditor_id)
    known = traced()
    if noun and noun not in known:
        raise Refusal(
            "platform.audit.unknown_noun",
            gettext_noop("There is no trail of {noun}. Choose one of: {known}."),
            noun=noun[:80],
            known=", ".join(known),
        )
    wanted = _wanted(noun, narrowing)
    if not wanted:
        return Slice((), None)
    at, name, key = after or (None, None, None)
    asked = {
        "creditor_id": creditor_id, "object_id": object_id, "since": since, "until": until,
        "at": at, "noun": name, "key": key, "size": limit + 1,
        "about_id": narrowing.about[1] if narrowing.about else None, "kind": narrowing.kind or None,
        "user_id": None if narrowing.user_id is None else str(narrowing.user_id),
    }  # fmt: skip
    parts = " UNION ALL ".join(_part(*place) for place in wanted)
    sql = f"""
        SELECT t.noun, t.id, t.at, t.label, t.object_id, t.after, t.before, c.metadata
        FROM ({parts}) t LEFT JOIN pghistory_context c ON c.id = t.context_id
        ORDER BY t.at DESC, t.noun DESC, t.id DESC LIMIT %(size)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        found = cursor.fetchall()
    rows = tuple(_trace(row) for row in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return Slice(rows, (last[2].isoformat(), last[0], last[1]) if last else None)


def _wanted(noun: str, by: Narrowing) -> list[tuple[str, str, str, str]]:
    """Return the nouns to look at: name, table, creditor's column, and the column that must be the row asked about."""
    wanted = []
    for name, (table, column) in traced().items():
        if (noun and name != noun) or (by.nouns and name not in by.nouns):
            continue
        if by.about is None:
            wanted.append((name, table, column, ""))
        elif name == by.about[0]:
            wanted.append((name, table, column, "pgh_obj_id"))
        elif (name, by.about[0]) in _pointing():
            wanted.append((name, table, column, _pointing()[name, by.about[0]]))
    return wanted


_SAID = """AND (%(user_id)s::text IS NULL AND %(kind)s::text IS NULL OR EXISTS (
            SELECT 1 FROM pghistory_context c WHERE c.id = e.pgh_context_id
              AND (%(user_id)s::text IS NULL OR c.metadata->>'user' = %(user_id)s)
              AND (%(kind)s::text IS NULL OR c.metadata->>'kind' = %(kind)s)))"""


def _part(noun: str, table: str, column: str, about: str) -> str:
    """Return the latest changes of one noun, each with the row before it."""
    pointing = f"AND e.{about} = %(about_id)s" if about else ""
    return f"""(
        SELECT '{noun}' AS noun, e.pgh_id AS id, e.pgh_created_at AS at, e.pgh_label AS label,
            e.pgh_obj_id AS object_id, e.pgh_context_id AS context_id, to_jsonb(e) AS after,
            (SELECT to_jsonb(b) FROM {table} b WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id
             ORDER BY b.pgh_id DESC LIMIT 1) AS before
        FROM {table} e
        WHERE e.{column} = %(creditor_id)s AND (%(object_id)s::bigint IS NULL OR e.pgh_obj_id = %(object_id)s)
          AND (%(since)s::timestamptz IS NULL OR e.pgh_created_at >= %(since)s)
          AND (%(until)s::timestamptz IS NULL OR e.pgh_created_at < %(until)s)
          AND (%(at)s::timestamptz IS NULL
               OR (e.pgh_created_at, '{noun}', e.pgh_id) < (%(at)s::timestamptz, %(noun)s::text, %(key)s::bigint))
          {pointing} {_SAID}
        ORDER BY e.pgh_created_at DESC, e.pgh_id DESC LIMIT %(size)s
    )"""


def _trace(row: tuple[Any, ...]) -> Trace:
    noun, key, at, label, object_id, after, before, said = row
    after, before, said = _data(after), _data(before), _data(said)
    kept = {name: value for name, value in after.items() if name not in _PLUMBING}
    return Trace(
        id=f"{noun}-{key}",
        noun=noun,
        object_id=object_id,
        what=label,
        at=at,
        by=str(said.get("viewer") or ""),
        kind=str(said.get("kind") or ""),
        user_id=said.get("user"),
        command=str(said.get("command") or ""),
        reason=str(said.get("reason") or ""),
        after=kept,
        before={name: before.get(name) for name, value in kept.items() if before and before.get(name) != value},
    )


def _data(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return dict(json.loads(value, parse_float=str))
    return dict(value or {})
