"""The aging report and what stands behind each of its cells, asked of PostgreSQL as the viewer.

The SQL is compiled from the same set expressions that the day runs, once per kind of question, and kept; Ibis is
imported only when a question is asked for the first time in a process. The day, the instant and the customer come in as
parameters (a table of one row called `asked`), so one compiled query serves every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import connection

from dunwell.base.money import minor_digits, plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exposure.aging.rules import DEFAULT_EDGES, UNAPPLIED, Basis, Buckets, By, Credits, Question, buckets_of
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.queries import CreditorRow, creditor_of
from dunwell.platform.engines import over_sources, sources_and_body

if TYPE_CHECKING:
    import ibis.expr.types as ir

_ASKED = """
    SELECT %(as_of)s::date AS as_of, %(known_at)s::timestamp AS known_at, %(customer_id)s::bigint AS customer_id
"""
_ASKED_COLUMNS = {"as_of": "date", "known_at": "timestamp", "customer_id": "int64"}
_KEYS = {
    By.CUSTOMER: ("customer_id", "customer_number", "customer_name"),
    By.SEGMENT: ("customer_id", "customer_number", "customer_name"),
    By.PARENT: ("customer_id", "customer_number", "customer_name"),
    By.OWNER: ("owner_id", "owner"),
    By.CURRENCY: (),
    By.CREDITOR: (),
}
_ORDER = {
    By.CUSTOMER: ("customer_number", "customer_id"),
    By.SEGMENT: ("customer_number", "customer_id"),
    By.PARENT: ("customer_number", "customer_id"),
    By.OWNER: ("owner", "owner_id"),
    By.CURRENCY: (),
    By.CREDITOR: (),
}
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class AgingLine:
    """One row of the report, in one currency; `disputed` also stands in the buckets, the others sum to `total`.

    `key` is what the row stands for: a customer's, parent's or owner's id, a segment, or nothing.
    """

    key: int | str | None
    customer_number: str
    customer_name: str
    currency: str
    buckets: dict[str, Decimal]
    unapplied: Decimal
    disputed: Decimal
    total: Decimal
    part_count: int

    def plus(self, other: AgingLine) -> AgingLine:
        """Return this line with another of the same currency added."""
        sums = {label: value + other.buckets[label] for label, value in self.buckets.items()}
        return replace(
            self,
            buckets=sums,
            unapplied=self.unapplied + other.unapplied,
            disputed=self.disputed + other.disputed,
            total=self.total + other.total,
            part_count=self.part_count + other.part_count,
        )

    def amounts(self) -> dict[str, Any]:
        """Return buckets, unapplied and total as decimal strings with the currency's digits."""
        return {
            "buckets": {label: plain(value, self.currency) for label, value in self.buckets.items()},
            "unapplied": plain(self.unapplied, self.currency),
            "total": plain(self.total, self.currency),
        }


@dataclass(frozen=True)
class AgingReport:
    """A creditor's open items by age as of a day. In every line and total, buckets + unapplied = total.

    `rates` are the closing rates used (currency -> rate and its day) and `missing_rates` what has none (currency ->
    amount, which stays in the report under its own currency); both only for reports in base currency.
    """

    creditor_id: int
    as_of: date
    basis: Basis
    edges: tuple[int, ...]
    by: By
    credits: Credits
    labels: tuple[str, ...]
    base_currency: str
    in_base: bool
    rows: list[AgingLine]
    totals: dict[str, AgingLine]
    known_at: datetime | None = None
    rates: dict[str, tuple[Decimal, date]] = field(default_factory=dict)

    @property
    def missing_rates(self) -> dict[str, Decimal]:
        """Return what could not be restated in base currency, by currency."""
        if not self.in_base:
            return {}
        return {code: line.total for code, line in self.totals.items() if code != self.base_currency}

    def as_json(self) -> dict[str, Any]:
        """Return the report as programs read it; amounts are decimal strings."""
        return {
            "as_of": self.as_of.isoformat(),
            "basis": self.basis.value,
            "edges": list(self.edges),
            "rows": [
                {
                    "customer_number": line.customer_number,
                    "customer_name": line.customer_name,
                    "currency": line.currency,
                    **line.amounts(),
                }
                for line in self.rows
            ],
            "totals": {code: line.amounts() for code, line in self.totals.items()},
        }


@dataclass(frozen=True, slots=True)
class AgingItem:
    """One open part behind a cell; `aged_amount` is what it brings to the cell."""

    item_id: int
    sequence: int
    customer_id: int
    customer_number: str
    customer_name: str
    item_number: str
    kind: str
    document_date: date
    due_date: date
    currency: str
    days_past_due: int
    age_days: int
    label: str
    open_amount: Decimal
    aged_amount: Decimal
    disputed_amount: Decimal


@dataclass(frozen=True)
class AgingItems:
    """A page of the parts behind a cell, with the count and, per currency, the sum of all of them."""

    items: list[AgingItem]
    count: int
    sums: dict[str, Decimal]
    page: int
    page_size: int


class Options(TypedDict, total=False):
    """What a report may be asked for beside its day; left out, it is by due date and customer with edges 30,60,90,120.

    `known_at` gives the report as it was known at that instant. `in_base` restates amounts at the day's closing rates.
    `segments` (customer id -> segment) is needed for rows by segment, since segments are decided in a later chapter.
    `customer_id` narrows to one customer.
    """

    basis: str
    edges: tuple[int, ...]
    by: str
    credits: str
    in_base: bool
    known_at: datetime | None
    segments: Mapping[int, str] | None
    customer_id: int | None


class CellOptions(Options, total=False):
    """Which cell of that report: `label` is a bucket's label, "unapplied", "disputed", or None for the whole line.

    `key` names the line as `AgingLine.key` does ("" is nobody's or no segment; None is every line).
    """

    label: str | None
    key: int | str | None
    currency: str | None
    page: int
    page_size: int


def aging_report(viewer: Viewer, creditor_id: int, as_of: date, **options: Unpack[Options]) -> AgingReport:
    """Return the aging as of a day: one line per customer (or parent, owner, segment, …) and currency.

    Lines are in the order of customer number, owner or segment, then currency.
    """
    require(viewer, "book.read", creditor_id)
    creditor = creditor_of(viewer, creditor_id)
    question = _question(options, creditor)
    grouping = By(options.get("by", By.CUSTOMER))
    buckets = buckets_of(question.edges)
    asked = _asked(creditor_id, as_of, options)
    lines = _lines(_fetched(_report_sql(question, grouping), asked), grouping, buckets)
    if grouping is By.SEGMENT:
        lines = _by_segment(lines, options.get("segments") or {})
    if grouping is By.CREDITOR:
        lines = [
            replace(line, key=creditor_id, customer_number=creditor.key, customer_name=creditor.name) for line in lines
        ]
    return AgingReport(
        creditor_id=creditor_id,
        as_of=as_of,
        basis=question.basis,
        edges=question.edges,
        by=grouping,
        credits=question.credits,
        labels=buckets.labels,
        base_currency=creditor.base_currency,
        in_base=question.base_currency is not None,
        rows=lines,
        totals=_totals(lines),
        known_at=options.get("known_at"),
        rates=_rates(asked) if question.base_currency else {},
    )


def aging_cell_items(viewer: Viewer, creditor_id: int, as_of: date, **options: Unpack[CellOptions]) -> AgingItems:
    """Return the open parts behind a cell of the report made with the same options, oldest first, by pages.

    The sums are of what all the parts, not only this page's, bring to the cell; by currency.
    """
    require(viewer, "book.read", creditor_id)
    creditor = creditor_of(viewer, creditor_id)
    grouping, label, key = By(options.get("by", By.CUSTOMER)), options.get("label"), options.get("key")
    page, page_size = max(options.get("page", 1), 1), options.get("page_size", PAGE_SIZE)
    if grouping is By.CUSTOMER and key is not None:
        options["customer_id"] = int(key)
    question = _question(options, creditor)
    labels = buckets_of(question.edges).labels
    asked = _asked(creditor_id, as_of, options) | _cell(label, labels, options.get("currency"))
    asked |= _line(grouping, key, options.get("segments"))
    asked |= {"limit": page_size, "offset": (page - 1) * page_size}
    listed, summed = _cell_sql(question, grouping, "disputed_amount" if label == "disputed" else "aged_amount")
    counts = _fetched(summed, asked)
    return AgingItems(
        items=[_item(row, labels) for row in _fetched(listed, asked)],
        count=sum(row["count"] for row in counts),
        sums={row["currency"]: row["sum"] for row in counts},
        page=page,
        page_size=page_size,
    )


_CELL = """
    (%(bucket)s::bigint IS NULL OR bucket = %(bucket)s) AND (NOT %(is_disputed)s OR disputed_amount > 0)
    AND (%(currency)s::text IS NULL OR currency = %(currency)s)
"""
_LINES = {
    By.CUSTOMER: "",
    By.CURRENCY: "",
    By.CREDITOR: "",
    By.OWNER: " AND (%(is_every_line)s OR owner_id IS NOT DISTINCT FROM %(key)s::bigint)",
    By.PARENT: " AND (%(is_every_line)s OR top_id = %(key)s::bigint)",
    By.SEGMENT: " AND (%(is_every_line)s OR (customer_id = ANY(%(customer_ids)s)) = %(is_listed)s)",
}


def _question(options: Options, creditor: CreditorRow) -> Question:
    return Question(
        basis=Basis(options.get("basis", Basis.DUE)),
        edges=tuple(options.get("edges", DEFAULT_EDGES)),
        credits=Credits(options.get("credits", Credits.SEPARATE_COLUMN)),
        base_currency=creditor.base_currency if options.get("in_base") else None,
        digits=minor_digits(creditor.base_currency),
        is_as_known=options.get("known_at") is not None,
        is_one_customer=options.get("customer_id") is not None,
    )


def _asked(creditor_id: int, as_of: date, options: Options) -> dict[str, Any]:
    known_at = options.get("known_at")
    if known_at is not None and known_at.tzinfo is not None:
        known_at = known_at.astimezone(UTC).replace(tzinfo=None)
    customer_id = options.get("customer_id")
    return {"creditor_id": creditor_id, "as_of": as_of, "known_at": known_at, "customer_id": customer_id}


def _cell(label: str | None, labels: tuple[str, ...], currency: str | None) -> dict[str, Any]:
    bucket: int | None = None
    if label == "unapplied":
        bucket = UNAPPLIED
    elif label in labels:
        bucket = labels.index(str(label))
    elif label not in (None, "", "total", "disputed"):
        raise Refusal(
            "exposure.aging.no_such_bucket",
            gettext_noop("There is no bucket {label}. Choose one of: {known}."),
            label=label,
            known=", ".join(labels),
        )
    return {"bucket": bucket, "is_disputed": label == "disputed", "currency": currency}


def _line(by: By, key: int | str | None, segments: Mapping[int, str] | None) -> dict[str, Any]:
    if by is not By.SEGMENT:
        # An empty owner is a line of its own, so "every line" and "nobody's" must differ.
        return {"key": None if key == "" else key, "is_every_line": key is None}
    known = segments or {}
    chosen = [customer for customer, segment in known.items() if segment == key] if key else list(known)
    return {"customer_ids": chosen, "is_listed": bool(key), "is_every_line": key is None, "key": None}


def _fetched(sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _lines(rows: list[dict[str, Any]], by: By, buckets: Buckets) -> list[AgingLine]:
    keys = _KEYS[by]
    return [
        AgingLine(
            key=row[keys[0]] if keys else None,
            customer_number=row.get("customer_number", ""),
            customer_name=row.get("customer_name") or row.get("owner", ""),
            currency=row["currency"],
            buckets={label: row[f"bucket_{place}"] for place, label in enumerate(buckets.labels)},
            unapplied=row["unapplied"],
            disputed=row["disputed"],
            total=row["total"],
            part_count=int(row["part_count"]),
        )
        for row in rows
    ]


def _by_segment(lines: list[AgingLine], segments: Mapping[int, str]) -> list[AgingLine]:
    sums: dict[tuple[str, str], AgingLine] = {}
    for line in lines:
        segment = segments.get(int(line.key or 0), "")
        named = replace(line, key=segment, customer_number="", customer_name=segment)
        slot = (segment, line.currency)
        sums[slot] = sums[slot].plus(named) if slot in sums else named
    return [sums[slot] for slot in sorted(sums)]


def _totals(lines: list[AgingLine]) -> dict[str, AgingLine]:
    sums: dict[str, AgingLine] = {}
    for line in lines:
        plain_line = replace(line, key=None, customer_number="", customer_name="")
        sums[line.currency] = sums[line.currency].plus(plain_line) if line.currency in sums else plain_line
    return {code: sums[code] for code in sorted(sums)}


def _item(row: dict[str, Any], labels: tuple[str, ...]) -> AgingItem:
    label = "unapplied" if row["bucket"] == UNAPPLIED else labels[row["bucket"]]
    names = AgingItem.__slots__
    return AgingItem(**{name: row[name] for name in names if name != "label"}, label=label)


def _rates(asked: Mapping[str, Any]) -> dict[str, tuple[Decimal, date]]:
    rows = _fetched(_rates_sql(), asked)
    return {row["rate_currency"]: (row["closing_rate"], row["closing_rate_date"]) for row in rows}


def _tables() -> tuple[dict[str, ir.Table], list[Any]]:
    import ibis

    from dunwell.parties.customers.tables import CUSTOMERS
    from dunwell.receivables.entries.tables import ENTRIES
    from dunwell.receivables.holds.tables import HOLDS
    from dunwell.receivables.open_items.tables import DUE_PARTS, ITEMS
    from dunwell.receivables.rates.tables import RATES

    shapes = [CUSTOMERS, ITEMS, DUE_PARTS, ENTRIES, HOLDS, RATES]
    return {shape.name: shape.unbound() for shape in shapes} | {"asked": ibis.table(_ASKED_COLUMNS, "asked")}, shapes


@lru_cache(maxsize=1)
def _rates_sql() -> str:
    from dunwell.receivables.rates.sets import closing_rates

    tables, shapes = _tables()
    rates = closing_rates(tables["rates"], tables["asked"].as_of.as_scalar())
    return over_sources(rates, shapes, {"asked": _ASKED})


@lru_cache(maxsize=64)
def _report_sql(question: Question, by: By) -> str:
    from dunwell.exposure.aging.sets import report_rows

    tables, shapes = _tables()
    sql = over_sources(report_rows(tables, question, by), shapes, {"asked": _ASKED})
    return f"{sql} ORDER BY {', '.join((*_ORDER[by], 'currency'))}"


@lru_cache(maxsize=64)
def _cell_sql(question: Question, by: By, brought: str) -> tuple[str, str]:
    """Return the SQL that lists a cell's parts, and that which counts and sums them; nothing anyone typed is in it."""
    from dunwell.exposure.aging.sets import listed_parts

    tables, shapes = _tables()
    head, body = sources_and_body(listed_parts(tables, question), shapes, {"asked": _ASKED})
    cell = f"FROM ({body}) AS cell WHERE {_CELL}{_LINES[by]}"
    listed = f"{head} SELECT * {cell} ORDER BY age_days DESC, item_id, sequence LIMIT %(limit)s OFFSET %(offset)s"
    return listed, f"{head} SELECT currency, count(*), sum({brought}) {cell} GROUP BY currency ORDER BY currency"
