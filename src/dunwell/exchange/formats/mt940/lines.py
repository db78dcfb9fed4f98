"""One `:61:` with its `:86:`: dates, sign, amount, references and the text's findings as a statement line."""

import re

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.mt940 import grammar
from dunwell.exchange.formats.mt940.details import read_details
from dunwell.exchange.formats.mt940.found import reference_of
from dunwell.exchange.formats.mt940.kinds import kind_of
from dunwell.exchange.formats.mt940.split import Field
from dunwell.exchange.reading.statements import LineKind, StatementLine

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_GERMAN_CODE = re.compile(r"\d{3}(?=\?\d\d)")
_STANDARD_REFERENCE = 16


def read_line(field: Field, texts: list[str], currency: str, address: str) -> StatementLine | Problem:
    """Return a `:61:` and its text as a line, or why it cannot be read."""
    match = grammar.LINE.match(field.lines[0].rstrip())
    if match is None:
        text = gettext_noop("The line “{value}” cannot be read. Ask the bank for the file again.")
        return _problem("line_unreadable", text, field, address)
    amount = grammar.amount_of(match["amount"])
    if amount is None:
        text = gettext_noop("The amount in “{value}” cannot be read. Ask the bank for the file again.")
        return _problem("amount_unreadable", text, field, address)
    value_date = grammar.day_of(match["year"], match["month"], match["day"])
    booking_date = value_date
    if value_date and match["entry_month"]:
        booking_date = grammar.entry_day(value_date, match["entry_month"], match["entry_day"])
    if value_date is None or booking_date is None:
        text = gettext_noop("The date in “{value}” is no day of the calendar.")
        return _problem("date_unreadable", text, field, address)
    mark = match["status"].upper()
    # RC takes a credit back and RD a debit; EC and ED are expected and not booked yet.
    sign = 1 if mark in ("C", "RD", "EC") else -1
    bare = StatementLine(
        booking_date=booking_date,
        value_date=value_date,
        amount=amount * sign,
        currency=currency,
        reference=reference_of(match["bank_reference"] or ""),
        is_reversal=mark in ("RC", "RD"),
        is_pending=mark.startswith("E"),
        address=f"{address}, row {field.row}",
    )
    return _with_details(bare, match, field.lines[1:], texts)


def _with_details(line: StatementLine, match: re.Match[str], second: list[str], texts: list[str]) -> StatementLine:
    """Return the line with what its second line and its `:86:` say."""
    type_code = (match["id"] or "").strip()
    customer, name, account = _customer(match["customer_reference"], match["bank_reference"])
    german = code[0] if texts and (code := _GERMAN_CODE.match(texts[0])) else ""
    kind = kind_of(type_code, german, " ".join(texts[:3]))
    may_be_return = line.is_reversal or kind is LineKind.RETURN
    found, spare = read_details(texts, [name, *second] if name else second, is_return=may_be_return)
    if found.return_code and kind in (LineKind.TRANSFER, LineKind.DIRECT_DEBIT, LineKind.OTHER):
        kind = LineKind.RETURN
    return line._replace(
        kind=kind,
        reference=line.reference or spare or ("" if customer == found.account else customer),
        end_to_end_id=found.end_to_end_id,
        payer=found.payer or name,
        payer_account=found.account or account,
        payer_bank=found.bank,
        text=found.text,
        check_number=found.check_number or (customer if kind is LineKind.CHECK and customer.isdigit() else ""),
        creditor_reference=found.creditor_reference,
        bank_code="/".join(code for code in (type_code, german) if code),
        return_code=found.return_code or (found.supplement if kind is LineKind.RETURN else ""),
        original_amount=found.original_amount,
        original_currency=found.original_currency,
        exchange_rate=found.exchange_rate,
        charges_amount=found.charges_amount,
    )


def _customer(text: str, bank_reference: str | None) -> tuple[str, str, str]:
    """Return the customer's reference, and a name and an account that banks put into its place.

    Where more than 16 characters stand and no `//`, the rest is the other party's name (Rabobank), unless all of it is
    an IBAN (ASN) or one word (GLS).
    """
    bare = text.strip()
    if _IBAN.fullmatch(bare):
        return "", "", bare
    name = ""
    if bank_reference is None and len(bare) > _STANDARD_REFERENCE and text[_STANDARD_REFERENCE - 1 : 17].strip() != "":
        is_split = "  " in text[:_STANDARD_REFERENCE] or text[_STANDARD_REFERENCE - 1] == " "
        if is_split:
            bare, name = text[:_STANDARD_REFERENCE].strip(), " ".join(text[_STANDARD_REFERENCE:].split())
    return reference_of(bare), name, ""


def _problem(code: str, text: str, field: Field, address: str) -> Problem:
    return Problem(
        f"exchange.mt940.{code}", text, sheet=address, row=field.row, facts={"value": field.lines[0].strip()[:80]}
    )
