"""No cell of any file that the desk gives away is taken for a formula; the addresses come from the table of them."""

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

sys.path.insert(0, str(Path(__file__).parents[1] / "access"))

from python_calamine import CalamineWorkbook
from routes import Route, routes_of
from scene import make_side

from dunwell.parties.models import Customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.receivables.models import OpenItem
from dunwell.runs.day import run_day
from dunwell.web.sheets import harmless

EVIL = (
    '=HYPERLINK("http://x.example","pay")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", ' =cmd|"/c calc"!A0',
)  # fmt: skip
KINDS = [route for route in routes_of("dunwell.web") if "kind" in route.parts]
EXPORTS = [route for route in KINDS if route.right == "export.rows"]
OWN_KINDS = {("web:journal_export", "xlsx"): "sap"}
"""What stands for a kind at an export that has others."""


@pytest.fixture
def evil(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a side whose every name and number begins like a formula."""
    monkeypatch.setenv("DUNWELL_HOME", str(tmp_path))
    with viewing(system_viewer("test")) as viewer:
        side = make_side("evil")
        for at, customer in enumerate(Customer.objects.all()):
            customer.name, customer.other_name = EVIL[at % len(EVIL)], EVIL[(at + 3) % len(EVIL)]
            customer.number, customer.queue = EVIL[(at + 1) % len(EVIL)], EVIL[0]
            customer.save()
        for at, item in enumerate(OpenItem.objects.all()):
            item.item_number, item.reference = f"{EVIL[at % len(EVIL)]}{at}", EVIL[(at + 2) % len(EVIL)]
            item.save()
        run_day(viewer=viewer, creditor_id=side.creditor.pk, as_of=date(2026, 4, 1))
    return side


def test_the_exports_are_found() -> None:
    assert {
        "web:worklist_export", "web:customers_export", "web:customer_export", "web:customer_statement",
        "web:disputes_export", "web:dispute_causes_export", "web:unclaimed_export", "web:unapplied_export",
        "web:unapplied_rows_export", "web:reconciliation_export", "web:journal_export", "web:aging_export",
        "web:aging_items_export",
    } <= {route.name for route in EXPORTS}  # fmt: skip
    assert reverse("web:home")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_an_export_begins_like_a_formula(evil: Any, kind: str) -> None:
    client: Client = evil.client("admin")
    cells = 0
    for route in EXPORTS:
        asked = OWN_KINDS.get((route.name, kind), kind)
        answer = client.get(route.address({**evil.ids, "kind": asked}))
        assert answer.status_code == 200, (route.name, answer.status_code)
        assert answer["Content-Disposition"].startswith("attachment"), route.name
        for row in _rows("xlsx" if asked == "xlsx" else "csv", answer.content):
            for cell in row:
                cells += 1
                text = str(cell)
                is_number = text.replace("-", "", 1).replace(".", "", 1).isdigit()
                dangerous = text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
                assert is_number or not dangerous, (route.name, cell)
    assert cells > 20


def _rows(kind: str, content: bytes) -> list[list[Any]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


@pytest.mark.parametrize("text", EVIL)
def test_every_kind_of_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("Harbor - East") == "Harbor - East"


def test_every_route_that_gives_a_file_is_asked(evil: Any) -> None:
    client: Client = evil.client("admin")
    assert all(isinstance(route, Route) for route in EXPORTS)
    for route in KINDS:
        if route in EXPORTS:
            continue
        answer = client.get(route.address(evil.ids))
        assert answer.status_code in (200, 405), (route.name, answer.status_code)
        assert "Content-Disposition" not in answer, (route.name, "gives a file without the right export.rows")
