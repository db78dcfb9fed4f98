"""REMADV over real files beside the project: messages are read, totals that the file does not reach are named."""

from pathlib import Path

import pytest

from dunwell.exchange.formats.remadv import parse
from dunwell.exchange.formats.remadv.parse import sniff

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "edi"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix.lower() in (".edi", ".xml", ".txt") and path.is_file())
REMITTANCES = [path for path in FILES if sniff(path.read_bytes()[:65536], path.name) == 95]
OTHERS = [path for path in FILES if 0 < sniff(path.read_bytes()[:65536], path.name) < 95]

pytestmark = pytest.mark.skipif(not FILES, reason="the folder of real sample files is not beside the project")


@pytest.mark.parametrize("path", REMITTANCES, ids=lambda path: path.name)
def test_a_remittance_is_read(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        rows = list(parsed.rows())
    assert rows
    assert all(row.number and row.amount is not None and row.lines for row in rows)
    untied = [row for row in rows if row.difference()]
    codes = [problem.code for problem in parsed.problems]
    assert codes == ["exchange.remittance.does_not_tie"] * len(untied)


def test_what_is_in_the_folder_was_found() -> None:
    assert len(REMITTANCES) >= 4
    assert len(OTHERS) >= 8


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_another_message_is_named(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        assert list(parsed.rows()) == []
    assert "exchange.remadv.not_a_remittance" in [problem.code for problem in parsed.problems]
