"""Rows that hold no item: totals, repeated headings, group lines, blanks; and what the totals prove."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.locate import Found
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import OpenItemRow
from dunwell.exchange.reading.amounts import read_amount
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.grids import Cell, shown
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.words import heading_key, is_like_summary, is_summary_word


class Summaries:
    """Tells what a row without an item is, and compares each total with the rows it can be of."""

    def __init__(self, found: Found, profile: Profile, styles: Styles) -> None:
        self._columns = found.columns
        self._heading_keys = [heading_key(heading) for heading in found.headings]
        self._style = profile.decimal_style or styles.decimal
        self._turned = styles.sign_rule == "inverted"
        self._starts: list[Decimal] = [Decimal(0)]
        self._checked = self._agreed = 0
        self._first_odd: tuple[int, Decimal] | None = None

    def what_is(self, number: int, cells: Sequence[Cell], totals: Mapping[str, Decimal]) -> str:
        """Return what a row is that holds no item, or an empty text where it should have been one."""
        filled = [(index, text) for index, cell in enumerate(cells) if (text := shown(cell).strip())]
        if not filled:
            return "blank_row"
        if self._is_heading(filled):
            return "repeated_heading"
        if self._is_summary(cells, filled):
            self._check(number, cells, totals)
            return "summary_row"
        if len(filled) == 1 and not self._has(cells, "amount") and not self._has(cells, "open_amount"):
            return "group_row"
        return ""

    def _has(self, cells: Sequence[Cell], name: str) -> bool:
        index = self._columns.get(name)
        return index is not None and index < len(cells) and bool(shown(cells[index]).strip())

    def _is_heading(self, filled: list[tuple[int, str]]) -> bool:
        same = sum(
            index < len(self._heading_keys) and heading_key(text) == self._heading_keys[index] for index, text in filled
        )
        return same >= 2 and same * 2 > len(filled)

    def _is_summary(self, cells: Sequence[Cell], filled: list[tuple[int, str]]) -> bool:
        """A total has a word for it and lacks the number or the date; both, where a name could have that word."""
        dated = any(self._has(cells, name) for name in ("document_date", "posting_date", "due_date"))
        numbered = self._has(cells, "item_number")
        if dated and numbered:
            return False
        if any(is_summary_word(text) for _, text in filled):
            return True
        return not dated and not numbered and any(is_like_summary(text) for _, text in filled)

    def _amount(self, cells: Sequence[Cell]) -> Decimal | None:
        for name in ("amount", "open_amount"):
            index = self._columns.get(name)
            if index is None:
                continue
            cell = cells[index]
            if isinstance(cell, Decimal):
                return cell
            read = read_amount(cell, self._style) if isinstance(cell, str) else None
            return read.amount if read else None
        return None

    def _check(self, number: int, cells: Sequence[Cell], totals: Mapping[str, Decimal]) -> None:
        """Compare a total with the rows since any earlier total: it is the sum of some such group, or of all."""
        stated = self._amount(cells)
        if stated is None or len(totals) != 1:
            return
        running = next(iter(totals.values()))
        self._checked += 1
        wanted = -stated if self._turned else stated
        if any(running - start == wanted for start in self._starts):
            self._agreed += 1
        elif self._first_odd is None:
            self._first_odd = (number, stated)
        if len(self._starts) < 1000:
            self._starts.append(running)
        else:
            self._starts[-1] = running

    def notes(self, parsed: Parsed[OpenItemRow]) -> list[Problem]:
        """Return remarks on rows that were skipped and on totals that do not add up."""
        notes = []
        texts = {
            "summary_row": gettext_noop("Total rows that were skipped: {count}."),
            "repeated_heading": gettext_noop("Repeated headings that were skipped: {count}."),
            "group_row": gettext_noop("Group lines that were skipped: {count}."),
            "duplicate_row": gettext_noop("Rows that stand in the file twice and were taken once: {count}."),
            "zero_document": gettext_noop("Documents of zero that were left out, as nothing is owed on them: {count}."),
        }
        for what, count in sorted(parsed.skipped.items()):
            if what in texts:
                notes.append(Problem(f"exchange.open_items.{what}", texts[what], facts={"count": count}))
        if self._first_odd is not None:
            row, stated = self._first_odd
            notes.append(
                Problem(
                    "exchange.open_items.totals_differ",
                    gettext_noop(
                        "{odd} of {count} total rows differ from their rows; the first, row {row}, says {stated}."
                    ),
                    row=row,
                    facts={
                        "odd": self._checked - self._agreed,
                        "count": self._checked,
                        "row": row,
                        "stated": str(stated),
                    },
                )
            )
        elif self._checked:
            text = gettext_noop("Total rows that agree with their rows: {count}.")
            notes.append(Problem("exchange.open_items.totals_agree", text, facts={"count": self._checked}))
        return notes
