"""Take a file of open items in: keep its bytes, read it, compare it with the ledger, preview or post it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.utils import timezone

from dunwell.base.problems import Problem
from dunwell.exchange import queries as exchange
from dunwell.exchange.commands import clear_problems, receive_delivery, record_problems, record_reading
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.formats.open_items import OpenItems, Profile
from dunwell.exchange.reading.grids import CellError, column_index, shown
from dunwell.exchange.reading.parsed import FailedRow
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.creditors.queries import CreditorRow, creditor_of
from dunwell.platform.statistics import refresh_statistics
from dunwell.receivables.feeds.commands import Feed, closes, post_staged, stage_rows, staged_result
from dunwell.receivables.feeds.rules import FeedResult
from dunwell.runs.intake.queries import date_order_of

SHOWN_PROBLEMS = 1000
IN_MEMORY_BYTES = 8 * 1024 * 1024
"""A larger delivery lies in the temporary folder while it is read."""
MANY_ROWS = 10_000
"""After so many the planner is told of them at once."""


@dataclass(frozen=True)
class Reading:
    """How a file is to be read and meant: everything that a person may say about it.

    `profile` names a saved or shipped mapping profile; `columns` (field -> heading), `defaults` (field -> value) and
    `date_format` go over it. `document` is a whole profile as plain data and stands instead of them.
    `effective_date` dates what the rows leave undated; the creditor's own today if None.
    """

    mode: str = "delta"
    profile: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""
    control_total: Decimal | None = None
    control_currency: str | None = None
    effective_date: date | None = None
    source: str = "open_items"
    document: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class IntakeResult:
    """What an intake did, or (dry run) would do; `problems` holds at most the first thousand, `problem_count` all."""

    delivery_id: int
    rows: int
    new: int
    changed: int
    unchanged: int
    closed: int
    problem_count: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    open_sums: Mapping[str, Decimal] = field(default_factory=dict)
    is_repeated: bool = False
    is_dry_run: bool = False

    @property
    def is_unreadable(self) -> bool:
        """Return whether nothing of the file could be read."""
        return self.rows == 0 and self.problem_count > 0

    def counts(self) -> dict[str, Any]:
        """Return what the delivery keeps of this reading."""
        return {
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "closed": self.closed,
            "problems": self.problem_count,
            "open_sums": {currency: str(total) for currency, total in self.open_sums.items()},
            "notes": [note.sentence() for note in self.notes[:20]] + list(self.remarks),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the shape that every program face prints."""
        return {
            "delivery": self.delivery_id,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "closed": self.closed,
            "problems": [problem.as_json() for problem in self.problems],
            "problem_count": self.problem_count,
            "notes": [note.as_json() for note in self.notes],
            "repeated": self.is_repeated,
            "dry_run": self.is_dry_run,
        }


def intake_file(
    *,
    viewer: Viewer,
    creditor_id: int,
    stream: BinaryIO,
    file_name: str,
    reading: Reading,
    format_key: str = "open_items",
    dry_run: bool = False,
) -> IntakeResult:
    """Take a file in; the same file read the same way twice changes nothing.

    The bytes are kept before anything is read, so a crash loses nothing; rows are posted in one transaction.
    """
    received = receive_delivery(
        viewer=viewer,
        creditor_id=creditor_id,
        source=reading.source,
        file_name=file_name,
        stream=stream,
        format_key=format_key,
        mode=reading.mode,
    )
    return intake_delivery(viewer=viewer, delivery_id=received.delivery_id, reading=reading, dry_run=dry_run)


def intake_delivery(*, viewer: Viewer, delivery_id: int, reading: Reading, dry_run: bool = False) -> IntakeResult:
    """Read a kept delivery and preview or post it, in one transaction."""
    found = exchange.delivery(viewer=viewer, delivery_id=delivery_id)
    require(viewer, "intake.run", found.creditor_id)
    creditor = creditor_of(viewer, found.creditor_id)
    profile = _profile(viewer, found, reading)
    with transaction.atomic(), _local_copy(viewer, delivery_id) as file:
        parsed = FORMATS.get(found.format).parse(file, profile, date_order=date_order_of(creditor.locale))
        posted_before = found.state == "posted"
        if posted_before and not dry_run and _same_reading(found, parsed, reading):
            return _repeated(viewer, found)
        result = _read(viewer, found, parsed, reading, creditor, dry_run)
        if not posted_before:
            clear_problems(viewer=viewer, delivery_id=delivery_id)
            failed = parsed.take_failed()
            record_problems(viewer=viewer, delivery_id=delivery_id, problems=parsed.problems, failed=failed)
            event = "preview" if dry_run else ("reject" if result.is_unreadable else "post")
            record_reading(
                viewer=viewer,
                delivery_id=delivery_id,
                event=event,
                profile=parsed.profile.document() if parsed.profile else {},
                layout=parsed.layout,
                counts=result.counts(),
                mode=reading.mode,
            )
    if not dry_run and result.new + result.changed >= MANY_ROWS:
        refresh_statistics("parties_customer", "receivables_open_item", "receivables_due_part", "receivables_entry")
    return result


@contextmanager
def _local_copy(viewer: Viewer, delivery_id: int) -> Iterator[BinaryIO]:
    """Give a delivery's bytes as a file of this machine: while rows go in by COPY, the connection can fetch no more."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as spool:
        shutil.copyfileobj(exchange.open_delivery(viewer=viewer, delivery_id=delivery_id), spool, 1 << 20)
        spool.seek(0)
        yield cast("BinaryIO", spool)


def _profile(viewer: Viewer, found: exchange.DeliveryRow, reading: Reading) -> Profile | None:
    if reading.document:
        whole: Profile = FORMATS.get(found.format).profiles.profile_of(reading.document)
        return whole
    named: Profile | None = None
    if reading.profile:
        named = exchange.profile_named(
            viewer=viewer, creditor_id=found.creditor_id, name=reading.profile, format_key=found.format
        )
    if not (reading.columns or reading.defaults or reading.date_format):
        return named
    guess = named
    if guess is None:
        file = exchange.open_delivery(viewer=viewer, delivery_id=found.delivery_id)
        base = Profile().overridden(defaults=reading.defaults, date_format=reading.date_format)
        guess = FORMATS.get(found.format).profiles.guess_profile(file, base).profile
    free = {name: column for name, column in guess.columns.items() if column not in reading.columns.values()}
    kept = FORMATS.get(found.format).profiles.profile_of(guess.document() | {"columns": free})
    overridden: Profile = kept.overridden(
        columns=reading.columns, defaults=reading.defaults, date_format=reading.date_format
    )
    return overridden


def _same_reading(found: exchange.DeliveryRow, parsed: OpenItems, reading: Reading) -> bool:
    now = parsed.profile.document() if parsed.profile else {}
    return found.mode == reading.mode and found.profile == now


def _repeated(viewer: Viewer, found: exchange.DeliveryRow) -> IntakeResult:
    rows = int(found.counts.get("rows", 0))
    return IntakeResult(
        delivery_id=found.delivery_id,
        rows=rows,
        new=0,
        changed=0,
        unchanged=rows,
        closed=0,
        problem_count=int(found.counts.get("problems", 0)),
        problems=tuple(exchange.problems_of(viewer=viewer, delivery_id=found.delivery_id, limit=SHOWN_PROBLEMS)),
        is_repeated=True,
    )


def _read(
    viewer: Viewer,
    found: exchange.DeliveryRow,
    parsed: OpenItems,
    reading: Reading,
    creditor: CreditorRow,
    dry_run: bool,
) -> IntakeResult:
    feed = Feed(
        creditor_id=found.creditor_id,
        source=reading.source,
        effective_date=reading.effective_date or local_day(timezone.now(), creditor.time_zone),
        is_snapshot=reading.mode == "snapshot",
        delivery_id=found.delivery_id,
        control_total=reading.control_total,
        control_currency=reading.control_currency,
        knows_disputed="disputed" in (parsed.profile.columns if parsed.profile else {}),
    )
    count = stage_rows(viewer=viewer, feed=feed, batches=parsed.batches())
    feed = _guarded(feed, parsed)
    if parsed.problems and count == 0 and not dry_run:
        return _result(found.delivery_id, parsed, staged_result(feed, 0), dry_run)
    posted = staged_result(feed, count) if dry_run else post_staged(viewer=viewer, feed=feed, row_count=count)
    result = _result(found.delivery_id, parsed, posted, dry_run)
    if feed.is_snapshot and not closes(feed):
        return _with_remark(
            result,
            "Nothing was closed: rows were set aside whose item number cannot be read, so what is gone cannot be told.",
        )
    return result


def _with_remark(result: IntakeResult, remark: str) -> IntakeResult:
    return IntakeResult(**{**result.__dict__, "remarks": (*result.remarks, remark)})


def _guarded(feed: Feed, parsed: OpenItems) -> Feed:
    """Return the feed with what its failed rows may have named, so that a snapshot never closes those items."""
    if not feed.is_snapshot:
        return feed
    position = _number_column(parsed)
    unreadable = bool(parsed.problems) or any(_is_unnamed(row, position) for row in parsed.failed)
    named = tuple({shown(cell).strip() for row in parsed.failed for cell in row.cells} - {""})
    return Feed(**{**feed.__dict__, "set_aside": named, "has_unreadable_rows": unreadable})


def _number_column(parsed: OpenItems) -> int | None:
    column = parsed.profile.columns.get("item_number", "") if parsed.profile else ""
    names: Sequence[str] = (column,) if isinstance(column, str) else column
    headings = [heading.strip().casefold() for heading in parsed.layout.headings]
    for name in names:
        if name.strip().casefold() in headings:
            return headings.index(name.strip().casefold())
    return column_index(names[0]) if names and names[0] else None


def _is_unnamed(row: FailedRow, position: int | None) -> bool:
    if position is None or position >= len(row.cells):
        return True
    cell = row.cells[position]
    return isinstance(cell, CellError) or not shown(cell).strip()


def _result(delivery_id: int, parsed: OpenItems, posted: FeedResult, dry_run: bool) -> IntakeResult:
    return IntakeResult(
        delivery_id=delivery_id,
        rows=parsed.row_count,
        new=posted.new,
        changed=posted.changed,
        unchanged=posted.unchanged,
        closed=posted.closed,
        problem_count=parsed.problem_count + len(posted.problems),
        problems=tuple(_first([*parsed.all_problems(), *posted.problems])),
        notes=tuple(parsed.notes),
        remarks=tuple(posted.notes),
        open_sums=posted.open_sums,
        is_dry_run=dry_run,
    )


def _first(problems: Sequence[Problem]) -> Iterator[Problem]:
    yield from problems[:SHOWN_PROBLEMS]
