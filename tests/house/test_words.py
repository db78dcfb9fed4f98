"""Every English string is in every catalog, and the catalogs are compiled."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_catalogs_hold_every_string_and_are_compiled() -> None:
    command = [sys.executable, "scripts/messages.py", "--check"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_the_vendored_files_are_the_ones_in_the_manifest() -> None:
    command = [sys.executable, "scripts/vendor_static.py", "--check"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
