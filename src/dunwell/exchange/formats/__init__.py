"""The shelf of file formats: one folder each, one line here; others plug in through entry points."""

from dunwell.base.shelf import Shelf
from dunwell.exchange.formats import (
    bai2,
    bank_table,
    camt,
    lockbox,
    mt940,
    nacha,
    ofx,
    open_items,
    remadv,
    remit_pdf,
    remit_table,
    remit_text,
    x12_820,
)
from dunwell.exchange.reading.parsed import Format

FORMATS: Shelf[Format] = Shelf("file format")
FORMATS.register("open_items", open_items.FORMAT)
FORMATS.register("bai2", bai2.FORMAT)
FORMATS.register("camt", camt.FORMAT)
FORMATS.register("bank_table", bank_table.FORMAT)
FORMATS.register("lockbox", lockbox.FORMAT)
FORMATS.register("mt940", mt940.FORMAT)
FORMATS.register("nacha", nacha.FORMAT)
FORMATS.register("ofx", ofx.FORMAT)
FORMATS.register("remadv", remadv.FORMAT)
FORMATS.register("remit_pdf", remit_pdf.FORMAT)
FORMATS.register("remit_table", remit_table.FORMAT)
FORMATS.register("remit_text", remit_text.FORMAT)
FORMATS.register("x12_820", x12_820.FORMAT)
FORMATS.load_entry_points("dunwell.formats")


def guess_format(head: bytes, file_name: str = "") -> str:
    """Return the key of the format that is surest the file is its own; empty where none is sure at all."""
    sure = sorted(((chosen.sniff(head, file_name), key) for key, chosen in FORMATS), reverse=True)
    return sure[0][1] if sure and sure[0][0] > 0 else ""
