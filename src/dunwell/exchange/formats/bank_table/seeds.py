"""The shipped profiles of banks' downloads, read once from their YAML."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dunwell.exchange.formats.bank_table.profile import Profile, profile_of
from dunwell.exchange.reading.tables import PLAIN
from dunwell.exchange.reading.words import heading_key


@lru_cache(maxsize=1)
def _documents() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("seeds.yaml").read_text(encoding="utf-8")
    documents: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return documents


@lru_cache(maxsize=1)
def seeded_profiles() -> dict[str, Profile]:
    """Return the shipped profiles by name; each lists, per field, the headings to look for."""
    return {name: profile_of({**document, "name": name}) for name, document in _documents().items()}


@lru_cache(maxsize=1)
def seed_titles() -> dict[str, str]:
    """Return what to call each shipped profile on a screen."""
    return {name: str(document["title"]) for name, document in _documents().items()}


@lru_cache(maxsize=1)
def seed_marks() -> dict[str, frozenset[str]]:
    """Return, by profile, the headings that give its bank away."""
    return {
        name: frozenset(heading_key(str(mark)) for mark in document.get("marks", ()))
        for name, document in _documents().items()
        if name != PLAIN
    }
