"""Every address there is, read from Django's own table of them, with what stands for each part of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Parts that name no row of anybody: any value will do, and the same one for everybody.
FIXED: dict[str, Any] = {
    "kind": "csv", "key": "x", "uidb36": "1", "pk": 1, "policies/kind": "policy", "policies/key": "high_value",
    "do/kind": "withdraw", "law/key": "us",
}  # fmt: skip
_PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>[^()]*\)")


@dataclass(frozen=True)
class Route:
    """One address of the table: its pattern, its view, and the names of its parts."""

    pattern: str
    view: Any
    parts: tuple[str, ...]
    name: str

    @property
    def right(self) -> str:
        """Return the right that its door asks for; empty where it has none."""
        return str(getattr(self.view, "door", ""))

    def address(self, ids: dict[str, Any]) -> str:
        """Return the address with its parts filled in; an unknown part is an error that says what to do."""

        def filled(found: re.Match[str]) -> str:
            name = found["name"] or found["group"]
            known = {**FIXED, **ids}
            exact = f"{noun_before(self.pattern, found.start())}/{name}"
            if exact in known:
                return str(known[exact])
            if name not in known:
                raise KeyError(
                    f"the address /{self.pattern} has a part named {name!r} that the matrix cannot fill: add one such "
                    "id to Side.ids in tests/edges/access/scene.py if it names a row, or to FIXED in "
                    "tests/edges/access/routes.py if it names no row of anybody"
                )
            return str(known[name])

        return "/" + _PART.sub(filled, self.pattern).replace("^", "").replace("$", "").replace("\\", "")


def noun_before(pattern: str, at: int) -> str:
    """Return the last plain word of an address before a place in it: it tells one `item_id` from another."""
    words = [word for word in pattern[:at].split("/") if word and "<" not in word]
    return words[-1] if words else ""


def every_route() -> list[Route]:
    """Return every address of the installation, whichever app it comes from."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def routes_of(module: str) -> list[Route]:
    """Return the addresses whose views stand in one package."""
    return [route for route in every_route() if route.view.__module__.startswith(module)]


def _walk(patterns: list[Any], prefix: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            parts = tuple(found["name"] or found["group"] for found in _PART.finditer(path))
            yield Route(path, pattern.callback, parts, f"{space}{pattern.name or path}")
