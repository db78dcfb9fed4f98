"""Hold the documents to the code: pages exist, links resolve, dependencies and commands are told as they are.

Run by `make check`. Each check is a function from a repository's root to complaints, so that a test can show it a bad
one. Commands quoted in documents are compared with the command line in `tests/house/test_docs.py`, which can import it.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHELVES = {name: f"{name}.md" for name in ("formats", "policies", "connectors", "channels", "jurisdictions")}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
CODE_PATH = re.compile(r"`((?:src|tests|docs|scripts|requirements)/[\w./-]+)`")
DECISION_PARTS = ("## Why", "## What we gave up", "## When to look again")


def documents(root: Path) -> Iterator[Path]:
    """Every Markdown page at the top of the repository and under docs/."""
    yield from sorted(root.glob("*.md"))
    yield from sorted((root / "docs").rglob("*.md"))


def anchors(text: str) -> set[str]:
    """The anchors that headings make, as most renderers make them."""
    headings = re.findall(r"^#+ +(.+?)\s*$", FENCE.sub("", text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(root: Path) -> list[str]:
    """Relative links, pictures and quoted paths that lead nowhere, and anchors that no heading makes."""
    complaints = []
    for page in documents(root):
        text = FENCE.sub("", page.read_text("utf-8"))
        shown = page.relative_to(root)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            if not found.exists():
                complaints.append(f"{shown}: no file at {target}")
            elif anchor and found.suffix == ".md" and anchor not in anchors(found.read_text("utf-8")):
                complaints.append(f"{shown}: no heading for {target}")
        complaints += [f"{shown}: no file at {path}" for path in CODE_PATH.findall(text) if not (root / path).exists()]
    return complaints


def missing_pages(root: Path, rooms: list[str]) -> list[str]:
    """Rooms and shelves without a page, and pages of rooms that are no longer there."""
    package, pages = root / "src" / "dunwell", root / "docs"
    shelves = {path.name for path in package.glob("*/*/") if path.name in SHELVES}
    complaints = [
        f"docs/chapters/{room}.md is missing" for room in rooms if not (pages / "chapters" / f"{room}.md").exists()
    ]
    complaints += [
        f"docs/shelves/{SHELVES[name]} is missing"
        for name in sorted(shelves)
        if not (pages / "shelves" / SHELVES[name]).exists()
    ]
    complaints += [
        f"docs/chapters/{page.name} tells of a room that is not there"
        for page in sorted((pages / "chapters").glob("*.md"))
        if page.stem not in rooms
    ]
    return complaints


def untold_dependencies(root: Path) -> list[str]:
    """Declared dependencies without a row in docs/dependencies.md, and rows of dependencies that are gone."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    for file in sorted((root / "requirements").glob("*.in")):
        declared += [line for line in file.read_text("utf-8").splitlines() if re.match(r"\w", line)]
    names = {re.match(r"[\w.-]+", line).group().lower() for line in declared}  # type: ignore[union-attr]
    page = (root / "docs" / "dependencies.md").read_text("utf-8")
    told = {name.lower() for name in re.findall(r"^\| `([\w.-]+)`", page, flags=re.MULTILINE)}
    return [f"docs/dependencies.md has no row for {name}" for name in sorted(names - told)] + [
        f"docs/dependencies.md tells of {name}, which is not declared" for name in sorted(told - names)
    ]


def odd_decisions(root: Path) -> list[str]:
    """Decisions whose numbers have a gap, or that do not say why, what was given up, and when to look again."""
    pages = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    complaints = [
        f"{page.name}: expected number {number:04d}"
        for number, page in enumerate(pages, 1)
        if not page.name.startswith(f"{number:04d}-")
    ]
    for page in pages:
        text = page.read_text("utf-8")
        complaints += [f"{page.name}: no part {part!r}" for part in DECISION_PARTS if f"\n{part}\n" not in text]
        if len(text.splitlines()) > 60:
            complaints.append(f"{page.name}: more than one screen")
    return complaints


def complaints_of(root: Path, rooms: list[str]) -> list[str]:
    """Everything that is out of date in a repository's documents."""
    return [*broken_links(root), *missing_pages(root, rooms), *untold_dependencies(root), *odd_decisions(root)]


def main() -> int:
    """Print what is out of date; 1 if anything is."""
    sys.path.insert(0, str(ROOT / "src"))
    from dunwell.chapters import ROOMS

    found = complaints_of(ROOT, [room.key for room in ROOMS])
    print("\n".join(found) if found else "docs: in order")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
