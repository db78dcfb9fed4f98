"""Sessions, sign-in, and what every answer carries, through HTTP: the points of docs/threat-model.md one by one."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, override_settings
from django.utils.crypto import get_random_string
from psycopg import errors

from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.models import User
from dunwell.platform.people.commands import add_member
from dunwell.runs.opening import open_creditor

PASSWORD = "a-long-enough-secret"
SIGN_IN = "/account/login/"


@pytest.fixture
def person(db: None) -> Iterator[User]:
    with viewing(system_viewer("test")) as viewer:
        creditor = open_creditor(viewer=viewer, name="Northline", base_currency="USD")
        add_member(
            viewer=viewer, creditor_id=creditor.pk, email="ana@x.example", full_name="Ana", role="admin",
            password=PASSWORD,
        )  # fmt: skip
        found = User.objects.get(email="ana@x.example")
    cache.clear()
    yield found
    cache.clear()


def sign_in(client: Client, password: str = PASSWORD, login: str = "ana@x.example", **more: str) -> Any:
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def test_a_session_gets_a_new_name_at_sign_in_and_ends_at_sign_out(person: User) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert sign_in(client).status_code == 302
    held = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert held != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()
    assert client.get("/", follow=True).status_code == 200
    client.post("/account/logout/")
    assert not Session.objects.filter(session_key=held).exists()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = held
    assert thief.get("/").status_code == 302


def test_a_session_name_that_somebody_made_up_is_not_taken(person: User) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_sessions_end_by_themselves_and_with_the_password(person: User) -> None:
    client = Client()
    sign_in(client)
    assert 0 < client.session.get_expiry_age() <= 12 * 3600
    person.set_password("another-long-secret")
    person.save()
    assert client.get("/").status_code == 302


def test_a_person_who_was_shut_out_is_out_at_once(person: User) -> None:
    client = Client()
    sign_in(client)
    person.is_active = False
    person.save()
    assert client.get("/").status_code == 302
    assert sign_in(Client()).status_code in (200, 302)
    assert Client().get("/").status_code == 302


def test_cookies_are_closed_to_scripts_and_other_sites_and_go_by_https_only(person: User) -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    secure = _settings_with(DUNWELL_HTTPS="1")
    assert secure == {"session": True, "csrf": True, "redirect": True, "hsts": 31536000}


def _settings_with(**environment: str) -> Any:
    import json

    asked = (
        "import json, dunwell.settings as s; print(json.dumps({'session': s.SESSION_COOKIE_SECURE,"
        " 'csrf': s.CSRF_COOKIE_SECURE, 'redirect': s.SECURE_SSL_REDIRECT, 'hsts': s.SECURE_HSTS_SECONDS}))"
    )
    source = str(Path(__file__).resolve().parents[3] / "src")
    environment = {**os.environ, "PYTHONPATH": source, **environment}
    ended = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, check=True, text=True)
    return json.loads(ended.stdout)


def test_guessing_a_password_is_stopped_and_says_no_more_than_before(person: User) -> None:
    answers = [sign_in(Client(), password=f"wrong-{n}") for n in range(7)]
    assert all(answer.status_code in (200, 422, 429) for answer in answers)
    # From here on the right one does not help either, from anywhere.
    locked = Client(REMOTE_ADDR="192.0.2.7")
    late = sign_in(locked)
    assert late.status_code != 302
    assert locked.get("/").status_code == 302
    assert "ana@x.example" not in re.sub(r'value="[^"]*"', "", late.content.decode())


def test_one_address_that_tries_many_people_is_stopped(person: User) -> None:
    answers = [sign_in(Client(REMOTE_ADDR="192.0.2.9"), login=f"p{n}@x.example", password="no").status_code
               for n in range(12)]  # fmt: skip
    assert answers[0] == 200
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")).status_code != 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.10")).status_code == 302


def test_a_wrong_person_and_a_wrong_password_sound_the_same(person: User) -> None:
    said = [sign_in(Client(), login=login, password="wrong-one").content.decode() for login in
            ("ana@x.example", "nobody@x.example")]  # fmt: skip
    plain = [re.sub(r'(value|content)="[^"]*"|nonce-\S+', "", text) for text in said]
    assert plain[0] == plain[1]


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_away(person: User, wanted: str) -> None:
    client = Client()
    answer = sign_in(client, next=wanted)
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert "evil" not in Client().get(f"{SIGN_IN}?next={wanted}").headers.get("Location", "")


def test_passwords_are_kept_by_scrypt_and_weak_ones_are_refused(person: User) -> None:
    from dunwell.base.refusals import Refusal

    assert person.password.startswith("scrypt$")
    assert PASSWORD not in person.password
    with viewing(system_viewer("test")) as viewer:
        creditor_id = _creditor_of(person)
        for n, weak in enumerate(("short", "password1234", "123456789012", "ben3@x.example")):
            with pytest.raises(Refusal):
                add_member(
                    viewer=viewer, creditor_id=creditor_id, email=f"ben{n}@x.example", full_name="Ben",
                    role="collector", password=weak,
                )  # fmt: skip
        assert not User.objects.filter(email__startswith="ben").exists()


def _creditor_of(person: User) -> int:
    from dunwell.platform.models import Membership

    return int(Membership.objects.get(user=person).creditor_id)


def test_a_form_from_another_site_is_refused(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403
    assert client.post("/preferences/", {"theme": "dark"}).status_code in (302, 403)


def test_a_made_up_host_is_refused(person: User) -> None:
    answer = Client(headers={"Host": "evil.example"}).get(SIGN_IN)
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert Client(headers={"X-Forwarded-Host": "evil.example"}).get(SIGN_IN).status_code == 200


CARRIED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize(
    "path", ["/", SIGN_IN, "/nowhere/", "/c/northline/worklist/", "/c/northline/people/", "/c/x/aging/"]
)
def test_every_page_carries_the_headers_that_browsers_obey(person: User, path: str, signed: bool) -> None:
    client = Client(raise_request_exception=False)
    if signed:
        sign_in(client)
    _carries(client.get(path))


def _carries(answer: Any) -> None:
    assert {name: answer.headers.get(name) for name in CARRIED} == CARRIED, answer.status_code
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert all(word in policy for word in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"))
    assert all(word in policy for word in ("base-uri 'none'", "form-action 'self'"))


def test_errors_carry_them_too_and_tell_nothing(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    sign_in(client)
    secret = get_random_string(12)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("dunwell.web.worklist.views.worklist_page", broken)
    answer = client.get("/c/northline/worklist/")
    assert answer.status_code == 500
    _carries(answer)
    assert secret not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    _carries(Client(enforce_csrf_checks=True).post(SIGN_IN, {}))


def test_a_database_that_is_away_is_said_and_not_called_a_fault(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    sign_in(client)

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("secret-host refused") from errors.AdminShutdown("secret-host")

    monkeypatch.setattr("dunwell.web.worklist.views.worklist_page", away)
    answer = client.get("/c/northline/worklist/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    _carries(answer)
    assert "secret-host" not in answer.content.decode()


def test_pages_of_the_book_are_not_kept_by_browsers(person: User) -> None:
    client = Client()
    sign_in(client)
    for path in ("/c/northline/worklist/", "/c/northline/customers/", "/c/northline/people/"):
        kept = client.get(path).headers.get("Cache-Control", "")
        assert "no-store" in kept or "private" in kept, (path, kept)


def test_no_secret_is_written_to_a_log_nor_shown_by_repr(person: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    sign_in(client, password="wrong-and-secret")
    sign_in(client)
    client.get("/nowhere/")
    said = caplog.text + repr(person) + repr(person.__dict__.get("full_name"))
    for secret in ("wrong-and-secret", PASSWORD, person.password, client.cookies["sessionid"].value):
        assert secret not in said


def test_nothing_is_told_in_debug_and_debug_is_off(db: None) -> None:
    assert settings.DEBUG is False
    with override_settings(DEBUG=False):
        answer = Client(raise_request_exception=False).get("/static/../settings.py")
    assert answer.status_code == 404
    assert "SECRET_KEY" not in answer.content.decode()
