"""The matching rules as a document: saved in versions, checked, put in force; and what is asked of proposals."""

from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.cash.matching.commands import propose, publish_rules, save_rules
from dunwell.cash.matching.queries import cash_report, live_rules, proposals_of, waiting_receipts_for
from dunwell.cash.matching.rules import document_problems
from dunwell.cash.models import MatchingRules


@pytest.mark.parametrize(
    ("document", "codes"),
    [
        ({}, []),
        ({"auto_score": "0.99", "auto_limit": None, "points": {"payer.account": 20}}, []),
        ({"auto_scor": 1}, ["cash.rules.unknown_name"]),
        ({"auto_score": "high"}, ["cash.rules.not_a_number"]),
        ({"auto_score": True}, ["cash.rules.not_a_number"]),
        ({"auto_score": "NaN"}, ["cash.rules.not_a_number"]),
        ({"auto_score": 2, "margin": -1}, ["cash.rules.out_of_range"] * 2),
        ({"kept_proposals": 2.5}, ["cash.rules.not_a_number"]),
        ({"points": {"payer.acount": 1, "payer.account": 101}}, ["cash.rules.unknown_name", "cash.rules.out_of_range"]),
        ({"points": [1]}, ["cash.rules.not_a_document"]),
        ({"oldest_first_customers": "C-1"}, ["cash.rules.not_a_list"]),
        ([], ["cash.rules.not_a_document"]),
    ],
)
def test_a_document_is_told_what_is_wrong_with_it(document: object, codes: list[str]) -> None:
    assert [problem.code for problem in document_problems(document)] == codes


def test_rules_are_saved_in_versions_and_one_is_in_force(cash) -> None:
    creditor_id = cash.creditor.pk
    first, problems = save_rules(viewer=cash.viewer, creditor_id=creditor_id, document={"auto_score": "0.99"})
    assert (first.version, problems, live_rules(creditor_id)[0]) == (1, [], None)
    publish_rules(viewer=cash.viewer, creditor_id=creditor_id, version=1)
    second, _ = save_rules(viewer=cash.viewer, creditor_id=creditor_id, document={"auto_limit": "100"}, note="careful")
    assert live_rules(creditor_id)[1].auto_score == Decimal("0.99")
    publish_rules(viewer=cash.viewer, creditor_id=creditor_id, version=second.version)
    kept, document = live_rules(creditor_id)
    assert (kept.version, kept.note, document.auto_limit) == (2, "careful", Decimal(100))
    assert MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).count() == 1


def test_rules_with_problems_are_kept_but_never_put_in_force(cash) -> None:
    kept, problems = save_rules(viewer=cash.viewer, creditor_id=cash.creditor.pk, document={"auto_score": 7})
    assert [problem.sentence() for problem in problems] == ["auto_score is from 0.5 to 1."]
    with pytest.raises(Refusal, match=r"cash\.rules\.has_problems"):
        publish_rules(viewer=cash.viewer, creditor_id=cash.creditor.pk, version=kept.version)
    with pytest.raises(Refusal, match=r"cash\.rules\.unknown_version"):
        publish_rules(viewer=cash.viewer, creditor_id=cash.creditor.pk, version=99)
    assert live_rules(cash.creditor.pk)[0] is None


def test_money_that_waits_is_found_for_the_customer_it_may_be_of(cash) -> None:
    acme, bolt = cash.add("C-2", "Acme Logistics Inc"), cash.add("C-3", "Bolt Carriers Ltd")
    for number in ("INV-2026-00124", "INV-2026-00125"):
        cash.issue(number, "500.00", customer=acme)
    guessed = cash.receive("500.00", payer_name="ACME LOGISTICS INC", text="thanks")
    certain = cash.receive("42.00", customer=acme)
    propose(viewer=cash.viewer, creditor_id=cash.creditor.pk)
    found = waiting_receipts_for(cash.viewer, acme.pk)
    assert {one.receipt_id: one.score is None for one in found} == {guessed.pk: False, certain.pk: True}
    assert waiting_receipts_for(cash.viewer, bolt.pk) == []
    best = proposals_of(cash.viewer, guessed.pk)[0]
    assert best.reasons[0].sentence() == "The payer's name is that of Acme Logistics Inc."
    report = cash_report(cash.viewer, cash.creditor.pk, date(2026, 6, 13))
    assert {(line.key, line.amount) for line in report.verdicts} == {("suggested", 500), ("none", 42)}
    assert (report.oldest_suspense_days, report.straight_rate) == (10, Decimal(0))
