"""What a day came to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class StepResult:
    """One step: what it is called, how many rows it gave, how long it took, and its control sums as decimal strings."""

    name: str
    rows: int
    seconds: float
    sums: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the step as the run's record keeps it."""
        return {"name": self.name, "rows": self.rows, "seconds": self.seconds, "sums": self.sums}


@dataclass(frozen=True)
class DayResult:
    """One execution of the day; `run_id` is None for a dry run.

    `decisions` counts customers, `listed` those on the list.
    """

    run_id: int | None
    as_of: date
    engine: str
    steps: tuple[StepResult, ...]
    decisions: int
    listed: int
    hash: str
    counts: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `dunwell day --json` prints."""
        return {
            "run": self.run_id,
            "as_of": self.as_of.isoformat(),
            "engine": self.engine,
            "steps": [{"name": step.name, "rows": step.rows, "seconds": step.seconds} for step in self.steps],
            "decisions": self.decisions,
            "hash": self.hash,
        }
