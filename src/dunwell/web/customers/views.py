"""Customers: the list, one customer, one open item, and all of it as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dunwell.platform.calendars import local_day
from dunwell.receivables.account_papers.queries import MEDIA_TYPES, statement_file
from dunwell.receivables.account_statements.queries import account_statement
from dunwell.receivables.balances.queries import MOST_ROWS, SORTS
from dunwell.receivables.open_items.queries import open_items_of
from dunwell.web.customers.gate import callable_of
from dunwell.web.customers.pages import balances_asked, customer_page, customers_page, item_page
from dunwell.web.customers.summary import customer_here, standpoint
from dunwell.web.doors import DeskRequest, door
from dunwell.web.sheets import file_answer
from dunwell.web.wording import HOLD_REASONS, ITEM_KINDS, label
from dunwell.web.worklist.pages import standing_of_customer
from dunwell.work.senders.queries import said_by_all


@door("book.read", "customers")
def customers(request: DeskRequest) -> HttpResponse:
    """Show the customers with what each owes."""
    return render(request, "web/customers/list.html", {"page": customers_page(request)})


@door("export.rows", "customers")
def export_customers(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the list of customers as a file, every page of it."""
    sort = request.GET.get("sort", "past_due")
    search = request.GET.get("q", "").strip()[:120]
    at = standpoint(request)
    found = balances_asked(request, at, search, sort if sort in SORTS else "past_due", page_size=MOST_ROWS)
    heads = [
        _("Customer number"), _("Customer"), _("Other name"), _("Owner"), _("Queue"), _("Items"), _("Days past due"),
        _("Past due"), _("Open"), _("Currency"),
    ]  # fmt: skip
    rows = [
        (row.number, row.name, row.other_name, row.owner, row.queue, row.item_count, row.oldest_days,
         row.past_due_amount, row.open_amount, request.creditor.base_currency)
        for row in found.rows
    ]  # fmt: skip
    return file_answer(kind, f"customers-{request.creditor.key}", heads, rows)


@door("book.read", "customers")
def customer(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Show one customer."""
    found = customer_here(request, customer_id)
    page = customer_page(request, found, standing_of_customer(request, customer_id))
    return render(request, "web/customers/page.html", {"page": page})


@door("book.read", "customers")
def callable_now(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Say in one line whether a customer may be called now; asked for once their page stands, which needn't wait."""
    line = callable_of(request, customer_here(request, customer_id))
    return render(request, "web/customers/_callable.html", {"callable": line})


@door("book.read", "customers")
def brief(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Give one customer in plain text, to copy from where no script may copy it."""
    found = customer_here(request, customer_id)
    page = customer_page(request, found, None)
    return HttpResponse(page.brief + "\n", content_type="text/plain; charset=utf-8")


@door("export.rows", "customers")
def export_items(request: DeskRequest, customer_id: int, kind: str) -> HttpResponse:
    """Give a customer's open items as a file."""
    found = customer_here(request, customer_id)
    heads = [
        _("Item"), _("Kind"), _("Reference"), _("Purchase order"), _("Dated"), _("Due"), _("Days past due"),
        _("Original"), _("Open"), _("On hold"), _("Why"), _("Currency"),
    ]  # fmt: skip
    rows = [
        (row.item_number, label(ITEM_KINDS, row.kind), row.reference, row.purchase_order, row.document_date,
         row.due_date, row.days_past_due, row.original_amount, row.open_amount, row.held_amount,
         label(HOLD_REASONS, row.hold_reason) if row.hold_reason else "", row.currency)
        for row in open_items_of(request.viewer, customer_id, standpoint(request).as_of, MOST_ROWS)
    ]  # fmt: skip
    return file_answer(kind, f"open-items-{found.id}", heads, rows)


@door("export.rows", "customers")
def statement(request: DeskRequest, customer_id: int, kind: str) -> HttpResponse:
    """Give a customer's statement of account as of today: open documents, or with `style=activity` movements."""
    if kind not in MEDIA_TYPES:
        raise Http404
    customer_here(request, customer_id)
    found = account_statement(
        request.viewer,
        customer_id,
        local_day(timezone.now(), request.creditor.time_zone),
        style=request.GET.get("style", "open_item"),
        said=said_by_all(request.creditor.id),
    )
    file = statement_file(found, kind)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door("book.read", "customers")
def item(request: DeskRequest, customer_id: int, open_item_id: int) -> HttpResponse:
    """Show one open item with everything that moved it."""
    page = item_page(request, customer_here(request, customer_id), open_item_id)
    if page is None:
        raise Http404
    return render(request, "web/customers/item.html", {"page": page})
