"""The text of a transaction: which dialect it is in, and what the second line of `:61:` adds."""

import re

from dunwell.exchange.formats.mt940.found import Details, plain_words, reference_of
from dunwell.exchange.formats.mt940.labelled import read_labelled
from dunwell.exchange.formats.mt940.references import creditor_reference_in
from dunwell.exchange.formats.mt940.structured import read_structured
from dunwell.exchange.formats.mt940.tagged import money_words, read_tagged

_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}|P?\d{7,12}")
_LONG_REFERENCE = re.compile(r"\d{14,35}|[A-Z0-9]{16,35}")
_MONEY_WORDS = re.compile(r"/(?:OCMT|CHGS|EXCH)/")
_CODE_WORDS = re.compile(r"/TRCD/\w*/?")
# Reasons of ISO 20022 external code list ExternalReturnReason1Code that banks put into texts.
_RETURN_CODE = re.compile(
    r"\b(AC0[1-7]|AC1[3-7]|AG0[1-9]|AGNT|AM0[1-9]|AM1[06]|BE0[1-8]|CNOR|CUST|DNOR|DT01|DUPL|ED05|FF0[1-6]|FOCR|FR01|"
    r"MD0[1-7]|MS0[23]|NARR|NOAS|NOOR|RC0[1-9]|RR0[1-9]|SL01|SP0[12]|SVNR|TECH|TM01|UPAY)\b"
)


def read_details(lines: list[str], supplement: list[str], *, is_return: bool = False) -> tuple[Details, str]:
    """Return what `:86:` and the second line of `:61:` say, and the bank's reference where that line holds one."""
    kept = [line for line in lines if line.strip()]
    found = read_structured(kept) or read_tagged(kept) or read_labelled(kept)
    reference = _supplement(found, supplement)
    found.account = found.account or found.labelled_account
    found.bank = found.bank or found.labelled_bank
    found.payer = found.payer or found.ultimate
    found.end_to_end_id = reference_of(found.end_to_end_id)
    found.creditor_reference = found.creditor_reference or creditor_reference_in(found.text)
    if is_return and not found.return_code and (match := _RETURN_CODE.search(found.text)):
        found.return_code = match[1]
    return found, reference


def _supplement(found: Details, lines: list[str]) -> str:
    text = plain_words(" ".join(lines))
    if not text:
        return ""
    if _MONEY_WORDS.search(text):
        money_words(text, found)
        return ""
    if _CODE_WORDS.fullmatch(text):
        return ""
    if _ACCOUNT.fullmatch(text):
        if text.strip("0"):
            found.account = found.account or text
        return ""
    if _LONG_REFERENCE.fullmatch(text):
        return text
    if text not in found.text and text != found.payer:
        found.text = f"{found.text} {text}".strip()
    return ""
