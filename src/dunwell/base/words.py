"""Mark a string for translation where Django may not be imported."""

from collections.abc import Mapping
from typing import Any


def gettext_noop(message: str) -> str:
    """Return the message unchanged; the name is what the catalog extractor looks for."""
    return message


class _Kept(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """Put facts into a `{named}` template; a fact that is missing stays visible instead of failing."""
    return template.format_map(_Kept(facts))
