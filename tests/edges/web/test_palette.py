"""What the palette finds: customers, contact people, invoices by number and by amount; of this desk only."""

from typing import Any

import pytest
from django.test import Client

from dunwell.parties.models import ContactPerson

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


@pytest.fixture
def mei(desk: Any) -> Client:
    client = Client()
    client.force_login(desk.people["mei"], backend=BACKEND)
    return client


def found(mei: Client, desk: Any, text: str) -> list[tuple[str, str]]:
    answers = mei.get(f"{desk.url}/palette/", {"q": text}).json()["answers"]
    assert all(mei.get(each["url"]).status_code == 200 for each in answers)
    return [(each["group"], each["label"]) for each in answers]


def test_an_invoice_is_found_by_its_number(desk: Any, mei: Client) -> None:
    assert found(mei, desk, "inv-11") == [("Items", "INV-11 · 2,700.00 USD")]
    assert found(mei, desk, "INV-10") == [("Items", "INV-10 · settled")]


@pytest.mark.parametrize("text", ["2,700.00", "2700", "2.700,00"])
def test_an_invoice_is_found_by_its_amount(desk: Any, mei: Client, text: str) -> None:
    assert found(mei, desk, text) == [("Items", "INV-11 · 2,700.00 USD")]


def test_a_person_is_found_by_phone_and_by_e_mail(desk: Any, mei: Client) -> None:
    ContactPerson.objects.filter(customer=desk.customers[1]).update(email="dana@redwood.example")
    assert found(mei, desk, "DANA@red") == [("Contact people", "Dana 2")]
    for text in ("+1 312-555-0102", "312 555 0102", "(312) 555-0102"):
        assert found(mei, desk, text) == [("Contact people", "Dana 2")], text
    assert len(found(mei, desk, "+1 312 555")) == 6


def test_nothing_is_found_for_nothing_and_never_too_much(desk: Any, mei: Client) -> None:
    for text in ("", " ", "%", "_", "no such thing", "9" * 200):
        assert found(mei, desk, text) == [], text
    assert len(found(mei, desk, "INV-")) == 8
