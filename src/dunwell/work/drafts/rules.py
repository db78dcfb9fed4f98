"""What a message may ask for, and the words around its figures in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

REPLY_DAYS, DEADLINE_DAYS = 7, 14
"""How long somebody has to answer, and to pay, from the day of the message (handbook §8.2: at least 7 days)."""
SOON_DAYS = 14
"""How far ahead a message of tone T0 looks for what falls due."""
ZERO = Decimal(0)

TABLE_HEADS: dict[str, tuple[str, str, str, str]] = {
    "en": ("Number", "Your reference", "Due date", "Amount"),
    "zh-hant": ("單據編號", "貴方參考編號", "到期日", "金額"),
    "fil": ("Numero", "Inyong reference", "Takdang petsa", "Halaga"),
}
"""Headings of the table of documents, as customers read them; like the templates they need native review."""


@dataclass(frozen=True)
class Claim:
    """What a message asks for of one document: the part that is open, not disputed and not on hold."""

    open_item_id: int
    number: str
    reference: str
    due_date: date
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class HeldPart:
    """A hold as far as claims look at it: of the customer (no item), of an item, or of a part of one."""

    reason: str
    open_item_id: int | None
    amount: Decimal | None


def claim_amount(open_item_id: int, open_amount: Decimal, is_disputed: bool, holds: Iterable[HeldPart]) -> Decimal:
    """Return how much of a document may be asked for: zero where it is disputed or on hold as a whole."""
    if is_disputed:
        return ZERO
    rest = open_amount
    for hold in holds:
        if hold.open_item_id is None and hold.reason == "dispute":
            return ZERO
        if hold.open_item_id == open_item_id:
            if hold.amount is None:
                return ZERO
            rest -= hold.amount
    return max(rest, ZERO)


def chosen_claims(claims: Iterable[Claim], today: date, tone: str) -> list[Claim]:
    """Return what a message is about where nobody chose: what is past due; with tone T0 what falls due soon."""
    if tone == "T0":
        return [claim for claim in claims if today <= claim.due_date <= today + timedelta(days=SOON_DAYS)]
    return [claim for claim in claims if claim.due_date < today]


def totals(claims: Iterable[Claim]) -> dict[str, Decimal]:
    """Return what claims come to, by currency."""
    sums: dict[str, Decimal] = {}
    for claim in claims:
        sums[claim.currency] = sums.get(claim.currency, ZERO) + claim.amount
    return sums


def is_milder(before: Mapping[int, Decimal], after: Mapping[int, Decimal]) -> bool:
    """Return whether a text that is filled anew asks for no more than the one that somebody agreed to, and for some."""
    if not after:
        return not before
    return all(item in before and amount <= before[item] for item, amount in after.items())


def table_heads(language: str) -> tuple[str, str, str, str]:
    """Return the headings of the table of documents in a language; English where it is not known."""
    return TABLE_HEADS.get(language, TABLE_HEADS["en"])
