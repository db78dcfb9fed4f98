"""Lockbox files of another project parse and foot."""

from decimal import Decimal
from pathlib import Path

from dunwell.exchange.formats import FORMATS


def test_every_lockbox_file_parses_and_foots(shared: Path) -> None:
    files = sorted((shared / "data" / "bank" / "lockbox").rglob("*.bai"))
    for path in files:
        with path.open("rb") as file:
            parsed = FORMATS.get("lockbox").parse(file)
            rows = list(parsed.rows())
        assert parsed.all_problems() == []
        assert [row.difference() for row in rows] == [Decimal(0)] * len(rows)
    assert files
