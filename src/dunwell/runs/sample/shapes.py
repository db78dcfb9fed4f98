"""What the sample book is made of: plain frozen rows, one tuple per noun, no database and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class SampleMembership:
    """One person's role at one creditor; capacity is in minutes a day (0 for people who do not collect)."""

    creditor_key: str
    role: str
    capacity_minutes: int = 0


@dataclass(frozen=True, slots=True)
class SampleUser:
    """A person who signs in; `presented` ones are the sign-ins the demo prints."""

    email: str
    full_name: str
    language: str
    memberships: tuple[SampleMembership, ...]
    presented: bool = False


@dataclass(frozen=True, slots=True)
class SampleTerms:
    """Payment terms as the document that `receivables.terms.rules.Terms` reads."""

    code: str
    name: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SampleRate:
    """Units of the creditor's base currency for one unit of `currency`, from that day on."""

    currency: str
    rate_date: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class SampleIdentifier:
    """A typed number of a customer, such as a USDOT number."""

    customer_number: str
    scheme: str
    value: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class SampleCustomer:
    """Who owes; `habit` says how they pay and `cast` names their part in the story of the book, if they have one."""

    number: str
    name: str
    kind: str
    language: str
    time_zone: str
    country: str
    terms_code: str
    currency: str
    habit: str
    owner_email: str = ""
    queue: str = ""
    parent_number: str = ""
    segment: str = ""
    cast: str = ""


@dataclass(frozen=True, slots=True)
class SampleContact:
    """A human at the customer."""

    customer_number: str
    name: str
    role: str
    phone: str
    email: str
    preferred_channel: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One dated movement on an item after its issue; the amount is the signed effect on the open amount.

    `receipt` names the payer's payment, or ties the two sides of a credit set against an invoice; `reverses` is the
    position of the undone entry among the item's entries.
    """

    kind: str
    amount: Decimal
    effective_date: date
    reason: str = ""
    receipt: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One document; `amount` is signed (credit memos and on-account cash are negative)."""

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
    entries: tuple[SampleEntry, ...] = ()

    def open_amount(self, as_of: date) -> Decimal:
        """Return what is open at the end of a day, signed; 0 before the document exists."""
        if self.document_date > as_of:
            return Decimal(0)
        return self.amount + sum((e.amount for e in self.entries if e.effective_date <= as_of), Decimal(0))

    def settled_date(self, as_of: date) -> date | None:
        """Return the day the item reached zero and stayed there, or None while it is open."""
        if self.document_date > as_of or self.open_amount(as_of) != 0:
            return None
        return max((e.effective_date for e in self.entries if e.effective_date <= as_of), default=self.document_date)


@dataclass(frozen=True, slots=True)
class SampleHold:
    """Do not chase this, because, until; without an item it covers the whole customer."""

    customer_number: str
    reason: str
    placed_date: date
    item_number: str = ""
    amount: Decimal | None = None
    until_date: date | None = None
    lifted_date: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleActivity:
    """What was said or done, at the creditor's local time."""

    customer_number: str
    user_email: str
    kind: str
    day: date
    at: time
    direction: str = ""
    reached: bool | None = None
    outcome: str = ""
    duration_minutes: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleCreditor:
    """A company the money is owed to, with its whole book."""

    key: str
    name: str
    legal_name: str
    base_currency: str
    country: str
    subdivision: str
    time_zone: str
    locale: str
    language: str
    terms: tuple[SampleTerms, ...]
    rates: tuple[SampleRate, ...]
    customers: tuple[SampleCustomer, ...]
    contacts: tuple[SampleContact, ...]
    identifiers: tuple[SampleIdentifier, ...]
    items: tuple[SampleItem, ...]
    holds: tuple[SampleHold, ...]
    activities: tuple[SampleActivity, ...]


@dataclass(frozen=True, slots=True)
class SampleBook:
    """The whole sample: every document and movement is dated before `as_of`."""

    as_of: date
    seed: int
    creditors: tuple[SampleCreditor, ...]
    users: tuple[SampleUser, ...]

    def creditor(self, key: str) -> SampleCreditor:
        """Return one creditor by key; KeyError where there is none."""
        for creditor in self.creditors:
            if creditor.key == key:
                return creditor
        raise KeyError(key)
