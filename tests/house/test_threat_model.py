"""The threat model names a test for each point, and each is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "threat-model.md").read_text())))


def test_every_point_names_a_test() -> None:
    table = (ROOT / "docs" / "threat-model.md").read_text().partition("## The points")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 25
    assert [row for row in rows if "::test_" not in row] == []


def test_every_test_that_is_named_is_there() -> None:
    known: dict[str, set[str]] = {}
    for path in {path for path, _ in NAMED}:
        tree = ast.parse((ROOT / path).read_text())
        known[path] = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert [f"{path}::{name}" for path, name in NAMED if name not in known[path]] == []
