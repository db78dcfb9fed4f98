"""The audit trail through HTTP: who, what, when, why, before and after; narrowed and turned page by page."""

import re
from typing import Any

import pghistory.runtime
import pytest
from django.test import Client

from dunwell.parties.customers.commands import edit_customer
from dunwell.platform.access import viewer_of, viewing
from dunwell.platform.audit.queries import traced
from dunwell.web.trail import views
from dunwell.web.trail.forms import GROUPS
from dunwell.web.trail.words import NOUNS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(real_desk: Any) -> Any:
    return real_desk


def client_of(desk: Any, name: str) -> Client:
    client = Client()
    client.force_login(desk.people[name], backend=BACKEND)
    return client


@pytest.fixture
def lea(desk: Any) -> Client:
    return client_of(desk, "lea")


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def rows_of(answer: Any) -> list[str]:
    body = answer.content.decode().partition("<tbody>")[2]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in body.split("<tr ")[1:]]


def rename(desk: Any, name: str) -> None:
    """Rename the first customer as a request of its own would, outside the context that the desk was made in."""
    mei, around = viewer_of(desk.people["mei"]), vars(pghistory.runtime._tracker)
    kept = dict(around)
    around.clear()
    try:
        with viewing(mei):
            edit_customer(viewer=mei, customer_id=desk.customers[0].pk, name=name, reason="it merged")
    finally:
        around.update(kept)


def test_a_change_says_who_what_before_after_and_why(desk: Any, lea: Client) -> None:
    rename(desk, "Harbor Group")
    first = rows_of(lea.get(f"{desk.url}/trail/?who={desk.people['mei'].pk}"))[0]
    for words in ("Mei Chan", "Customer Harbor Group changed", "Harbor Logistics → Harbor Group", "it merged"):
        assert words in first, words


def test_the_customer_page_leads_to_its_own_trail(desk: Any, lea: Client) -> None:
    rename(desk, "Harbor Group")
    customer = desk.customers[0]
    url = f"{desk.url}/trail/?customer={customer.pk}"
    assert url in lea.get(f"{desk.url}/customers/{customer.pk}/").content.decode()
    page = lea.get(url)
    assert "What was changed about Harbor Group" in text_of(page)
    rows = rows_of(page)
    assert any("Contact person Dana 1 added" in row for row in rows)
    assert any("Hold Dispute added" in row for row in rows)
    assert not any("Redwood" in row or "Dana 2" in row for row in rows)
    assert lea.get(f"{desk.url}/trail/?customer=999999999").status_code == 404


def test_it_is_narrowed_by_who_and_by_kind(desk: Any, lea: Client) -> None:
    rename(desk, "Harbor Group")
    mine = rows_of(lea.get(f"{desk.url}/trail/?who={desk.people['mei'].pk}"))
    assert len(mine) == 1
    assert not rows_of(lea.get(f"{desk.url}/trail/?who={desk.people['lea'].pk}"))
    house = rows_of(lea.get(f"{desk.url}/trail/?who=system"))
    assert house
    assert not any("Mei Chan" in row and "changed" in row for row in house)
    people = rows_of(lea.get(f"{desk.url}/trail/?kind=people"))
    assert people
    assert all("Member" in row for row in people)
    assert all("Policy" in row for row in rows_of(lea.get(f"{desk.url}/trail/?kind=policies")))
    assert lea.get(f"{desk.url}/trail/?kind=odd&who=odd&after=odd&customer=odd").status_code == 200


def test_it_is_turned_page_by_page_without_a_gap(desk: Any, lea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = re.findall(r'data-row="([^"]+)"', lea.get(f"{desk.url}/trail/").content.decode())
    monkeypatch.setattr(views, "PAGE_SIZE", 7)
    seen: list[str] = []
    url = f"{desk.url}/trail/"
    while url and len(seen) < len(whole):
        page = lea.get(url).content.decode()
        seen += re.findall(r'data-row="([^"]+)"', page)
        link = re.search(r'rel="next" href="([^"]+)"', page)
        url = link.group(1).replace("&amp;", "&") if link else ""
    assert seen[: len(whole)] == whole


def test_only_who_may_read_it_sees_it(desk: Any) -> None:
    mei = client_of(desk, "mei")
    assert mei.get(f"{desk.url}/trail/").status_code == 403
    assert "/trail/?" not in mei.get(f"{desk.url}/customers/{desk.customers[0].pk}/").content.decode()
    assert f"{desk.url}/trail/?kind=people" in client_of(desk, "ada").get(f"{desk.url}/people/").content.decode()


def test_everything_that_is_traced_has_words_and_a_kind() -> None:
    assert set(traced()) == set(NOUNS) == {noun for _words, nouns in GROUPS.values() for noun in nouns}
