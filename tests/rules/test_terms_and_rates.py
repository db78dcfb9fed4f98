"""Payment terms and foreign currency by the handbook's own examples (§1.6, §1.7, Appendix V)."""

from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.receivables.rates.rules import in_base, realized_fx, unrealized_fx
from dunwell.receivables.terms.rules import (
    SHIPPED_TERMS,
    Terms,
    discount_cleared,
    discount_of,
    due_date,
    due_parts,
)

D = Decimal


@pytest.mark.parametrize(
    ("rule", "base", "due"),
    [
        ({"name": "net_days", "days": 30}, date(2026, 1, 31), date(2026, 3, 2)),
        ({"name": "net_days_then_eom", "days": 30}, date(2026, 1, 15), date(2026, 2, 28)),
        ({"name": "eom_plus_days", "days": 30}, date(2026, 1, 15), date(2026, 3, 2)),
        ({"name": "proximo", "day": 10, "cutoff": 25}, date(2026, 3, 12), date(2026, 4, 10)),
        ({"name": "proximo", "day": 10, "cutoff": 25}, date(2026, 3, 26), date(2026, 5, 10)),
        ({"name": "proximo", "day": 31}, date(2026, 1, 5), date(2026, 2, 28)),
        ({"name": "day_of_month_set", "days": [15, 30], "min_days": 10}, date(2026, 3, 12), date(2026, 3, 30)),
        ({"name": "day_of_month_set", "days": [15, 30], "min_days": 10}, date(2026, 1, 25), date(2026, 2, 15)),
        ({"name": "due_on_receipt"}, date(2026, 2, 28), date(2026, 2, 28)),
        ({"name": "fixed_date", "date": "2026-12-24"}, date(2026, 2, 28), date(2026, 12, 24)),
        ({"name": "net_days", "days": 1}, date(2024, 2, 28), date(2024, 2, 29)),
    ],
)
def test_a_rule_gives_its_due_date(rule, base, due) -> None:
    assert due_date(rule, base) == due


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"lines": [{"share": "0.5", "rule": {"name": "net_days", "days": 30}}]},
        {"lines": [{"share": "1", "rule": {"name": "whenever"}}]},
        {"lines": [{"share": "1", "rule": {"name": "net_days"}}]},
        {"lines": [{"share": "half", "rule": {"name": "net_days", "days": 1}}]},
    ],
)
def test_terms_that_date_nothing_are_refused(document) -> None:
    with pytest.raises(Refusal, match=r"receivables\.terms\.unsound"):
        Terms.from_document(document)


def test_every_shipped_terms_document_is_sound() -> None:
    for _title, document in SHIPPED_TERMS.values():
        parts = due_parts(Terms.from_document(document), date(2026, 5, 17), D("99.99"), "USD")
        assert sum(part.amount for part in parts) == D("99.99")


def test_two_ten_net_thirty() -> None:
    terms = Terms.from_document(SHIPPED_TERMS["2/10N30"][1])
    assert discount_of(terms, date(2026, 3, 5), D("10000.00"), "USD") == (date(2026, 3, 15), D("200.00"))
    assert due_parts(terms, date(2026, 3, 5), D("10000.00"), "USD")[0].due_date == date(2026, 4, 4)
    assert discount_cleared(D("4900.00"), D(2), "USD") == D("5000.00")


def test_lines_by_share_leave_the_rounding_to_the_last() -> None:
    terms = Terms.from_document(
        {
            "lines": [
                {"share": "0.333", "rule": {"name": "due_on_receipt"}},
                {"share": "0.667", "rule": {"name": "net_days", "days": 30}},
            ]
        }
    )
    assert [part.amount for part in due_parts(terms, date(2026, 1, 1), D("-100.01"), "USD")] == [
        D("-33.30"),
        D("-66.71"),
    ]


@pytest.mark.parametrize(
    ("amount", "booking", "settlement", "difference"),
    [("10000", "1.10", "1.08", "-200.00"), ("4000", "1.10", "1.12", "80.00"), ("2500", "0.90", "0.90", "0.00")],
)
def test_realized_difference(amount, booking, settlement, difference) -> None:
    assert realized_fx(D(amount), D(booking), D(settlement), "USD") == D(difference)


def test_month_end_in_between_counts_nothing_twice() -> None:
    at_close = unrealized_fx(D(10000), D("1.10"), D("1.09"), "USD")
    realized = realized_fx(D(10000), D("1.10"), D("1.08"), "USD")
    assert (at_close, at_close - at_close + realized) == (D("-100.00"), D("-200.00"))
    assert in_base(D(6000), D("1.10"), "USD") == D("6600.00")
