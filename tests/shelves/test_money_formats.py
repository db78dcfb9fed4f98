"""What every format of statements and remittances must do, over its own samples."""

import importlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dunwell.exchange.formats import FORMATS, guess_format
from dunwell.exchange.reading.canonical import row_as_data
from dunwell.exchange.reading.parsed import Family, Parsed

MONEY = [key for key, chosen in FORMATS if chosen.family != Family.ITEMS]


def _folder(key: str) -> Path:
    found = importlib.import_module(FORMATS.get(key).package).__file__
    assert found
    return Path(found).parent


def _files(kind: str) -> list[Any]:
    return [
        pytest.param(key, path, id=f"{key}/{path.name}")
        for key in MONEY
        for path in sorted((_folder(key) / kind).iterdir())
        if path.suffix not in (".json", ".yaml")
    ]


def _parse(key: str, path: Path, content: bytes | None = None) -> Parsed[Any]:
    chosen, beside = FORMATS.get(key), path.with_suffix(".profile.yaml")
    profile = chosen.profiles.profile_of(yaml.safe_load(beside.read_text())) if beside.exists() else None
    return chosen.parse(io.BytesIO(path.read_bytes() if content is None else content), profile)


def _expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(f"{path.suffix}.expected.json").read_text())


@pytest.mark.parametrize(("key", "path"), _files("samples"))
def test_a_sample_gives_its_golden_rows(key: str, path: Path) -> None:
    parsed = _parse(key, path)
    rows, expected = [row_as_data(row) for row in parsed.rows()], _expected(path)
    assert rows == expected["rows"]
    assert parsed.all_problems() == []
    assert parsed.skipped == expected.get("skipped", {})
    assert [note.code for note in parsed.notes] == expected.get("notes", [])
    assert parsed.row_count == len(rows) > 0


@pytest.mark.parametrize(("key", "path"), _files("samples"))
def test_a_sample_ties(key: str, path: Path) -> None:
    parsed = _parse(key, path)
    sums: dict[str, Decimal] = {}
    for row in parsed.rows():
        assert not row.difference()
        amount = row.booked_amount() if hasattr(row, "booked_amount") else row.amount
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + (amount or Decimal(0))
    assert sums == parsed.totals


@pytest.mark.parametrize(("key", "path"), _files("samples"))
def test_reading_twice_is_equal(key: str, path: Path) -> None:
    assert list(_parse(key, path).rows()) == list(_parse(key, path).rows())


@pytest.mark.parametrize(("key", "path"), _files("samples"))
def test_a_sample_is_known_by_its_first_bytes(key: str, path: Path) -> None:
    assert guess_format(path.read_bytes()[: 64 * 1024], path.name) == key


@pytest.mark.parametrize(("key", "path"), _files("samples"))
def test_a_file_cut_anywhere_never_raises_and_never_invents(key: str, path: Path) -> None:
    content = path.read_bytes()
    for cut in sorted({len(content) * part // 7 for part in range(1, 7)}):
        parsed = _parse(key, path, content[:cut])
        for row in parsed.rows():
            assert row.difference() == 0 or row.difference() is None or parsed.all_problems()


@pytest.mark.parametrize(("key", "path"), _files("broken"))
def test_a_broken_sample_gives_its_stated_problems(key: str, path: Path) -> None:
    parsed = _parse(key, path)
    rows, expected = list(parsed.rows()), _expected(path)
    found = [{"code": problem.code, "address": problem.address} for problem in parsed.all_problems()]
    assert found == expected["problems"]
    assert found
    assert len(rows) == expected["good_rows"]
    assert parsed.problem_count == len(found)
    assert all("{" not in problem.sentence() for problem in parsed.all_problems())


@pytest.mark.parametrize("key", MONEY)
def test_a_format_has_samples_broken_samples_and_a_page(key: str) -> None:
    folder = _folder(key)
    assert (folder / "README.md").read_text().startswith("# ")
    assert any((folder / "samples").iterdir())
    assert any((folder / "broken").iterdir())
