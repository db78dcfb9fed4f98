"""The worklist through HTTP: what it shows, what it does, what it refuses, with and without script."""

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from livedesk.book import make_desk
from python_calamine import CalamineWorkbook

from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.models import Membership, User
from dunwell.platform.people.commands import add_member
from dunwell.runs.opening import open_creditor
from dunwell.work.items.commands import assign_item
from dunwell.work.models import Activity, SavedView, WorkItem

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


@pytest.fixture
def mei(desk: Any) -> Client:
    return client_of(desk, "mei")


def client_of(desk: Any, name: str) -> Client:
    client = Client()
    client.force_login(desk.people[name], backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def state_of(item_id: int) -> str:
    with viewing(system_viewer("test")):
        return WorkItem.objects.get(pk=item_id).state


def test_the_list_says_what_is_to_do_and_why(desk: Any, mei: Client) -> None:
    answer = mei.get(f"{desk.url}/worklist/")
    said = text_of(answer)
    first = desk.items[0]
    assert answer.status_code == 200
    assert f"{len(desk.items)} to go, worth about $" in said
    assert f"0 of {len(desk.items)} done" in said
    assert first.customer.name in answer.content.decode()
    assert "days past due" in said
    pane = re.search(r'data-later><a href="([^"]+)"', answer.content.decode())
    assert pane is not None, "the pane of the first customer is an address"
    told = text_of(mei.get(pane[1]))
    assert "Why first" in told
    assert f"{first.points} points" in told
    assert "May they be called?" in told, "the gate has the word once the pane stands"


def test_every_split_filter_and_order_answers(desk: Any, mei: Client) -> None:
    for query in (
        "view=call", "view=write", "view=task", "view=snoozed", "view=closed", "view=all", "owner=all",
        "owner=queue:lead", f"owner=person:{desk.people['lea'].pk}", "q=harbor", "action=call", "segment=standard",
        "least_amount=1,000", "least_days=30", "sort=amount", "sort=customer", "page=9", "item=1", "view=nonsense",
        "sort=odd", "page=x", "least_amount=lots", "owner=odd", "play=3",
    ):  # fmt: skip
        assert mei.get(f"{desk.url}/worklist/?{query}").status_code == 200, query


def test_a_search_narrows_and_says_when_nothing_matches(desk: Any, mei: Client) -> None:
    name = desk.items[1].customer.name
    found = mei.get(f"{desk.url}/worklist/", {"q": name[:6]})
    assert found.content.decode().count("<tr data-row") == 1
    nothing = text_of(mei.get(f"{desk.url}/worklist/", {"q": "zzz"}))
    assert "Nothing matches" in nothing
    assert "Clear filters" in nothing


def test_queries_do_not_grow_with_the_list(desk: Any, mei: Client) -> None:
    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert mei.get(f"{desk.url}/worklist/{query}").status_code == 200
        return len(asked)

    one = desk.items[0].customer.name
    mei.get(f"{desk.url}/worklist/")
    assert count("") == count("?view=all&owner=mine") <= 19
    assert count("?q=a") == count(f"?q={one[:7]}") <= 20
    with_pane = f"&item={desk.items[0].pk}"
    assert count(f"?view=all{with_pane}") <= 48, "the pane, and what the gate asks before it says yes or no"
    for name in ("late", "large", "calls"):
        SavedView.objects.create(creditor=desk.creditor, user=desk.people["mei"], name=name, query={"view": "call"})
    assert count("") <= 20


def test_the_pane_alone_comes_by_script_and_is_never_kept(desk: Any, mei: Client) -> None:
    item = desk.items[1]
    answer = mei.get(f"{desk.url}/worklist/?item={item.pk}", **HTMX, HTTP_HX_TARGET="pane")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "<html" not in answer.content.decode()
    assert item.customer.name in answer.content.decode()


def test_done_without_script_goes_on_to_the_next_and_can_be_undone(desk: Any, mei: Client) -> None:
    first, second = desk.items[:2]
    answer = mei.post(f"{desk.url}/worklist/{first.pk}/done/")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"item={second.pk}")
    assert state_of(first.pk) == "done"
    page = mei.get(answer["Location"]).content.decode()
    undo = re.search(r'action="([^"]*/undo/\d+/[^"]*)"', page)
    assert undo is not None
    back = mei.post(undo.group(1).replace("&amp;", "&"))
    assert back.status_code == 302
    assert f"item={first.pk}" in back["Location"]
    assert state_of(first.pk) == "open"


def test_done_by_script_tells_the_desk_what_happened(desk: Any, mei: Client) -> None:
    answer = mei.post(f"{desk.url}/worklist/{desk.items[0].pk}/done/", **HTMX)
    assert answer.status_code == 204
    assert "desk:done" in answer["HX-Trigger"]
    assert "/undo/" in answer["HX-Trigger"]


def test_what_is_done_twice_is_refused_with_the_form(desk: Any, mei: Client) -> None:
    url = f"{desk.url}/worklist/{desk.items[0].pk}/done/"
    mei.post(url)
    again = mei.post(url, {"note": "twice"})
    assert again.status_code == 422
    assert "twice" in again.content.decode()


@pytest.mark.parametrize(("said", "days"), [("tomorrow", 1), ("in 3 days", 3)])
def test_snooze_takes_words(desk: Any, mei: Client, said: str, days: int) -> None:
    item = desk.items[0]
    assert mei.get(f"{desk.url}/worklist/{item.pk}/snooze/").status_code == 200
    answer = mei.post(f"{desk.url}/worklist/{item.pk}/snooze/", {"until_text": said})
    assert answer.status_code == 302
    with viewing(system_viewer("test")):
        until = WorkItem.objects.get(pk=item.pk).snoozed_until_date
    assert until is not None
    assert abs((until - timezone.now().date()).days - days) <= 1
    assert mei.post(f"{desk.url}/worklist/{item.pk}/wake/").status_code == 302
    assert state_of(item.pk) == "open"


def test_a_day_that_cannot_be_read_comes_back_with_the_words(desk: Any, mei: Client) -> None:
    answer = mei.post(f"{desk.url}/worklist/{desk.items[0].pk}/snooze/", {"until_text": "blursday", "reason": "kept"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "“blursday” is not a day" in body
    assert 'value="blursday"' in body
    assert 'value="kept"' in body


def test_skip_needs_a_reason(desk: Any, mei: Client) -> None:
    url = f"{desk.url}/worklist/{desk.items[0].pk}/skip/"
    assert mei.post(url, {"reason": ""}).status_code == 422
    assert mei.post(url, {"reason": "on a ship"}).status_code == 302
    assert state_of(desk.items[0].pk) == "skipped"


def test_a_collector_gives_to_a_queue_but_not_to_a_person(desk: Any, mei: Client) -> None:
    url, lea = f"{desk.url}/worklist/{desk.items[0].pk}/assign/", desk.people["lea"]
    assert mei.post(url, {"to": f"person:{lea.pk}"}).status_code == 403
    assert mei.post(url, {"to": ""}).status_code == 422
    assert mei.post(url, {"queue": "export"}).status_code == 302
    assert client_of(desk, "lea").post(url, {"to": f"person:{lea.pk}"}).status_code == 302
    with viewing(system_viewer("test")):
        assert WorkItem.objects.get(pk=desk.items[0].pk).owner_id == lea.pk


def test_undo_takes_back_the_last_thing(desk: Any, mei: Client) -> None:
    mei.post(f"{desk.url}/worklist/{desk.items[0].pk}/skip/", {"reason": "later"})
    assert mei.post(f"{desk.url}/undo/").status_code == 302
    assert state_of(desk.items[0].pk) == "open"
    assert mei.post(f"{desk.url}/undo/").status_code == 422


def test_many_are_previewed_then_done_and_undone_as_one(desk: Any, mei: Client) -> None:
    items = desk.items
    mei.post(f"{desk.url}/worklist/{items[0].pk}/done/")
    chosen = "&".join(f"item={item.pk}" for item in items[:3])
    preview = mei.get(f"{desk.url}/worklist/bulk/?do=snooze&{chosen}")
    said = text_of(preview)
    owed = sum((item.past_due_amount for item in items[1:3]), Decimal(0))
    assert f"Snooze 2 items, {owed:,.2f} USD past due" in said
    assert "Left out" in said
    assert "It is done already" in said
    assert state_of(items[1].pk) == "open"
    ids = ",".join(str(item.pk) for item in items[:3])
    url = f"{desk.url}/worklist/bulk/"
    assert mei.post(url, {"do": "snooze", "items": ids, "until_text": "never"}).status_code == 422
    assert mei.post(url, {"do": "snooze", "items": ids, "until_text": "tomorrow"}).status_code == 302
    assert [state_of(item.pk) for item in items[:3]] == ["done", "snoozed", "snoozed"]
    mei.post(f"{desk.url}/undo/")
    assert [state_of(item.pk) for item in items[:3]] == ["done", "open", "open"]


def test_all_that_match_are_chosen_by_the_list_not_by_the_page(desk: Any, mei: Client) -> None:
    preview = text_of(mei.get(f"{desk.url}/worklist/bulk/?do=done&matching=1"))
    assert f"Mark {len(desk.items)} items as done" in preview
    assert mei.get(f"{desk.url}/worklist/bulk/?do=done").status_code == 422
    assert mei.get(f"{desk.url}/worklist/bulk/?do=burn&item={desk.items[0].pk}").status_code == 422


def test_the_files_hold_what_is_shown_and_no_formula(desk: Any, mei: Client) -> None:
    answer = mei.get(f"{desk.url}/worklist/export/csv/?sort=customer")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(desk.items)
    names = [row["Customer"] for row in rows]
    assert "'=Summit()" in names
    plain = [name.lstrip("'") for name in names]
    assert plain == sorted(plain)
    narrowed = mei.get(f"{desk.url}/worklist/export/csv/?q=harbor").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(narrowed)))) == 1
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(mei.get(f"{desk.url}/worklist/export/xlsx/").content))
    assert len(sheet.get_sheet_by_index(0).to_python()) == len(desk.items) + 1
    assert mei.get(f"{desk.url}/worklist/export/pdf/").status_code == 404


def test_a_view_is_kept_counted_and_dropped(desk: Any, mei: Client) -> None:
    url = f"{desk.url}/worklist/views/?least_days=50&view=call"
    assert mei.post(url, {"name": ""}).status_code == 422
    assert mei.post(url, {"name": "Long overdue"}).status_code == 302
    with viewing(system_viewer("test")):
        view = SavedView.objects.get()
    assert view.query["least_days"] == "50"
    page = mei.get(f"{desk.url}/worklist/?view=call&least_days=50")
    assert "Long overdue" in page.content.decode()
    assert f"/worklist/views/{view.pk}/drop/" in page.content.decode()
    assert client_of(desk, "lea").post(f"{desk.url}/worklist/views/{view.pk}/drop/").status_code == 404
    assert mei.post(f"{desk.url}/worklist/views/{view.pk}/drop/").status_code == 302


def test_playing_through_the_list_ends_with_what_was_done(desk: Any, mei: Client) -> None:
    total = len(desk.items)
    url = f"{desk.url}/worklist/?play={total}"
    assert f"1 / {total}" in text_of(mei.get(url))
    for place in range(1, total + 1):
        page = mei.get(url)
        shown = int(re.search(r'data-item="(\d+)"', page.content.decode()).group(1))
        assert f"{place} / {total}" in text_of(page)
        verb = "skip" if place == 2 else "done"
        url = mei.post(f"{desk.url}/worklist/{shown}/{verb}/?play={total}&item={shown}", {"reason": "later"})[
            "Location"
        ]
    said = text_of(mei.get(url))
    assert "Done for today" in said
    assert f"{total - 1} done, 1 skipped" in said


def test_those_who_may_only_read_see_the_list_and_no_verbs(desk: Any) -> None:
    cleo = client_of(desk, "cleo")
    page = cleo.get(f"{desk.url}/worklist/?owner=all")
    assert page.status_code == 200
    assert "/done/" not in page.content.decode()
    assert 'id="bulk"' not in page.content.decode()
    assert cleo.post(f"{desk.url}/worklist/{desk.items[0].pk}/done/").status_code == 403


def test_a_lead_sees_everyone_and_whose_it_is(desk: Any) -> None:
    lea = client_of(desk, "lea")
    page = text_of(lea.get(f"{desk.url}/worklist/"))
    assert "Mei Chan" in page
    with viewing(system_viewer("test")) as viewer:
        assign_item(viewer=viewer, item_id=desk.items[0].pk, at=timezone.now(), queue="export")
    assert "export 1" in text_of(lea.get(f"{desk.url}/worklist/"))


def test_before_the_first_day_the_list_says_what_to_do(desk: Any) -> None:
    with viewing(system_viewer("test")) as viewer:
        bare = open_creditor(viewer=viewer, name="Bare", base_currency="USD", country="US")
        add_member(viewer=viewer, creditor_id=bare.pk, email="b@bare.example", full_name="B", role="lead")
        person = User.objects.get(email="b@bare.example")
    client = Client()
    client.force_login(person, backend=BACKEND)
    said = text_of(client.get(f"/c/{bare.key}/worklist/"))
    assert "There is no list yet" in said
    assert client.get(f"/c/{bare.key}/customers/").status_code == 200
    assert client.get(f"{desk.url}/worklist/").status_code == 404


def test_ids_of_another_creditor_are_not_there_even_for_a_member_of_both(desk: Any, mei: Client) -> None:
    with viewing(system_viewer("test")) as viewer:
        other = make_desk(viewer, today=timezone.now().date() - timedelta(days=1), name="Other Freight")
        Membership.objects.create(creditor=other.creditor, user=desk.people["mei"], role="lead")
        theirs = other.items[0]
    for verb in ("done", "snooze", "skip", "assign", "wake"):
        assert mei.post(f"{desk.url}/worklist/{theirs.pk}/{verb}/", {"reason": "x"}).status_code == 404
    assert mei.get(f"{desk.url}/customers/{theirs.customer_id}/").status_code == 404
    assert mei.get(f"{desk.url}/worklist/bulk/?do=done&item={theirs.pk}").status_code == 404
    assert state_of(theirs.pk) == "open"
    assert Activity.objects.count() == 0
