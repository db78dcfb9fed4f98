"""Format: a bank statement as a table, in CSV or XLSX, in whatever columns the bank has."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bank_table.guess import guess_profile
from dunwell.exchange.formats.bank_table.locate import sniff
from dunwell.exchange.formats.bank_table.parse import parse
from dunwell.exchange.formats.bank_table.profile import Profile, profile_of
from dunwell.exchange.formats.bank_table.seeds import seed_titles, seeded_profiles
from dunwell.exchange.reading.failed_rows import failed_rows_file
from dunwell.exchange.reading.parsed import Family, Format, Profiles

FORMAT = Format(
    key="bank_table",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Bank statement, CSV or XLSX"),
    extensions=("csv", "xlsx"),
    sniff=sniff,
    mapping=Profiles(
        guess_profile=guess_profile,
        profile_of=profile_of,
        seeded_profiles=seeded_profiles,
        seed_titles=seed_titles,
        failed_rows_file=failed_rows_file,
    ),
)

__all__ = ["FORMAT", "Profile", "guess_profile", "parse", "profile_of", "seed_titles", "seeded_profiles"]
