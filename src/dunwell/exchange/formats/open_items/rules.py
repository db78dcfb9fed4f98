"""What an open item's row means once its cells are read: one shape, one sign, one story of what was paid when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.amounts import Unreadable

FIELDS = (
    "customer_number", "customer_name", "item_number", "item_kind", "document_date", "posting_date", "due_date",
    "amount", "currency", "open_amount", "paid_amount", "paid_date", "settled_date", "reference", "purchase_order",
    "terms", "disputed", "debit_credit", "credit_amount",
)  # fmt: skip
DATE_FIELDS = ("document_date", "posting_date", "due_date", "paid_date", "settled_date")
AMOUNT_FIELDS = ("amount", "open_amount", "paid_amount", "credit_amount")
ID_FIELDS = ("customer_number", "item_number")
# At least one of each group must have a column or a default.
REQUIRED = (
    ("customer_number",),
    ("item_number",),
    ("document_date", "posting_date", "due_date"),
    ("amount", "open_amount", "credit_amount"),
)
SIGN_RULES = ("as_is", "by_kind", "debit_credit_column", "inverted")
MAX_LENGTHS = {
    "customer_number": 60, "item_number": 80, "customer_name": 300, "reference": 200, "purchase_order": 120,
    "terms": 40,
}  # fmt: skip
_YEAR = timedelta(days=366)
_TEN_YEARS = timedelta(days=3653)


class OpenItemRow(NamedTuple):
    """One open item as a file states it. A row is also a tuple in `COLUMNS` order, ready for COPY.

    Amounts are in the item's currency, with exactly its digits. `amount` is the signed original (credits negative);
    `open_amount` is what the file says is still open, None where it does not say; `paid_amount` has the sign of
    `amount` and is dated by `paid_date` (None: on an unknown day). `settled_date` set means settled in full on that
    day. `customer_name` is blank where the file has none. `posting_date` is the document date where the file has none;
    `due_date` None means: by the terms.
    """

    row: int
    sheet: str
    customer_number: str
    customer_name: str
    item_number: str
    item_kind: str
    document_date: date
    posting_date: date
    due_date: date | None
    amount: Decimal
    currency: str
    open_amount: Decimal | None
    paid_amount: Decimal | None
    paid_date: date | None
    settled_date: date | None
    reference: str
    purchase_order: str
    terms: str
    disputed: bool
    flag_words: str

    @property
    def flags(self) -> tuple[str, ...]:
        """Return what a person may want to know of this row, as codes."""
        return tuple(self.flag_words.split())


COLUMNS = OpenItemRow._fields


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document's type means on either side of the ledger; see `kinds.yaml`."""

    debit: str
    credit: str
    nature: int


class ZeroDocument(Exception):
    """The row says in so many words that its document is of zero."""


# Where a file names no kind, the sign is all there is.
UNNAMED = Kind("invoice", "credit_memo", 0)


def kind_by_sign(kind: Kind, amount: Decimal) -> str:
    """Return the item kind for a signed amount; refuse a credit that would raise what is owed, and stop at zero."""
    if not amount:
        raise ZeroDocument
    chosen = kind.debit if amount > 0 else kind.credit
    if not chosen:
        raise Unreadable(
            "exchange.open_items.credit_is_positive",
            gettext_noop(
                "This is a credit but its amount {amount} would raise what is owed. If the file writes credits without "
                "a sign, choose the sign rule “by kind”."
            ),
            field="amount",
            amount=str(amount),
        )
    return chosen


def signed(amount: Decimal, rule: str, kind: Kind, is_credit: bool | None) -> Decimal:
    """Return an amount with the ledger's sign: what is owed positive, what lowers it negative."""
    if rule == "inverted":
        return -amount
    if rule == "by_kind":
        return -abs(amount) if kind.nature < 0 else amount
    if rule == "debit_credit_column" and is_credit is not None:
        return -amount if is_credit else amount
    return amount


class Settlement(NamedTuple):
    """What a row says of its payment, made consistent; `flag_words` starts with a space where it has any."""

    open_amount: Decimal | None = None
    paid_amount: Decimal | None = None
    paid_date: date | None = None
    settled_date: date | None = None
    flag_words: str = ""


def _fault(code: str, text: str, field: str, **facts: object) -> Unreadable:
    told = {key: str(value) for key, value in facts.items()}
    return Unreadable(f"exchange.open_items.{code}", text, field=field, **told)


def _check_open(amount: Decimal, open_amount: Decimal) -> None:
    """Refuse an open amount beyond the document: swapped columns, or net beside gross, are likelier than the truth."""
    if abs(open_amount) > abs(amount):
        raise _fault(
            "open_exceeds_amount",
            gettext_noop("{open_amount} open is more than the document's {amount}. Check which column is which."),
            "open_amount",
            open_amount=open_amount,
            amount=amount,
        )
    if open_amount and (open_amount > 0) != (amount > 0):
        raise _fault(
            "open_sign",
            gettext_noop("{open_amount} open has the other sign than the document's {amount}. Check the sign rule."),
            "open_amount",
            open_amount=open_amount,
            amount=amount,
        )


def _paid_sign(amount: Decimal, paid: Decimal, open_amount: Decimal | None) -> Decimal:
    """Return what was paid with the document's sign: some files write payments as minus, some do not.

    A payment with the document's own sign is what it says; on a credit, a plain number is meant. A minus on an invoice
    may be a refund as well, so it counts as paid only where the open amount proves it.
    """
    if not paid or (paid > 0) == (amount > 0):
        return paid
    if amount < 0 or (open_amount is not None and amount + paid == open_amount):
        return -paid
    raise _fault(
        "paid_sign",
        gettext_noop("{paid} paid on {amount} may be a payment or a refund. Write what was paid without a minus."),
        "paid_amount",
        paid=paid,
        amount=amount,
    )


def settlement(
    amount: Decimal,
    open_amount: Decimal | None,
    paid: Decimal | None,
    paid_date: date | None,
    settled_date: date | None,
) -> Settlement:
    """Return one consistent story of what was paid when, or raise where the row contradicts itself.

    A settled date with a blank open amount means settled in full. With something still open it is the day of a partial
    payment. The open amount is the truth about today; where it differs from amount minus paid, the row is flagged.
    """
    if open_amount is not None:
        _check_open(amount, open_amount)
    if paid is not None:
        paid = _paid_sign(amount, paid, open_amount) or None
    if paid is not None and abs(paid) > abs(amount):
        raise _fault(
            "paid_exceeds_amount",
            gettext_noop("{paid} paid is more than the document's {amount}. Put the rest on account."),
            "paid_amount",
            paid=paid,
            amount=amount,
        )
    if settled_date is not None and not open_amount and (paid is None or paid == amount or open_amount is not None):
        short = paid is not None and paid != amount
        return Settlement(open_amount, None, None, settled_date, " settled_short" if short else "")
    return _partial(amount, open_amount, paid, paid_date or settled_date, settled_date)


def _partial(
    amount: Decimal,
    open_amount: Decimal | None,
    paid: Decimal | None,
    paid_date: date | None,
    settled_date: date | None,
) -> Settlement:
    if settled_date is not None and open_amount == amount:
        raise _fault(
            "settled_but_open",
            gettext_noop("Settled on {settled_date}, and yet {open_amount} is open in full. Correct one of them."),
            "settled_date",
            settled_date=settled_date,
            open_amount=open_amount,
        )
    flags = ""
    if paid is None and paid_date is not None and open_amount is not None and open_amount != amount:
        paid = amount - open_amount
        flags += " paid_from_open"
    if paid is not None and paid_date is None:
        flags += " payment_undated"
    if paid is not None and open_amount is not None and amount - paid != open_amount:
        flags += " open_differs"
    if open_amount is not None and open_amount == 0 and paid is None:
        flags += " settled_undated"
    return Settlement(open_amount, paid, paid_date if paid is not None else None, None, flags)


def date_flags(document_date: date, due_date: date | None, paid_on: date | None) -> str:
    """Return flags (each after a space) for dates in an odd order; raise where one of them must be a slip.

    Paid before it was invoiced happens (deposits, cards), so do terms counted from the shipment; a year is a slip.
    """
    for other in (due_date, paid_on):
        if other is not None and not document_date - _YEAR <= other <= document_date + _TEN_YEARS:
            raise _fault(
                "dates_far_apart",
                gettext_noop(
                    "The document is of {document_date}, but due {due_date} and paid {paid_on}. Check the dates."
                ),
                "due_date",
                document_date=document_date,
                due_date=due_date or "-",
                paid_on=paid_on or "-",
            )
    early = " due_before_document" if due_date is not None and due_date < document_date else ""
    if paid_on is not None and paid_on < document_date:
        return f"{early} paid_before_document"
    return early


def missing_fields(mapped: Mapping[str, object], defaults: Mapping[str, str]) -> list[str]:
    """Return the first field of each required group that has neither a column nor a default."""
    return [group[0] for group in REQUIRED if not any(field in mapped or field in defaults for field in group)]
