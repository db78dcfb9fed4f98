"""The pen that writes the sample ledger: issue, pay, apply, reverse, write off; never past the last day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dunwell.runs.sample.shapes import SampleEntry, SampleItem


@dataclass(slots=True)
class Draft:
    """A document being written; frozen into a `SampleItem` at the end."""

    item_number: str
    customer_number: str
    kind: str
    document_date: date
    due_date: date
    currency: str
    amount: Decimal
    terms_code: str = ""
    reference: str = ""
    purchase_order: str = ""
    due_parts: tuple[tuple[date, Decimal], ...] = ()
    entries: list[SampleEntry] = field(default_factory=list)

    @property
    def open_amount(self) -> Decimal:
        """What is open after everything written so far."""
        return self.amount + sum((entry.amount for entry in self.entries), Decimal(0))

    def frozen(self) -> SampleItem:
        """Return the item with its entries by day, each reversal still pointing at what it undoes."""
        order = sorted(range(len(self.entries)), key=lambda at: self.entries[at].effective_date)
        place = {old: new for new, old in enumerate(order)}
        entries = tuple(_moved(self.entries[at], place) for at in order)
        return SampleItem(
            item_number=self.item_number,
            customer_number=self.customer_number,
            kind=self.kind,
            document_date=self.document_date,
            due_date=self.due_date,
            currency=self.currency,
            amount=self.amount,
            terms_code=self.terms_code,
            reference=self.reference,
            purchase_order=self.purchase_order,
            due_parts=self.due_parts,
            entries=entries,
        )


def _moved(entry: SampleEntry, place: dict[int, int]) -> SampleEntry:
    if entry.reverses is None:
        return entry
    return SampleEntry(
        entry.kind, entry.amount, entry.effective_date, entry.reason, entry.receipt, place[entry.reverses]
    )


class Pen:
    """Writes one creditor's documents; every method that would write after `last_day` writes nothing and says so."""

    def __init__(self, *, rng: Random, first_day: date, last_day: date) -> None:
        self.rng = rng
        self.first_day = first_day
        self.last_day = last_day
        self.drafts: list[Draft] = []
        self._receipts = 0

    def progress(self, day: date) -> float:
        """Return how far into the history a day lies, from 0 to 1."""
        return min(1.0, max(0.0, (day - self.first_day).days / max(1, (self.last_day - self.first_day).days)))

    def chance(self, percent: float) -> bool:
        """Return True in about that many of 100 cases."""
        return self.rng.random() * 100 < percent

    def issue(self, draft: Draft) -> Draft:
        """Write a document; its date must not lie after the last day."""
        assert draft.document_date <= self.last_day, draft
        self.drafts.append(draft)
        return draft

    def receipt(self, prefix: str = "R") -> str:
        """Return the next number of a payment that arrived."""
        self._receipts += 1
        return f"{prefix}{self._receipts:05d}"

    def pay(self, draft: Draft, amount: Decimal, day: date, *, receipt: str = "", reason: str = "") -> bool:
        """Put a payment on an item; False when its day lies ahead."""
        return self._write(draft, "payment", -amount, day, receipt=receipt or self.receipt(), reason=reason)

    def discount(self, draft: Draft, amount: Decimal, day: date) -> bool:
        """Allow an earned cash discount."""
        return self._write(draft, "discount", -amount, day, reason="prompt payment")

    def apply(self, credit: Draft, invoice: Draft, amount: Decimal, day: date) -> bool:
        """Set a credit against an invoice: one entry on each side, together zero."""
        if day > self.last_day:
            return False
        key = f"{credit.item_number} on {invoice.item_number}"
        self._write(invoice, "credit", -amount, day, reason=f"from {credit.item_number}", receipt=key)
        return self._write(credit, "transfer", amount, day, reason=f"to {invoice.item_number}", receipt=key)

    def reverse(self, draft: Draft, day: date, *, reason: str) -> bool:
        """Undo the last payment on an item, by an opposite entry."""
        at = max(index for index, entry in enumerate(draft.entries) if entry.kind == "payment")
        undone = draft.entries[at]
        return self._write(draft, "reversal", -undone.amount, day, reason=reason, receipt=undone.receipt, reverses=at)

    def write_off(self, draft: Draft, day: date, *, reason: str) -> bool:
        """Remove what is open as uncollectable."""
        return self._write(draft, "write_off", -draft.open_amount, day, reason=reason)

    def split_deduction(self, draft: Draft, day: date, *, number: str, reason: str) -> Draft | None:
        """Move an invoice's remainder to its own deduction, due when the invoice was; the sum is unchanged."""
        if day > self.last_day:
            return None
        amount = draft.open_amount
        self._write(draft, "transfer", -amount, day, reason=f"to {number}")
        return self.issue(
            Draft(
                item_number=number,
                customer_number=draft.customer_number,
                kind="deduction",
                document_date=day,
                due_date=draft.due_date,
                currency=draft.currency,
                amount=amount,
                reference=f"{reason} {draft.item_number}",
            )
        )

    def _write(
        self,
        draft: Draft,
        kind: str,
        amount: Decimal,
        day: date,
        *,
        reason: str = "",
        receipt: str = "",
        reverses: int | None = None,
    ) -> bool:
        if day > self.last_day or amount == 0:
            return False
        draft.entries.append(SampleEntry(kind, amount, max(day, draft.document_date), reason, receipt, reverses))
        return True


def working_day(day: date, *, last_weekday: int = 4) -> date:
    """Return the day, or the Monday after it when it falls after the week's last working day (4 is Friday)."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > last_weekday else day


def next_weekday(day: date, weekday: int | None) -> date:
    """Return the first such weekday on or after the day: a payer's own pay-run day (None: any working day)."""
    if weekday is None:
        return working_day(day)
    return day + timedelta(days=(weekday - day.weekday()) % 7)
