"""How customers pay: a habit says how late, how steadily, and how often only in part."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Habit:
    """Days late are drawn around `center` ± `spread`; `drift` is added by the end of the history, slowly at first.

    Shares are out of 100 invoices. `silent_days`: nothing has been paid for that long.
    """

    name: str
    center: int
    spread: int
    drift: int = 0
    part_share: int = 3
    forgotten_share: int = 1
    silent_days: int = 0


HABITS: Mapping[str, Habit] = {
    habit.name: habit
    for habit in (
        Habit("prompt", -1, 2, forgotten_share=0),
        Habit("easy", 5, 4),
        Habit("habitual_late", 23, 6, part_share=6),
        Habit("always_late", 34, 4, part_share=10, forgotten_share=0),
        Habit("erratic", 17, 19, part_share=12, forgotten_share=4),
        Habit("deteriorating", 2, 4, drift=48, part_share=8),
        Habit("slow", 41, 11, part_share=14, forgotten_share=4),
        Habit("fallen_silent", 9, 6, part_share=8, silent_days=110),
    )
}

# Most customers pay; a desk's work comes from the rest.
USUAL_MIX: tuple[tuple[str, int], ...] = (
    ("prompt", 30),
    ("easy", 28),
    ("habitual_late", 17),
    ("erratic", 11),
    ("deteriorating", 6),
    ("slow", 5),
    ("fallen_silent", 3),
)


def draw_habit(rng: Random, mix: tuple[tuple[str, int], ...] = USUAL_MIX) -> Habit:
    """Draw a habit from a weighted mix."""
    names = [name for name, _ in mix]
    return HABITS[rng.choices(names, weights=[weight for _, weight in mix])[0]]


def draw_days_late(rng: Random, habit: Habit, progress: float) -> int:
    """Draw how many days after its due date an invoice is paid; progress runs from 0 (history starts) to 1 (now)."""
    center = habit.center + habit.drift * progress * progress
    return max(-14, round(rng.gauss(center, habit.spread)))
