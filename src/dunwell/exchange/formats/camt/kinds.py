"""How the money moved: ISO 20022's bank transaction codes, else the code that the bank's own country gives."""

import re

from dunwell.exchange.reading.bank_codes import kind_of_german_code, kind_of_swift_code
from dunwell.exchange.reading.statements import LineKind

# External code sets, bank transaction codes: families of the domain PMNT.
_FAMILIES = {
    "RCDT": LineKind.TRANSFER, "ICDT": LineKind.TRANSFER, "RRCT": LineKind.TRANSFER, "IRCT": LineKind.TRANSFER,
    "RDDT": LineKind.DIRECT_DEBIT, "IDDT": LineKind.DIRECT_DEBIT, "RCHQ": LineKind.CHECK, "ICHQ": LineKind.CHECK,
    "LBOX": LineKind.CHECK, "CCRD": LineKind.CARD, "MCRD": LineKind.CARD, "CNTR": LineKind.CASH,
}  # fmt: skip
# Sub-families that say more than their family does.
_SUB_FAMILIES = {
    "CHRG": LineKind.FEE, "FEES": LineKind.FEE, "COMM": LineKind.FEE, "COME": LineKind.FEE, "COMI": LineKind.FEE,
    "COMT": LineKind.FEE, "INTR": LineKind.INTEREST, "RRTN": LineKind.RETURN, "RPCR": LineKind.RETURN,
    "UPDD": LineKind.RETURN, "PRDD": LineKind.RETURN, "RCDD": LineKind.RETURN, "UPCQ": LineKind.RETURN,
    "CQRV": LineKind.RETURN, "UPCT": LineKind.RETURN, "CWDL": LineKind.CASH, "CDPT": LineKind.CASH,
}  # fmt: skip
# German banks: NTRF+166+00931+9075; Swiss and others: letters and figures of their own.
_GERMAN = re.compile(r"(?P<swift>[NSF][A-Z0-9]{3})?\+?(?P<code>\d{3})(?:\+|$)")


def kind_of(domain: str, family: str, sub_family: str, own: str) -> LineKind:
    """Return how the money moved; `own` is the proprietary code, tried where the ISO code says nothing."""
    if domain and (kind := _SUB_FAMILIES.get(sub_family) or _FAMILIES.get(family)):
        return kind
    if match := _GERMAN.match(own):
        return kind_of_german_code(match["code"]) or kind_of_swift_code(match["swift"] or "") or LineKind.OTHER
    return LineKind.OTHER
