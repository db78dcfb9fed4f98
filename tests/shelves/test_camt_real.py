"""camt files that other projects test with, and the published schemas: how many parse, tie and fail, and why."""

import collections
import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from dunwell.exchange.formats import camt
from dunwell.exchange.formats.camt import parse, sniff
from dunwell.exchange.reading.statements import Statement, StatementKind

REAL = Path(__file__).parents[3] / "shared" / "data" / "bank" / "camt"
_MESSAGE = re.compile(rb"camt\.05[234]\.001\.\d\d")
_OTHERS = (".xsd", ".csv", ".json", ".xlsx", ".ofx", ".qfx", ".mt940")
FILES = (
    sorted(path for path in REAL.rglob("*") if path.is_file() and path.suffix not in _OTHERS) if REAL.exists() else []
)
SCHEMAS = {path.stem: path for path in REAL.rglob("*.xsd")} if REAL.exists() else {}
SAMPLES = sorted((Path(camt.__file__).parent / "samples").glob("*.xml"))

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
        counted["statements"] += len(rows)
        counted["lines"] += sum(len(row.lines) for row in rows)
        counted["end of day"] += sum(row.kind is StatementKind.END_OF_DAY for row in rows)
        counted["ties"] += sum(row.difference() == 0 for row in rows)
        counted.update(codes)
    assert counted["files"] == 13
    assert counted["statements"] == 14
    assert counted["lines"] == 20
    assert counted["end of day"] == 6
    assert counted["ties"] == 5
    assert {code: number for code, number in counted.items() if code.startswith("exchange")} == {
        "exchange.statement.does_not_tie": 1
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_amount_booked_is_given(path: Path) -> None:
    """A plain walk over the entries sums to what the lines sum to, batches split or not."""
    root = etree.parse(str(path)).getroot()
    expected = Decimal(0)
    for entry in root.iter("{*}Ntry"):
        amount = Decimal(entry.findtext("{*}Amt") or "")
        expected += amount if entry.findtext("{*}CdtDbtInd") == "CRDT" else -amount
    rows, _ = _read(path)
    assert sum((line.amount for row in rows for line in row.lines), Decimal(0)) == expected
    assert sniff(path.read_bytes()[: 64 * 1024], path.name) == 95


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_our_samples_are_valid_messages(path: Path) -> None:
    content = path.read_bytes()
    found = _MESSAGE.search(content)
    assert found
    schema = SCHEMAS.get(found[0].decode())
    if schema is None or path.name.startswith("latin_letters"):
        pytest.skip("no schema of this version, or letters that XML does not allow")
    validator = etree.XMLSchema(etree.parse(str(schema)))
    assert validator.validate(etree.fromstring(content)), validator.error_log
