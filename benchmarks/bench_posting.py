"""How fast proposals are posted in bulk, beside posting them one by one.

    python benchmarks/bench_posting.py --receipts 50000

Makes a database of its own beside the one that DATABASE_URL names, and drops it. Two receipts of three pay one
document, the third pays three; one in ten is short with a deduction, one in ten takes a difference of a few cents. At
the end every cache is compared with what it is a cache of. On a shared machine read the processor seconds.
"""

import argparse
import json
import os
import sys
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import book
from measure import machine, spending

NAME = "dunwell_bench_posting"
DAY = date(2026, 3, 31)
CUSTOMERS = 5_000
SINGLY = 300


def main() -> None:
    """Read the command line, measure, and print the figures as data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--receipts", type=int, default=50_000)
    parser.add_argument("--batch", type=int, default=2_000, help="proposals in one transaction")
    parser.add_argument("--keep", action="store_true", help="leave the database there")
    chosen = parser.parse_args()
    found = measured(chosen.receipts, chosen.batch, keep=chosen.keep)
    sys.stdout.write(json.dumps({"machine": machine(), **found}, indent=2) + "\n")


def measured(receipts: int, batch: int = 2_000, *, keep: bool = False) -> dict[str, Any]:
    """Post into a database of its own and return the figures."""
    os.environ["DATABASE_URL"], home = book.bench_url(NAME), os.environ["DATABASE_URL"]
    book.remake_database(NAME)
    try:
        return run(receipts, batch)
    finally:
        os.environ["DATABASE_URL"] = home
        book.close()
        if not keep:
            book.drop_database(NAME)


def run(receipts: int, batch: int) -> dict[str, Any]:
    """Post a few proposals one by one, all others in bulk, and prove the books."""
    book.migrate()
    with book.at_the_desk() as viewer:
        from dunwell.cash.allocations.commands import accept_proposal, post_proposals
        from dunwell.cash.receipts.queries import unequal_receipts
        from dunwell.receivables.open_items.queries import unequal_balances

        creditor_id = book.open_bench_creditor(viewer)
        proposals = fill(creditor_id, receipts + SINGLY)
        book.analyze(NAME)
        with spending() as singly:
            count = sum(len(accept_proposal(viewer=viewer, proposal_id=pk)) for pk in proposals[:SINGLY])
        with spending() as bulk:
            told = post_proposals(
                viewer=viewer, creditor_id=creditor_id, proposal_ids=proposals[SINGLY:], batch_size=batch
            )
        faults = [*unequal_receipts(creditor_id), *unequal_balances(creditor_id)]
        if faults or told.refused:
            raise SystemExit(f"the books do not tie: {faults[:3]} {told.refused[:3]}")
    return {
        "receipts": receipts,
        "allocations": told.allocation_count,
        "seconds": round(bulk.seconds, 2),
        "allocations_per_second": round(told.allocation_count / bulk.seconds),
        "processor_seconds": {"own": bulk.own_cpu, "server": bulk.server_cpu},
        "one_by_one_per_second": round(count / singly.seconds),
        "peak_mib": bulk.own_mib,
    }


def fill(creditor_id: int, receipts: int) -> list[int]:
    """Write customers, documents, receipts in suspense and one proposal for each; return the proposals."""
    from dunwell.cash.models import Proposal, Receipt, ReceiptMovement
    from dunwell.parties.models import Customer
    from dunwell.receivables.models import Entry, OpenItem

    customers = Customer.objects.bulk_create(
        Customer(creditor_id=creditor_id, number=f"C{n}", name=f"Customer {n}") for n in range(CUSTOMERS)
    )
    shapes = [3 if n % 3 == 2 else 1 for n in range(receipts)]
    owners = [customers[n % CUSTOMERS] for n in range(receipts)]
    items = OpenItem.objects.bulk_create(
        [_item(creditor_id, owner, f"{n}-{k}") for n, owner in enumerate(owners) for k in range(shapes[n])],
        batch_size=5_000,
    )
    Entry.objects.bulk_create([_issued(item) for item in items], batch_size=5_000)
    paid = [Decimal(100 * shape) - _short(n) - _cents(n) for n, shape in enumerate(shapes)]
    made = Receipt.objects.bulk_create(
        [_receipt(creditor_id, n, amount) for n, amount in enumerate(paid)], batch_size=5_000
    )
    ReceiptMovement.objects.bulk_create([_received(receipt) for receipt in made], batch_size=5_000)
    documents = iter(items)
    proposals = [
        Proposal(
            creditor_id=creditor_id,
            receipt=receipt,
            rank=1,
            score=Decimal("0.999"),
            verdict="auto",
            items=[_said(next(documents), n if k == 0 else None) for k in range(shapes[n])],
        )
        for n, receipt in enumerate(made)
    ]
    return [proposal.pk for proposal in Proposal.objects.bulk_create(proposals, batch_size=5_000)]


def _short(place: int | None) -> Decimal:
    return Decimal(5) if place is not None and place % 10 == 4 else Decimal(0)


def _cents(place: int | None) -> Decimal:
    return Decimal("0.07") if place is not None and place % 10 == 7 else Decimal(0)


def _said(item: Any, place: int | None) -> dict[str, Any]:
    short, cents = _short(place), _cents(place)
    return {
        "open_item_id": item.pk, "item_number": item.item_number, "customer_id": item.customer_id,
        "amount": str(Decimal(100) - short - cents), "tolerance": str(cents), "deduction": str(short),
        "deduction_code": "06" if short else "",
    }  # fmt: skip


def _item(creditor_id: int, customer: Any, number: str) -> Any:
    from dunwell.receivables.models import OpenItem

    return OpenItem(
        creditor_id=creditor_id, customer=customer, item_number=number, kind="invoice", currency=book.CURRENCY,
        document_date=DAY - timedelta(days=40), posting_date=DAY - timedelta(days=40), due_date=DAY,
        original_amount=Decimal(100), open_amount=Decimal(100), booking_rate=Decimal(1), source="erp",
    )  # fmt: skip


def _issued(item: Any) -> Any:
    from dunwell.receivables.models import Entry

    return Entry(
        creditor_id=item.creditor_id, customer_id=item.customer_id, open_item=item, kind="issued",
        amount=item.original_amount, currency=item.currency, effective_date=item.posting_date,
    )  # fmt: skip


def _receipt(creditor_id: int, place: int, amount: Decimal) -> Any:
    from dunwell.cash.models import Receipt

    return Receipt(
        creditor_id=creditor_id, number=f"B{place}", state="unidentified", method="transfer", booking_date=DAY,
        value_date=DAY, currency=book.CURRENCY, amount=amount, suspense_amount=amount,
        payer_name=f"Customer {place % CUSTOMERS}", payer_account=f"ACC{place % CUSTOMERS}",
    )  # fmt: skip


def _received(receipt: Any) -> Any:
    from dunwell.cash.models import ReceiptMovement

    return ReceiptMovement(
        creditor_id=receipt.creditor_id, receipt=receipt, kind="received", from_place="bank", to_place="suspense",
        amount=receipt.amount, currency=receipt.currency, effective_date=receipt.value_date,
        posting_key=f"receipt-{receipt.pk}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
