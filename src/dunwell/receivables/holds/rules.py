"""Do not chase this, because, until."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class HoldReason(StrEnum):
    """Why something is not chased."""

    DISPUTE = "dispute"
    PROMISE = "promise"
    PLAN = "plan"
    HARDSHIP = "hardship"
    LEGAL = "legal"
    INSOLVENCY = "insolvency"
    DOCUMENTS = "documents"
    CUSTOMER_REQUEST = "customer_request"
    INTERNAL_REVIEW = "internal_review"
    OTHER = "other"


def check_hold(placed: date, until: date | None, amount: Decimal | None, open_amount: Decimal | None) -> None:
    """Refuse a hold that ends before it starts, or a part that is not a part of an item.

    `open_amount` is the item's (None for a hold on the whole customer).
    """
    if until is not None and until < placed:
        raise Refusal(
            "receivables.hold.ends_before_it_starts",
            gettext_noop("A hold cannot end on {until}, before it starts on {placed}. Choose a later day."),
            until=until.isoformat(),
            placed=placed.isoformat(),
        )
    if amount is None:
        return
    if open_amount is None:
        raise Refusal(
            "receivables.hold.amount_needs_item",
            gettext_noop("A part can be held on one item only. Choose the item, or hold the whole customer."),
        )
    if amount <= 0 or amount > open_amount:
        raise Refusal(
            "receivables.hold.amount_out_of_range",
            gettext_noop("{amount} is not a part of the {open_amount} still open. Give an amount between the two."),
            amount=str(amount),
            open_amount=str(open_amount),
        )
