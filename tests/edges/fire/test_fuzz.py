"""The fuzzer runs, from every sample, for a moment: its long runs are for people (scripts/fuzz.py)."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "fuzz.py"
PARSERS = ("open_items", "workbook", "cells", "policy", "expression", "snooze")


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dunwell_fuzz", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_parser_is_fuzzed(fuzz: ModuleType) -> None:
    assert set(fuzz.TARGETS) == set(PARSERS)


@pytest.mark.parametrize("parser", PARSERS)
def test_its_samples_and_changes_of_them_give_problems_and_no_faults(fuzz: ModuleType, parser: str) -> None:
    for seed in fuzz.seeds_of(parser):
        fuzz.TARGETS[parser](seed)
    assert fuzz.fuzz_plainly(parser, seconds=1.0, seed=7) > 0
