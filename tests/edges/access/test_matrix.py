"""Who gets in where: every address of the table, strangers, members of another creditor, and roles without the right.

Nothing here names a screen: an address that is added tomorrow is asked tomorrow.
"""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from routes import Route, every_route, routes_of
from scene import Side, signed_in

from dunwell.platform.people.rules import RIGHTS, Right, Role


def _is_ours(route: Route) -> bool:
    """Return whether a view is of the desk or of the API, which has a matrix of its own."""
    return route.view.__module__.startswith("dunwell.") or route.pattern.startswith("api/")


EVERYTHING = routes_of("dunwell.web")
# Doors that ask for no account, only for a link that somebody was given; each has tests of its own below.
LINKED = [route for route in EVERYTHING if route.right == "link"]
DESK = [route for route in EVERYTHING if route not in LINKED]
OURS = [route for route in DESK if "creditor" in route.parts]
NAMING = [route for route in OURS if set(route.parts) - {"creditor", "kind", "key"}]
ELSEWHERE = [route for route in every_route() if not _is_ours(route)]
# What a stranger may ask: to sign in, to get a new password. A name here is a decision; put it there on purpose.
OPEN = {
    "account_login", "account_logout", "account_signup", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_email", "account_email_verification_sent", "mfa_authenticate", "mfa_login_webauthn",
    "mfa_trust", "account_confirm_login_code", "account_request_login_code", "account_signup_by_passkey",
}  # fmt: skip
# GETs may count who is signed in and remember the last desk; nothing of the book.
QUIET_TABLES = ("django_session", "platform_cache")


def named(route: Route) -> str:
    return route.name


def asked(client: Client, method: str, address: str) -> int:
    """Ask and return the status; a fault of ours is a 500 and fails every expectation."""
    answer = getattr(client, method)(address)
    return int(answer.status_code)


def test_the_table_is_read() -> None:
    assert len(DESK) > 20
    assert len(NAMING) > 10
    assert {"web:customer", "web:worklist_done"} <= {route.name for route in NAMING}


def test_an_unknown_part_says_what_to_add() -> None:
    with pytest.raises(KeyError, match=r"part named 'moon_id'.*Side\.ids"):
        Route("c/<int:moon_id>/", None, ("moon_id",), "moon").address({})


@pytest.mark.parametrize("route", DESK, ids=named)
def test_every_view_of_the_desk_has_a_door_with_a_known_right(route: Route) -> None:
    assert route.right == "signed_in" or route.right in set(Right), f"{route.name}: give its view a door"
    assert ("creditor" in route.parts) == (route.right in set(Right)), f"{route.name}: a right is one at a creditor"


@pytest.mark.parametrize("route", DESK, ids=named)
def test_a_stranger_is_sent_to_sign_in(sides: Any, route: Route) -> None:
    address = route.address(sides.ours.ids)
    for method in ("get", "post"):
        answer = getattr(Client(raise_request_exception=False), method)(address)
        assert answer.status_code == 302, (method, answer.status_code)
        assert answer["Location"].startswith("/account/login/?next="), method


@pytest.mark.parametrize("route", ELSEWHERE, ids=named)
def test_a_stranger_finds_no_open_place_that_was_not_opened_on_purpose(sides: Any, route: Route) -> None:
    answer = Client(raise_request_exception=False).get(route.address(sides.ours.ids))
    assert answer.status_code < 500
    if route.name not in OPEN:
        assert answer.status_code in (302, 401, 403, 404, 405), f"{route.name} is open to strangers"


@pytest.mark.parametrize("route", OURS, ids=named)
def test_a_member_of_another_creditor_sees_nothing_there(sides: Any, route: Route) -> None:
    client = sides.theirs.client("admin")
    for method in ("get", "post"):
        assert asked(client, method, route.address(sides.ours.ids)) == 404, method


@pytest.mark.parametrize("person", ["member", "member of both"])
@pytest.mark.parametrize("route", NAMING, ids=named)
def test_ids_of_another_creditor_do_not_exist_at_ones_own(sides: Any, route: Route, person: str) -> None:
    client = signed_in(sides.dual) if person == "member of both" else sides.theirs.client("admin")
    for name in set(route.parts) - {"creditor", "kind", "key"}:
        mixed = {**sides.theirs.ids, name: sides.ours.ids.get(name)}
        address = route.address({key: value for key, value in mixed.items() if value is not None})
        status = {method: asked(client, method, address) for method in ("get", "post")}
        assert status["get"] in (404, 405), (name, status)
        assert status["post"] in (404, 405), (name, status)
        assert 404 in status.values(), (name, status)


@pytest.mark.parametrize("route", OURS, ids=named)
def test_a_role_without_the_right_is_refused(sides: Any, route: Route) -> None:
    lacking = [role for role in Role if Right(route.right) not in RIGHTS[role]]
    for role in lacking:
        for method in ("get", "post"):
            assert asked(sides.ours.client(role), method, route.address(sides.ours.ids)) == 403, (role, method)


@pytest.mark.parametrize("route", DESK, ids=named)
def test_looking_never_writes_and_never_fails(sides: Any, route: Route) -> None:
    client = sides.ours.client("admin")
    with CaptureQueriesContext(connection) as seen:
        status = asked(client, "get", route.address(sides.ours.ids))
    assert status in (200, 204, 302, 404, 405, 422), status
    written = [each["sql"] for each in seen.captured_queries if writes(each["sql"])]
    assert written == []


@pytest.mark.parametrize("route", [route for route in OURS if route.right], ids=named)
def test_a_form_without_its_token_is_refused(sides: Any, route: Route) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(sides.ours.people["admin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert asked(client, "post", route.address(sides.ours.ids)) == 403


def test_a_link_opens_one_question_and_nothing_else(sides: Any) -> None:
    assert [route.name for route in LINKED] == ["web:answer"]
    stranger, address = Client(raise_request_exception=False), LINKED[0].address(sides.ours.ids)
    page = stranger.get(address)
    assert page.status_code == 200
    said = page.content.decode()
    assert "INV-ours-1" in said or "INV-" in said
    for hidden in ("Other ", "9,000", "/c/", sides.theirs.creditor.name, "admin "):
        assert hidden not in said, hidden
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    for wrong in (
        "x" * 43,
        "short",
        sides.ours.ids["secret"][:-1] + ("A" if sides.ours.ids["secret"][-1] != "A" else "B"),
    ):
        assert asked(stranger, "get", LINKED[0].address({"secret": wrong})) == 404
        assert asked(stranger, "post", LINKED[0].address({"secret": wrong})) == 404
    assert asked(stranger, "get", f"/c/{sides.ours.creditor.key}/disputes/{sides.ours.ids['dispute_id']}/") == 302


def test_an_answer_without_its_token_is_refused(sides: Any) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert asked(client, "post", LINKED[0].address(sides.ours.ids)) == 403


def writes(sql: str, quiet: tuple[str, ...] = QUIET_TABLES) -> bool:
    """Return whether a statement writes to or locks rows of a table that is not quiet."""
    if not re.match(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|COPY|MERGE|ALTER|CREATE|DROP)\b", sql, re.IGNORECASE):
        return " FOR UPDATE" in sql.upper()
    return not any(f'"{table}"' in sql for table in quiet)


def test_every_side_has_an_id_for_what_it_names(sides: Any) -> None:
    ours: Side = sides.ours
    shared = {name for name, value in ours.ids.items() if sides.theirs.ids[name] == value}
    assert not shared, "ids of the two sides must differ, or nothing is proved"
