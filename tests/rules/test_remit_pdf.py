"""How remittances look on a page: tables with and without rules, repeated headings, deductions, scans."""

import io
import shutil
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from dunwell.exchange.formats.remit_pdf import parse
from dunwell.exchange.formats.remit_pdf.scan import words_of_table
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Adjustment, Remittance

Place = tuple[float, float, str]


def pdf(*pages: list[Place], rules: list[tuple[float, float, float, float]] = ()) -> bytes:
    """A PDF with words at places (from the left, from the top) and lines from place to place."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        words = [b"BT /F1 10 Tf %.1f %.1f Td (%s) Tj ET" % (x, 800 - y, _escaped(text)) for x, y, text in page]
        lines = [b"%.1f %.1f m %.1f %.1f l S" % (x0, 800 - y0, x1, 800 - y1) for x0, y0, x1, y1 in rules]
        content = b"\n".join(words + lines)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        resources = b"<</Font<</F1 3 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources%s>>" % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    whole, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        whole
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(whole))
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def grid(top: float, rows: list[list[str]], places: list[float]) -> list[Place]:
    return [(x, top + 16 * n, cell) for n, row in enumerate(rows) for x, cell in zip(places, row, strict=True) if cell]


def read(content: bytes, limits: Limits | None = None) -> Parsed[Remittance]:
    return parse(io.BytesIO(content), limits=limits)


def one(content: bytes) -> Remittance:
    parsed = read(content)
    (found,) = parsed.rows()
    assert parsed.problems == []
    assert not found.difference()
    return found


ADVICE = [(50.0, 50.0, "Remittance advice"), (50.0, 70.0, "Payer: Acme Ltd   Check No: 77   Payment Date: 2026-01-31")]


def test_labels_that_follow_each_other_on_one_line_are_told_apart() -> None:
    found = one(pdf([*ADVICE, *grid(100, [["Invoice", "Paid"], ["A-1", "5.00"]], [50, 200])]))
    assert (found.payer, found.trace, str(found.payment_date)) == ("Acme Ltd", "77", "2026-01-31")


def test_headings_over_two_lines_are_one() -> None:
    rows = [["Invoice", "Invoice", "Amount"], ["Number", "Date", "Paid"], ["A-1", "2026-01-02", "5.00"]]
    found = one(pdf([*ADVICE, *grid(100, rows, [50, 150, 300])]))
    assert [(line.number, str(line.document_date), line.paid_amount) for line in found.lines] == [
        ("A-1", "2026-01-02", Decimal("5.00"))
    ]


def test_a_table_goes_on_over_pages_with_or_without_its_headings() -> None:
    first = [*ADVICE, *grid(100, [["Invoice", "Paid"], ["A-1", "5.00"]], [50, 200]), (50.0, 700.0, "Page 1 of 3")]
    second = [*grid(100, [["Invoice", "Paid"], ["A-2", "6.00"]], [50, 200]), (50.0, 700.0, "Page 2 of 3")]
    third = [*grid(50, [["A-3", "7.00"]], [50, 200]), (50.0, 90.0, "Total paid: 18.00")]
    assert [line.number for line in one(pdf(first, second, third)).lines] == ["A-1", "A-2", "A-3"]


def test_sums_of_pages_are_passed_over() -> None:
    rows = [["Invoice", "Paid"], ["A-1", "5.00"], ["Subtotal", "5.00"], ["A-2", "6.00"], ["Total", "11.00"]]
    assert one(pdf([*ADVICE, *grid(100, rows, [50, 200])])).amount == Decimal("11.00")


def test_a_wrapped_description_belongs_to_the_row_above() -> None:
    rows = [["Invoice", "Code", "Description", "Amount"], ["A-1", "25", "New store", "5.00"], ["", "", "discount", ""]]
    sums = [(50.0, 200.0, "Gross: 20.00"), (50.0, 216.0, "Deductions: (5.00)"), (50.0, 232.0, "Net Payment: 15.00")]
    found = one(pdf([*ADVICE, *grid(100, rows, [50, 150, 250, 400]), *sums]))
    assert found.lines[0].adjustments == (Adjustment("25", Decimal("-5.00"), "New store discount"),)
    assert (found.amount, found.lines[0].paid_amount) == (Decimal("15.00"), None)


@pytest.mark.parametrize("written", ["5.00", "-5.00", "(5.00)", "5.00-"])
def test_deductions_are_below_zero_however_they_are_written(written: str) -> None:
    rows = [["Invoice", "Gross", "Deduction", "Paid"], ["A-1", "20.00", written, "15.00"]]
    found = one(pdf([*ADVICE, *grid(100, rows, [50, 150, 250, 400])]))
    assert found.lines[0].adjustments[0].amount == Decimal("-5.00")


def test_what_was_paid_by_line_is_filled_in_where_it_proves_to_be_the_sum() -> None:
    rows = [["Invoice", "Gross", "Discount"], ["A-1", "20.00", "1.00"], ["A-2", "10.00", ""]]
    assert [
        line.paid_amount
        for line in one(pdf([*ADVICE, *grid(100, rows, [50, 150, 250]), (50.0, 200.0, "Net paid: 29.00")])).lines
    ] == [
        Decimal("19.00"),
        Decimal("10.00"),
    ]
    parsed = read(pdf([*ADVICE, *grid(100, rows, [50, 150, 250])]))
    assert [line.paid_amount for row in parsed.rows() for line in row.lines] == [None, None]


def test_sums_that_contradict_each_other_are_named() -> None:
    rows = [["Invoice", "Code", "Amount"], ["A-1", "25", "5.00"]]
    sums = [(50.0, 200.0, "Gross: 20.00"), (50.0, 216.0, "Deductions: (5.00)"), (50.0, 232.0, "Net Payment: 14.00")]
    parsed = read(pdf([*ADVICE, *grid(100, rows, [50, 150, 250]), *sums]))
    assert len(list(parsed.rows())) == 1
    assert [problem.code for problem in parsed.problems] == ["exchange.remittance.does_not_tie"]


def test_an_amount_that_cannot_be_read_is_named_and_never_a_zero() -> None:
    parsed = read(pdf([*ADVICE, *grid(100, [["Invoice", "Paid"], ["A-1", "5O.00"], ["A-2", "6.00"]], [50, 200])]))
    assert [line.number for row in parsed.rows() for line in row.lines] == ["A-2"]
    assert [problem.code for problem in parsed.problems] == ["exchange.remit_pdf.bad_amount"]


def test_a_day_that_can_be_read_in_two_ways_stays_open() -> None:
    places = [(50.0, 70.0, "Payment Date: 03/04/2026"), *grid(100, [["Invoice", "Paid"], ["A-1", "5.00"]], [50, 200])]
    parsed = read(pdf([ADVICE[0], *places]))
    assert [row.payment_date for row in parsed.rows()] == [None]
    assert [note.code for note in parsed.notes] == ["exchange.remit_pdf.date_unclear"]


def test_a_page_without_letters_is_a_scan() -> None:
    scan = _scanned(pdf([*ADVICE, *grid(100, [["Invoice", "Paid"], ["A-1", "5.00"]], [50, 200])]))
    parsed = read(scan)
    rows = list(parsed.rows())
    if shutil.which("tesseract") is None:
        assert [problem.code for problem in parsed.problems] == ["exchange.remit_pdf.scan"]
    else:
        assert [note.code for note in parsed.notes][:1] == ["exchange.remit_pdf.recognized"]
        assert [line.paid_amount for row in rows for line in row.lines] == [Decimal("5.00")]


def _scanned(content: bytes) -> bytes:
    with pdfplumber.open(io.BytesIO(content)) as document:
        picture = document.pages[0].to_image(resolution=200).original.convert("L")
    made = io.BytesIO()
    picture.save(made, format="PDF", resolution=200)
    return made.getvalue()


TABLE = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def _table(places: list[Place]) -> str:
    rows = [f"5\t1\t1\t1\t1\t1\t{x:.0f}\t{y:.0f}\t{7 * len(text)}\t12\t96.1\t{text}" for x, y, text in places]
    return TABLE + "4\t1\t1\t1\t1\t0\t0\t0\t500\t12\t-1\t\n" + "\n".join(rows) + "\n"


def test_the_table_of_a_recognizing_program_becomes_words() -> None:
    told = _table([(10, 20, "Invoice")]) + "5\t1\t1\t1\t1\t2\t90\t20\t30\t12\t5.0\tsmudge\n5\tbroken\n"
    assert [(word.start, word.top, word.text) for word in words_of_table(told)] == [(10.0, 20.0, "Invoice")]


def _program(folder: Path, body: str) -> None:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_a_scan_is_read_by_the_recognizing_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [
        (50, 50, "Payer:"),
        (100, 50, "Acme"),
        (50, 80, "Invoice"),
        (250, 80, "Paid"),
        (50, 100, "A-1"),
        (250, 100, "5.00"),
    ]
    (tmp_path / "told.tsv").write_text(_table(places))
    _program(tmp_path, f'case "$1" in --list-langs) echo eng;; *) cat >/dev/null; cat {tmp_path}/told.tsv;; esac')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    parsed = read(_scanned(pdf(ADVICE)))
    assert [(row.payer, row.lines[0].number, row.lines[0].paid_amount) for row in parsed.rows()] == [
        ("Acme", "A-1", Decimal("5.00"))
    ]
    assert [note.code for note in parsed.notes] == ["exchange.remit_pdf.recognized"]


def test_a_recognizing_program_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "cat >/dev/null; exit 3")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    parsed = read(_scanned(pdf(ADVICE)))
    assert (list(parsed.rows()), [problem.code for problem in parsed.problems]) == (
        [],
        ["exchange.remit_pdf.not_recognized"],
    )


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.4\ngarbage" * 50, b"no pdf at all", b"%PDF-1.4 1 0 obj <</Kids[1 0 R]>>"]
)
def test_bytes_that_are_no_pdf_are_damaged(content: bytes) -> None:
    parsed = read(content)
    assert (list(parsed.rows()), [problem.code for problem in parsed.problems]) == ([], ["exchange.remit_pdf.damaged"])


def test_more_pages_than_are_read_are_refused() -> None:
    parsed = read(pdf(*[[(50.0, 50.0, "Remittance")]] * 301))
    assert (list(parsed.rows()), [problem.code for problem in parsed.problems]) == (
        [],
        ["exchange.remit_pdf.too_many_pages"],
    )
