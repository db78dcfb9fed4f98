"""The mapping profile of a list of open items."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dunwell.exchange.formats.open_items.rules import AMOUNT_FIELDS, DATE_FIELDS, FIELDS, ID_FIELDS, SIGN_RULES
from dunwell.exchange.reading import profiles
from dunwell.exchange.reading.profiles import Shape

SHAPE = Shape(
    key="open_items",
    fields=FIELDS,
    date_fields=DATE_FIELDS,
    amount_fields=AMOUNT_FIELDS,
    sign_rules=SIGN_RULES,
    id_fields=ID_FIELDS,
    # These two may be one column: many lists know their customers by name only.
    shared=frozenset({"customer_number", "customer_name"}),
    stand_ins={"customer_number": "customer_name"},
)


class Profile(profiles.Profile):
    """How one sender's list of open items is laid out."""

    shape: ClassVar[Shape] = SHAPE


def profile_of(document: Mapping[str, Any]) -> Profile:
    """Return the profile that plain data describes; refuse what it cannot mean, naming the part."""
    return profiles.profile_of(Profile, document)
