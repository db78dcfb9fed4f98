"""Refunds: the list by how far they have come, asking for one, and what is done to it; and credits nobody claims."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dunwell.base.money import plain
from dunwell.base.refusals import Refusal
from dunwell.cash.refunds.commands import approve_refund, cancel_refund, pay_refund, refuse_refund, request_refund
from dunwell.cash.refunds.queries import Refundable, refund_of, refundable_credit, refundable_of_receipt
from dunwell.platform.calendars import local_day
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.refunds.forms import AskForm, NoteForm, PayForm, WhyForm, key_of
from dunwell.web.refunds.pages import ACTS, kind_words, refunds_page, unclaimed_page, unclaimed_rows
from dunwell.web.sheets import file_answer
from dunwell.web.wording import written

FORM_PAGE = "web/parts/form_page.html"
FORMS: dict[str, type[Form]] = {"approve": NoteForm, "refuse": WhyForm, "pay": PayForm, "cancel": NoteForm}


@door("book.read", "cash")
def refunds(request: DeskRequest) -> HttpResponse:
    """Show the refunds of one view."""
    return render(request, "web/refunds/page.html", {"page": refunds_page(request)})


def _show(request: DeskRequest, form: Form, refusal: Refusal | None, back_url: str, **words: Any) -> HttpResponse:
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "refusal": refusal, "action": request.get_full_path(), "back_url": back_url,
        "fragment": is_fragment(request), **words,
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, FORM_PAGE, context)
    return render(request, FORM_PAGE, context)


def _offered(request: DeskRequest) -> list[Refundable]:
    """What the address asks to give back: a credit of a customer, or what of a receipt is not applied."""
    told = {name: request.GET.get(name, "") for name in ("item", "receipt")}
    ids = {name: int(text) for name, text in told.items() if text.isascii() and text.isdigit() and len(text) < 16}
    if "item" in ids:
        return [refundable_credit(request.viewer, request.creditor.id, ids["item"])]
    if "receipt" in ids:
        return refundable_of_receipt(request.viewer, request.creditor.id, ids["receipt"])
    return []


@door("cash.post", "cash")
def ask(request: DeskRequest) -> HttpResponse:
    """Ask that money be given back; another person checks it."""
    offered = _offered(request)
    if not offered:
        raise Http404
    first, back_url = offered[0], place(request, "refunds")
    usual = {"what": key_of(first), "amount": plain(first.available_amount, first.currency)}
    form = AskForm(request.POST if request.method == "POST" else None, offered=offered, initial=usual)
    words = {
        "title": _("Give money back"), "submit": _("Ask for it"),
        "text": _("Nothing moves before another person has approved it and it is paid."),
    }  # fmt: skip
    if not form.is_valid():
        return _show(request, form, None, back_url, **words)
    said = form.cleaned_data
    chosen = next(each for each in offered if key_of(each) == said["what"])
    try:
        made = request_refund(
            viewer=request.viewer, amount=said["amount"], reason=said["reason"], pay_to=said["pay_to"],
            credit_item_id=chosen.credit_item_id, receipt_id=chosen.receipt_id,
        )  # fmt: skip
    except Refusal as refusal:
        return _show(request, form, refusal, back_url, **words)
    said_amount = {"amount": written(made.amount, made.currency)}
    return done(request, _("%(amount)s await a checker") % said_amount, next_url=back_url)


@door("cash.check", "cash")
def approve(request: DeskRequest, refund_id: int) -> HttpResponse:
    """Say yes to what another person asked for."""
    return act_on(request, refund_id, "approve")


@door("cash.check", "cash")
def refuse(request: DeskRequest, refund_id: int) -> HttpResponse:
    """Say no to what another person asked for, and why."""
    return act_on(request, refund_id, "refuse")


@door("cash.post", "cash")
def pay(request: DeskRequest, refund_id: int) -> HttpResponse:
    """Record that a refund was paid."""
    return act_on(request, refund_id, "pay")


@door("cash.post", "cash")
def cancel(request: DeskRequest, refund_id: int) -> HttpResponse:
    """Take a refund back before it is paid."""
    return act_on(request, refund_id, "cancel")


def act_on(request: DeskRequest, refund_id: int, act: str) -> HttpResponse:
    """Show the form of one act on a refund; sent, do it."""
    found = refund_of(request.viewer, refund_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    today = local_day(timezone.now(), request.creditor.time_zone)
    form = FORMS[act](request.POST if request.method == "POST" else None, initial={"paid_date": today})
    told = {"amount": written(found.amount, found.currency), "who": found.customer_name or found.receipt_number}
    words = {
        "title": _("%(amount)s to %(who)s") % told, "submit": str(ACTS[act]),
        "text": _("%(who)s asked: %(why)s") % {"who": found.requested_by, "why": found.reason},
    }  # fmt: skip
    back_url = place(request, "refunds")
    if not form.is_valid():
        return _show(request, form, None, back_url, **words)
    try:
        _act(request, refund_id, act, form.cleaned_data)
    except Refusal as refusal:
        return _show(request, form, refusal, back_url, **words)
    said = {"approve": _("Approved"), "refuse": _("Refused"), "pay": _("Paid"), "cancel": _("Cancelled")}[act]
    return done(request, f"{said}: {words['title']}", next_url=back_url)


def _act(request: DeskRequest, refund_id: int, act: str, said: dict[str, Any]) -> None:
    viewer = request.viewer
    if act == "approve":
        approve_refund(viewer=viewer, refund_id=refund_id, note=said["note"])
    elif act == "refuse":
        refuse_refund(viewer=viewer, refund_id=refund_id, note=said["note"])
    elif act == "pay":
        pay_refund(viewer=viewer, refund_id=refund_id, **said)
    else:
        cancel_refund(viewer=viewer, refund_id=refund_id, reason=said["note"])


@door("book.read", "cash")
def unclaimed(request: DeskRequest) -> HttpResponse:
    """Show the credits that nobody uses."""
    return render(request, "web/refunds/unclaimed.html", {"page": unclaimed_page(request)})


@door("export.rows", "cash")
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the unclaimed credits as a file."""
    heads = [
        _("Number"), _("Kind"), _("Customer"), _("Since"), _("Days"), _("Currency"), _("Amount"), _("Asked back"),
    ]  # fmt: skip
    rows = [
        (row.number, kind_words(row), row.customer_name, row.since_date, row.days, row.currency, row.amount,
         row.asked_amount)
        for row in unclaimed_rows(request)
    ]  # fmt: skip
    return file_answer(kind, f"unclaimed_{request.creditor.key}", heads, rows)
