"""Free text that says what is paid (`Invoice 1234 for HKD 1,250.00`), read where the words leave no doubt."""

import re
from collections.abc import Sequence

from dunwell.exchange.reading.advice import AdviceRow
from dunwell.exchange.reading.advice_lines import Layout, Line
from dunwell.exchange.reading.advice_words import CURRENCY_CODES, total_field, words_of
from dunwell.exchange.reading.amounts import STYLES, read_amount

_CODES = CURRENCY_CODES.replace(" ", "|")
_AMOUNT = re.compile(
    r"(?<![\w.,/-])"
    rf"(?:[-–−(](?!\s))?(?P<sign>(?:(?:[A-Z]{{1,2}}|{_CODES})\s?)?[$€£¥￥₱]|{_CODES})?\s?(?:[-–−](?!\s))?"
    r"(?P<digits>\d{1,3}(?:[,.']\d{3})+(?:[.,]\d{2})?|\d{1,3}(?: \d{3})+,\d{2}|\d+[.,]\d{2}|\d+)"
    rf"(?P<end>\)|-(?!\d)|\s?(?:CR|{_CODES}|[€元])(?!\w))?"
    r"(?![\w/%])(?![.,\-/]\d)"
)
_NUMBER = r"(?:(?=[\w\-/.]*\d)[A-Za-z0-9](?:[\w\-/.]*\w)?)"
_BARE = re.compile(rf"(?P<number>{_NUMBER})\s*(?:[-–:：=]\s*)?(?P<rest>\D*?\S.*)")
_ITEM = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+")


def _words(kind: str) -> str:
    """Return a pattern for a kind's words: those of letters stand by themselves, Chinese ones may stand in others."""
    words = sorted(words_of("documents", kind), key=len, reverse=True)
    apart = "|".join(re.escape(word) for word in words if word.isascii())
    chinese = "|".join(re.escape(word) for word in words if not word.isascii())
    return rf"(?<![^\W\d_])(?:{apart})(?![^\W\d_])" + (f"|{chinese}" if chinese else "")


_DOCUMENTS = {
    kind: re.compile(
        rf"(?i)(?:{_words(kind)})\s*(?:no\.?s?|numbers?|nr\.?|號碼|編號|号码|编号|號)?\s*[#:：.]*\s*"
        rf"(?P<number>{_NUMBER}(?:\s*(?:,|&|、|;|and|及|und)\s*{_NUMBER}(?!\w))*)"
    )
    for kind in ("credit_memo", "invoice", "purchase_order")
}


def amounts_in(text: str) -> list[str]:
    """Return the amounts in a text: with two decimals, or a currency beside them. Dates and counts are none."""
    found = []
    for match in _AMOUNT.finditer(text):
        sure = match["sign"] or (match["end"] or "").strip(" )-") not in ("", "CR")
        plain = match[0].strip()
        if (sure or re.search(r"[.,]\d{2}$", match["digits"])) and any(read_amount(plain, one) for one in STYLES):
            found.append(plain)
    return found


def read_text_rows(lines: Sequence[Line], layout: Layout) -> None:
    """Add to the layout the documents and sums that lines of free text name; a line that leaves a doubt adds nothing.

    A line counts where it names a document by a word (Invoice, 發票, Rechnung ...) and holds at most one amount, or
    where it is a number with letters and digits and one amount. Several documents before one amount are named without
    amounts of their own.
    """
    bare: list[AdviceRow] = []
    for line in lines:
        text = _ITEM.sub("", line.text).strip()
        kind, numbers, rest = _documents(text)
        if numbers:
            amounts = amounts_in(rest)
            _add(layout, line, kind, numbers, amounts)
        elif not _sum(text, layout):
            found = _bare_row(text, line)
            if found is not None:
                bare.append(found)
    if not layout.rows:
        layout.rows.extend(bare if len(bare) > 1 or "amount" in layout.totals else [])


def _documents(text: str) -> tuple[str, list[str], str]:
    for kind, pattern in _DOCUMENTS.items():
        match = pattern.search(text)
        if match is None:
            continue
        numbers = [one for one in re.split(r"\s*(?:,|&|、|;|\band\b|及|\bund\b)\s*", match["number"]) if one]
        plain = [one for one in numbers if not amounts_in(one)]
        if plain and len(plain) == len(numbers):
            return kind, plain, text[: match.start()] + " " + text[match.end() :]
    return "", [], text


def _add(layout: Layout, line: Line, kind: str, numbers: list[str], amounts: list[str]) -> None:
    taken = {str(row.cells.get("number", "")) for row in layout.rows}
    if len(numbers) == 1 and len(amounts) == 1:
        cells = {"number": numbers[0], "paid": amounts[0], "kind": "credit" if kind == "credit_memo" else ""}
        if numbers[0] not in taken:
            layout.rows.append(AdviceRow(line.row, dict(cells)))
        return
    for number in numbers:
        if number not in taken and (not amounts or len(numbers) > 1):
            cells = {"number": number, "kind": "credit" if kind == "credit_memo" else ""}
            layout.rows.append(AdviceRow(line.row, dict(cells)))
    if len(numbers) > 1 and len(amounts) == 1:
        layout.totals.setdefault("amount", amounts[0])


def _sum(text: str, layout: Layout) -> bool:
    """Take a sentence that states the sum by a known word right before one amount."""
    amounts = amounts_in(text)
    if len(amounts) != 1:
        return False
    label = text[: text.index(amounts[0])].strip(" :：=-–")
    words = label.split()
    for count in range(min(4, len(words)), 0, -1):
        name = total_field(" ".join(words[-count:]).strip(":：").removesuffix(" of").removesuffix(" is"))
        if name:
            layout.totals.setdefault(name, amounts[0])
            return True
    plain = " ".join(word for word in words[-5:] if word.casefold() not in ("of", "is", "for", "the", "was"))
    name = total_field(plain) or (total_field(plain.split()[-1]) if plain.split() else "")
    if name and name == "amount":
        layout.totals.setdefault(name, amounts[0])
    return bool(name)


def _bare_row(text: str, line: Line) -> AdviceRow | None:
    match = _BARE.fullmatch(text)
    if match is None or not re.search(r"[A-Za-z]", match["number"]) or len(match["number"]) < 4:
        return None
    amounts = amounts_in(match["rest"])
    if len(amounts) != 1 or amounts_in(match["number"]) or not match["rest"].strip().endswith(amounts[0]):
        return None
    return AdviceRow(line.row, {"number": match["number"], "paid": amounts[0]})
