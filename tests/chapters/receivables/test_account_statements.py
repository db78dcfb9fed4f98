"""A statement of account adds up, as of any day, in each currency, in three languages and three kinds of file."""

import io
from datetime import date
from decimal import Decimal

import pdfplumber
import pytest
from python_calamine import CalamineWorkbook

from dunwell.base.refusals import Refusal
from dunwell.parties.customers.commands import edit_customer
from dunwell.receivables.account_papers.queries import statement_file, statement_page
from dunwell.receivables.account_statements.queries import account_statement
from dunwell.receivables.account_statements.rules import KINDS, WORDS, bucket_of
from dunwell.receivables.entries.commands import put_on_account, settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.open_items.commands import issue_item

MAR = date(2026, 3, 31)
SAID = {"payment_details": "IBAN DE00 <test>", "phone": "+1 312 555 0142", "dispute_contact": "help@example.com"}


@pytest.fixture
def book(desk):
    told = {"viewer": desk.viewer, "customer_id": desk.customer.pk}

    def issue(number: str, amount: str, made: date, due: date, currency: str = "USD", kind: str = "invoice"):
        return issue_item(
            **told, kind=kind, item_number=number, amount=Decimal(amount), currency=currency, document_date=made,
            due_date=due, purchase_order=f"PO-{number}",
        )  # fmt: skip

    first = issue("INV-1", "1000.00", date(2026, 1, 10), date(2026, 2, 9))
    second = issue("INV-2", "250.50", date(2026, 3, 5), date(2026, 4, 4))
    issue("INV-3", "90000", date(2026, 3, 1), date(2026, 3, 20), "JPY")
    settle_item(
        viewer=desk.viewer,
        open_item_id=first.pk,
        kind="payment",
        amount=Decimal("400.00"),
        effective_date=date(2026, 3, 15),
    )
    place_hold(
        viewer=desk.viewer, customer_id=desk.customer.pk, reason="dispute", placed_date=date(2026, 3, 10),
        open_item_id=second.pk,
    )  # fmt: skip
    put_on_account(
        **told, item_number="CASH-9", amount=Decimal("50.00"), currency="USD", effective_date=date(2026, 3, 20)
    )
    return desk


def _statement(desk, as_of: date = MAR, **more):
    return account_statement(desk.viewer, desk.customer.pk, as_of, said=SAID, **more)


def test_what_is_open_is_stated_by_currency_with_its_age(book) -> None:
    yen, dollars = _statement(book).sections
    assert [(line.number, line.open_amount, line.days_past_due) for line in dollars.lines] == [
        ("INV-1", Decimal("600.0000"), 50), ("CASH-9", Decimal("-50.0000"), 11), ("INV-2", Decimal("250.5000"), -4),
    ]  # fmt: skip
    assert dollars.closing_amount == Decimal("800.50")
    assert dollars.unapplied_amount == 50
    assert {name: amount for name, amount in dollars.aging.items() if amount} == {
        "31_60": Decimal("600.0000"),
        "current": Decimal("250.5000"),
    }
    assert [line.is_disputed for line in dollars.lines] == [False, False, True]
    assert (yen.currency, yen.closing_amount) == ("JPY", 90000)


def test_an_old_day_gives_its_old_answer(book) -> None:
    (dollars,) = _statement(book, date(2026, 2, 28)).sections
    assert [(line.number, line.open_amount) for line in dollars.lines] == [("INV-1", Decimal("1000.0000"))]
    assert _statement(book, date(2026, 1, 1)).sections == ()


def test_opening_and_movements_come_to_the_closing_balance_and_to_what_is_open(book) -> None:
    moved = _statement(book, style="activity", from_date=date(2026, 3, 1))
    dollars = moved.sections[1]
    assert (dollars.opening_amount, dollars.closing_amount) == (Decimal("1000.0000"), Decimal("800.5000"))
    assert [(move.effective_date.day, move.kind, move.amount, move.balance_amount) for move in dollars.movements] == [
        (5, "invoice", Decimal("250.5000"), Decimal("1250.5000")),
        (15, "payment", Decimal("-400.0000"), Decimal("850.5000")),
        (20, "on_account", Decimal("-50.0000"), Decimal("800.5000")),
    ]
    for day in (date(2026, 1, 31), date(2026, 3, 7), date(2026, 3, 19), MAR):
        told = _statement(book, day, style="activity", from_date=date(2026, 1, 5))
        listed = _statement(book, day)
        assert {one.currency: one.closing_amount for one in told.sections} == {
            one.currency: one.closing_amount for one in listed.sections
        }


def test_a_period_that_ends_before_it_begins_is_refused(book) -> None:
    with pytest.raises(Refusal, match=r"receivables\.statement\.period_backwards"):
        _statement(book, style="activity", from_date=date(2026, 4, 1))
    with pytest.raises(Refusal, match=r"receivables\.statement\.unknown_style"):
        _statement(book, style="demand")
    with pytest.raises(Refusal, match=r"receivables\.statement\.unknown_kind"):
        statement_file(_statement(book), "docx")


def test_the_paper_is_tagged_and_the_same_bytes_at_every_making(book) -> None:
    first, second = (statement_file(_statement(book), "pdf") for _ in range(2))
    assert first.content == second.content
    assert first.name == "statement-C-1-2026-03-31.pdf"
    with pdfplumber.open(io.BytesIO(first.content)) as paper:
        assert paper.doc.catalog["MarkInfo"] == {"Marked": True}
        assert paper.doc.catalog["Lang"] == b"en"
        text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for told in ("Harbor Logistics (C-1)", "600.00", "800.50", "in dispute", "IBAN DE00 <test>", "Remittance slip"):
        assert told in text
    assert "penalt" not in text.lower()


def test_the_paper_speaks_the_customers_language(book) -> None:
    edit_customer(viewer=book.viewer, customer_id=book.customer.pk, language="zh-hant", other_name="海港物流")
    made = statement_file(_statement(book), "pdf")
    with pdfplumber.open(io.BytesIO(made.content)) as paper:
        assert paper.doc.catalog["Lang"] == b"zh-Hant-HK"
        text = "".join(page.extract_text() for page in paper.pages)
        fonts = {char["fontname"] for page in paper.pages for char in page.chars if ord(char["text"][0]) > 0x4E00}
    assert "賬戶結單" in text
    assert "未清總額" in text
    assert all("JP" not in font for font in fonts), fonts
    assert "<script" not in statement_page(_statement(book))


def test_the_workbook_and_the_csv_hold_the_same_rows(book) -> None:
    workbook = statement_file(_statement(book), "xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook.content)).get_sheet_by_index(0).to_python()
    lines = statement_file(_statement(book), "csv").content.decode("utf-8-sig").splitlines()
    assert len(sheet) == len(lines) == 5
    assert sheet[2][:3] == ["USD", "Invoice", "INV-1"]
    assert lines[2] == "USD,Invoice,INV-1,2026-01-10,2026-02-09,PO-INV-1,1000.00,600.00,50,"
    assert workbook.content == statement_file(_statement(book), "xlsx").content


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-1, "current"), (0, "current"), (1, "1_30"), (30, "1_30"), (31, "31_60"), (60, "31_60"), (90, "61_90"),
     (91, "over_90"), (900, "over_90")],
)  # fmt: skip
def test_the_footer_counts_days_as_the_aging_does(days: int, bucket: str) -> None:
    assert bucket_of(days) == bucket


def test_every_language_has_every_word() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert {frozenset(words) for words in KINDS.values()} == {frozenset(KINDS["en"])}
