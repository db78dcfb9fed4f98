"""What the aging screens are given: lines in order, every number with the address of its items."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_compact_currency, format_percent
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.exposure.aging.queries import AgingItem, AgingItems, AgingLine, AgingReport, aging_report
from dunwell.exposure.buckets.queries import BucketSetRow, bucket_sets_of
from dunwell.parties.customers.queries import customer_of
from dunwell.platform.calendars import local_day
from dunwell.platform.people.queries import members_of
from dunwell.platform.words import format_day, reader_locale
from dunwell.strategy.queries import segments_of
from dunwell.web.aging.forms import Asked, asked_of
from dunwell.web.aging.shapes import AgingItemLine, AgingItemsPage, AgingPage, BucketSetLine, Head
from dunwell.web.aging.shapes import AgingLine as Line
from dunwell.web.aging.words import BASES, CREDITS, GROUPINGS, NOBODY, bucket_words
from dunwell.web.charts import AgingBar, Bucket
from dunwell.web.doors import DeskRequest
from dunwell.web.shapes import Choice, Empty, Pager, Sum
from dunwell.web.shortcuts import place_of
from dunwell.web.wording import ITEM_KINDS, label, money_of, written
from dunwell.work.worklist.queries import published_day

PAGE_SIZE, ITEMS_SIZE, OLDEST, BAR_WIDTH = 200, 100, 5, 600
BESIDE = ("unapplied", "disputed", "total")


def place(request: DeskRequest, name: str, *args: object, query: str = "") -> str:
    """An address of the aging on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args]) + (f"?{query}" if query else "")


def asked_by(request: DeskRequest) -> tuple[Asked, list[BucketSetRow]]:
    """The question in the address, and the buckets kept under a name."""
    sets = bucket_sets_of(request.viewer, request.creditor.id)
    return asked_of(request.GET, local_day(timezone.now(), request.creditor.time_zone), sets), sets


def options_of(request: DeskRequest, asked: Asked) -> dict[str, Any]:
    """The report's options; rows by segment need what the published run decided."""
    options = asked.options()
    if asked.by == "segment":
        day = published_day(request.viewer, request.creditor.id)
        options["segments"] = (
            segments_of(request.viewer, request.creditor.id, run_id=day.run_id) if day is not None else {}
        )
    return options


def report_of(request: DeskRequest, asked: Asked) -> AgingReport:
    """The whole report."""
    return aging_report(request.viewer, request.creditor.id, asked.as_of, **options_of(request, asked))


def in_order(report: AgingReport, sort: str) -> list[AgingLine]:
    """The lines by name, or the largest of a column first; never across currencies: those follow one another."""
    if sort == "name":
        return sorted(
            report.rows, key=lambda line: (line.customer_name.casefold(), line.customer_number, line.currency)
        )

    def largest(line: AgingLine) -> tuple[bool, str, Decimal, str]:
        amount = line.buckets.get(sort, getattr(line, sort, None) if sort in BESIDE else line.total)
        return (line.currency != report.base_currency, line.currency, -(amount or Decimal(0)), line.customer_number)

    return sorted(report.rows, key=largest)


def totals_of(report: AgingReport) -> list[AgingLine]:
    """The totals, the base currency's first."""
    return sorted(report.totals.values(), key=lambda line: (line.currency != report.base_currency, line.currency))


def age_of(index: int, count: int) -> int:
    """The shade of a bucket: 0 is not due, the last is the oldest."""
    return 0 if index == 0 else 1 + round((index - 1) * (OLDEST - 1) / max(count - 2, 1))


def name_of(line: AgingLine, by: str) -> str:
    """Whose line it is."""
    if by in NOBODY and not line.customer_name:
        return str(NOBODY[by])
    if by == "currency":
        return line.currency
    return line.customer_name.replace("_", " ") if by == "segment" else line.customer_name or line.customer_number


def aging_line(request: DeskRequest, asked: Asked, line: AgingLine, *, is_total: bool = False) -> Line:
    """One line with the addresses of its numbers' items."""
    items = place(request, "aging_items")
    key = None if is_total else ("" if line.key is None and asked.by in NOBODY else line.key)

    def opened(amount: Decimal, name: str | None, age: int | None = None) -> Sum:
        query = asked.query(label=name, key=key, currency=line.currency)
        return Sum(money_of(amount, line.currency), f"{items}?{query}", age)

    count = len(line.buckets)
    buckets = [opened(value, name, age_of(at, count)) for at, (name, value) in enumerate(line.buckets.items())]
    is_customer = asked.by in ("customer", "parent") and not is_total
    return Line(
        label=_("Total") if is_total else name_of(line, asked.by),
        url=place_of("web:customer", request.creditor.key, line.key) if is_customer else "",
        currency=line.currency,
        buckets=buckets,
        unapplied=opened(line.unapplied, "unapplied"),
        disputed=opened(line.disputed, "disputed"),
        total=opened(line.total, None),
        detail=f"{line.customer_number} · {line.currency}" if is_customer else line.currency,
        bar=_bar(buckets, list(line.buckets)),
        key=line.key,
    )


def _bar(buckets: Sequence[Sum], names: Sequence[str], width: int = BAR_WIDTH) -> AgingBar:
    pieces = [
        Bucket(bucket_words(name), bucket.amount, bucket.age or 0, bucket.url)
        for name, bucket in zip(names, buckets, strict=True)
    ]
    return AgingBar(pieces, width)


def scaled(lines: Sequence[Line]) -> list[Line]:
    """The lines with bars as long as they are large, each beside the largest of its currency."""
    most: dict[str, Decimal] = {}
    for line in lines:
        gross = sum((each.amount.amount for each in line.buckets if each.amount.amount > 0), Decimal(0))
        most[line.currency] = max(most.get(line.currency, Decimal(1)), gross)
    return [_scaled(line, most[line.currency]) for line in lines]


def _scaled(line: Line, most: Decimal) -> Line:
    assert line.bar is not None, "every line has a bar"
    gross = sum((each.amount.amount for each in line.buckets if each.amount.amount > 0), Decimal(0))
    bar = AgingBar(line.bar.buckets, max(int(BAR_WIDTH * gross / most), 4), gap=1)
    return replace(line, bar=bar)


def page_title(report: AgingReport) -> str:
    """The book in a sentence: how much is open, and how much of it is past due."""
    if not report.totals:
        return _("Nothing is open as of %(day)s") % {"day": format_day(report.as_of)}
    main = report.totals.get(report.base_currency) or next(iter(report.totals.values()))
    amount = format_compact_currency(main.total, main.currency, locale=reader_locale(), fraction_digits=1)
    gross = sum(main.buckets.values(), Decimal(0))
    late = gross - main.buckets["current"]
    others = len(report.totals) - 1
    more = ngettext("; %(n)s other currency", "; %(n)s other currencies", others) % {"n": others} if others else ""
    if report.basis != "due" or gross <= 0:
        return _("%(amount)s open, by %(basis)s") % {"amount": amount, "basis": BASES[report.basis]} + more
    share = format_percent(late / gross, format="#,##0 %", locale=reader_locale())
    return _("%(amount)s open, %(share)s past due") % {"amount": amount, "share": share} + more


def choices(words: dict[str, Any], current: str) -> list[Choice]:
    """The values of one control."""
    return [Choice(key, str(text), current=key == current) for key, text in words.items()]


def heads_of(asked: Asked, report: AgingReport) -> list[Head]:
    """The heads of the columns, each ordering by itself."""
    names = [*report.labels, *BESIDE]
    first = Head(str(GROUPINGS[asked.by]), f"?{asked.query(sort='name')}", asked.sort == "name")
    return [first] + [
        Head(bucket_words(name), f"?{replace(asked, sort=name).query()}", asked.sort == name) for name in names
    ]


def aging_page(request: DeskRequest, asked: Asked, sets: Sequence[BucketSetRow], show: str) -> AgingPage:
    """The aging with its controls."""
    report = report_of(request, asked)
    lines = in_order(report, asked.sort)
    pager = Pager(min(asked.page, max(1, -(-len(lines) // PAGE_SIZE))), PAGE_SIZE, len(lines))
    rows = [aging_line(request, asked, line) for line in lines[pager.first - 1 if lines else 0 : pager.last]]
    totals = [aging_line(request, asked, line, is_total=True) for line in totals_of(report)]
    may_keep = request.viewer.may("policy.edit", request.creditor.id)
    may_export = request.viewer.may("export.rows", request.creditor.id)
    kinds = (("CSV", "csv"), ("XLSX", "xlsx")) if may_export and rows else ()
    return AgingPage(
        title=page_title(report),
        as_of=asked.as_of,
        basis=asked.basis,
        edges=",".join(str(edge) for edge in asked.edges),
        by=asked.by,
        bases=choices(BASES, asked.basis),
        groupings=choices(GROUPINGS, asked.by),
        heads=[bucket_words(name) for name in report.labels],
        rows=scaled(rows) if show == "bars" else rows,
        totals=totals,
        in_base_currency=asked.in_base,
        base_currency=report.base_currency,
        sort=asked.sort,
        pager=pager,
        empty=Empty(_("Nothing is open on this day"), _("Choose another day, or take a file in.")),
        refusal=asked.refusal,
        export_urls=[(name, place(request, "aging_export", kind, query=asked.query())) for name, kind in kinds],
        columns=heads_of(asked, report),
        credits=choices(CREDITS, asked.credits),
        sets=[set_line(request, each, asked, may_keep) for each in sets],
        keep_url=place(request, "aging_buckets") if may_keep else "",
        views=[
            Choice("table", _("Table"), f"?{asked.query()}", show == "table"),
            Choice("bars", _("Bars"), f"?{asked.query(show='bars')}", show == "bars"),
        ],
        show=show,
        rates=rates_of(report) if asked.in_base else (),
        missing_rates=[written(total, code) for code, total in report.missing_rates.items()],
        shown=shown_words(pager),
        lede=_("as of %(day)s, by %(basis)s") % {"day": format_day(asked.as_of), "basis": BASES[asked.basis]},
    )


def shown_words(pager: Pager) -> str:
    """How many of the lines are on this page, where it is not all."""
    if pager.pages == 1:
        return ""
    return _("%(first)s–%(last)s of %(total)s lines; the totals are of all of them.") % {
        "first": pager.first, "last": pager.last, "total": f"{pager.total:,}",
    }  # fmt: skip


def set_line(request: DeskRequest, kept: BucketSetRow, asked: Asked, may_forget: bool) -> BucketSetLine:
    """Buckets kept under a name, as the select shows them."""
    edges = ", ".join(str(edge) for edge in kept.edges)
    forget = place(request, "aging_buckets_forget", kept.id) if may_forget else ""
    return BucketSetLine(kept.name, f"{kept.name}: {edges}", forget, kept.name == asked.bucket_set)


def rates_of(report: AgingReport) -> list[str]:
    """The rates that amounts were restated at, each with its day."""
    return [
        _("1 %(currency)s = %(rate)s %(base)s (%(day)s)")
        % {"currency": code, "rate": f"{rate.normalize():f}", "base": report.base_currency, "day": format_day(day)}
        for code, (rate, day) in report.rates.items()
        if code != report.base_currency
    ]


def export_rows(asked: Asked, report: AgingReport) -> tuple[list[str], list[list[Any]]]:
    """The table as a file: the same columns, order and numbers, all pages of it, and the totals below."""
    heads = [_("Number"), str(GROUPINGS[asked.by]), _("Currency"), *map(bucket_words, report.labels)]
    heads += [bucket_words(name) for name in BESIDE]

    def cells(line: AgingLine, number: str, name: str) -> list[Any]:
        amounts = [*line.buckets.values(), line.unapplied, line.disputed, line.total]
        return [number, name, line.currency, *(money_of(amount, line.currency).amount for amount in amounts)]

    rows = [cells(line, line.customer_number, name_of(line, asked.by)) for line in in_order(report, asked.sort)]
    return heads, rows + [cells(line, "", _("Total")) for line in totals_of(report)]


def cell_of(request: DeskRequest, asked: Asked) -> dict[str, Any]:
    """Which number's items are asked for: its line, its column, its currency."""
    key: int | str | None = request.GET.get("key")
    if key and asked.by != "segment" and str(key).isdigit():
        key = int(key)
    elif key and asked.by != "segment":
        key = None
    if asked.by in ("currency", "creditor", "customer", "parent") and key == "":
        key = None
    return {"label": request.GET.get("label") or None, "key": key, "currency": request.GET.get("currency") or None}


def whose(request: DeskRequest, asked: Asked, key: int | str | None) -> str:
    """Whose items they are, in words."""
    if key is None or asked.by in ("currency", "creditor"):
        return request.creditor.name
    if asked.by == "segment":
        return str(key).replace("_", " ") or str(NOBODY["segment"])
    if asked.by == "owner":
        if key == "":
            return str(NOBODY["owner"])
        return next((each.name for each in members_of(request.creditor.id) if each.user_id == key), "")
    customer = customer_of(request.viewer, int(key))
    if customer.creditor_id != request.creditor.id:
        raise Http404
    return customer.name


def items_page(request: DeskRequest, asked: Asked, cell: dict[str, Any], found: AgingItems) -> AgingItemsPage:
    """The items behind one number."""
    column = cell["label"] or "total"
    totals = [money_of(total, currency) for currency, total in found.sums.items()]
    count = ngettext("%(n)s item", "%(n)s items", found.count) % {"n": f"{found.count:,}"}
    said = " · ".join(written(total.amount, total.currency) for total in totals)
    more = {name: value for name, value in cell.items() if value is not None}
    kinds = (("CSV", "csv"), ("XLSX", "xlsx")) if request.viewer.may("export.rows", request.creditor.id) else ()
    return AgingItemsPage(
        title=f"{said or '0'} · {count}",
        lede=f"{whose(request, asked, cell['key'])} · {bucket_words(column)} · "
        + _("as of %(day)s, by %(basis)s") % {"day": format_day(asked.as_of), "basis": BASES[asked.basis]},
        back_url=place(request, "aging", query=asked.query()),
        items=[item_line(request, item, column) for item in found.items],
        totals=totals,
        pager=Pager(found.page, found.page_size, found.count),
        export_urls=[
            (name, place(request, "aging_items_export", kind, query=asked.query(**more))) for name, kind in kinds
        ],
    )


def item_line(request: DeskRequest, item: AgingItem, column: str) -> AgingItemLine:
    """One item as the drill-down shows it."""
    key = request.creditor.key
    brought = item.disputed_amount if column == "disputed" else item.aged_amount
    return AgingItemLine(
        customer=item.customer_name,
        customer_url=place_of("web:customer", key, item.customer_id),
        number=item.item_number + (f" / {item.sequence}" if item.sequence > 1 else ""),
        url=place_of("web:customer_item", key, item.customer_id, item.item_id),
        kind=label(ITEM_KINDS, item.kind),
        document_date=item.document_date,
        due_date=item.due_date,
        days=item.days_past_due,
        bucket=bucket_words(item.label),
        open=money_of(item.open_amount, item.currency),
        disputed=money_of(item.disputed_amount, item.currency),
        brings=money_of(brought, item.currency),
    )


def item_heads() -> list[str]:
    """The heads of the items as a file has them."""
    return [
        _("Customer number"), _("Customer"), _("Item"), _("Kind"), _("Dated"), _("Due"), _("Days past due"),
        _("Bucket"), _("Currency"), _("Open"), _("Disputed"), _("In this figure"),
    ]  # fmt: skip


def item_rows(found: AgingItems, column: str) -> list[list[Any]]:
    """The items as a file has them."""

    def plain(amount: Decimal, currency: str) -> Decimal:
        return money_of(amount, currency).amount

    def cells(item: AgingItem) -> list[Any]:
        brought = item.disputed_amount if column == "disputed" else item.aged_amount
        dates: list[date] = [item.document_date, item.due_date]
        return [
            item.customer_number, item.customer_name, item.item_number, label(ITEM_KINDS, item.kind), *dates,
            item.days_past_due, bucket_words(item.label), item.currency, plain(item.open_amount, item.currency),
            plain(item.disputed_amount, item.currency), plain(brought, item.currency),
        ]  # fmt: skip

    return [cells(item) for item in found.items]
