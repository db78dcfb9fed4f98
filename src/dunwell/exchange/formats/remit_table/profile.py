"""What a table of remittances looks like: its fields, and the shipped profile of plain headings."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from dunwell.exchange.reading import profiles
from dunwell.exchange.reading.advice_words import words_of
from dunwell.exchange.reading.profiles import Profile, Shape
from dunwell.exchange.reading.tables import PLAIN, Catalog

# In order of likelihood: a heading that two fields know goes to the first.
FIELDS = (
    "number", "purchase_order", "document_date", "gross", "discount", "deduction", "paid", "amount", "reason",
    "reason_text", "kind", "currency", "payment_reference", "payment_date", "payment_amount", "payer", "payer_number",
)  # fmt: skip
DATE_FIELDS = ("document_date", "payment_date")
AMOUNT_FIELDS = ("gross", "discount", "deduction", "paid", "amount", "payment_amount")
LINE_AMOUNTS = AMOUNT_FIELDS[:-1]


class RemitProfile(Profile):
    """How one payer's table is laid out; see `Profile`."""

    shape: ClassVar[Shape] = Shape(
        key="remit_table",
        fields=FIELDS,
        date_fields=DATE_FIELDS,
        amount_fields=AMOUNT_FIELDS,
        sign_rules=("as_is",),
        id_fields=("number",),
    )


def profile_of(document: Mapping[str, Any]) -> RemitProfile:
    """Return the profile that plain data describes; refuse what it cannot mean, naming the part."""
    return profiles.profile_of(RemitProfile, document)


@lru_cache(maxsize=1)
def seeded_profiles() -> dict[str, RemitProfile]:
    """Return the shipped profile, which lists the headings to look for in several languages."""
    columns = {name: tuple(words_of("headings", name)) for name in FIELDS}
    return {PLAIN: RemitProfile(name=PLAIN, columns=columns)}


def seed_titles() -> dict[str, str]:
    """Return what to call the shipped profile on a screen."""
    return {PLAIN: "Plain headings, in several languages"}


CATALOG = Catalog(shape=RemitProfile.shape, seeds=seeded_profiles, marks=dict)
