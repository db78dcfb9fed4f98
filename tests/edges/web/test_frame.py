"""Sign-in, the frame, preferences, people and creditors, through HTTP on the real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dunwell.chapters import menu_keys
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import Viewer, operator_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor, Membership, User
from dunwell.platform.people.commands import add_member
from dunwell.web.menu import MENU
from dunwell.web.shortcuts import SHORTCUTS, Context

PASSWORD = "a-long-enough-secret"


@dataclass
class Desk:
    """A desk with an admin and a collector, and a second creditor that neither may see."""

    operator: Viewer
    creditor: Creditor
    other: Creditor
    admin: Client
    collector: Client


@pytest.fixture
def desk(db: None) -> Desk:
    operator = operator_viewer()
    with viewing(operator):
        creditor = create_creditor(viewer=operator, name="Northline Freight", base_currency="USD")
        other = create_creditor(viewer=operator, name="Wing Tai", base_currency="HKD")
        for name, role in (("ana", "admin"), ("cory", "collector")):
            add_member(
                viewer=operator, creditor_id=creditor.pk, email=f"{name}@dunwell.example", full_name=name.title(),
                role=role, password=PASSWORD,
            )  # fmt: skip
        add_customer(viewer=operator, creditor_id=creditor.pk, number="C-1", name="Harbor Logistics")
        add_customer(viewer=operator, creditor_id=other.pk, number="C-2", name="Harbor Hidden")
        people = [User.objects.get(email=f"{name}@dunwell.example") for name in ("ana", "cory")]
    clients = [Client(), Client()]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Desk(operator, creditor, other, *clients)


def test_a_stranger_is_asked_to_sign_in(db: None) -> None:
    answer = Client().get("/c/northline-freight/people/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=")


def test_a_person_signs_in_by_e_mail_and_password(desk: Desk) -> None:
    client = Client()
    page = client.get("/account/login/")
    assert page.status_code == 200
    answer = client.post("/account/login/", {"login": "Ana@dunwell.example", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/", follow=True).status_code == 200


def test_nobody_signs_up(db: None) -> None:
    assert "closed" in Client().get("/account/signup/").content.decode().lower()


def test_the_desk_opens_where_it_was_left(desk: Desk) -> None:
    home = desk.admin.get("/")
    assert home.status_code == 302
    assert home["Location"].startswith(f"/c/{desk.creditor.key}/")


def test_preferences_are_kept_and_shown(desk: Desk) -> None:
    people = f"/c/{desk.creditor.key}/people/"
    answer = desk.admin.post(
        "/preferences/", {"theme": "dark", "density": "compact", "language": "zh-hant", "next": people}
    )
    assert answer["Location"] == people
    page = desk.admin.get(people).content.decode()
    assert 'lang="zh-Hant-HK" data-theme="dark" data-density="compact" data-single-keys="off"' in page
    assert "人員" in page


def test_preferences_never_lead_away_from_the_desk(desk: Desk) -> None:
    chosen = {"theme": "dark", "density": "compact", "language": "en", "next": "//elsewhere.example/"}
    assert desk.admin.post("/preferences/", chosen)["Location"] == "/"


def test_a_creditor_out_of_sight_does_not_exist(desk: Desk) -> None:
    for path in ("", "people/", "creditors/", "palette/?q=h", "people/add/", "creditors/change/"):
        assert desk.admin.get(f"/c/{desk.other.key}/{path}").status_code == 404, path
        assert desk.admin.get(f"/c/no-such-desk/{path}").status_code == 404, path


def test_a_right_that_is_not_held_is_refused(desk: Desk) -> None:
    answer = desk.collector.get(f"/c/{desk.creditor.key}/people/")
    assert answer.status_code == 403
    assert "platform.access.denied" in answer.content.decode()
    assert desk.collector.get(f"/c/{desk.creditor.key}/creditors/").status_code == 200


def test_the_palette_finds_only_what_is_in_sight(desk: Desk) -> None:
    answers = desk.admin.get(f"/c/{desk.creditor.key}/palette/?q=harbor").json()["answers"]
    assert [answer["label"] for answer in answers] == ["Harbor Logistics"]


def test_a_member_is_added_and_changed(desk: Desk) -> None:
    base = f"/c/{desk.creditor.key}/people/"
    new = {"full_name": "Mei Chan", "email": "mei@dunwell.example", "role": "collector", "capacity_minutes": "420"}
    assert desk.admin.post(f"{base}add/", new)["Location"] == base
    with viewing(desk.operator):
        member = Membership.objects.get(creditor=desk.creditor, user__email="mei@dunwell.example")
    answer = desk.admin.post(
        f"{base}{member.pk}/", {"role": "lead", "capacity_minutes": "200"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert "desk:done" in answer["HX-Trigger"]
    assert "Lead" in desk.admin.get(base).content.decode()


def test_a_refused_form_is_shown_again_and_writes_nothing(desk: Desk) -> None:
    base = f"/c/{desk.creditor.key}/people/add/"
    held = {"full_name": "Cory", "email": "cory@dunwell.example", "role": "lead", "capacity_minutes": "1"}
    answer = desk.admin.post(base, held)
    assert answer.status_code == 422
    assert "is a member here already" in answer.content.decode()
    assert desk.admin.post(base, {**held, "email": "no"}).status_code == 422
    with viewing(desk.operator):
        assert Membership.objects.filter(creditor=desk.creditor).count() == 2


def test_a_creditor_is_changed_by_its_admin_only(desk: Desk) -> None:
    path = f"/c/{desk.creditor.key}/creditors/change/"
    settings = {"name": "Northline", "time_zone": "Asia/Manila", "daily_run_on": "on", "daily_run_at": "06:30"}
    assert desk.collector.post(path, settings).status_code == 403
    assert desk.admin.post(path, settings).status_code == 302
    with viewing(desk.operator):
        changed = Creditor.objects.get(pk=desk.creditor.pk)
    assert (changed.name, changed.time_zone, f"{changed.daily_run_at:%H:%M}") == ("Northline", "Asia/Manila", "06:30")


def test_pages_carry_a_strict_policy(desk: Desk) -> None:
    policy = desk.admin.get(f"/c/{desk.creditor.key}/people/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_route_of_the_desk_has_a_door() -> None:
    ours = [(path, view) for path, view in routes(get_resolver().url_patterns) if "dunwell.web" in view.__module__]
    assert ours
    assert [path for path, view in ours if not hasattr(view, "door")] == []


def test_the_rail_is_the_menu_of_the_rooms() -> None:
    assert {entry.key for entry in MENU} == set(menu_keys())


def test_no_key_means_two_things_in_one_place() -> None:
    keys = [(shortcut.context, shortcut.keys) for shortcut in SHORTCUTS]
    assert len(keys) == len(set(keys))
    # The cash desk has lists and no customer in view: its keys may be those of other places, and go first.
    elsewhere = [shortcut.keys for shortcut in SHORTCUTS if shortcut.context != Context.CASH]
    assert len(elsewhere) == len(set(elsewhere))
    assert [shortcut.context for shortcut in SHORTCUTS].index(Context.CASH) == 0
