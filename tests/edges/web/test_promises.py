"""Promises and plans through HTTP: from the call to the form, the screen, and what may be done to each."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dunwell.outcomes.models import Plan, Promise
from dunwell.receivables.models import Hold, OpenItem

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


def client_of(desk: Any, name: str) -> Client:
    client = Client()
    client.force_login(desk.people[name], backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def owed(customer_id: int) -> OpenItem:
    held = OpenItem.objects.filter(customer_id=customer_id, open_amount__gt=0, due_date__lt=timezone.now().date())
    held = held.exclude(holds__lifted_date__isnull=True, holds__isnull=False)
    return held.order_by("due_date", "pk")[0]


def test_a_call_that_came_to_a_promise_opens_its_form_filled_in_and_keeps_it(desk: Any) -> None:
    mei, customer = client_of(desk, "mei"), desk.items[1].customer_id
    url = f"{desk.url}/customers/{customer}"
    said = {"outcome": "promise", "direction": "out", "note": "in Friday's run", "key": "k1", "complete": "on"}
    answer = mei.post(f"{url}/call/", said, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    page = answer.content.decode()
    action = re.search(r'action="([^"]*/promise/[^"]*)"', page)
    amount = re.search(r'name="amount"[^>]*value="([\d.]+)"', page)
    assert action is not None
    assert "activity=" in action[1]
    assert amount is not None
    item = owed(customer)
    day = timezone.now().date() + timedelta(days=3)
    form = {"amount": str(item.open_amount + 1), "due_date": day.isoformat(), "item": [item.pk], "source": "call"}
    refused = mei.post(action[1].replace("&amp;", "&"), form, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "is more than the" in text_of(refused)
    assert not Promise.objects.exists()
    kept = mei.post(action[1].replace("&amp;", "&"), {**form, "amount": str(item.open_amount)})
    assert kept.status_code == 302
    (promise,) = Promise.objects.all()
    assert (promise.state, promise.level, promise.activity.outcome) == ("pending", "item", "promise")
    assert Hold.objects.filter(open_item=item, reason="promise", until_date=promise.cutoff_date).exists()
    said_there = text_of(mei.get(f"{url}/"))
    for words in ("Promises", item.item_number, "open", "Promised by"):
        assert words in said_there, words
    screen = text_of(mei.get(f"{desk.url}/promises/"))
    assert "1 promise is open" in screen
    again = mei.post(f"{desk.url}/promises/{promise.pk}/change/", {"amount": "10", "due_date": day.isoformat()})
    assert again.status_code == 302
    new = Promise.objects.get(supersedes=promise)
    assert mei.post(f"{desk.url}/promises/{new.pk}/cancel/", {"reason": ""}).status_code == 422
    assert mei.post(f"{desk.url}/promises/{new.pk}/cancel/", {"reason": "billed twice"}).status_code == 302
    new.refresh_from_db()
    assert (new.state, new.status) == ("cancelled", "void")
    for view in ("due", "broken", "kept", "proposed", "nonsense"):
        assert mei.get(f"{desk.url}/promises/?view={view}").status_code == 200


def test_a_plan_is_drawn_up_agreed_and_given_as_a_pdf(desk: Any) -> None:
    mei, customer = client_of(desk, "mei"), desk.items[2].customer_id
    url, item = f"{desk.url}/customers/{customer}", owed(customer)
    first = timezone.now().date() + timedelta(days=20)
    form = {"count": 3, "first_date": first.isoformat(), "frequency": "monthly", "item": [item.pk]}
    assert mei.get(f"{url}/plan/?open_item={item.pk}").status_code == 200
    assert mei.post(f"{url}/plan/", {**form, "count": 0}).status_code == 422
    assert mei.post(f"{url}/plan/", form).status_code == 302
    plan = Plan.objects.get()
    assert plan.state == "offered"
    accepted = {"accepted_by": "Rosa Lind", "acceptance": "e-mail of today"}
    assert mei.post(f"{desk.url}/plans/{plan.pk}/accept/", accepted).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "accepted"
    assert Hold.objects.filter(open_item=item, reason="plan", lifted_date__isnull=True).exists()
    said = text_of(mei.get(f"{url}/"))
    assert "Payment plan" in said
    assert "Agreement (PDF)" in said
    for language in ("en", "zh-hant", "fil"):
        answer = mei.get(f"{desk.url}/plans/{plan.pk}/agreement/?language={language}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-1.7")
    assert mei.post(f"{desk.url}/plans/{plan.pk}/reinstate/").status_code == 403
    assert mei.post(f"{desk.url}/plans/{plan.pk}/cancel/", {"reason": "paid by card"}).status_code == 302
    assert not Hold.objects.filter(open_item=item, reason="plan", lifted_date__isnull=True).exists()
