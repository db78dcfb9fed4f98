"""The books page by page, for programs: customers with balances, open items, entries, holds, rates and terms."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.receivables.balances.queries import BALANCE_LINES, BalanceLine, balance_asked
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.rates.models import ExchangeRate
from dunwell.receivables.terms.models import PaymentTerms
from dunwell.receivables.terms.rules import SHIPPED_TERMS

ITEM_SORTS: dict[str, tuple[str, ...]] = {
    "due_date": ("due_date", "pk"),
    "-due_date": ("-due_date", "-pk"),
    "document_date": ("document_date", "pk"),
    "-document_date": ("-document_date", "-pk"),
    "amount": ("-open_amount", "pk"),
    "number": ("item_number", "pk"),
    "latest": ("-pk",),
}
BALANCE_SORTS: dict[str, tuple[tuple[str, bool], ...]] = {
    "past_due": (("past_due_amount", True), ("name", False), ("id", False)),
    "open": (("open_amount", True), ("name", False), ("id", False)),
    "days": (("sort_days", True), ("name", False), ("id", False)),
    "name": (("name", False), ("id", False)),
    "number": (("number", False), ("id", False)),
}
"""Columns and whether they fall; no column is ever empty here."""


@dataclass(frozen=True)
class ItemLine:
    """One document with its customer; amounts signed, in its currency."""

    id: int
    customer_id: int
    customer_number: str
    customer_name: str
    item_number: str
    kind: str
    document_date: date
    posting_date: date
    due_date: date
    currency: str
    original_amount: Decimal
    open_amount: Decimal
    reference: str
    purchase_order: str
    terms_code: str
    discount_date: date | None
    discount_amount: Decimal | None
    settled_date: date | None
    is_disputed: bool
    source: str


@dataclass(frozen=True)
class EntryLine:
    """One movement on one document; `amount` is its signed effect."""

    id: int
    open_item_id: int
    item_number: str
    customer_id: int
    kind: str
    amount: Decimal
    currency: str
    effective_date: date
    recorded_at: datetime
    reason: str
    reverses_id: int | None
    delivery_id: int | None
    realized_fx_amount: Decimal | None
    recorded_by: str


@dataclass(frozen=True)
class HoldLine:
    """One hold with its customer; without an item it holds the whole customer, without an amount all of the item."""

    id: int
    customer_id: int
    customer_number: str
    open_item_id: int | None
    item_number: str
    reason: str
    amount: Decimal | None
    currency: str
    placed_date: date
    until_date: date | None
    lifted_date: date | None
    note: str
    source: str
    placed_by: str


@dataclass(frozen=True)
class RateRow:
    """Base currency per unit of a currency, as of a day."""

    currency: str
    rate_date: date
    rate: Decimal
    source: str


@dataclass(frozen=True)
class TermsRow:
    """Payment terms: the document is the rule that dates come from."""

    code: str
    title: str
    document: dict[str, Any]
    is_shipped: bool


@dataclass(frozen=True)
class ItemFilter:
    """Which documents: `state` is open, settled or all."""

    state: str = "open"
    customer_id: int | None = None
    kind: str = ""
    currency: str = ""
    search: str = ""
    due_from: date | None = None
    due_to: date | None = None


def customers_after(
    viewer: Viewer,
    creditor_id: int,
    as_of: date,
    *,
    base_currency: str,
    search: str = "",
    owner_id: int | None = None,
    sort: str = "past_due",
    after: Position | None = None,
    limit: int = 50,
) -> Slice[BalanceLine]:
    """Return customers with what they owe, as `balances.customer_balances` lists them, after a position."""
    require(viewer, "book.read", creditor_id)
    columns = BALANCE_SORTS[_known(sort, BALANCE_SORTS)]
    asked = balance_asked(creditor_id, as_of, base_currency=base_currency, search=search, owner_id=owner_id)
    beyond, places = _beyond(columns, after)
    order = ", ".join(f"{name} {'DESC' if falls else 'ASC'}" for name, falls in columns)
    sql = f"""
        SELECT * FROM (SELECT line.*, COALESCE(oldest_days, -1) AS sort_days FROM ({BALANCE_LINES}) AS line(
            id, number, name, other_name, kind, owner, queue, open_amount, past_due_amount, oldest_days, item_count,
            is_partly_unrated, total, all_open_amount, all_past_due_amount)) AS placed
        WHERE {beyond} ORDER BY {order} LIMIT %(size)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asked, **places, "size": limit + 1})
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    rows = tuple(BalanceLine(**{key: row[key] for key in BalanceLine.__dataclass_fields__}) for row in found[:limit])
    return Slice(rows, _place(found[limit - 1], columns) if len(found) > limit else None)


def _beyond(columns: tuple[tuple[str, bool], ...], after: Position | None) -> tuple[str, dict[str, Any]]:
    if after is None:
        return "true", {}
    either, equal, places = [], "", {}
    for number, ((name, falls), value) in enumerate(zip(columns, after, strict=True)):
        places[f"place_{number}"] = value
        bound = f"%(place_{number})s{'::numeric' if name.endswith('_amount') else ''}"
        either.append(f"({equal}{name} {'<' if falls else '>'} {bound})")
        equal += f"{name} = {bound} AND "
    return " OR ".join(either), places


def _place(row: dict[str, Any], columns: tuple[tuple[str, bool], ...]) -> Position:
    return tuple(str(row[name]) if isinstance(row[name], Decimal) else row[name] for name, _ in columns)


def _known(sort: str, sorts: dict[str, Any]) -> str:
    if sort not in sorts:
        raise Refusal(
            "receivables.pages.unknown_order",
            gettext_noop("This cannot be ordered by {order}. Choose one of: {known}."),
            order=sort[:40],
            known=", ".join(sorts),
        )
    return sort


def open_items_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    wanted: ItemFilter,
    sort: str = "due_date",
    after: Position | None = None,
    limit: int = 50,
) -> Slice[ItemLine]:
    """Return a creditor's documents after a position."""
    require(viewer, "book.read", creditor_id)
    held = _filtered(OpenItem.objects.select_related("customer").filter(creditor_id=creditor_id), wanted)
    found, place = slice_after(held, ITEM_SORTS[_known(sort, ITEM_SORTS)], after, limit)
    return Slice(tuple(_item(one) for one in found), place)


def _filtered(held: QuerySet[OpenItem], wanted: ItemFilter) -> QuerySet[OpenItem]:
    if wanted.state == "open":
        held = held.exclude(open_amount=0)
    if wanted.state == "settled":
        held = held.filter(open_amount=0)
    exact = {"customer_id": wanted.customer_id, "kind": wanted.kind, "currency": wanted.currency}
    held = held.filter(**{name: value for name, value in exact.items() if value})
    if wanted.search.strip():
        text = wanted.search.strip()
        held = held.filter(Q(item_number__istartswith=text) | Q(reference__icontains=text))
    if wanted.due_from is not None:
        held = held.filter(due_date__gte=wanted.due_from)
    return held if wanted.due_to is None else held.filter(due_date__lte=wanted.due_to)


def item_line(viewer: Viewer, item_id: int) -> ItemLine:
    """Return one document; refuse one out of sight."""
    found = OpenItem.objects.select_related("customer").filter(pk=item_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _item(found)


def _item(one: OpenItem) -> ItemLine:
    plain = {
        name: getattr(one, name)
        for name in ItemLine.__dataclass_fields__
        if name not in ("customer_number", "customer_name")
    }
    return ItemLine(customer_number=one.customer.number, customer_name=one.customer.name, **plain)


def entries_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    open_item_id: int | None = None,
    customer_id: int | None = None,
    kind: str = "",
    effective_from: date | None = None,
    effective_to: date | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[EntryLine]:
    """Return movements in the order in which they were recorded, after a position."""
    require(viewer, "book.read", creditor_id)
    exact: dict[str, object] = {"open_item_id": open_item_id, "customer_id": customer_id, "kind": kind}
    exact |= {"effective_date__gte": effective_from, "effective_date__lte": effective_to}
    held = Entry.objects.select_related("open_item").filter(creditor_id=creditor_id)
    held = held.filter(**{name: value for name, value in exact.items() if value})
    found, place = slice_after(held, ("pk",), after, limit)
    return Slice(tuple(_entry(one) for one in found), place)


def entry_line(viewer: Viewer, entry_id: int) -> EntryLine:
    """Return one movement; refuse one out of sight."""
    found = Entry.objects.select_related("open_item").filter(pk=entry_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _entry(found)


def _entry(one: Entry) -> EntryLine:
    names = [name for name in EntryLine.__dataclass_fields__ if name != "item_number"]
    return EntryLine(item_number=one.open_item.item_number, **{name: getattr(one, name) for name in names})


def holds_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    customer_id: int | None = None,
    reason: str = "",
    active_on: date | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[HoldLine]:
    """Return holds, the newest first, after a position; `active_on` keeps those that count on a day."""
    require(viewer, "book.read", creditor_id)
    exact = {"customer_id": customer_id, "reason": reason}
    held = Hold.objects.select_related("customer", "open_item").filter(creditor_id=creditor_id)
    held = held.filter(**{name: value for name, value in exact.items() if value})
    if active_on is not None:
        held = held.filter(
            Q(until_date__isnull=True) | Q(until_date__gte=active_on),
            Q(lifted_date__isnull=True) | Q(lifted_date__gt=active_on),
            placed_date__lte=active_on,
        )
    found, place = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_hold(one) for one in found), place)


def hold_line(viewer: Viewer, hold_id: int) -> HoldLine:
    """Return one hold; refuse one out of sight."""
    found = Hold.objects.select_related("customer", "open_item").filter(pk=hold_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _hold(found)


def _hold(one: Hold) -> HoldLine:
    told = ("customer_number", "item_number")
    plain = {name: getattr(one, name) for name in HoldLine.__dataclass_fields__ if name not in told}
    number = one.open_item.item_number if one.open_item else ""
    return HoldLine(customer_number=one.customer.number, item_number=number, **plain)


def rates_after(
    viewer: Viewer, creditor_id: int, *, currency: str = "", after: Position | None = None, limit: int = 50
) -> Slice[RateRow]:
    """Return exchange rates, the newest day first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = ExchangeRate.objects.filter(creditor_id=creditor_id)
    if currency:
        held = held.filter(currency=currency)
    found, place = slice_after(held, ("-rate_date", "currency", "pk"), after, limit)
    return Slice(tuple(RateRow(one.currency, one.rate_date, one.rate, one.source) for one in found), place)


def payment_terms_of(viewer: Viewer, creditor_id: int) -> list[TermsRow]:
    """Return a creditor's own terms by code, then the shipped ones that it has not replaced."""
    require(viewer, "book.read", creditor_id)
    kept = PaymentTerms.objects.filter(creditor_id=creditor_id).order_by("code")
    own = [TermsRow(one.code, one.title, one.document, False) for one in kept]
    taken = {row.code.upper() for row in own}
    shipped = [TermsRow(code, title, document, True) for code, (title, document) in SHIPPED_TERMS.items()]
    return own + [row for row in shipped if row.code not in taken]
