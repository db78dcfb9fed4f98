"""Verbs that move open amounts. Every one appends entries; none changes or removes one."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db.models import Max

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.receivables.entries import rules
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.commands import issue_item, locked_items
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.periods.queries import check_open_days
from dunwell.receivables.rates.queries import rate_on
from dunwell.receivables.rates.rules import realized_fx


def move_item(
    viewer: Viewer,
    item: OpenItem,
    kind: EntryKind,
    amount: Decimal,
    effective_date: date,
    *,
    reason: str = "",
    reverses: Entry | None = None,
    posting_key: str = "",
    realized_fx_amount: Decimal | None = None,
) -> Entry:
    """Append one entry and bring the item's proved cache along; for commands that hold the item's lock.

    Without a `realized_fx_amount` a payment of a foreign item takes that of the day's rate. Refuses a locked period.
    """
    check_open_days(item.creditor_id, [effective_date])
    if realized_fx_amount is None:
        realized_fx_amount = _fx(item, kind, amount, effective_date)
    entry = Entry.objects.create(
        creditor_id=item.creditor_id,
        customer_id=item.customer_id,
        open_item=item,
        kind=kind,
        amount=amount,
        currency=item.currency,
        effective_date=effective_date,
        reason=reason,
        reverses=reverses,
        posting_key=posting_key,
        realized_fx_amount=realized_fx_amount,
        recorded_by=viewer.name or viewer.kind,
    )
    item.open_amount += amount
    item.settled_date = _settled_on(item) if item.open_amount == 0 else None
    item.save(update_fields=["open_amount", "settled_date"])
    return entry


def _settled_on(item: OpenItem) -> date:
    """Return the last day on which the item moved: from then on it is zero, whenever its entries were recorded."""
    day: date = Entry.objects.filter(open_item=item).aggregate(day=Max("effective_date"))["day"]
    return day


def _fx(item: OpenItem, kind: EntryKind, amount: Decimal, day: date) -> Decimal | None:
    """Return the realized difference of settling a foreign item, None where no rate tells it."""
    if kind is not EntryKind.PAYMENT or item.booking_rate is None or item.booking_rate == 1:
        return None
    settlement = rate_on(item.creditor_id, item.currency, day)
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=item.creditor_id)
    return None if settlement is None else realized_fx(-amount, item.booking_rate, settlement, base)


def _told(item: OpenItem, entry: Entry) -> Entry:
    emit("receivables.entry_posted", item.creditor_id, customer_id=item.customer_id, open_item_id=item.pk)
    return entry


@command
def settle_item(
    *,
    viewer: Viewer,
    open_item_id: int,
    amount: Decimal,
    effective_date: date,
    kind: str = "payment",
    reason: str = "",
) -> Entry:
    """Settle part or all of an item by payment, discount, credit or write-off; more than is open is refused."""
    item = locked_items(viewer, [open_item_id])[open_item_id]
    entry_kind = EntryKind(kind)
    if entry_kind not in rules.SETTLING_KINDS:
        raise Refusal(
            "receivables.entry.not_settling",
            gettext_noop("{kind} does not settle an item. Use payment, discount, credit or write_off."),
            kind=kind,
        )
    if entry_kind is EntryKind.WRITE_OFF and not reason.strip():
        raise Refusal("receivables.entry.reason_missing", gettext_noop("A write-off needs a reason."))
    rules.check_own_money(item.source, item.item_number)
    effect = rules.settling_effect(item.original_amount, item.open_amount, amount)
    return _told(item, move_item(viewer, item, entry_kind, effect, effective_date, reason=reason))


@command
def put_on_account(
    *, viewer: Viewer, customer_id: int, item_number: str, amount: Decimal, currency: str, effective_date: date
) -> OpenItem:
    """Park money on a customer as an on-account item, to be set against documents later."""
    return issue_item(
        viewer=viewer,
        customer_id=customer_id,
        kind="on_account",
        item_number=item_number,
        amount=amount,
        currency=currency,
        document_date=effective_date,
        due_date=effective_date,
    )


@command
def apply_credit(
    *, viewer: Viewer, credit_item_id: int, open_item_id: int, amount: Decimal, effective_date: date
) -> tuple[Entry, Entry]:
    """Set a credit memo or on-account money against a document of the same currency and family: two entries."""
    items = locked_items(viewer, [credit_item_id, open_item_id])
    credit, item = items[credit_item_id], items[open_item_id]
    rules.check_own_money(credit.source, credit.item_number)
    if credit.original_amount > 0 or item.original_amount < 0:
        raise Refusal(
            "receivables.entry.wrong_sides",
            gettext_noop("Set a credit against a document that is owed, not {credit} against {item}."),
            credit=credit.item_number,
            item=item.item_number,
        )
    if credit.currency != item.currency or credit.creditor_id != item.creditor_id:
        raise Refusal(
            "receivables.entry.currencies_differ",
            gettext_noop("{credit} is in {first}, {item} in {second}. Convert at a stated rate first."),
            credit=credit.item_number,
            item=item.item_number,
            first=credit.currency,
            second=item.currency,
        )
    if credit.customer_id != item.customer_id and not _one_family(credit, item):
        raise Refusal(
            "receivables.entry.customers_differ",
            gettext_noop("{credit} and {item} belong to customers that are not one family."),
            credit=credit.item_number,
            item=item.item_number,
        )
    key = f"{rules.CREDIT_ACT}{uuid4().hex}"
    down = rules.settling_effect(item.original_amount, item.open_amount, amount)
    up = rules.settling_effect(credit.original_amount, credit.open_amount, amount)
    on_item = move_item(viewer, item, EntryKind.CREDIT, down, effective_date, posting_key=key)
    on_credit = move_item(viewer, credit, EntryKind.TRANSFER, up, effective_date, posting_key=key)
    _told(item, on_item)
    return on_item, on_credit


def _one_family(first: OpenItem, second: OpenItem) -> bool:
    one, other = first.customer, second.customer
    return (one.parent_id or one.pk) == (other.parent_id or other.pk)


@command
def reverse_entry(*, viewer: Viewer, entry_id: int, effective_date: date, reason: str) -> Entry:
    """Undo a movement by its opposite: exactly what it settled is open again, with the original due date.

    A movement that was one side of a credit takes its other side back with it.
    """
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "ledger.post", entry.creditor_id)
    if not reason.strip():
        raise Refusal("receivables.entry.reason_missing", gettext_noop("A reversal needs a reason."))
    rules.check_own_act(entry.posting_key)
    pair = _pair_of(entry)
    items = locked_items(viewer, [part.open_item_id for part in pair])
    made = None
    for part in pair:
        rules.check_reversible(EntryKind(part.kind), Entry.objects.filter(reverses=part).exists())
        opposite = move_item(
            viewer,
            items[part.open_item_id],
            EntryKind.REVERSAL,
            -part.amount,
            effective_date,
            reason=reason,
            reverses=part,
            posting_key=part.posting_key,
        )
        made = opposite if part.pk == entry.pk else made
    assert made is not None
    return _told(items[entry.open_item_id], made)


def _pair_of(entry: Entry) -> list[Entry]:
    """Return the entries of one act (they share a posting key), reversals left out."""
    if not entry.posting_key:
        return [entry]
    act = Entry.objects.filter(creditor_id=entry.creditor_id, posting_key=entry.posting_key)
    return list(act.exclude(kind=EntryKind.REVERSAL).order_by("open_item_id"))
