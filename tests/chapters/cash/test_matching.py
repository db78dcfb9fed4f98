"""The matcher at the desk: waiting receipts are proposed, the certain ones post themselves, the rest is explained."""

from decimal import Decimal

from dunwell.cash.matching.commands import propose
from dunwell.cash.models import Proposal, Receipt


def test_a_certain_receipt_posts_itself_and_an_unsure_one_waits_with_its_reasons(cash) -> None:
    acme = cash.add("C-2", "Acme Logistics Inc")
    item = cash.issue("INV-2026-00123", "1234.56", customer=acme)
    first, second = (cash.issue(number, "500.00", customer=acme) for number in ("INV-2026-00124", "INV-2026-00125"))
    sure = cash.receive("1234.56", payer_name="ACME LOGISTICS", text="/INV/ INV-2026-00123")
    unsure = cash.receive("500.00", payer_name="ACME LOGISTICS INC", text="thanks")
    unknown = cash.receive("77.77", payer_name="Zzyzx Partners", text="hello")
    told = propose(viewer=cash.viewer, creditor_id=cash.creditor.pk, post=True)
    assert (told.receipts, told.posted, told.refused) == (3, 1, 0)
    item.refresh_from_db()
    assert item.open_amount == 0
    assert Receipt.objects.get(pk=sure.pk).state == "applied"
    assert Receipt.objects.get(pk=unknown.pk).state == "unidentified"
    offered = Proposal.objects.filter(receipt=unsure, is_current=True).order_by("rank")
    assert {one.items[0]["open_item_id"] for one in offered} == {first.pk, second.pk}
    assert all(one.verdict != "auto" and one.score <= Decimal("0.5") for one in offered)
    assert [reason["code"] for reason in offered[0].reasons][:2] == [
        "cash.matching.payer.name_same",
        "cash.matching.amount.exact",
    ]


def test_proposing_again_replaces_what_was_proposed_and_posts_nothing_twice(cash) -> None:
    acme = cash.add("C-2", "Acme Logistics Inc")
    cash.issue("INV-2026-00123", "1234.56", customer=acme)
    cash.receive("1234.56", payer_name="ACME LOGISTICS", text="INV-2026-00123")
    propose(viewer=cash.viewer, creditor_id=cash.creditor.pk)
    again = propose(viewer=cash.viewer, creditor_id=cash.creditor.pk, post=True)
    once_more = propose(viewer=cash.viewer, creditor_id=cash.creditor.pk, post=True)
    assert (again.posted, once_more.receipts, once_more.posted) == (1, 0, 0)
    assert not Proposal.objects.filter(is_current=True, verdict="auto").exclude(receipt__state="applied").exists()
