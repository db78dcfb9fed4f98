"""Solve: which documents make the sum of a receipt, ranked, with a warning where there is more than one answer."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.money import Money
from dunwell.cash.desk.queries import answers_of, documents_for
from dunwell.cash.receipts.queries import ReceiptRow
from dunwell.cash.solving.queries import SolvedReceipt, solve_receipt
from dunwell.cash.solving.rules import Solution
from dunwell.web.answers import is_fragment
from dunwell.web.cash.asked import asked_of, desk_url
from dunwell.web.cash.pages import receipt_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.wording import money_of, written

WHY: dict[str, str | Promise] = {
    "all_open": gettext_lazy("everything that is open"),
    "oldest_first": gettext_lazy("the oldest ones"),
    "all_past_due": gettext_lazy("everything past due"),
    "some": "",
}


@dataclass(frozen=True)
class SolutionShape:
    """One set of documents that makes the sum; `url` ticks them."""

    title: str
    rows: list[tuple[str, str, Money]]
    url: str


def customers_of(request: DeskRequest, receipt: ReceiptRow) -> set[int]:
    """Whose documents are tried: the receipt's customer, else those whose documents its answers name."""
    if receipt.customer_id:
        return {receipt.customer_id}
    ids = [line.open_item_id for each in answers_of(request.viewer, receipt.id)[:3] for line in each.lines]
    asked = asked_of(request)
    ids += list(asked.ticks)
    return {row.customer_id for row in documents_for(request.viewer, request.creditor.id, item_ids=ids, limit=len(ids))}


def _shape(request: DeskRequest, receipt_id: int, found: SolvedReceipt, solution: Solution) -> SolutionShape:
    n = len(solution.item_ids)
    title = ngettext("%(n)s document", "%(n)s documents", n) % {"n": n}
    if words := str(WHY[solution.why]):
        title = f"{title}: {words}"
    if solution.discounted:
        title += " · " + _("net of discount")
    tick = ".".join(f"{pk}d" if pk in solution.discounted else str(pk) for pk in solution.item_ids)
    rows = [found.documents[pk] for pk in solution.item_ids]
    return SolutionShape(
        title,
        [(row.item_number, row.customer_name, money_of(row.open_amount, row.currency)) for row in rows],
        desk_url(request, asked_of(request), receipt=receipt_id, answer=None, find="", tick=tick),
    )


@door("book.read", "cash")
def solve(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Show the sets of documents that make the sum."""
    receipt = receipt_here(request, receipt_id)
    customers = customers_of(request, receipt)
    found = solve_receipt(request.viewer, receipt_id, customers)
    context = {
        "title": _("What makes %(amount)s?") % {"amount": written(found.amount, found.currency)},
        "solutions": [_shape(request, receipt_id, found, each) for each in found.solutions],
        "warning": _warning(found),
        "nothing": _nothing(found, customers),
        "back_url": desk_url(request, asked_of(request), receipt=receipt_id),
        "fragment": is_fragment(request),
    }
    return render(request, "web/cash/solve.html", context)


def _warning(found: SolvedReceipt) -> str:
    if found.total < 2:
        return ""
    n = found.total - 1
    said = ngettext("%(n)s other solution makes the same sum.", "%(n)s other solutions make the same sum.", n) % {
        "n": n
    }
    said += " " + _("Choose by what the payer wrote.")
    return said if found.is_whole else said + " " + _("There may be more: not all were tried.")


def _nothing(found: SolvedReceipt, customers: set[int]) -> str:
    if found.solutions:
        return ""
    if not customers:
        return _("Whose money it is is not known. Say it first, or find one of their documents.")
    return _("No set of open documents makes this sum.")
