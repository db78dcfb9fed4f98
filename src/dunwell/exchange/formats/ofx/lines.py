"""One OFX transaction: from its leaves to a line, or what cannot be read of it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from dunwell.base.money import round_amount
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.ofx.tags import amount_of, day_of
from dunwell.exchange.reading.amounts import Unreadable
from dunwell.exchange.reading.statements import LineKind, StatementLine

_KINDS = {
    "INT": LineKind.INTEREST, "DIV": LineKind.INTEREST, "FEE": LineKind.FEE, "SRVCHG": LineKind.FEE,
    "ATM": LineKind.CASH,
    "POS": LineKind.CARD, "XFER": LineKind.TRANSFER, "CHECK": LineKind.CHECK, "PAYMENT": LineKind.TRANSFER,
    "CASH": LineKind.CASH, "DIRECTDEP": LineKind.TRANSFER, "DIRECTDEBIT": LineKind.DIRECT_DEBIT,
    "REPEATPMT": LineKind.TRANSFER,
}  # fmt: skip


def line_of(leaves: dict[str, str], currency: str, address: str, is_pending: bool) -> StatementLine | None:
    """Return a transaction as a line, None for one of zero; raise `Unreadable` where amount or day cannot be read."""
    booked = _booked(leaves)
    amount, original, rate = _amounts(leaves, currency)
    if not amount:
        return None
    kind = leaves.get("TRNTYPE", "").upper()
    return StatementLine(
        booking_date=booked,
        value_date=day_of(leaves.get("DTAVAIL", "")) or booked,
        amount=amount,
        currency=currency,
        kind=_KINDS.get(kind, LineKind.CHECK if leaves.get("CHECKNUM", "").strip("0") else LineKind.OTHER),
        reference=leaves.get("FITID", ""),
        end_to_end_id=leaves.get("REFNUM", ""),
        payer=_tidy(leaves.get("EXTDNAME", "") or leaves.get("NAME", "") or leaves.get("PAYEE.NAME", "")),
        payer_account=leaves.get("BANKACCTTO.ACCTID", "") or leaves.get("CCACCTTO.ACCTID", ""),
        payer_bank=leaves.get("BANKACCTTO.BANKID", ""),
        text=_tidy(leaves.get("MEMO", "")),
        check_number=leaves.get("CHECKNUM", "").lstrip("0"),
        bank_code=kind,
        is_reversal="CORRECTFITID" in leaves,
        is_pending=is_pending or kind == "HOLD",
        original_amount=original,
        original_currency=leaves.get("CURRENCY.CURSYM", "") or leaves.get("ORIGCURRENCY.CURSYM", ""),
        exchange_rate=rate,
        address=address,
    )


def faults_of(leaves: dict[str, str], currency: str) -> list[Unreadable]:
    """Return everything that cannot be read of a transaction."""
    faults = []
    for read in (lambda: _booked(leaves), lambda: _amounts(leaves, currency)):
        try:
            read()
        except Unreadable as fault:
            faults.append(fault)
    return faults


def _booked(leaves: dict[str, str]) -> date:
    for key in ("DTPOSTED", "DTTRAN", "DTUSER"):
        if day := day_of(leaves.get(key, "")):
            return day
    text = gettext_noop("“{cell}” is not a day, so the statement is left out. Export it again.")
    raise Unreadable("date_unreadable", text, cell=leaves.get("DTPOSTED", ""))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _amounts(leaves: dict[str, str], currency: str) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """Return the amount in the statement's currency, what it was in its own where the file states that, and the rate.

    Within CURRENCY the amount is in that currency and not yet converted; with ORIGCURRENCY it is already.
    """
    cell = leaves.get("TRNAMT", "")
    foreign = leaves.get("CURRENCY.CURSYM", "")
    amount = amount_of(cell, foreign or currency)
    if amount is None:
        text = gettext_noop("“{cell}” is not an amount, so the statement is left out. Export it again.")
        raise Unreadable("amount_unreadable", text, cell=cell)
    rate = _rate(leaves.get("CURRENCY.CURRATE", "") or leaves.get("ORIGCURRENCY.CURRATE", ""))
    if not foreign or foreign == currency:
        return amount, None, rate
    if rate is None:
        text = gettext_noop("An amount in {currency} has no rate, so the statement is left out. Export it again.")
        raise Unreadable("rate_missing", text, currency=foreign)
    return round_amount(amount * rate, currency), amount, rate


def _rate(text: str) -> Decimal | None:
    try:
        rate = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and rate > 0 else None
