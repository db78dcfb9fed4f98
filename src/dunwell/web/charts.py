"""The geometry of the small charts: pure numbers for inline SVG, drawn on the server; they print and need no script."""

from collections.abc import Sequence
from dataclasses import dataclass

from dunwell.base.money import Money


@dataclass(frozen=True)
class Bucket:
    """One aging bucket: its words, its amount, how old it is (0 not due … 5 oldest), and where its items are listed."""

    label: str
    amount: Money
    age: int
    url: str = ""


@dataclass(frozen=True)
class Segment:
    """One piece of the bar, in units of the viewBox."""

    bucket: Bucket
    x: float
    width: float


@dataclass(frozen=True)
class AgingBar:
    """The aging of one balance. Credit balances (negative buckets) take no room in the bar; the key shows them."""

    buckets: Sequence[Bucket]
    width: int = 600
    gap: float = 1.5

    def segments(self) -> list[Segment]:
        """The pieces from left to right; together with the gaps they fill the width."""
        shown = [bucket for bucket in self.buckets if bucket.amount.amount > 0]
        total = sum(bucket.amount.amount for bucket in shown)
        room = self.width - self.gap * max(len(shown) - 1, 0)
        pieces, x = [], 0.0
        for bucket in shown:
            width = round(float(bucket.amount.amount / total) * room, 2)
            pieces.append(Segment(bucket, round(x, 2), max(width, 1.0)))
            x += width + self.gap
        return pieces


@dataclass(frozen=True)
class Month:
    """One month of payment behavior: its words, and the average days late of what it paid (None: nothing)."""

    label: str
    days_late: int | None


@dataclass(frozen=True)
class Mark:
    """One bar of a sparkline, in units of the viewBox."""

    month: Month
    x: float
    y: float
    height: float
    kind: str


@dataclass(frozen=True)
class Lateness:
    """Twelve months of lateness as small bars: up is late, down is early, a dot is a month without a payment."""

    months: Sequence[Month]
    height: int = 22
    step: int = 6

    @property
    def width(self) -> int:
        """The width of the viewBox."""
        return len(self.months) * self.step

    @property
    def worst(self) -> int:
        """The most days late of any month, at least thirty, so that a punctual payer looks punctual."""
        return max([30, *(month.days_late or 0 for month in self.months)])

    @property
    def baseline(self) -> float:
        """The height of 'on time' in the viewBox."""
        return self.height * 0.78

    def marks(self) -> list[Mark]:
        """The bars from the oldest month to the latest."""
        return [self._mark(place, month) for place, month in enumerate(self.months)]

    def _mark(self, place: int, month: Month) -> Mark:
        x = place * self.step + 1
        if month.days_late is None:
            return Mark(month, x, self.baseline - 1, 1, "none")
        if month.days_late <= 0:
            depth = min(-month.days_late / 30, 1) * (self.height - self.baseline)
            return Mark(month, x, self.baseline, round(max(depth, 1.5), 2), "early")
        height = round(max(month.days_late / self.worst * self.baseline, 1.5), 2)
        kind = "late" if month.days_late <= 30 else "very-late"
        return Mark(month, x, round(self.baseline - height, 2), height, kind)

    def latest(self) -> Month | None:
        """The latest month in which something was paid."""
        return next((month for month in reversed(self.months) if month.days_late is not None), None)
