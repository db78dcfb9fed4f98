"""The cash desk: what waits, and the receipt in view."""

from django.http import HttpResponse
from django.shortcuts import render

from dunwell.web.answers import fragment, is_fragment
from dunwell.web.cash.asked import asked_of
from dunwell.web.cash.pages import cash_page, pane_page
from dunwell.web.doors import DeskRequest, door


@door("book.read", "cash")
def cash(request: DeskRequest) -> HttpResponse:
    """Show the desk as it is asked for; for the pane or the found documents alone, only those."""
    asked = asked_of(request)
    if asked.receipt and is_fragment(request, "found"):
        return fragment(request, "web/cash/_found.html", {"page": pane_page(request, asked)})
    if asked.receipt and is_fragment(request, "pane"):
        return fragment(request, "web/cash/_pane.html", {"page": pane_page(request, asked)})
    return render(request, "web/cash/page.html", {"page": cash_page(request, asked)})
