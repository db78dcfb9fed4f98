"""The demo puts the sample book on the books to the cent, once, and has today's lists ready."""

from collections.abc import Iterator
from datetime import date

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
            assert balances_at(current_viewer(), creditor.id, day) == wanted


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
        assert [file.state for file in files] == ["posted", "posted"]
        assert all(file.counts["problems"] > 0 for file in files)


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
