"""Posting many proposals at once gives, row for row, what posting them one by one gives."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.chapters.cash.conftest import JUNE, MAY, CashDesk

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import accept_proposal, post_proposals
from dunwell.cash.models import Allocation, PayerAlias, Proposal, Receipt, ReceiptMovement
from dunwell.cash.receipts.commands import identify_receipt
from dunwell.cash.receipts.queries import unequal_receipts
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import OutboxEvent
from dunwell.platform.people.rules import Role
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.queries import unequal_balances
from dunwell.receivables.periods.commands import lock_period
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.terms.commands import save_terms

EXTRAS: list[dict[str, str]] = [
    {}, {}, {}, {"tolerance": "0.50"}, {"fee": "12.00"}, {"deduction": "40.00", "deduction_code": "04"},
    {"discount": "10.00"}, {"discount": "999.00"}, {"tolerance": "9.00"}, {"deduction": "5.00"},
]  # fmt: skip


def second_desk(cash: CashDesk) -> CashDesk:
    """Open the same desk at another creditor."""
    creditor = create_creditor(viewer=cash.viewer, name="Southline Freight", base_currency="USD", country="US")
    customer = add_customer(viewer=cash.viewer, creditor_id=creditor.pk, number="C-1", name="Harbor Logistics")
    return CashDesk(cash.viewer, creditor, customer)


def propose(desk: CashDesk, receipt: Receipt, items: list[dict[str, Any]], rank: int = 1) -> int:
    made = Proposal.objects.create(
        creditor=desk.creditor, receipt=receipt, rank=rank, score=Decimal("0.99"), verdict="auto", items=items
    )
    return int(made.pk)


def said(item: OpenItem, amount: Decimal | str, **extra: str) -> dict[str, Any]:
    return {"open_item_id": item.pk, "item_number": item.item_number, "amount": str(amount), **extra}


def fill(desk: CashDesk, seed: int) -> list[int]:
    """Write a mixed book of documents, receipts and proposals; equal seeds give equal books."""
    dice = random.Random(seed)
    facts = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk}
    save_terms(
        **facts, code="1-20", title="1/20 net 30",
        document={
            "lines": [{"rule": {"name": "net_days", "days": 30}}],
            "discount": {"percent": "1", "rule": {"name": "net_days", "days": 40}},
        },
    )  # fmt: skip
    for day, rate in ((MAY, "1.10"), (JUNE, "1.08")):
        record_rate(**facts, currency="EUR", rate_date=day, rate=Decimal(rate))
    child = desk.add("C-2", "Harbor West", parent_id=desk.customer.pk)
    stranger = desk.add("C-3", "Bay Carriers")
    items = [
        desk.issue(
            f"INV-{n}", "1000.00", terms_code="1-20", currency=dice.choice(["USD", "USD", "EUR"]),
            document_date=MAY + timedelta(days=dice.randrange(50)),
            customer=dice.choice([desk.customer, desk.customer, desk.customer, child, stranger]),
        )
        for n in range(40)
    ]  # fmt: skip
    credit = desk.issue("CM-1", "100.00", kind="credit_memo")
    proposals = []
    for n in range(36):
        item, extra = items[n if n % 5 else dice.randrange(40)], dice.choice(EXTRAS)
        paid = Decimal("1000.00") - sum(
            (Decimal(extra.get(k, "0")) for k in ("tolerance", "fee", "deduction")), Decimal(0)
        )
        paid -= Decimal(extra.get("discount", "0"))
        receipt = desk.receive(
            str(max(paid, Decimal(1)) + dice.choice([0, 0, 7])), currency=dice.choice([item.currency] * 5 + ["USD"]),
            value_date=JUNE + timedelta(days=dice.randrange(5)), payer_name=f"payer {n % 3}",
            customer=dice.choice([None, None, desk.customer]),
        )  # fmt: skip
        lines = [said(item, max(paid, Decimal(1)), **extra)]
        if n % 11 == 3:
            lines = [said(items[39], "5.00"), said(items[38], "6.00"), said(credit, "-4.00")]
        if n % 7 == 4:
            lines = [said(items[36], "2.00"), said(items[37], "3.00")]
        proposals.append(propose(desk, receipt, lines))
        if n % 9 == 0:
            proposals.append(propose(desk, receipt, lines, rank=2))
    return proposals


def told(desk: CashDesk) -> dict[str, Any]:
    """Return everything that was written, without keys and ids."""
    mine = {"creditor": desk.creditor}
    named = "open_item__item_number"
    return {
        "items": sorted(
            OpenItem.objects.filter(**mine).values_list(
                "item_number", "kind", "customer__number", "open_amount", "original_amount", "settled_date", "due_date",
                "document_date", "posting_date", "booking_rate", "origin__item_number", "reason_code", "source",
                "reference", "currency", "is_disputed", "terms_code",
            ), key=str,
        ),
        "entries": sorted(
            Entry.objects.filter(**mine).values_list(
                named, "customer__number", "kind", "amount", "currency", "effective_date", "reason",
                "realized_fx_amount", "recorded_by",
            ), key=str,
        ),
        "movements": sorted(
            ReceiptMovement.objects.filter(**mine).values_list(
                "receipt__payer_name", "receipt__value_date", "kind", "from_place", "to_place", "amount", "currency",
                "customer__number", "effective_date", "recorded_by", "reason",
            ), key=str,
        ),
        "allocations": sorted(
            Allocation.objects.filter(**mine).values_list(
                named, "customer__number", "method", "amount", "currency", "item_amount", "item_currency", "rate",
                "discount_amount", "tolerance_amount", "fee_amount", "withholding_amount", "deduction_amount",
                "deduction_code", "deduction_item__item_number", "effective_date", "recorded_by", "reason",
                "on_account_item__customer__number",
            ), key=str,
        ),
        "receipts": list(
            Receipt.objects.filter(**mine).order_by("pk").values_list(
                "state", "customer__number", "suspense_amount", "on_account_amount", "applied_amount", "version"
            )
        ),
        "aliases": sorted(
            PayerAlias.objects.filter(**mine).values_list(
                "kind", "value", "customer__number", "seen_count", "last_seen_date"
            ), key=str,
        ),
        "current": Proposal.objects.filter(**mine, is_current=True).count(),
    }  # fmt: skip


def without_numbers(rows: dict[str, Any], desk: CashDesk) -> str:
    """Return it as text in which receipts are named by their order: their numbers come from a shared sequence."""
    text = str(rows)
    for place, number in enumerate(Receipt.objects.filter(creditor=desk.creditor).order_by("pk").values_list("number")):
        text = text.replace(f"'{number[0]}'", f"'#{place}'").replace(f"'{number[0]}-", f"'#{place}-")
    return text


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_batch_is_the_same_as_one_by_one(cash, seed) -> None:
    other = second_desk(cash)
    ours, theirs = fill(cash, seed), fill(other, seed)
    refused = []
    for place, proposal_id in enumerate(ours):
        try:
            accept_proposal(viewer=cash.viewer, proposal_id=proposal_id, method="auto")
        except Refusal as refusal:
            refused.append((place, refusal.code))
    result = post_proposals(viewer=other.viewer, creditor_id=other.creditor.pk, proposal_ids=theirs, batch_size=16)
    assert [(theirs.index(key), refusal.code) for key, refusal in result.refused] == refused
    assert len(result.posted) + len(refused) == len(ours)
    one, many = told(cash), told(other)
    for rows in (one, many):
        for key in ("items", "entries"):
            rows[key] = sorted(rows[key], key=lambda row: str(row[1:]))
    assert sorted(without_numbers(one, cash)) == sorted(without_numbers(many, other))
    for key in ("movements", "allocations", "receipts", "aliases", "current"):
        assert one[key] == many[key], key
    assert unequal_receipts(other.creditor.pk) == unequal_balances(other.creditor.pk) == []
    # Both ways were taken: what is plain was written set by set, the rest one by one.
    events = OutboxEvent.objects.filter(creditor=other.creditor)
    assert events.filter(name="cash.proposals_posted").exists()
    assert events.filter(name="cash.receipt_allocated").exists()
    assert {code for _, code in refused} >= {"cash.proposal.outdated"}


def test_one_refused_proposal_leaves_the_others_posted(cash) -> None:
    good, bad = cash.issue("INV-1", "100.00"), cash.issue("INV-2", "100.00")
    first = propose(cash, cash.receive("100.00"), [said(good, "100.00")])
    second = propose(cash, cash.receive("200.00"), [said(bad, "200.00")])
    result = post_proposals(viewer=cash.viewer, creditor_id=cash.creditor.pk, proposal_ids=[second, first])
    assert (result.posted, result.allocation_count) == ((first,), 1)
    assert [(key, refusal.code) for key, refusal in result.refused] == [(second, "cash.allocation.exceeds_open_amount")]
    assert cash.open("INV-1", "INV-2") == [0, 100]


def test_a_batch_posts_nothing_twice(cash) -> None:
    item = cash.issue("INV-1", "100.00")
    key = propose(cash, cash.receive("100.00"), [said(item, "100.00")])
    facts = {"viewer": cash.viewer, "creditor_id": cash.creditor.pk, "proposal_ids": [key]}
    assert post_proposals(**facts).posted == (key,)
    again = post_proposals(**facts)
    assert (again.posted, again.refused[0][1].code) == ((), "cash.proposal.outdated")
    assert Allocation.objects.count() == 1


def test_money_on_account_is_used_where_it_stands(cash) -> None:
    item, receipt = cash.issue("INV-1", "100.00"), cash.receive("150.00")
    identify_receipt(
        viewer=cash.viewer, receipt_id=receipt.pk, customer_id=cash.customer.pk, effective_date=date(2026, 6, 5)
    )
    key = propose(cash, receipt, [said(item, "100.00")])
    post_proposals(viewer=cash.viewer, creditor_id=cash.creditor.pk, proposal_ids=[key])
    assert cash.open("INV-1", receipt.number) == [0, -50]
    assert Allocation.objects.get().effective_date == date(2026, 6, 5)


def test_a_locked_period_moves_the_posting_to_the_first_open_day(cash) -> None:
    item, receipt = cash.issue("INV-1", "100.00"), cash.receive("100.00")
    key = propose(cash, receipt, [said(item, "100.00")])
    lock_period(
        viewer=cash.viewer, creditor_id=cash.creditor.pk, through_date=date(2026, 6, 30), reason="June is closed"
    )
    post_proposals(viewer=cash.viewer, creditor_id=cash.creditor.pk, proposal_ids=[key])
    assert Allocation.objects.get().effective_date == date(2026, 7, 1)


def test_proposals_of_another_creditor_are_not_posted(cash) -> None:
    other = second_desk(cash)
    key = propose(other, other.receive("100.00"), [said(other.issue("INV-1", "100.00"), "100.00")])
    assert post_proposals(viewer=cash.viewer, creditor_id=cash.creditor.pk, proposal_ids=[key]).posted == ()
    lead = Viewer("person", name="lead", roles={cash.creditor.pk: Role.LEAD})
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        post_proposals(viewer=lead, creditor_id=cash.creditor.pk, proposal_ids=[])
    assert Allocation.objects.count() == 0
