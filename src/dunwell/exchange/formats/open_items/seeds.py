"""The shipped profiles and the words for kinds of documents, read once from their YAML."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dunwell.exchange.formats.open_items.profile import Profile, profile_of
from dunwell.exchange.formats.open_items.rules import Kind
from dunwell.exchange.reading.tables import PLAIN
from dunwell.exchange.reading.words import heading_key


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _documents() -> dict[str, dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = _read("seeds.yaml")
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
    """Return, by profile, the headings that give its system away."""
    return {
        name: frozenset(heading_key(str(mark)) for mark in document.get("marks", ()))
        for name, document in _documents().items()
        if name != PLAIN
    }


@lru_cache(maxsize=1)
def kinds_by_word() -> dict[str, Kind]:
    """Return what each word for a document's type means; words are compared by letters and digits only."""
    found: dict[str, Kind] = {}
    for entry in _read("kinds.yaml"):
        kind = Kind(entry["debit"], entry["credit"], entry["nature"])
        for word in entry["words"]:
            found.setdefault(heading_key(str(word)), kind)
    return found


OUR_KINDS = {
    "invoice": Kind("invoice", "credit_memo", 1),
    "debit_memo": Kind("debit_memo", "credit_memo", 1),
    "finance_charge": Kind("finance_charge", "credit_memo", 1),
    "deduction": Kind("deduction", "credit_memo", 1),
    "credit_memo": Kind("", "credit_memo", -1),
    "on_account": Kind("", "on_account", -1),
}
