"""Ask the day without running it: the facts of any day, and everything behind one customer's decision."""

from datetime import date
from typing import TYPE_CHECKING

from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.queries import creditor_of
from dunwell.runs.day.reading import reading
from dunwell.runs.day.thinking import Asked, Thought, read_tables, think
from dunwell.strategy.decision.queries import Explanation, explain

if TYPE_CHECKING:
    import pyarrow as pa


def facts_as_of(*, viewer: Viewer, creditor_id: int, as_of: date, engine: str = "duckdb") -> "pa.Table":
    """Return the facts of every customer with anything open as of a day, fresh from the ledger (Arrow); writes nothing.

    Refuses what the day refuses: an unequal ledger, a missing rate, an unknown engine.
    """
    require(viewer, "book.read", creditor_id)
    creditor = creditor_of(viewer, creditor_id)
    asked = Asked(creditor.key, as_of, creditor.base_currency, None)
    with reading(engine, creditor_id) as read:
        thought = Thought(read.engine, asked)
        read_tables(thought)
        think(thought)
        return read.engine.to_arrow(thought.tables["facts"])


def explain_customer(*, viewer: Viewer, creditor_id: int, customer_number: str, as_of: date) -> Explanation:
    """Return everything behind the decision for one customer as of a day: facts, answers, points, what moves it."""
    facts = facts_as_of(viewer=viewer, creditor_id=creditor_id, as_of=as_of)
    currency = creditor_of(viewer, creditor_id).base_currency
    return explain(viewer, creditor_id, customer_number, as_of=as_of, facts=facts, currency=currency)
