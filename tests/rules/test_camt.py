"""Rules of camt.052, 053 and 054: each on the smallest message that shows it."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.camt import parse, sniff
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind, StatementLine

OWN = "DE89370400440532013000"
_TOPS = {"Stmt": "BkToCstmrStmt", "Rpt": "BkToCstmrAcctRpt", "Ntfctn": "BkToCstmrDbtCdtNtfctn"}


def _balance(code: str, amount: str, day: str = "2026-03-10", sub: str = "", mark: str = "CRDT") -> str:
    kind = f"<SubTp><Cd>{sub}</Cd></SubTp>" if sub else ""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry>{kind}</Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(amount: str = "10.00", mark: str = "CRDT", details: str = "", more: str = "", status: str = "BOOK") -> str:
    return (
        f"<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{more}<Sts>{status}</Sts>"
        f"<BookgDt><Dt>2026-03-10</Dt></BookgDt>{details and f'<NtryDtls>{details}</NtryDtls>'}</Ntry>"
    )


def _statement(inside: str, tag: str = "Stmt", page: str = "", name: str = "S1") -> str:
    return f"<{tag}><Id>{name}</Id>{page}<Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{inside}</{tag}>"


def _message(*statements: str, tag: str = "Stmt") -> str:
    body, top = "".join(statements), _TOPS[tag]
    return f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><{top}>{body}</{top}></Document>"


def _read(text: str, **given: Limits) -> tuple[Parsed[Statement], list[Statement]]:
    parsed = parse(io.BytesIO(text.encode()), **given)
    return parsed, list(parsed.rows())


def _lines(*entries: str) -> list[StatementLine]:
    _, rows = _read(_message(_statement(_balance("OPBD", "0") + _balance("CLBD", "0") + "".join(entries))))
    return list(rows[0].lines)


def _codes(parsed: Parsed[Statement]) -> list[str]:
    return [problem.code.removeprefix("exchange.") for problem in parsed.problems]


def _paid(details: str) -> StatementLine:
    (line,) = _lines(_entry(details=f"<TxDtls><RmtInf>{details}</RmtInf></TxDtls>"))
    return line


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("Stmt", StatementKind.END_OF_DAY), ("Rpt", StatementKind.INTRADAY), ("Ntfctn", StatementKind.NOTIFICATION)],
)
def test_the_message_says_the_kind(tag: str, kind: StatementKind) -> None:
    _, rows = _read(_message(_statement(_entry(), tag), tag=tag))
    assert [(row.kind, len(row.lines)) for row in rows] == [(kind, 1)]


@pytest.mark.parametrize("shell", ["{}", "<Envelope xmlns='urn:x'><AppHdr/>{}</Envelope>"])
def test_namespaces_prefixes_and_shells_do_not_matter(shell: str) -> None:
    ties = _statement(_balance("OPBD", "0") + _balance("CLBD", "10.00") + _entry())
    plain = _message(ties).replace(" xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'", "")
    prefixed = _message(ties).replace("</", "§").replace("<", "<n:").replace("§", "</n:").replace("xmlns=", "xmlns:n=")
    for text in (_message(ties), plain, prefixed):
        parsed, rows = _read(shell.format(text))
        assert (_codes(parsed), [row.difference() for row in rows]) == ([], [0])


def test_the_sign_is_the_direction_also_of_a_reversal() -> None:
    lines = _lines(_entry(mark="DBIT", more="<RvslInd>true</RvslInd>"), _entry(more="<RvslInd>false</RvslInd>"))
    assert [(line.amount, line.is_reversal) for line in lines] == [(Decimal("-10.00"), True), (Decimal("10.00"), False)]


@pytest.mark.parametrize("status", ["{}", "<Cd>{}</Cd>"])
def test_states_of_old_and_new_versions(status: str) -> None:
    balances = _balance("OPBD", "0") + _balance("CLBD", "10.00")
    entries = [_entry(status=status.format(code)) for code in ("BOOK", "PDNG", "INFO", "FUTR")]
    parsed, rows = _read(_message(_statement(balances + "".join(entries))))
    assert [line.is_pending for line in rows[0].lines] == [False, True, True]
    assert (rows[0].difference(), parsed.skipped) == (0, {"information": 1})
    assert parsed.totals == {"EUR": Decimal("10.00")}


def test_a_batch_is_split_where_its_parts_make_it_up() -> None:
    part = "<TxDtls><Refs><AcctSvcrRef>{}</AcctSvcrRef></Refs><Amt Ccy='EUR'>{}</Amt><CdtDbtInd>{}</CdtDbtInd></TxDtls>"
    parts = part.format("A", "8.00", "CRDT") + part.format("A", "3.00", "CRDT") + part.format("B", "1.00", "DBIT")
    lines = _lines(_entry(details=f"<Btch><PmtInfId>P-1</PmtInfId></Btch>{parts}"))
    assert [(line.amount, line.reference, line.batch) for line in lines] == [
        (Decimal("8.00"), "A/1", "P-1"),
        (Decimal("3.00"), "A/2", "P-1"),
        (Decimal("-1.00"), "B", "P-1"),
    ]


def test_a_batch_that_does_not_add_up_stays_one_line_and_keeps_its_documents() -> None:
    part = (
        "<TxDtls><Amt Ccy='EUR'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>RE {}</Ustrd><Strd><RfrdDocInf><Nb>{}"
        "</Nb></RfrdDocInf></Strd></RmtInf></TxDtls>"
    )
    balances = _balance("OPBD", "0") + _balance("CLBD", "10.00")
    text = _message(_statement(balances + _entry(details=part.format("8.00", 1, 1) + part.format("1.00", 2, 2))))
    parsed, rows = _read(text)
    (line,) = rows[0].lines
    assert (line.amount, line.text, [one.number for one in line.references]) == (
        Decimal("10.00"),
        "RE 1 RE 2",
        ["1", "2"],
    )
    assert [note.code for note in parsed.notes] == ["exchange.camt.batch_not_split"]
    assert _codes(parsed) == []


def test_charges_that_were_kept_are_taken_into_account() -> None:
    part = "<TxDtls><Amt Ccy='EUR'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{}</TxDtls>"
    kept = "<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>1.00</TtlChrgsAndTaxAmt></Chrgs>"
    own = _lines(_entry(details=part.format("6.00", kept) + part.format("6.00", kept)))
    assert [(line.amount, line.charges_amount) for line in own] == [(5, 1), (5, 1)]
    details = part.format("5.00", "") + part.format("6.00", "")
    whole = _lines(_entry(details=details).replace("<NtryDtls>", f"{kept}<NtryDtls>"))
    assert [(line.amount, line.kind) for line in whole][2:] == [(-1, LineKind.FEE)]
    assert sum(line.amount for line in whole) == 10


def _zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"camt053_{name}.{'txt' if name == 'readme' else 'xml'}", text)
    return content.getvalue()


def test_a_zip_file_gives_the_statements_of_every_message_in_it() -> None:
    good = _message(_statement(_balance("OPBD", "0") + _balance("CLBD", "10.00") + _entry()))
    content = _zipped(one=good, two="<broken>", readme="hello", three=good)
    parsed = parse(io.BytesIO(content))
    assert [row.difference() for row in parsed.rows()] == [0, 0]
    assert _codes(parsed) == ["camt.not_well_formed"]
    assert sniff(content, "x.zip") == 60


def test_a_zip_file_that_is_damaged_or_too_large_is_named() -> None:
    good = _message(_statement(_entry()))
    for content, code in [
        (_zipped(one=good)[:-30], "camt.archive_damaged"),
        (_zipped(readme="hello"), "camt.no_message"),
    ]:
        parsed = parse(io.BytesIO(content))
        assert (list(parsed.rows()), _codes(parsed)) == ([], [code])
    parsed = parse(io.BytesIO(_zipped(one=good + " " * 1000)), limits=Limits(max_unpacked_bytes=500))
    assert (list(parsed.rows()), _codes(parsed)) == ([], ["camt.archive_too_large"])


def test_old_versions_keep_the_amount_of_a_part_elsewhere() -> None:
    part = "<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>{}</Amt></TxAmt></AmtDtls></TxDtls>"
    assert [line.amount for line in _lines(_entry(details=part.format("4.00") + part.format("6.00")))] == [4, 6]


@pytest.mark.parametrize(
    ("amounts", "gross", "discount", "paid", "adjustments"),
    [
        ("<DuePyblAmt>100</DuePyblAmt><DscntApldAmt><Amt>2</Amt></DscntApldAmt><RmtdAmt>98</RmtdAmt>", 100, 2, 98, []),
        ("<DuePyblAmt>100</DuePyblAmt><DscntApldAmt>2</DscntApldAmt><RmtdAmt>98</RmtdAmt>", 100, 2, 98, []),
        ("<DuePyblAmt>100</DuePyblAmt><DscntApldAmt><Amt>2</Amt></DscntApldAmt>", 100, 2, 98, []),
        ("<RmtdAmt>98</RmtdAmt>", None, None, 98, []),
        (
            (
                "<DuePyblAmt>100</DuePyblAmt><AdjstmntAmtAndRsn><Amt>5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Rsn>X</Rsn>"
                "</AdjstmntAmtAndRsn><RmtdAmt>95</RmtdAmt>"
            ),
            100,
            None,
            95,
            [("X", -5)],
        ),
        (
            (
                "<DuePyblAmt>100</DuePyblAmt><AdjstmntAmtAndRsn><Amt>5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rsn>X</Rsn>"
                "</AdjstmntAmtAndRsn><RmtdAmt>95</RmtdAmt>"
            ),
            100,
            None,
            95,
            [("X", -5)],
        ),
        (
            "<DuePyblAmt>100</DuePyblAmt><CdtNoteAmt>30</CdtNoteAmt><RmtdAmt>70</RmtdAmt>",
            100,
            None,
            70,
            [("CREN", -30)],
        ),
    ],
)
def test_what_is_paid_of_an_invoice(
    amounts: str, gross: int | None, discount: int | None, paid: int | None, adjustments: list[tuple[str, int]]
) -> None:
    line = _paid(f"<Strd><RfrdDocInf><Nb>I-1</Nb></RfrdDocInf><RfrdDocAmt>{amounts}</RfrdDocAmt></Strd>")
    (one,) = line.references
    assert (one.number, one.gross_amount, one.discount_amount, one.paid_amount) == ("I-1", gross, discount, paid)
    assert [(held.code, held.amount) for held in one.adjustments] == adjustments


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("CINV", "invoice"),
        ("CREN", "credit_memo"),
        ("PUOR", "purchase_order"),
        ("SOAC", "statement"),
        ("DISP", "other"),
    ],
)
def test_kinds_of_documents(code: str, kind: str) -> None:
    told = f"<RfrdDocInf><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Nb>1</Nb></RfrdDocInf>"
    (one,) = _paid(f"<Strd>{told}<RfrdDocAmt><RmtdAmt>7</RmtdAmt></RfrdDocAmt></Strd>").references
    assert (one.kind, one.paid_amount) == (kind, -7 if kind == "credit_memo" else 7)


def test_documents_that_share_one_amount_stand_without_it() -> None:
    told = "<RfrdDocInf><Nb>1</Nb></RfrdDocInf><RfrdDocInf><Nb>2</Nb></RfrdDocInf>"
    line = _paid(f"<Strd>{told}<RfrdDocAmt><RmtdAmt>7</RmtdAmt></RfrdDocAmt></Strd>")
    assert [(one.number, one.paid_amount) for one in line.references] == [("1", None), ("2", None)]


def test_free_lines_of_140_characters_run_on() -> None:
    full = "x" * 135 + " 2026"
    assert _paid(f"<Ustrd>{full}</Ustrd><Ustrd>-0044</Ustrd><Ustrd>more</Ustrd>").text.endswith("2026-0044 more")


@pytest.mark.parametrize("name", ["<Nm>Kade</Nm>", "<Pty><Nm>Kade</Nm></Pty>"])
def test_the_other_side_is_named_in_every_version(name: str) -> None:
    parties = (
        f"<RltdPties><Dbtr>{name}</Dbtr><DbtrAcct><Id><Othr><Id>77</Id></Othr></Id></DbtrAcct>"
        f"<UltmtDbtr>{name.replace('Kade', 'Kade Holding')}</UltmtDbtr></RltdPties>"
    )
    (line,) = _lines(_entry(details=f"<TxDtls>{parties}</TxDtls>"))
    assert (line.payer, line.payer_account, line.text) == ("Kade", "77", "Kade Holding")


def test_a_return_keeps_the_roles_of_what_it_returns() -> None:
    parties = (
        f"<RltdPties><Dbtr><Nm>Payer</Nm></Dbtr><Cdtr><Nm>Us</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{OWN}</IBAN></Id></CdtrAcct></RltdPties>"
    )
    reason = "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>"
    (line,) = _lines(_entry(mark="DBIT", details=f"<TxDtls>{parties}{reason}</TxDtls>"))
    assert (line.payer, line.return_code, line.kind) == ("Payer", "AM04", LineKind.RETURN)


@pytest.mark.parametrize(
    ("code", "own", "kind"),
    [
        ("PMNT-RCDT-ESCT", "", LineKind.TRANSFER),
        ("PMNT-RRCT-ESCT", "", LineKind.TRANSFER),
        ("PMNT-RDDT-ESDD", "", LineKind.DIRECT_DEBIT),
        ("PMNT-IDDT-UPDD", "", LineKind.RETURN),
        ("PMNT-RCHQ-URCQ", "", LineKind.CHECK),
        ("PMNT-CCRD-POSD", "", LineKind.CARD),
        ("PMNT-CCRD-CWDL", "", LineKind.CASH),
        ("ACMT-MDOP-CHRG", "", LineKind.FEE),
        ("ACMT-MCOP-INTR", "", LineKind.INTEREST),
        ("PMNT-NTAV-NTAV", "NTRF+166+00931", LineKind.TRANSFER),
        ("", "NDDT+105+9075+992", LineKind.DIRECT_DEBIT),
        ("", "Z04", LineKind.OTHER),
    ],
)
def test_bank_transaction_codes(code: str, own: str, kind: LineKind) -> None:
    domain, family, sub = code.split("-") if code else ("", "", "")
    iso = f"<Domn><Cd>{domain}</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn>" if code else ""
    (line,) = _lines(_entry(more=f"<BkTxCd>{iso}<Prtry><Cd>{own}</Cd></Prtry></BkTxCd>"))
    assert (line.kind, line.bank_code) == (kind, code or own)


@pytest.mark.parametrize(
    ("balances", "opening", "closing"),
    [
        ([("OPBD", "1", ""), ("CLBD", "11.00", ""), ("CLAV", "99", "")], 1, 11),
        ([("PRCD", "1", ""), ("CLBD", "11.00", "")], 1, 11),
        ([("OPBD", "1", ""), ("ITBD", "11.00", "")], 1, 11),
        ([("ITBD", "1", ""), ("CLBD", "11.00", "")], 1, 11),
        ([("ITBD", "1", ""), ("ITBD", "11.00", "")], 1, 11),
        ([("OPBD", "1", "2026-03-09"), ("CLBD", "5", "2026-03-09"), ("OPBD", "5", ""), ("CLBD", "11.00", "")], 1, 11),
    ],
)
def test_which_balances_count(balances: list[tuple[str, str, str]], opening: int, closing: int) -> None:
    told = "".join(_balance(code, amount, day or "2026-03-10") for code, amount, day in balances)
    parsed, rows = _read(_message(_statement(told + _entry())))
    assert [(row.opening, row.closing) for row in rows] == [(opening, closing)]
    assert _codes(parsed) == []


def test_an_overdrawn_account_opens_below_zero() -> None:
    _, rows = _read(_message(_statement(_balance("OPBD", "4", mark="DBIT") + _balance("CLBD", "6.00") + _entry())))
    assert (rows[0].opening, rows[0].difference()) == (-4, 0)


def test_pages_become_one_statement_only_where_that_ties() -> None:
    paging = "<StmtPgntn><PgNb>{}</PgNb><LastPgInd>{}</LastPgInd></StmtPgntn>"
    first = _statement(
        _balance("OPBD", "0") + _balance("CLBD", "10.00", sub="INTM") + _entry(), page=paging.format(1, "false")
    )
    last = _statement(
        _balance("OPBD", "10.00", sub="INTM") + _balance("CLBD", "20.00") + _entry(), page=paging.format(2, "true")
    )
    parsed, rows = _read(_message(first, last))
    assert [(row.opening, row.closing, len(row.lines)) for row in rows] == [(0, 20, 2)]
    assert _codes(parsed) == []
    parsed, rows = _read(_message(first, last.replace("20.00", "21.00")))
    assert [row.difference() for row in rows] == [0, 1]
    assert _codes(parsed) == ["statement.does_not_tie"]
    bare = [page.replace(_balance("CLBD", "10.00", sub="INTM"), "") for page in (first,)]
    bare.append(last.replace(_balance("OPBD", "10.00", sub="INTM"), ""))
    parsed, rows = _read(_message(*bare))
    assert ([row.difference() for row in rows], _codes(parsed)) == ([0], [])


def test_a_report_need_not_hold_the_whole_day() -> None:
    text = _message(_statement(_balance("OPBD", "1") + _balance("ITBD", "99") + _entry(), "Rpt"), tag="Rpt")
    parsed, rows = _read(text)
    assert (rows[0].opening, rows[0].closing, _codes(parsed)) == (None, 99, [])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (_entry("1,00"), "camt.amount_unreadable"),
        (_entry("-1.00"), "camt.amount_unreadable"),
        (_entry("1e3"), "camt.amount_unreadable"),
        (_entry(""), "camt.amount_unreadable"),
        (_entry(mark=""), "camt.no_direction"),
        (_entry().replace("'EUR'", "'USD'"), "camt.other_currency"),
        (_entry().replace("2026-03-10", "soon"), "camt.no_date"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_and_its_statement_does_not_tie(entry: str, code: str) -> None:
    good = _statement(_balance("OPBD", "0") + _balance("CLBD", "10.00") + _entry())
    bad = _statement(_balance("OPBD", "0") + _balance("CLBD", "10.00") + entry)
    parsed, rows = _read(_message(good, bad, good))
    assert _codes(parsed) == [code, "statement.does_not_tie"]
    assert [row.difference() for row in rows] == [0, 10, 0]
    assert parsed.problems[0].sheet == "statement 2"


def test_an_amount_of_zero_is_counted_and_not_a_line() -> None:
    parsed, rows = _read(_message(_statement(_balance("OPBD", "1") + _balance("CLBD", "1") + _entry("0.00"))))
    assert (rows[0].lines, parsed.skipped, _codes(parsed)) == ((), {"no_money": 1}, [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not xml", "camt.not_xml"),
        (b"<a/>", "camt.other_message"),
        (b"<a><b></a>", "camt.not_well_formed"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "camt.document_type"),
        (b"<a>" * 2000 + b"</a>" * 2000, "camt.not_well_formed"),
        (b"", "file.empty"),
    ],
)
def test_what_is_no_statement_is_named(content: bytes, code: str) -> None:
    parsed = parse(io.BytesIO(content))
    assert list(parsed.rows()) == []
    assert _codes(parsed) == [code]


def test_a_file_cut_short_gives_what_was_whole() -> None:
    good = _statement(_balance("OPBD", "0") + _balance("CLBD", "10.00") + _entry())
    text = _message(good, good)
    parsed, rows = _read(text[: text.rindex("</Ntry>")])
    assert ([row.difference() for row in rows], _codes(parsed)) == ([0], ["camt.not_well_formed"])


def test_dates_are_the_days_that_the_bank_wrote() -> None:
    entry = _entry().replace("<Dt>2026-03-10</Dt></BookgDt>", "<DtTm>2026-03-10T23:30:00-05:00</DtTm></BookgDt>")
    (line,) = _lines(entry.replace("</BookgDt>", "</BookgDt><ValDt><Dt>2026-03-11+08:00</Dt></ValDt>"))
    assert (line.booking_date, line.value_date) == (date(2026, 3, 10), date(2026, 3, 11))


def test_limits_are_respected() -> None:
    text = _message(_statement("".join(_entry() for _ in range(20))))
    parsed, rows = _read(text, limits=Limits(max_rows=10))
    assert (rows, _codes(parsed)) == ([], ["file.too_many_rows"])
    parsed, rows = _read(text, limits=Limits(max_file_bytes=10))
    assert (rows, _codes(parsed)) == ([], ["file.too_large"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    text = _message(_statement(_entry(details="<TxDtls><RmtInf><Ustrd>Größe</Ustrd></RmtInf></TxDtls>")))
    content = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>\n{text}".encode(encoding)
    parsed = parse(io.BytesIO(content))
    assert [line.text for row in parsed.rows() for line in row.lines] == ["Größe"]
    assert sniff(content, "x.xml") == 95


def test_the_sniffer_leaves_other_files_alone() -> None:
    assert sniff(b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'><CstmrCdtTrfInitn/>", "x.xml") == 0
    assert sniff(b":20:STARTUMS\n:25:1\n", "x.sta") == 0
