"""Looking into the elements of one message, whatever its namespace: texts, amounts and days by a plain path."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names the type of its elements so
# ISO 20022: up to 18 figures, 5 of them behind the point, no sign.
_AMOUNT = re.compile(r"\d{1,14}(?:\.\d{0,5})?|\.\d{1,5}", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])", re.ASCII)


class Money(NamedTuple):
    """An amount as written; `amount` is None where it stands but cannot be read."""

    amount: Decimal | None
    currency: str
    written: str


class Tree:
    """Finds by paths without namespaces (`RltdPties/Dbtr/Nm`) in a message that has one."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self._paths: dict[str, str] = {}

    def find(self, element: Element | None, *paths: str) -> Element | None:
        """Return the first element that one of the paths leads to."""
        if element is None:
            return None
        for path in paths:
            found = element.find(self._path(path))
            if found is not None:
                return found
        return None

    def all(self, element: Element | None, path: str) -> list[Element]:
        """Return every element that the path leads to."""
        return [] if element is None else element.findall(self._path(path))

    def text(self, element: Element | None, *paths: str) -> str:
        """Return the first text that is not blank, with runs of blanks made one."""
        if element is None:
            return ""
        for path in paths:
            found = element.findtext(self._path(path))
            if found and (bare := " ".join(found.split())):
                return bare
        return ""

    def money(self, element: Element | None, *paths: str) -> Money | None:
        """Return the first amount that stands, readable or not; the element's own without paths; None for none."""
        found = self.find(element, *paths) if paths else element
        if found is None:
            return None
        written = (found.text or "").strip()
        amount = Decimal(written) if _AMOUNT.fullmatch(written) else None
        return Money(amount, str(found.get("Ccy") or "").strip().upper(), written)

    def day(self, element: Element | None, path: str) -> date | None:
        """Return a date or the day of an instant, as the bank wrote it; None where there is none."""
        return _day(self.text(element, f"{path}/Dt", f"{path}/DtTm", path))

    def _path(self, path: str) -> str:
        try:
            return self._paths[path]
        except KeyError:
            known = "/".join(f"{{{self.namespace}}}{part}" if self.namespace else part for part in path.split("/"))
            self._paths[path] = known
        return known


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    match = _DAY.match(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def row_of(element: Element) -> int:
    """Return the line of the file in which an element starts."""
    return cast("int | None", element.sourceline) or 0
