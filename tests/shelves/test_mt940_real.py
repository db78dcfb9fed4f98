"""MT940 files that other projects test with: how many statements parse, tie and fail, and for which reason."""

import collections
import re
from decimal import Decimal
from pathlib import Path

import mt940
import pytest

from dunwell.exchange.formats.mt940 import parse, sniff
from dunwell.exchange.reading.statements import Statement

REAL = Path(__file__).parents[3] / "shared" / "data" / "bank" / "mt940"
FILES = sorted(path for path in REAL.rglob("*") if path.is_file() and path.suffix != ".yml") if REAL.exists() else []

pytestmark = pytest.mark.skipif(not FILES, reason="the shared files are not there")


def _read(path: Path) -> tuple[list[Statement], list[str]]:
    with path.open("rb") as file:
        parsed = parse(file)
        rows = list(parsed.rows())
    return rows, [problem.code for problem in parsed.problems]


def test_the_floor_that_was_measured() -> None:
    counted: collections.Counter[str] = collections.Counter()
    for path in FILES:
        rows, codes = _read(path)
        counted["files"] += 1
        counted["files with statements"] += bool(rows)
        counted["statements"] += len(rows)
        counted["ties"] += sum(row.difference() == 0 for row in rows)
        counted["lines"] += sum(len(row.lines) for row in rows)
        counted.update(codes)
    assert counted["files"] >= 43
    assert counted["files with statements"] >= 37
    assert counted["statements"] >= 126
    assert counted["ties"] >= 72
    assert counted["lines"] >= 195
    # Every statement that does not tie, and every file without one, has its reason.
    unproven = {"exchange.mt940.no_closing": 2, "exchange.mt940.no_start": 5, "exchange.mt940.no_account": 2}
    assert {code: counted[code] for code in unproven} == unproven
    assert not [code for code in counted if code.endswith("_unreadable")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_statement_ties_or_says_why(path: Path) -> None:
    rows, codes = _read(path)
    untied = [row for row in rows if row.difference()]
    assert len(untied) == codes.count("exchange.statement.does_not_tie")
    assert rows or codes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_format_is_known_by_its_first_bytes(path: Path) -> None:
    assert sniff(path.read_bytes()[: 64 * 1024], path.name) > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_amounts_are_those_of_the_library(path: Path) -> None:
    """The library's own reading of whole files, where it has one, gives the same amounts in the same order."""
    if re.search(rb"^:61:.{6,12}[CD][A-Z]?\d+\.\d\d", path.read_bytes(), re.MULTILINE):
        pytest.skip("the library takes the part before a decimal point as an amount of zero")
    try:
        theirs = mt940.parse(path.read_bytes())
    except Exception:  # noqa: BLE001 - the library gives up on dialects in several ways
        pytest.skip("the library does not read this dialect")
    oracle = [
        one.data["amount"].amount * (-1 if one.data["status"] == "RC" else 1)
        for one in theirs
        if one.data.get("amount") is not None and one.data["amount"].amount
    ]
    rows, codes = _read(path)
    if not rows or "exchange.mt940.no_account" in codes:
        pytest.skip("parts of the file are left out")
    ours = [line.amount for row in rows for line in row.lines]
    assert sum(ours, Decimal(0)) == sum(oracle, Decimal(0))
    assert [abs(amount) for amount in ours] == [abs(amount) for amount in oracle]
