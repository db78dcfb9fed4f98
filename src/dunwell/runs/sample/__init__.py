"""The sample book of the demo: pure, seeded, and without a clock."""

from dunwell.runs.sample.book import SEED, sample_book
from dunwell.runs.sample.files import open_item_rows, write_open_items_csv, write_open_items_xlsx

__all__ = ["SEED", "open_item_rows", "sample_book", "write_open_items_csv", "write_open_items_xlsx"]
