"""Format: remittances as a table, in CSV or XLSX, in whatever columns the payer has."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_table.guess import guess_profile, sniff
from dunwell.exchange.formats.remit_table.parse import parse
from dunwell.exchange.formats.remit_table.profile import FIELDS, RemitProfile, profile_of, seed_titles, seeded_profiles
from dunwell.exchange.reading.failed_rows import failed_rows_file
from dunwell.exchange.reading.parsed import Family, Format, Profiles

FORMAT = Format(
    key="remit_table",
    parse=parse,
    package=__name__,
    family=Family.REMITTANCES,
    title=gettext_noop("Remittance advice, CSV or XLSX"),
    extensions=("csv", "xlsx", "tsv", "txt"),
    sniff=sniff,
    mapping=Profiles(
        guess_profile=guess_profile,
        profile_of=profile_of,
        seeded_profiles=seeded_profiles,
        seed_titles=seed_titles,
        failed_rows_file=failed_rows_file,
    ),
)

__all__ = ["FIELDS", "FORMAT", "RemitProfile", "guess_profile", "parse", "profile_of"]
