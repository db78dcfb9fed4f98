"""BAI2 files of other projects: how many parse, and what is wrong with the others."""

from collections import Counter
from pathlib import Path

from dunwell.exchange.formats import FORMATS


def _outcomes(shared: Path) -> dict[str, tuple[int, set[str]]]:
    found = {}
    for path in sorted(one for one in (shared / "data" / "bank" / "bai2").rglob("*") if one.is_file()):
        with path.open("rb") as file:
            parsed = FORMATS.get("bai2").parse(file)
            rows = list(parsed.rows())
        found[path.name] = (len(rows), {problem.code for problem in parsed.all_problems()})
    return found


def test_valid_files_parse_and_tie(shared: Path) -> None:
    found = _outcomes(shared)
    assert found["sample1.txt"] == (2, set())
    assert found["sample3.txt"] == (15, set())


def test_files_with_a_fault_have_it_named(shared: Path) -> None:
    found = _outcomes(shared)
    rows, codes = found["sample4-continuations-newline-delimited.txt"]
    assert rows == 5
    assert codes >= {"exchange.bai2.control_total", "exchange.statement.does_not_tie"}
    others = Counter(frozenset(codes) for name, (_, codes) in found.items() if not name.startswith("sample"))
    assert others == {frozenset({"exchange.bai2.not_bai2"}): 2}
