"""The shelf of file formats: one folder each, one line here; others plug in through entry points."""

from dunwell.base.shelf import Shelf
from dunwell.exchange.formats import open_items
from dunwell.exchange.reading.parsed import Format

FORMATS: Shelf[Format] = Shelf("file format")
FORMATS.register("open_items", open_items.FORMAT)
FORMATS.load_entry_points("dunwell.formats")
