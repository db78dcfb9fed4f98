"""Saying what is wrong with data that arrived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dunwell.base.words import fill


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in arriving data; that row is set aside and shown, the rest proceeds.

    `row` counts from 1 as the sender's own program shows it; `column` is the sender's heading.
    """

    code: str
    text: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return where the fault is, as a person would say it: `Sheet1, row 12, column Due date`."""
        parts = [self.sheet] if self.sheet else []
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def sentence(self) -> str:
        """Return the fault in English with its facts filled in."""
        return fill(self.text, self.facts)

    def as_json(self) -> dict[str, str]:
        """Return the `{"code","address","text"}` shape that every face prints."""
        return {"code": self.code, "address": self.address, "text": self.sentence()}
