"""Questions about what past postings taught of payers."""

from dataclasses import dataclass
from datetime import date

from dunwell.cash.aliases.models import PayerAlias
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class AliasRow:
    """One payer account or name, and the customer it was seen paying for."""

    id: int
    kind: str
    value: str
    customer_id: int
    customer_name: str
    seen_count: int
    is_confirmed: bool
    learned_by: str
    last_seen_date: date | None


def aliases_of(viewer: Viewer, creditor_id: int, customer_id: int | None = None, limit: int = 500) -> list[AliasRow]:
    """Return what is known of payers at a creditor, or of one customer's, by kind and value."""
    require(viewer, "book.read", creditor_id)
    held = PayerAlias.objects.select_related("customer").filter(creditor_id=creditor_id)
    if customer_id is not None:
        held = held.filter(customer_id=customer_id)
    return [
        AliasRow(
            row.pk, row.kind, row.value, row.customer_id, row.customer.name, row.seen_count, row.is_confirmed,
            row.learned_by, row.last_seen_date,
        )
        for row in held.order_by("kind", "value", "pk")[:limit]
    ]  # fmt: skip
