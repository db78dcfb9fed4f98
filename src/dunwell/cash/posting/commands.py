"""The hand that every verb of the cash desk uses: it moves a locked receipt's money, and takes postings back.

Movements, entries and allocations of one act are written together and carry its key; the receipt's places are checked
and kept when the act is finished.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import uuid4

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.matching.models import Proposal
from dunwell.cash.posting.queries import on_account_ids, places_of
from dunwell.cash.receipts import rules
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import MovementKind, Place
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.receivables.entries.commands import move_item
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.entries.rules import CASH_SOURCE, EntryKind
from dunwell.receivables.open_items.commands import locked_items, write_item
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.rules import ItemKind
from dunwell.receivables.periods.queries import check_open_days
from dunwell.receivables.rates.queries import rate_on

CASH_POST = "cash.post"


def new_key(act: str) -> str:
    """Return the key that everything written by one act carries."""
    return f"{act}-{uuid4().hex}"


def locked_receipt(
    viewer: Viewer, receipt_id: int, expected_version: int | None = None, right: str = CASH_POST
) -> Receipt:
    """Return a receipt locked for an act; refuse one out of sight, or changed since the viewer read it."""
    found = Receipt.objects.select_for_update().filter(pk=receipt_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    rules.check_version(found.version, expected_version)
    return found


def customer_at(creditor_id: int, customer_id: int) -> Customer:
    """Return a customer of the creditor; refuse one of another or of none."""
    found = Customer.objects.filter(pk=customer_id, creditor_id=creditor_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found


class Act:
    """One act on one locked receipt, on one effective day."""

    def __init__(self, viewer: Viewer, receipt: Receipt, day: date, *, key: str, reason: str = "") -> None:
        self.viewer, self.receipt, self.day, self.key, self.reason = viewer, receipt, day, key, reason
        self.places = places_of(receipt)
        self.money: dict[int, OpenItem] = {}
        check_open_days(receipt.creditor_id, [day])
        rules.check_not_before(day, receipt.value_date)

    def hold(self, item_ids: Iterable[int] = ()) -> dict[int, OpenItem]:
        """Lock the on-account items of the receipt, and others with them, in one order; return the others."""
        own, others = set(on_account_ids(self.receipt.pk)), set(item_ids)
        found = locked_items(self.viewer, sorted(own | others), CASH_POST)
        self.money = {pk: found[pk] for pk in sorted(own)}
        return {pk: found[pk] for pk in others}

    def move(
        self,
        kind: MovementKind,
        origin: Place,
        target: Place,
        amount: Decimal,
        *,
        item: OpenItem | None = None,
        key: str = "",
        reverses: ReceiptMovement | None = None,
    ) -> ReceiptMovement:
        """Write one movement of the receipt's money."""
        self.places = self.places.moved(origin, target, amount)
        return ReceiptMovement.objects.create(
            creditor_id=self.receipt.creditor_id,
            receipt=self.receipt,
            kind=kind,
            from_place=origin,
            to_place=target,
            amount=amount,
            currency=self.receipt.currency,
            customer_id=item.customer_id if item else None,
            on_account_item=item,
            effective_date=self.day,
            recorded_by=self.viewer.name or self.viewer.kind,
            reason=self.reason[:200],
            posting_key=key or self.key,
            reverses=reverses,
        )

    def park(self, customer: Customer, amount: Decimal) -> OpenItem:
        """Open an on-account item of the receipt at a customer; its number is the receipt's, then -2, -3."""
        count = len(self.money) + 1
        number = self.receipt.number if count == 1 else f"{self.receipt.number}-{count}"
        item = write_item(
            self.viewer,
            customer,
            ItemKind.ON_ACCOUNT,
            -amount,
            posting_key=self.key,
            item_number=number,
            currency=self.receipt.currency,
            document_date=self.receipt.value_date,
            posting_date=self.day,
            due_date=self.day,
            booking_rate=rate_on(self.receipt.creditor_id, self.receipt.currency, self.receipt.value_date),
            reference=self.receipt.reference,
            source=CASH_SOURCE,
        )
        self.money[item.pk] = item
        return item

    def draw(self, item: OpenItem, amount: Decimal, kind: EntryKind = EntryKind.TRANSFER, *, key: str = "") -> Entry:
        """Take money off an on-account item (a negative amount puts it there)."""
        rules.check_not_before(self.day, item.posting_date)
        return move_item(
            self.viewer, item, kind, amount, self.day, reason=self.reason[:200], posting_key=key or self.key
        )

    def identify(self, customer: Customer, amount: Decimal) -> OpenItem:
        """Move money from suspense to a customer's account."""
        item = self.park(customer, amount)
        self.move(MovementKind.IDENTIFIED, Place.SUSPENSE, Place.ON_ACCOUNT, amount, item=item)
        if self.receipt.customer_id is None:
            self.receipt.customer = customer
        return item

    def transfer(self, sources: Mapping[int, Decimal], customer: Customer) -> OpenItem:
        """Move on-account money (item -> amount) to a new on-account item at a customer."""
        for pk in sorted(sources):
            self.draw(self.money[pk], sources[pk])
        total = sum(sources.values(), Decimal(0))
        item = self.park(customer, total)
        self.move(MovementKind.TRANSFERRED, Place.ON_ACCOUNT, Place.ON_ACCOUNT, total, item=item)
        return item

    def standing(self, customer_id: int | None = None) -> dict[int, Decimal]:
        """Return on-account item -> money that stands there, of one customer or all, oldest first."""
        return {
            pk: -item.open_amount
            for pk, item in self.money.items()
            if item.open_amount < 0 and customer_id in (None, item.customer_id)
        }

    def take_back(self, allocations: Iterable[Allocation], *, keeps_worked_deductions: bool) -> list[Allocation]:
        """Undo allocations by the opposite of everything they wrote, by id."""
        taken = list(allocations)
        for day in (one.effective_date for one in taken):
            rules.check_not_before(self.day, day)
        keys = sorted({one.posting_key for one in taken})
        entries = list(Entry.objects.filter(creditor_id=self.receipt.creditor_id, posting_key__in=keys).order_by("pk"))
        items = self.hold({entry.open_item_id for entry in entries}) | self.money
        kept = _worked_deductions(taken, items)
        if kept and not keeps_worked_deductions:
            raise Refusal(
                "cash.allocation.deduction_worked",
                gettext_noop("Deduction {item} was settled in part already. Undo that first."),
                item=", ".join(sorted(items[pk].item_number for pk in kept)),
            )
        # What became of a deduction stays with it: neither its document nor the deduction is touched then.
        settled = {one.open_item_id for one in taken if one.deduction_item_id in kept}
        for entry in entries:
            stays = entry.open_item_id in kept or (entry.kind == EntryKind.DEDUCTION and entry.open_item_id in settled)
            if not stays:
                self._oppose_entry(entry, items[entry.open_item_id])
        for movement in _movements(self.receipt.pk, keys):
            self.move(
                MovementKind.UNAPPLIED,
                Place(movement.to_place),
                Place(movement.from_place),
                movement.amount,
                item=movement.on_account_item,
                reverses=movement,
            )
        return [self._oppose(one, kept) for one in taken]

    def _oppose_entry(self, entry: Entry, item: OpenItem) -> None:
        move_item(
            self.viewer,
            item,
            EntryKind.REVERSAL,
            -entry.amount,
            self.day,
            reason=self.reason[:200],
            reverses=entry,
            posting_key=self.key,
            realized_fx_amount=None if entry.realized_fx_amount is None else -entry.realized_fx_amount,
        )

    def _oppose(self, one: Allocation, kept: set[int]) -> Allocation:
        stays = one.deduction_item_id in kept
        return Allocation.objects.create(
            creditor_id=one.creditor_id,
            receipt=self.receipt,
            open_item_id=one.open_item_id,
            customer_id=one.customer_id,
            on_account_item_id=one.on_account_item_id,
            proposal_id=one.proposal_id,
            method=one.method,
            amount=-one.amount,
            currency=one.currency,
            item_amount=-one.item_amount,
            item_currency=one.item_currency,
            rate=one.rate,
            discount_amount=-one.discount_amount,
            tolerance_amount=-one.tolerance_amount,
            fee_amount=-one.fee_amount,
            withholding_amount=-one.withholding_amount,
            deduction_amount=Decimal(0) if stays else -one.deduction_amount,
            deduction_code=one.deduction_code,
            deduction_item_id=one.deduction_item_id,
            effective_date=self.day,
            recorded_by=self.viewer.name or self.viewer.kind,
            reason=self.reason[:200],
            posting_key=self.key,
            reverses=one,
        )

    def finish(self) -> Receipt:
        """Check that the places sum, keep them with a new version, and put proposals made before aside."""
        receipt, places = self.receipt, self.places
        rules.check_places(places, receipt.amount, receipt.currency)
        receipt.suspense_amount, receipt.on_account_amount = places.suspense, places.on_account
        receipt.applied_amount, receipt.refunded_amount = places.applied, places.refunded
        receipt.returned_amount, receipt.state = places.returned, places.state
        receipt.version += 1
        receipt.save()
        Proposal.objects.filter(receipt=receipt, is_current=True).update(is_current=False)
        return receipt


def live_allocations(receipt_id: int) -> list[Allocation]:
    """Return the allocations of a receipt that stand: neither undone nor undoing."""
    held = Allocation.objects.filter(receipt_id=receipt_id, reverses__isnull=True, reversed_by__isnull=True)
    return list(held.order_by("pk"))


def _movements(receipt_id: int, keys: list[str]) -> list[ReceiptMovement]:
    held = ReceiptMovement.objects.select_related("on_account_item").filter(
        receipt_id=receipt_id, posting_key__in=keys, kind=MovementKind.APPLIED
    )
    return list(held.order_by("pk"))


def _worked_deductions(allocations: list[Allocation], items: Mapping[int, OpenItem]) -> set[int]:
    ids = [one.deduction_item_id for one in allocations if one.deduction_item_id is not None]
    return {pk for pk in ids if items[pk].open_amount != items[pk].original_amount}
