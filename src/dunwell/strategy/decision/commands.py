"""Decisions on their way into the database: columns for COPY, made a batch at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dunwell.strategy.decision.rules import reasons_of, stored_reason, words_of
from dunwell.strategy.decision.tables import EXCLUSIONS, FACTORS
from dunwell.strategy.policy.rules import Policy

if TYPE_CHECKING:
    import pyarrow as pa

COPY_COLUMNS = (
    "creditor_id", "run_id", "customer_id", "segment", "policy_key", "policy_version", "step", "action", "tone",
    "owner_id", "queue", "minutes", "points", "expected_amount", "currency", "rank", "floor_due",
    "exclusions", "factors", "facts",
)  # fmt: skip
"""The columns of `strategy_decision` in the order of `copy_blocks`."""

LISTED_FACTS = (
    "open_amount", "past_due_amount", "collectable_amount", "disputed_amount", "oldest_days_past_due",
    "average_days_late", "broken_promise_count", "days_since_last_contact", "days_since_last_payment",
    "value_percentile", "risk_score", "is_new",
)  # fmt: skip
"""The facts that a ranked decision keeps for the list."""

REASON_COLUMNS = (
    "rank", "policy_key", "step", "step_index", "pause_index", "tone", "minutes", "currency", "hold_reason",
    "hold_until", "snoozed_until", "past_due_amount", "unapplied_amount", "stake_amount", "minimum_amount",
    "expected_amount", "wait_days", "min_gap_days", "max_attempts_per_week", "contacts_last_7_days",
    "days_since_last_contact", "days_since_last_touch", "risk_score", "value_percentile", "oldest_days_past_due",
    "average_days_late", "late_trend", "broken_promise_count", "floor_due",
    *(f"excluded_{code}" for code in EXCLUSIONS), *(f"points_{factor}" for factor in FACTORS),
)  # fmt: skip
"""What `reasons_of` and `words_of` ask of a row; the other columns are never turned into Python values."""

_TOLD_BY_CODE = frozenset({"credit_balance", "nothing_past_due", "held_only"})
"""Exclusions whose reasons hold no facts: most of a book, so their JSON is made once."""


def copy_blocks(
    batches: "Iterable[pa.RecordBatch]", policies: Mapping[str, Policy], *, creditor_id: int, run_id: int
) -> Iterator[bytes]:
    """Yield rows of `decide` as CSV for `COPY strategy_decision (COPY_COLUMNS) FROM STDIN (FORMAT csv)`.

    Memory is bounded by the batch. `policies` are the documents that decided, for the words of steps and pauses.
    """
    from pyarrow import csv

    plain = csv.WriteOptions(include_header=False)
    for batch in batches:
        block = BytesIO()
        csv.write_csv(copied(batch, policies, creditor_id=creditor_id, run_id=run_id), block, plain)
        yield block.getvalue()


def copied(
    batch: "pa.RecordBatch", policies: Mapping[str, Policy], *, creditor_id: int, run_id: int
) -> "pa.RecordBatch":
    """Return rows of `decide` with exactly COPY_COLUMNS, in that order; JSON comes as text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    same, blank = ("customer_id", "segment", "policy_key", "policy_version", "points", "expected_amount"), pa.scalar("")
    columns = {
        "creditor_id": pa.repeat(creditor_id, batch.num_rows),
        "run_id": pa.repeat(run_id, batch.num_rows),
        **{name: batch[name] for name in (*same, "rank", "floor_due")},
        **{name: pc.fill_null(batch[name], blank) for name in ("step", "action", "tone", "currency")},
        "owner_id": batch["decision_owner_id"],
        "queue": pc.fill_null(batch["decision_queue"], blank),
        "minutes": pc.fill_null(batch["minutes"], 0),
        "exclusions": _exclusions(batch),
        "factors": pa.array(_factors(batch, policies), pa.string()),
        "facts": _facts(batch),
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in COPY_COLUMNS], names=list(COPY_COLUMNS))


def _exclusions(batch: "pa.RecordBatch") -> "pa.Array":
    """Return each row's codes as a JSON list; a book has few different sets of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bits = pa.repeat(pa.scalar(0, pa.int64()), batch.num_rows)
    for place, code in enumerate(EXCLUSIONS):
        flag = pc.fill_null(batch[f"excluded_{code}"], False).cast(pa.int64())
        bits = pc.add(bits, pc.multiply(flag, pa.scalar(1 << place, pa.int64())))
    seen = pc.dictionary_encode(bits)
    told = [
        json.dumps([code for place, code in enumerate(EXCLUSIONS) if bit >> place & 1])
        for bit in seen.dictionary.to_pylist()
    ]
    return pa.array(told, pa.string()).take(seen.indices)


def _facts(batch: "pa.RecordBatch") -> "pa.Array":
    """Return the listed facts of ranked rows as a JSON object, amounts as text; an empty one for the others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    pieces: list[Any] = []
    for name in LISTED_FACTS:
        column = batch[name]
        text = column.cast(pa.string())
        if pa.types.is_decimal(column.type):
            text = pc.binary_join_element_wise('"', text, '"', "")
        pieces += [f'{", " if pieces else "{"}"{name}": ', pc.fill_null(text, "null")]
    whole = pc.binary_join_element_wise(*pieces, "}", "")
    return pc.if_else(pc.is_valid(batch["rank"]), whole, "{}")


def _factors(batch: "pa.RecordBatch", policies: Mapping[str, Policy]) -> list[str]:
    """Return each row's reasons as a JSON list."""
    encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
    flags = tuple((code, f"excluded_{code}") for code in EXCLUSIONS)
    known: dict[tuple[str, ...], str] = {}
    out = []
    for row in batch.select(list(REASON_COLUMNS)).to_pylist():
        codes = tuple([code for code, flag in flags if row[flag]]) if row["rank"] is None else ()
        if codes in known:
            out.append(known[codes])
            continue
        text = encode([stored_reason(reason) for reason in reasons_of(row, **words_of(row, policies), codes=codes)])
        if codes and _TOLD_BY_CODE.issuperset(codes):
            known[codes] = text
        out.append(text)
    return out
