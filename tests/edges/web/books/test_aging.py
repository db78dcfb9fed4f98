"""The aging as people ask for it: by whom, as of when, in which currency; each number opens to its items."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from dunwell.platform.access import viewing
from dunwell.receivables.rates.commands import record_rate

Read = Callable[..., str]
DAY = "as_of=2026-03-31"


def test_the_book_stands_in_a_sentence_and_a_table(desk: Any, text_of: Read) -> None:
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}")))
    assert "$11.2K open, 91 % past due; 1 other currency" in page
    assert "Harbor Logistics" in page
    assert "Hidden" not in page


@pytest.mark.parametrize("by", ["customer", "parent", "owner", "segment", "currency", "creditor"])
def test_every_grouping_opens_and_totals_are_the_same(desk: Any, text_of: Read, by: str) -> None:
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}&by={by}")))
    assert page.count("11,200.00") >= 1


def test_segments_come_from_the_published_run(desk: Any, text_of: Read) -> None:
    client = desk.clients["cory"]
    assert "no segment" in text_of(client.get(desk.at(f"aging/?{DAY}&by=segment")))
    with viewing(desk.operator):
        record_rate(
            viewer=desk.operator, creditor_id=desk.creditor.pk, currency="EUR", rate_date=date(2026, 1, 1),
            rate=Decimal("1.1"),
        )  # fmt: skip
    desk.run()
    assert "no segment" not in text_of(client.get(desk.at(f"aging/?{DAY}&by=segment")))


@pytest.mark.parametrize("by", ["customer", "parent", "owner", "segment", "currency", "creditor"])
@pytest.mark.parametrize("base", ["", "&base=1"])
def test_every_number_opens_to_items_that_add_up_to_it(desk: Any, text_of: Read, by: str, base: str) -> None:
    client = desk.clients["cory"]
    page = text_of(client.get(desk.at(f"aging/?{DAY}&by={by}{base}")))
    body = page[page.index("<table") : page.index("</table>")]
    links = re.findall(r'<a href="([^"]*aging/items/[^"]*)">([^<]+)</a>', body)
    assert len(links) >= 6
    for link, number in set(links):
        items = text_of(client.get(unescape(link)))
        heading = re.search(r"<h1>(.*?)</h1>", items)
        assert heading is not None
        assert heading.group(1).startswith(f"{number} "), (link, number)


def test_a_missing_rate_is_said_and_a_known_one_is_stated(desk: Any, text_of: Read) -> None:
    client = desk.clients["cory"]
    assert "750.00 EUR stays in its own currency" in text_of(client.get(desk.at(f"aging/?{DAY}&base=1")))
    with viewing(desk.operator):
        record_rate(
            viewer=desk.operator, creditor_id=desk.creditor.pk, currency="EUR", rate_date=date(2026, 1, 1),
            rate=Decimal("1.1"),
        )  # fmt: skip
    page = text_of(client.get(desk.at(f"aging/?{DAY}&base=1")))
    assert "1 EUR = 1.1 USD (Jan 1, 2026)" in page
    assert "12,025.00" in page


def test_edges_that_cannot_be_read_are_refused_and_the_rest_still_shows(desk: Any, text_of: Read) -> None:
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}&buckets=60,30")), 422)
    assert "in whole rising days" in page
    assert "Harbor Logistics" in page
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}&buckets=7,14&basis=document")))
    assert "over 14" in page


def test_odd_questions_fall_back(desk: Any, text_of: Read) -> None:
    for query in ("as_of=yesterday", "by=moon", "basis=x", "credits=x", "page=999", "page=-1", "sort=../x", "set=none"):
        text_of(desk.clients["cory"].get(desk.at(f"aging/?{query}")))
    assert desk.clients["cory"].get(desk.at("aging/items/?label=31-99")).status_code == 422


def test_buckets_are_kept_chosen_and_forgotten(desk: Any, text_of: Read) -> None:
    lead = desk.clients["lee"]
    answer = lead.post(desk.at("aging/buckets/"), {"name": "Weekly", "buckets": "7,14", "basis": "due"})
    assert "over 14" in text_of(lead.get(answer["Location"]))
    page = text_of(lead.post(desk.at("aging/buckets/"), {"name": "Bad", "buckets": "7,x", "basis": "due"}), 422)
    assert "in whole rising days" in page
    assert 'value="7,x"' in page
    refused = desk.clients["cory"].post(desk.at("aging/buckets/"), {"name": "No", "buckets": "7", "basis": "due"})
    assert refused.status_code == 403
    forget = re.search(r'action="([^"]*/forget/)"', text_of(lead.get(desk.at("aging/"))))
    assert forget is not None
    assert desk.clients["cory"].post(forget.group(1)).status_code == 403
    assert lead.post(forget.group(1)).status_code == 302
    assert lead.post(forget.group(1)).status_code == 404


def test_the_file_is_what_is_shown_and_no_cell_is_a_formula(desk: Any) -> None:
    answer = desk.clients["cory"].get(desk.at(f"aging/as.csv?{DAY}"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [
        "Number", "Customer", "Currency", "current", "1–30", "31–60", "61–90", "91–120", "over 120", "unapplied",
        "disputed", "total",
    ]  # fmt: skip
    assert rows[1][:5] == ["C-1", "Harbor Logistics", "USD", "1000.00", "0.00"]
    assert rows[2][1] == "'=Redwood Brokerage"
    assert rows[-2][1:3] == ["Total", "USD"]
    assert rows[-2][-1] == "11200.00"
    assert desk.clients["cory"].get(desk.at(f"aging/as.xlsx?{DAY}")).content[:2] == b"PK"
    assert desk.clients["cory"].get(desk.at(f"aging/as.exe?{DAY}")).status_code == 404
    items = desk.clients["cory"].get(desk.at(f"aging/items/as.csv?{DAY}&label=31-60"))
    assert "INV-1" in items.content.decode()


def test_bars_stand_beside_the_table(desk: Any, text_of: Read) -> None:
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}&show=bars")))
    assert 'class="sheet bars"' in page
    assert "style=" not in page


def test_a_long_book_is_paged_and_its_totals_are_of_all(
    desk: Any, text_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dunwell.web.aging.pages.PAGE_SIZE", 2)
    page = text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}")))
    assert "1–2 of 3 lines; the totals are of all of them." in page
    assert "Tri-County" not in page
    assert "750.00" in page
    assert "Tri-County" in text_of(desk.clients["cory"].get(desk.at(f"aging/?{DAY}&page=2")))


def test_another_creditors_ids_are_not_there(desk: Any) -> None:
    from dunwell.parties.models import Customer

    with viewing(desk.operator):
        hidden = Customer.objects.get(creditor=desk.other, number="X-1")
    client = desk.clients["ana"]
    assert client.get(desk.at(f"aging/items/?{DAY}&by=customer&key={hidden.pk}")).status_code == 404
    for path in ("aging/", "aging/items/", "aging/as.csv", "aging/items/as.csv"):
        assert client.get(desk.at(path, desk.other)).status_code == 404


def test_more_customers_take_no_more_queries(desk: Any, django_assert_max_num_queries: Any) -> None:
    client = desk.clients["cory"]
    client.get(desk.at(f"aging/?{DAY}"))
    desk.feed(desk.creditor, tuple(f"M-{n},Many {n},MI-{n},2026-01-15,2026-02-14,10.00,USD" for n in range(30)))
    with django_assert_max_num_queries(25):
        client.get(desk.at(f"aging/?{DAY}"))
