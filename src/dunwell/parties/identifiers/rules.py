"""Which registers know a customer, and how their numbers look."""

import re
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class Scheme(StrEnum):
    """The register that gave the number."""

    TAX = "tax"
    VAT = "vat"
    DUNS = "duns"
    LEI = "lei"
    DOT = "dot"
    MC = "mc"
    SCAC = "scac"
    BUSINESS_REGISTRATION = "business_registration"
    ERP = "erp"
    OTHER = "other"


_SHAPES = {
    Scheme.DUNS: r"\d{9}",
    Scheme.LEI: r"[A-Z0-9]{18}\d{2}",
    Scheme.DOT: r"\d{1,8}",
    Scheme.MC: r"\d{1,8}",
    Scheme.SCAC: r"[A-Z]{2,4}",
}


def clean_value(scheme: Scheme, text: str) -> str:
    """Return the number without its dressing; refuse one that the register cannot have given."""
    value = re.sub(r"[\s.\-/]", "", text).upper()
    shape = _SHAPES.get(scheme, r".+")
    if not re.fullmatch(shape, value):
        raise Refusal(
            "parties.identifier.wrong_shape",
            gettext_noop("{text} is not a {scheme} number. Check it against the register."),
            text=text,
            scheme=scheme.value,
        )
    return value
