"""What other rules would have said of past receipts, beside what people posted."""

from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.cash.models import Proposal, Receipt
from dunwell.cash.simulation.queries import simulate_rules

from .conftest import MAY


def test_past_receipts_are_judged_again_and_what_was_posted_otherwise_is_shown(cash) -> None:
    acme = cash.add("C-2", "Acme Logistics Inc")
    right, wrong, other = (
        cash.issue(number, amount, customer=acme)
        for number, amount in (
            ("INV-2026-00123", "1234.56"), ("INV-2026-00124", "777.77"), ("INV-2026-00125", "900.00")
        )
    )  # fmt: skip
    for amount, text, item in (("1234.56", "INV-2026-00123", right), ("777.77", "INV-2026-00124", other)):
        receipt = cash.receive(amount, customer=acme, payer_name="ACME LOGISTICS", text=text)
        cash.pay(receipt, item, amount)
    before = list(Receipt.objects.order_by("pk").values("state", "applied_amount", "version"))
    found = simulate_rules(cash.viewer, cash.creditor.pk, since=MAY)
    assert (found.receipts, found.verdicts, found.agreed, found.disagreed) == (2, {"auto": 2}, 1, 1)
    (one,) = found.disagreements
    assert (one.proposed, one.posted) == (
        {wrong.item_number: Decimal("777.77")},
        {other.item_number: Decimal("777.77")},
    )
    careful = simulate_rules(cash.viewer, cash.creditor.pk, since=MAY, document={"auto_limit": 1000})
    assert careful.verdicts == {"auto": 1, "suggested": 1}
    assert list(Receipt.objects.order_by("pk").values("state", "applied_amount", "version")) == before
    assert not Proposal.objects.exists()


def test_rules_with_problems_are_not_simulated(cash) -> None:
    with pytest.raises(Refusal, match=r"cash\.rules\.unknown_name"):
        simulate_rules(cash.viewer, cash.creditor.pk, since=MAY, document={"auto_scor": 1})
