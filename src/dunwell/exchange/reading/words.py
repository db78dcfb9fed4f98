"""Headings, yes-or-no words and summary words, in the languages that exports come in."""

import re
import unicodedata

from dunwell.exchange.reading.grids import Cell, CellError, shown

YES = frozenset({
    "yes", "y", "true", "t", "1", "x", "ja", "j", "wahr", "si", "sí", "oui", "o", "vrai", "是", "有", "✓", "✔", "oo",
    "disputed", "in dispute", "dispute", "strittig", "爭議", "争议",
})  # fmt: skip
NO = frozenset({
    "", "no", "n", "false", "f", "0", "nein", "falsch", "non", "faux", "否", "無", "无", "没有", "沒有", "-", "–", "—",
    "none", "n/a", "na", "null", "nil", "hindi", "not disputed", "undisputed", "unstrittig", "✗", "✘",
})  # fmt: skip
_TOTAL = (
    r"(?:(?:grand|overall|sub)[\s-]*)?(?:totals?|results?|sum)|summe|gesamt(?:summe|betrag|ergebnis)?|zwischensumme|saldo|"
    r"ergebnis|sous-total|total\s+g[ée]n[ée]ral|suma|kabuuan|小計|小计|合計|合计|總計|总计|總額|总额|累計|累计|本[頁页]小[計计]"
)
_SUMMARY = re.compile(rf"\*{{1,5}}|(?:{_TOTAL})(?:\s+(?:for|of|per|für|pour)\s.*)?\s*[:：]?", re.IGNORECASE)
_LIKE_SUMMARY = re.compile(rf"(?:{_TOTAL})\b.*|.*\b(?:{_TOTAL})\s*[:：]?", re.IGNORECASE)
_SPLIT = re.compile(r"[\W_]+")


def heading_key(text: str) -> str:
    """Return a heading's letters and digits only, so that `Invoice No.`, `invoice_no` and `InvoiceNo` are one."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("№", "no").replace("#", " no ")
    return _SPLIT.sub("", plain)


def is_summary_word(text: str) -> bool:
    """Return whether a cell is a word for a total and no more: stars as SAP writes them, `Grand total:`, `小計`."""
    return _SUMMARY.fullmatch(text.strip()) is not None


def is_like_summary(text: str) -> bool:
    """Return whether a cell begins or ends with a word for a total (`Acme Total`); so may a name (`Total Freight`)."""
    return _LIKE_SUMMARY.fullmatch(text.strip()) is not None


def yes_or_no(cell: Cell) -> bool | None:
    """Return what a flag says, or None for a word that is neither."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, CellError):
        return None
    word = shown(cell).strip().casefold()
    if word in YES:
        return True
    return False if word in NO else None
