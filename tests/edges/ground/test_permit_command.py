"""`dunwell permit`: yes or no, every reason with its citation, and when it may."""

import json

import pytest
from ground_desk import Desk

BOOK = """Customer number,Customer name,Invoice number,Invoice date,Due date,Amount,Currency
C-1,Acme Logistics Inc,INV-1,2026-01-01,2026-01-31,1234.56,USD
"""


@pytest.fixture(scope="module")
def book(desk: Desk) -> Desk:
    """Return a desk with one customer in New York."""
    (desk.home / "book.csv").write_text(BOOK)
    place = ("--currency", "USD", "--country", "US", "--timezone", "America/New_York")
    for words in (
        ("creditor", "create", "Acme", *place),
        ("intake", str(desk.home / "book.csv"), "--creditor", "Acme"),
    ):
        ended = desk.run(*words)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    return desk


def test_yes_no_and_when(book: Desk) -> None:
    def asked(at: str, *more: str, customer: str = "C-1", channel: str = "call"):
        return book.run("permit", "--creditor", "Acme", "--customer", customer, "--channel", channel, "--at", at, *more)

    noon = asked("2026-03-31T12:00:00-04:00", "--json")
    assert noon.returncode == 0, noon.stderr
    assert json.loads(noon.stdout) == {"permit": True, "reasons": [], "next_permitted_at": None}
    night = json.loads(asked("2026-03-31T22:30:00-04:00", "--json").stdout)
    assert night.keys() == {"permit", "reasons", "next_permitted_at"}
    assert night["permit"] is False
    assert night["next_permitted_at"] == "2026-04-01T09:00:00-04:00"
    assert all(reason.keys() == {"code", "text", "citation"} for reason in night["reasons"])
    assert all(reason["citation"] for reason in night["reasons"])
    said = asked("2026-03-31T22:30:00-04:00")
    assert said.stdout.startswith("Not permitted.")
    assert "Permitted from 2026-04-01T09:00:00-04:00 on." in said.stdout
    for ended, code in (
        (asked("2026-03-31T12:00:00"), "cli.permit.not_an_instant"),
        (asked("2026-03-31T12:00:00-04:00", channel="pigeon"), "work.permit.unknown_channel"),
        (asked("2026-03-31T12:00:00-04:00", customer="C-9"), "parties.customer.unknown"),
        (asked("2026-03-31T12:00:00-04:00", "--person", "Ann"), "cli.permit.no_such_person"),
        (asked("2026-03-31T12:00:00-04:00", "--item", "INV-9"), "receivables.item.unknown"),
    ):
        assert (ended.returncode, ended.stderr.split(":")[0]) == (2, code), ended.stderr
