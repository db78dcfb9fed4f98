"""Codes that payers and banks give: why something was held back (X12 426), why money was returned.

Facts of public code lists; an unknown code is kept as it was given, never refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

CODE_LENGTH = 20

DEDUCTION_CODES: Mapping[str, str] = {
    "00": gettext_noop("Automated credit-card transaction"),
    "01": gettext_noop("Pricing error"),
    "02": gettext_noop("Allowance or charge error"),
    "03": gettext_noop("Extension error"),
    "04": gettext_noop("Item not accepted: damaged"),
    "05": gettext_noop("Item not accepted: quality"),
    "06": gettext_noop("Quantity contested"),
    "07": gettext_noop("Incorrect product"),
    "08": gettext_noop("Substitute product"),
    "09": gettext_noop("Terms of sale error"),
    "10": gettext_noop("Pallet or container charge error"),
    "11": gettext_noop("Returns: damage"),
    "12": gettext_noop("Returns: quality"),
    "13": gettext_noop("Returns: dating"),
    "14": gettext_noop("Returns: promotion"),
    "15": gettext_noop("Returns: recall"),
    "16": gettext_noop("Allowance or charge that is not of an invoice"),
    "17": gettext_noop("Required data missing"),
    "18": gettext_noop("Not a bill of this company"),
    "19": gettext_noop("Duplicate billing"),
    "20": gettext_noop("Balance due declined"),
    "21": gettext_noop("Shipment method of payment incorrect"),
    "22": gettext_noop("Weight error"),
    "23": gettext_noop("Special charge not authorized"),
    "24": gettext_noop("Incorrect discount"),
    "25": gettext_noop("Item not accepted"),
    "26": gettext_noop("Invoice canceled"),
    "27": gettext_noop("Product transfers subject to charge back"),
    "28": gettext_noop("Rebated shipments"),
    "29": gettext_noop("Fee incorrect"),
    "30": gettext_noop("Delivery charge incorrect"),
    "31": gettext_noop("Pickup charge incorrect"),
    "32": gettext_noop("Oversize premium invalid"),
    "33": gettext_noop("Currency exchange incorrect"),
    "34": gettext_noop("Declared value incorrect"),
    "35": gettext_noop("Commodity code incorrect"),
    "36": gettext_noop("Scale number incorrect"),
    "37": gettext_noop("Dimensions incorrect"),
    "38": gettext_noop("Service incorrect"),
    "39": gettext_noop("Shipper or consignee reference missing"),
    "40": gettext_noop("Address incorrect"),
    "41": gettext_noop("Item not accepted: delay"),
    "42": gettext_noop("Item not accepted: loss"),
    "43": gettext_noop("Missing discount"),
    "44": gettext_noop("Required documents missing"),
    "45": gettext_noop("Stale bill, over 180 days old"),
    "46": gettext_noop("Transportation charge incorrect"),
    "47": gettext_noop("Advanced charge incorrect"),
    "48": gettext_noop("Service charge"),
    "49": gettext_noop("Processing charge"),
    "50": gettext_noop("Late charge"),
    "51": gettext_noop("Interest penalty charge"),
    "52": gettext_noop("Credit for previous overpayment"),
    "53": gettext_noop("Remittance for previous underpayment"),
    "54": gettext_noop("Freight deducted"),
    "55": gettext_noop("Tax deducted"),
}


@dataclass(frozen=True)
class ReturnReason:
    """Why a bank takes money back; `may_retry` where the same debit may be sent again (ACH: R01 and R09 only)."""

    text: str
    may_retry: bool = False


RETURN_CODES: Mapping[str, ReturnReason] = {
    "R01": ReturnReason(gettext_noop("Insufficient funds"), may_retry=True),
    "R02": ReturnReason(gettext_noop("Account closed")),
    "R03": ReturnReason(gettext_noop("No account, or unable to locate it")),
    "R04": ReturnReason(gettext_noop("Invalid account number")),
    "R05": ReturnReason(gettext_noop("Unauthorized debit to a consumer account")),
    "R06": ReturnReason(gettext_noop("Returned at the originating bank's request")),
    "R07": ReturnReason(gettext_noop("Authorization revoked")),
    "R08": ReturnReason(gettext_noop("Payment stopped")),
    "R09": ReturnReason(gettext_noop("Uncollected funds"), may_retry=True),
    "R10": ReturnReason(gettext_noop("Originator not known or not authorized")),
    "R11": ReturnReason(gettext_noop("Not in accordance with the terms of the authorization")),
    "R12": ReturnReason(gettext_noop("Account sold to another bank")),
    "R13": ReturnReason(gettext_noop("Invalid routing number")),
    "R14": ReturnReason(gettext_noop("Representative payee deceased")),
    "R15": ReturnReason(gettext_noop("Beneficiary or account holder deceased")),
    "R16": ReturnReason(gettext_noop("Account frozen")),
    "R17": ReturnReason(gettext_noop("File edit criteria, or suspicious")),
    "R20": ReturnReason(gettext_noop("Not a transaction account")),
    "R21": ReturnReason(gettext_noop("Invalid company identification")),
    "R22": ReturnReason(gettext_noop("Invalid individual identification")),
    "R23": ReturnReason(gettext_noop("Credit refused by its receiver")),
    "R24": ReturnReason(gettext_noop("Duplicate entry")),
    "R29": ReturnReason(gettext_noop("Corporate customer did not authorize it")),
    "R31": ReturnReason(gettext_noop("Permissible return by agreement")),
    "R51": ReturnReason(gettext_noop("Re-presented check is not eligible")),
    "NSF": ReturnReason(gettext_noop("Check returned: insufficient funds")),
    "CLOSED": ReturnReason(gettext_noop("Check returned: account closed")),
    "STOPPED": ReturnReason(gettext_noop("Check returned: payment stopped")),
    "SIGNATURE": ReturnReason(gettext_noop("Check returned: signature")),
    "REFER": ReturnReason(gettext_noop("Check returned: refer to drawer")),
    "STALE": ReturnReason(gettext_noop("Check returned: older than six months")),
    "POSTDATED": ReturnReason(gettext_noop("Check returned: dated ahead")),
    "CHARGEBACK": ReturnReason(gettext_noop("Card payment charged back")),
    "RECALL": ReturnReason(gettext_noop("Transfer recalled by the payer's bank")),
    "ERROR": ReturnReason(gettext_noop("Posted by mistake")),
}


def return_code_of(code: str) -> str:
    """Return a return code as it is kept; refuse none, or one that is too long to be a code."""
    plain = code.strip().upper()
    if not plain or len(plain) > CODE_LENGTH:
        raise Refusal(
            "cash.receipt.return_code_missing",
            gettext_noop("A return needs the bank's code, as R01, NSF or CHARGEBACK."),
        )
    return plain


def return_text(code: str) -> str:
    """Return what a return code means, or the code itself where no list has it."""
    known = RETURN_CODES.get(code)
    return known.text if known else code


def deduction_text(code: str) -> str:
    """Return what a deduction code means, or the code itself where no list has it."""
    return DEDUCTION_CODES.get(code, code)


_HELD_BACK = re.compile(
    r"\b(?:LESS|MINUS|SHORT[ -]?PA(?:Y|ID)|DED(?:UCT(?:ED|ION)?)?|HELD BACK|WITHHELD)\b[\s:.-]*"
    r"(?P<code>[0-9]{2}\b)?\s*(?P<words>[A-Z][A-Z /&-]{2,60})?",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:DISCOUNT|DISC|SKONTO|BANK|CHARGES?|FEES?|CREDIT|CM|CN|MEMO|INV(?:OICE)?)\b", re.IGNORECASE
)
_SAID = (
    ("55", r"\b(?:TAX|WHT|WITHHOLDING)\b"),
    ("04", r"\b(?:FREIGHT|CARGO) CLAIM\b|\bDAMAGED?\b"),
    ("06", r"\bQTY\b|\bQUANTITY\b|\bSHORTAGE\b|\bSHORT (?:SHIP|DELIVER)"),
    ("01", r"\bPRIC(?:E|ING)\b|\bRATE\b"),
    ("22", r"\bWEIGHT\b"),
    ("41", r"\bLATE\b|\bDELAY(?:ED)?\b"),
    ("19", r"\bDUPLICATE\b"),
    ("11", r"\bRETURN(?:S|ED)?\b"),
    ("02", r"\bPROMO(?:TION)?\b|\bALLOWANCE\b"),
    ("54", r"\bFREIGHT\b"),
)


def claimed_code(text: str) -> str:
    """Return the code of what a payer's text says it held back, as `LESS FREIGHT CLAIM 12.00`; empty where none does.

    A code that is written counts as written; words of no list stay as they are, at most so many letters. Discounts,
    fees and credits are no deduction.
    """
    for found in _HELD_BACK.finditer(text):
        words = " ".join((found["words"] or "").upper().split())
        if found["code"] in DEDUCTION_CODES:
            return str(found["code"])
        if not words or _OTHERWISE.search(words):
            continue
        return next((code for code, said in _SAID if re.search(said, words)), words[:CODE_LENGTH].strip())
    return ""
