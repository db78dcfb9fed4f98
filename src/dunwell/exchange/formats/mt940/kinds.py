"""How the money moved: SWIFT's type codes of `:61:`, the German transaction codes of `:86:`, and banks' own."""

import re

from dunwell.exchange.reading.statements import LineKind

# SWIFT, MT 940 field 61 subfield 6; the three letters after N, F or S.
_SWIFT = {
    "TRF": LineKind.TRANSFER, "STO": LineKind.TRANSFER, "CLR": LineKind.TRANSFER, "CMI": LineKind.TRANSFER,
    "DDT": LineKind.DIRECT_DEBIT, "CHK": LineKind.CHECK, "CHQ": LineKind.CHECK, "TCK": LineKind.CHECK,
    "ECA": LineKind.CHECK, "CHG": LineKind.FEE, "COM": LineKind.FEE, "BRF": LineKind.FEE, "FEE": LineKind.FEE,
    "INT": LineKind.INTEREST, "RNT": LineKind.INTEREST, "RTI": LineKind.RETURN, "UPR": LineKind.RETURN,
}  # fmt: skip
# Dutch banks (ING, SNS, ASN, Triodos) write their own after N.
_DUTCH = {
    "OV": LineKind.TRANSFER, "VZ": LineKind.TRANSFER, "GT": LineKind.TRANSFER, "AC": LineKind.TRANSFER,
    "ACC": LineKind.TRANSFER, "IOB": LineKind.TRANSFER, "IDB": LineKind.TRANSFER, "ET": LineKind.TRANSFER,
    "IT": LineKind.TRANSFER, "OVB": LineKind.TRANSFER, "PO": LineKind.TRANSFER, "WEB": LineKind.TRANSFER,
    "IC": LineKind.DIRECT_DEBIT, "INC": LineKind.DIRECT_DEBIT, "BA": LineKind.CARD, "BEA": LineKind.CARD,
    "GM": LineKind.CASH, "GEA": LineKind.CASH, "KO": LineKind.CASH, "ST": LineKind.CASH, "KAS": LineKind.CASH,
    "RTE": LineKind.INTEREST, "REN": LineKind.INTEREST,
}  # fmt: skip
# Geschäftsvorfallcodes (DFÜ-Abkommen, annex 3, chapter 8): ranges of the first three figures of `:86:`.
_GERMAN = (
    ((4, 5), LineKind.DIRECT_DEBIT), ((70, 70), LineKind.CHECK), ((71, 71), LineKind.DIRECT_DEBIT),
    ((1, 3), LineKind.CHECK), ((6, 6), LineKind.CARD), ((8, 8), LineKind.TRANSFER), ((9, 9), LineKind.RETURN),
    ((51, 58), LineKind.TRANSFER), ((59, 59), LineKind.RETURN), ((82, 88), LineKind.CASH),
    ((101, 103), LineKind.CHECK), ((104, 105), LineKind.DIRECT_DEBIT), ((106, 107), LineKind.CARD),
    ((108, 109), LineKind.RETURN), ((110, 110), LineKind.CARD), ((111, 111), LineKind.RETURN),
    ((116, 119), LineKind.TRANSFER), ((122, 122), LineKind.CHECK), ((152, 157), LineKind.TRANSFER),
    ((159, 160), LineKind.RETURN), ((161, 162), LineKind.TRANSFER), ((163, 163), LineKind.TRANSFER),
    ((166, 169), LineKind.TRANSFER), ((170, 170), LineKind.CHECK), ((171, 176), LineKind.DIRECT_DEBIT),
    ((177, 179), LineKind.TRANSFER), ((181, 184), LineKind.RETURN), ((185, 185), LineKind.CHECK),
    ((188, 191), LineKind.TRANSFER), ((192, 197), LineKind.DIRECT_DEBIT), ((198, 198), LineKind.CARD),
    ((201, 215), LineKind.TRANSFER), ((801, 801), LineKind.CARD), ((802, 802), LineKind.FEE),
    ((805, 812), LineKind.FEE), ((813, 813), LineKind.INTEREST), ((814, 816), LineKind.INTEREST),
    ((817, 818), LineKind.FEE), ((823, 825), LineKind.OTHER),
)  # fmt: skip
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
_BY_GERMAN_CODE = {code: kind for (low, high), kind in _GERMAN for code in range(low, high + 1)}


def kind_of(type_code: str, german_code: str, words: str) -> LineKind:
    """Return how the money moved: by the German code where there is one, else the type code, else the bank's words."""
    if german_code and (kind := _BY_GERMAN_CODE.get(int(german_code))):
        return kind
    letters = type_code[1:]
    if kind := _SWIFT.get(letters) or (_DUTCH.get(letters) if type_code.startswith("N") else None):
        return kind
    return next((kind for pattern, kind in _WORDS if pattern.search(words)), LineKind.OTHER)
