"""One worksheet's XML to rows of cells: numbers exact, dates as dates, errors as errors."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from xml.parsers import expat

from dunwell.exchange.reading.grids import Cell, CellError, column_index

Style = str | int | None

# A spreadsheet computes with 15 digits; what stands behind them in the file is noise of the binary form.
_FIFTEEN = Context(prec=15)
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)


def serial_day(serial: Decimal, starts_1904: bool = False) -> date | None:
    """Return the day of a spreadsheet's serial number, or None outside of 1900-03-01 to 9999-12-31.

    Before March 1900 the 1900 calendar has a day that never was, so no serial there is trusted.
    """
    if not serial.is_finite() or not (0 <= serial < 2_958_466):
        return None
    days = int(serial)
    if starts_1904:
        return _EPOCH_1904 + timedelta(days=days) if days < 2_957_004 else None
    return _EPOCH_1900 + timedelta(days=days) if days > 60 else None


class SheetRows:
    """Takes a worksheet's elements as they are parsed and hands over the rows that are complete."""

    def __init__(self, texts: Sequence[str], styles: Sequence[Style], starts_1904: bool, max_columns: int) -> None:
        self._texts = texts
        self._styles = styles
        self._starts_1904 = starts_1904
        self._max_columns = max_columns
        self._done: list[tuple[int, list[Cell]]] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = -1
        self._style = 0
        self._type = ""
        self._buffer: list[str] = []
        self._keep = False
        self._in_row = False
        self._letters: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        """Listen to a parser."""
        parser.StartElementHandler = self._start  # type: ignore[assignment] # ordered attributes come as a list
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def take(self) -> list[tuple[int, list[Cell]]]:
        """Hand over the rows completed since the last call."""
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: list[str]) -> None:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._keep = self._in_row
        elif name == "rPh":
            self._in_row = False
        elif name == "row":
            self._in_row = True
            self._row = []
            self._column = -1
            self._number += 1
            for key, value in zip(attributes[::2], attributes[1::2], strict=True):
                if key == "r" and value.isdigit():
                    self._number = int(value)

    def _start_cell(self, attributes: list[str]) -> None:
        self._column += 1
        self._type = ""
        self._style = 0
        self._buffer.clear()
        for index in range(0, len(attributes), 2):
            key = attributes[index]
            if key == "r":
                letters = attributes[index + 1].rstrip("0123456789")
                found = self._letters.get(letters)
                if found is None:
                    known = column_index(letters)
                    found = self._letters[letters] = self._column if known is None else known
                self._column = found
            elif key == "t":
                self._type = attributes[index + 1]
            elif key == "s":
                self._style = int(attributes[index + 1])

    def _characters(self, data: str) -> None:
        if self._keep:
            self._buffer.append(data)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name in ("v", "t"):
            self._keep = False
        elif name == "c":
            if self._buffer:
                self._put(self._value("".join(self._buffer)))
        elif name == "rPh":
            self._in_row = True
        elif name == "row":
            self._in_row = False
            self._done.append((self._number, self._row))

    def _put(self, value: Cell) -> None:
        missing = self._column - len(self._row)
        if self._column >= self._max_columns or missing < 0:
            return
        if missing:
            self._row.extend([""] * missing)
        self._row.append(value)

    def _value(self, text: str) -> Cell:
        kind = self._type
        if kind == "s":
            return self._texts[int(text)] if text.isdigit() and int(text) < len(self._texts) else CellError("#TEXT!")
        if kind in ("", "n"):
            return self._number_cell(text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return CellError(text)
        return text

    def _number_cell(self, text: str) -> Cell:
        try:
            number = Decimal(text) if len(text) < 16 else _FIFTEEN.create_decimal(text)
        except InvalidOperation:
            return CellError(text)
        if not number.is_finite():
            return CellError(text)
        style = self._styles[self._style] if 0 <= self._style < len(self._styles) else None
        if style is None:
            return number
        if style == "date":
            return serial_day(number, self._starts_1904) or number
        plain = f"{number:f}"
        return plain.zfill(int(style)) if plain.isdigit() else number
