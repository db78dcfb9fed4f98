"""Every operation that is registered: its right, its scope, ids of another creditor. A new one is covered at once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dunwell.platform.people.rules import RIGHTS, Right, Role

from .conftest import Desk, Program

KEPT = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
DESCRIBED = json.loads(KEPT.read_text("utf-8"))
OPERATIONS = [
    (method.upper(), place, operation)
    for place, path in DESCRIBED["paths"].items()
    for method, operation in path.items()
]
NAMES = [operation["operationId"] for _, _, operation in OPERATIONS]
WITH_IDS = [each for each in OPERATIONS if "_id}" in each[1]]
# Of one's own, too: nothing was decided, and the plainest request names ids that are nobody's.
NOT_THERE_EITHER = ("/decision", "/move", "/credit", "/link", "/assign")
# An id in a body is somebody else's as much as one in an address.
IDS_IN_BODIES = {
    "place_a_hold": {"customer_id": "customer_id", "reason": "legal"},
    "issue_an_item": {
        "customer_id": "customer_id", "item_number": "X-1", "amount": "1.00", "currency": "USD",
        "document_date": "2026-03-01",
    },
    "put_money_on_account": {
        "customer_id": "customer_id", "item_number": "X-1", "amount": "1.00", "currency": "USD",
        "effective_date": "2026-03-01",
    },
    "add_a_task": {"customer_id": "customer_id", "title": "Call"},
    "log_a_call": {"customer_id": "customer_id", "outcome": "no_answer"},
    "log_a_message": {"customer_id": "customer_id", "kind": "email"},
    "add_a_note": {"customer_id": "customer_id", "note": "Hello"},
    "add_a_customer": {"number": "N-1", "name": "New", "parent_id": "customer_id"},
    "preview_a_bulk": {"verb": "skip", "item_ids": "work_item_id"},
    "do_a_bulk": {"verb": "skip", "item_ids": "work_item_id", "reason": "none"},
}  # fmt: skip


def id_name(place: str, name: str) -> str:
    """The thing that an id in an address is of."""
    if name == "item_id" and "/work-items/" in place:
        return "work_item_id"
    if name == "delivery_id" and "/webhook-deliveries/" in place:
        return "webhook_delivery_id"
    return name


def filled(place: str, creditor: str, ids: dict[str, int]) -> str:
    """An address with things of a desk in it."""
    known = {"creditor": creditor, "kind": "policy", "key": "business_standard", "number": "C-1"}
    return re.sub(r"{(\w+)}", lambda part: str(known.get(part[1]) or ids[id_name(place, part[1])]), place)


def sample(schema: dict[str, Any]) -> Any:
    """The plainest value that a schema allows."""
    if "$ref" in schema:
        return sample(DESCRIBED["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for either in ("anyOf", "allOf", "oneOf"):
        if either in schema:
            return sample(schema[either][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("examples"):
        return schema["examples"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: sample(schema["properties"][name]) for name in schema.get("required", ())}
    if kind == "array":
        return [sample(schema["items"])] if schema.get("minItems") else []
    plain = {"integer": 1, "boolean": True, "string": "x"}
    return {"date": "2026-03-31"}.get(schema.get("format", ""), plain.get(kind or "string"))


def asked(program: Program, method: str, place: str, operation: dict[str, Any]) -> Any:
    """Ask an operation with the plainest request that it describes."""
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        form = {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")}
        return program.client.post(place, form, headers={"authorization": f"Bearer {program.secret}"})
    told = content.get("application/json", {}).get("schema")
    return program.ask(method, place, sample(told) if told else None)


def test_every_operation_says_what_right_it_needs() -> None:
    rights = {right.value for right in Right}
    assert [place for _, place, operation in OPERATIONS if operation["x-right"] not in rights] == []
    assert len(set(NAMES)) == len(NAMES) > 80


def test_every_post_takes_an_idempotency_key_and_nothing_else_does() -> None:
    for method, place, operation in OPERATIONS:
        keys = [each for each in operation["parameters"] if each.get("$ref", "").endswith("/Idempotency-Key")]
        assert bool(keys) is (method == "POST"), place


@pytest.mark.django_db
def test_every_operation_refuses_whoever_has_no_token(north: Desk) -> None:
    nobody = Program("dwn_nothing", north.creditor.key)
    for method, place, operation in OPERATIONS:
        answer = asked(nobody, method, filled(place, north.creditor.key, north.ids), operation)
        assert answer.status_code == 401, place


@pytest.mark.django_db
def test_every_operation_refuses_a_token_without_its_scope(north: Desk) -> None:
    every = [right.value for right in Right]
    programs = {right: north.program(scopes=[each for each in every if each != right]) for right in every}
    for method, place, operation in OPERATIONS:
        program = programs[operation["x-right"]]
        answer = asked(program, method, filled(place, north.creditor.key, north.ids), operation)
        assert answer.status_code in (403, 422), (place, answer.content)
        if answer.status_code == 422:
            assert answer.json()["code"] == "api.request.invalid", place


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_by_token_what_it_may_and_no_more(north: Desk, role: Role) -> None:
    held = {right.value for right in RIGHTS[role]}
    program = north.program(role)
    told = program.get("/api/v1/me").json()
    assert set(told["rights"]) == held
    for method, place, operation in OPERATIONS:
        if operation["x-right"] in held:
            continue
        answer = asked(program, method, filled(place, north.creditor.key, north.ids), operation)
        assert answer.status_code in (403, 422), (place, answer.content)


@pytest.mark.django_db
def test_a_token_cannot_be_given_more_than_its_person_or_its_maker_has(north: Desk) -> None:
    clerk = north.program(Role.CASH_CLERK)
    more = clerk.post("tokens", {"name": "more", "scopes": ["policy.publish"]})
    assert (more.status_code, more.json()["code"]) == (422, "platform.token.scope_beyond_role")
    narrow = north.program(Role.ADMIN, ["book.read", "people.manage"])
    wider = narrow.post("tokens", {"name": "wider", "scopes": ["ledger.post"]})
    assert (wider.status_code, wider.json()["code"]) == (422, "platform.token.scope_beyond_role")
    others = clerk.post("tokens", {"name": "other", "scopes": ["book.read"], "email": "admin@north-freight.example"})
    assert others.status_code == 403


@pytest.mark.django_db
def test_another_creditors_key_is_not_there_in_any_operation(north: Desk, south: Desk) -> None:
    program = north.program()
    for method, place, operation in OPERATIONS:
        if "{creditor}" in place:
            answer = asked(program, method, filled(place, south.creditor.key, south.ids), operation)
            assert answer.status_code == 404 or answer.json()["code"] == "api.request.invalid", (place, answer.content)


@pytest.mark.django_db
def test_another_creditors_ids_are_not_there_in_any_operation(north: Desk, south: Desk) -> None:
    program = north.program()
    for method, place, operation in WITH_IDS:
        answer = asked(program, method, filled(place, north.creditor.key, south.ids), operation)
        own = asked(program, method, filled(place, north.creditor.key, north.ids), operation)
        assert answer.status_code == 404, (place, answer.content)
        assert own.status_code != 404 or place.endswith(NOT_THERE_EITHER), (place, own.content)


@pytest.mark.django_db
def test_somebody_who_works_for_both_has_a_token_for_one(north: Desk, south: Desk) -> None:
    from dunwell.platform.models import Membership

    Membership.objects.create(creditor=south.creditor, user=north.people[Role.ADMIN], role=Role.ADMIN)
    program = north.program()
    assert [row["key"] for row in program.get("/api/v1/creditors").json()["items"]] == ["north-freight"]
    assert program.get(f"customers/{south.ids['customer_id']}").status_code == 404


@pytest.mark.django_db
def test_another_creditors_ids_in_a_body_are_not_there_either(north: Desk, south: Desk) -> None:
    program = north.program()
    by_name = {operation["operationId"]: (place, operation) for _, place, operation in OPERATIONS}
    for name, body in IDS_IN_BODIES.items():
        theirs = {key: south.ids[value] for key, value in body.items() if value in south.ids}
        told = body | theirs | ({"item_ids": [theirs["item_ids"]]} if "item_ids" in theirs else {})
        place, _ = by_name[name]
        answer = program.ask("POST", filled(place, north.creditor.key, north.ids), told)
        assert answer.status_code == 404, (name, answer.content)


@pytest.mark.django_db
def test_another_creditors_ids_filter_to_nothing(north: Desk, south: Desk) -> None:
    program = north.program()
    for place, name in (("open-items", "customer_id"), ("entries", "customer_id"), ("holds", "customer_id"),
                        ("activities", "customer_id"), ("webhook-deliveries", "endpoint_id")):  # fmt: skip
        assert program.get(place, **{name: south.ids[name]}).json()["items"] == [], place
        assert program.get(place).json()["items"] != [], place


def test_the_kept_description_is_that_of_the_code() -> None:
    from dunwell.api.urls import api

    assert json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))) == DESCRIBED
