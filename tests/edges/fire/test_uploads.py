"""Hostile files through the command and through the desk: a stated problem, never a fault, never a wrong row."""

import csv
import io
import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hostile import GOOD, HEAD, Hostile, every_hostile

from dunwell.exchange.queries import failed_rows_of
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.models import Creditor, User
from dunwell.platform.people.commands import add_member
from dunwell.receivables.models import Entry, OpenItem
from dunwell.runs.intake.commands import Reading, intake_file
from dunwell.runs.opening import open_creditor

FILES = every_hostile()


def named(file: Hostile) -> str:
    return file.name


@pytest.fixture
def creditor(db: None) -> Iterator[Creditor]:
    viewer = system_viewer("test")
    with viewing(viewer):
        made = open_creditor(viewer=viewer, name="Northline", base_currency="USD")
        add_member(viewer=viewer, creditor_id=made.pk, email="ana@x.example", full_name="Ana", role="admin")
        yield made


@pytest.fixture
def client(creditor: Creditor) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(
        User.objects.get(email="ana@x.example"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return browser


def take(creditor: Creditor, file: Hostile) -> Any:
    viewer: Viewer = system_viewer("test")
    return intake_file(
        viewer=viewer, creditor_id=creditor.pk, stream=io.BytesIO(file.content), file_name=file.name,
        reading=Reading(effective_date=date(2026, 3, 31)),
    )  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_hostile_file_gives_a_problem_and_no_wrong_row(creditor: Creditor, file: Hostile) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = take(creditor, file)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000, "kilobytes more than before"
    landed = OpenItem.objects.count()
    assert landed <= file.lands, [*OpenItem.objects.values_list("item_number", "original_amount")]
    assert landed == file.lands or result.problems
    assert all(problem.sentence() and problem.code for problem in result.problems)
    assert not OpenItem.objects.filter(original_amount=0).exists()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_hostile_file_is_answered_by_the_desk_and_shown_harmless(
    client: Client, creditor: Creditor, file: Hostile
) -> None:
    sent = {"file": SimpleUploadedFile(file.name, file.content), "mode": "delta", "source": "open_items"}
    answer = client.post(f"/c/{creditor.key}/intake/", sent)
    assert answer.status_code in (302, 422), answer.status_code
    seen = [answer] if answer.status_code == 422 else []
    for _ in range(3):
        if answer.status_code != 302:
            break
        answer = client.get(answer["Location"])
        assert answer.status_code in (200, 302, 422), answer.status_code
        seen.append(answer)
    for page in (*seen, client.get(f"/c/{creditor.key}/intake/")):
        assert "<script>alert(1)" not in page.content.decode()
    assert not Path("/tmp/dunwell-slipped.txt").exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nX-Evil: 1.csv", 'q".csv', "名單.csv", "x" * 500 + ".csv", ".."]
)
def test_a_file_s_name_neither_climbs_nor_breaks_the_answer(client: Client, creditor: Creditor, name: str) -> None:
    upload = SimpleUploadedFile("x.csv", (HEAD + GOOD).encode())
    upload._name = name  # what a browser sent is not what Django's own file would let through
    answer = client.post(f"/c/{creditor.key}/intake/", {"file": upload, "mode": "delta", "source": "open_items"})
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        address = answer["Location"].split("?")[0].replace("columns/", "file/")
        given = client.get(address)
        assert given.status_code == 200
        disposition = given["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert "\n" not in disposition
        assert "\r" not in disposition
        assert "/" not in disposition.replace("UTF-8''", "")
        assert given["X-Content-Type-Options"] == "nosniff"
        assert "Evil" not in given.headers


def test_a_file_above_the_limit_is_refused_before_it_is_kept(
    client: Client, creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dunwell.web.intake.uploads.MAX_DELIVERY_BYTES", 1000)
    monkeypatch.setattr("dunwell.web.intake.uploads.FORM_BYTES", 0)
    big = SimpleUploadedFile("big.csv", (HEAD + GOOD * 1000).encode())
    answer = client.post(f"/c/{creditor.key}/intake/", {"file": big, "mode": "delta", "source": "open_items"})
    assert answer.status_code == 422


FORMULAS = ("=cmd|'/c calc'!A0", "=\"a\"&cmd|'/c calc'!A0", "-1+cmd|'/c calc'!A0", "@SUM(A1)", "＝1+1", " =1+1")


def test_failed_rows_come_back_without_a_formula_in_force_and_read_as_before(creditor: Creditor) -> None:
    rows = [["C-1", text, f"INV-{n}", "2026-02-01", "2026-03-03", "x", "USD"] for n, text in enumerate(FORMULAS)]
    rows.append(["C-1", "Plain", '="007"', "2026-02-01", "2026-03-03", "-100.00", "XX"])
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD.strip().split(","), *rows])
    result = take(creditor, Hostile("f.csv", out.getvalue().encode()))
    assert result.problem_count >= len(FORMULAS)
    _, content = failed_rows_of(viewer=system_viewer("test"), delivery_id=result.delivery_id)
    back = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in back[1 : len(FORMULAS) + 1]] == [f"'{text}" for text in FORMULAS]
    assert [row[2:6] for row in back if row[1] == "Plain"] == [['="007"', "2026-02-01", "2026-03-03", "-100.00"]]
    repaired = content.decode("utf-8-sig").replace(",x,USD", ",5.00,USD").encode()
    assert take(creditor, Hostile("again.csv", repaired)).new == len(FORMULAS)
    assert Customer.objects.get(number="C-1").name in FORMULAS
