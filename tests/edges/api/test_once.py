"""Doing it twice changes nothing, pages do not shift, and nobody asks too often."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import system_viewer
from dunwell.platform.idempotency.commands import forget_keys
from dunwell.platform.models import ApiToken, IdempotencyKey
from dunwell.platform.people.rules import Role
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.models import WorkItem

from .conftest import TODAY, Desk, Program

PAID = {"amount": "1.00", "effective_date": "2026-03-31"}


def test_the_same_key_and_request_is_done_once_and_answered_the_same(north: Desk) -> None:
    program, place = north.program(), f"open-items/{north.ids['item_id']}/settle"
    before = Entry.objects.count()
    first = program.post(place, PAID, idempotency_key="k-1")
    again = program.post(place, PAID, idempotency_key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Entry.objects.count() == before + 1


def test_the_same_key_for_another_request_is_refused(north: Desk) -> None:
    program, place = north.program(), f"open-items/{north.ids['item_id']}/settle"
    program.post(place, PAID, idempotency_key="k-1")
    before = Entry.objects.count()
    for other, body in ((place, {**PAID, "amount": "2.00"}), (place.replace("settle", "discount"), PAID)):
        answer = program.post(other, body, idempotency_key="k-1")
        assert (answer.status_code, answer.json()["code"]) == (422, "platform.idempotency.key_reused")
    assert Entry.objects.count() == before


def test_keys_belong_to_a_token(north: Desk) -> None:
    place, before = f"open-items/{north.ids['item_id']}/settle", Entry.objects.count()
    for program in (north.program(), north.program()):
        assert program.post(place, PAID, idempotency_key="k-1").status_code == 201
    assert Entry.objects.count() == before + 2


def test_a_refused_request_leaves_its_key_free(north: Desk) -> None:
    program, place = north.program(), f"open-items/{north.ids['item_id']}/settle"
    assert program.post(place, {**PAID, "amount": "999.00"}, idempotency_key="k-1").status_code == 422
    assert not IdempotencyKey.objects.filter(key="k-1").exists()
    assert program.post(place, PAID, idempotency_key="k-1").status_code == 201


@pytest.mark.parametrize("key", ["with space", "ü", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(north: Desk, key: str) -> None:
    answer = north.program().post(f"open-items/{north.ids['item_id']}/settle", PAID, idempotency_key=key)
    assert answer.status_code == 422


def test_a_file_sent_again_under_its_key_is_answered_the_same(north: Desk) -> None:
    program = north.program()
    rows = b"customer_number,customer_name,item_number,document_date,amount,currency\nC-1,C,N-1,2026-03-01,10.00,USD\n"
    first, again = program.upload(rows, key="k-1"), program.upload(rows, key="k-1")
    assert (first.json()["new"], first.content) == (1, again.content)
    other = program.upload(rows.replace(b"10.00", b"11.00"), key="k-1")
    assert other.json()["code"] == "platform.idempotency.key_reused"


def test_a_secret_is_told_once_and_not_kept_with_the_answer(north: Desk) -> None:
    program = north.program()
    body = {"name": "new", "scopes": ["book.read"]}
    first = program.post("tokens", body, idempotency_key="k-1").json()
    again = program.post("tokens", body, idempotency_key="k-1").json()
    assert first["secret"].startswith("dwn_")
    assert again == {**first, "secret": ""}
    assert not IdempotencyKey.objects.filter(answer__contains=first["secret"]).exists()


def test_old_keys_are_forgotten(north: Desk) -> None:
    north.program().post(f"open-items/{north.ids['item_id']}/settle", PAID, idempotency_key="k-1")
    assert forget_keys(at=timezone.now() + timedelta(days=29)) == 0
    assert forget_keys(at=timezone.now() + timedelta(days=31)) == 1


def _all_pages(program: Program, place: str, between: Any = None, limit: int = 2, **asked: Any) -> list[dict[str, Any]]:
    """Read a list to its end, with something happening between the pages."""
    rows, cursor = [], ""
    for _ in range(30):
        page = program.get(place, limit=limit, cursor=cursor, **asked).json()
        rows += page["items"]
        if not page["next"]:
            return rows
        cursor = page["next"]
        if between is not None:
            between()
    raise AssertionError("a list without an end")


@pytest.mark.parametrize("sort", ["past_due", "open", "days", "name", "number"])
def test_customers_come_once_each_while_others_are_added(north: Desk, sort: str) -> None:
    program, made = north.program(), []

    def add() -> None:
        number = f"A-{len(made)}"
        system = system_viewer("test")
        made.append(add_customer(viewer=system, creditor_id=north.creditor.pk, number=number, name=f"Aa {number}"))
        issue_item(
            viewer=system, customer_id=made[-1].pk, kind="invoice", item_number=number, amount=Decimal(9000),
            currency="USD", document_date=TODAY - timedelta(days=400), due_date=TODAY - timedelta(days=300),
        )  # fmt: skip

    numbers = [row["number"] for row in _all_pages(program, "customers", add, sort=sort, as_of="2026-03-31")]
    assert len(numbers) == len(set(numbers))
    assert {f"C-{n}" for n in range(1, 6)} <= set(numbers)
    whole = [row["number"] for row in program.get("customers", sort=sort, as_of="2026-03-31").json()["items"]]
    assert [row["number"] for row in _all_pages(program, "customers", sort=sort, as_of="2026-03-31")] == whole


@pytest.mark.parametrize(
    "sort", ["due_date", "-due_date", "document_date", "-document_date", "amount", "number", "latest"]
)
def test_documents_come_in_the_same_order_in_pages_as_at_once(north: Desk, sort: str) -> None:
    program = north.program()
    whole = [row["id"] for row in program.get("open-items", sort=sort, limit=200).json()["items"]]
    assert len(whole) == 5
    assert [row["id"] for row in _all_pages(program, "open-items", sort=sort)] == whole


@pytest.mark.parametrize("sort", ["rank", "amount", "expected", "days", "points", "customer", "minutes"])
def test_the_worklist_comes_whole_while_it_is_worked(north: Desk, sort: str) -> None:
    """An item in five has no amount and none has days: empty values must neither hide rows nor repeat them."""
    program = north.program(Role.COLLECTOR)
    whole = [row["id"] for row in program.get("worklist", sort=sort, limit=200).json()["items"]]
    assert len(whole) == 5

    def work() -> None:
        first = WorkItem.objects.filter(pk__in=whole, state="open").order_by("pk").first()
        if first is not None and first.pk == whole[0]:
            program.post(f"work-items/{first.pk}/done")

    assert [row["id"] for row in _all_pages(program, "worklist", work, sort=sort)] == whole


def test_lists_that_grow_at_the_top_do_not_shift(north: Desk) -> None:
    program = north.program()
    place = f"open-items/{north.ids['item_id']}/settle"

    def post() -> None:
        program.post(place, PAID)
        program.post("holds", {"customer_id": north.ids["customer_id"], "reason": "other"})
        program.post("activities/notes", {"customer_id": north.ids["customer_id"], "note": "Meanwhile"})
        OpenItem.objects.update(reference="changed")

    for _ in range(3):
        post()
    for name in ("holds", "activities", "deliveries", "runs", "audit", "webhook-deliveries"):
        rows = _all_pages(program, name, post if name in ("holds", "activities") else None, limit=2)
        ids = [row.get("id", row.get("delivery_id")) for row in rows]
        assert len(ids) == len(set(ids)), name
        assert ids == sorted(ids, reverse=True) or name == "audit"
    ids = [row["id"] for row in _all_pages(program, "entries")]
    assert ids == sorted(ids)
    assert len(ids) == Entry.objects.filter(creditor=north.creditor).count()


def test_a_cursor_is_good_for_its_own_list_only(north: Desk) -> None:
    program = north.program()
    cursor = program.get("open-items", limit=2, sort="amount").json()["next"]
    for place, asked in (("open-items", {"sort": "number"}), ("customers", {}), ("open-items", {"kind": "invoice"})):
        answer = program.get(place, cursor=cursor, **asked)
        assert (answer.status_code, answer.json()["code"]) == (422, "api.cursor.unknown")
    for broken in ("nonsense", cursor[:-2], cursor[:10]):
        assert program.get("open-items", cursor=broken, sort="amount").status_code == 422


def test_a_token_that_asks_too_often_waits(north: Desk) -> None:
    program, other = north.program(rate=3), north.program(rate=3)
    answers = [program.get("/api/v1/me") for _ in range(5)]
    # A minute may have begun meanwhile: then the first answers of the new one are good again.
    assert [answer.status_code for answer in answers].count(429) in (1, 2)
    late = next(answer for answer in answers if answer.status_code == 429)
    assert late.json()["code"] == "api.token.too_many"
    assert 1 <= int(late["Retry-After"]) <= 60
    assert other.get("/api/v1/me").status_code == 200
    ApiToken.objects.update(window_at=timezone.now() - timedelta(minutes=2))
    assert program.get("/api/v1/me").status_code == 200
