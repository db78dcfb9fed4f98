"""What every format on the shelf must do, over its own samples."""

import importlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dunwell.exchange.formats import FORMATS
from dunwell.exchange.reading.parsed import Family, Format, Parsed


def _folder(key: str) -> Path:
    found = importlib.import_module(FORMATS.get(key).package).__file__
    assert found
    return Path(found).parent


def _files(kind: str, *families: Family) -> list[Any]:
    return [
        pytest.param(key, path, id=f"{key}/{path.name}")
        for key, chosen in FORMATS
        if chosen.family in families
        for path in sorted((_folder(key) / kind).iterdir())
        if path.suffix not in (".json", ".yaml")
    ]


def _parse(chosen: Format, content: bytes, path: Path) -> Parsed[Any]:
    beside = path.with_suffix(".profile.yaml")
    profile = chosen.profiles.profile_of(yaml.safe_load(beside.read_text())) if beside.exists() else None
    return chosen.parse(io.BytesIO(content), profile)


def _expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(f"{path.suffix}.expected.json").read_text())


def _plain(row: Any) -> dict[str, Any]:
    return {
        key: value if isinstance(value, bool | int) else str(value)
        for key, value in row._asdict().items()
        if value is not None and value != ""
    }


@pytest.mark.parametrize(("key", "path"), _files("samples", Family.ITEMS))
def test_a_sample_gives_its_golden_rows(key: str, path: Path) -> None:
    parsed = _parse(FORMATS.get(key), path.read_bytes(), path)
    expected = _expected(path)
    assert [_plain(row) for row in parsed.rows()] == expected["rows"]
    assert parsed.all_problems() == []
    assert parsed.skipped == expected["skipped"]
    assert [note.code for note in parsed.notes] == expected["notes"]


@pytest.mark.parametrize(("key", "path"), _files("samples", Family.ITEMS))
def test_totals_add_up(key: str, path: Path) -> None:
    parsed = _parse(FORMATS.get(key), path.read_bytes(), path)
    sums: dict[str, Decimal] = {}
    for row in parsed.rows():
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.amount
    expected = _expected(path)
    assert sums == parsed.totals == {key: Decimal(value) for key, value in expected["totals"].items()}
    assert parsed.open_totals == {key: Decimal(value) for key, value in expected["open_totals"].items()}
    assert parsed.row_count == len(expected["rows"])


@pytest.mark.parametrize(("key", "path"), _files("samples", Family.ITEMS))
def test_reading_twice_is_equal(key: str, path: Path) -> None:
    content = path.read_bytes()
    first, second = (_parse(FORMATS.get(key), content, path) for _ in range(2))
    assert list(first.rows()) == list(second.rows())
    # The profile that a guess states reads the same file in the same way.
    again = FORMATS.get(key).parse(io.BytesIO(content), FORMATS.get(key).profiles.profile_of(first.profile.document()))
    assert list(again.rows()) == list(_parse(FORMATS.get(key), content, path).rows())


@pytest.mark.parametrize(("key", "path"), _files("samples", Family.ITEMS))
def test_no_amount_is_an_accidental_zero(key: str, path: Path) -> None:
    assert all(row.amount for row in _parse(FORMATS.get(key), path.read_bytes(), path).rows())


@pytest.mark.parametrize(("key", "path"), _files("broken", Family.ITEMS))
def test_a_broken_sample_gives_its_stated_problems(key: str, path: Path) -> None:
    parsed = _parse(FORMATS.get(key), path.read_bytes(), path)
    rows, expected = list(parsed.rows()), _expected(path)
    found = [{"code": problem.code, "address": problem.address} for problem in parsed.all_problems()]
    assert found == expected["problems"]
    assert len(rows) == expected["good_rows"]
    assert parsed.problem_count == len(found)
    assert all("{" not in problem.sentence() for problem in parsed.all_problems())


@pytest.mark.parametrize(("key", "path"), _files("broken", Family.ITEMS))
def test_failed_rows_alone_can_be_sent_again(key: str, path: Path) -> None:
    """The file of failed rows has the same faults, and no row that was good."""
    chosen = FORMATS.get(key)
    parsed = _parse(chosen, path.read_bytes(), path)
    list(parsed.rows())
    codes = [problem.code for row in parsed.failed for problem in row.problems]
    if not codes or "exchange.file.unclosed_quote" in codes:
        return  # the file failed as a whole, or its row is no row
    content = chosen.profiles.failed_rows_file(parsed.layout, parsed.failed)
    again = chosen.parse(io.BytesIO(content), parsed.profile)
    rows = list(again.rows())
    # A second of two documents of one number stands alone now, and so is good.
    assert len(rows) == codes.count("exchange.open_items.duplicate_item")
    left = [code for code in codes if code != "exchange.open_items.duplicate_item"]
    assert [problem.code for row in again.failed for problem in row.problems] == left


@pytest.mark.parametrize("key", FORMATS.keys())
def test_a_format_has_samples_broken_samples_and_a_page(key: str) -> None:
    folder = _folder(key)
    assert (folder / "README.md").read_text().startswith("# ")
    assert any((folder / "samples").iterdir())
    assert any((folder / "broken").iterdir())


@pytest.mark.parametrize("key", FORMATS.keys())
@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff\xfe", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18, b"\x89PNG\r\n", b'"', b"\r"]
)
def test_no_bytes_make_it_raise(key: str, content: bytes) -> None:
    parsed = FORMATS.get(key).parse(io.BytesIO(content))
    assert list(parsed.rows()) == []
    assert parsed.problem_count >= 1
