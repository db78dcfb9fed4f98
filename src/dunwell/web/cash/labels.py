"""Words of the cash screens: where money is, how it came, how sure an answer is."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

PLACE_WORDS = {
    "suspense": gettext_lazy("payer not known"),
    "on_account": gettext_lazy("on account"),
    "applied": gettext_lazy("applied"),
    "refunded": gettext_lazy("refunded"),
    "returned": gettext_lazy("returned"),
    "bank": gettext_lazy("bank"),
}
METHOD_WORDS: dict[str, str | Promise] = {
    "transfer": gettext_lazy("transfer"),
    "check": gettext_lazy("check"),
    "cash": gettext_lazy("cash"),
    "ach": "ACH",
    "wire": gettext_lazy("wire"),
}
TONES = {"auto": "green", "suggested": "amber"}


def score_words(score: Decimal | None) -> str:
    """A score as a share of a hundred, rounded down: nothing is shown as certain that is not."""
    return "" if score is None else f"{int(score * 1000) / 10:.1f} %"
