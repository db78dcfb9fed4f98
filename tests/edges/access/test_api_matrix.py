"""Who gets in where, at the API: every operation of its own description, strangers, other creditors, missing rights."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from operations import Operation, operations
from scene import Side, signed_in
from test_matrix import QUIET_TABLES, writes

from dunwell.api.urls import api
from dunwell.platform.people.rules import Right

EVERY = operations(api.get_openapi_schema())
NAMING = [each for each in EVERY if each.parts]
QUIET = (*QUIET_TABLES, "platform_api_token")


def named(operation: Operation) -> str:
    return operation.name


def ask(operation: Operation, token: str, ids: dict[str, Any], client: Client | None = None) -> Any:
    """Ask as a program would, with a token and a body that the schema lets in."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    browser, address = client or Client(raise_request_exception=False), operation.address(ids)
    if operation.method == "get":
        return browser.get(address, headers=headers)
    body = operation.body(ids)
    if body is None:
        return browser.post(address, headers=headers)
    return browser.post(address, body, content_type="application/json", headers=headers)


@pytest.fixture(scope="module")
def tokens(both: Any) -> dict[str, str]:
    """Return tokens of the admins: of ours, of theirs, and one of ours that lacks each right."""
    lacking = {right.value: both.ours.token("admin", right.value) for right in Right}
    return {"ours": both.ours.token("admin"), "theirs": both.theirs.token("admin"), **lacking}


def test_the_description_is_read() -> None:
    assert len(EVERY) > 50
    assert {each.right for each in EVERY} <= {right.value for right in Right}


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_a_program_without_a_token_gets_nothing_even_in_a_signed_in_browser(sides: Any, operation: Operation) -> None:
    assert ask(operation, "", sides.ours.ids).status_code == 401
    assert ask(operation, "dunwell_wrong", sides.ours.ids).status_code == 401
    assert ask(operation, "", sides.ours.ids, signed_in(sides.ours.people["admin"])).status_code == 401


@pytest.mark.parametrize("operation", [each for each in EVERY if "{creditor}" in each.pattern], ids=named)
def test_a_token_of_another_creditor_sees_nothing_there(
    sides: Any, tokens: dict[str, str], operation: Operation
) -> None:
    assert ask(operation, tokens["theirs"], sides.ours.ids).status_code in _unseen(operation)


@pytest.mark.parametrize("operation", NAMING, ids=named)
def test_ids_of_another_creditor_do_not_exist_at_ones_own(
    sides: Any, tokens: dict[str, str], operation: Operation
) -> None:
    mixed = {**sides.ours.ids, "creditor": sides.theirs.creditor.key}
    answer = ask(operation, tokens["theirs"], mixed)
    assert answer.status_code == 404, answer.content


@pytest.mark.parametrize("operation", [each for each in EVERY if each.schema], ids=named)
def test_a_body_that_names_rows_of_another_creditor_does_nothing(
    sides: Any, tokens: dict[str, str], operation: Operation
) -> None:
    foreign = {**sides.theirs.ids, **{name: value for name, value in sides.ours.ids.items() if name.endswith("_id")}}
    own = {name: sides.theirs.ids[name] for name in operation.parts if name in sides.theirs.ids}
    exact = {name: value for name, value in sides.theirs.ids.items() if "/" in name}
    if operation.body(foreign) == operation.body(sides.theirs.ids):
        pytest.skip("its body names no row")
    body = operation.body(foreign)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {tokens['theirs']}"})
    address = operation.address({**sides.theirs.ids, **own, **exact})
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code in (403, 404, 422), answer.content


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_a_token_without_the_right_is_refused(sides: Any, tokens: dict[str, str], operation: Operation) -> None:
    answer = ask(operation, tokens[operation.right], sides.ours.ids)
    assert answer.status_code in ((403, 422) if _is_upload(operation) else (403,)), answer.content


@pytest.mark.parametrize("operation", [each for each in EVERY if each.method == "get"], ids=named)
def test_looking_never_writes_and_never_fails(sides: Any, tokens: dict[str, str], operation: Operation) -> None:
    with CaptureQueriesContext(connection) as seen:
        answer = ask(operation, tokens["ours"], sides.ours.ids)
    assert answer.status_code in (200, 404), answer.content
    assert [each["sql"] for each in seen.captured_queries if writes(each["sql"], QUIET)] == []


def _is_upload(operation: Operation) -> bool:
    return operation.method == "post" and operation.schema is None and operation.name == "upload_a_file"


def _unseen(operation: Operation) -> tuple[int, ...]:
    return (404, 422) if _is_upload(operation) else (404,)


def test_the_sides_differ(sides: Any) -> None:
    ours: Side = sides.ours
    assert ours.ids["webhook-deliveries/delivery_id"] != sides.theirs.ids["webhook-deliveries/delivery_id"]
