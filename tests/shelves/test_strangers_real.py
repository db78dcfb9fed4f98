"""Invoices beside the project are taken by no format of money, and are named for what they are."""

from pathlib import Path

import pytest

from dunwell.exchange.formats import FORMATS, guess_format
from dunwell.exchange.reading.strangers import stranger

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "invoices"
FILES = sorted(FOLDER.rglob("*.xml"))

pytestmark = pytest.mark.skipif(not FILES, reason="the folder of real sample files is not beside the project")


def test_every_invoice_is_named() -> None:
    unnamed = [path.name for path in FILES if stranger(path.read_bytes()[:65_536]) is None]
    assert unnamed == []
    assert len(FILES) > 100


def test_no_format_takes_an_invoice_for_its_own() -> None:
    taken = [(path.name, guess_format(path.read_bytes()[:65_536], path.name)) for path in FILES]
    assert [one for one in taken if one[1]] == []
    assert "remadv" in FORMATS
