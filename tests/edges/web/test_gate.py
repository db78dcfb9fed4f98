"""The gate on the screens: what they said is kept in seconds, a call is started, and a colleague is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dunwell.parties.models import ContactNotice
from dunwell.platform.access import system_viewer, viewing
from dunwell.work.models import Permit

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


@pytest.fixture
def mei(desk: Any) -> Client:
    client = Client()
    client.force_login(desk.people["mei"], backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_they_said_stands_beside_them_and_can_be_withdrawn(desk: Any, mei: Client) -> None:
    place = f"{desk.url}/customers/{desk.customers[0].pk}/"
    wrong = mei.post(f"{place}said/", {"kind": "opt_out", "source": "call"})
    assert wrong.status_code == 422
    assert "which channel" in text_of(wrong)
    mei.post(f"{place}said/", {"kind": "inconvenient", "until_time": "10:00", "source": "call", "weekdays": ["1", "5"]})
    mei.post(f"{place}said/", {"kind": "hardship", "source": "call", "note": "asked for time"})
    said = text_of(mei.get(place))
    assert "Not at these times: Mon Fri before 10:00" in said
    assert "Treat with care" in said
    assert "asked for time" not in said, "words of care are for a lead"
    with viewing(system_viewer("test")):
        notice = ContactNotice.objects.get(kind="inconvenient", customer=desk.customers[0])
    assert mei.get(f"{place}said/{notice.pk}/withdraw/").status_code == 405
    mei.post(f"{place}said/{notice.pk}/withdraw/")
    assert "Not at these times" not in text_of(mei.get(place))
    assert mei.post(f"{place}said/{notice.pk}/withdraw/").status_code == 404


def test_the_call_panel_says_who_is_at_it_already(desk: Any, mei: Client) -> None:
    customer = desk.customers[1]
    with viewing(system_viewer("test")):
        now = timezone.now()
        Permit.objects.create(
            creditor=desk.creditor, customer=customer, channel="call", facts_version="x", taken_by=desk.people["lea"],
            taken_by_name="Lea", issued_at=now - timedelta(minutes=1), expires_at=now + timedelta(minutes=4),
        )  # fmt: skip
    place = f"{desk.url}/customers/{customer.pk}/call/"
    assert "Lea is contacting them right now" in text_of(mei.get(place))
    started = mei.post(f"{place}start/")
    assert started.status_code == 422
    assert "Lea is contacting them right now" in text_of(started)
    assert "A call that was made all the same is kept below, and marked." in text_of(started)
    assert mei.post(place, {"outcome": "no_answer", "direction": "out"}).status_code == 302
    with viewing(system_viewer("test")):
        call = customer.activities.get(outcome="no_answer")
    assert call.permit_use == "against"
    assert "work.truth.being_contacted" in {reason["code"] for reason in call.permit_reasons}
