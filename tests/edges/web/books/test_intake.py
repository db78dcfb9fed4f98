"""A file comes in: uploaded, mapped, previewed and confirmed; and every way in which it does not."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dunwell.exchange import rules as exchange_rules
from dunwell.platform.access import viewing
from dunwell.receivables.models import Entry, OpenItem

HEADINGS = b"Customer No,Customer,Invoice No,Invoice Date,Due Date,Amount,Currency\n"
GOOD = (
    HEADINGS + b"C-7,Lakeshore,N-1,01/15/2026,02/14/2026,100.50,USD\nC-7,Lakeshore,N-2,01/20/2026,02/19/2026,9.50,USD\n"
)
BAD = HEADINGS + b"C-7,Lakeshore,N-1,01/15/2026,02/14/2026,100.50,USD\nC-8,Odd,N-9,01/99/2026,02/14/2026,12x,USD\n"
Read = Callable[..., str]


def upload(client: Client, desk: Any, content: bytes = GOOD, **said: str) -> Any:
    """Post a file as the form does, without any script."""
    file = SimpleUploadedFile("march.csv", content)
    return client.post(desk.at("intake/"), {"file": file, "mode": "delta", "source": "open_items", **said})


def filled(text: str) -> dict[str, str]:
    """Return what a browser would send of the selects on a page."""
    out = {}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        out[name] = unescape(chosen.group(1)) if chosen else ""
    return out


def previewed(client: Client, desk: Any, content: bytes = GOOD, **said: str) -> str:
    """Take a file to its preview and return the address."""
    columns = upload(client, desk, content, **said)["Location"]
    return str(client.post(columns, filled(client.get(columns).content.decode()))["Location"])


def counts(desk: Any) -> tuple[int, int]:
    """Return how many items and entries the creditor has."""
    with viewing(desk.operator):
        return (
            OpenItem.objects.filter(creditor=desk.creditor).count(),
            Entry.objects.filter(creditor=desk.creditor).count(),
        )


def test_a_file_goes_in_by_four_plain_pages(desk: Any, text_of: Read) -> None:
    client, before = desk.clients["lee"], counts(desk)
    answer = upload(client, desk, control_total="110.00")
    assert answer.status_code == 302
    page = text_of(client.get(answer["Location"]))
    assert "Invoice No (C)" in page
    assert "12/31/2026 (month first)" in page
    answer = client.post(answer["Location"], filled(page))
    assert answer["Location"].endswith("preview/?control_total=110.00")
    page = text_of(client.get(answer["Location"]))
    assert "2 items would change" in page
    assert "The rows add up to the control total." in page
    assert counts(desk) == before
    done = client.post(answer["Location"], {"control_total": "110.00"})
    assert done.status_code == 302
    assert counts(desk) == (before[0] + 2, before[1] + 2)
    page = text_of(client.get(done["Location"]))
    assert "in the book" in page
    assert "2 new, 0 changed, 0 closed: march.csv is in the book" in page
    assert "march.csv" in text_of(client.get(desk.at("intake/")))


def test_the_same_file_again_says_so_and_changes_nothing(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    client.post(previewed(client, desk))
    before = counts(desk)
    answer = upload(client, desk)
    assert "This very file is in the book already" in text_of(client.get(answer["Location"]))
    assert counts(desk) == before


def test_a_control_total_that_differs_is_refused_and_nothing_is_lost(desk: Any, text_of: Read) -> None:
    client, before = desk.clients["lee"], counts(desk)
    preview = previewed(client, desk)
    page = text_of(client.post(preview, {"control_total": "111.00"}), 422)
    assert "a difference of -1.00" in page
    assert 'value="111.00"' in page
    assert counts(desk) == before
    assert client.post(preview, {"control_total": "110"}).status_code == 302


def test_bad_rows_are_shown_downloaded_repaired_and_sent_again(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    preview = previewed(client, desk, BAD)
    page = text_of(client.get(preview))
    assert "row 3, column Amount" in page
    assert "2 problems set aside" in page
    delivery = client.post(preview, {})["Location"]
    failed = client.get(delivery + "failed/")
    assert failed["Content-Disposition"].startswith('attachment; filename="march.failed.csv"')
    assert b"N-9" in failed.content
    assert b"N-1" not in failed.content
    page = text_of(client.get(delivery))
    repair = re.search(r'href="([^"]*repairs=\d+)"', page)
    assert repair is not None
    assert "Send the repaired rows of march.csv" in text_of(client.get(repair.group(1)))
    repaired = HEADINGS + b"C-8,Odd,N-9,01/19/2026,02/14/2026,12.00,USD\n"
    answer = upload(client, desk, repaired, repairs=re.search(r"\d+$", repair.group(1)).group())  # type: ignore[union-attr]
    assert "preview/" in answer["Location"]
    assert "1 item would change" in text_of(client.get(answer["Location"]))


def test_columns_are_corrected_and_kept_under_a_name(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    columns = upload(client, desk)["Location"]
    said = filled(client.get(columns).content.decode()) | {"column_reference": "Customer", "save_as": "my ledger"}
    assert "Customer name is read from this column already." in text_of(client.post(columns, said), 422)
    said["column_customer_name"] = ""
    answer = client.post(columns, said)
    assert answer.status_code == 302
    page = text_of(client.get(answer["Location"].replace("preview", "columns")))
    assert re.search(r'name="column_reference".*?value="Customer" selected', page, re.DOTALL)
    assert "my ledger" in text_of(client.get(desk.at("intake/")))
    straight = upload(client, desk, GOOD.replace(b"N-2", b"N-3"), profile="my ledger")
    assert "preview/" in straight["Location"]


def test_what_cannot_be_read_is_said_and_cannot_be_confirmed(desk: Any, text_of: Read) -> None:
    client, before = desk.clients["lee"], counts(desk)
    columns = upload(client, desk, b"%PDF-1.7 nothing here\n")["Location"]
    assert "This is a PDF" in text_of(client.get(columns))
    columns = upload(client, desk, HEADINGS + b"C-8,Odd,N-9,01/99/2026,02/14/2026,12x,USD\n")["Location"]
    preview = client.post(columns, filled(client.get(columns).content.decode()))["Location"]
    page = text_of(client.get(preview))
    assert "Nothing in this file could be read" in page
    assert "Take it in" not in page
    assert client.post(preview, {}).status_code == 422
    assert counts(desk) == before


def test_a_snapshot_warns_of_what_it_would_close(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    page = text_of(client.get(previewed(client, desk, mode="snapshot")))
    assert "5 items that are open now are not in this file and would be closed" in page


def test_an_empty_form_comes_back_with_what_to_do(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    assert "This field is required" in text_of(client.post(desk.at("intake/"), {"mode": "delta"}), 422)
    preview = previewed(client, desk)
    assert "Enter a valid date" in text_of(client.post(preview, {"effective_date": "soon"}), 422)


def test_a_file_above_the_limit_is_refused_before_it_is_stored(
    desk: Any, text_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dunwell.web.intake.uploads.MAX_DELIVERY_BYTES", 100)
    monkeypatch.setattr("dunwell.web.intake.uploads.FORM_BYTES", 0)
    assert exchange_rules.MAX_DELIVERY_BYTES > 100
    page = text_of(upload(desk.clients["lee"], desk), 422)
    assert "The file is larger than 512 MB. Split it into parts and send each." in page


def test_only_who_may_take_files_in_gets_there(desk: Any) -> None:
    for path in ("intake/", f"intake/{desk.delivery_id}/", f"intake/{desk.delivery_id}/file/"):
        assert desk.clients["cory"].get(desk.at(path)).status_code == 403
        assert desk.clients["cash"].get(desk.at(path)).status_code == 200


def test_another_creditors_delivery_is_not_there(desk: Any) -> None:
    client, hidden = desk.clients["ana"], desk.other_delivery_id
    for path in ("", "columns/", "preview/", "failed/", "file/"):
        assert client.get(desk.at(f"intake/{hidden}/{path}")).status_code == 404
        assert client.get(desk.at(f"intake/{hidden}/{path}", desk.other)).status_code == 404
    for path in ("columns/", "preview/"):
        assert client.post(desk.at(f"intake/{hidden}/{path}"), {}).status_code == 404
    assert client.get(desk.at(f"intake/?repairs={hidden}")).status_code == 404
    assert upload(client, desk, repairs=str(hidden)).status_code == 404


def test_the_file_comes_back_as_it_was(desk: Any) -> None:
    client = desk.clients["lee"]
    delivery = client.post(previewed(client, desk), {})["Location"]
    assert b"".join(client.get(delivery + "file/").streaming_content) == GOOD


def test_the_history_asks_the_database_as_often_for_many_as_for_one(
    desk: Any, django_assert_max_num_queries: Any
) -> None:
    client = desk.clients["lee"]
    client.get(desk.at("intake/"))
    for number in range(4):
        upload(client, desk, GOOD.replace(b"N-2", b"M-%d" % number))
    with django_assert_max_num_queries(30):
        client.get(desk.at("intake/"))
