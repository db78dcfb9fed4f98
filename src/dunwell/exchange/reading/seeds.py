"""The profiles that a format of tables ships, read once from the `seeds.yaml` beside it."""

from functools import cached_property
from importlib.resources import files
from typing import Any, Generic

import yaml

from dunwell.exchange.reading.profiles import ProfileT, profile_of
from dunwell.exchange.reading.tables import PLAIN
from dunwell.exchange.reading.words import heading_key


def shipped_yaml(package: str, name: str) -> Any:
    """Return what a YAML file of a package says."""
    return yaml.safe_load(files(package).joinpath(name).read_text(encoding="utf-8"))


class Seeds(Generic[ProfileT]):
    """The shipped profiles of one format: `package` has the file, `kind` is the profile it describes."""

    def __init__(self, package: str, kind: type[ProfileT]) -> None:
        self._package, self._kind = package, kind

    @cached_property
    def _documents(self) -> dict[str, dict[str, Any]]:
        documents: dict[str, dict[str, Any]] = shipped_yaml(self._package, "seeds.yaml")
        return documents

    @cached_property
    def profiles(self) -> dict[str, ProfileT]:
        """The shipped profiles by name; each lists, per field, the headings to look for."""
        return {name: profile_of(self._kind, {**told, "name": name}) for name, told in self._documents.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What to call each shipped profile on a screen."""
        return {name: str(told["title"]) for name, told in self._documents.items()}

    @cached_property
    def marks(self) -> dict[str, frozenset[str]]:
        """By profile, the headings that give its maker away."""
        return {
            name: frozenset(heading_key(str(mark)) for mark in told.get("marks", ()))
            for name, told in self._documents.items()
            if name != PLAIN
        }
