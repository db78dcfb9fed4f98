"""The demo puts the sample book on the books to the cent, once, and has today's lists ready."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

import pytest

TODAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def demo(story_template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[tuple[str, str, str]]]:
    """Yield the sign-ins, in a database that holds the demo."""
    from dunwell.platform.access import operator_viewer, viewing
    from dunwell.runs.demo import prepare_demo
    from dunwell.story.scratch import clone_of

    with django_db_blocker.unblock(), clone_of(story_template):
        sign_ins = prepare_demo(today=TODAY)
        with viewing(operator_viewer("test")):
            yield sign_ins


def test_the_ledger_is_the_generators_to_the_cent(demo: list[tuple[str, str, str]]) -> None:
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditors_of
    from dunwell.receivables.open_items.queries import balances_at, unequal_balances, unequal_parts
    from dunwell.runs.sample import sample_book

    book = sample_book(TODAY)
    assert unequal_balances() == unequal_parts() == []
    for creditor in creditors_of(current_viewer()):
        for day in (TODAY, date(2025, 12, 31)):
            items = book.creditor(creditor.key).items
            wanted = {item.item_number: item.open_amount(day) for item in items if item.open_amount(day)}
            paid = _paid(creditor.id) if day == TODAY else {}
            told = {number: wanted[number] - paid.get(number, 0) for number in wanted}
            found = balances_at(current_viewer(), creditor.id, day)
            own = {number: amount for number, amount in found.items() if number in wanted}
            assert own == {number: amount for number, amount in told.items() if amount}
            # What came through the bank and pays nothing yet, or was held back, is all there is beside it.
            assert _kinds_of(creditor.id, found.keys() - wanted.keys()) <= {"deduction", "on_account"}


def _paid(creditor_id: int) -> dict[str, Decimal]:
    """Return what the receipts of the demo settled, by document."""
    from dunwell.cash.models import Allocation

    told: dict[str, Decimal] = {}
    for row in Allocation.objects.filter(creditor_id=creditor_id).select_related("open_item"):
        settled = row.item_amount + row.discount_amount + row.tolerance_amount + row.fee_amount + row.deduction_amount
        told[row.open_item.item_number] = told.get(row.open_item.item_number, Decimal(0)) + settled
    return told


def _kinds_of(creditor_id: int, numbers: Collection[str]) -> set[str]:
    from dunwell.receivables.models import OpenItem

    held = OpenItem.objects.filter(creditor_id=creditor_id, item_number__in=list(numbers))
    return set(held.values_list("kind", flat=True))


def test_the_cash_desk_opens_with_receipts_of_every_sort(demo: list[tuple[str, str, str]]) -> None:
    from dunwell.cash.desk.queries import waiting_totals
    from dunwell.cash.reconciliation.queries import reconciliations_of
    from dunwell.cash.statements.queries import statement_counts
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditors_of

    viewer = current_viewer()
    for creditor in creditors_of(viewer):
        assert statement_counts(viewer, creditor.id) == {"waiting": 0, "posted": 2, "withdrawn": 0}
        counts = waiting_totals(viewer, creditor.id).counts
        assert 4 <= counts["all"] <= 12
        assert counts["unknown"] >= 1
        assert counts["suggested"] >= 1
        (account,) = reconciliations_of(viewer, creditor.id, TODAY)
        assert account.unexplained_amount == 0


def test_every_creditor_has_todays_list_and_a_history_of_files(demo: list[tuple[str, str, str]]) -> None:
    from dunwell.exchange.queries import deliveries_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditors_of
    from dunwell.work.worklist.queries import published_day, worklist

    for creditor in creditors_of(current_viewer()):
        day = published_day(current_viewer(), creditor.id)
        assert day is not None
        assert day.as_of == TODAY
        assert worklist(current_viewer(), creditor.id).total >= 15
        files = deliveries_of(viewer=current_viewer(), creditor_id=creditor.id)
        assert [file.state for file in files] == ["posted"] * 4
        assert [file.counts["problems"] > 0 for file in files] == [False, False, True, True]


def test_doing_it_again_changes_nothing(demo: list[tuple[str, str, str]]) -> None:
    from django.db import connection

    from dunwell.runs.demo import prepare_demo

    def counts() -> list[int]:
        with connection.cursor() as cursor:
            found = []
            for table in (
                "receivables_entry",
                "receivables_hold",
                "work_activity",
                "exchange_delivery",
                "platform_run",
                "cash_receipt",
                "cash_allocation",
            ):
                cursor.execute(f"SELECT count(*) FROM {table}")
                found.append(cursor.fetchone()[0])
            return found

    before = counts()
    assert prepare_demo(today=TODAY) == demo
    assert counts() == before


def test_the_sign_ins_work_and_are_this_homes_own(demo: list[tuple[str, str, str]]) -> None:
    from dunwell.platform.people.queries import user_by_email

    assert {role for role, _, _ in demo} >= {"collector", "lead", "admin"}
    assert len({password for _, _, password in demo}) == len(demo)
    for _, email, password in demo[:1]:
        user = user_by_email(email)
        assert user is not None
        assert user.check_password(password)
