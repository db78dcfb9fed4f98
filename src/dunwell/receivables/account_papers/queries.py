"""A statement of account as a file: a tagged PDF, a workbook, CSV. The same statement makes the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from django.utils import translation

from dunwell.base.money import round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.paper import page_of, pdf_of
from dunwell.platform.sheets import KINDS, csv_bytes, xlsx_bytes
from dunwell.platform.words import format_amount, format_day
from dunwell.receivables.account_statements.rules import (
    BUCKETS,
    AccountStatement,
    Section,
    StatementStyle,
    kind_word,
    words_of,
)

MEDIA_TYPES = {"pdf": "application/pdf", **KINDS}
MOST_PAPER_LINES = 5_000
_CSS = """
@page { size: A4; margin: 18mm 16mm 20mm; }
.head { margin-bottom: 6mm; } .head p { margin: 0; } h2 { break-after: avoid; }
.total td { font-weight: 700; border-bottom: 0.4mm solid #111; }
.slip { break-inside: avoid; border-top: 0.3mm dashed #555; margin-top: 10mm; padding-top: 4mm; }
"""


@dataclass(frozen=True)
class StatementFile:
    """A statement as a file."""

    name: str
    media_type: str
    content: bytes


def statement_file(statement: AccountStatement, kind: str) -> StatementFile:
    """Return a statement as `pdf`, `xlsx` or `csv`; refuse any other kind, and a paper of thousands of lines."""
    if kind not in MEDIA_TYPES:
        raise Refusal(
            "receivables.statement.unknown_kind",
            gettext_noop("{value} is not a choice here. Choose one of: {known}."),
            value=kind[:40],
            known=", ".join(MEDIA_TYPES),
        )
    name = f"statement-{_plain_name(statement.customer_number)}-{statement.as_of.isoformat()}.{kind}"
    with translation.override(statement.language):
        if kind == "pdf":
            content = pdf_of(statement_page(statement))
        else:
            heads, rows = _table(statement)
            as_xlsx = kind == "xlsx"
            content = (
                xlsx_bytes("statement", heads, rows, made_on=statement.as_of) if as_xlsx else csv_bytes(heads, rows)
            )
    return StatementFile(name, MEDIA_TYPES[kind], content)


def _plain_name(number: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in number)[:40]


def _table(statement: AccountStatement) -> tuple[list[str], list[list[Any]]]:
    """Return a statement as rows of one table: amounts as numbers, days as days, the currency on every row."""
    words, language = words_of(statement.language), statement.language
    if statement.style is StatementStyle.ACTIVITY:
        heads = [words[name] for name in ("currency", "date", "movement", "number", "amount", "balance")]
        rows: list[list[Any]] = []
        for section in statement.sections:
            opened = [section.currency, statement.from_date, words["opening"], "", None]
            rows.append([*opened, _rounded(section.opening_amount, section)])
            rows += [
                [
                    section.currency, move.effective_date, kind_word(move.kind, language), move.number,
                    _rounded(move.amount, section), _rounded(move.balance_amount, section),
                ]
                for move in section.movements
            ]  # fmt: skip
            closed = [section.currency, statement.as_of, words["closing"], "", None]
            rows.append([*closed, _rounded(section.closing_amount, section)])
        return heads, rows
    names = ("currency", "document", "number", "date", "due", "reference", "original", "open", "days", "disputed")
    rows = [
        [
            section.currency, kind_word(line.kind, language), line.number, line.document_date, line.due_date,
            line.reference, _rounded(line.original_amount, section), _rounded(line.open_amount, section),
            max(line.days_past_due, 0), words["disputed"] if line.is_disputed else "",
        ]
        for section in statement.sections
        for line in section.lines
    ]  # fmt: skip
    return [words[name] for name in names], rows


def _rounded(amount: Decimal, section: Section) -> Decimal:
    return round_amount(amount, section.currency)


def statement_page(statement: AccountStatement) -> str:
    """Return a statement as an HTML page; what is printed is what is previewed."""
    words = words_of(statement.language)
    if sum(len(one.lines) + len(one.movements) for one in statement.sections) > MOST_PAPER_LINES:
        raise Refusal(
            "receivables.statement.too_long",
            gettext_noop("Over {most} lines do not go on paper. Take the workbook instead."),
            most=MOST_PAPER_LINES,
        )
    with translation.override(statement.language):
        parts = [_head(statement)]
        parts += [_section(statement, section) for section in statement.sections]
        if not statement.sections:
            parts.append(f"<p>{escape(words['nothing'])}</p>")
        parts.append(_foot(statement))
        title = f"{words[statement.style.value]} {statement.customer_number}"
        return page_of(title, "".join(parts), language=statement.language, css=_CSS)


def _unbroken(words: str) -> str:
    """Return words that stay on one line, however narrow their column."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _head(statement: AccountStatement) -> str:
    words = words_of(statement.language)
    as_of = words["as_of"].format(day=format_day(statement.as_of, "long"))
    if statement.from_date is not None:
        first, last = (format_day(day, "long") for day in (statement.from_date, statement.as_of))
        as_of = words["period"].format(first=first, last=last)
    lines = (
        f"<p>{escape(statement.creditor_name)}</p><p>{escape(statement.said.get('address', ''))}</p>"
        f"<h1>{escape(words[statement.style.value])}</h1><p>{escape(as_of)}</p>"
        f"<p>{escape(words['customer'])}: {escape(statement.customer_name)} ({escape(statement.customer_number)})</p>"
    )
    return f'<div class="head">{lines}</div>'


def _section(statement: AccountStatement, section: Section) -> str:
    words = words_of(statement.language)
    table = _movements if statement.style is StatementStyle.ACTIVITY else _open_items
    parts = [f"<h2>{escape(words['currency'])}: {section.currency}</h2>", table(statement, section)]
    if section.lines:
        parts.append(_aging(statement, section))
    if section.unapplied_amount:
        told = f"{words['unapplied']}: {_amount(section.unapplied_amount, section)} {section.currency}"
        parts.append(f'<p class="quiet">{escape(told)}</p>')
    return "".join(parts)


def _open_items(statement: AccountStatement, section: Section) -> str:
    words, language = words_of(statement.language), statement.language
    heads = ("document", "number", "date", "due", "reference", "original", "open", "days")
    rows = [
        (
            kind_word(line.kind, language) + (f" ({_unbroken(words['disputed'])})" if line.is_disputed else ""),
            line.number, format_day(line.document_date), format_day(line.due_date), line.reference,
            _amount(line.original_amount, section), _amount(line.open_amount, section),
            str(max(line.days_past_due, 0)),
        )
        for line in section.lines
    ]  # fmt: skip
    total = "credit_total" if section.closing_amount < 0 else "total"
    last = (words[total], "", "", "", "", "", _amount(abs(section.closing_amount), section), "")
    return _html_table([words[name] for name in heads], rows, last, right=(5, 6, 7))


def _movements(statement: AccountStatement, section: Section) -> str:
    words, language = words_of(statement.language), statement.language
    assert statement.from_date is not None
    heads = [words[name] for name in ("date", "movement", "number", "amount", "balance")]
    first = (format_day(statement.from_date), words["opening"], "", "", _amount(section.opening_amount, section))
    rows = [
        (
            format_day(move.effective_date), kind_word(move.kind, language), move.number,
            _amount(move.amount, section), _amount(move.balance_amount, section),
        )
        for move in section.movements
    ]  # fmt: skip
    last = (format_day(statement.as_of), words["closing"], "", "", _amount(section.closing_amount, section))
    return _html_table(heads, [first, *rows], last, right=(3, 4))


def _aging(statement: AccountStatement, section: Section) -> str:
    words = words_of(statement.language)
    heads = [words[name] for name in BUCKETS]
    row = tuple(_amount(section.aging[name], section) for name in BUCKETS)
    return f"<h2>{escape(words['aging'])}</h2>{_html_table(heads, [row], None, right=range(len(BUCKETS)))}"


def _foot(statement: AccountStatement) -> str:
    words, said = words_of(statement.language), statement.said
    told = (("pay", "payment_details"), ("contact", "dispute_contact"), ("phone", "phone"))
    lines = [f"<p>{escape(words[word])}: {escape(said[name])}</p>" for word, name in told if said.get(name)]
    owed = [section for section in statement.sections if section.closing_amount > 0]
    slip = ""
    if owed and statement.style is StatementStyle.OPEN_ITEM:
        sums = ", ".join(f"{_amount(section.closing_amount, section)} {section.currency}" for section in owed)
        slip = (
            f'<div class="slip"><h2>{escape(words["slip"])}</h2><p>{escape(words["slip_note"])}</p>'
            f"<p>{escape(statement.customer_number)} {escape(statement.customer_name)}: {escape(sums)}</p>"
            f"<p>{escape(words['paid'])}: ____________________</p></div>"
        )
    return f'{"".join(lines)}<p class="quiet">{escape(words["note"])}</p>{slip}'


def _amount(amount: Decimal, section: Section) -> str:
    return format_amount(amount, section.currency)


def _html_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], last: Sequence[str] | None, *, right: Sequence[int]
) -> str:
    def line(cells: Sequence[str], tag: str, row_class: str = "") -> str:
        opening = f'{tag} scope="col"' if tag == "th" else tag
        classes = [' class="amount"' if place in right else "" for place in range(len(cells))]
        made = "".join(f"<{opening}{known}>{escape(cell)}</{tag}>" for cell, known in zip(cells, classes, strict=True))
        return f"<tr{row_class}>{made}</tr>"

    body = "".join(line(row, "td") for row in rows)
    body += line(last, "td", ' class="total"') if last is not None else ""
    return f"<table><thead>{line(heads, 'th')}</thead><tbody>{body}</tbody></table>"
