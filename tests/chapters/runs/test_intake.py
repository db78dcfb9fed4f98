"""A file goes in by one command: previewed, posted, repaired, repeated."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.exchange.queries import failed_rows_of
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.queries import balances_at, unequal_balances
from dunwell.runs.intake.commands import Reading, intake_file

DAY = date(2026, 3, 31)
PLAIN = """Customer No;Customer;Invoice;Invoice date;Due date;Amount;Currency
C-1;Harbor Logistics;INV-1;01.02.2026;03.03.2026;1.234,56;USD
C-1;Harbor Logistics;INV-2;15.02.2026;17.03.2026;100,00-;USD
C-2;Redwood;INV-3;20.02.2026;22.03.2026;12x,00;USD
"""


def take(desk, text, *, dry_run=False, name="items.csv", **reading):
    content = text if isinstance(text, bytes) else text.encode()
    return intake_file(
        viewer=desk.viewer,
        creditor_id=desk.creditor.pk,
        stream=io.BytesIO(content),
        file_name=name,
        reading=Reading(**({"effective_date": DAY} | reading)),
        dry_run=dry_run,
    )


def test_a_preview_tells_what_would_happen_and_writes_nothing_to_the_ledger(desk) -> None:
    result = take(desk, PLAIN, dry_run=True)
    assert (result.rows, result.new, result.problem_count) == (2, 2, 1)
    assert not OpenItem.objects.exists()
    assert take(desk, PLAIN).new == 2


def test_a_bad_row_is_a_problem_with_its_address_and_the_rest_goes_in(desk) -> None:
    result = take(desk, PLAIN)
    (problem,) = result.as_json()["problems"]
    assert problem["address"].endswith("row 4, column Amount")
    assert balances_at(desk.viewer, desk.creditor.pk, DAY) == {
        "INV-1": Decimal("1234.56"),
        "INV-2": Decimal("-100.00"),
    }


def test_failed_rows_alone_are_repaired_and_sent_again(desk) -> None:
    first = take(desk, PLAIN)
    _, content = failed_rows_of(viewer=desk.viewer, delivery_id=first.delivery_id)
    again = take(desk, content.replace(b"12x,00", b"12,00"), name="repaired.csv")
    assert (again.rows, again.new, again.problem_count) == (1, 1, 0)
    assert balances_at(desk.viewer, desk.creditor.pk, DAY)["INV-3"] == Decimal("12.00")


def test_the_same_file_twice_changes_nothing(desk) -> None:
    first = take(desk, PLAIN)
    count = Entry.objects.count()
    again = take(desk, PLAIN)
    assert again.is_repeated
    assert (again.delivery_id, again.new, again.changed, again.closed) == (first.delivery_id, 0, 0, 0)
    assert Entry.objects.count() == count


def test_a_snapshot_whose_total_does_not_tie_is_refused_and_can_be_sent_again(desk) -> None:
    good = PLAIN.replace("12x,00", "12,00")
    with pytest.raises(Refusal, match="control_total_differs"):
        take(desk, good, mode="snapshot", control_total=Decimal("1.00"))
    assert not OpenItem.objects.exists()
    assert take(desk, good, mode="snapshot", control_total=Decimal("1146.56")).new == 3


def test_a_file_that_cannot_be_read_at_all_is_kept_and_refused_with_its_reason(desk) -> None:
    result = take(desk, b"\x00\x01\x02 nothing of the kind")
    assert result.is_unreadable
    assert result.problems
    assert not OpenItem.objects.exists()


def test_the_ibm_file_goes_in_with_one_command_and_comes_back_as_of_any_day(desk, shared) -> None:
    file = shared / "data" / "receivables" / "ibm_late_payment.csv"
    result = take(desk, file.read_bytes(), date_format="m/d/yyyy", defaults={"currency": "USD"})
    assert (result.rows, result.new, result.problem_count) == (2466, 2466, 0)
    assert unequal_balances() == []
    middle = balances_at(desk.viewer, desk.creditor.pk, date(2013, 6, 30))
    assert len(middle) > 50
    assert balances_at(desk.viewer, desk.creditor.pk, DAY) == {}
