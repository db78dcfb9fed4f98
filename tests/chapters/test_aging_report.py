"""The aging report on the real database, as a viewer: shapes, drill-down, as-of, row security, snapshot and engines."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.exposure.aging.queries import aging_cell_items, aging_report
from dunwell.exposure.buckets.commands import remove_bucket_set, save_bucket_set
from dunwell.exposure.buckets.queries import bucket_sets_of
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, operator_viewer, viewing
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import DuePart, OpenItem
from dunwell.receivables.rates.models import ExchangeRate

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


class Book:
    """A creditor with customers and items, made row by row."""

    def __init__(self, key: str = "north") -> None:
        self.creditor = Creditor.objects.create(key=key, name=key.title(), base_currency="USD")

    def customer(self, number: str, **more: Any) -> Customer:
        return Customer.objects.create(creditor=self.creditor, number=number, name=f"Customer {number}", **more)

    def item(self, customer: Customer, number: str, amount: str, due: date, **more: Any) -> OpenItem:
        document = more.pop("document", due - timedelta(days=30))
        item = OpenItem.objects.create(
            creditor=self.creditor,
            customer=customer,
            item_number=number,
            kind=more.pop("kind", "invoice"),
            document_date=document,
            posting_date=document,
            due_date=due,
            currency=more.pop("currency", "USD"),
            original_amount=Decimal(amount),
            open_amount=0,
            **more,
        )
        self.post(item, "issued", amount, document)
        return item

    def post(self, item: OpenItem, kind: str, amount: str, day: date) -> None:
        Entry.objects.create(
            creditor=self.creditor,
            customer_id=item.customer_id,
            open_item=item,
            kind=kind,
            amount=Decimal(amount),
            currency=item.currency,
            effective_date=day,
            recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        )
        item.open_amount += Decimal(amount)
        item.save(update_fields=["open_amount"])


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    with viewing(operator_viewer()) as one:
        yield one


@pytest.fixture
def book(viewer: Viewer) -> Book:
    """Handbook §1.9 for one customer, and a second one in another currency under a parent."""
    book = Book()
    ana = User.objects.create(email="ana@example.org", full_name="Ana")
    top = book.customer("100", owner=ana)
    book.item(top, "A", "1000", date(2026, 7, 10), document=date(2026, 6, 10))
    book.item(top, "B", "2000", date(2026, 6, 19), document=date(2026, 5, 20))
    book.item(top, "C", "1500", date(2026, 5, 25), document=date(2026, 4, 25))
    book.item(top, "D", "800", date(2026, 3, 31), document=date(2026, 3, 1))
    book.item(top, "E", "600", date(2026, 6, 30), document=date(2026, 5, 31))
    book.item(top, "F", "-700", date(2026, 6, 25), document=date(2026, 6, 25), kind="on_account")
    site = book.customer("200", parent=top)
    book.item(site, "G", "100.10", date(2026, 6, 29), currency="EUR")
    ExchangeRate.objects.create(creditor=book.creditor, currency="EUR", rate_date=DAY, rate=Decimal("1.1"))
    return book


def test_the_report_has_the_shape_that_programs_read(viewer: Viewer, book: Book) -> None:
    told = aging_report(viewer, book.creditor.pk, DAY).as_json()
    assert told["as_of"] == "2026-06-30"
    assert told["basis"] == "due"
    assert told["edges"] == [30, 60, 90, 120]
    assert told["rows"][0] == {
        "customer_number": "100",
        "customer_name": "Customer 100",
        "currency": "USD",
        "buckets": {
            "current": "1600.00",
            "1-30": "2000.00",
            "31-60": "1500.00",
            "61-90": "0.00",
            "91-120": "800.00",
            "over 120": "0.00",
        },
        "unapplied": "-700.00",
        "total": "5200.00",
    }
    assert list(told["totals"]) == ["EUR", "USD"]
    assert told["totals"]["EUR"]["buckets"]["1-30"] == "100.10"


def test_rows_may_stand_for_parents_owners_segments_currencies_or_the_creditor(viewer: Viewer, book: Book) -> None:
    pk = book.creditor.pk
    parents = aging_report(viewer, pk, DAY, by="parent", in_base=True)
    assert [(line.customer_number, line.total) for line in parents.rows] == [("100", Decimal("5310.11"))]
    assert parents.rates["EUR"] == (Decimal("1.1"), DAY)
    owners = aging_report(viewer, pk, DAY, by="owner")
    assert [(line.customer_name, line.total) for line in owners.rows] == [
        ("", Decimal("100.10")),
        ("Ana", Decimal(5200)),
    ]
    segments = {customer.pk: "large" for customer in Customer.objects.filter(number="100")}
    by_segment = aging_report(viewer, pk, DAY, by="segment", segments=segments)
    assert [(line.key, line.total) for line in by_segment.rows] == [("", Decimal("100.10")), ("large", Decimal(5200))]
    assert [line.currency for line in aging_report(viewer, pk, DAY, by="currency").rows] == ["EUR", "USD"]
    assert aging_report(viewer, pk, DAY, by="creditor").rows[0].customer_name == "North"


def test_a_currency_without_a_rate_is_reported_and_stays(viewer: Viewer, book: Book) -> None:
    report = aging_report(viewer, book.creditor.pk, DAY - timedelta(days=1), in_base=True)
    assert report.missing_rates == {"EUR": Decimal("100.10")}
    assert set(report.totals) == {"EUR", "USD"}


def test_every_cell_opens_into_its_parts(viewer: Viewer, book: Book) -> None:
    pk = book.creditor.pk
    for by in ("customer", "owner", "parent", "currency"):
        report = aging_report(viewer, pk, DAY, by=by)
        for line in report.rows:
            cells = {**line.buckets, "unapplied": line.unapplied, "total": line.total, "disputed": line.disputed}
            key = "" if by == "owner" and line.key is None else line.key
            for label, figure in cells.items():
                found = aging_cell_items(viewer, pk, DAY, label=label, by=by, key=key, currency=line.currency)
                assert found.sums.get(line.currency, 0) == figure, (by, line.key, label)
                assert len(found.items) == found.count
    page = aging_cell_items(viewer, pk, DAY, page=2, page_size=4)
    assert (page.count, len(page.items), page.items[0].item_number) == (7, 3, "G")


def test_an_unknown_bucket_is_refused(viewer: Viewer, book: Book) -> None:
    with pytest.raises(Refusal) as refused:
        aging_cell_items(viewer, book.creditor.pk, DAY, label="5-7")
    assert refused.value.code == "exposure.aging.no_such_bucket"


def test_an_old_day_gives_its_old_answer_after_later_postings(viewer: Viewer, book: Book) -> None:
    pk = book.creditor.pk
    before = aging_report(viewer, pk, DAY).as_json()
    item = OpenItem.objects.get(item_number="B")
    book.post(item, "payment", "-2000", DAY + timedelta(days=2))
    assert aging_report(viewer, pk, DAY).as_json() == before
    known = datetime(2026, 7, 1, tzinfo=UTC)
    Entry.objects.create(
        creditor=book.creditor,
        customer_id=item.customer_id,
        open_item=OpenItem.objects.get(item_number="C"),
        kind="payment",
        amount=-500,
        currency="USD",
        effective_date=DAY - timedelta(days=1),
        recorded_at=datetime(2026, 7, 3, tzinfo=UTC),
    )
    OpenItem.objects.filter(item_number="C").update(open_amount=1000)
    assert aging_report(viewer, pk, DAY).totals["USD"].total == 4700
    assert aging_report(viewer, pk, DAY, known_at=known).as_json() == before


def test_another_creditors_book_is_not_there(book: Book) -> None:
    other = Viewer("person", name="Bo", user_id=None, roles={book.creditor.pk + 1: Role.MANAGER})
    with viewing(other), pytest.raises(Refusal) as refused:
        aging_report(other, book.creditor.pk, DAY)
    assert refused.value.code == "platform.access.not_found"


def test_buckets_are_kept_by_name_by_those_who_may(viewer: Viewer, book: Book) -> None:
    pk = book.creditor.pk
    save_bucket_set(viewer=viewer, creditor_id=pk, name="Weekly", edges=(7, 14, 21))
    save_bucket_set(viewer=viewer, creditor_id=pk, name="Weekly", edges=(7, 14), basis="document")
    kept = bucket_sets_of(viewer, pk)
    assert [(one.name, one.edges, one.basis) for one in kept] == [("Weekly", (7, 14), "document")]
    told = aging_report(viewer, pk, DAY, basis=kept[0].basis, edges=kept[0].edges)
    assert told.labels == ("current", "1-7", "8-14", "over 14")
    with pytest.raises(Refusal):
        save_bucket_set(viewer=viewer, creditor_id=pk, name="Bad", edges=(14, 7))
    collector = Viewer("person", name="Cy", roles={pk: Role.COLLECTOR})
    with pytest.raises(Refusal) as refused:
        remove_bucket_set(viewer=collector, creditor_id=pk, bucket_set_id=kept[0].id)
    assert refused.value.code == "platform.access.denied"
    assert len(bucket_sets_of(viewer, pk)) == 1
    remove_bucket_set(viewer=viewer, creditor_id=pk, bucket_set_id=kept[0].id)
    assert bucket_sets_of(viewer, pk) == []


def test_a_snapshot_holds_one_creditors_rows_and_every_engine_reads_the_same(
    viewer: Viewer, book: Book, tmp_path: Path
) -> None:
    from dunwell.parties.customers.tables import CUSTOMERS
    from dunwell.platform.engines import open_engine
    from dunwell.platform.snapshot import read_snapshot, take_snapshot
    from dunwell.receivables.entries.sets import open_balances
    from dunwell.receivables.entries.tables import ENTRIES
    from dunwell.receivables.holds.tables import HOLDS
    from dunwell.receivables.open_items.tables import DUE_PARTS, ITEMS
    from dunwell.receivables.rates.tables import RATES
    from dunwell.work.activities.tables import ACTIVITIES
    from dunwell.work.snoozes.tables import SNOOZES

    strange = 'Ünusual, "quoted"\nname\\N 100%'
    Customer.objects.filter(number="200").update(name=strange)
    other = Book("south")
    other.item(other.customer("1"), "X", "5", DAY)
    item = OpenItem.objects.get(item_number="A")
    DuePart.objects.create(creditor=book.creditor, open_item=item, sequence=1, due_date=DAY, amount=1000)
    Hold.objects.create(
        creditor=book.creditor, customer_id=item.customer_id, open_item=item, reason="dispute", placed_date=DAY
    )
    shapes = [CUSTOMERS, ITEMS, DUE_PARTS, ENTRIES, HOLDS, RATES, ACTIVITIES, SNOOZES]
    taken = take_snapshot(shapes, book.creditor.pk, tmp_path / "day")
    assert taken.counts() == {
        "customers": 2,
        "items": 7,
        "due_parts": 1,
        "entries": 7,
        "holds": 1,
        "rates": 1,
        "activities": 0,
        "snoozes": 0,
    }
    assert read_snapshot(tmp_path / "day") == taken
    again = take_snapshot(shapes, book.creditor.pk, tmp_path / "again")
    assert again.hashes() == taken.hashes()
    connection.ensure_connection()
    answers = []
    for name, source in (("duckdb", taken), ("postgres", connection.connection)):
        with open_engine(name, source, creditor_id=book.creditor.pk) as engine:
            for shape in shapes:
                rows = engine.to_arrow(engine.table(shape))
                assert rows.schema.names == list(shape.columns)
            balances = engine.keep("balances", open_balances(engine.table(ITEMS), engine.table(ENTRIES), DAY))
            named = balances.join(engine.table(CUSTOMERS).select("customer_id", "customer_name"), "customer_id")
            answers.append(sorted(engine.to_arrow(named).to_pylist(), key=lambda row: row["item_id"]))
            assert engine.to_arrow(named).to_pylist()
    assert answers[0] == answers[1]
    assert strange in {row["customer_name"] for row in answers[0]}


def test_a_snapshot_cut_short_is_not_taken_for_whole(viewer: Viewer, book: Book, tmp_path: Path) -> None:
    from dunwell.base.sets import TableShape
    from dunwell.platform.snapshot import read_snapshot, take_snapshot

    good = TableShape("good", "one row", (), {"one": "int64"}, "SELECT %(creditor_id)s::bigint AS one")
    bad = TableShape("bad", "none", (), {"one": "int64"}, "SELECT 1/0 WHERE %(creditor_id)s > 0")
    take_snapshot([good], book.creditor.pk, tmp_path)
    assert read_snapshot(tmp_path) is not None
    with pytest.raises(Exception, match="division"):
        take_snapshot([good, bad], book.creditor.pk, tmp_path)
    assert read_snapshot(tmp_path) is None


def test_an_unknown_engine_and_an_absent_spark_are_refused(viewer: Viewer, book: Book, tmp_path: Path) -> None:
    from dunwell.platform.engines import open_engine
    from dunwell.platform.snapshot import take_snapshot

    taken = take_snapshot([], book.creditor.pk, tmp_path)
    with pytest.raises(Refusal) as refused:
        open_engine("abacus", taken)
    assert refused.value.code == "platform.engine.unknown"
    try:
        import pyspark  # noqa: F401
    except ImportError:
        with pytest.raises(Refusal) as refused:
            open_engine("spark", taken)
        assert refused.value.code == "platform.engine.unavailable"
