"""From the fields of one `:20:` to a statement: account, number, balances, lines, and what is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.mt940 import grammar
from dunwell.exchange.formats.mt940.lines import read_line
from dunwell.exchange.formats.mt940.split import Block, Field
from dunwell.exchange.reading.gathering import Gathering
from dunwell.exchange.reading.statements import Statement, StatementKind, StatementLine

_TYPE = re.compile(r"\{2:[IO](\d{3})|\b(94[0-2]|950)\b")
_SENDER_OF_OUTPUT = re.compile(r"\{2:O\d{3}\d{4}\d{6}([A-Z0-9]{8})[A-Z0-9](?:([A-Z0-9]{3}))")
_LOGICAL = re.compile(r"\{1:F\d\d([A-Z]{4}[A-Z]{2}[A-Z0-9]{2})")
_BARE_BANK = re.compile(r"\b([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_TRAILING_CURRENCY = re.compile(r"(?<=[\d ])([A-Z]{3})$")
_INTRADAY_TAGS = frozenset(("34", "34F", "13D", "90D", "90C"))
_SUM_TAGS = frozenset(("90C", "90D"))
_CURRENCY_OF = {"34": grammar.FLOOR, "34F": grammar.FLOOR, "90C": grammar.SUMS, "90D": grammar.SUMS}


@dataclass(frozen=True, slots=True)
class Page:
    """A statement, or one page of it: which number and page it has, and whether more pages belong to it."""

    statement: Statement
    address: str
    number: str = ""
    page: int | None = None
    opens_midway: bool = False
    closes_midway: bool = False

    def is_before(self, after: "Page") -> bool:
        """Return whether the other is the page that follows: same account and number, next page, `M` to `M`."""
        return (
            self.closes_midway
            and after.opens_midway
            and self.statement.account == after.statement.account
            and self.number == after.number
            and self.page is not None
            and after.page == self.page + 1
        )

    def runs_into(self, after: "Page") -> bool:
        """Return whether the other opens with what this one closes with."""
        ours, theirs = self.statement, after.statement
        return ours.closing == theirs.opening and ours.currency == theirs.currency

    def ties(self) -> bool:
        """Return whether its own balances prove its lines."""
        return self.statement.difference() == 0

    def joined(self, after: "Page") -> "Page":
        """Return both as one, under the first page's address."""
        whole = self.statement._replace(
            closing_date=after.statement.closing_date,
            closing=after.statement.closing,
            lines=self.statement.lines + after.statement.lines,
        )
        return Page(whole, self.address, self.number, after.page, self.opens_midway, after.closes_midway)


@dataclass(slots=True)
class _Draft:
    """A statement while its fields are read."""

    account: str = ""
    reference: str = ""
    number: str = ""
    opening: grammar.ReadBalance | None = None
    closing: grammar.ReadBalance | None = None
    opens_midway: bool = False
    closes_midway: bool = False
    is_bad: bool = False
    currency: str = ""


def build(block: Block, found: Gathering) -> Page | None:
    """Return a block as a page with a statement, or None where nothing of it can be used; faults are blamed."""
    address = f"statement {block.number}"
    kind = _kind(block)
    if kind is None:
        found.skip("balance_reports")
        return None
    draft = _Draft()
    for field in block.fields:
        _take(field, draft, found, address)
    if problem := _unusable(block, draft, address):
        found.parsed.failed_count += 1
        found.add(problem)
        return None
    _say_what_is_missing(block, draft, kind, found, address)
    lines = tuple(_lines(block, draft, found, address))
    _check_sums(block, lines, found, address)
    page = grammar.PAGE.match(draft.number)
    statement = Statement(
        account=draft.account,
        currency=draft.currency,
        kind=kind,
        bank=_bank(block.header),
        number=draft.number,
        reference=draft.reference,
        opening_date=draft.opening.day if draft.opening else None,
        opening=draft.opening.amount if draft.opening else None,
        closing_date=draft.closing.day if draft.closing else None,
        closing=draft.closing.amount if draft.closing else None,
        lines=lines,
    )
    return Page(
        statement,
        address,
        page["number"] if page else draft.number,
        int(page["page"]) if page and page["page"] else None,
        draft.opens_midway,
        draft.closes_midway,
    )


def _kind(block: Block) -> StatementKind | None:
    """Return what the message is; None for a balance report (MT941), which has sums and no lines."""
    match = _TYPE.search(block.header)
    said = (match[1] or match[2]) if match else ""
    tags = {field.tag for field in block.fields}
    if said == "941" or (not said and tags & _SUM_TAGS and tags & {"62F", "62"} and "61" not in tags):
        return None
    if said == "942" or (said != "940" and tags & _INTRADAY_TAGS and not tags & {"62F", "62M", "62", "60F", "60M"}):
        return StatementKind.INTRADAY
    return StatementKind.END_OF_DAY


def _bank(header: str) -> str:
    """Return the bank's BIC from the message's headers, or from a bare line above the message (ABN AMRO)."""
    if (match := _SENDER_OF_OUTPUT.search(header)) and match[1].strip("0"):
        return match[1]
    match = _LOGICAL.search(header) or (None if "{" in header else _BARE_BANK.search(header))
    return match[1] if match else ""


def _take(field: Field, draft: _Draft, found: Gathering, address: str) -> None:
    """Take one of the fields about the statement as a whole."""
    tag, text = field.tag, field.lines[0].strip()
    if tag == "20":
        draft.reference = text
    elif tag in ("25", "25P"):
        draft.account = _account(text, draft)
    elif tag in ("28", "28C"):
        draft.number = text
    elif tag in ("60", "60F", "60M", "62", "62F", "62M"):
        _take_balance(field, draft, found, address)
    elif tag in _CURRENCY_OF and not draft.currency and (match := _CURRENCY_OF[tag].match(text)):
        draft.currency = match["currency"]


def _account(text: str, draft: _Draft) -> str:
    """Return the account without a currency written behind it (`1291.99.348EUR`), which is kept."""
    bare = text.lstrip("/").strip()
    if match := _TRAILING_CURRENCY.search(bare):
        draft.currency = draft.currency or match[1]
        return bare[: match.start()].strip()
    return bare


def _take_balance(field: Field, draft: _Draft, found: Gathering, address: str) -> None:
    balance = grammar.balance_of(field.lines[0])
    if balance is None:
        draft.is_bad = True
        text = gettext_noop("The balance “{value}” in :{tag}: cannot be read. Ask the bank for the file again.")
        value = field.lines[0].strip()[:80]
        found.fault("balance_unreadable", text, address, field.row, value=value, tag=field.tag)
        return
    if field.tag.startswith("60"):
        if draft.opening is None:
            draft.opening, draft.opens_midway = balance, field.tag == "60M"
            draft.currency = balance.currency
        return
    draft.closing, draft.closes_midway = balance, field.tag == "62M"
    if draft.opening is None:
        draft.currency = balance.currency


def _unusable(block: Block, draft: _Draft, address: str) -> Problem | None:
    """Return why a statement is left out: nobody knows whose it is, or in which currency."""
    code = text = ""
    if not draft.reference and not any(field.tag == "20" for field in block.fields):
        code = "no_start"
        text = gettext_noop("Fields stand without a statement: :20: is missing. Ask for the whole MT940 file.")
    elif not draft.account:
        code, text = "no_account", gettext_noop("The statement does not say its account: :25: is missing.")
    elif not draft.currency:
        code = "no_currency"
        text = gettext_noop("The statement does not say its currency: :60F: and :62F: are missing or unreadable.")
    elif draft.opening and draft.closing and draft.opening.currency != draft.closing.currency:
        code = "two_currencies"
        text = gettext_noop("The statement opens in one currency and closes in another.")
    return Problem(f"exchange.mt940.{code}", text, sheet=address, row=block.row) if code else None


def _say_what_is_missing(block: Block, draft: _Draft, kind: StatementKind, found: Gathering, address: str) -> None:
    """Blame a missing balance of an end-of-day statement: without both, nothing proves that the lines are all there."""
    if kind is not StatementKind.END_OF_DAY or draft.is_bad:
        return
    if draft.opening is None:
        text = gettext_noop("The opening balance :60F: is missing, so nothing proves the lines.")
        found.fault("no_opening", text, address, block.row)
    if draft.closing is None:
        text = gettext_noop("The closing balance :62F: is missing: the file may be cut short.")
        found.fault("no_closing", text, address, block.row)


def _lines(block: Block, draft: _Draft, found: Gathering, address: str) -> list[StatementLine]:
    """Return the lines; each `:61:` takes the `:86:` that follow it."""
    lines: list[StatementLine] = []
    for field, texts in _with_texts(block.fields):
        found.count_line()
        line = read_line(field, texts, draft.currency, address)
        if isinstance(line, Problem):
            found.add(line)
        elif not line.amount:
            found.skip("no_money")
        else:
            lines.append(line)
    return lines


def _with_texts(fields: list[Field]) -> Iterator[tuple[Field, list[str]]]:
    """Yield each `:61:` with the lines of every `:86:` that follows it (old Rabobank files have several)."""
    held: Field | None = None
    texts: list[str] = []
    for field in fields:
        if field.tag == "86":
            texts.extend(field.lines)
            continue
        if field.tag == "NS":
            continue
        if held is not None:
            yield held, texts
        held, texts = (field if field.tag == "61" else None), []
    if held is not None:
        yield held, texts


def _check_sums(block: Block, lines: tuple[StatementLine, ...], found: Gathering, address: str) -> None:
    """Compare the lines with `:90D:` and `:90C:` where the bank gives them."""
    for field in block.fields:
        if field.tag not in _SUM_TAGS:
            continue
        match = grammar.SUMS.match(field.lines[0])
        said = grammar.amount_of(match["amount"]) if match else None
        sign = 1 if field.tag == "90C" else -1
        summed = sum((line.amount for line in lines if line.amount * sign > 0), Decimal(0)) * sign
        if said is None or said != summed:
            text = gettext_noop("The bank counts {said} in :{tag}:, but the lines make {lines}.")
            said_words = field.lines[0].strip()[:80]
            found.fault("sums_differ", text, address, field.row, said=said_words, tag=field.tag, lines=summed)
