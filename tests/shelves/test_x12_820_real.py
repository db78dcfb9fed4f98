"""X12 820 over real files beside the project: 820s tie or say why not, other sets are named."""

from pathlib import Path

import pytest

from dunwell.exchange.formats.x12_820 import parse

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "edi"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix.lower() in (".edi", ".x12", ".820", ".txt"))
X12 = [path for path in FILES if path.read_bytes().lstrip()[:3] == b"ISA"]
REMITTANCES = [path for path in X12 if b"ST*820*" in path.read_bytes()]

pytestmark = pytest.mark.skipif(not X12, reason="the folder of real sample files is not beside the project")


@pytest.mark.parametrize("path", REMITTANCES, ids=lambda path: path.name)
def test_a_remittance_is_read(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        rows = list(parsed.rows())
    assert rows
    assert all(row.trace and row.payer and row.amount is not None and row.lines for row in rows)
    untied = [row for row in rows if row.difference()]
    assert len(untied) == sum(problem.code == "exchange.remittance.does_not_tie" for problem in parsed.problems)


def test_most_remittances_tie() -> None:
    assert len(REMITTANCES) >= 2
    tied = 0
    for path in REMITTANCES:
        with path.open("rb") as file:
            tied += all(row.difference() == 0 for row in parse(file).rows())
    assert tied * 2 >= len(REMITTANCES)


@pytest.mark.parametrize("path", [path for path in X12 if path not in REMITTANCES], ids=lambda path: path.name)
def test_another_set_is_named(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        assert list(parsed.rows()) == []
    assert "exchange.x12_820.not_a_remittance" in [problem.code for problem in parsed.problems]
