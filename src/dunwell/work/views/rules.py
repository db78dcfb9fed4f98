"""What a saved view may hold."""

from collections.abc import Mapping
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

KNOWN = ("view", "owner", "search", "action", "state", "segment", "least_amount", "least_days", "sort")
LONGEST_NAME = 60


def check_view(name: str, query: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the trimmed name and the query without empty parts; refuse a name or a part that cannot be kept."""
    title = name.strip()
    if not title or len(title) > LONGEST_NAME:
        raise Refusal(
            "work.view.name_unusable",
            gettext_noop("Give the view a name of at most {most} characters."),
            most=LONGEST_NAME,
        )
    strange = [key for key in query if key not in KNOWN]
    if strange:
        raise Refusal(
            "work.view.unknown_part",
            gettext_noop("A view cannot keep {part}. Keep only what the list can filter and sort by."),
            part=strange[0],
        )
    return title, {key: str(value) for key, value in query.items() if str(value)}
