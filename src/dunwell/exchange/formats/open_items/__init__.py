"""Format: a list of open items, in CSV or XLSX, in whatever columns the sender has."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.guess import guess_profile
from dunwell.exchange.formats.open_items.parse import OpenItems, parse
from dunwell.exchange.formats.open_items.profile import Profile, profile_of
from dunwell.exchange.formats.open_items.rules import COLUMNS, FIELDS, OpenItemRow
from dunwell.exchange.formats.open_items.seeds import seed_titles, seeded_profiles
from dunwell.exchange.reading.failed_rows import failed_rows_file
from dunwell.exchange.reading.guesses import ProfileGuess
from dunwell.exchange.reading.parsed import Format, Profiles

FORMAT = Format(
    key="open_items",
    parse=parse,
    package=__name__,
    title=gettext_noop("Open items, CSV or XLSX"),
    extensions=("csv", "xlsx"),
    mapping=Profiles(
        guess_profile=guess_profile,
        profile_of=profile_of,
        seeded_profiles=seeded_profiles,
        seed_titles=seed_titles,
        failed_rows_file=failed_rows_file,
    ),
)

__all__ = [
    "COLUMNS", "FIELDS", "FORMAT", "OpenItemRow", "OpenItems", "Profile", "ProfileGuess", "failed_rows_file",
    "guess_profile", "parse", "profile_of", "seed_titles", "seeded_profiles",
]  # fmt: skip
