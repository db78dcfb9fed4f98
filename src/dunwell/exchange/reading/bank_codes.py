"""Codes by which banks say how money moved, shared by formats: SWIFT's type codes and the German transaction codes."""

from dunwell.exchange.reading.statements import LineKind

# SWIFT, MT 940 field 61 subfield 6; the three letters after N, F or S.
_SWIFT = {
    "TRF": LineKind.TRANSFER, "STO": LineKind.TRANSFER, "CLR": LineKind.TRANSFER, "CMI": LineKind.TRANSFER,
    "DDT": LineKind.DIRECT_DEBIT, "CHK": LineKind.CHECK, "CHQ": LineKind.CHECK, "TCK": LineKind.CHECK,
    "ECA": LineKind.CHECK, "CHG": LineKind.FEE, "COM": LineKind.FEE, "BRF": LineKind.FEE, "FEE": LineKind.FEE,
    "INT": LineKind.INTEREST, "RNT": LineKind.INTEREST, "RTI": LineKind.RETURN, "UPR": LineKind.RETURN,
}  # fmt: skip
# Geschäftsvorfallcodes (DFÜ-Abkommen, annex 3, chapter 8).
_GERMAN = (
    ((1, 3), LineKind.CHECK), ((4, 5), LineKind.DIRECT_DEBIT), ((6, 6), LineKind.CARD), ((8, 8), LineKind.TRANSFER),
    ((9, 9), LineKind.RETURN), ((51, 58), LineKind.TRANSFER), ((59, 59), LineKind.RETURN),
    ((70, 70), LineKind.CHECK), ((71, 71), LineKind.DIRECT_DEBIT), ((82, 88), LineKind.CASH),
    ((101, 103), LineKind.CHECK), ((104, 105), LineKind.DIRECT_DEBIT), ((106, 107), LineKind.CARD),
    ((108, 109), LineKind.RETURN), ((110, 110), LineKind.CARD), ((111, 111), LineKind.RETURN),
    ((116, 119), LineKind.TRANSFER), ((122, 122), LineKind.CHECK), ((152, 157), LineKind.TRANSFER),
    ((159, 160), LineKind.RETURN), ((161, 163), LineKind.TRANSFER), ((166, 169), LineKind.TRANSFER),
    ((170, 170), LineKind.CHECK), ((171, 176), LineKind.DIRECT_DEBIT), ((177, 179), LineKind.TRANSFER),
    ((181, 184), LineKind.RETURN), ((185, 185), LineKind.CHECK), ((188, 191), LineKind.TRANSFER),
    ((192, 197), LineKind.DIRECT_DEBIT), ((198, 198), LineKind.CARD), ((201, 215), LineKind.TRANSFER),
    ((801, 801), LineKind.CARD), ((802, 802), LineKind.FEE), ((805, 812), LineKind.FEE),
    ((813, 816), LineKind.INTEREST), ((817, 818), LineKind.FEE),
)  # fmt: skip
_BY_GERMAN_CODE = {f"{code:03}": kind for (low, high), kind in _GERMAN for code in range(low, high + 1)}


def kind_of_swift_code(code: str) -> LineKind | None:
    """Return what a type code of `:61:` (`NTRF`) says, or None where it says nothing of its own."""
    return _SWIFT.get(code[1:])


def kind_of_german_code(code: str) -> LineKind | None:
    """Return what a German transaction code of three figures says, or None where it says nothing of its own."""
    return _BY_GERMAN_CODE.get(code)
