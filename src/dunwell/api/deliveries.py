"""Deliveries: files that came in, previewed or posted, with their problems."""

import json
from typing import Any, BinaryIO, cast

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from pydantic import BaseModel, field_validator

from dunwell.api.doors import ApiDesk, commands, gives_files, lists, reads
from dunwell.api.inputs import Amount, Body, Day, Flag, Line, Paging, PathId, Word, text
from dunwell.api.values import ProblemShape, shape_of
from dunwell.base.problems import Problem
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.queries import DeliveryRow, deliveries_of, delivery, failed_rows_of, problems_of
from dunwell.exchange.reading.parsed import Family
from dunwell.exchange.rules import Mode
from dunwell.platform.keyset import Position, Slice
from dunwell.runs.cash.commands import (
    HEAD_BYTES,
    family_of,
    intake_money,
    intake_money_delivery,
    roll_back_intake,
)
from dunwell.runs.cash.results import MoneyReading, MoneyResult
from dunwell.runs.intake.commands import IntakeResult, Reading, intake_delivery, intake_file

router = Router(tags=["deliveries"])
Delivery = shape_of(DeliveryRow)
Intake = shape_of(IntakeResult, title="Intake") | shape_of(MoneyResult, title="MoneyIntake")
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Upload(BaseModel):
    """How a file is to be read and meant; what is not said is read off the file, its format too.

    `account` and `open_account` are for bank statements: which account is meant where the file names none, and to open
    the first one. `columns` (field to heading), `defaults` (field to value) are JSON objects in a form field.
    """

    mode: Mode = Mode.DELTA
    profile: Line = ""
    columns: text(20_000) = "{}"  # type: ignore[valid-type]
    defaults: text(20_000) = "{}"  # type: ignore[valid-type]
    date_format: Word = ""
    control_total: Amount | None = None
    control_currency: text(3) = ""  # type: ignore[valid-type]
    effective_date: Day | None = None
    source: text(80) = ""  # type: ignore[valid-type]
    format: text(40) = ""  # type: ignore[valid-type]
    account: text(60) = ""  # type: ignore[valid-type]
    open_account: bool = False
    dry_run: bool = False

    @field_validator("columns", "defaults")
    @classmethod
    def check_map(cls, value: str) -> str:
        """Refuse what is no JSON object of texts."""
        _map(value)
        return value


class ReadAgain(Body):
    """Another way to read a file that is here already."""

    mode: Mode = Mode.DELTA
    profile: Line = ""
    columns: dict[Word, Line] = {}
    defaults: dict[Word, Line] = {}
    date_format: Word = ""
    control_total: Amount | None = None
    control_currency: text(3) = ""  # type: ignore[valid-type]
    effective_date: Day | None = None
    account: text(60) = ""  # type: ignore[valid-type]
    dry_run: Flag = False


class RollBack(Body):
    """Why an intake is taken back."""

    reason: Line


def _map(value: str) -> dict[str, str]:
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        read = None
    sound = isinstance(read, dict) and all(isinstance(each, str) and "\x00" not in each for each in read.values())
    if not sound:
        raise ValueError('must be a JSON object of texts, like {"amount": "Total due"}')
    return dict(read)


def _reading(asked: Upload | ReadAgain, source: str) -> Reading:
    columns, defaults = asked.columns, asked.defaults
    return Reading(
        mode=asked.mode,
        profile=asked.profile,
        columns=_map(columns) if isinstance(columns, str) else columns,
        defaults=_map(defaults) if isinstance(defaults, str) else defaults,
        date_format=asked.date_format,
        control_total=asked.control_total,
        control_currency=asked.control_currency.upper() or None,
        effective_date=asked.effective_date,
        source=source,
    )


@lists(router, "/deliveries", Delivery)
def list_deliveries(desk: ApiDesk, asked: Query[Paging], after: Position | None) -> Slice[DeliveryRow]:
    """List deliveries, the latest first."""
    before = after[0] if after else None
    found = deliveries_of(viewer=desk.viewer, creditor_id=desk.creditor_id, limit=asked.limit + 1, before_id=before)
    shown = tuple(found[: asked.limit])
    return Slice(shown, (shown[-1].delivery_id,) if len(found) > asked.limit else None)


@commands(router, "/deliveries", Intake, right="intake.run", status=201)
def upload_a_file(desk: ApiDesk, file: File[UploadedFile], asked: Form[Upload]) -> IntakeResult | MoneyResult:
    """Take a file of open items, bank statements or remittances in, or with `dry_run` show what would happen.

    The same file read the same way twice changes nothing. A row with a problem is set aside, the rest goes in.
    """
    stream, name = cast("BinaryIO", file.file), (file.name or "upload").replace("\x00", "")
    family = family_of(stream.read(HEAD_BYTES), name, asked.format)
    stream.seek(0)
    place: dict[str, Any] = {
        "viewer": desk.viewer,
        "creditor_id": desk.creditor_id,
        "stream": stream,
        "file_name": name,
    }
    if family is not Family.ITEMS:
        return intake_money(**place, format_key=asked.format, reading=_money(asked), dry_run=asked.dry_run)
    key = asked.format or "open_items"
    reading = _reading(asked, asked.source or "open_items")
    return intake_file(**place, format_key=key, reading=reading, dry_run=asked.dry_run)


def _money(asked: Upload | ReadAgain) -> MoneyReading:
    columns, defaults = asked.columns, asked.defaults
    return MoneyReading(
        account=asked.account,
        opens_account=asked.open_account if isinstance(asked, Upload) else False,
        profile=asked.profile,
        columns=_map(columns) if isinstance(columns, str) else columns,
        defaults=_map(defaults) if isinstance(defaults, str) else defaults,
        source=asked.source if isinstance(asked, Upload) else "",
    )


@reads(router, "/deliveries/{delivery_id}", Delivery)
def get_delivery(desk: ApiDesk, delivery_id: PathId) -> DeliveryRow:
    """Show a delivery with what it was read with and what it came to."""
    return delivery(viewer=desk.viewer, delivery_id=delivery_id)


@commands(router, "/deliveries/{delivery_id}/read", Intake, right="intake.run")
def read_a_delivery(desk: ApiDesk, delivery_id: PathId, body: ReadAgain) -> IntakeResult | MoneyResult:
    """Read a delivery again, and preview or post it."""
    found = delivery(viewer=desk.viewer, delivery_id=delivery_id)
    if FORMATS.get(found.format).family is not Family.ITEMS:
        return intake_money_delivery(
            viewer=desk.viewer, delivery_id=delivery_id, reading=_money(body), dry_run=body.dry_run
        )
    reading = _reading(body, found.source)
    return intake_delivery(viewer=desk.viewer, delivery_id=delivery_id, reading=reading, dry_run=body.dry_run)


@commands(router, "/deliveries/{delivery_id}/roll-back", Delivery, right="cash.post")
def roll_back_a_delivery(desk: ApiDesk, delivery_id: PathId, body: RollBack) -> DeliveryRow:
    """Take back all statements and remittances that a delivery brought, while nothing of them is allocated."""
    roll_back_intake(viewer=desk.viewer, delivery_id=delivery_id, reason=body.reason)
    return delivery(viewer=desk.viewer, delivery_id=delivery_id)


@lists(router, "/deliveries/{delivery_id}/problems", ProblemShape)
def list_problems(desk: ApiDesk, delivery_id: PathId, asked: Query[Paging], after: Position | None) -> Slice[Problem]:
    """List what is wrong with a delivery's rows, in the order in which it was found."""
    start = int(after[0]) if after else 0
    found = problems_of(viewer=desk.viewer, delivery_id=delivery_id, limit=asked.limit + 1, offset=start)
    return Slice(tuple(found[: asked.limit]), (start + asked.limit,) if len(found) > asked.limit else None)


@gives_files(router, "/deliveries/{delivery_id}/failed-rows", right="export.rows", kinds=(CSV, XLSX))
def get_failed_rows(desk: ApiDesk, delivery_id: PathId) -> Any:
    """Give back only the rows that failed, in their own columns, to repair and send again."""
    name, content = failed_rows_of(viewer=desk.viewer, delivery_id=delivery_id)
    kind = XLSX if name.endswith(".xlsx") else CSV
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
