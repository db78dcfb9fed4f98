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
_SUMMARY = re.compile(
    r"(?:grand\s*)?(?:sub\s*-?\s*)?totals?\b|sum\b|result\b|overall\s+result\b|\*{1,5}$|"
    r"summe\b|gesamt|zwischensumme\b|saldo\b|ergebnis\b|sous-total|total\s+g[ée]n[ée]ral|suma\b|"
    r"小計|小计|合計|合计|總計|总计|總額|总额|本頁小計|本页小计|累計|累计|kabuuan\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[\W_]+")


def heading_key(text: str) -> str:
    """Return a heading's letters and digits only, so that `Invoice No.`, `invoice_no` and `InvoiceNo` are one."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("№", "no").replace("#", " no ")
    return _SPLIT.sub("", plain)


def is_summary_word(text: str) -> bool:
    """Return whether a cell marks a total or subtotal row: stars as SAP writes them, or a word for a total in front."""
    return bool(_SUMMARY.match(text.strip()))


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
