"""How the money moved: SWIFT's type codes of `:61:`, the German transaction codes of `:86:`, and banks' own."""

import re

from dunwell.exchange.reading.bank_codes import kind_of_german_code, kind_of_swift_code
from dunwell.exchange.reading.statements import LineKind

# Dutch banks (ING, SNS, ASN, Triodos) write their own after N.
_DUTCH = {
    "OV": LineKind.TRANSFER, "VZ": LineKind.TRANSFER, "GT": LineKind.TRANSFER, "AC": LineKind.TRANSFER,
    "ACC": LineKind.TRANSFER, "IOB": LineKind.TRANSFER, "IDB": LineKind.TRANSFER, "ET": LineKind.TRANSFER,
    "IT": LineKind.TRANSFER, "OVB": LineKind.TRANSFER, "PO": LineKind.TRANSFER, "WEB": LineKind.TRANSFER,
    "IC": LineKind.DIRECT_DEBIT, "INC": LineKind.DIRECT_DEBIT, "BA": LineKind.CARD, "BEA": LineKind.CARD,
    "GM": LineKind.CASH, "GEA": LineKind.CASH, "KO": LineKind.CASH, "ST": LineKind.CASH, "KAS": LineKind.CASH,
    "RTE": LineKind.INTEREST, "REN": LineKind.INTEREST,
}  # fmt: skip
# Words of `/TRTP/` and of posting texts, where no code says it.
_WORDS = (
    (re.compile(r"RETOUR|RETURN|RÜCKLAST|RUECKLAST|STORNO|TERUGBOEK|REJECT|R-TRANS", re.IGNORECASE), LineKind.RETURN),
    (re.compile(r"INCASSO|LASTSCHR|DIRECT.?DEBIT|PR[EÉ]L[EÈ]VEMENT", re.IGNORECASE), LineKind.DIRECT_DEBIT),
    (
        re.compile(r"OVERBOEKING|ÜBERWEIS|UEBERW|GUTSCHR|TRANSFER|VIREMENT|PRZELEW|ACCEPTGIRO|IDEAL", re.IGNORECASE),
        LineKind.TRANSFER,
    ),
    (re.compile(r"BETAALAUTOMAAT|KARTENZAHL|CARD|PURCHASE|\bBEA\b", re.IGNORECASE), LineKind.CARD),
    (re.compile(r"GELDAUTOMAA?T|\bATM\b|\bGEA\b|CASH", re.IGNORECASE), LineKind.CASH),
    (re.compile(r"ENTGELT|KOSTEN|\bFEES?\b|CHARGE|PROVISION|PROWIZJA|COMMISSION", re.IGNORECASE), LineKind.FEE),
)


def kind_of(type_code: str, german_code: str, words: str) -> LineKind:
    """Return how the money moved: by the German code where there is one, else the type code, else the bank's words."""
    kind = kind_of_german_code(german_code) or kind_of_swift_code(type_code)
    if kind is None and type_code.startswith("N"):
        kind = _DUTCH.get(type_code[1:])
    if kind is not None:
        return kind
    return next((kind for pattern, kind in _WORDS if pattern.search(words)), LineKind.OTHER)
