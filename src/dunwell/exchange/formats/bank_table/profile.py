"""The mapping profile of a bank statement that is a table."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dunwell.exchange.reading import profiles
from dunwell.exchange.reading.profiles import Shape

TEXT_FIELDS = ("text", "text_2", "text_3", "text_4")
DATE_FIELDS = ("booking_date", "value_date")
AMOUNT_FIELDS = ("amount", "debit_amount", "credit_amount", "balance")
FIELDS = (
    "account", "booking_date", "value_date", "debit_credit", "amount", "debit_amount", "credit_amount", "currency",
    "balance", "payer", "payer_account", "payer_bank", "end_to_end_id", "reference", "check_number", "kind", "status",
    *TEXT_FIELDS,
)  # fmt: skip
SHAPE = Shape(
    key="bank_table",
    fields=FIELDS,
    date_fields=DATE_FIELDS,
    amount_fields=AMOUNT_FIELDS,
    sign_rules=("as_is", "debit_credit_column", "inverted"),
)
# At least one of each group must have a column.
REQUIRED = (DATE_FIELDS, ("amount", "debit_amount", "credit_amount"))


class Profile(profiles.Profile):
    """How one bank's table is laid out. `fill_down` with `booking_date` takes blank days from the row above."""

    shape: ClassVar[Shape] = SHAPE


def profile_of(document: Mapping[str, Any]) -> Profile:
    """Return the profile that plain data describes; refuse what it cannot mean, naming the part."""
    return profiles.profile_of(Profile, document)
