"""What a large book asks of the database: statements are counted, never seconds."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dunwell.exchange.commands import CHUNK_BYTES
from dunwell.receivables.models import Entry, OpenItem
from dunwell.runs.intake.commands import IntakeResult, Reading, intake_file

from .conftest import AS_OF, Book

pytestmark = pytest.mark.django_db

HEADINGS = "Customer No,Customer,Invoice,Invoice date,Due date,Amount,Open amount,Settled date,Currency,Reference\n"


def rows_of(count: int, *, prefix: str = "S", filler: str = "", paid: bool = True) -> bytes:
    """Return a file of invoices, ten a customer, every other one of them paid."""
    lines = [HEADINGS]
    for number in range(count):
        due = AS_OF - timedelta(days=number % 90)
        settled = paid and number % 2 == 0
        lines.append(
            f"{prefix}-{number // 10:06},Customer {number // 10},{prefix}{number:08},{due - timedelta(days=30)},{due},"
            f"{100 + number % 7}.50,{'0.00' if settled else f'{100 + number % 7}.50'},{due if settled else ''},USD,"
            f"{filler}\n"
        )
    return "".join(lines).encode()


def take(book: Book, content: bytes, *, mode: str = "delta", day: date = AS_OF) -> IntakeResult:
    """Take a file in."""
    return intake_file(
        viewer=book.viewer,
        creditor_id=book.creditor.pk,
        stream=io.BytesIO(content),
        file_name="items.csv",
        reading=Reading(effective_date=day, mode=mode),
    )


def test_a_file_of_many_pieces_goes_in_whole(book: Book) -> None:
    content = rows_of(6_000, filler="x" * 400)
    assert len(content) > 2.5 * CHUNK_BYTES
    result = take(book, content)
    assert (result.rows, result.new, result.problem_count) == (6_000, 6_000, 0)
    held = OpenItem.objects.filter(item_number__startswith="S")
    assert sum(held.values_list("open_amount", flat=True)) == sum(
        Entry.objects.filter(open_item__in=held).values_list("amount", flat=True)
    )
    assert sum(held.values_list("open_amount", flat=True)) == sum(
        Decimal("100.50") + number % 7 for number in range(1, 6_000, 2)
    )


def test_the_statements_of_an_intake_do_not_grow_with_its_rows(book: Book) -> None:
    take(book, rows_of(10, prefix="W"))
    with CaptureQueriesContext(connection) as few:
        take(book, rows_of(20, prefix="A"))
    with CaptureQueriesContext(connection) as many:
        take(book, rows_of(2_000, prefix="B"))
    assert len(many) == len(few) <= 90


def test_the_statements_of_a_day_do_not_grow_with_its_book(book: Book) -> None:
    take(book, rows_of(30, prefix="A"))
    with CaptureQueriesContext(connection) as few:
        small = book.run()
    take(book, rows_of(1_500, prefix="B"))
    with CaptureQueriesContext(connection) as many:
        large = book.run()
    assert large.listed > small.listed + 50
    assert len(many) <= len(few) + 2 <= 80


def test_the_statements_of_pages_do_not_grow_with_the_book(book: Book) -> None:
    from dunwell.receivables.open_items.queries import open_items_of
    from dunwell.work.timeline.queries import timeline_of
    from dunwell.work.worklist.queries import worklist

    def asked() -> tuple[int, int, int]:
        customer = book.customers[0]
        with CaptureQueriesContext(connection) as of_list:
            worklist(book.viewer, book.creditor.pk, page_size=100)
        with CaptureQueriesContext(connection) as of_items:
            open_items_of(book.viewer, customer.pk, as_of=AS_OF)
        with CaptureQueriesContext(connection) as of_timeline:
            timeline_of(book.viewer, customer.pk)
        return len(of_list), len(of_items), len(of_timeline)

    book.run()
    before = asked()
    take(book, rows_of(1_500, prefix="B", paid=False).replace(b"B-000001,Customer 1,", b"C-1,Customer C-1,"))
    book.run()
    assert asked() == before
