"""Unapplied cash: by age, the receipts behind every number, and both as files."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dunwell.web.doors import DeskRequest, door
from dunwell.web.sheets import file_answer
from dunwell.web.unapplied.pages import asked_of, found_rows, narrowed, place_words, rows_page, unapplied_page


@door("book.read", "cash")
def unapplied(request: DeskRequest) -> HttpResponse:
    """Show unapplied cash by age."""
    return render(request, "web/unapplied/page.html", {"page": unapplied_page(request)})


@door("book.read", "cash")
def rows(request: DeskRequest) -> HttpResponse:
    """Show the receipts behind a number."""
    return render(request, "web/unapplied/rows.html", {"page": rows_page(request)})


@door("export.rows", "cash")
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the table as a file."""
    page = unapplied_page(request)
    heads = [page.head, _("Currency"), *page.heads, _("Together")]

    def lines() -> Iterator[list[Any]]:
        for line in page.rows:
            amounts = [cell.amount.amount for _head, cell in line.cells]
            yield [line.name, line.total.amount.currency, *amounts, line.total.amount.amount]

    return file_answer(kind, f"unapplied_{request.creditor.key}", heads, lines())


@door("export.rows", "cash")
def export_rows(request: DeskRequest, kind: str) -> HttpResponse:
    """Give all receipts behind a number as a file."""
    found = narrowed(found_rows(request), asked_of(request), any_who=request.GET.get("all") == "1")
    heads = [
        _("Receipt"), _("Payer"), _("Customer"), _("Where it is"), _("Since"), _("Days"), _("Currency"), _("Amount"),
    ]  # fmt: skip
    lines = [
        (row.item_number or row.number, row.payer_name, row.customer_name, place_words(row), row.since_date,
         row.days, row.currency, row.amount)
        for row in found
    ]  # fmt: skip
    return file_answer(kind, f"unapplied_receipts_{request.creditor.key}", heads, lines)
