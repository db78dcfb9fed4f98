"""The pure part of the day: every step from the proof to the ranking, on any engine, without writing a row.

Each step is one set expression, kept under a name so that later steps read it once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from dunwell.base.money import minor_digits
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.engines import Engine
from dunwell.runs.day.results import StepResult
from dunwell.strategy.policy.queries import Book

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from dunwell.base.sets import TableShape

Progress = Callable[[StepResult], None]


@dataclass(frozen=True)
class Asked:
    """Which day is thought through: of which creditor, in which currency, by which documents (None: facts only)."""

    creditor_key: str
    as_of: date
    base_currency: str
    book: Book | None


@dataclass
class Thought:
    """What is known so far: kept tables by name, and the steps as they were finished."""

    engine: Engine
    asked: Asked
    progress: Progress | None = None
    tables: "dict[str, ir.Table]" = field(default_factory=dict)
    steps: list[StepResult] = field(default_factory=list)

    def keep(self, name: str, rows: "ir.Table") -> "ir.Table":
        """Compute a step's rows now."""
        self.tables[name] = self.engine.keep(f"day_{name}", rows)
        return self.tables[name]

    def one(self, rows: "ir.Table") -> dict[str, Any]:
        """Return the only row of a small result."""
        found = self.engine.to_arrow(rows).to_pylist()
        return dict(found[0]) if found else {}

    def finish(self, name: str, began: float, rows: int, sums: dict[str, Any] | None = None) -> None:
        """Note a step as finished."""
        told = {key: str(value) for key, value in sorted((sums or {}).items()) if value is not None}
        step = StepResult(name, rows, round(perf_counter() - began, 3), told)
        self.steps.append(step)
        if self.progress is not None:
            self.progress(step)


def day_shapes() -> "list[TableShape]":
    """Return every table that the day reads."""
    from dunwell.cash.waiting.tables import WAITING_RECEIPTS
    from dunwell.outcomes.promises.tables import PROMISES
    from dunwell.parties.customers.tables import CUSTOMERS
    from dunwell.receivables.entries.tables import ENTRIES
    from dunwell.receivables.holds.tables import HOLDS
    from dunwell.receivables.open_items.tables import DUE_PARTS, ITEMS
    from dunwell.receivables.rates.tables import RATES
    from dunwell.strategy.decision.tables import WORKED_STEPS
    from dunwell.work.activities.tables import ACTIVITIES
    from dunwell.work.snoozes.tables import SNOOZES

    return [
        CUSTOMERS, ITEMS, DUE_PARTS, ENTRIES, HOLDS, RATES, WAITING_RECEIPTS, ACTIVITIES, SNOOZES, PROMISES,
        WORKED_STEPS,
    ]  # fmt: skip


def read_tables(thought: Thought) -> None:
    """Hand out the tables of the book by name."""
    for shape in day_shapes():
        thought.tables[shape.name] = thought.engine.table(shape)


def prove(thought: Thought) -> None:
    """Stop at one balance that its entries do not give: better no list than a wrong one."""
    from dunwell.receivables.entries.sets import unequal_balances

    began, tables = perf_counter(), thought.tables
    wrong = thought.engine.to_arrow(unequal_balances(tables["items"], tables["entries"]).limit(1)).to_pylist()
    if wrong:
        raise Refusal(
            "runs.day.ledger_unequal",
            gettext_noop(
                "The balance of item {item} is kept as {kept} {currency}, but its entries give {entries}."
                " No list is made. Run `dunwell check` and have it repaired first."
            ),
            item=wrong[0]["item_number"],
            kept=str(wrong[0]["cached_amount"]),
            entries=str(wrong[0]["entries_amount"]),
            currency=wrong[0]["currency"],
        )
    items = tables["items"]
    sums = thought.engine.to_arrow(
        items.group_by("currency").aggregate(n=items.count(), held=items.cached_amount.sum())
    )
    rows = sums.to_pylist()
    thought.finish("prove", began, sum(row["n"] for row in rows), {row["currency"]: row["held"] for row in rows})


def age(thought: Thought) -> None:
    """Split what was open at the end of the day into due parts, and put each part into one bucket, in base currency."""
    from dunwell.exposure.aging.rules import Basis, buckets_of
    from dunwell.exposure.aging.sets import MONEY_COLUMNS, aged_parts
    from dunwell.receivables.entries.sets import open_balances
    from dunwell.receivables.holds.sets import blocked_parts
    from dunwell.receivables.open_items.sets import open_parts
    from dunwell.receivables.rates.sets import in_base

    began, tables, asked = perf_counter(), thought.tables, thought.asked
    balances = thought.keep("balances", open_balances(tables["items"], tables["entries"], asked.as_of))
    parts = thought.keep(
        "parts", blocked_parts(open_parts(balances, tables["due_parts"]), tables["holds"], asked.as_of)
    )
    _check_rates(thought, parts)
    buckets = buckets_of()
    digits = minor_digits(asked.base_currency)
    rated = in_base(parts, tables["rates"], asked.as_of, asked.base_currency, digits, MONEY_COLUMNS)
    aged = aged_parts(rated, asked.as_of, Basis.DUE, buckets)
    cells = aged.group_by("bucket").aggregate(n=aged.count(), held=aged.aged_amount.sum())
    rows = sorted(thought.engine.to_arrow(cells).to_pylist(), key=lambda row: row["bucket"])
    names = {-1: "unapplied", **dict(enumerate(buckets.labels))}
    sums = {f"{row['bucket'] + 1:02d} {names[row['bucket']]}": row["held"] for row in rows}
    thought.finish("age", began, sum(row["n"] for row in rows), sums)


def _check_rates(thought: Thought, parts: "ir.Table") -> None:
    from dunwell.receivables.rates.sets import missing_rates

    asked = thought.asked
    bare = missing_rates(parts, thought.tables["rates"], asked.as_of, asked.base_currency)
    missing = sorted(thought.engine.to_arrow(bare).to_pylist(), key=lambda row: str(row["currency"]))
    if missing:
        raise Refusal(
            "runs.day.rate_missing",
            gettext_noop(
                "There is no rate for {currency} on or before {day}, but {count} documents are open in it. Add one:"
                " dunwell rate add {currency} RATE --date {day} --creditor {creditor} ({base} per {currency})."
            ),
            currency=missing[0]["currency"],
            count=missing[0]["item_count"],
            day=asked.as_of.isoformat(),
            creditor=asked.creditor_key,
            base=asked.base_currency,
        )


def expose(thought: Thought) -> None:
    """Sum up what each customer owes, is late with, disputes and has on hold."""
    from dunwell.exposure.facts.sets import exposures

    began = perf_counter()
    owed = thought.keep("owed", exposures(thought.tables["parts"], thought.tables["rates"], _of(thought.asked)))
    sums = thought.one(
        owed.aggregate(
            n=owed.count(),
            open_amount=owed.open_amount.sum(),
            past_due_amount=owed.past_due_amount.sum(),
            collectable_amount=owed.collectable_amount.sum(),
        )
    )
    thought.finish("expose", began, sums.pop("n"), sums)


def behave(thought: Thought) -> None:
    """Find out how each customer pays."""
    from dunwell.exposure.behavior.sets import first_documents, payment_behavior, settled_rows

    began, tables, asked = perf_counter(), thought.tables, thought.asked
    settled = thought.keep(
        "settled", settled_rows(tables["items"], tables["entries"], tables["due_parts"], asked.as_of)
    )
    digits = minor_digits(asked.base_currency)
    known = payment_behavior(settled, tables["balances"], tables["rates"], asked.as_of, asked.base_currency, digits)
    behavior = thought.keep("behavior", known)
    thought.keep("firsts", first_documents(tables["items"], tables["entries"], asked.as_of))
    thought.finish("behave", began, thought.one(behavior.aggregate(n=behavior.count()))["n"])


def find_facts(thought: Thought) -> None:
    """Put everything that a policy may ask about into one wide row per customer."""
    from dunwell.exposure.facts.sets import customer_facts, with_broken_promises, with_touches, with_waiting_receipts
    from dunwell.outcomes.promises.sets import broken_promises
    from dunwell.strategy.facts.sets import with_last_step
    from dunwell.strategy.facts.tables import FACT_TYPES, STEP_MEMORY

    began, tables, as_of = perf_counter(), thought.tables, thought.asked.as_of
    rows = customer_facts(
        tables["customers"], tables["owed"], tables["behavior"], tables["firsts"], tables["holds"], _of(thought.asked)
    )
    rows = with_waiting_receipts(rows, tables["waiting_receipts"], tables["rates"], _of(thought.asked))
    rows = with_broken_promises(rows, broken_promises(tables["promises"], as_of))
    names = tuple(name for name in FACT_TYPES if name not in STEP_MEMORY)
    touched = thought.keep("touched", with_touches(rows, tables["activities"], tables["snoozes"], as_of, names))
    facts = thought.keep("facts", with_last_step(touched, tables["worked_steps"], as_of=as_of))
    thought.finish("facts", began, thought.one(facts.aggregate(n=facts.count()))["n"])


def decide_all(thought: Thought) -> None:
    """Let the documents in force decide for every customer."""
    from dunwell.strategy.decision.sets import decide

    began, asked = perf_counter(), thought.asked
    assert asked.book is not None, "nothing is decided without documents"
    decided = thought.keep(
        "decided",
        decide(thought.tables["facts"], asked.book.segments, asked.book.policies, currency=asked.base_currency),
    )
    sums = thought.one(
        decided.aggregate(
            n=decided.count(), listed=decided["rank"].count(), expected_amount=decided.expected_amount.sum()
        )
    )
    thought.finish("decide", began, sums.pop("n"), sums)


def rank(thought: Thought) -> "pa.Table":
    """Return the decisions in the order of the list (Arrow), those that are left alone last."""
    import ibis

    began, decided = perf_counter(), thought.tables["decided"]
    order = [decided["rank"].isnull(), decided["rank"], decided.customer_number]
    rows = thought.engine.to_arrow(decided.order_by([ibis.asc(column) for column in order]))
    thought.finish("rank", began, rows.num_rows - rows.column("rank").null_count)
    return rows


THINKING: tuple[Callable[[Thought], None], ...] = (prove, age, expose, behave, find_facts)


def think(thought: Thought, steps: Iterable[Callable[[Thought], None]] = THINKING) -> None:
    """Take the steps one after another."""
    for step in steps:
        step(thought)


def _of(asked: Asked) -> Any:
    from dunwell.exposure.facts.sets import Day

    return Day(asked.as_of, asked.base_currency, minor_digits(asked.base_currency))
