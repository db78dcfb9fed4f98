"""A book of the first schema comes forward: its backup is restored by today's programs, migrated, proved and worked.

`first_book.dunwell` was written by `dunwell backup` of version 0.1.0: creditor "First Book", 229 documents of 40
customers made for this test, a published day of 2026-06-15. It is never written anew.
"""

import json
from pathlib import Path

from ground_desk import Desk

FILE = Path(__file__).parent / "first_book.dunwell"
AGED_IN_MAY = {
    "current": "91078.51",
    "1-30": "169524.74",
    "31-60": "145021.29",
    "61-90": "103310.34",
    "91-120": "101721.76",
    "over 120": "0.00",
}


def _told(desk: Desk, *words: str) -> dict[str, object]:
    ended = desk.run(*words, "--creditor", "First Book", "--json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_a_book_of_the_first_schema_is_restored_migrated_proved_and_worked(make_desk) -> None:
    desk = make_desk()
    ended = desk.run("restore", str(FILE), "--json")
    assert ended.returncode == 0, ended.stderr
    assert desk.run("migrate").returncode == 0
    assert desk.run("migrate").returncode == 0
    checked = desk.run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "229 items, 318 entries checked: 0 off." in checked.stdout
    aged = _told(desk, "aging", "--as-of", "2026-05-31", "--by", "creditor")
    assert aged["totals"]["USD"]["buckets"] == AGED_IN_MAY
    assert aged["totals"]["USD"]["total"] == "596665.86"
    assert _told(desk, "worklist")["as_of"] == "2026-06-15"
    day = _told(desk, "day", "--as-of", "2026-06-16")
    assert day["decisions"] == 40
    assert _told(desk, "worklist")["as_of"] == "2026-06-16"
