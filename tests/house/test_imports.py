"""The five import contracts hold, and each breaks on a planted violation."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from housekeeping import tree

from dunwell.chapters import ROOMS, Kind

CONTRACTS = ["chapters", "floors", "pure", "shelves", "private models"]

# A few files put into a copy of the package; every name is new, so nothing real is replaced.
PLANTED: dict[str, dict[str, str]] = {
    "chapters": {"base/planted.py": "from dunwell import receivables\n"},
    "floors": {
        "parties/planted/__init__.py": "",
        "parties/planted/commands.py": "",
        "parties/planted/queries.py": "from dunwell.parties.planted import commands\n",
    },
    "pure": {
        "parties/planted/__init__.py": "",
        "parties/planted/rules.py": "from django.utils import timezone\n",
    },
    "shelves": {
        "exchange/formats/planted_one/__init__.py": "",
        "exchange/formats/planted_two/__init__.py": "from dunwell.exchange.formats import planted_one\n",
    },
    "private models": {
        "web/planted/__init__.py": "",
        "web/planted/views.py": "from dunwell.parties.planted import models\n",
        "parties/planted/__init__.py": "",
        "parties/planted/models.py": "",
    },
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(linter), "--no-cache", "--config", str(tree.ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def _broken(output: str) -> set[str]:
    return set(re.findall(r"^(.+?) BROKEN\b", output, flags=re.MULTILINE))


def _settings() -> dict[str, object]:
    return tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def test_every_contract_is_kept() -> None:
    result = _lint(tree.SOURCE)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


def test_there_are_the_five_contracts_and_no_other() -> None:
    assert [contract["name"] for contract in _settings()["contracts"]] == CONTRACTS


def test_the_layers_are_the_list_of_rooms() -> None:
    layers = next(c for c in _settings()["contracts"] if c["name"] == "chapters")["layers"]
    faces = [room.key for room in ROOMS if room.kind is Kind.FACE]
    others = [room.key for room in ROOMS if room.kind is not Kind.FACE]
    assert [name.strip() for name in layers[0].split("|")] == faces
    assert layers[1:] == others[::-1]


def _copy(folder: Path, files: dict[str, str]) -> Path:
    """A copy of the package with some files more; a room that is not there yet is an empty package."""
    package = folder / "dunwell"
    shutil.copytree(tree.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "static", "*.html"))
    rooms = {f"{room.key}/__init__.py": "" for room in ROOMS if not (package / f"{room.key}.py").exists()}
    for name, text in (rooms | {"exchange/formats/__init__.py": ""}).items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        if not (package / name).exists():
            (package / name).write_text(text)
    for name, text in files.items():
        assert not (package / name).exists()
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def broken_before(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The contracts that are broken without any planting: none, when the house is in order."""
    return _broken(_lint(_copy(tmp_path_factory.mktemp("as_it_is"), {})).stdout)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_violation_breaks_its_contract(contract: str, tmp_path: Path, broken_before: set[str]) -> None:
    output = _lint(_copy(tmp_path, PLANTED[contract])).stdout
    assert contract in _broken(output)
    assert "planted" in output
    assert _broken(output) <= broken_before | {contract}
