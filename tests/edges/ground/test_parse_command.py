"""`dunwell formats` and `dunwell parse`: what a file says, with no database anywhere."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dunwell.exchange.formats import FORMATS

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
MONEY = {key: chosen for key, chosen in FORMATS if chosen.family.value != "items"}


def _run(*arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {"PYTHONPATH": ":".join(sys.path), "DATABASE_URL": NOWHERE, "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "dunwell", *arguments]
    return subprocess.run(command, check=False, capture_output=True, input=given, env=environment, timeout=120)


def _sample(key: str) -> Path:
    folder = Path(str(files(FORMATS.get(key).package) / "samples"))
    return next(path for path in sorted(folder.iterdir()) if path.suffix not in (".json", ".yaml"))


def _parsed(*arguments: str, given: bytes | None = None) -> dict[str, Any]:
    ended = _run("parse", *arguments, "--json", given=given)
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


ITEMS = b"Customer,Invoice,Date,Amount,Currency\nC1,INV-1,2026-01-31,100.00,HKD\nC2,INV-2,2026-01-31,abc,HKD\n"


def test_the_shelf_is_listed() -> None:
    told = json.loads(_run("formats", "--json").stdout)["formats"]
    assert [row["key"] for row in told] == list(FORMATS.keys())
    assert {"key": "open_items", "family": "items", "extensions": ["csv", "xlsx"]}.items() <= told[
        [row["key"] for row in told].index("open_items")
    ].items()
    table = _run("formats").stdout.decode()
    assert all(key in table for key, _ in FORMATS)


def test_items_come_with_their_problems_and_a_bad_row_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes(ITEMS)
    told = _parsed(str(path), "--format", "open_items")
    assert [row["item_number"] for row in told["rows"]] == ["INV-1"]
    assert (told["statements"], told["remittances"], told["family"]) == ([], [], "items")
    assert [problem["address"] for problem in told["problems"]] == ["row 3, column Amount"]
    assert told["totals"] == {"HKD": "100.00"}


def test_standard_input_is_read_as_a_dash() -> None:
    assert _parsed("-", "--format", "open_items", given=ITEMS)["row_count"] == 1


def test_the_format_of_standard_input_is_guessed() -> None:
    told = _parsed("-", given=b"ST*820*0001~BPR*C*5*C*CHK~TRN*1*T~RMR*IV*A-1**5~SE*5*0001~")
    assert (told["format"], told["remittances"][0]["trace"]) == ("x12_820", "T")


def test_columns_are_mapped_by_hand() -> None:
    words = b"Who;Paper;Day;Worth\nC1;INV-1;2026-01-31;5,00\n"
    mapping = ("customer_number=Who", "item_number=Paper", "document_date=Day", "amount=Worth")
    options = [part for pair in mapping for part in ("--map", pair)]
    told = _parsed("-", "--format", "open_items", *options, "--default", "currency=EUR", given=words)
    assert [(row["item_number"], row["amount"], row["currency"]) for row in told["rows"]] == [("INV-1", "5.00", "EUR")]


def test_a_profile_is_a_shipped_one_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("columns: {customer_number: Who, item_number: Paper, document_date: Day, amount: Worth}\n")
    words = b"Who,Paper,Day,Worth\nC1,INV-1,2026-01-31,5.00\n"
    told = _parsed("-", "--format", "open_items", "--profile", str(path), "--default", "currency=EUR", given=words)
    assert told["row_count"] == 1
    ended = _run("parse", "-", "--format", "open_items", "--profile", "gone", given=words)
    assert (ended.returncode, ended.stderr.split(b":")[0]) == (2, b"exchange.profile.unknown")


def test_a_fixed_layout_takes_no_mapping() -> None:
    for key, chosen in MONEY.items():
        if chosen.mapping is None:
            ended = _run("parse", str(_sample(key)), "--format", key, "--map", "amount=A")
            assert (ended.returncode, ended.stderr.split(b":")[0]) == (2, b"exchange.format.no_profiles")
            return


def test_a_file_of_no_known_kind_is_refused_with_the_list_of_formats() -> None:
    ended = _run("parse", "-", "--json", given=b"\x00\x01\x02 nothing that anybody sends")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"exchange.format.unknown: ")
    assert all(key.encode() in ended.stderr for key, _ in FORMATS)


def test_an_invoice_is_told_apart_from_a_file_of_no_known_kind() -> None:
    ended = _run("parse", "-", given=b'<?xml version="1.0"?>\n<!-- x --><ubl:Invoice xmlns:ubl="u"></ubl:Invoice>')
    assert (ended.returncode, ended.stderr.split(b":")[0]) == (2, b"exchange.file.invoice")


def test_a_file_that_cannot_be_read_at_all_ends_with_two_and_its_problem() -> None:
    ended = _run("parse", "-", "--format", "open_items", "--json", given=b"")
    assert ended.returncode == 2
    assert [problem["code"] for problem in json.loads(ended.stdout)["problems"]] == ["exchange.file.empty"]


def test_a_file_that_is_not_there_is_a_mistake_of_use() -> None:
    assert _run("parse", "gone.csv").returncode == 2


@pytest.mark.parametrize("key", MONEY)
def test_every_format_of_money_is_guessed_and_printed(key: str) -> None:
    path = _sample(key)
    told = _parsed(str(path))
    assert (told["format"], told["family"]) == (key, MONEY[key].family.value)
    expected = json.loads(path.with_suffix(f"{path.suffix}.expected.json").read_text())
    assert told[told["family"]] == expected["rows"]
    table = _run("parse", str(path))
    assert (table.returncode, table.stderr) == (0, b"")
    assert f"{key}: {told['row_count']} {told['family']} read, 0 problems." in table.stdout.decode()


def test_a_long_file_is_printed_while_it_is_read() -> None:
    lines = b"".join(b"C%d,INV-%d,2026-01-31,1.00,HKD\n" % (number % 50, number) for number in range(60_000))
    told = _parsed("-", "--format", "open_items", given=b"Customer,Invoice,Date,Amount,Currency\n" + lines)
    assert (told["row_count"], len(told["rows"]), told["totals"]) == (60_000, 60_000, {"HKD": "60000.00"})
