"""Whole files: finding the table, guessing the profile, signs, payments, duplicates, workbooks, and staying safe."""

import io
import random
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.open_items import (
    COLUMNS,
    OpenItemRow,
    OpenItems,
    Profile,
    failed_rows_file,
    guess_profile,
    parse,
    profile_of,
    seeded_profiles,
)
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.workbook import Workbook, style_of

HEAD = "customer_number,item_number,item_kind,document_date,due_date,amount,currency"


def read(text: str, **document: Any) -> tuple[list[OpenItemRow], OpenItems]:
    parsed = parse(io.BytesIO(text.encode()), profile_of(document) if document else None)
    return list(parsed.rows()), parsed


def codes(parsed: OpenItems) -> list[str]:
    return [problem.code.rpartition(".")[2] for problem in parsed.all_problems()]


def noted(parsed: OpenItems) -> set[str]:
    return {note.code.rpartition(".")[2] for note in parsed.notes}


def workbook(rows: list[list[Any]], *, sheet: str = "Items", formats: dict[int, str] | None = None) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    styles = {column: book.add_format({"num_format": text}) for column, text in (formats or {}).items()}
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                page.write(number, column, cell, styles.get(column) if number else None)
    book.close()
    return out.getvalue()


def test_a_row_is_a_tuple_in_the_order_of_the_columns() -> None:
    (row,), _ = read(f"{HEAD}\nC-1,I-1,invoice,2026-01-05,2026-02-04,10.00,USD\n")
    assert tuple(row) == tuple(getattr(row, name) for name in COLUMNS)
    assert row.amount.as_tuple().exponent == -2
    assert row.posting_date == row.document_date


def test_ambiguous_dates_are_settled_for_the_column_and_noted() -> None:
    text = f"{HEAD}\nC-1,I-1,invoice,1/2/2026,3/4/2026,10.00,USD\n"
    (row,), parsed = read(text)
    assert row.document_date == date(2026, 1, 2)
    assert "date_style_assumed" in noted(parsed)
    european = parse(io.BytesIO(text.encode()), date_order="dmy")
    assert next(european.rows()).document_date == date(2026, 2, 1)
    (stated,), parsed = read(text, date_format="d/m/yyyy")
    assert stated.document_date == date(2026, 2, 1)
    assert "date_style_assumed" not in noted(parsed)


def test_an_ambiguous_column_follows_the_proved_one_beside_it() -> None:
    (row,), parsed = read(f"{HEAD}\nC-1,I-1,invoice,1/2/2026,28/2/2026,10.00,USD\n")
    assert (row.document_date, row.due_date) == (date(2026, 2, 1), date(2026, 2, 28))
    assert "date_style_assumed" in noted(parsed)


def test_no_row_decides_its_own_date_order() -> None:
    good = "".join(f"C-1,I-{n},invoice,1/{n}/2026,,10.00,USD\n" for n in range(10, 25))
    rows, parsed = read(f"{HEAD}\n{good}C-1,X,invoice,25/1/2026,,10.00,USD\n")
    assert len(rows) == 15
    assert codes(parsed) == ["date_unreadable"]


@pytest.mark.parametrize(
    ("rule", "kind", "amount", "signed", "named"),
    [
        ("as_is", "invoice", "10.00", "10.00", "invoice"),
        ("as_is", "invoice", "-10.00", "-10.00", "credit_memo"),
        ("as_is", "credit note", "-10.00", "-10.00", "credit_memo"),
        ("as_is", "payment", "-10.00", "-10.00", "on_account"),
        ("by_kind", "credit note", "10.00", "-10.00", "credit_memo"),
        ("by_kind", "credit note", "-10.00", "-10.00", "credit_memo"),
        ("by_kind", "Gutschrift", "10.00", "-10.00", "credit_memo"),
        ("by_kind", "發票", "10.00", "10.00", "invoice"),
        ("inverted", "invoice", "-10.00", "10.00", "invoice"),
        ("as_is", "DZ", "10.00", "10.00", "deduction"),
        ("as_is", "DZ", "-10.00", "-10.00", "on_account"),
        ("as_is", "AB", "10.00", "10.00", "debit_memo"),
        ("as_is", "RV - Billing doc.", "10.00", "10.00", "invoice"),
        ("as_is", "Mystery", "-10.00", "-10.00", "credit_memo"),
    ],
)
def test_signs_and_kinds(rule: str, kind: str, amount: str, signed: str, named: str) -> None:
    (row,), _ = read(f"{HEAD}\nC-1,I-1,{kind},2026-01-05,,{amount},USD\n", sign_rule=rule)
    assert (row.amount, row.item_kind) == (Decimal(signed), named)


def test_a_kind_that_is_not_known_is_refused_where_it_carries_the_sign() -> None:
    rows, parsed = read(f"{HEAD}\nC-1,I-1,Mystery,2026-01-05,,10.00,USD\n", sign_rule="by_kind")
    assert not rows
    assert codes(parsed) == ["kind_unknown"]
    (row,), _ = read(
        f"{HEAD}\nC-1,I-1,Mystery,2026-01-05,,10.00,USD\n", sign_rule="by_kind", kinds={"mystery": "credit_memo"}
    )
    assert row.amount == Decimal("-10.00")


def test_debit_and_credit_stand_in_columns_of_their_own() -> None:
    head = "customer no,invoice no,date,debit,credit,currency\n"
    columns = {"amount": "debit", "credit_amount": "credit"}
    body = "C-1,1,2026-01-05,10.00,,USD\nC-1,2,2026-01-05,,4.00,USD\nC-1,3,2026-01-05,5.00,4.00,USD\n"
    base = guess_profile(io.BytesIO((head + body).encode()), profile_of({"columns": columns})).profile
    parsed = parse(io.BytesIO((head + body).encode()), base)
    assert [row.amount for row in parsed.rows()] == [Decimal("10.00"), Decimal("-4.00")]
    assert codes(parsed) == ["debit_and_credit"]


def test_sap_indicators_give_the_sign() -> None:
    rows, _ = read("KUNNR;BELNR;BLDAT;WRBTR;WAERS;SHKZG\n1;11;31.01.2026;10,00;EUR;S\n1;12;31.01.2026;4,00;EUR;H\n")
    assert [row.amount for row in rows] == [Decimal("10.00"), Decimal("-4.00")]


@pytest.mark.parametrize(
    ("amount", "opened", "paid", "settled", "story"),
    [
        ("10", "", "", "", (None, None, None, None, "")),
        ("10", "", "", "2026-02-01", (None, None, None, "2026-02-01", "")),
        ("10", "0", "", "2026-02-01", ("0.00", None, None, "2026-02-01", "")),
        ("10", "0", "10", "2026-02-01", ("0.00", None, None, "2026-02-01", "")),
        ("10", "", "10", "2026-02-01", (None, None, None, "2026-02-01", "")),
        ("10", "", "4", "2026-02-01", (None, "4.00", "2026-02-01", None, "")),
        ("10", "6", "4", "2026-02-01", ("6.00", "4.00", "2026-02-01", None, "")),
        ("10", "6", "", "2026-02-01", ("6.00", "4.00", "2026-02-01", None, "paid_from_open")),
        ("10", "5", "4", "2026-02-01", ("5.00", "4.00", "2026-02-01", None, "open_differs")),
        ("10", "", "4", "", (None, "4.00", None, None, "payment_undated")),
        ("10", "6", "-4", "2026-02-01", ("6.00", "4.00", "2026-02-01", None, "")),
        ("10", "", "-", "", (None, None, None, None, "")),
        ("-10", "-6", "4", "2026-02-01", ("-6.00", "-4.00", "2026-02-01", None, "")),
        ("10", "0", "", "", ("0.00", None, None, None, "settled_undated")),
        ("10", "0", "9", "2026-02-01", ("0.00", None, None, "2026-02-01", "settled_short")),
        ("10", "", "", "2026-01-01", (None, None, None, "2026-01-01", "paid_before_document")),
    ],
)  # fmt: skip
def test_what_was_paid_when_is_one_story(
    amount: str, opened: str, paid: str, settled: str, story: tuple[Any, ...]
) -> None:
    head = "customer number,invoice number,invoice date,amount,open amount,paid amount,settled date,currency"
    (row,), _ = read(f"{head}\nC-1,I-1,2026-01-05,{amount},{opened},{paid},{settled},USD\n", sign_rule="as_is")
    told = (row.open_amount, row.paid_amount, row.paid_date, row.settled_date)
    assert (*(None if part is None else str(part) for part in told), row.flag_words) == story


@pytest.mark.parametrize(
    ("amount", "opened", "paid", "settled", "code"),
    [
        ("10", "11", "", "", "open_exceeds_amount"),
        ("10", "-1", "", "", "open_sign"),
        ("10", "", "11", "", "paid_exceeds_amount"),
        ("10", "", "-4", "", "paid_sign"),
        ("10", "10", "", "2026-02-01", "settled_but_open"),
        ("10", "", "", "2016-02-01", "dates_far_apart"),
    ],
)
def test_a_story_that_contradicts_itself_is_a_problem(
    amount: str, opened: str, paid: str, settled: str, code: str
) -> None:
    head = "customer number,invoice number,invoice date,amount,open amount,paid amount,settled date,currency"
    rows, parsed = read(f"{head}\nC-1,I-1,2026-01-05,{amount},{opened},{paid},{settled},USD\n")
    assert not rows
    assert codes(parsed) == [code]


def test_only_an_open_amount_is_the_original_as_far_as_known() -> None:
    (row,), _ = read("customer number,invoice number,invoice date,open balance,currency\nC-1,1,2026-01-05,10.00,USD\n")
    assert (row.amount, row.open_amount) == (Decimal("10.00"), Decimal("10.00"))


def test_ids_that_lost_their_zeros_are_flagged_and_can_be_padded() -> None:
    body = "".join(f"00012{n:02d},I-{n},invoice,2026-01-05,,10.00,USD\n" for n in range(10))
    rows, _ = read(f"{HEAD}\n{body}1203,I-77,invoice,2026-01-05,,10.00,USD\n")
    assert [row.flag_words for row in rows] == [*[""] * 10, "customer_number_lost_zeros"]
    rows, _ = read(f"{HEAD}\n{body}1203,I-77,invoice,2026-01-05,,10.00,USD\n", digits={"customer_number": 7})
    assert rows[-1].customer_number == rows[3].customer_number == "0001203"


def test_ids_that_just_grow_are_not_flagged() -> None:
    body = "".join(f"C-1,{n},invoice,2026-01-05,,10.00,USD\n" for n in range(95, 105))
    rows, _ = read(f"{HEAD}\n{body}")
    assert not any(row.flag_words for row in rows)


def test_numeric_ids_in_a_workbook_are_flagged_where_shorter_than_their_mates() -> None:
    rows = [["Customer No", "Invoice No", "Invoice Date", "Amount", "Currency"]]
    rows += [[f"000{n}", n, "2026-01-05", 5, "USD"] for n in range(100, 110)] + [[77, 7, "2026-01-05", 5, "USD"]]
    parsed = parse(io.BytesIO(workbook(rows)))
    found = list(parsed.rows())
    assert found[-1].customer_number == "77"
    assert found[-1].flags == ("customer_number_lost_zeros", "item_number_lost_zeros")
    assert not found[0].flags


def test_a_persons_columns_defaults_and_dates_stand_over_the_guess() -> None:
    text = "who,what,when,how much,Amount\nC-1,I-1,5/1/2026,12.00,99\n"
    profile = Profile().overridden(
        columns={"customer_number": "who", "item_number": "what", "document_date": "when", "amount": "how much"},
        defaults={"currency": "usd", "item_kind": "invoice"},
        date_format="d/m/yyyy",
    )
    (row,) = parse(io.BytesIO(text.encode()), profile).rows()
    assert (row.amount, row.document_date, row.currency) == (Decimal("12.00"), date(2026, 1, 5), "USD")
    guess = guess_profile(io.BytesIO(text.encode()), profile)
    assert guess.profile.columns["amount"] == "how much"
    assert guess.confidence["amount"] == 1.0


def test_columns_may_be_named_by_letter_and_headings_may_be_missing() -> None:
    text = "C-1,I-1,2026-01-05,12.00\nC-1,I-2,2026-01-05,13.00\n"
    document = {
        "columns": {"customer_number": "A", "item_number": "B", "document_date": "C", "amount": "D"},
        "defaults": {"currency": "USD"},
        "header_row": 0,
    }
    rows, _ = read(text, **document)
    assert [row.amount for row in rows] == [Decimal("12.00"), Decimal("13.00")]


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    rows, parsed = read(f"{HEAD}\nC-1,I-1,invoice,2026-01-05,,10.00,USD\n", columns={"amount": "Betrag"})
    assert not rows
    assert codes(parsed)[0] == "column_not_found"
    assert "item_number" in parsed.problems[0].sentence()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"columns": {"total": "Amount"}}, "unknown_field"),
        ({"colums": {}}, "unknown_field"),
        ({"columns": ["amount"]}, "not_a_list_of_fields"),
        ({"decimal_style": "1234"}, "unknown_choice"),
        ({"sign_rule": "minus"}, "unknown_choice"),
        ({"date_format": "when"}, "date_format"),
        ({"defaults": {"amount": "0"}}, "unknown_field"),
        ({"digits": {"customer_number": "x"}}, "not_a_number"),
        ({"delimiter": "ab"}, "delimiter"),
    ],
)
def test_a_profile_that_cannot_mean_anything_is_refused(document: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        profile_of(document)
    assert refused.value.code == f"exchange.profile.{code}"
    assert "{" not in refused.value.sentence()


def test_a_profile_survives_being_saved() -> None:
    for profile in seeded_profiles().values():
        assert profile_of(profile.document()) == profile


def test_every_shipped_profile_reads_its_own_headings() -> None:
    for name, profile in seeded_profiles().items():
        headings = [choices[0] for choices in profile.columns.values()]
        line = ",".join(f'"{heading}"' for heading in headings)
        parsed = parse(io.BytesIO(f"{line}\n".encode()), profile)
        assert not parsed.problems, name


def test_a_note_says_which_sheet_was_left_out() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("January", "February"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Customer No", "Invoice No", "Invoice Date", "Amount", "Currency"])
        sheet.write_row(1, 0, ["C-1", name, "2026-01-05", 5, "USD"])
    book.close()
    parsed = parse(out)
    assert [row.item_number for row in parsed.rows()] == ["January"]
    assert "other_sheet" in noted(parsed)
    chosen = parse(out, profile_of({"sheet": "February"}))
    assert [row.item_number for row in chosen.rows()] == ["February"]
    assert parse(out, profile_of({"sheet": "March"})).problems[0].code == "exchange.file.no_sheet"


def test_two_readers_see_the_same_workbook() -> None:
    """The oracle: another library's reading of the same cells."""
    random.seed(7)
    rows: list[list[Any]] = [
        [
            round(random.uniform(-1e6, 1e6), 2),
            random.randint(0, 10**9),
            f"t{random.random()}",
            date(2026, 1, random.randint(1, 31)),
        ]
        for _ in range(200)
    ]
    rows.insert(0, ["a", "b", "c", "d"])
    content = workbook(rows, formats={3: "dd/mm/yyyy"})
    ours = [cells for _, cells in Workbook(io.BytesIO(content), Limits()).sheets()[0].rows()]
    theirs = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    for our, their in zip(ours, theirs, strict=True):
        assert [float(cell) if isinstance(cell, Decimal) else cell for cell in our] == their


@pytest.mark.parametrize(
    ("text", "style"),
    [("dd/mm/yyyy", "date"), ("[$-409]d-mmm-yy;@", "date"), ("yyyy\\-mm\\-dd", "date"), ("0000000000", 10),
     ("General", None), ("#,##0.00", None),
     ('"day "0', None), ("0", None), ("[Red]0.00", None), ('yyyy"年"m"月"d"日"', "date")],
)  # fmt: skip
def test_number_formats_tell_dates_and_padded_ids(text: str, style: object) -> None:
    assert style_of(text) == style


def _bomb(size: int) -> bytes:
    out = io.BytesIO(workbook([["Customer No", "Invoice No"]]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * size)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    parsed = parse(io.BytesIO(_bomb(70 * 1024 * 1024)))
    assert parsed.problems[0].code == "exchange.file.too_large_inside"


def test_a_workbook_that_declares_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["Customer No"]]))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)
            target.writestr(name, content)
    parsed = parse(out)
    assert [problem.code for problem in parsed.problems] == ["exchange.file.broken_workbook"]


def test_files_and_rows_above_the_limits_are_refused_whole() -> None:
    text = f"{HEAD}\n" + "C-1,I-1,invoice,2026-01-05,,10.00,USD\n" * 30
    assert (
        parse(io.BytesIO(text.encode()), limits=Limits(max_file_bytes=100)).problems[0].code
        == "exchange.file.too_large"
    )
    parsed = parse(io.BytesIO(text.encode()), limits=Limits(max_rows=10))
    list(parsed.rows())
    assert parsed.problems[0].code == "exchange.file.too_many_rows"


def test_a_stream_that_cannot_be_read_twice_is_read_all_the_same() -> None:
    class Once(io.RawIOBase):
        def __init__(self, content: bytes) -> None:
            self._inner = io.BytesIO(content)

        def read(self, size: int = -1) -> bytes:
            return self._inner.read(size)

        def seekable(self) -> bool:
            return False

    parsed = parse(Once(f"{HEAD}\nC-1,I-1,invoice,2026-01-05,,10.00,USD\n".encode()))  # type: ignore[arg-type]
    assert len(list(parsed.rows())) == 1


def test_batches_and_failures_stay_bounded() -> None:
    text = f"{HEAD}\n" + "".join(
        f"C-{n % 7},I-{n},invoice,2026-01-05,,{'x' if n % 3 else '1.00'},USD\n" for n in range(300)
    )
    parsed = parse(io.BytesIO(text.encode()), limits=Limits(batch_rows=20, kept_failures=50))
    sizes, taken = [], 0
    for batch in parsed.batches():
        sizes.append(len(batch))
        taken += len(parsed.take_failed())
    assert max(sizes) == 20
    assert sum(sizes) == parsed.row_count == 100
    assert parsed.problem_count == parsed.failed_count == 200
    assert taken + len(parsed.failed) == 200


def test_a_failed_row_is_given_back_harmless_and_reads_the_same() -> None:
    text = f'{HEAD}\n"=cmd|calc",I-1,invoice,2026-01-05,,x,USD\nC-2,I-2,invoice,2026-01-05,,y,USD\n'
    _, parsed = read(text)
    content = failed_rows_file(parsed.layout, parsed.failed).decode("utf-8-sig")
    assert "\n'=cmd|calc," in content
    repaired = content.replace(",x,", ",5.00,").replace(",y,", ",6.00,")
    rows = list(parse(io.BytesIO(repaired.encode("utf-8-sig")), parsed.profile).rows())
    assert [(row.customer_number, row.amount) for row in rows] == [
        ("=cmd|calc", Decimal("5.00")),
        ("C-2", Decimal("6.00")),
    ]


def test_group_lines_give_their_customer_to_the_rows_below() -> None:
    text = (
        "Date,Transaction type,Num,Name,Due date,Open balance\nAcme,,,,,\n1/31/2026,Invoice,1,,3/2/2026,10.00\n"
        "Total for Acme,,,,,10.00\nBolt,,,,,\n1/31/2026,Invoice,2,,3/2/2026,5.00\nTotal for Bolt,,,,,5.00\n"
    )
    rows, parsed = read(text, defaults={"currency": "USD"}, fill_down=["customer_number"])
    assert [row.customer_number for row in rows] == ["Acme", "Bolt"]
    assert "totals_agree" in noted(parsed)


def test_a_total_that_does_not_add_up_is_noted() -> None:
    _, parsed = read(f"{HEAD}\nC-1,I-1,invoice,2026-01-05,,10.00,USD\nTotal,,,,,11.00,USD\n")
    assert "totals_differ" in noted(parsed)


def test_a_row_without_a_number_is_no_total_because_of_its_customers_name() -> None:
    head = "customer number,customer name,invoice number,invoice date,amount,currency"
    rows, parsed = read(f"{head}\nC-1,Total Quality Lines,,2026-01-05,10.00,USD\n")
    assert not rows
    assert codes(parsed) == ["missing"]


garbage = st.text(st.characters(blacklist_categories=["Cs"]), max_size=10)


@settings(max_examples=150, deadline=None)
@given(garbage, garbage, garbage)
def test_no_garbage_in_amount_columns_becomes_a_zero(amount: str, opened: str, paid: str) -> None:
    """A row either is set aside, or its amounts are what its cells say: zero only where all digits are zeros."""
    cells = [text.replace('"', '""') for text in (amount, opened, paid)]
    line = ",".join(f'"{cell}"' for cell in cells)
    head = "customer number,invoice number,invoice date,currency,amount,open amount,paid amount"
    text = f"{head}\nC-1,I-1,2026-01-05,USD,{line}\n"
    parsed = parse(io.BytesIO(text.encode()))
    for row in parsed.rows():
        assert row.amount != 0
        if row.open_amount is not None and row.open_amount == 0:
            assert set(filter(str.isdigit, opened)) <= {"0", "０"}
            assert any(map(str.isdigit, opened))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    parsed = parse(io.BytesIO(content))
    list(parsed.rows())
    assert parsed.problem_count or parsed.row_count == 0


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=30), st.integers(0, 6000))
def test_no_damage_to_a_workbook_makes_it_raise(noise: bytes, place: int) -> None:
    content = bytearray(
        workbook(
            [["Customer No", "Invoice No", "Invoice Date", "Amount", "Currency"], ["C-1", "1", "2026-01-05", 5, "USD"]]
        )
    )
    content[place : place + len(noise)] = noise
    list(parse(io.BytesIO(bytes(content))).rows())


def test_the_late_payment_file_is_read_by_guess_alone(shared: Path) -> None:
    with (shared / "data" / "receivables" / "ibm_late_payment.csv").open("rb") as file:
        guess = guess_profile(file)
        assert guess.missing == ()
        parsed = parse(file, guess.profile.overridden(defaults={"currency": "USD"}))
        rows = list(parsed.rows())
    assert len(rows) == 2466
    assert parsed.problem_count == 0
    assert len({row.customer_number for row in rows}) == 100
    assert parsed.totals == {"USD": Decimal("147703.18")}
    assert parsed.open_totals == {"USD": Decimal(0)}
    assert all(row.settled_date and row.settled_date >= row.document_date for row in rows)
    assert sum(row.disputed for row in rows) == 561
    assert not any(row.flag_words for row in rows)


def test_a_column_that_holds_something_else_is_left_out_and_noted() -> None:
    head = "customer number,invoice number,invoice date,due,amount,currency"
    body = "".join(f"C-1,I-{n},2026-01-05,as agreed,10.00,USD\n" for n in range(6))
    rows, parsed = read(f"{head}\n{body}")
    assert [row.due_date for row in rows] == [None] * 6
    assert "column_misfits" in noted(parsed)
    assert "due_date" not in guess_profile(io.BytesIO(f"{head}\n{body}".encode())).profile.columns


def test_a_failed_formula_in_a_payment_column_never_reads_as_not_paid() -> None:
    rows = [["Customer No", "Invoice No", "Invoice Date", "Amount", "Currency", "Settled Date"]]
    rows += [["C-1", f"I-{n}", "2026-01-05", 5, "USD", "#N/A"] for n in range(10)]
    parsed = parse(io.BytesIO(workbook(rows)))
    assert not list(parsed.rows())
    assert set(codes(parsed)) == {"error_cell"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("客戶,發票號碼,日期,金額,幣別\n深水埗邨,1,2026-01-05,5,HKD\n", "big5hkscs"),
        ("Kunde;Rechnung;Datum;Betrag;Währung\nMüller;1;5.1.2026;5,00;EUR\n", "cp1252"),
    ],
)
def test_a_list_that_knows_customers_by_name_only_numbers_them_by_name(text: str, encoding: str) -> None:
    (row,) = parse(io.BytesIO(text.encode(encoding))).rows()
    assert row.customer_number == row.customer_name == text.splitlines()[1][: len(row.customer_name)]


def test_a_paid_column_of_words_is_a_problem_and_not_ignored() -> None:
    body = "".join(f"A,{n},2026-01-05,5,USD,Yes\n" for n in range(9))
    rows, parsed = read(f"Customer,Invoice No,Invoice Date,Amount,Currency,Paid\n{body}")
    assert not rows
    assert set(codes(parsed)) == {"amount_unreadable"}
