"""Dialects of MT940: each rule of the format's page, on the fewest fields that show it."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.mt940 import parse, sniff
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind, StatementLine


def _read(text: str, encoding: str = "utf-8", **given: Limits) -> tuple[Parsed[Statement], list[Statement]]:
    parsed = parse(io.BytesIO(text.encode(encoding)), **given)
    return parsed, list(parsed.rows())


def _line(line: str, *texts: str, currency: str = "EUR") -> StatementLine:
    head = f":20:X\n:25:DE02120300000000202051\n:28C:1/1\n:60F:C260301{currency}100,00\n"
    _, rows = _read("\n".join([head + line, *texts, f":62F:C260331{currency}0,00", "-"]))
    return rows[0].lines[0]


def _codes(parsed: Parsed[Statement]) -> list[str]:
    return [problem.code for problem in parsed.problems]


@pytest.mark.parametrize(
    ("mark", "amount", "is_reversal", "is_pending"),
    [
        ("C", "7.00", False, False),
        ("D", "-7.00", False, False),
        ("RC", "-7.00", True, False),
        ("RD", "7.00", True, False),
        ("EC", "7.00", False, True),
        ("ED", "-7.00", False, True),
        ("CR", "7.00", False, False),
        ("DD", "-7.00", False, False),
        ("RCR", "-7.00", True, False),
    ],
)
def test_the_mark_gives_the_sign_and_the_letter_behind_it_is_the_currencys(
    mark: str, amount: str, is_reversal: bool, is_pending: bool
) -> None:
    line = _line(f":61:2603030303{mark}7,00NTRFNONREF//A1")
    assert (str(line.amount), line.is_reversal, line.is_pending) == (amount, is_reversal, is_pending)


@pytest.mark.parametrize(
    ("written", "amount"), [("7,", "7"), ("0007,5", "7.5"), ("7.50", "7.50"), ("1.234,56", "1234.56"), ("12", "12")]
)
def test_amounts_as_banks_write_them(written: str, amount: str) -> None:
    assert _line(f":61:260303C{written}NTRFNONREF").amount == Decimal(amount)


@pytest.mark.parametrize("written", ["1,2,3", ",", "1.2.3", "123456789012345,00", "12.34,5"])
def test_an_unreadable_amount_is_a_problem_and_never_zero(written: str) -> None:
    parsed, rows = _read(
        f":20:X\n:25:1\n:60F:C260301EUR1,00\n:61:260303C{written}NTRFNONREF\n:86:x\n:62F:C260331EUR2,00\n"
    )
    assert rows[0].lines == ()
    assert _codes(parsed) == ["exchange.mt940.amount_unreadable", "exchange.statement.does_not_tie"]
    assert parsed.problems[0].row == 4


@pytest.mark.parametrize(
    ("dates", "booked", "value"),
    [
        ("2512310102", date(2026, 1, 2), date(2025, 12, 31)),
        ("2601021231", date(2025, 12, 31), date(2026, 1, 2)),
        ("260303", date(2026, 3, 3), date(2026, 3, 3)),
        ("260303    ", date(2026, 3, 3), date(2026, 3, 3)),
        ("2602300302", date(2026, 3, 2), date(2026, 2, 28)),
        ("2402290301", date(2024, 3, 1), date(2024, 2, 29)),
    ],
)
def test_the_entry_date_takes_the_year_nearest_to_the_value_date(dates: str, booked: date, value: date) -> None:
    line = _line(f":61:{dates}C7,00NTRFNONREF")
    assert (line.booking_date, line.value_date) == (booked, value)


@pytest.mark.parametrize(
    ("rest", "reference"),
    [
        ("NTRFNONREF//BANK77", "BANK77"),
        ("NTRFCUST1//NONREF", "CUST1"),
        ("NTRFNONREF", ""),
        ("NONREF", ""),
        (" NTRFNONREF//2109025460313532", "2109025460313532"),
        ("NTRFA-CUSTOMER-REFERENCE-LONGER-THAN-SIXTEEN//BANK78", "BANK78"),
        ("NMSC01916//NONREF\n20260407007602198765432000000012", "20260407007602198765432000000012"),
    ],
)
def test_the_reference_is_the_banks_where_there_is_one(rest: str, reference: str) -> None:
    assert _line(f":61:2603030303C7,00{rest}").reference == reference


def test_a_name_behind_sixteen_characters_and_an_account_in_place_of_the_reference() -> None:
    rabobank = _line(":61:260303C7,00N0440121470966      W.P. Jansen                     ", ":86:Storting")
    assert (rabobank.reference, rabobank.payer) == ("0121470966", "W.P. Jansen")
    asn = _line(":61:2603030303C7,00NOVBNL20INGB0001234567\nkapsalon de schaar", ":86:nota 7")
    assert (asn.payer_account, asn.reference, asn.text) == ("NL20INGB0001234567", "", "nota 7 kapsalon de schaar")


def test_subfields_of_27_characters_run_on_and_shorter_ones_do_not() -> None:
    line = _line(
        ":61:2603030303CR7,00N166NONREF",
        ":86:166?00GUTSCHRIFT?20EREF+ABC-1?21SVWZ+RE-2026-00311 UND RE-2?22026-00318?23SKONTO?31DE02550501200000123456"
        "?32Rheinhafen Sped?33ition GmbH",
    )
    assert line.text == "RE-2026-00311 UND RE-2026-00318 SKONTO"
    assert (line.end_to_end_id, line.payer, line.kind) == ("ABC-1", "Rheinhafen Spedition GmbH", LineKind.TRANSFER)


@pytest.mark.parametrize("mark", "~^<>@|")
def test_the_subfields_of_other_countries_have_another_mark(mark: str) -> None:
    text = f"073{mark}00VE02{mark}20FV 31/02/2026{mark}32KOWALSKI{mark}38PL61109010140000071219812874{mark}60PL"
    line = _line(":61:2603030303CN7,00S073NONREF", f":86:{text}", currency="PLN")
    assert (line.payer, line.payer_account) == ("KOWALSKI", "PL61109010140000071219812874")
    assert line.text.startswith("FV 31/02/2026")


def test_a_returned_debit_has_its_reason_its_amount_and_its_charges() -> None:
    line = _line(
        ":61:2603030303DR119,90N109KREF+//B9\n/OCMT/EUR116,40//CHGS/EUR3,50/",
        ":86:109?00SEPA-LASTSCHR. RETOURE?20EREF+M-98?21SVWZ+RUECKLASTSCHRIFT AM04?34914",
    )
    assert (line.kind, line.return_code) == (LineKind.RETURN, "AM04")
    assert (line.original_amount, line.original_currency, line.charges_amount) == (
        Decimal("116.40"),
        "EUR",
        Decimal("3.50"),
    )


@pytest.mark.parametrize(
    ("text", "payer", "end_to_end_id", "words"),
    [
        (
            "/EREF/B-1//CNTP/NL32INGB0000012345/INGBNL2A/KADE B.V./ROTTERDAM///REMI/USTD//FACT 9/",
            "KADE B.V.",
            "B-1",
            "FACT 9",
        ),
        (
            "/TRTP/SEPA OVERBOEKING/IBAN/NL32INGB0000012345/NAME/KADE B.V./REMI//INV/9/EREF/NOTPROVIDED",
            "KADE B.V.",
            "",
            "INV/9",
        ),
        ("/BENM//NAME/KADE B.V./REMI/FACT 9/ISDT/2026-03-02", "KADE B.V.", "", "FACT 9"),
        (
            "/ORDP/530500003804588\n/KADE DOOEL\n/747//747\n/Uplata po faktura 747",
            "KADE DOOEL",
            "",
            "747//747 Uplata po faktura 747",
        ),
    ],
)
def test_words_between_slashes(text: str, payer: str, end_to_end_id: str, words: str) -> None:
    line = _line(":61:2603030303C7,00NTRFNONREF", f":86:{text}")
    assert (line.payer, line.end_to_end_id, line.text) == (payer, end_to_end_id, words)


@pytest.mark.parametrize(
    ("text", "payer", "account"),
    [
        ("FACT 9\nREK: NL65INGB0123456789/NAAM: KADE", "KADE", "NL65INGB0123456789"),
        (
            "Z RACH.: 56114010810000267002001001; OD: EWA WZOROWA  ul. X; TYT.: FV 1",
            "EWA WZOROWA ul. X",
            "56114010810000267002001001",
        ),
        ("IBAN: BE43 0689 9999 9501   NAAM: JANSSENS   BIC: GKCCBEBB", "JANSSENS", "BE43068999999501"),
        ("NL20INGB0001234567 de schaar\nnota", "de schaar", "NL20INGB0001234567"),
        ("999SEPA_CREDIT_TRANSFER:Rechnung 7:Kade GmbH:DE04244445501261509986", "Kade GmbH", "DE04244445501261509986"),
        ("付款人：大昌運輸有限公司；附言：發票 26-0320", "大昌運輸有限公司", ""),
        ("CHEQUE DEPOSIT", "", ""),
    ],
)
def test_a_banks_own_words(text: str, payer: str, account: str) -> None:
    line = _line(":61:2603030303C7,00NTRFNONREF", f":86:{text}")
    assert (line.payer, line.payer_account) == (payer, account)
    assert all(word in line.text for word in text.split())


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("pays RF18539007547034 thanks", "RF18539007547034"),
        ("pays RF19539007547034 thanks", ""),
        ("+++090/9337/55493+++", "090933755493"),
        ("+++090/9337/55494+++", ""),
        ("REF 21 00000 00003 13947 14300 09017", "210000000003139471430009017"),
        ("REF 210000000003139471430009018", ""),
    ],
)
def test_a_reference_in_the_text_must_prove_itself(text: str, reference: str) -> None:
    assert _line(":61:2603030303C7,00NTRFNONREF", f":86:{text}").creditor_reference == reference


def test_what_only_looks_like_a_field_stays_text() -> None:
    line = _line(":61:260303C7,00NTRFNONREF", ":86:805?00INFO?20am 2026-03-03T13", ":12:11 und um 14", ":20:15 Uhr")
    assert line.text == "am 2026-03-03T13:12:11 und um 14:20:15 Uhr"


def test_a_line_of_65_characters_runs_on() -> None:
    full = "x" * 61 + " INV"
    assert len(full) == 65
    assert _line(":61:260303C7,00NTRFNONREF", f":86:{full}\n-4711\nand more").text.endswith("INV-4711 and more")


def test_pages_become_one_statement_and_a_gap_is_named() -> None:
    page = (
        ":20:P{0}\n:25:1\n:28C:9/{0}\n:60{1}:C260301EUR{2},00\n:61:260303C5,00NTRFNONREF\n:62{3}:C260303EUR{4},00\n-\n"
    )
    parsed, rows = _read(page.format(1, "F", 10, "M", 15) + page.format(2, "M", 15, "F", 20))
    assert [(row.opening, row.closing, len(row.lines)) for row in rows] == [(10, 20, 2)]
    assert _codes(parsed) == []
    parsed, rows = _read(page.format(1, "F", 10, "M", 15) + page.format(2, "M", 16, "F", 21))
    assert len(rows) == 2
    assert _codes(parsed) == ["exchange.mt940.pages_do_not_chain"]
    _, rows = _read(page.format(1, "F", 10, "M", 15) + page.format(3, "M", 15, "F", 20))
    assert len(rows) == 2


def test_a_bad_statement_never_stops_the_good_ones() -> None:
    good = ":20:G\n:25:1\n:60F:C260301EUR1,00\n:61:260303C5,00NTRFNONREF\n:62F:C260303EUR6,00\n-\n"
    bad = ":20:B\n:25:1\n:60F:garbage\n:61:garbage\n:62F:\n-\n"
    parsed, rows = _read(good + bad + good)
    assert [row.difference() for row in rows] == [0, 0]
    assert _codes(parsed) == ["exchange.mt940.balance_unreadable"] * 2 + ["exchange.mt940.no_currency"]
    assert (parsed.row_count, parsed.failed_count, parsed.problem_count) == (2, 1, 3)
    assert parsed.totals == {"EUR": Decimal(10)}


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (
            "{1:F01COBADEFFAXXX0000000000}{2:O9421215260318COBADEFFAXXX00000000002603181215N}{4:\n",
            StatementKind.INTRADAY,
        ),
        ("{1:F01COBADEFFAXXX0000000000}{2:I940COBADEFFXXXXN}{4:\n", StatementKind.END_OF_DAY),
        ("", StatementKind.INTRADAY),
    ],
)
def test_an_interim_report_is_told_by_its_header_or_its_fields(head: str, kind: StatementKind) -> None:
    _, rows = _read(f"{head}:20:X\n:25:1\n:28C:1\n:34F:EURC0,\n:61:260303C5,00NTRFNONREF\n-}}")
    assert [row.kind for row in rows] == [kind]
    assert rows[0].bank == ("COBADEFF" if head else "")


def test_a_balance_report_has_no_lines_and_is_skipped() -> None:
    parsed, rows = _read(":20:X\n:25:1\n:60F:C260301EUR1,00\n:90D:0EUR0,\n:90C:1EUR5,\n:62F:C260303EUR6,00\n")
    assert rows == []
    assert parsed.skipped == {"balance_reports": 1}


def test_limits_are_respected() -> None:
    many = ":20:X\n:25:1\n:60F:C260301EUR0,00\n" + ":61:260303C1,00NTRFNONREF\n" * 50 + ":62F:C260303EUR50,00\n"
    parsed, rows = _read(many, limits=Limits(max_rows=10))
    assert (rows, _codes(parsed)) == ([], ["exchange.file.too_many_rows"])
    parsed, rows = _read(many, limits=Limits(max_file_bytes=10))
    assert (rows, _codes(parsed)) == ([], ["exchange.file.too_large"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    text = ":20:X\n:25:1\n:60F:C260301EUR0,00\n:61:260303C1,00NTRFNONREF\n:86:/NAME/Müller Größe\n:62F:C260303EUR1,00\n"
    _, rows = _read(text, encoding)
    assert rows[0].lines[0].payer == "Müller Größe"
    assert sniff(text.encode(encoding), "x") == 95


def test_the_sniffer_leaves_other_files_alone() -> None:
    assert sniff(b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>", "x.xml") == 0
    assert (
        sniff(b"01,122099999,123456789,040621,0200,1,65,,2/\n16,165,1500000,1,DD1620,,DEALER PAYMENTS/", "x.bai") == 0
    )
    assert sniff(b"customer;amount\n1;2", "x.csv") == 0
