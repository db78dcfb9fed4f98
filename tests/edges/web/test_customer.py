"""Customers through HTTP: the list, the page, one item, and every form on them."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dunwell.exposure.aging.queries import aging_report
from dunwell.parties.models import ContactPerson
from dunwell.platform.access import system_viewer, viewing
from dunwell.receivables.balances.queries import customer_balances, dues_of
from dunwell.receivables.models import Hold, OpenItem
from dunwell.web.sheets import harmless
from dunwell.work.models import Activity, WorkItem

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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


def page_of(desk: Any, at: int = 0) -> str:
    return f"{desk.url}/customers/{desk.items[at].customer_id}/"


def test_the_page_says_what_is_owed_why_and_what_happened(desk: Any, mei: Client) -> None:
    customer = desk.customers[0]
    said = text_of(mei.get(f"{desk.url}/customers/{customer.pk}/"))
    for words in (
        customer.name, "3,725.50", "3,600.00 past due", "350.00 USD of INV-12 is on hold: dispute", "Dana 1",
        "+1 312-555-0101", "Payment of INV-10", "pays after", "What would move it", "NET30",
    ):  # fmt: skip
        assert words in said, words
    line = text_of(mei.get(f"{desk.url}/customers/{customer.pk}/callable/"))
    assert re.search(r"May be called now|not allowed at this hour|a day off", line), "the gate has the word"


def test_the_bar_is_the_aging_report_of_the_customer(desk: Any) -> None:
    today = timezone.now().date()
    with viewing(system_viewer("test")) as viewer:
        report = aging_report(viewer, desk.creditor.pk, today)
        for line in report.rows:
            dues = dues_of(viewer, int(line.key), today)
            assert sum(due.amount for due in dues) == line.total
            late = sum((due.amount for due in dues if due.days is not None and due.days > 0), Decimal(0))
            assert late == sum(line.buckets.values()) - line.buckets["current"]
        page = customer_balances(viewer, desk.creditor.pk, today, base_currency="USD")
        assert page.open_amount == report.totals["USD"].total


def test_a_bucket_a_kind_and_an_older_page_are_addresses(desk: Any, mei: Client) -> None:
    for query in ("bucket=1", "bucket=77", "kind=entry", "kind=nonsense", "after=nonsense"):
        assert mei.get(f"{page_of(desk)}?{query}").status_code == 200, query
    assert mei.get(f"{page_of(desk)}?bucket=0").content.decode().count("data-pick>") == 1


def test_the_list_of_customers_searches_sorts_and_ends(desk: Any, mei: Client) -> None:
    said = text_of(mei.get(f"{desk.url}/customers/"))
    assert "6 customers owe $" in said
    for sort in ("past_due", "open", "days", "name", "number", "odd"):
        assert mei.get(f"{desk.url}/customers/?sort={sort}&page=9").status_code == 200
    assert mei.get(f"{desk.url}/customers/?q=harb").content.decode().count("<tr data-row") == 1
    assert mei.get(f"{desk.url}/customers/?q=INV-21").content.decode().count("<tr data-row") == 1
    assert "No customer matches" in text_of(mei.get(f"{desk.url}/customers/?q=%25"))


def test_queries_do_not_grow_with_the_customers(desk: Any, mei: Client) -> None:
    counts = []
    for query in ("?q=harb", ""):
        with CaptureQueriesContext(connection) as asked:
            mei.get(f"{desk.url}/customers/{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_item_shows_what_moved_it(desk: Any, mei: Client) -> None:
    with viewing(system_viewer("test")):
        item = OpenItem.objects.get(item_number="INV-12")
        foreign = OpenItem.objects.get(item_number="INV-21")
    said = text_of(mei.get(f"{desk.url}/customers/{item.customer_id}/items/{item.pk}/"))
    assert "Issued" in said
    assert "350.00 USD of INV-12 is on hold" in said
    assert mei.get(f"{desk.url}/customers/{item.customer_id}/items/{foreign.pk}/").status_code == 404


def test_a_call_from_the_list_is_kept_and_goes_on(desk: Any, mei: Client) -> None:
    first, second = desk.items[:2]
    url = f"{desk.url}/customers/{first.customer_id}/call/?item={first.pk}"
    form = mei.get(url)
    assert "Start: +1 312-555" in text_of(form)
    assert "tel:" not in form.content.decode(), "no call is offered before its permit is taken"
    contact = ContactPerson.objects.get(customer_id=first.customer_id)
    told = {
        "outcome": "will_check", "direction": "out", "minutes": "4", "note": "rings back", "complete": "on",
        "contact_person_id": contact.pk, "key": "once",
    }  # fmt: skip
    answer = mei.post(url, told)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"item={second.pk}")
    call = Activity.objects.get()
    assert (call.outcome, call.duration_seconds, call.note) == ("will_check", 240, "rings back")
    assert call.contact_person_id == contact.pk
    assert WorkItem.objects.get(pk=first.pk).state == "done"
    mei.post(url, told)
    assert Activity.objects.count() == 1


def test_a_call_without_an_outcome_comes_back_with_the_note(desk: Any, mei: Client) -> None:
    answer = mei.post(f"{page_of(desk)}call/", {"direction": "out", "note": "a long talk"})
    assert answer.status_code == 422
    assert "a long talk" in answer.content.decode()
    odd = mei.post(f"{page_of(desk)}call/", {"direction": "out", "outcome": "other", "note": ""})
    assert odd.status_code == 422
    assert "Say in a note what came of it" in odd.content.decode()
    assert not Activity.objects.exists()


def test_a_call_of_the_customer_page_returns_there_and_keeps_the_item_if_told(desk: Any, mei: Client) -> None:
    answer = mei.post(f"{page_of(desk)}call/", {"direction": "in", "outcome": "information"})
    assert (answer.status_code, answer["Location"]) == (302, page_of(desk))
    assert WorkItem.objects.get(pk=desk.items[0].pk).state == "open"


def test_a_note_is_kept_undone_and_never_empty(desk: Any, mei: Client) -> None:
    url = f"{page_of(desk)}note/"
    assert mei.post(url, {"text": " "}).status_code == 422
    assert mei.post(url, {"text": "likes mornings"})["Location"] == page_of(desk)
    page = mei.get(page_of(desk)).content.decode()
    assert "likes mornings" in page
    undo = re.search(r'action="([^"]*/undo/\d+/[^"]*)"', page)
    assert undo is not None
    assert mei.post(undo.group(1).replace("&amp;", "&"))["Location"] == page_of(desk)
    assert "(taken back)" in mei.get(page_of(desk)).content.decode()


def test_a_task_lands_on_ones_own_list(desk: Any, mei: Client) -> None:
    url = f"{page_of(desk)}task/"
    assert mei.post(url, {"title": "", "minutes": 5}).status_code == 422
    assert mei.post(url, {"title": "Send the statement", "minutes": 5, "due": "blursday"}).status_code == 422
    assert mei.post(url, {"title": "Send the statement", "minutes": 5}).status_code == 302
    assert "Send the statement" in text_of(mei.get(f"{desk.url}/worklist/?view=task"))


def test_holds_are_placed_on_all_or_some_and_lifted(desk: Any, mei: Client) -> None:
    customer = desk.customers[2]
    url = f"{desk.url}/customers/{customer.pk}/"
    items = list(OpenItem.objects.filter(customer=customer).exclude(open_amount=0).order_by("pk"))
    form = mei.get(f"{url}hold/?open_item={items[0].pk}").content.decode()
    assert len(re.findall(r'name="item"[^>]*checked', form)) == 1
    chosen = [items[0].pk, items[1].pk]
    too_much = {"reason": "dispute", "item": chosen, "amount": "999999"}
    assert mei.post(f"{url}hold/", too_much).status_code == 422
    assert not Hold.objects.filter(customer=customer).exists()
    assert mei.post(f"{url}hold/", {"reason": "dispute", "item": chosen}).status_code == 302
    assert mei.post(f"{url}hold/", {"reason": "hardship", "note": "told by Dana"}).status_code == 302
    page = text_of(mei.get(url))
    assert "On hold: hardship" in page
    assert "told by Dana" in page
    whole = Hold.objects.get(customer=customer, open_item__isnull=True)
    lift = f"{url}holds/{whole.pk}/lift/"
    assert mei.get(lift).status_code == 200
    assert mei.post(lift, {"note": ""}).status_code == 302
    assert mei.post(lift, {"note": ""}).status_code == 422
    other = desk.customers[3]
    assert mei.get(f"{desk.url}/customers/{other.pk}/holds/{whole.pk}/lift/").status_code == 404


def test_a_contact_person_is_added_with_a_number_that_can_be_dialed(desk: Any, mei: Client) -> None:
    url = f"{page_of(desk)}contacts/add/"
    told = {"name": "Sam Ortega", "role": "controller", "preferred_channel": "phone"}
    assert mei.post(url, {**told, "phone": "12"}).status_code == 422
    assert mei.post(url, {**told, "phone": "+1 312 555 0199"}).status_code == 302
    assert "Sam Ortega" in text_of(mei.get(page_of(desk)))


def test_rights_hold_on_every_form(desk: Any) -> None:
    cleo = client_of(desk, "cleo")
    assert cleo.get(page_of(desk)).status_code == 200
    for verb in ("call", "note", "task", "hold", "contacts/add"):
        assert cleo.get(f"{page_of(desk)}{verb}/").status_code == 403, verb
    assert cleo.get(f"{desk.url}/customers/999999999/").status_code == 404


def test_open_items_and_customers_go_out_as_files(desk: Any, mei: Client) -> None:
    items = mei.get(f"{page_of(desk)}export/csv/").content.decode("utf-8-sig").splitlines()
    assert len(items) == 4
    assert items[0].startswith("Item,Kind")
    lines = mei.get(f"{desk.url}/customers/export/csv/?sort=name").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert any("'=Summit()" in line for line in lines)
    assert mei.get(f"{desk.url}/customers/export/xlsx/")["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_nothing_a_spreadsheet_would_run_goes_out_bare(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("plain") == "plain"


def test_placing_a_hold_is_undone_from_the_toast(desk: Any, mei: Client) -> None:
    customer = desk.customers[2]
    url = f"{desk.url}/customers/{customer.pk}/"
    items = list(OpenItem.objects.filter(customer=customer).exclude(open_amount=0).order_by("pk"))
    mei.post(f"{url}hold/", {"reason": "dispute", "item": [items[0].pk, items[1].pk]})
    undo = re.search(r'action="([^"]*/holds/\d+/undo/[^"]*)"', mei.get(url).content.decode())
    assert undo is not None
    address = undo.group(1).replace("&amp;", "&")
    assert mei.get(address).status_code == 405
    assert mei.post(address)["Location"] == url
    assert [(each.lift_note, each.lifted_date == each.placed_date) for each in customer.holds.all()] == [
        ("undone", True),
        ("undone", True),
    ]
    assert "is on hold" not in text_of(mei.get(url)).partition("Timeline")[0]
    assert mei.post(address).status_code == 422
    foreign = Hold.objects.get(customer=desk.customers[0])
    assert mei.post(f"{url}holds/{foreign.pk}/undo/").status_code == 404
    assert mei.post(f"{address}&also={foreign.pk}").status_code == 404
    foreign.refresh_from_db()
    assert foreign.lifted_date is None


def test_a_lifted_hold_keeps_who_lifted_it_and_why(desk: Any, mei: Client) -> None:
    hold = Hold.objects.get(customer=desk.customers[0])
    url = f"{desk.url}/customers/{desk.customers[0].pk}/"
    assert mei.post(f"{url}holds/{hold.pk}/lift/", {"note": "they found the proof of delivery"}).status_code == 302
    for address in (url, f"{url}?kind=hold"):
        said = text_of(mei.get(address))
        assert "Hold lifted: dispute. they found the proof of delivery Mei Chan" in said


def test_new_customers_have_a_view_and_a_chip(desk: Any, mei: Client) -> None:
    WorkItem.objects.filter(pk=desk.items[1].pk).update(is_new=True)
    WorkItem.objects.filter(run_id=desk.run_id).exclude(pk=desk.items[1].pk).update(is_new=False)
    page = mei.get(f"{desk.url}/worklist/?view=new").content.decode()
    assert page.count("<tr data-row") == 1
    assert 'class="chip green"' in page
    assert "New 1" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_key_numbers_and_a_summary_can_be_copied(desk: Any, mei: Client) -> None:
    customer = desk.customers[0]
    url = f"{desk.url}/customers/{customer.pk}/"
    page = mei.get(url).content.decode()
    assert f'data-copy="{customer.number}"' in page
    assert 'data-copy="3,725.50 USD"' in page
    assert f'href="{url}summary/"' in page
    item = OpenItem.objects.get(item_number="INV-11")
    assert 'data-copy="INV-11"' in mei.get(f"{url}items/{item.pk}/").content.decode()
    mei.post(f"{url}note/", {"text": "pays on Fridays"})
    plain = mei.get(f"{url}summary/")
    assert plain["Content-Type"].startswith("text/plain")
    lines = plain.content.decode().splitlines()
    assert lines[0].startswith("Harbor Logistics (C-01), as of ")
    assert lines[1] == "Open 3,725.50 USD, past due 3,600.00 USD"
    assert lines[2].startswith("- INV-11, 2,700.00 USD, due ")
    assert "350.00 USD of INV-12 is on hold: dispute" in plain.content.decode()
    assert "Dana 1, accounts payable, +1 312-555-0101" in lines
    assert "pays on Fridays" in lines[-1]


def test_queries_do_not_grow_with_a_customers_items(desk: Any, mei: Client) -> None:
    def count(at: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert mei.get(page_of(desk, at)).status_code == 200
        return len(asked)

    mei.get(page_of(desk))
    assert count(0) == count(3) <= 47, "with what the gate asks before it says yes or no"
