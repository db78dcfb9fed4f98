"""What a page says of one customer: balances, aging, why, items, hours, how they pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.exposure.aging.rules import buckets_of
from dunwell.exposure.behavior.queries import Behavior, LateMonth, behavior_by_month
from dunwell.parties.customers.queries import CustomerRow, customer_of
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_day, say
from dunwell.receivables.balances.queries import Due, dues_of
from dunwell.receivables.holds.queries import HoldRow, holds_of
from dunwell.receivables.open_items.queries import OpenItemRow, open_items_of
from dunwell.strategy.decision.queries import Decided, decided_of
from dunwell.web.charts import AgingBar, Bucket, Lateness, Month
from dunwell.web.customers.shapes import Banner, Event, Fact, ItemLine, Summary, Why
from dunwell.web.doors import DeskRequest, day_here
from dunwell.web.people.views import place
from dunwell.web.shapes import Chip
from dunwell.web.templatetags.desk import day as write_day
from dunwell.web.wording import (
    HOLD_REASONS,
    ITEM_KINDS,
    MORE_OUTCOMES,
    label,
    money_of,
    sentences,
    spoken,
    written,
)
from dunwell.work.timeline.queries import TimelineEvent, timeline_of

BUCKETS = buckets_of()
BRIEF_EVENTS, MOST_ITEMS, MOST_BANNERS = 6, 2_000, 2
GRAVE_HOLDS = {"legal", "insolvency", "hardship"}


@dataclass(frozen=True)
class Standpoint:
    """As of when a page looks: the published day, or today before the first one."""

    as_of: date
    run_id: int | None


def standpoint(request: DeskRequest) -> Standpoint:
    """As of when this creditor's pages look."""
    found = day_here(request)
    if found is not None:
        return Standpoint(found.as_of, found.run_id)
    return Standpoint(local_day(timezone.now(), request.creditor.time_zone), None)


def customer_here(request: DeskRequest, customer_id: int) -> CustomerRow:
    """One customer of the creditor in the address; one of another creditor is not there."""
    found = customer_of(request.viewer, customer_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    return found


def summary_of(
    request: DeskRequest,
    customer: CustomerRow,
    at: Standpoint,
    *,
    query: str = "",
    latest: Sequence[TimelineEvent] | None = None,
) -> Summary:
    """Everything that the pane and the customer page's head say; the number of queries is the same for everyone.

    `latest` are the newest events, newest first, of a caller who has them at hand.
    """
    viewer, creditor = request.viewer, request.creditor
    if latest is None:
        latest = timeline_of(viewer, customer, page_size=BRIEF_EVENTS, time_zone=creditor.time_zone).events
    dues = dues_of(viewer, customer, at.as_of)
    sums = _sums(dues, creditor.base_currency)
    main = sums[0]
    holds = holds_of(viewer, customer, at.as_of)
    rows = open_items_of(viewer, customer, at.as_of, MOST_ITEMS, holds=holds)
    items = sorted(rows, key=lambda row: row.open_amount < 0)
    url = place(request, "customer", customer.id)
    decided = (
        decided_of(viewer, creditor.id, run_id=at.run_id, customer_id=customer.id) if at.run_id is not None else None
    )
    may_work, may_hold, may_record = (
        viewer.may(right, creditor.id) for right in ("worklist.work", "hold.place", "outcome.record")
    )
    may_write = viewer.may("contact.send", creditor.id)
    behavior, months = behavior_by_month(
        viewer, creditor.id, customer.id, as_of=at.as_of, base_currency=creditor.base_currency
    )
    return Summary(
        id=customer.id,
        number=customer.number,
        name=customer.name,
        also_known_as=customer.other_name,
        url=url,
        subtitle=_subtitle(request, customer, decided),
        open=main,
        past_due=money_of(_past_due(dues, main.currency), main.currency),
        others=sums[1:],
        aging=aging_bar_of(dues, main.currency, url),
        banners=_banners(request, customer, holds, may_hold, query),
        callable_url=place(request, "customer_callable", customer.id),
        why=_why(decided),
        items=[item_line(request, customer.id, row) for row in items],
        item_count=len(items),
        item_sums=sums,
        timeline=events_of(latest[:BRIEF_EVENTS]),
        lateness=lateness_chart(months),
        behavior=_behavior(behavior),
        call_url=f"{place(request, 'customer_call', customer.id)}{query}" if may_work else "",
        write_url=f"{place(request, 'compose', customer.id)}{query}" if may_write else "",
        note_url=f"{place(request, 'customer_note', customer.id)}{query}" if may_work else "",
        hold_url=f"{place(request, 'customer_hold', customer.id)}{query}" if may_hold else "",
        task_url=f"{place(request, 'customer_task', customer.id)}{query}" if may_work else "",
        dispute_url=place(request, "customer_dispute", customer.id)
        if items and viewer.may("outcome.record", creditor.id)
        else "",
        promise_url=f"{place(request, 'customer_promise', customer.id)}{query}" if may_record else "",
        plan_url=f"{place(request, 'customer_plan', customer.id)}{query}" if may_record else "",
    )


def _sums(dues: Sequence[Due], base: str) -> list[Money]:
    """The balance per currency, the base currency (or else the largest) first; zero where nothing is open."""
    sums: dict[str, Decimal] = {}
    for due in dues:
        sums[due.currency] = sums.get(due.currency, Decimal(0)) + due.amount
    ordered = sorted(sums.items(), key=lambda pair: (pair[0] != base, -abs(pair[1]), pair[0]))
    return [money_of(amount, currency) for currency, amount in ordered] or [Money(Decimal(0), base)]


def _past_due(dues: Sequence[Due], currency: str) -> Decimal:
    late = (due.amount for due in dues if due.currency == currency and due.days is not None and due.days > 0)
    return sum(late, Decimal(0))


def aging_bar_of(dues: Sequence[Due], currency: str, url: str) -> AgingBar:
    """The bar of one currency; credits stand beside it under their own words when there are any."""
    amounts = [Decimal(0)] * len(BUCKETS.labels)
    credit = Decimal(0)
    for due in dues:
        if due.currency != currency:
            continue
        if due.days is None:
            credit += due.amount
        else:
            amounts[BUCKETS.bucket_of(due.days)] += due.amount
    words = [_("current"), *BUCKETS.labels[1:-1], _("over %(days)s") % {"days": BUCKETS.bounds[-1]}]
    pieces = [
        Bucket(word, money_of(amount, currency), age, f"{url}?bucket={age}#items")
        for age, (word, amount) in enumerate(zip(words, amounts, strict=True))
    ]
    return AgingBar(pieces + ([Bucket(_("credits"), money_of(credit, currency), 0)] if credit else []))


def _subtitle(request: DeskRequest, customer: CustomerRow, decided: Decided | None) -> str:
    owner = customer.owner or (_("queue %(queue)s") % {"queue": customer.queue} if customer.queue else _("nobody"))
    mine = customer.owner_id is not None and customer.owner_id == request.viewer.user_id
    kind = _("Consumer") if customer.kind == "consumer" else _("Business")
    parts = [kind, customer.terms_code, _("owner: %(owner)s") % {"owner": _("you") if mine else owner}]
    if decided is not None and decided.segment:
        parts.insert(1, decided.segment.replace("_", " "))
    return " · ".join(part for part in parts if part)


def _banners(
    request: DeskRequest, customer: CustomerRow, holds: Sequence[HoldRow], may_lift: bool, query: str
) -> list[Banner]:
    """One banner per hold; more than two holds on single items share one, for each stands beside its item too."""
    on_items = [hold for hold in holds if hold.open_item_id is not None]
    apart = holds if len(on_items) <= MOST_BANNERS else [hold for hold in holds if hold.open_item_id is None]
    banners = [hold_banner(request, customer.id, hold, may_lift, query) for hold in apart]
    if len(on_items) <= MOST_BANNERS:
        return banners
    reasons = dict.fromkeys(label(HOLD_REASONS, hold.reason).lower() for hold in on_items)
    told = {"n": len(on_items), "reasons": ", ".join(reasons)}
    words = ngettext("%(n)s item is on hold: %(reasons)s", "%(n)s items are on hold: %(reasons)s", len(on_items)) % told
    return [*banners, Banner(words)]


def hold_banner(request: DeskRequest, customer_id: int, hold: HoldRow, may_lift: bool, query: str = "") -> Banner:
    """One hold with the address that lifts it."""
    return Banner(
        text=_hold_words(hold),
        tone="brick" if hold.reason in GRAVE_HOLDS else "amber",
        until_date=hold.until_date,
        by=" · ".join(part for part in (hold.placed_by, hold.note) if part),
        url=f"{place(request, 'customer_lift', customer_id, hold.id)}{query}" if may_lift else "",
        action=_("Lift"),
    )


def _hold_words(hold: HoldRow) -> str:
    reason = label(HOLD_REASONS, hold.reason)
    if not hold.item_number:
        return _("On hold: %(reason)s") % {"reason": reason.lower()}
    if hold.amount is None:
        return _("%(item)s is on hold: %(reason)s") % {"item": hold.item_number, "reason": reason.lower()}
    told = {"amount": written(hold.amount, hold.currency), "item": hold.item_number, "reason": reason.lower()}
    return _("%(amount)s of %(item)s is on hold: %(reason)s") % told


def _why(decided: Decided | None) -> Why | None:
    if decided is None:
        return None
    moves = [spoken(reason) for reason in _once(decided.moves)]
    reasons = [spoken(reason) for reason in decided.reasons]
    if decided.rank is None:
        return Why(reasons, heading=_("Why it is left alone today"), moves=moves)
    scored = [reason for reason in reasons if reason.points is not None]
    rest = [reason for reason in reasons if reason.points is None]
    heading = _("Why first") if decided.rank == 1 else _("Why place %(rank)s") % {"rank": decided.rank}
    return Why(scored, decided.points, heading=heading, moves=moves, notes=rest)


def _once(reasons: Sequence[Reason]) -> list[Reason]:
    """Reasons without those that say the same twice."""
    return list({(reason.code, str(reason.facts)): reason for reason in reasons}.values())


def item_line(request: DeskRequest, customer_id: int, row: OpenItemRow) -> ItemLine:
    """One open item as its table shows it."""
    chips = []
    if row.hold_reason:
        amount = written(row.held_amount, row.currency)
        words = f"{label(HOLD_REASONS, row.hold_reason).lower()} {amount}"
        chips.append(Chip(words, "brick" if row.hold_reason == "dispute" else "amber"))
    if row.part_count > 1:
        chips.append(Chip(_("in installments")))
    return ItemLine(
        id=row.id,
        number=row.item_number,
        kind=label(ITEM_KINDS, row.kind),
        document_date=row.document_date,
        due_date=row.due_date,
        days=row.days_past_due if row.open_amount > 0 else None,
        age=BUCKETS.bucket_of(row.days_past_due),
        original=money_of(row.original_amount, row.currency),
        open=money_of(row.open_amount, row.currency),
        reference=row.reference or row.purchase_order,
        chips=chips,
        url=place(request, "customer_item", customer_id, row.id),
    )


def lateness_chart(months: Sequence[LateMonth]) -> Lateness:
    """Twelve months as the sparkline draws them."""
    return Lateness(
        [
            Month(write_day(each.month, "month"), None if each.days_late is None else round(each.days_late))
            for each in months
        ]
    )


def _behavior(known: Behavior) -> list[Fact]:
    facts = []
    if known.average_days_to_pay is not None:
        days = round(known.average_days_to_pay)
        facts.append(Fact(_("pays after"), ngettext("%(n)s day", "%(n)s days", days) % {"n": days}))
    if known.average_days_late is not None:
        facts.append(Fact(_("days late"), f"{round(known.average_days_late)}{_trend(known.late_trend)}"))
    if known.paid_item_count:
        told = {"late": known.late_item_count, "all": known.paid_item_count}
        facts.append(Fact(_("paid late"), _("%(late)s of %(all)s") % told))
    if known.last_payment_date is not None and known.last_payment_amount is not None:
        amount = written(known.last_payment_amount, known.last_payment_currency)
        facts.append(Fact(_("last payment"), f"{format_day(known.last_payment_date)}, {amount}"))
    return facts or [Fact(_("payments"), _("none yet"))]


def _trend(trend: Decimal | None) -> str:
    if trend is None or abs(trend) < 3:
        return ""
    return _(", rising") if trend > 0 else _(", falling")


_TIMELINE_KINDS = {
    "activity": "call",
    "work": "task",
    "entry": "money",
    "hold": "hold",
    "decision": "run",
    "promise": "promise",
    "plan": "promise",
}
_BAD = {"refused", "dispute", "wrong_contact"}


def events_of(events: Sequence[TimelineEvent]) -> list[Event]:
    """Timeline events as the stream shows them."""
    return [_event(each) for each in events]


def _event(event: TimelineEvent) -> Event:
    code = event.title.code.rpartition(".")[2]
    title, tone = say(spoken(event.title)), ""
    if code == "call":
        outcome = str(event.title.facts.get("outcome", "")).replace(" ", "_")
        title = _("Call: %(outcome)s") % {
            "outcome": label(MORE_OUTCOMES, outcome).lower() if outcome else _("no outcome")
        }
        tone = "bad" if outcome in _BAD else ""
    elif code == "hold":
        reason = str(event.title.facts.get("reason", "")).replace(" ", "_")
        title = _("Hold: %(reason)s") % {"reason": label(HOLD_REASONS, reason).lower()}
    elif code == "lift":
        reason = str(event.title.facts.get("reason", "")).replace(" ", "_")
        title = _("Hold lifted: %(reason)s") % {"reason": label(HOLD_REASONS, reason).lower()}
    elif code in ("payment", "credit", "cleared_at_source", "promise_kept", "plan_completed"):
        tone = "in"
    elif code in ("promise_broken", "plan_in_arrears", "plan_defaulted"):
        tone = "bad"
    said = [event.note]
    if event.amount is not None and event.currency:
        said.insert(0, written(event.amount, event.currency))
    if event.reasons:
        said.append(sentences(event.reasons[:3]))
    if event.corrected:
        said.append(_("(taken back)") if event.kind == "activity" else _("(lifted)"))
    kind = "note" if code == "note" else _TIMELINE_KINDS[event.kind]
    return Event(event.id, kind, event.day, f"{title}.", " · ".join(part for part in said if part), event.by, tone)
