"""Cash application in a terminal: a book and a statement in, matched, posted, explained and reported."""

import json
import subprocess

import pytest
from ground_desk import Desk

BOOK = """Customer number,Customer name,Invoice number,Invoice date,Due date,Amount,Currency
C-1,Acme Logistics Inc,INV-2026-00123,2026-03-01,2026-03-31,1234.56,USD
C-1,Acme Logistics Inc,INV-2026-00124,2026-03-01,2026-03-31,500.00,USD
C-1,Acme Logistics Inc,INV-2026-00125,2026-03-01,2026-03-31,500.00,USD
"""
STATEMENT = """Account Number,Date,Description,Amount,Currency,Counterparty,Bank Reference
45128890,04/02/2026,INV-2026-00123,1234.56,USD,ACME LOGISTICS,0402ACH1
45128890,04/02/2026,thanks,500.00,USD,ACME LOGISTICS INC,0402ACH2
45128890,04/13/2026,hello,77.77,USD,ZZYZX PARTNERS,0413ACH3
"""


def told(ended: subprocess.CompletedProcess[str]) -> dict:
    """Return the JSON that a command printed."""
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def book(desk: Desk) -> Desk:
    """Return a desk with an open book and three receipts."""
    (desk.home / "book.csv").write_text(BOOK)
    (desk.home / "bank.csv").write_text(STATEMENT)
    for words in (
        ("creditor", "create", "Acme", "--currency", "USD"),
        ("intake", str(desk.home / "book.csv"), "--creditor", "Acme"),
        ("intake", str(desk.home / "bank.csv"), "--creditor", "Acme", "--format", "bank_table", "--open-account"),
    ):
        ended = desk.run(*words)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    return desk


def test_what_is_certain_is_posted_and_the_rest_is_explained(book: Desk) -> None:
    first = told(book.run("cash", "match", "--creditor", "Acme", "--json"))
    by_amount = {row["amount"]: row for row in first["receipts"]}
    sure, unsure, unknown = (by_amount[amount] for amount in ("1234.56", "500.00", "77.77"))
    assert [item["item_number"] for item in sure["proposals"][0]["items"]] == ["INV-2026-00123"]
    assert sure["proposals"][0]["verdict"] == "auto"
    assert sure["proposals"][0]["reasons"][0]["text"] == "The payer's name is that of Acme Logistics Inc."
    assert {one["items"][0]["item_number"] for one in unsure["proposals"]} == {"INV-2026-00124", "INV-2026-00125"}
    assert all(one["verdict"] == "suggested" for one in unsure["proposals"])
    assert unknown["proposals"] == []
    assert {row["state"] for row in first["receipts"]} == {"unidentified"}

    posted = told(book.run("cash", "match", "--creditor", "Acme", "--post", "--json"))
    assert (posted["posted"], posted["refused"]) == (1, 0)
    assert {row["amount"]: row["state"] for row in posted["receipts"]}["1234.56"] == "applied"

    said = book.run("cash", "explain", unsure["reference"], "--creditor", "Acme")
    assert said.returncode == 0, said.stderr
    assert "The amount is exactly that of 1 open documents." in said.stdout
    assert "applied" in said.stdout

    report = told(book.run("cash", "report", "--creditor", "Acme", "--as-of", "2026-04-15", "--json"))
    assert report["straight_through"] == {"rate": "0.3333", "receipts": 1, "of": 3}
    assert report["suspense"]["oldest_days"] == 13
    assert {line["key"]: line["amount"] for line in report["verdicts"]} == {"none": "77.77", "suggested": "500.00"}
    assert report["later_reversed"] == []
    assert book.run("check").returncode == 0


def test_an_unknown_receipt_is_refused_by_its_number(book: Desk) -> None:
    ended = book.run("cash", "explain", "R-NONE", "--creditor", "Acme")
    assert (ended.returncode, ended.stderr.split(":")[0]) == (2, "cash.receipt.unknown")


def test_journal_periods_refunds_and_rules_are_done_in_a_terminal(book: Desk) -> None:
    acme = ("--creditor", "Acme")
    assert book.run("journal", "export", *acme, "--date", "2026-04-30").returncode == 2
    assert told(book.run("journal", "post", *acme, "--date", "2026-04-30", "--json"))["number"] == 1
    lines = book.run("journal", "export", *acme, "--date", "2026-04-30", "--format", "csv").stdout.splitlines()
    assert lines[0].startswith("journal,line,date")
    debit, credit = (sum(float(line.split(",")[at] or 0) for line in lines[1:]) for at in (10, 11))
    assert debit == pytest.approx(credit)
    assert told(book.run("journal", "list", *acme, "--json"))["controls"][0]["ties"] is True
    assert book.run("period", "lock", *acme, "--through", "2026-04-30", "--reason", "closed").returncode == 0
    assert told(book.run("period", "list", *acme, "--json"))["locked_through"] == "2026-04-30"
    assert book.run("period", "reopen", *acme, "--reason", "late").stdout == "Reopened wholly.\n"

    waiting = told(book.run("cash", "match", *acme, "--json"))["receipts"]
    number = next(row["reference"] for row in waiting if row["amount"] == "77.77")
    asked = ("--receipt", number, "--amount", "77.77", "--reason", "not ours")
    refund = told(book.run("refund", "request", *acme, *asked, "--json"))
    ended = book.run("refund", "approve", str(refund["id"]))
    assert (ended.returncode, ended.stderr.split(":")[0]) == (2, "cash.refund.own_request")
    assert told(book.run("refund", "cancel", str(refund["id"]), "--json"))["state"] == "cancelled"
    assert [row["state"] for row in told(book.run("refund", "list", *acme, "--json"))["refunds"]] == ["cancelled"]

    file = book.home / "rules.yaml"
    file.write_text("margin: 0.2\nauto_score: 3\n")
    wrong = book.run("cash", "rules", "check", str(file))
    assert (wrong.returncode, "line 2: auto_score is from 0.5 to 1." in wrong.stderr) == (2, True)
    assert book.run("cash", "rules", "publish", str(file), *acme).returncode == 2
    file.write_text("auto_score: 0.99\n")
    assert (
        told(book.run("cash", "rules", "simulate", str(file), *acme, "--since", "2026-01-01", "--json"))["agreed"] == 1
    )
    assert told(book.run("cash", "rules", "publish", str(file), *acme, "--json")) == {"version": 1}
    assert book.run("cash", "rules", "show", *acme).stdout.startswith("auto_score: 0.99\n")
