"""What files may be called, and what may not stand in them."""

import re
from collections.abc import Iterable
from pathlib import Path

from housekeeping.tree import NOUN_FILES, PACKAGE

# Names that say nothing: whatever is put there can be put anywhere.
FORBIDDEN = frozenset(
    [
        "util",
        "utils",
        "helper",
        "helpers",
        "common",
        "core",
        "misc",
        "manager",
        "managers",
        "service",
        "services",
        "lib",
        "libs",
        "stuff",
        "signals",
    ]
)
# At the door of a chapter, besides the noun files of a flat one.
CHAPTER_FILES = NOUN_FILES | {"__init__", "apps"}
# Folders of a chapter that are not nouns: a shelf has one folder per thing, Django and gettext have theirs, and
# `reading` opens the containers (CSV, XLSX, encodings) that every format of the shelf beside it is read from.
NOT_NOUNS = frozenset(
    {"migrations", "formats", "reading", "connectors", "policies", "channels", "jurisdictions", "locale"}
)

MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
# Spelled in halves so that this file passes its own check.
MACHINE_PATH = re.compile(r"(?<![\w./}-])/(?:wo" + r"rk/(?:main|shared)|ro" + r"ot|ho" + r"me)(?:/|\b(?!\w))")
REGISTRY = re.compile(
    "|".join(
        [
            "pyp" + r"i\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(?:org|com)",
            "registry" + r"\.yarnpkg",
            "index" + r"-url[ =]+\S*//",
        ]
    )
)


def forbidden_names(paths: Iterable[Path]) -> list[str]:
    """Files or folders with a name that says nothing."""
    return [
        f"{path}: a forbidden name" for path in paths for part in (*path.parent.parts, path.stem) if part in FORBIDDEN
    ]


def odd_files(chapter: Path) -> list[str]:
    """Files of one chapter that are not among the names a chapter or a noun may hold."""
    complaints = []
    for path in sorted(chapter.rglob("*.py")):
        inside = path.relative_to(chapter)
        folders = inside.parts[:-1]
        if NOT_NOUNS & set(folders):
            continue
        allowed = CHAPTER_FILES if not folders else NOUN_FILES | {"__init__"}
        if inside.stem not in allowed or len(folders) > 1:
            complaints.append(f"{chapter.name}/{inside}: not a file that a {'noun' if folders else 'chapter'} has")
    return complaints


def marks(text: str) -> list[str]:
    """Marks of work left undone."""
    return _found(MARKS, text)


def machine_paths(text: str) -> list[str]:
    """Folders of one machine."""
    return _found(MACHINE_PATH, text)


def registry_addresses(text: str) -> list[str]:
    """Addresses of package registries: which one to use is the installer's affair."""
    return _found(REGISTRY, text)


def chapter_folders(keys: Iterable[str]) -> list[Path]:
    """The folders of these chapters that exist."""
    return [PACKAGE / key for key in keys if (PACKAGE / key).is_dir()]


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [
        f"line {number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in [pattern.search(line)]
        if match
    ]
