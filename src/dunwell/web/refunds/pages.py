"""What the screens of refunds are given."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.cash.refunds.queries import RefundRow, UnclaimedRow, refund_counts, refunds_of, unclaimed_credits
from dunwell.platform.calendars import local_day
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.refunds.shapes import RefundLine, RefundsPage, UnclaimedLine, UnclaimedPage
from dunwell.web.shapes import Chip, Empty, Tab
from dunwell.web.wording import ITEM_KINDS, label, money_of

USUAL_DAYS = 60
VIEWS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "check": (gettext_lazy("Awaiting a checker"), ("requested",)),
    "pay": (gettext_lazy("To pay"), ("approved",)),
    "done": (gettext_lazy("Done"), ("paid", "refused", "cancelled")),
}
STATES: dict[str, str | Promise] = {
    "requested": gettext_lazy("asked for"),
    "approved": gettext_lazy("approved"),
    "refused": gettext_lazy("refused"),
    "cancelled": gettext_lazy("cancelled"),
    "paid": gettext_lazy("paid"),
}
TONES = {"requested": "amber", "approved": "amber", "paid": "green", "refused": "brick"}
ACTS: dict[str, str | Promise] = {
    "approve": gettext_lazy("Approve"),
    "refuse": gettext_lazy("Refuse"),
    "pay": gettext_lazy("Paid"),
    "cancel": gettext_lazy("Cancel it"),
}


def refunds_page(request: DeskRequest) -> RefundsPage:
    """The refunds of one view; those that await a checker come first."""
    view = request.GET.get("view", "check")
    view = view if view in VIEWS else "check"
    counts = refund_counts(request.viewer, request.creditor.id)
    here = place(request, "refunds")
    rows = refunds_of(request.viewer, request.creditor.id, VIEWS[view][1], limit=500)
    if view == "done":
        rows.reverse()
    tabs = [
        Tab(key, str(words), f"{here}?view={key}", sum(counts[state] for state in states), key == view)
        for key, (words, states) in VIEWS.items()
    ]
    return RefundsPage(
        title=_title(counts),
        rows=[_line(request, row) for row in rows],
        tabs=tabs,
        empty=Empty(
            _("Nothing here"), _("Money is asked back for at the cash desk, on the receipt, or from unclaimed credits.")
        ),
        unclaimed_url=place(request, "unclaimed"),
    )


def _title(counts: Mapping[str, int]) -> str:
    n = counts["requested"]
    if n:
        return ngettext("%(n)s refund awaits a checker", "%(n)s refunds await a checker", n) % {"n": n}
    n = counts["approved"]
    if n:
        return ngettext("%(n)s refund to pay", "%(n)s refunds to pay", n) % {"n": n}
    return _("No refund waits")


def _line(request: DeskRequest, row: RefundRow) -> RefundLine:
    acts = [(str(ACTS[key]), place(request, f"refund_{key}", row.id), main) for key, main in acts_on(request, row)]
    is_own = row.state == "requested" and _is_own(request, row)
    return RefundLine(
        id=row.id,
        title=" · ".join(part for part in (row.item_number or row.receipt_number, row.customer_name) if part),
        amount=money_of(row.amount, row.currency),
        reason=row.reason,
        pay_to=row.pay_to,
        asked=_("%(who)s, %(day)s") % {"who": row.requested_by, "day": row.requested_at[:10]},
        checked=_checked(row),
        chip=Chip(label(STATES, row.state), TONES.get(row.state, "")),
        acts=acts,
        why_not=_("You asked for it: another person checks.") if is_own and _may_check(request) else "",
    )


def _checked(row: RefundRow) -> str:
    told = [f"{row.checked_by}, {row.checked_at[:10]}" if row.checked_by else "", row.check_note]
    if row.paid_date:
        told.append(_("paid %(day)s %(reference)s") % {"day": row.paid_date, "reference": row.payment_reference})
    return " · ".join(part.strip() for part in told if part)


def _may_check(request: DeskRequest) -> bool:
    return request.viewer.may("cash.check", request.creditor.id)


def _is_own(request: DeskRequest, row: RefundRow) -> bool:
    return row.requested_by_id is not None and row.requested_by_id == request.viewer.user_id


def acts_on(request: DeskRequest, row: RefundRow) -> list[tuple[str, bool]]:
    """What this viewer may do with a refund now, and which of it is the main thing."""
    may_post = request.viewer.may("cash.post", request.creditor.id)
    found: list[tuple[str, bool]] = []
    if row.state == "requested" and _may_check(request) and not _is_own(request, row):
        found += [("approve", True), ("refuse", False)]
    if row.state == "approved" and may_post:
        found.append(("pay", True))
    if row.state in ("requested", "approved") and may_post:
        found.append(("cancel", False))
    return found


def days_asked(request: DeskRequest) -> int:
    """For how many days a credit was not used, as asked for."""
    text = request.GET.get("days", "")
    return min(int(text), 9999) if text.isascii() and text.isdigit() and len(text) < 5 else USUAL_DAYS


def unclaimed_rows(request: DeskRequest) -> list[UnclaimedRow]:
    """The credits that nobody used for so many days."""
    day = local_day(timezone.now(), request.creditor.time_zone)
    return unclaimed_credits(request.viewer, request.creditor.id, day, days=days_asked(request))


def kind_words(row: UnclaimedRow) -> str:
    """What kind of credit it is."""
    return _("payer not known") if row.kind == "suspense" else label(ITEM_KINDS, row.kind)


def unclaimed_page(request: DeskRequest) -> UnclaimedPage:
    """The credits that nobody uses: ask the customer, give back, or report them as unclaimed."""
    rows, days = unclaimed_rows(request), days_asked(request)
    here = place(request, "unclaimed")
    exports = [
        (kind.upper(), f"{here}{kind}?days={days}") for kind in ("xlsx", "csv")
    ] if request.viewer.may("export.rows", request.creditor.id) else []  # fmt: skip
    title = ngettext(
        "%(n)s credit unused for %(days)s days", "%(n)s credits unused for %(days)s days", len(rows)
    ) % {"n": f"{len(rows):,}", "days": days}  # fmt: skip
    return UnclaimedPage(
        title=title,
        rows=[_unclaimed(request, row) for row in rows[:500]],
        days=days,
        sums=[money_of(amount, currency) for currency, amount in _sums(rows).items()],
        back_url=place(request, "refunds"),
        export_urls=exports,
    )


def _sums(rows: Sequence[UnclaimedRow]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.amount
    return dict(sorted(sums.items()))


def _unclaimed(request: DeskRequest, row: UnclaimedRow) -> UnclaimedLine:
    may_post = request.viewer.may("cash.post", request.creditor.id)
    asks = f"item={row.open_item_id}" if row.open_item_id else f"receipt={row.receipt_id}"
    who_url = (
        place(request, "customer", row.customer_id)
        if row.customer_id
        else f"{place(request, 'cash')}?receipt={row.receipt_id}"
    )
    return UnclaimedLine(
        number=row.number,
        kind=kind_words(row),
        who=row.customer_name or _("payer not known"),
        who_url=who_url,
        since=row.since_date,
        days=row.days,
        amount=money_of(row.amount, row.currency),
        asked=money_of(row.asked_amount, row.currency) if row.asked_amount else None,
        ask_url=f"{place(request, 'refund_ask')}?{asks}" if may_post and row.amount > row.asked_amount else "",
    )
