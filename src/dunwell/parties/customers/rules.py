"""What makes a customer sound."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from zoneinfo import available_timezones

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


def check_fields(fields: Mapping[str, Any]) -> None:
    """Refuse a name that is empty, a kind that there is not, and a time zone that no clock knows."""
    if "name" in fields and not str(fields["name"]).strip():
        raise Refusal("parties.customer.unnamed", gettext_noop("A customer needs a number and a name."))
    if "kind" in fields and fields["kind"] not in set(CustomerKind):
        raise Refusal(
            "parties.customer.unknown_kind",
            gettext_noop("{kind} is no kind of customer. Choose business or consumer."),
            kind=str(fields["kind"])[:40],
        )
    zone = fields.get("time_zone") or ""
    if zone and zone not in available_timezones():
        raise Refusal(
            "parties.customer.unknown_time_zone",
            gettext_noop("{zone} is no time zone. Write it like Asia/Hong_Kong."),
            zone=str(zone)[:64],
        )
