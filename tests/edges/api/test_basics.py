"""Reading and writing through HTTP, and every way of being told no."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dunwell.platform.people.rules import Role
from dunwell.receivables.models import Entry, OpenItem

from .conftest import Desk, Program


def is_problem(response: Any, status: int, code: str) -> bool:
    """Whether an answer is a problem document of that status and code."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["type"] == f"urn:dunwell:problem:{code}"
    assert told["status"] == status
    assert told["detail"]
    return bool(told["code"] == code)


def test_a_program_reads_the_book_with_amounts_as_decimal_strings(north: Desk) -> None:
    program = north.program(Role.COLLECTOR)
    listed = program.get("customers", as_of="2026-03-31", sort="open").json()
    first = [(row["number"], row["open_amount"]) for row in listed["items"][:2]]
    assert first == [("C-5", "500.00"), ("C-4", "400.00")]
    item = program.get(f"open-items/{north.ids['item_id']}").json()
    assert (item["original_amount"], item["open_amount"], item["due_date"]) == ("100.00", "98.50", "2026-03-21")


def test_a_program_posts_and_the_ledger_moves(north: Desk) -> None:
    program = north.program(Role.CASH_CLERK)
    paid = program.post(
        f"open-items/{north.ids['item_id']}/settle", {"amount": "10.25", "effective_date": "2026-03-31"}
    )
    assert paid.status_code == 201
    assert (paid.json()["kind"], paid.json()["amount"]) == ("payment", "-10.25")
    assert program.get(f"open-items/{north.ids['item_id']}").json()["open_amount"] == "88.25"
    back = program.post(
        f"entries/{paid.json()['id']}/reverse", {"effective_date": "2026-03-31", "reason": "bounced"}
    ).json()
    assert (back["amount"], back["reverses_id"]) == ("10.25", paid.json()["id"])


def test_a_refusal_is_a_problem_document_with_its_facts_and_nothing_is_written(north: Desk) -> None:
    program, before = north.program(Role.CASH_CLERK), Entry.objects.count()
    paid = {"amount": "999.00", "effective_date": "2026-03-31"}
    answer = program.post(f"open-items/{north.ids['item_id']}/settle", paid)
    assert is_problem(answer, 422, "receivables.entry.exceeds_open_amount")
    assert answer.json()["facts"]["amount"] == "999.00"
    assert Entry.objects.count() == before


def test_what_stands_otherwise_by_now_is_a_conflict(north: Desk) -> None:
    program, place = north.program(), f"holds/{north.ids['hold_id']}/lift"
    assert program.post(place, {"lifted_date": "2026-04-01"}).status_code == 200
    assert is_problem(program.post(place, {"lifted_date": "2026-04-02"}), 409, "receivables.hold.already_lifted")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"amount": 10, "effective_date": "2026-03-31"}, "body.amount"),
        ({"amount": "1e3", "effective_date": "2026-03-31"}, "body.amount"),
        ({"amount": "NaN", "effective_date": "2026-03-31"}, "body.amount"),
        ({"amount": "10.00", "effective_date": "31/03/2026"}, "body.effective_date"),
        ({"amount": "10.00", "effective_date": "0001-01-01"}, "body.effective_date"),
        ({"amount": "10.00", "effective_date": 20000}, "body.effective_date"),
        ({"amount": "10.00", "effective_date": "2026-03-31", "reason": "a\x00b"}, "body.reason"),
        ({"amount": "10.00", "effective_date": "2026-03-31", "rebate": "1"}, "body.rebate"),
    ],
)
def test_what_cannot_be_read_is_told_field_by_field(north: Desk, body: dict[str, Any], where: str) -> None:
    answer = north.program(Role.CASH_CLERK).post(f"open-items/{north.ids['item_id']}/settle", body)
    assert is_problem(answer, 422, "api.request.invalid")
    assert [fault["where"] for fault in answer.json()["errors"]] == [where]


def test_a_body_that_is_no_json_is_a_problem(north: Desk) -> None:
    answer = north.program().ask("POST", "holds", b"{not json")
    assert is_problem(answer, 400, "api.request.unreadable")


def test_places_that_are_not_there_and_verbs_that_they_lack_are_problems(north: Desk) -> None:
    program = north.program()
    assert is_problem(program.get("/api/v1/nowhere"), 404, "platform.access.not_found")
    assert is_problem(program.ask("DELETE", "customers"), 405, "api.request.verb")
    assert is_problem(program.ask("PUT", "/api/v1/me"), 405, "api.request.verb")


def test_a_fault_tells_nothing_of_the_inside(north: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from dunwell.api import customers

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(customers, "customers_after", broken)
    answer = north.program().get("customers")
    assert is_problem(answer, 500, "api.fault")
    assert b"hunter2" not in answer.content


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer nothing", "Basic abc", f"Bearer dwn_{'x' * 43}", "bearer \x01"]
)
def test_without_a_good_token_nothing_is_told(north: Desk, header: str | None) -> None:
    program = north.program()
    headers = {} if header is None else {"authorization": header}
    answer = program.client.get("/api/v1/me", headers=headers)
    assert is_problem(answer, 401, "api.token.unknown")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_ends_when_it_expires_is_revoked_or_its_person_leaves(north: Desk) -> None:
    from dunwell.platform.models import Membership

    old = north.program(at=timezone.now() - timedelta(days=91))
    assert old.get("/api/v1/me").status_code == 401
    admin, collector = north.program(), north.program(Role.COLLECTOR)
    mine = next(row for row in collector.get("tokens").json()["items"])
    assert admin.post(f"tokens/{mine['id']}/revoke", {"reason": "lost"}).json()["revoked_at"]
    assert collector.get("/api/v1/me").status_code == 401
    assert is_problem(admin.post(f"tokens/{mine['id']}/revoke"), 409, "platform.token.already_revoked")
    lead = north.program(Role.LEAD)
    Membership.objects.filter(creditor=north.creditor, role=Role.LEAD).delete()
    assert lead.get("/api/v1/me").status_code == 401
    analyst = north.program(Role.CREDIT_ANALYST)
    north.people[Role.CREDIT_ANALYST].is_active = False
    north.people[Role.CREDIT_ANALYST].save()
    assert analyst.get("/api/v1/me").status_code == 401


def test_only_a_digest_of_a_token_is_kept(north: Desk) -> None:
    from django.db import connection

    secret = north.program().secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM platform_api_token t")
        assert all(secret not in row[0] for row in cursor.fetchall())
        cursor.execute("SELECT to_jsonb(t)::text FROM platform_apitokenevent t")
        assert all(secret not in row[0] and '"digest"' not in row[0] for row in cursor.fetchall())


def test_a_token_tells_who_it_is(north: Desk) -> None:
    told = north.program(Role.LEAD, ["book.read", "intake.run"], rate=500).get("/api/v1/me").json()
    assert (told["creditor"], told["role"], told["rights"]) == ("north-freight", "lead", ["book.read", "intake.run"])
    assert (told["requests_per_minute"], told["requests_left"]) == (500, 499)


def test_a_file_goes_in_and_its_failed_rows_come_back(north: Desk) -> None:
    program = north.program(Role.BILLING_CLERK)
    rows = b"customer_number,customer_name,item_number,document_date,amount,currency\n"
    rows += b"C-1,Customer 1,N-1,2026-03-01,10.00,USD\nC-1,Customer 1,N-2,2026-03-01,ten,USD\n"
    preview = program.upload(rows, dry_run="true").json()
    assert (preview["new"], preview["problem_count"], preview["is_dry_run"]) == (1, 1, True)
    assert not OpenItem.objects.filter(item_number="N-1").exists()
    told = program.upload(rows).json()
    assert (told["rows"], told["new"], told["problem_count"]) == (1, 1, 1)
    again = program.upload(rows).json()
    assert (again["is_repeated"], again["new"], again["unchanged"]) == (True, 0, 1)
    problems = program.get(f"deliveries/{told['delivery_id']}/problems").json()["items"]
    assert [problem["address"] for problem in problems] == ["row 3, column amount"]
    failed = program.get(f"deliveries/{told['delivery_id']}/failed-rows")
    assert failed["Content-Type"] == "text/csv"
    assert b"N-2" in failed.content
    assert b"N-1" not in failed.content


def test_the_report_comes_in_pages_with_whole_totals(north: Desk) -> None:
    program = north.program(Role.MANAGER)
    first = program.get("aging", as_of="2026-03-31", limit=3).json()
    rest = program.get("aging", as_of="2026-03-31", limit=3, cursor=first["next"]).json()
    rows = first["items"] + rest["items"]
    assert [row["customer_number"] for row in rows] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert rest["next"] is None
    assert first["totals"]["USD"]["total"] == rest["totals"]["USD"]["total"] == "1498.50"
    cell = program.get("aging/items", as_of="2026-03-31", label="1-30", limit=2).json()
    more = program.get("aging/items", as_of="2026-03-31", label="1-30", limit=2, cursor=cell["next"]).json()
    assert cell["count"] == len(cell["items"]) + len(more["items"])
    assert cell["sums"] == {"USD": first["totals"]["USD"]["buckets"]["1-30"]}


def test_items_are_worked_and_taken_back(north: Desk) -> None:
    program = north.program(Role.COLLECTOR)
    place = f"work-items/{north.ids['work_item_id']}"
    did = program.post(f"{place}/done", {"note": "Paid by check"}).json()
    assert did["item"]["state"] == "done"
    assert program.post(f"deeds/{did['deed_id']}/undo").json()["item_ids"] == [north.ids["work_item_id"]]
    assert is_problem(program.post(f"deeds/{did['deed_id']}/undo"), 409, "work.undo.already")
    assert program.post(f"{place}/snooze", {"until": "in 3 days"}).json()["item"]["state"] == "snoozed"
    logged = program.post("activities/calls", {"customer_id": north.ids["customer_id"], "outcome": "no_answer"})
    assert logged.status_code == 201
    told = program.get(f"customers/{north.ids['customer_id']}/timeline").json()["items"]
    titles = [row["title"]["code"] for row in told]
    assert "work.timeline.call" in titles


def test_policies_are_drafted_checked_and_published(north: Desk) -> None:
    program = north.program()
    kept = program.get("policies/policy/business_standard").json()
    place = "policies/policy/business_standard"
    bad = program.post(f"{place}/draft", {"text": kept["text"] + "\nnonsense: 1\n"}).json()
    assert bad["document"]["state"] == "draft"
    assert bad["problems"]
    refused = program.post(f"{place}/publish", {})
    assert is_problem(refused, 422, "strategy.policy.has_problems")
    assert refused.json()["facts"]["problems"][0]["text"]
    assert program.post(f"{place}/draft", {"text": kept["text"]}).json()["problems"] == []
    assert program.post(f"{place}/publish", {"note": "Again"}).json()["version"] == 2


def test_the_audit_trail_tells_before_and_after(north: Desk) -> None:
    admin = north.program()
    admin.post(f"customers/{north.ids['customer_id']}/edit", {"name": "Harbor Logistics", "reason": "New owner"})
    trail = admin.get("audit", noun="parties.customer", object_id=north.ids["customer_id"]).json()["items"]
    assert trail[0]["before"] == {"name": "Customer 1 of North Freight"}
    assert (trail[0]["after"]["name"], trail[0]["reason"]) == ("Harbor Logistics", "New owner")
    assert (trail[0]["command"], trail[0]["by"]) == ("edit_customer", "admin of North Freight")
    everything = admin.get("audit", limit=2).json()
    assert len(everything["items"]) == 2
    assert everything["next"]


def test_a_day_is_put_into_the_queue_once(north: Desk) -> None:
    program = north.program(Role.LEAD)
    assert program.post("runs", {"as_of": "2026-03-31"}).status_code == 202
    assert is_problem(program.post("runs", {"as_of": "2026-03-31"}), 409, "runs.day.already_queued")


def test_problems_are_told_in_the_language_asked_for(north: Desk) -> None:
    program = north.program()
    english = program.get("customers/999999").json()["detail"]
    told = program.ask("GET", "customers/999999", accept_language="fil").json()
    assert told["code"] == "platform.access.not_found"
    assert told["detail"]
    assert english == "There is nothing here that you may see."


def test_answers_are_kept_in_no_cache_and_the_description_is_open_to_all(north: Desk, client: Any) -> None:
    assert north.program().get("customers")["Cache-Control"] == "no-store"
    described = client.get("/api/v1/openapi.json")
    assert described.status_code == 200
    assert described.json()["info"]["title"] == "Dunwell"


def test_programs_that_may_not_are_told_so(north: Desk) -> None:
    program: Program = north.program(Role.ADMIN, ["book.read"])
    answer = program.post("holds", {"customer_id": north.ids["customer_id"], "reason": "legal"})
    assert is_problem(answer, 403, "platform.access.denied")
    assert answer.json()["facts"] == {"right": "hold.place"}
