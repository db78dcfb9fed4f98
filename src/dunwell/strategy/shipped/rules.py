"""What stands on the policies shelf: a document and examples of what it says about whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from typing import Any

ORDINARY: dict[str, Any] = {
    "customer_id": 1, "customer_number": "C-1", "customer_name": "Harbor Freight", "is_consumer": False,
    "parent_id": None, "owner_id": 7, "queue": "", "language": "en", "country": "US", "currency": "USD",
    "open_amount": "6000", "gross_open_amount": "6000", "unapplied_amount": "0", "current_amount": "1000",
    "past_due_amount": "5000", "disputed_amount": "0", "held_amount": "0", "collectable_amount": "5000",
    "oldest_days_past_due": 10, "max_days_past_due": 10, "item_count": 3, "past_due_item_count": 2,
    "largest_item_amount": "3000", "average_days_to_pay": "34.00", "average_days_late": "4.00", "late_share": "0.3000",
    "late_trend": "0.00", "paid_item_count": 20, "days_since_last_payment": 25, "last_payment_amount": "1500",
    "broken_promise_count": 0, "days_since_last_contact": None, "days_since_last_touch": None,
    "contacts_last_7_days": 0, "is_new": False, "tenure_days": 700, "on_hold": False, "hold_reason": None,
    "hold_until": None, "snoozed_until": None, "value_percentile": 60, "risk_score": 30,
    "waiting_receipt_amount": "0", "has_waiting_receipt": False, "last_step": None, "days_since_last_step": None,
}  # fmt: skip
"""A business customer without anything remarkable; examples say only what is different."""


@dataclass(frozen=True)
class Example:
    """A customer (what differs from the ordinary one), the step it must get, and the exclusions it must have."""

    title: str
    facts: Mapping[str, Any]
    step: str | None
    exclusions: tuple[str, ...] = ()

    def row(self, types: Mapping[str, str]) -> dict[str, Any]:
        """Return the full facts row, amounts as decimals; `types` is FACT_TYPES."""
        row = {**ORDINARY, **self.facts}
        assert set(row) == set(types), set(row) ^ set(types)
        return {
            name: Decimal(row[name]) if kind.startswith("decimal") and row[name] is not None else row[name]
            for name, kind in types.items()
        }


@dataclass(frozen=True)
class Shipped:
    """A document that comes with Dunwell, and what it must say about whom."""

    text: str
    examples: tuple[Example, ...] = field(default=())


def shipped(package: str, examples: tuple[Example, ...]) -> Shipped:
    """Return the policy of a shelf package: its `policy.yaml` and its examples."""
    return Shipped(files(package).joinpath("policy.yaml").read_text(encoding="utf-8"), examples)
