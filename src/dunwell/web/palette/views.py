"""What the palette finds as somebody types: customers, their contact people, invoices by number and by amount."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from dunwell.parties.contacts.queries import find_contacts
from dunwell.parties.contacts.rules import written_phone
from dunwell.parties.customers.queries import find_customers
from dunwell.receivables.open_items.queries import find_items
from dunwell.web.doors import DeskRequest, door
from dunwell.web.shortcuts import place_of
from dunwell.web.wording import written

MOST = 8


@door("book.read", "")
def palette(request: DeskRequest) -> HttpResponse:
    """Answer `{"answers": [{"group", "label", "detail", "url"}]}` for `?q=`; nothing for an empty question."""
    text = request.GET.get("q", "").strip()[:120]
    answers = [*_customers(request, text), *_items(request, text), *_contacts(request, text)] if text else []
    return JsonResponse({"answers": answers})


def _answer(request: DeskRequest, group: str, label: str, detail: str, *place: Any) -> dict[str, str]:
    name, *ids = place
    return {"group": group, "label": label, "detail": detail, "url": place_of(name, request.creditor.key, *ids)}


def _customers(request: DeskRequest, text: str) -> list[dict[str, str]]:
    return [
        _answer(
            request, _("Customers"), " ".join(filter(None, (row.name, row.other_name))), row.number,
            "web:customer", row.id,
        )
        for row in find_customers(request.viewer, [request.creditor.id], text, limit=MOST)
    ]  # fmt: skip


def _items(request: DeskRequest, text: str) -> list[dict[str, str]]:
    answers = []
    for row in find_items(request.viewer, request.creditor.id, text, limit=MOST):
        amount = written(row.open_amount, row.currency) if row.open_amount else _("settled")
        place = ("web:customer_item", row.customer_id, row.id) if row.open_amount else ("web:customer", row.customer_id)
        answers.append(_answer(request, _("Items"), f"{row.item_number} · {amount}", row.customer_name, *place))
    return answers


def _contacts(request: DeskRequest, text: str) -> list[dict[str, str]]:
    answers = []
    for row in find_contacts(request.viewer, request.creditor.id, text, limit=MOST):
        detail = " · ".join(filter(None, (row.customer_name, row.email, written_phone(row.phone) if row.phone else "")))
        answers.append(_answer(request, _("Contact people"), row.name, detail, "web:customer", row.customer_id))
    return answers
