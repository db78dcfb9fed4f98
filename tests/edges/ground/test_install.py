"""What an installation is made of: a lock without addresses, and a wheel that carries everything it shows."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(
        r"://|--index-url|--extra-index-url|--find-links|^\s*-f |(?<![\w.-])/(?:opt|tmp|home|root)/", text, re.MULTILINE
    )
    assert not re.search(r"^[a-zA-Z0-9][^\n]*@ ", text, re.MULTILINE)
    packages = re.findall(r"^([A-Za-z0-9][\w.-]*(?:\[[\w,-]+\])?)==\S+.*\\\n\s+--hash=sha256:", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)) > 40


def test_the_locks_agree_with_each_other_and_with_the_project_file() -> None:
    pinned = {
        lock.stem: dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", lock.read_text(), re.MULTILINE))
        for lock in LOCKS
    }
    base = pinned["base"]
    for name in ("dev", "spark"):
        assert {package: pinned[name].get(package) for package in base} == base
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[<>=]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= {package.lower() for package in base}


def test_the_wheel_carries_code_templates_styles_catalogs_and_shelves_and_no_more(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    names = set(zipfile.ZipFile(next(tmp_path.glob("dunwell-*.whl"))).namelist())
    kept = {
        ".py",
        ".html",
        ".txt",
        ".css",
        ".js",
        ".svg",
        ".woff2",
        ".yaml",
        ".yml",
        ".mo",
        ".po",
        ".csv",
        ".json",
        ".md",
    }
    data = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "dunwell").rglob("*")
        if path.is_file() and path.suffix in kept and "__pycache__" not in path.parts
    }
    assert data <= names
    assert not [name for name in names if "__pycache__" in name or not name.startswith(("dunwell/", "dunwell-"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)
