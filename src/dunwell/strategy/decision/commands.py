"""Decisions on their way into the database: rows for COPY."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dunwell.strategy.decision.rules import exclusion_codes, reasons_of, stored_reason, words_of
from dunwell.strategy.policy.rules import Policy

if TYPE_CHECKING:
    import pyarrow as pa

COPY_COLUMNS = (
    "creditor_id", "run_id", "customer_id", "segment", "policy_key", "policy_version", "step", "action", "tone",
    "owner_id", "queue", "minutes", "points", "expected_amount", "currency", "rank", "floor_due",
    "exclusions", "factors", "facts",
)  # fmt: skip
"""The columns of `strategy_decision` in the order of `copy_rows`."""

LISTED_FACTS = (
    "open_amount", "past_due_amount", "collectable_amount", "disputed_amount", "oldest_days_past_due",
    "average_days_late", "broken_promise_count", "days_since_last_contact", "days_since_last_payment",
    "value_percentile", "risk_score", "is_new",
)  # fmt: skip
"""The facts that a ranked decision keeps for the list."""


def copy_rows(
    batches: "Iterable[pa.RecordBatch | pa.Table]", policies: Mapping[str, Policy], *, creditor_id: int, run_id: int
) -> Iterator[tuple[Any, ...]]:
    """Yield one tuple per row of `decide` for `COPY strategy_decision (COPY_COLUMNS) FROM STDIN`; JSON comes as text.

    Memory is bounded by the batch. `policies` are the documents that decided, for the words of steps and pauses.
    """
    for batch in batches:
        for row in batch.to_pylist():
            yield _copy_row(row, policies, creditor_id, run_id)


def _copy_row(row: Mapping[str, Any], policies: Mapping[str, Policy], creditor_id: int, run_id: int) -> tuple[Any, ...]:
    ranked = row["rank"] is not None
    reasons = [stored_reason(reason) for reason in reasons_of(row, **words_of(row, policies))]
    facts = {name: _plain(row[name]) for name in LISTED_FACTS} if ranked else {}
    return (
        creditor_id, run_id, row["customer_id"], row["segment"], row["policy_key"], row["policy_version"],
        row["step"] or "", row["action"] or "", row["tone"] or "", row["decision_owner_id"],
        row["decision_queue"] or "",
        row["minutes"] or 0, row["points"], row["expected_amount"], row["currency"] or "", row["rank"],
        row["floor_due"],
        json.dumps(exclusion_codes(row)), json.dumps(reasons), json.dumps(facts),
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
