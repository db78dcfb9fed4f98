"""The customer page and the list of customers, put together for their templates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money
from dunwell.base.refusals import Refusal
from dunwell.exposure.behavior.queries import LateMonth, lateness_of
from dunwell.outcomes.timeline.queries import timeline_of
from dunwell.parties.contacts.rules import written_phone
from dunwell.parties.customers.queries import ContactRow, CustomerRow, contacts_of, every_identifier_of, family_of
from dunwell.receivables.balances.queries import SORTS, BalanceLine, BalancePage, customer_balances
from dunwell.receivables.holds.queries import holds_of
from dunwell.receivables.open_items.queries import entries_of, open_items_of
from dunwell.web.customers import shapes
from dunwell.web.customers.brief import brief_of
from dunwell.web.customers.forms import NoteForm
from dunwell.web.customers.notices import notices_by_person
from dunwell.web.customers.summary import (
    MOST_ITEMS,
    Standpoint,
    events_of,
    hold_banner,
    item_line,
    lateness_chart,
    standpoint,
    summary_of,
)
from dunwell.web.disputes.opening import disputes_here
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.plans.pages import plan_lines
from dunwell.web.promises.pages import lines_of
from dunwell.web.shapes import Chip, Choice, Empty, Pager
from dunwell.web.templatetags.desk import money as write_money
from dunwell.web.wording import ENTRY_KINDS, ROLES, SCHEMES, label, language_name, money_of
from dunwell.work.timeline.queries import TimelinePage

KINDS = ("activity", "work", "entry", "promise", "plan", "hold", "decision")


def contact_lines(
    customer: CustomerRow,
    people: Sequence[ContactRow],
    request: DeskRequest | None = None,
    said: Mapping[int | None, list[shapes.NoticeLine]] | None = None,
) -> list[shapes.ContactLine]:
    """The contact people with the time where they are; with a request also the addresses that change them."""
    now = timezone.now()

    def url(name: str, contact_id: int) -> str:
        return "" if request is None else place(request, name, customer.id, contact_id)

    return [
        shapes.ContactLine(
            id=each.id,
            name=each.name,
            role=label(ROLES, each.role),
            phone=written_phone(each.phone),
            dial=each.phone,
            email=each.email,
            language=language_name(each.language) if each.language else "",
            local_time=now.astimezone(ZoneInfo(each.time_zone or customer.time_zone)).time(),
            is_primary=each.is_primary,
            change_url=url("customer_contact_change", each.id),
            first_url=url("customer_contact_first", each.id),
            retire_url=url("customer_contact_retire", each.id),
            notices=(said or {}).get(each.id, ()),
            said_url="" if request is None else f"{place(request, 'customer_said', customer.id)}?person={each.id}",
        )
        for each in people
    ]


def customer_page(request: DeskRequest, customer: CustomerRow, standing: shapes.Standing | None) -> shapes.CustomerPage:
    """Everything about one customer."""
    at = standpoint(request)
    stream = stream_of(request, customer)
    is_newest = not request.GET.get("kind") and not request.GET.get("after")
    summary = summary_of(request, customer, at, latest=stream.events if is_newest else None)
    bucket = _bucket(request.GET.get("bucket", ""), len(summary.aging.buckets))
    items = [each for each in summary.items if bucket is None or (each.age == bucket and each.open.amount > 0)]
    sums: dict[str, Decimal] = {}
    for each in items:
        sums[each.open.currency] = sums.get(each.open.currency, Decimal(0)) + each.open.amount
    totals = [Money(amount, currency) for currency, amount in sorted(sums.items())]
    may_export = request.viewer.may("export.rows", request.creditor.id)
    may_work = request.viewer.may("worklist.work", request.creditor.id)
    may_audit = request.viewer.may("audit.read", request.creditor.id)
    contacts = contacts_of(request.viewer, customer)
    said = notices_by_person(request, customer, may_work)
    people = contact_lines(customer, contacts, request if may_work else None, said)
    return shapes.CustomerPage(
        title=sentence_of(summary),
        summary=replace(summary, items=items, timeline=events_of(stream.events), item_sums=totals),
        standing=standing,
        brief=brief_of(summary, people, at.as_of),
        brief_url=place(request, "customer_brief", customer.id),
        open_text=write_money(summary.open, "code"),
        facts=facts_of(customer),
        contacts=people,
        numbers=_numbers(request, customer),
        number_url=place(request, "customer_identify", customer.id) if may_work else "",
        change_url=place(request, "customer_change", customer.id) if may_work else "",
        timeline_filters=_filters(request, customer),
        family=_family(request, customer),
        earlier_url=_earlier(request, customer, stream),
        export_urls=_exports(request, customer) if may_export else (),
        note_form=NoteForm(draft=f"note-{customer.id}") if may_work else None,
        notices=said.get(None, ()),
        said_url=place(request, "customer_said", customer.id) if may_work else "",
        contact_url=place(request, "customer_contact", customer.id) if may_work else "",
        trail_url=f"{place(request, 'trail')}?customer={customer.id}" if may_audit else "",
        bucket=summary.aging.buckets[bucket].label if bucket is not None else "",
        all_items_url=place(request, "customer", customer.id),
        disputes=disputes_here(request, customer),
        promises=lines_of(request, customer, at.as_of),
        plans=plan_lines(request, customer, at.as_of),
    )


def _bucket(text: str, count: int) -> int | None:
    return int(text) if text.isdigit() and len(text) < 3 and int(text) < count else None


def sentence_of(summary: shapes.Summary) -> str:
    """How the customer stands, in a sentence."""
    late = [each.days for each in summary.items if each.days and each.days > 0 and each.open.amount > 0]
    if not summary.items:
        return _("Nothing is open")
    if not late:
        return _("Nothing is past due")
    told = {"n": len(late), "days": max(late)}
    return (
        ngettext(
            "%(n)s item is past due, by %(days)s days",
            "%(n)s items are past due, the oldest by %(days)s days",
            len(late),
        )
        % told
    )


def stream_of(request: DeskRequest, customer: CustomerRow) -> TimelinePage:
    """The page of the timeline that is asked for; the newest one where that page is not there."""
    kind, zone = request.GET.get("kind", ""), request.creditor.time_zone
    kinds = (kind,) if kind in KINDS else ()
    try:
        return timeline_of(
            request.viewer, customer, kinds=kinds, after=request.GET.get("after", ""), page_size=30, time_zone=zone
        )
    except Refusal:
        return timeline_of(request.viewer, customer, kinds=kinds, page_size=30, time_zone=zone)


def _filters(request: DeskRequest, customer: CustomerRow) -> list[Choice]:
    now, url = request.GET.get("kind", ""), place(request, "customer", customer.id)
    words = {
        "": _("all"),
        "activity": _("calls and notes"),
        "entry": _("money"),
        "work": _("work"),
        "promise": _("promises"),
        "plan": _("plans"),
        "hold": _("holds"),
        "decision": _("runs"),
    }
    return [
        Choice(
            key, text, f"{url}?kind={key}#timeline" if key else f"{url}#timeline", key == (now if now in KINDS else "")
        )
        for key, text in words.items()
    ]


def _earlier(request: DeskRequest, customer: CustomerRow, stream: TimelinePage) -> str:
    if not stream.next:
        return ""
    query = urlencode({"kind": request.GET.get("kind", ""), "after": stream.next})
    return f"{place(request, 'customer', customer.id)}?{query}#timeline"


def _exports(request: DeskRequest, customer: CustomerRow) -> list[tuple[str, str]]:
    files = [(kind.upper(), place(request, "customer_export", customer.id, kind)) for kind in ("xlsx", "csv")]
    return [(_("Statement"), place(request, "customer_statement", customer.id, "pdf")), *files]


def facts_of(customer: CustomerRow) -> list[shapes.Fact]:
    """What is known of a customer, line by line."""
    facts = [
        shapes.Fact(_("Number"), customer.number),
        shapes.Fact(_("Kind"), _("consumer") if customer.kind == "consumer" else _("business")),
        shapes.Fact(_("Terms"), customer.terms_code or "–"),
        shapes.Fact(_("Owner"), customer.owner or customer.queue or _("nobody")),
        shapes.Fact(_("Language"), language_name(customer.language)),
        shapes.Fact(_("Time zone"), customer.time_zone),
        shapes.Fact(_("Country"), customer.country or "–"),
    ]
    if customer.note:
        facts.append(shapes.Fact(_("Note"), customer.note))
    return facts


def _numbers(request: DeskRequest, customer: CustomerRow) -> list[shapes.NumberLine]:
    return [
        shapes.NumberLine(label(SCHEMES, row.scheme), row.value, row.valid_from_date, row.valid_to_date)
        for row in every_identifier_of(request.viewer, customer)
    ]


def _family(request: DeskRequest, customer: CustomerRow) -> list[shapes.Fact]:
    family = []
    if customer.parent_id:
        family.append(shapes.Fact(_("Parent"), customer.parent_name, place(request, "customer", customer.parent_id)))
    sites = family_of(request.viewer, customer)
    return family + [shapes.Fact(_("Site"), site.name, place(request, "customer", site.id)) for site in sites]


def item_page(request: DeskRequest, customer: CustomerRow, open_item_id: int) -> shapes.ItemPage | None:
    """One open item with its movements; None where the customer has no such item."""
    at = standpoint(request)
    entries = entries_of(request.viewer, open_item_id)
    rows = open_items_of(request.viewer, customer, at.as_of, MOST_ITEMS)
    row = next((each for each in rows if each.id == open_item_id), None)
    if row is None:
        return None
    balance, lines = Decimal(0), []
    for entry in entries:
        balance += entry.amount
        lines.append(
            shapes.EntryLine(
                entry.id,
                label(ENTRY_KINDS, entry.kind),
                entry.effective_date,
                money_of(entry.amount, entry.currency),
                money_of(balance, entry.currency),
                entry.reason,
                entry.recorded_by,
            )
        )
    may_hold = request.viewer.may("hold.place", request.creditor.id)
    back = place(request, "customer", customer.id)
    hold = f"{place(request, 'customer_hold', customer.id)}?open_item={row.id}" if may_hold else ""
    return shapes.ItemPage(
        title=f"{row.item_number}: {write_money(money_of(row.open_amount, row.currency), 'code')}",
        item=item_line(request, customer.id, row),
        customer=customer.name,
        back_url=back,
        entries=lines,
        holds=[
            hold_banner(request, customer.id, each, may_hold)
            for each in holds_of(request.viewer, customer, at.as_of)
            if each.open_item_id == row.id
        ],
        hold_url=hold,
    )


def customers_page(request: DeskRequest) -> shapes.CustomersPage:
    """The list of customers, with what each owes."""
    at, creditor = standpoint(request), request.creditor
    search, sort = request.GET.get("q", "").strip()[:120], request.GET.get("sort", "past_due")
    sort = sort if sort in SORTS else "past_due"
    number = request.GET.get("page", "1")
    found = balances_asked(request, at, search, sort, int(number) if number.isdigit() and len(number) < 7 else 1)
    ids = [row.id for row in found.rows]
    months = lateness_of(request.viewer, creditor.id, ids, as_of=at.as_of, base_currency=creditor.base_currency)
    return shapes.CustomersPage(
        title=_title(found, creditor.base_currency, search),
        rows=[_line(request, row, creditor.base_currency, months) for row in found.rows],
        search=search,
        sorts=_sorts(request, search, sort),
        pager=Pager(found.page, found.page_size, found.total),
        empty=_empty(request, search),
        export_urls=_customers_exports(request, search, sort),
        path=place(request, "customers"),
        sort=sort if sort != "past_due" else "",
    )


def balances_asked(
    request: DeskRequest, at: Standpoint, search: str, sort: str, page: int = 1, page_size: int = 50
) -> BalancePage:
    """The customers that are asked for; a page beyond the end is the first one."""
    found = customer_balances(
        request.viewer, request.creditor.id, at.as_of,
        base_currency=request.creditor.base_currency, search=search, sort=sort, page=page, page_size=page_size,
    )  # fmt: skip
    return found if found.rows or page == 1 else balances_asked(request, at, search, sort, 1, page_size)


def _line(
    request: DeskRequest, row: BalanceLine, currency: str, months: Mapping[int, Sequence[LateMonth]]
) -> shapes.CustomerLine:
    chips = [Chip(_("consumer"))] if row.kind == "consumer" else []
    if row.is_partly_unrated:
        chips.append(Chip(_("a currency without a rate"), "amber"))
    return shapes.CustomerLine(
        id=row.id,
        number=row.number,
        name=row.name,
        also_known_as=row.other_name,
        url=place(request, "customer", row.id),
        owner=row.owner or row.queue,
        open=money_of(row.open_amount, currency),
        past_due=money_of(row.past_due_amount, currency),
        oldest_days=row.oldest_days,
        item_count=row.item_count,
        lateness=lateness_chart(months[row.id]),
        chips=chips,
    )


def _title(found: BalancePage, currency: str, search: str) -> str:
    if not found.total:
        return _("No customer matches") if search else _("No customers yet")
    told = {
        "n": found.total,
        "open": write_money(money_of(found.open_amount, currency), "round"),
        "late": write_money(money_of(found.past_due_amount, currency), "round"),
    }
    return (
        ngettext(
            "%(n)s customer owes %(open)s, %(late)s of it late",
            "%(n)s customers owe %(open)s, %(late)s of it late",
            found.total,
        )
        % told
    )


def _sorts(request: DeskRequest, search: str, sort: str) -> list[Choice]:
    words = {
        "past_due": _("most past due"),
        "open": _("most open"),
        "days": _("longest past due"),
        "name": _("name"),
        "number": _("number"),
    }
    url = place(request, "customers")
    return [
        Choice(key, text, f"{url}?{urlencode({'q': search, 'sort': key})}", key == sort) for key, text in words.items()
    ]


def _empty(request: DeskRequest, search: str) -> Empty:
    if search:
        text = _("Look for a part of the name, or how a customer's or an invoice's number begins.")
        return Empty(_("No customer matches"), text, [(_("All customers"), place(request, "customers"))])
    return Empty(_("No customers yet"), _("They come in with their open items."))


def _customers_exports(request: DeskRequest, search: str, sort: str) -> Sequence[tuple[str, str]]:
    if not request.viewer.may("export.rows", request.creditor.id):
        return ()
    query = urlencode({"q": search, "sort": sort})
    return [(kind.upper(), f"{place(request, 'customers_export', kind)}?{query}") for kind in ("xlsx", "csv")]
