"""Many clerks over the same receipts, and a batch that is killed for good: nothing is paid twice, nothing by half."""

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from tests.chapters.cash.conftest import JUNE, CashDesk

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import allocate_receipt, post_proposals, undo_allocation
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, Proposal, Receipt, ReceiptMovement
from dunwell.cash.receipts.commands import return_receipt
from dunwell.cash.receipts.queries import unequal_receipts
from dunwell.platform.access import system_viewer, viewing
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.queries import unequal_balances

RECEIPTS, CLERKS, SESSIONS, ACTS = 100, 50, 10, 12
ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import os, signal, sys
import django; django.setup()
from dunwell.cash.allocations import commands
from dunwell.cash.batches import commands as batches
from dunwell.cash.models import Proposal
from dunwell.platform.access import system_viewer, viewing

def stop(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
setattr({"written": batches, "told": commands}[sys.argv[1]], {"written": "_learn", "told": "emit"}[sys.argv[1]], stop)
with viewing(system_viewer("killed")) as viewer:
    ids = list(Proposal.objects.values_list("pk", flat=True))
    commands.post_proposals(
        viewer=viewer, creditor_id=Proposal.objects.first().creditor_id, proposal_ids=ids
    )
"""


@pytest.fixture
def cash(committed_desk) -> CashDesk:
    """Return a cash desk whose rows are committed, in a database of its own."""
    return CashDesk(committed_desk.viewer, committed_desk.creditor, committed_desk.customer)


def proved(cash: CashDesk) -> None:
    assert unequal_receipts(cash.creditor.pk) == []
    assert unequal_balances(cash.creditor.pk) == []
    for item in OpenItem.objects.filter(kind="invoice"):
        assert 0 <= item.open_amount <= item.original_amount
    for receipt in Receipt.objects.all():
        assert receipt.applied_amount + receipt.returned_amount <= receipt.amount


def clerk(seed: int) -> tuple[int, int, set[str]]:
    """Work at random over all receipts: allocate, undo, return; count what was done and what was refused."""
    dice, done, refused, codes = random.Random(seed), 0, 0, set()
    with viewing(system_viewer(f"clerk {seed}")) as viewer:
        receipts, items = list(Receipt.objects.order_by("pk")), list(OpenItem.objects.filter(kind="invoice"))
        for step in range(ACTS):
            receipt, item = dice.choice(receipts), dice.choice(items)
            day, act = JUNE + timedelta(days=seed % 5 + step), dice.random()
            try:
                if act < 0.75:
                    allocate_receipt(
                        viewer=viewer, receipt_id=receipt.pk, lines=[AllocationLine(item.pk, Decimal(100))],
                        effective_date=day, expected_version=receipt.version if act < 0.4 else None,
                    )  # fmt: skip
                elif act < 0.9:
                    live = Allocation.objects.filter(receipt=receipt, reverses=None).first()
                    if live is not None:
                        undo_allocation(viewer=viewer, allocation_id=live.pk, effective_date=day, reason="by mistake")
                else:
                    return_receipt(viewer=viewer, receipt_id=receipt.pk, return_code="R01", effective_date=day)
                done += 1
            except Refusal as refusal:
                refused += 1
                codes.add(refusal.code)
    connection.close()
    return done, refused, codes


def test_fifty_clerks_on_a_hundred_receipts_pay_nothing_twice(cash) -> None:
    for n in range(RECEIPTS):
        cash.issue(f"INV-{n}", "100.00")
        cash.receive("100.00", customer=cash.customer if n % 2 else None)
    with ThreadPoolExecutor(SESSIONS) as sessions:
        told = list(sessions.map(clerk, range(CLERKS)))
    assert sum(done for done, _, _ in told) > RECEIPTS
    codes = set().union(*(codes for _, _, codes in told))
    assert {"cash.receipt.changed", "cash.allocation.exceeds_open_amount", "cash.allocation.exceeds_receipt"} <= codes
    proved(cash)


def test_two_batches_of_the_same_proposals_post_each_once(cash) -> None:
    ids = _proposals(cash, 20)

    def post(_: int) -> int:
        with viewing(system_viewer("matcher")) as viewer:
            told = post_proposals(viewer=viewer, creditor_id=cash.creditor.pk, proposal_ids=ids, batch_size=7)
        connection.close()
        return len(told.posted)

    with ThreadPoolExecutor(4) as sessions:
        assert sum(sessions.map(post, range(4))) == 20
    assert Allocation.objects.count() == 20
    proved(cash)


@pytest.mark.parametrize("moment", ["written", "told"])
def test_a_batch_killed_midway_leaves_nothing_and_can_be_posted_again(cash, moment) -> None:
    ids = _proposals(cash, 12)
    before = (Entry.objects.count(), ReceiptMovement.objects.count())
    where = connection.settings_dict
    address = f"postgresql://{where['USER']}:{where['PASSWORD']}@/{where['NAME']}"
    place = {**os.environ, "DATABASE_URL": f"{address}?host={where['HOST']}&port={where['PORT'] or 5432}"}
    place["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment], env=place, cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert (Entry.objects.count(), ReceiptMovement.objects.count(), Allocation.objects.count()) == (*before, 0)
    assert len(post_proposals(viewer=cash.viewer, creditor_id=cash.creditor.pk, proposal_ids=ids).posted) == 12
    proved(cash)


def _proposals(cash: CashDesk, count: int) -> list[int]:
    made = []
    for n in range(count):
        item, receipt = cash.issue(f"INV-{n}", "100.00"), cash.receive("100.00")
        said = {"open_item_id": item.pk, "item_number": item.item_number, "amount": "100.00"}
        made.append(
            Proposal.objects.create(
                creditor=cash.creditor, receipt=receipt, rank=1, score=Decimal("0.99"), verdict="auto", items=[said]
            ).pk
        )
    return made
