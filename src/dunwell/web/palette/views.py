"""What the palette finds as somebody types: customers of this desk, by name or number."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from dunwell.parties.customers.queries import find_customers
from dunwell.web.doors import DeskRequest, door
from dunwell.web.shortcuts import place_of

MOST = 8


@door("book.read", "")
def palette(request: DeskRequest) -> HttpResponse:
    """Answer `{"answers": [{"group", "label", "detail", "url"}]}` for `?q=`; nothing for an empty question."""
    text = request.GET.get("q", "").strip()
    found = find_customers(request.viewer, [request.creditor.id], text, limit=MOST) if text else []
    answers = [
        {
            "group": _("Customers"),
            "label": " ".join(filter(None, (row.name, row.other_name))),
            "detail": row.number,
            "url": place_of("web:customer", request.creditor.key, row.id),
        }
        for row in found
    ]
    return JsonResponse({"answers": answers})
