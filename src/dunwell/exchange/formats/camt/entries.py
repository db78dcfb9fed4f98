"""One entry (`Ntry`) as statement lines: its transactions where they make it up exactly, else the entry itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.camt.kinds import kind_of
from dunwell.exchange.formats.camt.parties import other_party
from dunwell.exchange.formats.camt.remittance import read_remittance
from dunwell.exchange.formats.camt.tree import Element, Money, Tree, row_of
from dunwell.exchange.reading.gathering import Gathering
from dunwell.exchange.reading.statements import LineKind, StatementLine

_NO_REFERENCE = frozenset(("", "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONREF", "NONE", "N/A"))
# Where a transaction's amount may stand, in the order of trust; v1 and v2 have no `Amt` of its own.
_AMOUNTS = (
    ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt", "AmtDtls/AnncdPstngAmt/Amt"),
    ("AmtDtls/TxAmt/Amt",),
    ("AmtDtls/CntrValAmt/Amt",),
    ("AmtDtls/InstdAmt/Amt",),
)
_EXCHANGED = ("InstdAmt", "TxAmt", "CntrValAmt", "AnncdPstngAmt")


@dataclass(frozen=True, slots=True)
class Account:
    """What the lines need to know of their statement."""

    number: str
    currency: str
    day: date | None
    address: str
    serial: str = ""


class _Entry(NamedTuple):
    """What all transactions of an entry share."""

    element: Element
    amount: Decimal
    currency: str
    booking_date: date
    value_date: date
    is_pending: bool
    is_reversal: bool
    row: int


def read_entry(tree: Tree, element: Element, account: Account, found: Gathering) -> list[StatementLine]:
    """Return an entry's lines; none where it holds no money, or where a problem says why it cannot be read."""
    entry = _entry(tree, element, account, found)
    if entry is None:
        return []
    parts = tree.all(element, "NtryDtls/TxDtls") or tree.all(element, "TxDtls")
    batch = _batch(tree, element, account, len(parts))
    if len(parts) < 2:
        return [_line(tree, entry, parts[0] if parts else None, entry.amount, account, found)._replace(batch=batch)]
    amounts = _split(tree, entry, parts)
    fee = Decimal(0)
    if amounts is None and (fee := _stated_charges(tree, element, entry.currency)):
        amounts = _split(tree, entry._replace(amount=entry.amount + fee), parts)
    if amounts is None:
        text = gettext_noop("The {count} transactions do not sum to the entry of {amount}; it stays one line.")
        found.note("batch_not_split", text, account.address, entry.row, count=len(parts), amount=entry.amount)
        return [_whole(tree, entry, parts, account, found)._replace(batch=batch)]
    lines = [
        _line(tree, entry, part, amount, account, found)._replace(batch=batch)
        for part, amount in zip(parts, amounts, strict=True)
        if amount
    ]
    if fee:
        # The bank kept its charges from the whole batch: what it booked is the parts and the charges.
        kept = _line(tree, entry, None, -fee, account, found)
        lines.append(kept._replace(batch=batch, kind=LineKind.FEE, charges_amount=None))
    return _told_apart(lines)


def _entry(tree: Tree, element: Element, account: Account, found: Gathering) -> _Entry | None:
    row = row_of(element)
    status = tree.text(element, "Sts/Cd", "Sts/Prtry", "Sts").upper()
    if status == "INFO":
        found.skip("information")
        return None
    money = tree.money(element, "Amt")
    if money is None or money.amount is None:
        text = gettext_noop("The entry's amount “{value}” cannot be read. Ask the bank for the file again.")
        found.fault("amount_unreadable", text, account.address, row, value=money.written[:40] if money else "")
        return None
    if not money.amount:
        found.skip("no_money")
        return None
    direction = tree.text(element, "CdtDbtInd").upper()
    if direction not in ("CRDT", "DBIT"):
        text = gettext_noop("The entry of {amount} does not say whether money came or went (CRDT or DBIT).")
        found.fault("no_direction", text, account.address, row, amount=money.amount)
        return None
    is_pending = status in ("PDNG", "FUTR")
    currency = money.currency or account.currency
    if currency != account.currency and not is_pending:
        text = gettext_noop("The entry is in {currency}, but the account is kept in {account}.")
        found.fault("other_currency", text, account.address, row, currency=currency, account=account.currency)
        return None
    booking, value = tree.day(element, "BookgDt"), tree.day(element, "ValDt")
    day = booking or value or account.day
    if day is None:
        text = gettext_noop("The entry of {amount} has no date that can be read.")
        found.fault("no_date", text, account.address, row, amount=money.amount)
        return None
    signed = money.amount if direction == "CRDT" else -money.amount
    is_reversal = tree.text(element, "RvslInd").lower() in ("true", "1")
    return _Entry(element, signed, currency, day, value or day, is_pending, is_reversal, row)


def _batch(tree: Tree, element: Element, account: Account, count: int) -> str:
    """Return what joins the parts of a batch: the payment's own identification, else the bank's for the entry."""
    batch = tree.find(element, "NtryDtls/Btch", "Btch")
    if count < 2 and (batch is None or tree.text(batch, "NbOfTxs") in ("", "1")):
        return ""
    own = tree.text(batch, "PmtInfId", "MsgId") or tree.text(element, "AcctSvcrRef", "NtryRef")
    return own or f"{account.serial or account.address}/{row_of(element)}"


def _split(tree: Tree, entry: _Entry, parts: list[Element]) -> list[Decimal] | None:
    """Return the signed amount of each transaction where together they are the entry; None where they are not.

    Where they are it only less the charges that each one states, they are given less their charges.
    """
    for paths in _AMOUNTS:
        amounts = [_part_amount(tree, entry, part, paths) for part in parts]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(parts):
            continue
        if sum(known, Decimal(0)) == entry.amount:
            return known
        net = [amount - _stated_charges(tree, part, entry.currency) for amount, part in zip(known, parts, strict=True)]
        if sum(net, Decimal(0)) == entry.amount:
            return net
    return None


def _part_amount(tree: Tree, entry: _Entry, part: Element, paths: tuple[str, ...]) -> Decimal | None:
    direction = tree.text(part, "CdtDbtInd").upper()
    is_credit = direction == "CRDT" if direction else entry.amount > 0
    for path in paths:
        money = tree.money(part, path)
        if money is not None and money.amount is not None and money.currency in ("", entry.currency):
            return money.amount if is_credit else -money.amount
    return None


def _told_apart(lines: list[StatementLine]) -> list[StatementLine]:
    """Return the parts of a batch with references that differ: parts with one reference are numbered."""
    references = [line.reference for line in lines]
    return [
        line._replace(reference=f"{line.reference}/{number}")
        if line.reference and references.count(line.reference) > 1
        else line
        for number, line in enumerate(lines, 1)
    ]


def _whole(tree: Tree, entry: _Entry, parts: list[Element], account: Account, found: Gathering) -> StatementLine:
    """Return an entry that could not be split as one line that keeps what its transactions say it is for."""
    line = _line(tree, entry, None, entry.amount, account, found)
    told = [read_remittance(tree, part, _complaint(entry, account, found)) for part in parts]
    return line._replace(
        text=" ".join(one.text for one in told if one.text) or line.text,
        references=tuple(reference for one in told for reference in one.references),
    )


def _complaint(entry: _Entry, account: Account, found: Gathering) -> Callable[[Money], None]:
    def complain(money: Money) -> None:
        text = gettext_noop("An amount “{value}” in the remittance cannot be read; the document stands without it.")
        found.fault("remittance_unreadable", text, account.address, entry.row, value=money.written[:40])

    return complain


def _line(
    tree: Tree, entry: _Entry, part: Element | None, amount: Decimal, account: Account, found: Gathering
) -> StatementLine:
    element = entry.element
    told = read_remittance(tree, part, _complaint(entry, account, found))
    return_code = tree.text(part, "RtrInf/Rsn/Cd", "RtrInf/RtrRsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/RtrRsn/Prtry")
    is_return = bool(return_code) or entry.is_reversal
    party = other_party(tree, part, account.number, is_credit=(amount > 0) is not is_return)
    bank_code, kind = _code(tree, part, element)
    if return_code or (entry.is_reversal and kind in (LineKind.DIRECT_DEBIT, LineKind.TRANSFER)):
        kind = LineKind.RETURN
    original, original_currency = _original(tree, part, element, entry, amount)
    end_to_end = tree.text(part, "Refs/EndToEndId")
    return StatementLine(
        booking_date=entry.booking_date,
        value_date=entry.value_date,
        amount=amount,
        currency=entry.currency,
        kind=kind,
        reference=_reference(tree, part, element),
        end_to_end_id="" if end_to_end.upper() in _NO_REFERENCE else end_to_end,
        payer=party.name,
        payer_account=party.account,
        payer_bank=party.bank,
        text=_words(tree, part, element, told.text, party.ultimate),
        check_number=tree.text(part, "Refs/ChqNb"),
        creditor_reference=told.creditor_reference,
        bank_code=bank_code,
        return_code=return_code,
        is_reversal=entry.is_reversal,
        is_pending=entry.is_pending,
        original_amount=original,
        original_currency=original_currency,
        exchange_rate=_rate(tree, part, element),
        charges_amount=_charges(tree, part, element, entry.currency),
        references=told.references,
        address=f"{account.address}, row {row_of(part if part is not None else element)}",
    )


def _reference(tree: Tree, part: Element | None, element: Element) -> str:
    for reference in (
        tree.text(part, "Refs/AcctSvcrRef"),
        tree.text(element, "AcctSvcrRef"),
        tree.text(part, "Refs/TxId"),
        tree.text(element, "NtryRef"),
    ):
        if reference.upper() not in _NO_REFERENCE:
            return reference
    return ""


def _code(tree: Tree, part: Element | None, element: Element) -> tuple[str, LineKind]:
    """Return the bank transaction code and what it means: the transaction's own ISO code, else the entry's."""
    domain_at, own = None, ""
    for holder in (part, element):
        domain_at = domain_at if domain_at is not None else tree.find(holder, "BkTxCd/Domn")
        own = own or tree.text(holder, "BkTxCd/Prtry/Cd")
    domain = tree.text(domain_at, "Cd")
    family, sub_family = tree.text(domain_at, "Fmly/Cd"), tree.text(domain_at, "Fmly/SubFmlyCd")
    code = "-".join(word for word in (domain, family, sub_family) if word)
    return code or own, kind_of(domain, family, sub_family, own)


def _words(tree: Tree, part: Element | None, element: Element, told: str, ultimate: str) -> str:
    """Return the text for people: the remittance, what the bank adds, and on whose behalf it was paid."""
    words = [told]
    for more in (tree.text(part, "AddtlTxInf"), tree.text(part, "RtrInf/AddtlInf", "RtrInf/AddtlRtrRsnInf"), ultimate):
        if more and not any(more in word for word in words):
            words.append(more)
    return " ".join(word for word in words if word) or tree.text(element, "AddtlNtryInf")


def _original(
    tree: Tree, part: Element | None, element: Element, entry: _Entry, amount: Decimal
) -> tuple[Decimal | None, str]:
    """Return what was instructed or changed, where that is another currency or another amount."""
    for holder in (part, element):
        told = tree.find(holder, "AmtDtls")
        for name in _EXCHANGED[:3] if told is not None else ():
            money = tree.money(told, f"{name}/Amt")
            if money is None or not money.amount or not money.currency:
                continue
            is_other = money.currency != entry.currency
            if is_other or (name == "InstdAmt" and money.amount != abs(amount) and holder is part):
                return money.amount, money.currency
    money = tree.money(part, "Amt")
    if money is not None and money.amount and money.currency not in ("", entry.currency):
        return money.amount, money.currency
    return None, ""


def _rate(tree: Tree, part: Element | None, element: Element) -> Decimal | None:
    for holder in (part, element):
        told = tree.find(holder, "AmtDtls")
        for name in _EXCHANGED if told is not None else ():
            written = tree.text(told, f"{name}/CcyXchg/XchgRate")
            if written.replace(".", "", 1).isdecimal() and (rate := Decimal(written)):
                return rate
    return None


def _charges(tree: Tree, part: Element | None, element: Element, currency: str) -> Decimal | None:
    """Return what the bank kept or charged, in the entry's currency; the entry's own where it has one transaction."""
    own = _stated_charges(tree, part, currency)
    if not own and (part is None or len(tree.all(element, "NtryDtls/TxDtls")) < 2):
        own = _stated_charges(tree, element, currency)
    return own or None


def _stated_charges(tree: Tree, holder: Element | None, currency: str) -> Decimal:
    total = Decimal(0)
    for charges in tree.all(holder, "Chrgs"):
        money = tree.money(charges, "TtlChrgsAndTaxAmt", "Amt")
        amounts = [money] if money else [tree.money(one, "Amt") for one in tree.all(charges, "Rcrd")]
        total += sum((one.amount for one in amounts if one and one.amount and one.currency == currency), Decimal(0))
    return total
