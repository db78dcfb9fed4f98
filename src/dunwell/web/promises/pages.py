"""What the screens of promises are given."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money, round_amount
from dunwell.outcomes.promises.queries import PromiseRow, attainment_of, promise_counts, promises_in, promises_of
from dunwell.outcomes.promises.rules import Attainment
from dunwell.parties.customers.queries import CustomerRow
from dunwell.platform.people.queries import members_of
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.promises.shapes import AttainmentLine, PromiseLine, PromisesPage
from dunwell.web.shapes import Chip, Empty, Tab
from dunwell.web.wording import PROMISE_STATES, PROMISE_VIEWS, label

MOST_ROWS = 200
ATTAINED_DAYS = 90
TONES = {"kept": "green", "broken": "brick", "partially_kept": "amber", "in_grace": "amber", "suspended": "amber"}


def money_of(amount: Decimal, currency: str) -> Money:
    """An amount as stored (four digits) in its currency's own digits."""
    return Money(round_amount(amount, currency), currency)


def promise_line(request: DeskRequest, row: PromiseRow, today: date) -> PromiseLine:
    """One promise with what may be done to it."""
    viewer, creditor_id = request.viewer, request.creditor.id
    may, may_leave = viewer.may("outcome.record", creditor_id), viewer.may("plan.approve", creditor_id)
    waits = row.status == "proposed"
    changeable = may and row.state == "pending" and not waits and row.supersedes_id is None
    return PromiseLine(
        id=row.id,
        customer=row.customer_name,
        customer_url=place(request, "customer", row.customer_id),
        amount=money_of(row.amount, row.currency),
        received=money_of(row.received_amount, row.currency),
        promised_date=row.promised_date,
        cutoff_date=row.cutoff_date,
        state=_state(row),
        about=", ".join(row.items) or _("the account"),
        taken_by=row.taken_by,
        taken_date=row.taken_date,
        note=row.note,
        late=row.is_open and row.promised_date < today,
        change_url=place(request, "promise_change", row.id) if changeable and today <= row.promised_date else "",
        cancel_url=place(request, "promise_cancel", row.id) if may and row.is_open else "",
        approve_url=place(request, "promise_approve", row.id) if may_leave and waits else "",
    )


def _state(row: PromiseRow) -> Chip:
    if row.status == "proposed":
        return Chip(_("waits for leave"), "amber")
    said = str(label(PROMISE_STATES, row.state))
    if row.is_kept_in_grace:
        said = _("kept in grace")
    elif row.is_late_kept:
        said = _("%(state)s, paid late") % {"state": said}
    elif row.is_reversed and row.state == "broken":
        said = _("broken: the payment bounced")
    return Chip(said, TONES.get(row.state, ""))


def lines_of(request: DeskRequest, customer: CustomerRow, today: date) -> list[PromiseLine]:
    """The promises of the customer's panel: the latest few."""
    return [promise_line(request, row, today) for row in promises_of(request.viewer, customer, limit=6)]


def promises_page(request: DeskRequest, today: date) -> PromisesPage:
    """The screen: the promises of one view, and how the last ninety days' were kept."""
    viewer, creditor = request.viewer, request.creditor
    view = request.GET.get("view", "open")
    view = view if view in PROMISE_VIEWS else "open"
    who = request.GET.get("who", "")[:200]
    rows = promises_in(viewer, creditor.id, view=view, as_of=today, taken_by=who, limit=MOST_ROWS + 1)
    counts = promise_counts(viewer, creditor.id, today)
    since = today - timedelta(days=ATTAINED_DAYS)
    url = place(request, "promises")
    tabs = [
        Tab(
            key,
            str(text),
            f"{url}?{urlencode({'view': key, **({'who': who} if who else {})})}",
            counts[key],
            key == view,
        )
        for key, text in PROMISE_VIEWS.items()
    ]
    return PromisesPage(
        title=_title(view, counts[view]),
        tabs=tabs,
        rows=[promise_line(request, row, today) for row in rows[:MOST_ROWS]],
        attainment=_attainment(request, since, today),
        since=since,
        until=today,
        who=who,
        people=[("", _("everybody")), *((each.name, each.name) for each in members_of(creditor.id))],
        more=len(rows) > MOST_ROWS,
        empty=_empty(request, view),
    )


def _title(view: str, count: int) -> str:
    told = {"n": count}
    if view == "due":
        return ngettext("%(n)s promise is due", "%(n)s promises are due", count) % told
    if view == "broken":
        return ngettext("%(n)s promise was broken lately", "%(n)s promises were broken lately", count) % told
    if view == "kept":
        return ngettext("%(n)s promise was kept lately", "%(n)s promises were kept lately", count) % told
    if view == "proposed":
        return ngettext("%(n)s promise waits for leave", "%(n)s promises wait for leave", count) % told
    return ngettext("%(n)s promise is open", "%(n)s promises are open", count) % told


def _empty(request: DeskRequest, view: str) -> Empty:
    texts = {
        "open": (_("Nobody has promised anything"), _("A promise is taken with p on a customer, or with a call.")),
        "due": (_("No promise is due"), _("Those whose day has come stand here until the money is in.")),
        "broken": (_("No promise was broken"), _("Not in the last 30 days.")),
        "kept": (_("No promise was kept"), _("Not in the last 30 days.")),
        "proposed": (_("No promise waits for leave"), _("After two broken promises a third needs a lead.")),
    }
    return Empty(*texts[view], actions=[(_("To the worklist"), place(request, "worklist"))])


def _attainment(request: DeskRequest, since: date, until: date) -> Sequence[AttainmentLine]:
    viewer, creditor_id = request.viewer, request.creditor.id
    whole = attainment_of(viewer, creditor_id, since=since, until=until)
    apart = attainment_of(viewer, creditor_id, since=since, until=until, by_collector=True)
    lines = [_attained(who or _("nobody named"), currency, told) for (who, currency), told in apart.items()]
    if len(lines) > 1:
        lines += [_attained(_("Together"), currency, told) for (_who, currency), told in whole.items()]
    return lines


def _attained(who: str, currency: str, told: Attainment) -> AttainmentLine:
    return AttainmentLine(
        who=who,
        currency=currency,
        judged=told.judged_count,
        kept=told.kept_count,
        partly=told.partially_kept_count,
        broken=told.broken_count,
        promised=money_of(told.promised_amount, currency),
        received=money_of(told.received_amount, currency),
        by_count=_percent(told.count_ratio),
        by_value=_percent(told.value_ratio),
        by_cash=_percent(told.cash_ratio),
    )


def _percent(ratio: Decimal | None) -> str:
    return "–" if ratio is None else f"{ratio * 100:.0f} %"
