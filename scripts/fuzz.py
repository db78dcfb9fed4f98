"""Fuzz every parser for a bounded time: `python scripts/fuzz.py [PARSER ...] [--seconds 60] [--plain]`.

With atheris installed (`pip install atheris`; Linux, development only) the inputs follow the coverage of the code;
without it, or with `--plain`, samples are changed at random from a seed, so that a run can be repeated. A find is
written to `.fuzz/` and ends the run with exit code 1: make it a sample in the format's `broken/` folder, or a case in
`tests/edges/fire/hostile.py`, and then repair the parser.
"""

import argparse
import hashlib
import io
import os
import random
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "edges" / "fire")]
FINDS = ROOT / ".fuzz"
SHEET = "xl/worksheets/sheet1.xml"
LONGEST = 20.0  # seconds that one small input may take
INPUT_BYTES = 65_536

Target = Callable[[bytes], None]


def _open_items(content: bytes) -> None:
    """Read a file, write back what failed, and read that again: none of it may raise, no amount may become zero."""
    from dunwell.exchange.formats.open_items import failed_rows_file, guess_profile, parse
    from dunwell.exchange.reading.grids import Limits

    limits = Limits(max_file_bytes=5_000_000, max_rows=20_000, max_unpacked_bytes=50_000_000)
    parsed = parse(io.BytesIO(content), None, limits)
    list(islice(parsed.batches(), 100))
    assert all(problem.sentence() for problem in parsed.all_problems())
    failed = parsed.take_failed()
    if failed:
        again = parse(io.BytesIO(failed_rows_file(parsed.layout, failed)), parsed.profile, limits)
        list(islice(again.batches(), 100))
    guess_profile(io.BytesIO(content))


def _workbook(content: bytes) -> None:
    """Read a workbook whose sheet is the input: the archive around it is whole, so the reader gets to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_shell())) as shell, zipfile.ZipFile(out, "w") as made:
        for name in shell.namelist():
            made.writestr(name, content if name == SHEET else shell.read(name))
    _open_items(out.getvalue())


def _cells(content: bytes) -> None:
    """Read a text as an amount and as a day in every style."""
    from dunwell.exchange.reading.amounts import guess_style, read_amount
    from dunwell.exchange.reading.dates import guess_order

    text = content.decode("utf-8", "replace")
    style, _, _ = guess_style([text])
    for wanted in {style, "1,234.56", "1.234,56", "1 234,56"} - {""}:
        read = read_amount(text, wanted)
        assert read is None or any(mark.isnumeric() for mark in text), "an amount without a digit"
    guess_order([text])


def _policy(content: bytes) -> None:
    """Read a policy and segments; what is wrong with them is a list of problems."""
    from dunwell.strategy.facts.tables import POLICY_COLUMNS, SEGMENT_COLUMNS
    from dunwell.strategy.policy.rules import read_policy, read_segments

    text = content.decode("utf-8", "replace")
    for read, columns in ((read_policy, POLICY_COLUMNS), (read_segments, SEGMENT_COLUMNS)):
        found, problems = read(text, columns)
        assert found is not None or problems


def _expression(content: bytes) -> None:
    """Read a condition; one that is let through names only columns and functions of the whitelist."""
    from dunwell.strategy.expression.rules import read_expression
    from dunwell.strategy.facts.tables import POLICY_COLUMNS

    found, faults = read_expression(content.decode("utf-8", "replace"), POLICY_COLUMNS)
    assert found is None or not faults


def _snooze(content: bytes) -> None:
    """Read a day as people say it; a refusal is an answer."""
    from dunwell.base.refusals import Refusal
    from dunwell.work.snoozes.rules import read_when

    try:
        read_when(content.decode("utf-8", "replace"), date(2026, 3, 31))
    except Refusal:
        return


TARGETS: dict[str, Target] = {
    "open_items": _open_items,
    "workbook": _workbook,
    "cells": _cells,
    "policy": _policy,
    "expression": _expression,
    "snooze": _snooze,
}


def _shell() -> bytes:
    from hostile import GOOD, HEAD, sheet_of, workbook

    return workbook(sheet_of(HEAD + GOOD))


def seeds_of(name: str) -> list[bytes]:
    """Return what a parser's fuzzing begins with: its samples, good and broken."""
    package = ROOT / "src" / "dunwell"
    if name == "open_items":
        folder = package / "exchange" / "formats" / "open_items"
        files = [path for kind in ("samples", "broken") for path in sorted((folder / kind).iterdir())]
        return [path.read_bytes()[:INPUT_BYTES] for path in files if path.suffix in (".csv", ".txt", ".xlsx", ".xls")]
    if name == "workbook":
        with zipfile.ZipFile(io.BytesIO(_shell())) as shell:
            return [shell.read(SHEET)]
    if name == "policy":
        return [path.read_bytes() for path in sorted((package / "strategy" / "policies").rglob("*.yaml"))]
    words = {
        "cells": ("1,234.56", "1.234,56-", "(100.00)", "USD 1 234,50 CR", "31.12.2025", "Dec 31, 2025", "46022"),
        "expression": (
            "past_due_amount > 100 AND NOT on_hold",
            "coalesce(risk_score, 0) BETWEEN 1 AND 99",
            "country IN ('US')",
        ),
        "snooze": ("tomorrow", "monday", "next friday", "in 3 days", "2026-04-15", "15 april", "下星期一", "bukas"),
    }  # fmt: skip
    return [word.encode() for word in words[name]]


def _changed(content: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Return an input with a few changes of the kinds that break parsers."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(made) + 1)
        kind = dice.randrange(6)
        if kind == 0 and made:
            made[at % len(made)] ^= 1 << dice.randrange(8)
        elif kind == 1:
            made[at:at] = dice.choice(
                (b"\x00", b'"', b"\r", b"\n\n", b"\xff", b"<", b"&x;", b"=", b"9" * 40, b"-", b"(", b"'")
            )
        elif kind == 2:
            del made[at : at + dice.randint(1, 30)]
        elif kind == 3:
            made[at:at] = made[at : at + dice.randint(1, 200)] * dice.randint(1, 20)
        elif kind == 4:
            other = dice.choice(others)
            cut = dice.randrange(len(other) + 1)
            made[at : at + 50] = other[cut : cut + dice.randint(1, 100)]
        else:
            made[at : at + 1] = dice.randbytes(dice.randint(1, 4))
    return bytes(made[:INPUT_BYTES])


def fuzz_plainly(name: str, seconds: float, seed: int) -> int:
    """Change samples at random for some seconds; return how many inputs were tried, or raise after writing a find."""
    dice, seeds, target = random.Random(seed), seeds_of(name), TARGETS[name]
    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        content = _changed(dice.choice(seeds), dice, seeds)
        began = time.monotonic()
        try:
            target(content)
            assert time.monotonic() - began < LONGEST, "too slow"
        except Exception:
            print(f"{name}: {keep(name, content)}", file=sys.stderr)
            raise
        tried += 1
    return tried


def keep(name: str, content: bytes) -> Path:
    """Write a find and return where."""
    FINDS.mkdir(exist_ok=True)
    path = FINDS / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
    path.write_bytes(content)
    return path


def _by_coverage(name: str, seconds: int) -> None:
    """Let atheris follow the code's coverage in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["dunwell"]):
        for seed in seeds_of(name):
            TARGETS[name](seed)
    corpus = FINDS / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds_of(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = (
        f"-max_total_time={seconds}", f"-timeout={int(LONGEST)}", f"-max_len={INPUT_BYTES}", "-rss_limit_mb=2048",
        f"-artifact_prefix={FINDS}/{name}-",
    )  # fmt: skip
    atheris.Setup([name, *options, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the parsers asked for, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parsers", nargs="*", choices=[[], *TARGETS], default=[])
    asked.add_argument("--seconds", type=int, default=60, help="for each parser")
    asked.add_argument("--plain", action="store_true", help="without atheris")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    said = asked.parse_args()
    names = said.parsers or list(TARGETS)
    plain = said.plain or not _has_atheris()
    if said.inside:
        _by_coverage(names[0], said.seconds)
        return 0
    for name in names:
        if plain:
            try:
                print(f"{name}: {fuzz_plainly(name, said.seconds, said.seed)} inputs, nothing found")
            except Exception:  # noqa: BLE001 - a find, whatever it is
                traceback.print_exc()
                return 1
            continue
        again = [sys.executable, __file__, name, "--seconds", str(said.seconds), "--inside"]
        if subprocess.run(again, check=False, env=os.environ).returncode:
            return 1
    return 0


def _has_atheris() -> bool:
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not installed: changing samples at random instead", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
