"""What becomes of an automatic posting that a person looked at."""

from enum import StrEnum


class ReviewVerdict(StrEnum):
    """`confirmed` was right; `undone` was taken back."""

    CONFIRMED = "confirmed"
    UNDONE = "undone"
