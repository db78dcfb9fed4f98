"""Why a decision, proposal, permit or refusal is what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dunwell.base.words import fill


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a decision: a stable code, words with numbers in them, points if scored, a citation if it is law."""

    code: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    points: int | None = None
    citation: str = ""

    def sentence(self) -> str:
        """Return the reason in English with its facts filled in."""
        return fill(self.text, self.facts)

    def as_dict(self) -> dict[str, Any]:
        """Return the reason as plain values for a JSON column."""
        stored: dict[str, Any] = {"code": self.code, "text": self.text, "facts": dict(self.facts)}
        if self.points is not None:
            stored["points"] = self.points
        if self.citation:
            stored["citation"] = self.citation
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Reason":
        """Return the reason that `as_dict` stored."""
        return cls(
            code=stored["code"],
            text=stored["text"],
            facts=stored.get("facts", {}),
            points=stored.get("points"),
            citation=stored.get("citation", ""),
        )
