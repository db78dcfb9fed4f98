"""OFX files of other projects and of banks' oddities: every valid one is read, and the fault of the others is named."""

from pathlib import Path

from dunwell.exchange.formats import FORMATS


def _codes(path: Path) -> tuple[int, list[str]]:
    with path.open("rb") as file:
        parsed = FORMATS.get("ofx").parse(file)
        rows = list(parsed.rows())
    return len(rows), [problem.code.removeprefix("exchange.ofx.") for problem in parsed.all_problems()]


def test_every_oddity_of_a_bank_is_read(shared: Path) -> None:
    folder = shared / "data" / "bank" / "ofx" / "bankfile_corpus" / "corpus" / "banks"
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".ofx", ".qfx")]
    assert {path.name: _codes(path) for path in files} == {path.name: (1, []) for path in files}
    assert files


def test_fixtures_are_read_but_for_those_that_are_broken(shared: Path) -> None:
    folder = shared / "data" / "bank" / "ofx"
    files = [*folder.rglob("jseutter__ofxparse/**/*.ofx"), *folder.rglob("csingley__ofxtools/**/*.ofx")]
    faults = {path.name: codes for path in files if (codes := _codes(path)[1])}
    named = {
        "empty_balance.ofx": ["balance_unreadable"],
        "decimal_error.ofx": ["date_unreadable", "amount_unreadable"],
        "date_missing.ofx": ["date_unreadable"] * 3,
        "bank_small.ofx": ["no_statements"],
    }
    assert {name: codes for name, codes in faults.items() if name in named} == {
        name: codes for name, codes in named.items() if name in {path.name for path in files}
    }
    assert set(faults) <= set(named)
