"""Amounts, dates, ids, currencies and encodings: what is read, and what is refused rather than guessed."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.open_items.cells import currency_code
from dunwell.exchange.reading.amounts import STYLES, Unreadable, guess_style, read_amount
from dunwell.exchange.reading.dates import DateStyle, date_style, guess_order, read_day
from dunwell.exchange.reading.delimited import sniff_delimiter
from dunwell.exchange.reading.texts import detect_encoding
from dunwell.exchange.reading.words import heading_key, is_summary_word, yes_or_no


@pytest.mark.parametrize(
    ("text", "style", "amount"),
    [
        ("1,234.56", "1,234.56", "1234.56"),
        ("1.234,56", "1.234,56", "1234.56"),
        ("1 234,56", "1 234,56", "1234.56"),
        ("1\u00a0234,56", "1 234,56", "1234.56"),
        ("1\u202f234,56", "1 234,56", "1234.56"),
        ("1'234.56", "1'234.56", "1234.56"),
        ("1’234.56", "1'234.56", "1234.56"),
        ("12,34,567.00", "1,234.56", "1234567"),
        ("100,00-", "1.234,56", "-100"),
        ("(100.00)", "1,234.56", "-100"),
        ("−100.00", "1,234.56", "-100"),
        ("100.00 CR", "1,234.56", "-100"),
        ("$1,200.00", "1,234.56", "1200"),
        ("-$1,200.00", "1,234.56", "-1200"),
        ("($1,200.00)", "1,234.56", "-1200"),
        ("HKD 5,000", "1,234.56", "5000"),
        ("1.234,56 €", "1.234,56", "1234.56"),
        ("１，２３４．５０", "1,234.56", "1234.5"),
        (".50", "1,234.56", "0.5"),
        ("0.00", "1,234.56", "0"),
    ],
)
def test_an_amount_is_read_in_its_style(text: str, style: str, amount: str) -> None:
    read = read_amount(text, style)
    assert read is not None
    assert read.amount == Decimal(amount)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "text", ["", " ", "-", "–", "--", "()", "NaN", "inf", "-inf", "1e5", "1E+5", "abc", "USD", "$", ".", ",", "1-2",
             "(5)-", "--5", "1,2,3", "1.2.3", "0x10", "5 5", "١٢٣", "n/a", "#N/A", "1_000", "123456789012345"]
)  # fmt: skip
def test_what_is_no_amount_is_none_in_every_style(text: str, style: str) -> None:
    assert read_amount(text, style) is None


@pytest.mark.parametrize(
    ("text", "style"), [("1,23", "1,234.56"), ("1.23", "1.234,56"), ("12,3456", "1,234.56"), ("1 23", "1 234,56")]
)
def test_a_sign_that_groups_no_thousands_is_refused_not_dropped(text: str, style: str) -> None:
    assert read_amount(text, style) is None


@given(st.text(max_size=12), st.sampled_from(STYLES))
def test_garbage_never_reads_as_zero_unless_it_says_zero(text: str, style: str) -> None:
    read = read_amount(text, style)
    if read is not None and read.amount == 0:
        import unicodedata

        digits = [letter for letter in unicodedata.normalize("NFKC", text) if letter.isdigit()]
        assert digits
        assert set(digits) == {"0"}


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from(STYLES))
def test_every_style_reads_back_what_it_writes(amount: Decimal, style: str) -> None:
    group, point = {"1,234.56": ",.", "1.234,56": ".,", "1 234,56": " ,", "1'234.56": "'."}[style]
    text = f"{amount:,.2f}".replace(",", "\0").replace(".", point).replace("\0", group)
    for written in (text, text.replace(group, "") if group != point else text):
        read = read_amount(written, style)
        assert read is not None
        assert read.amount == amount
    trailing = f"{text[1:]}-" if text.startswith("-") else text
    assert read_amount(trailing, style) == read_amount(text, style)


@pytest.mark.parametrize(
    ("texts", "style", "assumed"),
    [
        (["1,234.56", "12.00"], "1,234.56", False),
        (["1.234,56", "1.234"], "1.234,56", False),
        (["12,50", "1.234"], "1.234,56", False),
        (["1 234,56"], "1 234,56", False),
        (["1'234.56"], "1'234.56", False),
        (["1,234"], "1,234.56", True),
        (["100", "5"], "1,234.56", False),
        ([], "1,234.56", False),
    ],
)
def test_a_column_tells_its_number_style(texts: list[str], style: str, assumed: bool) -> None:
    assert guess_style(texts)[:2] == (style, assumed)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("1/31/2026", "mdy"), ("31/1/2026", "dmy"), ("31.01.2026", "dmy"), ("31-01-26", "dmy"), ("2026-01-31", "mdy"),
        ("2026/1/31", "dmy"), ("20260131", "dmy"), ("31 Jan 2026", "mdy"), ("Jan 31, 2026", "dmy"),
        ("31-Jan-26", "mdy"),
        ("31. Januar 2026", "mdy"), ("2026年1月31日", "mdy"), ("2026-01-31T00:00:00Z", "mdy"),
        ("1/31/2026 12:00 AM", "mdy"),
        ("46053", "serial"), ("44591", "serial_1904"),
    ],
)  # fmt: skip
def test_a_date_is_read_in_its_order(text: str, order: str) -> None:
    assert read_day(text, DateStyle(order)) == date(2026, 1, 31)


@pytest.mark.parametrize(
    "text", ["31/1/2026", "13/13/2026", "2026-02-30", "1/1", "1/1/202", "12345", "soon", "1/2-2026", "Foo 3, 2026"]
)
def test_a_date_that_breaks_its_columns_order_is_refused(text: str) -> None:
    assert read_day(text, DateStyle("mdy")) is None


@pytest.mark.parametrize(
    ("cells", "order", "dates", "conflicting"),
    [
        (["1/2/2026", "1/31/2026"], "mdy", 2, False),
        (["1/2/2026", "31/1/2026"], "dmy", 2, False),
        (["1/2/2026", "3/4/2026"], "", 2, False),
        (["1.2.2026"], "dmy", 1, False),
        (["1/31/2026", "31/1/2026", "30/1/2026"], "dmy", 3, True),
        (["46053", "46054"], "serial", 2, False),
        (["2026-01-31", date(2026, 1, 1)], "ymd", 2, False),
        (["x", ""], "", 0, False),
    ],
)
def test_a_column_proves_its_date_order(cells: list[object], order: str, dates: int, conflicting: bool) -> None:
    evidence = guess_order(cells)  # type: ignore[arg-type]
    assert (evidence.order, evidence.dates, evidence.conflicting) == (order, dates, conflicting)


@pytest.mark.parametrize(
    ("text", "order"),
    [("m/d/yyyy", "mdy"), ("MM/DD/YY", "mdy"), ("dd.mm.yyyy", "dmy"), ("TT.MM.JJJJ", "dmy"), ("yyyymmdd", "ymd"),
     ("%d/%m/%Y", "dmy"), ("%Y-%m-%d", "ymd"), ("%d %b %Y", "dmy"), ("serial", "serial"), ("dmy", "dmy")],
)  # fmt: skip
def test_a_date_format_is_understood(text: str, order: str) -> None:
    assert date_style(text).order == order


def test_a_date_format_that_means_nothing_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        date_style("mm/yyyy")
    assert refused.value.code == "exchange.profile.date_format"
    assert "m/d/yyyy" in refused.value.sentence()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("usd", "USD"),
        ("US$", "USD"),
        ("€", "EUR"),
        ("Euro", "EUR"),
        ("RMB", "CNY"),
        ("港幣", "HKD"),
        ("US Dollar", "USD"),
    ],
)
def test_a_currency_is_its_code(text: str, code: str) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize("text", ["$", "¥", "dollars?", "kr", "EUR/USD", "12"])
def test_a_currency_of_several_meanings_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        currency_code(text)


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("客戶編號,客戶名稱,發票號碼\n", "big5", "big5hkscs"),
        ("維港貿易有限公司,九龍\n", "big5", "big5hkscs"),
        ("Müller & Söhne, Café, Zürich, Ärzte\n", "cp1252", "cp1252"),
        ("Straße – „Größe“ 12 €\n", "cp1252", "cp1252"),
        ("Peña Nuñez, São Paulo, Ångström\n", "latin-1", "cp1252"),
        ("客戶,Müller\n", "utf-8", "utf-8"),
        ("客戶\n", "utf-8-sig", "utf-8-sig"),
        ("a,b\n1,2\n", "utf-16", "utf-16"),
        ("a,b\n1,2\n", "utf-16-le", "utf-16-le"),
        ("客户编号客户名称发票号码发票日期到期日金额币种\n", "gb18030", "gb18030"),
        ("plain\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str, found: str) -> None:
    assert detect_encoding(io.BytesIO(text.encode(encoding)))[0] == found


def test_an_accent_in_the_last_row_still_tells_the_encoding() -> None:
    content = b"name,amount\n" + b"Smith,1\n" * 300_000 + "Müller,1\n".encode("cp1252")
    assert detect_encoding(io.BytesIO(content)) == ("cp1252", True)


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ('a;b;c\n"1,5";2;3\n"2,5";3;4\n', ";"),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("sep=;\na;b\n", ";"),
        ('Title, with, commas\n\na;b;c;d\n1;2;3;4\n1;2;3;4\n1;2;3;4\n', ";"),
        ("one column\nonly\n", ","),
    ],
)  # fmt: skip
def test_the_delimiter_is_found_whatever_stands_in_quotes(sample: str, delimiter: str) -> None:
    assert sniff_delimiter(sample) == delimiter


@pytest.mark.parametrize(
    "word",
    [
        "*",
        "**",
        "Total",
        "Grand Total",
        "Sub-total",
        "Total for Acme",
        "Summe",
        "Gesamtsumme",
        "Result",
        "小計",
        "總計",
        "合计",
    ],
)
def test_a_summary_word_is_known(word: str) -> None:
    assert is_summary_word(word)


@pytest.mark.parametrize(
    "word", ["Totally Fresh Foods Inc", "Sumner", "Resultant", "INV-1", "", "Star * Co", "Total Quality Lines"]
)
def test_a_name_is_no_summary_word(word: str) -> None:
    assert not is_summary_word(word)


def test_headings_are_compared_by_letters_and_digits() -> None:
    assert (
        heading_key("Invoice No.")
        == heading_key("invoice_no")
        == heading_key("InvoiceNo")
        == heading_key(" Invoice # ")
    )


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Yes", True),
        ("X", True),
        ("是", True),
        ("true", True),
        ("ja", True),
        ("No", False),
        ("", False),
        ("否", False),
        ("price", None),
    ],
)
def test_yes_and_no_are_known_in_several_languages(word: str, meaning: bool | None) -> None:
    assert yes_or_no(word) is meaning
