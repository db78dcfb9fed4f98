"""Many receipts at once, through HTTP: a look first, then only what was shown."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dunwell.cash.models import Allocation, Proposal
from dunwell.runs.tasks import match_waiting_receipts

Read = Callable[..., str]


def test_all_certain_answers_are_shown_and_then_posted(desk: Any, text_of: Read) -> None:
    client, here = desk.clients["cleo"], desk.at("certain/")
    text = text_of(client.get(here))
    assert "Accept 1 certain answer" in text
    assert "5,650.00 USD" in text
    assert "REDWOOD BRKG" not in text
    assert not Allocation.objects.exists()
    proposal = desk.receipts["sure"].proposals.get()
    assert client.post(here, {"ids": str(proposal.pk)}).status_code == 302
    assert desk.places("sure") == (Decimal(0), Decimal(0), Decimal(5650))


def test_what_was_not_shown_is_not_posted(desk: Any, text_of: Read) -> None:
    text = text_of(desk.clients["cleo"].post(desk.at("certain/"), {"ids": "1,x"}), 422)
    assert "None of these waits with a certain answer any more." in text
    assert not Allocation.objects.exists()


def test_matching_is_done_behind_the_page_and_posts_nothing(desk: Any, text_of: Read) -> None:
    Proposal.objects.filter(creditor=desk.creditor).update(is_current=False)
    cleo = desk.clients["cleo"]
    assert cleo.post(desk.at("match/")).status_code == 302
    assert not Proposal.objects.filter(is_current=True).exists(), "only the worker matches"
    assert "Matching waits, but no worker is running." in text_of(cleo.get(desk.at("match/pulse/")))
    assert "Matching waits" in text_of(cleo.get(desk.at()))
    match_waiting_receipts(creditor_id=desk.creditor.pk, post=False)
    found = Proposal.objects.get(receipt=desk.receipts["sure"], is_current=True, rank=1)
    assert {item["item_number"] for item in found.items} == {"INV-1", "INV-2"}
    assert not Allocation.objects.exists()
