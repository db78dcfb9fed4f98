"""Answers of customers through the API: read, given to a customer, confirmed, handled; nothing of another creditor."""

from typing import Any

from .conftest import Desk


def one(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def refusal(answer: Any) -> str:
    assert answer.status_code in (409, 422), answer.content
    return str(answer.json()["type"]).removeprefix("urn:dunwell:problem:")


def test_an_answer_is_read_given_to_its_customer_confirmed_and_handled(north: Desk) -> None:
    program, place = north.program(), f"replies/{north.ids['reply_id']}"
    (row,) = one(program.get("replies"))["items"]
    assert (row["id"], row["intent"], row["state"], row["customer_id"]) == (
        north.ids["reply_id"],
        "promise",
        "unread",
        None,
    )
    assert [(each["amount"], each["currency"]) for each in row["amounts"]] == [("500.00", "USD")]
    assert [each["day"][5:] for each in row["days"]] == ["05-15"]
    assert refusal(program.post(f"{place}/confirm", {"intent": "stop"})) == "work.reply.no_customer"
    customer_id = one(program.get("customers"))["items"][0]["id"]
    assert one(program.post(f"{place}/assign", {"customer_id": customer_id}))["found_by"] == "hand"
    assert refusal(program.post(f"{place}/assign", {"customer_id": customer_id})) == "work.reply.has_customer"
    assert one(program.post(f"{place}/confirm", {}))["confirmed_intent"] == "promise"
    assert one(program.get("replies", intent="dispute"))["items"] == []
    assert one(program.post(f"{place}/handle", {"note": "promise recorded"}))["state"] == "handled"
    assert one(program.get("replies"))["items"] == []
    assert len(one(program.get("replies", state="handled", customer_id=customer_id))["items"]) == 1
    assert refusal(program.post(f"{place}/dismiss", {})) == "work.reply.not_allowed"
    assert one(program.post(f"{place}/reopen", {}))["state"] == "unread"
