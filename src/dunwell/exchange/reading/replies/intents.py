"""What an answer may want, and the phrases that speak for it."""

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class Intent(StrEnum):
    """What somebody who answers wants. `other` is also the answer where none is sure enough."""

    PROMISE = "promise"
    PAID_ALREADY = "paid_already"
    DISPUTE = "dispute"
    ASKS_FOR_DOCUMENT = "asks_for_document"
    ASKS_FOR_PLAN = "asks_for_plan"
    HARDSHIP = "hardship"
    WRONG_CONTACT = "wrong_contact"
    OUT_OF_OFFICE = "out_of_office"
    REMITTANCE_ADVICE = "remittance_advice"
    STOP = "stop"
    LEGAL = "attorney_or_legal_threat"
    COMPLAINT = "complaint"
    OTHER = "other"


def sections(name: str) -> list[tuple[list[str], list[str]]]:
    """Return a text file's sections: the words of each heading (`== promise payment run`) and the lines below it."""
    found: list[tuple[list[str], list[str]]] = []
    for line in files(__package__).joinpath(*name.split("/")).read_text("utf-8").splitlines():
        if line.startswith("== "):
            found.append((line[3:].split(), []))
        elif line.strip():
            found[-1][1].append(line)
    return found


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[Intent, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (Intent(heading[0]), tuple(re.compile(line, re.IGNORECASE | re.MULTILINE) for line in lines))
        for heading, lines in sections("phrases.txt")
    )


def phrases_in(text: str) -> Counter[Intent]:
    """Return how many groups of phrases speak for each intent; several may speak at once, and none decides alone."""
    return Counter(
        {intent: sum(pattern.search(text) is not None for pattern in patterns) for intent, patterns in _phrases()}
    )
