"""Make the checks importable under any import mode, and report the soft limits at the end of a run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from housekeeping import sizes, tree


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Soft limits do not fail a run; they are said once, at its end."""
    lines = [*sizes.long_files(tree.source_files(), limit=sizes.FILE_SOFT)]
    lines += [line for path in tree.source_files() for line in sizes.long_functions(path, limit=sizes.FUNCTION_SOFT)]
    if lines:
        terminalreporter.section("house: above the soft limits")
        for line in lines:
            terminalreporter.write_line(line)
