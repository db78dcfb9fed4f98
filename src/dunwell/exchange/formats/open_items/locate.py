"""Where the table of open items is in a file, by the headings that systems give such lists."""

from collections.abc import Sequence

from dunwell.base.problems import Problem
from dunwell.exchange.formats.open_items.profile import SHAPE, Profile
from dunwell.exchange.formats.open_items.seeds import seed_marks, seeded_profiles
from dunwell.exchange.reading import tables
from dunwell.exchange.reading.grids import Layout, Sheet
from dunwell.exchange.reading.tables import Catalog, Found, column_cells, unplaced

CATALOG = Catalog(SHAPE, seeded_profiles, seed_marks)


def find_table(
    layout: Layout, sheets: Sequence[Sheet], profile: Profile, *, guessing: bool
) -> tuple[Found, list[Problem]]:
    """Return where the items are and remarks on sheets left out; raise `FileFault` where no headings are found."""
    return tables.find_table(CATALOG, layout, sheets, profile, guessing=guessing)


__all__ = ["CATALOG", "Found", "column_cells", "find_table", "unplaced"]
