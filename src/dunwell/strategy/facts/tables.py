"""The facts that policies may ask about: one row per customer with any open item, as of one day.

FACTS is the documented whitelist: a column that is not in it does not exist for a policy, and the policy editor, the
docs page and the validator all read it from here. Amounts are in the creditor's base currency. What never happened
(no contact, no payment) is null, not zero.
"""

from typing import NamedTuple


class Fact(NamedTuple):
    """One column of the facts table: Ibis type, meaning, unit, example, and whether a policy may ask for it."""

    type: str
    meaning: str
    unit: str
    example: str
    askable: bool = True


_AMOUNT = "decimal(18,4)"
_DAYS = "decimal(9,2)"

FACTS: dict[str, Fact] = {
    "customer_id": Fact("int64", "The customer's row.", "id", "4711", False),
    "customer_number": Fact("string", "The number that the creditor gave the customer.", "text", "'C-1007'"),
    "customer_name": Fact("string", "The customer's name.", "text", "'Harbor Freight Ltd'"),
    "is_consumer": Fact("boolean", "The customer is a person, not a business.", "true or false", "false"),
    "parent_id": Fact("int64", "The customer above this one; null when there is none.", "id", "42", False),
    "owner_id": Fact("int64", "The collector who owns the customer; null when nobody does.", "id", "7", False),
    "queue": Fact("string", "The shared queue the customer is worked from; empty when none.", "text", "'export'"),
    "language": Fact("string", "The language the customer is written to in.", "text", "'en'"),
    "country": Fact("string", "The customer's country, two letters.", "text", "'HK'"),
    "currency": Fact("string", "The creditor's base currency, in which every amount here is stated.", "text", "'USD'"),
    "open_amount": Fact(_AMOUNT, "Everything open, credits taken off.", "money", "12500.00"),
    "gross_open_amount": Fact(_AMOUNT, "Everything open, credits not taken off.", "money", "13000.00"),
    "unapplied_amount": Fact(
        _AMOUNT, "Credits and cash not yet put against a document, as 0 or more.", "money", "500.00"
    ),
    "current_amount": Fact(_AMOUNT, "Open and not yet past due.", "money", "4000.00"),
    "past_due_amount": Fact(_AMOUNT, "Open and past due, disputed and held parts included.", "money", "9000.00"),
    "disputed_amount": Fact(_AMOUNT, "The past-due part under dispute.", "money", "1000.00"),
    "held_amount": Fact(_AMOUNT, "The past-due part on hold for another reason than dispute.", "money", "0.00"),
    "collectable_amount": Fact(
        _AMOUNT, "Past due, less disputed, held and unapplied; never below 0.", "money", "7500.00"
    ),
    "oldest_days_past_due": Fact(
        "int64",
        "Days past due of the oldest document neither disputed nor held; below 0 it falls due in so many days; "
        "null when there is no such document.",
        "days",
        "34",
    ),
    "max_days_past_due": Fact("int64", "Days past due of the oldest open document of all.", "days", "61"),
    "item_count": Fact("int64", "Open documents.", "count", "12"),
    "past_due_item_count": Fact("int64", "Open documents past due.", "count", "5"),
    "largest_item_amount": Fact(_AMOUNT, "The largest open document.", "money", "3200.00"),
    "average_days_to_pay": Fact(
        _DAYS, "Days from document to payment, weighted by amount, 12 months.", "days", "46.20"
    ),
    "average_days_late": Fact(_DAYS, "Days from due date to payment, weighted by amount, 12 months.", "days", "16.20"),
    "late_share": Fact("decimal(5,4)", "Share of documents paid late, 12 months.", "0 to 1", "0.6500"),
    "late_trend": Fact(_DAYS, "Average days late of the last 3 months less that of 12 months.", "days", "4.50"),
    "paid_item_count": Fact("int64", "Documents paid in full, 12 months.", "count", "31"),
    "days_since_last_payment": Fact("int64", "Days since money last came in; null when never.", "days", "18"),
    "last_payment_amount": Fact(_AMOUNT, "What last came in; null when nothing ever did.", "money", "2400.00"),
    "broken_promise_count": Fact("int64", "Promises broken in the last 6 months.", "count", "1"),
    "days_since_last_contact": Fact("int64", "Days since we last called or wrote; null when never.", "days", "5"),
    "days_since_last_touch": Fact(
        "int64", "Days since anything was done about the customer; null when never.", "days", "5"
    ),
    "contacts_last_7_days": Fact("int64", "Times we called or wrote in the last 7 days.", "count", "1"),
    "is_new": Fact("boolean", "The first document is less than 90 days old.", "true or false", "false"),
    "tenure_days": Fact("int64", "Days since the first document.", "days", "800"),
    "on_hold": Fact("boolean", "The whole customer is on hold.", "true or false", "false"),
    "hold_reason": Fact("string", "Why the whole customer is on hold; null when it is not.", "text", "'hardship'"),
    "hold_until": Fact("date", "Last day of that hold; null when open-ended or none.", "date", "2026-04-05", False),
    "snoozed_until": Fact(
        "date", "Day the customer comes back; null when not snoozed today.", "date", "2026-04-01", False
    ),
    "value_percentile": Fact("int64", "Share of customers in the book who owe less.", "0 to 100", "90"),
    "risk_score": Fact("int64", "How likely to pay late or not at all; 100 is worst.", "0 to 100", "62"),
    "waiting_receipt_amount": Fact(
        _AMOUNT,
        "Money of the last 30 days that waits, on account or in suspense, and may pay this.",
        "money",
        "5000.00",
    ),
    "has_waiting_receipt": Fact("boolean", "Such money waits, in any currency.", "true or false", "false"),
    "last_step": Fact("string", "Ladder step that was last worked; null when none is recorded.", "text", "'call_1'"),
    "days_since_last_step": Fact("int64", "Days since that step was worked; null when none is recorded.", "days", "7"),
}

SEGMENT = Fact("string", "The segment that the customer falls into.", "text", "'high_value'")


def kind_of(ibis_type: str) -> str:
    """Return what an expression sees of a column type: number, text or boolean."""
    if ibis_type == "boolean":
        return "boolean"
    return "text" if ibis_type == "string" else "number"


SEGMENT_COLUMNS: dict[str, str] = {name: kind_of(fact.type) for name, fact in FACTS.items() if fact.askable}
"""What a segment may ask for: column name -> number, text or boolean."""

POLICY_COLUMNS: dict[str, str] = {**SEGMENT_COLUMNS, "segment": "text"}
"""What a policy may ask for: the same and the segment just found."""

FACT_TYPES: dict[str, str] = {name: fact.type for name, fact in FACTS.items()}
"""The schema of the facts table: column name -> Ibis type, in order."""

STEP_MEMORY = ("last_step", "days_since_last_step")
"""The facts that strategy adds by itself (`facts/sets.py`); exposure produces all the others."""
