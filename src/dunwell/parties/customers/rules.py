"""What makes a customer sound."""

from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class CustomerKind(StrEnum):
    """Business or consumer: consumers get the stricter rules."""

    BUSINESS = "business"
    CONSUMER = "consumer"


MAX_DEPTH = 8


def check_parent(customer_id: int | None, ancestor_ids: list[int]) -> None:
    """Refuse a parent that would close a ring or make the family deeper than eight levels.

    `ancestor_ids` are the proposed parent, its parent and so on.
    """
    if customer_id is not None and customer_id in ancestor_ids:
        raise Refusal(
            "parties.customer.own_ancestor",
            gettext_noop("A customer cannot stand below itself. Choose a parent outside its own sites."),
        )
    if len(ancestor_ids) > MAX_DEPTH:
        raise Refusal(
            "parties.customer.too_deep",
            gettext_noop("A family may be {depth} levels deep. Attach the site higher up."),
            depth=MAX_DEPTH,
        )
