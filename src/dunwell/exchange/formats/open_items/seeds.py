"""The shipped profiles and the words for kinds of documents."""

from functools import lru_cache

from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import Kind
from dunwell.exchange.reading.seeds import Seeds, shipped_yaml
from dunwell.exchange.reading.words import heading_key

SEEDS = Seeds(__package__ or "", Profile)


def seeded_profiles() -> dict[str, Profile]:
    """Return the shipped profiles by name; each lists, per field, the headings to look for."""
    return SEEDS.profiles


def seed_titles() -> dict[str, str]:
    """Return what to call each shipped profile on a screen."""
    return SEEDS.titles


def seed_marks() -> dict[str, frozenset[str]]:
    """Return, by profile, the headings that give its maker away."""
    return SEEDS.marks


@lru_cache(maxsize=1)
def kinds_by_word() -> dict[str, Kind]:
    """Return what each word for a document's type means; words are compared by letters and digits only."""
    found: dict[str, Kind] = {}
    for entry in shipped_yaml(__package__ or "", "kinds.yaml"):
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
