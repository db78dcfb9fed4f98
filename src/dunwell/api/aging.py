"""Aging: the book by age as of any day, what stands behind each number, and buckets kept under a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import BaseModel, Field

from dunwell.api.cursors import list_mark, made_cursor, read_cursor
from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Day, Instant, Line, Paging, PathId, QueryId, Word, text
from dunwell.api.values import DecimalText, shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exposure.aging.queries import AgingItem, AgingLine, AgingReport, aging_cell_items, aging_report
from dunwell.exposure.aging.rules import Basis, By, Credits, parse_edges
from dunwell.exposure.buckets.commands import remove_bucket_set, save_bucket_set
from dunwell.exposure.buckets.queries import BucketSetRow, bucket_sets_of
from dunwell.platform.keyset import Position
from dunwell.strategy.queries import segments_of
from dunwell.work.worklist.queries import published_day

router = Router(tags=["aging"])
AgingItemShape = shape_of(AgingItem)
BucketSet = shape_of(BucketSetRow)
LineShape = shape_of(AgingLine)
Edges = Annotated[str, Field(max_length=100, description="The last day of each bucket, with commas.")]


class AgingAsked(Paging):
    """Which report, as of which day (the creditor's today where none is named)."""

    as_of: Day | None = None
    basis: Basis = Basis.DUE
    edges: Edges = "30,60,90,120"
    by: By = By.CUSTOMER
    credits: Credits = Credits.SEPARATE_COLUMN
    in_base: bool = False
    known_at: Instant | None = None
    customer_id: QueryId | None = None


class ReportAsked(AgingAsked):
    """Which report, in which order: by name, or the largest first."""

    sort: Word = "name"


class CellAsked(AgingAsked):
    """Which cell: the line's key, its currency, and a bucket's label (or unapplied, disputed, total)."""

    key: Line | None = None
    currency: text(3) = ""  # type: ignore[valid-type]
    label: Word = ""


class RateUsed(BaseModel):
    """A closing rate, and its day."""

    rate: DecimalText
    rate_date: str


class Report(BaseModel):
    """Open items by age. In every line and total the buckets and `unapplied` sum to `total`."""

    as_of: str
    basis: str
    edges: list[int]
    by: str
    credits: str
    labels: list[str]
    base_currency: str
    in_base: bool
    known_at: str | None
    totals: dict[str, LineShape]  # type: ignore[valid-type]
    rates: dict[str, RateUsed]
    missing_rates: dict[str, DecimalText]
    items: list[LineShape]  # type: ignore[valid-type]
    next: str | None


class CellPage(BaseModel):
    """The parts behind a cell, oldest first; `sums` are of all of them, by currency."""

    count: int
    sums: dict[str, DecimalText]
    known_at: str
    items: list[AgingItemShape]  # type: ignore[valid-type]
    next: str | None


class NewBucketSet(Body):
    """Buckets to keep under a name."""

    name: text(80, 1)  # type: ignore[valid-type]
    edges: list[Annotated[int, Field(strict=True, ge=1, le=3650)]]
    basis: Basis = Basis.DUE


def _segments(desk: ApiDesk, by: By) -> Mapping[int, str] | None:
    day = published_day(desk.viewer, desk.creditor_id) if by is By.SEGMENT else None
    return segments_of(desk.viewer, desk.creditor_id, run_id=day.run_id) if day is not None else None


def _options(desk: ApiDesk, asked: AgingAsked) -> dict[str, Any]:
    return {
        "basis": asked.basis,
        "edges": parse_edges(asked.edges),
        "by": asked.by,
        "credits": asked.credits,
        "in_base": asked.in_base,
        "known_at": asked.known_at,
        "customer_id": asked.customer_id,
        "segments": _segments(desk, asked.by),
    }


def _place(line: AgingLine, sort: str) -> tuple[Any, ...]:
    name = (line.customer_number, str(line.key or ""), line.currency)
    return (-line.total, *name) if sort == "total" else name


def _pages(report: AgingReport, asked: ReportAsked, after: Position | None) -> tuple[list[AgingLine], Position | None]:
    """Cut a page out of a report: the lines after the last one seen, in an order that no new line shifts."""
    placed = sorted(((_place(line, asked.sort), line) for line in report.rows), key=lambda pair: pair[0])
    if after is not None:
        seen = (type(report.rows[0].total)(after[0]), *after[1:]) if asked.sort == "total" and report.rows else after
        placed = [pair for pair in placed if pair[0] > tuple(seen)]
    shown = placed[: asked.limit]
    if len(placed) <= asked.limit:
        return [line for _, line in shown], None
    last = shown[-1][0]
    return [line for _, line in shown], (str(last[0]), *last[1:])


@reads(router, "/aging", Report)
def get_aging(desk: ApiDesk, asked: Query[ReportAsked]) -> dict[str, Any]:
    """Age the book as of a day.

    Lines come in pages, totals whole. `sort` is name or total. `key` of a line names it in `/aging/items`.
    """
    if asked.sort not in ("name", "total"):
        raise Refusal(
            "api.aging.unknown_order", gettext_noop("Order by name or total, not by {order}."), order=asked.sort
        )
    mark = list_mark("get_aging", desk.creditor_id, asked.model_dump())
    after = read_cursor(mark, asked.cursor)
    report = aging_report(desk.viewer, desk.creditor_id, asked.as_of or desk.today, **_options(desk, asked))
    lines, place = _pages(report, asked, after)
    told = ("as_of", "basis", "edges", "by", "credits", "labels", "base_currency", "in_base", "known_at")
    return {
        **{name: getattr(report, name) for name in told},
        "totals": report.totals,
        "rates": {code: {"rate": rate, "rate_date": day} for code, (rate, day) in report.rates.items()},
        "missing_rates": report.missing_rates,
        "items": lines,
        "next": made_cursor(mark, place),
    }


@reads(router, "/aging/items", CellPage)
def list_aging_items(desk: ApiDesk, asked: Query[CellAsked]) -> dict[str, Any]:
    """List the open parts behind a number of the report made with the same options, oldest first.

    All pages show the book as it was known when the first was asked for: nothing that is posted meanwhile shifts them.
    """
    mark = list_mark("list_aging_items", desk.creditor_id, {**asked.model_dump(), "size": asked.limit})
    after = read_cursor(mark, asked.cursor)
    page = int(after[0]) if after else 1
    known_at = datetime.fromisoformat(after[1]) if after else asked.known_at or desk.at
    found = aging_cell_items(
        desk.viewer,
        desk.creditor_id,
        asked.as_of or desk.today,
        **_options(desk, asked) | {"known_at": known_at},
        key=_key(asked),
        currency=asked.currency.upper() or None,
        label=asked.label or None,
        page=page,
        page_size=asked.limit,
    )
    more = page * asked.limit < found.count
    return {
        "count": found.count,
        "sums": found.sums,
        "known_at": known_at,
        "items": found.items,
        "next": made_cursor(mark, (page + 1, known_at.isoformat()) if more else None),
    }


def _key(asked: CellAsked) -> int | str | None:
    if asked.key is None or asked.by in (By.CURRENCY, By.CREDITOR):
        return None
    if asked.by is By.SEGMENT or (asked.key == "" and asked.by is By.OWNER):
        return asked.key
    if not asked.key.isascii() or not asked.key.isdigit() or len(asked.key) > 18:
        raise Refusal("api.aging.unknown_key", gettext_noop("Give the key of a line of this report."), key=asked.key)
    return int(asked.key)


@reads(router, "/bucket-sets", BucketSet, whole_list=True)
def list_bucket_sets(desk: ApiDesk) -> list[BucketSetRow]:
    """List the buckets kept under a name."""
    return bucket_sets_of(desk.viewer, desk.creditor_id)


def _kept(desk: ApiDesk, bucket_set_id: int) -> BucketSetRow:
    for each in bucket_sets_of(desk.viewer, desk.creditor_id):
        if each.id == bucket_set_id:
            return each
    raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


@commands(router, "/bucket-sets", BucketSet, right="policy.edit", status=201)
def save_some_buckets(desk: ApiDesk, body: NewBucketSet) -> BucketSetRow:
    """Keep buckets under a name, over earlier ones of that name."""
    made = save_bucket_set(
        viewer=desk.viewer, creditor_id=desk.creditor_id, name=body.name, edges=tuple(body.edges), basis=body.basis
    )
    return _kept(desk, made.pk)


@commands(router, "/bucket-sets/{bucket_set_id}/remove", BucketSet, right="policy.edit")
def remove_some_buckets(desk: ApiDesk, bucket_set_id: PathId) -> BucketSetRow:
    """Forget buckets kept under a name; answers with what they were."""
    was = _kept(desk, bucket_set_id)
    remove_bucket_set(viewer=desk.viewer, creditor_id=desk.creditor_id, bucket_set_id=bucket_set_id)
    return was
