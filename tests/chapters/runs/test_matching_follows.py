"""Money that came in is matched in the background, once, and what is certain posts itself."""

from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.chapters.cash.conftest import CashDesk, cash

from dunwell.cash.models import Receipt
from dunwell.platform.events.commands import emit
from dunwell.platform.events.tasks import deliver_event
from dunwell.platform.models import OutboxEvent
from dunwell.runs.tasks import match_waiting_receipts

__all__ = ["cash"]


@pytest.mark.django_db
def test_a_posted_statement_queues_one_matching_that_posts_what_is_certain(cash: CashDesk) -> None:
    acme = cash.add("C-2", "Acme Logistics Inc")
    cash.issue("INV-2026-00123", "1234.56", customer=acme)
    receipt = cash.receive("1234.56", payer_name="ACME LOGISTICS", text="INV-2026-00123")
    for number in (1, 2):
        emit("cash.statement_posted", cash.creditor.pk, statement_id=number, receipts=1)
    for event in OutboxEvent.objects.filter(name="cash.statement_posted"):
        deliver_event(event.pk)
    waiting = ProcrastinateJob.objects.filter(task_name=match_waiting_receipts.name, status="todo")
    assert [job.args for job in waiting] == [{"creditor_id": cash.creditor.pk, "post": True}]
    match_waiting_receipts(cash.creditor.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.applied_amount) == ("applied", Decimal("1234.56"))
    assert Receipt.objects.filter(state="unidentified").count() == 0
