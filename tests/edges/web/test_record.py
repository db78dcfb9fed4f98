"""What is known of a customer, changed through HTTP: its own fields, contact people, registers' numbers."""

import re
from typing import Any

import pytest
from django.test import Client

from dunwell.parties.models import ContactPerson, Customer, Identifier

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


def client_of(desk: Any, name: str) -> Client:
    client = Client()
    client.force_login(desk.people[name], backend=BACKEND)
    return client


@pytest.fixture
def mei(desk: Any) -> Client:
    return client_of(desk, "mei")


@pytest.fixture
def home(desk: Any) -> str:
    return f"{desk.url}/customers/{desk.customers[0].pk}/"


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def form_of(client: Client, url: str) -> dict[str, str]:
    """What the form at an address would send if nobody touched it."""
    fields = client.get(url).context["form"]
    return {each.html_name: "" if each.value() is None else str(each.value()) for each in fields}


def test_a_contact_person_is_changed(desk: Any, mei: Client, home: str) -> None:
    person = ContactPerson.objects.get(customer=desk.customers[0])
    url = f"{home}contacts/{person.pk}/"
    told = form_of(mei, url)
    assert (told["name"], told["phone"]) == ("Dana 1", "+13125550101")
    assert mei.post(url, {**told, "phone": "12"}).status_code == 422
    assert mei.post(url, {**told, "name": " "}).status_code == 422
    changed = {**told, "name": "Dana Ortega", "email": "dana@harbor.example", "time_zone": "America/New_York"}
    assert mei.post(url, changed)["Location"] == home
    person.refresh_from_db()
    assert (person.name, person.email, person.phone, person.time_zone) == (
        "Dana Ortega", "dana@harbor.example", "+13125550101", "America/New_York",
    )  # fmt: skip
    assert "dana@harbor.example" in text_of(mei.get(home))
    other = ContactPerson.objects.get(customer=desk.customers[1])
    for verb in ("", "first/", "retire/"):
        assert mei.post(f"{home}contacts/{other.pk}/{verb}", told).status_code == 404


def test_one_contact_person_is_asked_first_and_one_stays_so(desk: Any, mei: Client, home: str) -> None:
    dana = ContactPerson.objects.get(customer=desk.customers[0])
    mei.post(f"{home}contacts/add/", {"name": "Sam", "role": "controller", "preferred_channel": "email"})
    sam = ContactPerson.objects.get(name="Sam")
    assert (dana.is_primary, sam.is_primary) == (True, False)
    assert mei.get(f"{home}contacts/{sam.pk}/first/").status_code == 405
    assert mei.post(f"{home}contacts/{sam.pk}/first/")["Location"] == home
    people = ContactPerson.objects.filter(customer=desk.customers[0], is_primary=True)
    assert [each.name for each in people] == ["Sam"]
    assert mei.post(f"{home}contacts/{sam.pk}/retire/", {"reason": "left"}).status_code == 302
    assert [each.name for each in people.all()] == ["Dana 1"]
    assert ">Sam<" not in mei.get(home).content.decode()
    assert mei.get(f"{home}contacts/{sam.pk}/").status_code == 404
    assert ContactPerson.objects.filter(pk=sam.pk).exists()


def test_a_registers_number_is_added_and_ends_the_one_before(desk: Any, mei: Client, home: str) -> None:
    url = f"{home}numbers/add/"
    assert mei.post(url, {"scheme": "duns", "value": "12", "valid_from": "2026-01-01"}).status_code == 422
    assert not Identifier.objects.filter(customer=desk.customers[0]).exists()
    assert mei.post(url, {"scheme": "duns", "value": "12-345-6789", "valid_from": "2026-01-01"}).status_code == 302
    assert mei.post(url, {"scheme": "duns", "value": "987654321", "valid_from": "2026-02-01"}).status_code == 302
    said = text_of(mei.get(home))
    assert "D-U-N-S number 987654321 since" in said
    assert "123456789 until" in said
    theirs = f"{desk.url}/customers/{desk.customers[1].pk}/numbers/add/"
    refused = mei.post(theirs, {"scheme": "duns", "value": "987654321", "valid_from": "2026-02-01"})
    assert refused.status_code == 422
    assert "is the number of Harbor Logistics" in text_of(refused)


def test_a_customers_facts_are_changed_and_nothing_else(desk: Any, mei: Client, home: str) -> None:
    url = f"{home}change/"
    told = form_of(mei, url)
    assert "parent_number" not in told, "a collector moves no families"
    assert (told["time_zone"], told["language"]) == ("", ""), "the creditor's own are not made the customer's"
    assert mei.post(url, {**told, "name": ""}).status_code == 422
    assert mei.post(url, {**told, "time_zone": "Moon/Base"}).status_code == 422
    changed = {
        **told,
        "other_name": "海港",
        "language": "zh-hant",
        "queue": "north",
        "country": "hk",
        "reason": "called",
    }
    assert mei.post(url, changed)["Location"] == home
    customer = Customer.objects.get(pk=desk.customers[0].pk)
    assert (customer.other_name, customer.language, customer.queue, customer.country, customer.time_zone) == (
        "海港", "zh-hant", "north", "HK", "",
    )  # fmt: skip
    assert customer.name == desk.customers[0].name


def test_who_may_post_also_moves_a_customer_in_its_family(desk: Any, home: str) -> None:
    ada = client_of(desk, "ada")
    told = form_of(ada, f"{home}change/")
    assert ada.post(f"{home}change/", {**told, "parent_number": "C-77"}).status_code == 422
    own = ada.post(f"{home}change/", {**told, "name": "Renamed", "parent_number": "C-01"})
    assert own.status_code == 422
    assert Customer.objects.get(pk=desk.customers[0].pk).name == desk.customers[0].name, "both or neither"
    assert ada.post(f"{home}change/", {**told, "parent_number": "C-02"}).status_code == 302
    assert Customer.objects.get(pk=desk.customers[0].pk).parent_id == desk.customers[1].pk
    assert "Parent Redwood Brokerage" in text_of(ada.get(home))


def test_who_only_reads_changes_nothing(desk: Any, home: str) -> None:
    cleo = client_of(desk, "cleo")
    person = ContactPerson.objects.get(customer=desk.customers[0])
    page = cleo.get(home).content.decode()
    for verb in ("change/", "numbers/add/", f"contacts/{person.pk}/", f"contacts/{person.pk}/retire/"):
        assert cleo.get(f"{home}{verb}").status_code == 403, verb
        assert f"{home}{verb}" not in page
