"""The head of one statement, report or notification: whose account, which page, and which of its balances count."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.camt.entries import Account
from dunwell.exchange.formats.camt.parties import account_of, bank_of
from dunwell.exchange.formats.camt.tree import Element, Tree, row_of
from dunwell.exchange.reading.gathering import Gathering
from dunwell.exchange.reading.statements import Statement, StatementKind, StatementLine

KINDS = {"Stmt": StatementKind.END_OF_DAY, "Rpt": StatementKind.INTRADAY, "Ntfctn": StatementKind.NOTIFICATION}
# BalanceType codes of booked balances; OPAV, CLAV, FWAV (available) and XPCD (expected) prove nothing.
_BOOKED = frozenset(("OPBD", "PRCD", "CLBD", "ITBD"))


@dataclass(frozen=True, slots=True)
class Balance:
    """A booked balance, signed as the account's owner sees it."""

    code: str
    amount: Decimal
    currency: str
    day: date | None


@dataclass(slots=True)
class Draft:
    """A statement while its elements come in."""

    kind: StatementKind
    address: str
    row: int
    head: Statement | None = None
    account: Account | None = None
    page: int | None = None
    is_last: bool = True
    balances: list[Balance] = field(default_factory=list)
    lines: list[StatementLine] = field(default_factory=list)
    is_bad: bool = False
    entry_count: int = 0
    currency: str = ""


def read_balance(tree: Tree, element: Element, draft: Draft, found: Gathering) -> None:
    """Keep a booked balance; blame one that cannot be read."""
    code = tree.text(element, "Tp/CdOrPrtry/Cd", "Tp/Cd").upper()
    if code not in _BOOKED:
        return
    money = tree.money(element, "Amt")
    if money is None or money.amount is None:
        draft.is_bad = True
        text = gettext_noop("The balance “{value}” ({code}) cannot be read. Ask the bank for the file again.")
        value = money.written[:40] if money else ""
        found.fault("balance_unreadable", text, draft.address, row_of(element), value=value, code=code)
        return
    sign = -1 if tree.text(element, "CdtDbtInd").upper() == "DBIT" else 1
    draft.balances.append(Balance(code, money.amount * sign, money.currency, tree.day(element, "Dt")))


def read_head(tree: Tree, element: Element, entry: Element | None, draft: Draft) -> None:
    """Read what stands before the entries: account, owner, bank, number, page; `entry` is the first one, if any."""
    account = tree.find(element, "Acct")
    number = account_of(tree, account)
    first = tree.money(entry, "Amt")
    currency = tree.text(account, "Ccy").upper() or next((one.currency for one in draft.balances if one.currency), "")
    currency = currency or (first.currency if first else "")
    paging = tree.find(element, "StmtPgntn", "RptPgntn", "NtfctnPgntn")
    page = tree.text(paging, "PgNb")
    serial = tree.text(element, "LglSeqNb", "ElctrncSeqNb")
    day = tree.day(element, "FrToDt/ToDtTm") or tree.day(element, "FrToDt/ToDt") or tree.day(element, "CreDtTm")
    draft.page = int(page) if page.isdecimal() and len(page) < 7 else None
    draft.is_last = tree.text(paging, "LastPgInd").lower() not in ("false", "0")
    identity = tree.text(element, "Id")
    draft.account = Account(number, currency, day, draft.address, identity)
    draft.head = Statement(
        account=number,
        currency=currency,
        kind=draft.kind,
        bank=bank_of(tree, tree.find(account, "Svcr")),
        account_name=tree.text(account, "Ownr/Nm", "Ownr/Pty/Nm", "Nm"),
        number=serial,
        reference=identity,
    )


def finished(draft: Draft, found: Gathering) -> Statement | None:
    """Return the statement with its balances and lines, or None where it is left out; a problem says why."""
    head = draft.head
    if head is None or not head.account:
        text = gettext_noop("The statement does not say its account (Acct/Id).")
        found.parsed.failed_count += 1
        found.fault("no_account", text, draft.address, draft.row)
        return None
    if not head.currency:
        if not draft.entry_count and not draft.is_bad:
            found.skip("empty_reports")
            return None
        found.parsed.failed_count += 1
        found.fault("no_currency", gettext_noop("The statement does not say its currency."), draft.address, draft.row)
        return None
    own = [one for one in draft.balances if one.currency in ("", head.currency)]
    opening, closing = _ends(own, draft.kind)
    return head._replace(
        opening_date=opening.day if opening else None,
        opening=opening.amount if opening else None,
        closing_date=closing.day if closing else None,
        closing=closing.amount if closing else None,
        lines=tuple(draft.lines),
    )


def settled(statement: Statement, address: str, row: int, found: Gathering, *, is_bad: bool) -> Statement:
    """Return the statement as it is given: blame a missing balance, and drop an interim report's that prove nothing."""
    if statement.kind is not StatementKind.END_OF_DAY:
        # A report of some hours opens with the day's balance and need not hold all of the day.
        return statement._replace(opening=None, opening_date=None) if statement.difference() else statement
    if statement.opening is None and not is_bad:
        text = gettext_noop("The opening balance (OPBD or PRCD) is missing, so nothing proves the lines.")
        found.fault("no_opening", text, address, row)
    if statement.closing is None and not is_bad:
        text = gettext_noop("The closing balance (CLBD) is missing, so nothing proves the lines.")
        found.fault("no_closing", text, address, row)
    return statement


def _ends(balances: list[Balance], kind: StatementKind) -> tuple[Balance | None, Balance | None]:
    """Return the first and the last booked balance: a statement of several days has a pair for each.

    A page that is not the first opens with ITBD, and one that is not the last closes with it; an interim report closes
    with it too.
    """
    interim = [one for one in balances if one.code == "ITBD"]
    opening = _first([one for one in balances if one.code == "OPBD"])
    opening = opening or _first([one for one in balances if one.code == "PRCD"])
    closing = _last([one for one in balances if one.code == "CLBD"])
    if kind is StatementKind.END_OF_DAY and opening is None and (closing is not None or len(interim) > 1):
        opening = interim[0] if interim else None
        interim = interim[1:]
    return opening, closing or _last(interim)


def _first(balances: list[Balance]) -> Balance | None:
    return min(balances, key=lambda one: one.day or date.min) if balances else None


def _last(balances: list[Balance]) -> Balance | None:
    return max(reversed(balances), key=lambda one: one.day or date.min) if balances else None
