"""No cent is lost: whatever is done to an item, in whatever order, its balance is the sum of its entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.open_items.rules import OpenItemRow
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.receivables.entries.commands import reverse_entry, settle_item
from dunwell.receivables.feeds.commands import Feed, post_staged, stage_rows
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import balances_at, unequal_balances

pytestmark = pytest.mark.django_db
VIEWER = system_viewer("property")
FIRST = date(2026, 1, 1)
on_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
cents = st.integers(1, 500_000).map(lambda count: Decimal(count) / 100)
days = st.integers(0, 200).map(lambda count: FIRST + timedelta(days=count))


class _Undone(Exception):
    pass


@contextmanager
def scratch() -> Iterator[int]:
    """Give one example a creditor of its own and take everything back afterwards."""
    try:
        with transaction.atomic(), viewing(VIEWER):
            yield create_creditor(viewer=VIEWER, name="Scratch", base_currency="USD").pk
            raise _Undone  # noqa: TRY301 - the way out of a transaction that must not stay
    except _Undone:
        pass


acts = st.lists(st.tuples(st.sampled_from(["pay", "write_off", "reverse"]), cents, days), max_size=8)


@on_database
@given(amount=cents, acts=acts)
def test_every_balance_is_the_sum_of_its_entries_and_never_past_zero(amount, acts) -> None:
    with scratch() as creditor_id:
        customer = add_customer(viewer=VIEWER, creditor_id=creditor_id, number="1", name="One")
        item = issue_item(
            viewer=VIEWER,
            customer_id=customer.pk,
            kind="invoice",
            item_number="I",
            amount=amount,
            currency="USD",
            document_date=FIRST,
        )
        refused: set[str] = set()
        for act, part, day in acts:
            try:
                if act == "reverse":
                    last = Entry.objects.exclude(kind__in=["issued", "reversal"]).filter(reversed_by=None).last()
                    if last is not None:
                        reverse_entry(viewer=VIEWER, entry_id=last.pk, effective_date=day, reason="returned")
                else:
                    kind = "payment" if act == "pay" else "write_off"
                    settle_item(
                        viewer=VIEWER, open_item_id=item.pk, amount=part, effective_date=day, kind=kind, reason="x"
                    )
            except Refusal as refusal:
                refused.add(refusal.code)
            item.refresh_from_db()
            assert 0 <= item.open_amount <= amount
        assert unequal_balances(creditor_id) == []
        assert refused <= {"receivables.entry.exceeds_open_amount"}


@on_database
@given(amounts=st.lists(st.tuples(cents, days), min_size=1, max_size=4))
def test_the_order_in_which_movements_arrive_does_not_matter(amounts) -> None:
    answers = set()
    for order in list(permutations(amounts))[:6]:
        with scratch() as creditor_id:
            customer = add_customer(viewer=VIEWER, creditor_id=creditor_id, number="1", name="One")
            total = sum(part for part, _ in amounts)
            item = issue_item(
                viewer=VIEWER,
                customer_id=customer.pk,
                kind="invoice",
                item_number="I",
                amount=total + 1,
                currency="USD",
                document_date=FIRST,
            )
            for part, day in order:
                settle_item(viewer=VIEWER, open_item_id=item.pk, amount=part, effective_date=day)
            asked = [balances_at(VIEWER, creditor_id, FIRST + timedelta(days=step)) for step in range(0, 210, 15)]
            answers.add(tuple(tuple(sorted(answer.items())) for answer in asked))
    assert len(answers) == 1


@on_database
@given(
    before=st.lists(st.tuples(cents, days), max_size=4),
    after=st.lists(st.tuples(cents, days), min_size=1, max_size=4),
)
def test_an_old_day_known_then_answers_the_same_after_later_postings(before, after) -> None:
    with scratch() as creditor_id:
        customer = add_customer(viewer=VIEWER, creditor_id=creditor_id, number="1", name="One")
        total = sum((part for part, _ in [*before, *after]), Decimal(0))
        item = issue_item(
            viewer=VIEWER,
            customer_id=customer.pk,
            kind="invoice",
            item_number="I",
            amount=total,
            currency="USD",
            document_date=FIRST,
        )
        for part, day in before:
            settle_item(viewer=VIEWER, open_item_id=item.pk, amount=part, effective_date=day)
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            known_at = cursor.fetchone()[0].isoformat()
        asked = [FIRST + timedelta(days=step) for step in range(0, 210, 30)]
        then = [balances_at(VIEWER, creditor_id, day, known_at) for day in asked]
        for part, day in after:
            settle_item(viewer=VIEWER, open_item_id=item.pk, amount=part, effective_date=day)
        assert [balances_at(VIEWER, creditor_id, day, known_at) for day in asked] == then


@st.composite
def rows(draw) -> list[OpenItemRow]:
    """Return rows of one file as a parser gives them: numbers differ, paid amounts never exceed the document."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        amount, day = draw(cents), draw(days)
        paid = draw(st.none() | st.integers(1, int(amount * 100)).map(lambda count: Decimal(count) / 100))
        settled = draw(st.none() | days) if paid is None else None
        made.append(
            OpenItemRow(
                number, "", f"C{number % 3}", "", f"I{number}", "invoice", day, day, day + timedelta(days=30), amount,
                "USD", None, paid, day + timedelta(days=9) if paid is not None else None, settled, "", "", "", False,
                "",
            )
        )  # fmt: skip
    return made


def _send(creditor_id: int, batch: list[OpenItemRow]) -> None:
    feed = Feed(creditor_id, "open_items", FIRST + timedelta(days=365))
    count = stage_rows(viewer=VIEWER, feed=feed, batches=[batch])
    post_staged(viewer=VIEWER, feed=feed, row_count=count)


@on_database
@given(batch=rows())
def test_a_file_twice_equals_once_in_any_order_of_rows_and_nothing_is_lost(batch) -> None:
    with scratch() as creditor_id:
        _send(creditor_id, batch)
        once = list(Entry.objects.order_by("pk").values_list("open_item__item_number", "kind", "amount"))
        _send(creditor_id, batch[::-1])
        assert list(Entry.objects.order_by("pk").values_list("open_item__item_number", "kind", "amount")) == once
        expected = {
            row.item_number: Decimal(0) if row.settled_date else row.amount - (row.paid_amount or 0) for row in batch
        }
        assert dict(OpenItem.objects.values_list("item_number", "open_amount")) == expected
        assert unequal_balances(creditor_id) == []
