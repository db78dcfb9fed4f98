"""Make the correctness benchmark of cash application: a book, receipts that pay it, and the truth.

    python benchmarks/make_cash.py --receipts 10_000 --out /tmp/cash --seed 7

writes Parquet files (`docs/benchmark-cash.md` tells every column and behavior): `customers`, `items`, `installments`,
`past_receipts` (with the customer they were posted to: what aliases are learned from), `receipts`, `remittance_lines`,
and the truth that a matcher must not see: `truth` (one row a receipt) and `truth_lines` (one row a receipt and item).

The same arguments give the same rows. Nothing of the matcher is used: items are drawn first, then payers take items
and write receipts in eighteen behaviors, and what each took is the truth. No item is paid by two receipts (but by a
duplicate, which pays nothing), so the order of matching does not change the answer. A receipt is decidable unless two
answers are equally good; where a behavior cites nothing, the generator tries all single items of the family, and for
sums all subsets, before it writes the receipt as decidable.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from cash_behaviors import Behaviors
from cash_book import CURRENCIES, Book, make_book
from cash_names import as_banks_write
from cash_payers import Draft
from make_book import EPOCH, days, money

# In this order: what changes amounts comes before what relies on them; a duplicate comes after what it repeats.
SHARES = {
    "equal_amounts": 0.020, "installment": 0.020, "discount": 0.070, "exact": 0.310, "short": 0.060, "over": 0.030,
    "fee": 0.050, "typo": 0.040, "transposed": 0.020, "no_reference": 0.070, "wrong_reference": 0.010, "family": 0.040,
    "net_of_credit": 0.030, "many_to_one": 0.130, "truncated": 0.030, "chinese_payer": 0.030, "duplicate": 0.015,
    "unknown": 0.025,
}  # fmt: skip
ITEMS_PER_RECEIPT, ITEMS_PER_CUSTOMER = 10, 10
KNOWN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make; `shares` are relative and need not sum to one."""

    receipts: int
    seed: int = 7
    items: int = 0
    customers: int = 0
    as_of: date = date(2026, 3, 31)
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)

    @property
    def item_count(self) -> int:
        """Ten open items a receipt where not said, and never fewer than 2,000."""
        return self.items or max(2_000, self.receipts * ITEMS_PER_RECEIPT)

    @property
    def customer_count(self) -> int:
        """Ten open items a customer where not said."""
        return self.customers or self.item_count // ITEMS_PER_CUSTOMER


@dataclass(frozen=True, slots=True)
class TruthLine:
    """One item that a receipt truly pays; amounts are signed as the item is (a credit memo is negative)."""

    item_id: int
    item_number: str
    customer_id: int
    amount: Decimal
    discount: Decimal
    fee: Decimal
    deduction: Decimal


@dataclass(frozen=True, slots=True)
class Truth:
    """What a receipt truly pays, and how much of it pays nothing."""

    behavior: str
    lines: tuple[TruthLine, ...]
    residual: Decimal
    is_decidable: bool
    has_usable_evidence: bool
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as a statement shows it, with its truth."""

    receipt_id: int
    amount: Decimal
    currency: str
    value_date: date
    payer_name: str
    payer_account: str
    text: str
    references: tuple[str, ...]
    remittance_lines: tuple[tuple[str, Decimal, Decimal], ...]
    truth: Truth


@dataclass(frozen=True, slots=True)
class Item:
    """An open item."""

    item_id: int
    item_number: str
    customer_id: int
    kind: str
    document_date: date
    due_date: date
    currency: str
    open_amount: Decimal
    discount_percent: Decimal
    discount_until: date | None
    installment_count: int
    purchase_order: str
    load_number: str
    waybill_number: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the book, receipts in the order of their ids, and past receipts."""

    plan: Plan
    book: Book
    drafts: list[Draft]
    past: list[tuple[int, Draft]]

    def receipts(self) -> Iterator[Receipt]:
        """Yield the receipts with their truth as rows; `receipt_id` counts from 1."""
        for number, draft in enumerate(self.drafts, 1):
            yield Receipt(
                receipt_id=number,
                amount=_decimal(draft.amount),
                currency=CURRENCIES[draft.currency],
                value_date=_date(draft.day),
                payer_name=draft.payer_name,
                payer_account=draft.payer_account,
                text=draft.text,
                references=tuple(draft.references),
                remittance_lines=tuple((name, _decimal(paid), _decimal(less)) for name, paid, less in draft.lines),
                truth=self._truth(draft),
            )

    def items(self) -> Iterator[Item]:
        """Yield the open items as rows."""
        table = item_table(self.book)
        for row in table.to_pylist():
            yield Item(**{one.name: row[one.name] for one in fields(Item)})

    def _truth(self, draft: Draft) -> Truth:
        return Truth(
            behavior=draft.behavior,
            lines=tuple(
                TruthLine(
                    item_id=one.row + 1,
                    item_number=self.book.number(one.row),
                    customer_id=int(self.book.customer[one.row]) + 1,
                    amount=_decimal(one.amount),
                    discount=_decimal(one.discount),
                    fee=_decimal(one.fee),
                    deduction=_decimal(one.deduction),
                )
                for one in draft.paid
            ),
            residual=_decimal(draft.amount - sum(one.amount for one in draft.paid)),
            is_decidable=draft.is_decidable,
            has_usable_evidence=draft.has_usable_evidence,
            duplicate_of=draft.duplicate_of + 1 if draft.duplicate_of >= 0 else None,
        )


def make(plan: Plan) -> Made:
    """Make a book and its receipts; the same plan gives the same rows."""
    as_of_day = (plan.as_of - EPOCH).days
    book = make_book(plan.seed, plan.item_count, plan.customer_count, as_of_day)
    payers = Behaviors(book, plan.seed)
    for behavior, count in _counts(plan).items():
        for _ in range(count):
            getattr(payers, behavior)()
    order = list(range(len(payers.drafts)))
    Random(f"{plan.seed} order").shuffle(order)
    place_of = {place: new for new, place in enumerate(order)}
    drafts = [payers.drafts[place] for place in order]
    for draft in drafts:
        draft.duplicate_of = place_of.get(draft.duplicate_of, -1)
    return Made(plan, book, drafts, _past(plan, book, drafts))


def _counts(plan: Plan) -> dict[str, int]:
    """Share the receipts out by largest remainder, in the order in which behaviors must be written."""
    total = sum(plan.shares.values())
    exact = {name: plan.shares.get(name, 0.0) / total * plan.receipts for name in SHARES}
    counts = {name: int(count) for name, count in exact.items()}
    short = plan.receipts - sum(counts.values())
    for name in sorted(exact, key=lambda name: counts[name] - exact[name])[:short]:
        counts[name] += 1
    return counts


def _past(plan: Plan, book: Book, drafts: list[Draft]) -> list[tuple[int, Draft]]:
    """Write posted receipts of four in five payers, and the first payment of each late duplicate."""
    rng, found = Random(f"{plan.seed} past"), []
    payers = {draft.payer for draft in drafts if draft.payer >= 0}
    for customer in sorted(payers):
        for _ in range(rng.randrange(1, 5) if rng.random() < KNOWN_SHARE else 0):
            people = book.customers
            own = people.traditional_name[customer] if rng.random() < 0.3 else ""
            amount = rng.randrange(100, 90_000) * 10_000
            found.append((customer, Draft(
                "past", customer, amount, int(people.currency[customer]), book.as_of_day - rng.randrange(40, 200),
                as_banks_write(rng, own or people.name[customer]), people.account(customer), "PAYMENT", [],
            )))  # fmt: skip
    for draft in drafts:
        if draft.follows_past:
            first = Draft(
                "past", draft.payer, draft.amount, draft.currency, draft.day - rng.randrange(2, 10), draft.payer_name,
                draft.payer_account, draft.text, [],
            )  # fmt: skip
            found.append((draft.payer, first))
    return found


def _decimal(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _date(day: int) -> date:
    return EPOCH + timedelta(days=int(day))


# --- tables -----------------------------------------------------------------------------------------------------------


def _cents(values: list[int]) -> pa.Array:
    return money(np.array(values, dtype=np.int64))


def customer_table(book: Book) -> pa.Table:
    """Return the customers."""
    people = book.customers
    count = len(people.name)
    return pa.table({
        "customer_id": np.arange(1, count + 1),
        "customer_number": [f"C{number:08d}" for number in range(1, count + 1)],
        "name": people.name,
        "other_name": people.other_name,
        "country": people.country,
        "currency": np.array(CURRENCIES)[people.currency],
        "parent_id": pa.array(np.where(people.parent >= 0, people.parent + 1, 0), mask=people.parent < 0),
        "family_id": people.family + 1,
        "net_days": people.net_days,
        "discount_percent": money(people.discount_basis_points),
        "discount_days": np.where(people.discount_basis_points > 0, people.discount_days, 0),
    })  # fmt: skip


def item_table(book: Book) -> pa.Table:
    """Return the open items."""
    people, rows = book.customers, range(len(book.cents))
    points = np.where(book.is_credit, 0, people.discount_basis_points[book.customer])
    until = book.document_day + people.discount_days[book.customer]
    return pa.table({
        "item_id": np.arange(1, len(rows) + 1),
        "item_number": [book.number(row) for row in rows],
        "customer_id": book.customer + 1,
        "family_id": people.family[book.customer] + 1,
        "kind": pa.array(np.where(book.is_credit, "credit_memo", "invoice")),
        "document_date": days(book.document_day),
        "due_date": days(book.due_day),
        "currency": np.array(CURRENCIES)[people.currency[book.customer]],
        "open_amount": money(book.cents),
        "discount_percent": money(points),
        "discount_until": pa.array(until.astype(np.int32), mask=points == 0).cast(pa.date32()),
        "installment_count": book.installments,
        "purchase_order": [book.purchase_order(row) for row in rows],
        "load_number": [book.load_number(row) for row in rows],
        "waybill_number": [book.waybill_number(row) for row in rows],
    })  # fmt: skip


def installment_table(book: Book) -> pa.Table:
    """Return the parts of the items that are payable in parts."""
    rows = np.flatnonzero(book.installments > 1)
    count = book.installments[rows]
    item = np.repeat(rows, count)
    sequence = np.concatenate([np.arange(one) for one in count]) if len(rows) else np.zeros(0, dtype=np.int64)
    return pa.table({
        "item_id": item + 1,
        "sequence": sequence + 1,
        "due_date": days(book.due_day[item] + 30 * sequence),
        "amount": money(book.cents[item] // book.installments[item]),
    })  # fmt: skip


def receipt_table(drafts: list[Draft]) -> pa.Table:
    """Return receipts as a statement shows them."""
    return pa.table({
        "receipt_id": np.arange(1, len(drafts) + 1),
        "amount": _cents([one.amount for one in drafts]),
        "currency": [CURRENCIES[one.currency] for one in drafts],
        "value_date": days(np.array([one.day for one in drafts], dtype=np.int64)),
        "payer_name": [one.payer_name for one in drafts],
        "payer_account": [one.payer_account for one in drafts],
        "text": [one.text for one in drafts],
        "references": pa.array([one.references for one in drafts], pa.list_(pa.string())),
    })  # fmt: skip


def tables(made: Made) -> dict[str, pa.Table]:
    """Return every table by its name."""
    drafts, book = made.drafts, made.book
    lines = [(number, *line) for number, one in enumerate(drafts, 1) for line in one.lines]
    paid = [(number, line) for number, one in enumerate(drafts, 1) for line in one.paid]
    past = receipt_table([draft for _, draft in made.past]).drop_columns(["references"])
    residual = [one.amount - sum(line.amount for line in one.paid) for one in drafts]
    return {
        "customers": customer_table(book),
        "items": item_table(book),
        "installments": installment_table(book),
        "past_receipts": past.append_column("customer_id", pa.array([row + 1 for row, _ in made.past], pa.int64())),
        "receipts": receipt_table(drafts),
        "remittance_lines": pa.table({
            "receipt_id": pa.array([one[0] for one in lines], pa.int64()),
            "reference": pa.array([one[1] for one in lines], pa.string()),
            "paid_amount": _cents([one[2] for one in lines]),
            "discount_amount": _cents([one[3] for one in lines]),
        }),
        "truth": pa.table({
            "receipt_id": np.arange(1, len(drafts) + 1),
            "behavior": [one.behavior for one in drafts],
            "residual_amount": _cents(residual),
            "is_decidable": [one.is_decidable for one in drafts],
            "has_usable_evidence": [one.has_usable_evidence for one in drafts],
            "duplicate_of": pa.array([one.duplicate_of + 1 or None for one in drafts], pa.int64()),
        }),
        "truth_lines": pa.table({
            "receipt_id": pa.array([number for number, _ in paid], pa.int64()),
            "item_id": pa.array([line.row + 1 for _, line in paid], pa.int64()),
            "customer_id": pa.array([int(book.customer[line.row]) + 1 for _, line in paid], pa.int64()),
            "amount": _cents([line.amount for _, line in paid]),
            "discount_amount": _cents([line.discount for _, line in paid]),
            "fee_amount": _cents([line.fee for _, line in paid]),
            "deduction_amount": _cents([line.deduction for _, line in paid]),
        }),
    }  # fmt: skip


def write(made: Made, folder: Path) -> list[Path]:
    """Write every table as Parquet; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables(made).items():
        paths.append(folder / f"{name}.parquet")
        pq.write_table(table, paths[-1])
    return paths


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--receipts", type=int, default=10_000, help="number of receipts (500 to 100_000)")
    parser.add_argument("--items", type=int, default=0, help="number of open items; ten a receipt where left out")
    parser.add_argument("--customers", type=int, default=0, help="number of customers; a tenth of the items")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 3, 31), help="the last value date")
    parser.add_argument(
        "--share", action="append", default=[], metavar="BEHAVIOR=SHARE", help="change the share of a behavior"
    )
    chosen = parser.parse_args(arguments)
    shares = SHARES | {name: float(share) for name, _, share in (one.partition("=") for one in chosen.share)}
    if unknown := shares.keys() - SHARES.keys():
        parser.error(f"no such behavior: {', '.join(sorted(unknown))}; there are {', '.join(SHARES)}")
    plan = Plan(chosen.receipts, chosen.seed, chosen.items, chosen.customers, chosen.as_of, shares)
    began = time.perf_counter()
    for path in write(make(plan), chosen.out):
        sys.stdout.write(f"{path}\n")
    sys.stdout.write(f"{plan.receipts} receipts over {plan.item_count} items in {time.perf_counter() - began:.1f} s\n")


if __name__ == "__main__":
    main()
