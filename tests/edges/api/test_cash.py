"""Statements, receipts and remittances through the API, as a bank's connector or a mail robot would send them."""

from typing import Any

from dunwell.cash.models import BankStatement, Receipt

from .conftest import STATEMENT, Desk

AGAIN = STATEMENT.replace(b"60F:C260330USD100", b"60F:C260331USD100").replace(b"260331", b"260401")
WAITS = AGAIN.replace(b"0012345678", b"0099999999")


def one(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_statement_is_previewed_posted_and_not_posted_twice(north: Desk) -> None:
    program = north.program()
    shown = one(program.upload(AGAIN, "april.sta", dry_run="true"), 201)
    assert (shown["statements"][0]["state"], shown["receipt_count"]) == ("posted", 1)
    assert BankStatement.objects.count() == 1
    made = one(program.upload(AGAIN, "april.sta", format="mt940"), 201)
    assert (made["format"], made["receipt_count"], made["statements"][0]["closing"]) == ("mt940", 1, "100.00")
    again = one(program.upload(AGAIN, "april.sta"), 201)
    assert (again["is_repeated"], Receipt.objects.count()) == (True, 2)


def test_a_statement_of_an_unknown_account_waits_and_is_released_once_it_is_open(north: Desk) -> None:
    program = north.program()
    made = one(program.upload(WAITS, "other.sta"), 201)["statements"][0]
    assert (made["state"], made["reason"]["code"]) == ("waiting", "cash.statement.account_unknown")
    place = f"statements/{made['statement_id']}/release"
    assert program.post(place, {}).status_code == 409
    one(program.post("bank-accounts", {"number": "0099999999", "currency": "usd", "name": "Second"}), 201)
    assert program.post("bank-accounts", {"number": "00-9999-9999", "currency": "USD"}).status_code == 409
    assert one(program.post(place, {}))["state"] == "posted"
    waiting = one(program.get("statements", state="waiting"))
    assert waiting["items"] == []


def test_lines_receipts_and_the_reconciliation_are_read(north: Desk) -> None:
    program, ids = north.program(), north.ids
    lines = one(program.get(f"statements/{ids['statement_id']}/lines"))["items"]
    assert [(line["amount"], line["receipt_number"] != "") for line in lines] == [("25.00", True), ("-25.00", False)]
    assert len(one(program.get("statement-lines", without_receipt="true"))["items"]) == 1
    receipt = one(program.get(f"receipts/{ids['receipt_id']}"))
    assert (receipt["amount"], receipt["state"]) == ("25.00", "unidentified")
    assert one(program.get("receipts", waiting="true"))["items"][0]["id"] == ids["receipt_id"]
    assert [each["kind"] for each in one(program.get(f"receipts/{ids['receipt_id']}/movements"))["items"]] == [
        "received"
    ]
    place = f"bank-accounts/{ids['bank_account_id']}/reconciliation"
    told = one(program.get(place, as_of="2026-03-31"))
    assert (told["statement_amount"], told["book_amount"], told["unexplained_amount"]) == ("100.00", "125.00", "0.00")
    assert [(each["kind"], each["amount"]) for each in told["differences"]] == [("returns_in_transit", "-25.00")]
    one(program.post(f"returns/{ids['return_id']}/post", {}))
    told = one(program.get(place, as_of="2026-03-31"))
    assert (told["book_amount"], told["differences"]) == ("100.00", [])


def test_a_remittance_is_recorded_linked_and_unlinked(north: Desk) -> None:
    program, ids = north.program(), north.ids
    line = {"number": "INV-1", "paid_amount": "25.00", "adjustments": [{"code": "01", "amount": "-1.00"}]}
    body = {"currency": "USD", "amount": "25.00", "payment_date": "2026-03-30", "trace": "T-77", "lines": [line]}
    made = one(program.post("remittances", body), 201)
    assert (made["receipt_id"], made["difference_amount"]) == (ids["receipt_id"], "0.00")
    assert [reason["code"] for reason in made["reasons"]] == [
        "cash.remittance.same_amount",
        "cash.remittance.near_date",
    ]
    assert one(program.post("remittances", body), 201)["id"] == made["id"]
    place = f"remittances/{made['id']}"
    assert one(program.post(f"{place}/unlink", {"reason": "no"}))["receipt_id"] is None
    assert one(program.post(f"{place}/link", {"receipt_id": ids["receipt_id"]}))["linked_by"] != ""
    assert [row["id"] for row in one(program.get("remittances", open="true"))["items"]] == [ids["remittance_id"]]


def test_an_intake_is_rolled_back_by_those_who_may_post_cash(north: Desk) -> None:
    made = one(north.program().upload(AGAIN, "april.sta"), 201)
    place = f"deliveries/{made['delivery_id']}/roll-back"
    lacking = north.program(scopes=["book.read", "intake.run"])
    assert lacking.post(place, {"reason": "wrong desk"}).status_code == 403
    assert one(north.program().post(place, {"reason": "wrong desk"}))["state"] == "received"
    assert one(north.program().get("statements", state="withdrawn"))["items"][0]["withdrawal_note"] == "wrong desk"


def test_a_refund_takes_two_programs_of_two_people(north: Desk) -> None:
    program = north.program()
    made = one(program.upload(AGAIN, "april.sta", dry_run="false"), 201)
    receipts = one(program.get("receipts", waiting="true"))["items"]
    assert made["receipt_count"] == 1
    asked = {"receipt_id": receipts[0]["id"], "amount": "5.00", "reason": "sent twice"}
    assert program.post("refunds", {**asked, "amount": "9999.00"}).json()["code"] == "cash.refund.exceeds_credit"
    refund = one(program.post("refunds", asked), 201)
    assert (refund["state"], refund["amount"]) == ("requested", "5.00")
    assert program.post(f"refunds/{refund['id']}/approve", {}).json()["code"] == "cash.refund.own_request"
    assert one(program.get("refunds", state="requested"))["items"][0]["id"] == refund["id"]
    assert one(program.post(f"refunds/{refund['id']}/cancel", {"reason": "found it"}))["state"] == "cancelled"


def test_the_journal_is_posted_read_and_its_period_locked(north: Desk) -> None:
    program = north.program()
    made = one(program.post("journal", {"date": "2026-04-30"}), 201)
    lines = one(program.get(f"journal/{made['id']}/lines", limit=2))
    assert len(lines["items"]) == 2
    assert program.get(f"journal/{made['id']}/export/csv").content.startswith(b"journal,line,date")
    assert {each["currency"] for each in one(program.get("journal/controls"))["items"]} == {"USD"}
    assert [row["id"] for row in one(program.get("journal", date="2026-04-30"))["items"]] == [made["id"]]
    locked = one(program.post("periods/lock", {"through_date": "2026-04-30", "reason": "closed"}), 201)
    assert (locked["through_date"], locked["is_reopening"]) == ("2026-04-30", False)
    again = program.post("periods/lock", {"through_date": "2026-04-01", "reason": "closed"})
    assert again.json()["code"] == "receivables.period.already_locked"
    assert one(program.post("periods/reopen", {"reason": "late"}), 201)["through_date"] is None
    assert len(one(program.get("periods"))["items"]) == 2
