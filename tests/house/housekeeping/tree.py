"""Where things are: walks over the repository, so that a check applies to a file the day it appears."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "dunwell"
NOUN_FILES = frozenset({"rules", "tables", "sets", "models", "queries", "commands", "tasks"})
PURE_FLOORS = frozenset({"rules", "tables", "sets"})


@cache
def source_files() -> tuple[Path, ...]:
    """Every Python file of the product but migrations, which are generated."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def templates() -> tuple[Path, ...]:
    """Every HTML template of the product."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.html")) if "static" not in path.parts)


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file() and ".venv" not in path.parts)


def text_of(path: Path) -> str | None:
    """The text of a file, or None for bytes that are not text."""
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def shown(path: Path) -> str:
    """A path as a reader of the repository writes it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def module_name(path: Path, source: Path = SOURCE) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def pure_modules() -> list[str]:
    """Modules that must import without Django: base, the list of rooms, and every rules, sets and tables."""
    names = [module_name(path) for path in source_files()]
    return [
        name
        for name in names
        if name == "dunwell.chapters" or name.startswith("dunwell.base") or name.rpartition(".")[2] in PURE_FLOORS
    ]
