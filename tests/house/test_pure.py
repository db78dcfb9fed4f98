"""What decides and what computes imports with Django and the database driver blocked."""

import os
import subprocess
import sys
from pathlib import Path

from housekeeping import tree

BLOCKED = ("django", "psycopg", "procrastinate", "pghistory", "pgtrigger", "allauth")
IMPORT_ALL = f"""
import importlib, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {BLOCKED!r}:
            raise ImportError("blocked: " + name)
        return None

sys.meta_path.insert(0, Blocker())
failed = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed.append(f"{{name}}: {{error!r}}")
print("\\n".join(failed))
"""


def _failures(modules: list[str], source: Path) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in result.stdout.splitlines() if line]


def test_every_pure_module_imports_with_django_blocked() -> None:
    modules = tree.pure_modules()
    assert "dunwell.base.money" in modules
    assert any(name.endswith(".rules") for name in modules)
    assert _failures(modules, tree.SOURCE) == []


def test_a_module_that_imports_django_late_in_its_chain_is_caught(tmp_path: Path) -> None:
    (tmp_path / "planted_rules.py").write_text("import planted_words\n")
    (tmp_path / "planted_words.py").write_text("from django.utils.translation import gettext\n")
    assert [line.split(":")[0] for line in _failures(["planted_rules"], tmp_path)] == ["planted_rules"]
