"""The shipped profiles of banks' downloads."""

from dunwell.exchange.formats.bank_table.profile import Profile
from dunwell.exchange.reading.seeds import Seeds

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
