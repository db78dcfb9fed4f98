"""The audit trail: who changed what, when, why, and what it was before."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dunwell.parties.customers.queries import CustomerRow
from dunwell.platform.audit.queries import Narrowing, Trace, trail_after
from dunwell.platform.keyset import Position
from dunwell.platform.people.queries import members_of
from dunwell.web.customers.summary import customer_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.shapes import Empty
from dunwell.web.trail.forms import GROUPS, NOBODY_IN_PARTICULAR, TrailForm
from dunwell.web.trail.shapes import TraceLine, TrailPage
from dunwell.web.trail.words import DEEDS, changes_of, name_of, noun_of
from dunwell.web.wording import label

PAGE_SIZE = 50
_SEPARATOR = "~"


def narrowing_of(asked: dict[str, str], customer: CustomerRow | None) -> Narrowing:
    """What the address asks for; what cannot be read is as if it were not there."""
    who = asked.get("who", "")
    return Narrowing(
        nouns=GROUPS[asked["kind"]][1] if asked.get("kind") in GROUPS else (),
        about=("parties.customer", customer.id) if customer else None,
        user_id=int(who) if who.isdigit() and len(who) < 16 else None,
        kind=who if who in NOBODY_IN_PARTICULAR else "",
    )


def position_of(token: str) -> Position | None:
    """Where a page begins; None for the newest, and for a token that is none."""
    at, _sep, rest = token.partition(_SEPARATOR)
    noun, _sep, key = rest.partition(_SEPARATOR)
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return None
    return (at, noun, int(key)) if noun and key.isdigit() and len(key) < 16 else None


def line_of(request: DeskRequest, trace: Trace, people: dict[int, str]) -> TraceLine:
    """One change as the table shows it."""
    customer_id = trace.after.get("customer_id") or (trace.object_id if trace.noun == "parties.customer" else None)
    by = trace.by or str(NOBODY_IN_PARTICULAR.get(trace.kind, _("unknown")))
    return TraceLine(
        id=trace.id,
        at=trace.at,
        by=by,
        did=label(DEEDS, trace.what),
        noun=noun_of(trace),
        name=name_of(trace, people),
        changes=changes_of(trace, people),
        why=trace.reason,
        command=trace.command.replace("_", " "),
        url=place(request, "customer", customer_id) if customer_id else "",
        is_new=trace.what == "insert",
    )


@door("audit.read", "trail")
def trail(request: DeskRequest) -> HttpResponse:
    """Show who changed what, the newest first: of everything, of one customer, by somebody, of one kind."""
    number = request.GET.get("customer", "")
    customer = customer_here(request, int(number)) if number.isdigit() and len(number) < 16 else None
    members = members_of(request.creditor.id)
    asked = {name: request.GET.get(name, "")[:40] for name in ("kind", "who")}
    found = trail_after(
        request.viewer,
        request.creditor.id,
        narrowing=narrowing_of(asked, customer),
        after=position_of(request.GET.get("after", "")),
        limit=PAGE_SIZE,
    )
    people = {each.user_id: each.name for each in members}
    kept = {**asked, "customer": str(customer.id) if customer else ""}
    path = place(request, "trail")
    token = _SEPARATOR.join(str(part) for part in found.next) if found.next else ""
    title = _("What was changed about %(name)s") % {"name": customer.name} if customer else _("What was changed")
    page = TrailPage(
        title=title,
        rows=[line_of(request, trace, people) for trace in found.rows],
        form=TrailForm(initial=asked, members=[(str(each.user_id), each.name) for each in members], auto_id="trail_%s"),
        path=path,
        customer=customer.name if customer else "",
        customer_id=customer.id if customer else None,
        customer_url=place(request, "customer", customer.id) if customer else "",
        everything_url=path if customer or any(asked.values()) else "",
        earlier_url=f"{path}?{urlencode({**kept, 'after': token})}" if token else "",
        empty=Empty(
            _("Nothing of that kind was changed"),
            _("Ask for everything, or for somebody else."),
            [(_("Everything"), path)],
        ),
    )
    return render(request, "web/trail/page.html", {"page": page})
