"""Shelves: one folder and one line to add a format, a connector, a channel, a policy, a jurisdiction."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

T = TypeVar("T")


class Shelf(Generic[T]):
    """A registry of things of one kind by key; third parties add theirs through entry points."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._things: dict[str, T] = {}

    def register(self, key: str, thing: T) -> T:
        """Put a thing on the shelf; a key is taken once."""
        if key in self._things:
            raise ValueError(f"{self.name} has {key!r} already")
        self._things[key] = thing
        return thing

    def get(self, key: str) -> T:
        """Return the thing, or refuse with the keys that are there."""
        try:
            return self._things[key]
        except KeyError:
            raise Refusal(
                "base.shelf.unknown",
                gettext_noop("There is no {name} called {key}. Choose one of: {known}."),
                name=self.name,
                key=key,
                known=", ".join(sorted(self._things)),
            ) from None

    def load_entry_points(self, group: str) -> None:
        """Register what installed packages offer under an entry-point group."""
        for point in entry_points(group=group):
            if point.name not in self._things:
                self.register(point.name, point.load())

    def keys(self) -> tuple[str, ...]:
        """Return the keys in alphabetical order."""
        return tuple(sorted(self._things))

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(sorted(self._things.items()))

    def __contains__(self, key: object) -> bool:
        return key in self._things
