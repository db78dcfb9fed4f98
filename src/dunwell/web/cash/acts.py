"""What is done to one receipt: accept an answer, post lines, put on account, back to unknown, learn the payer, undo."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.aliases.commands import confirm_alias
from dunwell.cash.allocations.commands import accept_proposal, allocate_receipt
from dunwell.cash.desk.commands import undo_posting
from dunwell.cash.desk.queries import (
    answer,
    answers_of,
    customer_named,
    documents_for,
    last_posting,
    posting_day,
    waiting_receipts,
)
from dunwell.cash.receipts.commands import identify_receipt, unidentify_receipt
from dunwell.cash.receipts.queries import ReceiptRow
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.cash.asked import PAGE_SIZE, Asked, asked_of, desk_url
from dunwell.web.cash.forms import AccountForm, AliasForm, ReasonForm, line_of, ticked_in, typed_in
from dunwell.web.cash.pages import cash_page, pane_page, receipt_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.wording import written

FORM_PAGE = "web/parts/form_page.html"


def version_in(request: DeskRequest) -> int | None:
    """The version of the receipt that the reader saw."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def way_on(request: DeskRequest, receipt_id: int) -> str:
    """Where to go when a receipt is placed: the next one of the list as it is looked at."""
    asked = asked_of(request)
    rows = waiting_receipts(
        request.viewer, request.creditor.id, view=asked.view, search=asked.search,
        offset=(asked.page - 1) * PAGE_SIZE, limit=PAGE_SIZE,
    )  # fmt: skip
    ids = [row.receipt_id for row in rows]
    if receipt_id not in ids:
        return desk_url(request, asked, receipt=ids[0] if ids else None, answer=None, find="")
    at = ids.index(receipt_id)
    following = ids[at + 1] if at + 1 < len(ids) else ids[at - 1] if at else None
    return desk_url(request, asked, receipt=following, answer=None, find="")


def undo_url(request: DeskRequest, receipt_id: int) -> str:
    """The address that takes a posting back and shows the receipt again."""
    return f"{place(request, 'cash_undo', receipt_id)}{asked_of(request).query(answer=None, find='')}"


def back_to_form(
    request: DeskRequest, asked: Asked, sent: Mapping[str, Any] | None, refusal: Refusal | None, problem: str = ""
) -> HttpResponse:
    """Show the receipt again with what was refused; what one may not see or do is for the door's own answer."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    if is_fragment(request):
        page = pane_page(request, asked, sent, refusal=refusal, problem=problem)
        return refused(request, "web/cash/_pane.html", {"page": page})
    return refused(
        request, "web/cash/page.html", {"page": cash_page(request, asked, sent, refusal=refusal, problem=problem)}
    )


@door("cash.post", "cash")
@require_POST
def accept(request: DeskRequest, proposal_id: int) -> HttpResponse:
    """Post what an answer says, and go on to the next receipt."""
    found = answer(request.viewer, proposal_id)
    receipt = receipt_here(request, found.receipt_id)
    onward = way_on(request, receipt.id)
    try:
        made = accept_proposal(
            viewer=request.viewer, proposal_id=proposal_id, expected_version=version_in(request), method="proposal"
        )
    except Refusal as refusal:
        return back_to_form(request, replace(asked_of(request), receipt=receipt.id), None, refusal)
    return _posted(request, receipt, len(made), sum((one.amount for one in made), Decimal(0)), onward)


def _posted(request: DeskRequest, receipt: ReceiptRow, count: int, amount: Decimal, onward: str) -> HttpResponse:
    said = ngettext("%(amount)s on %(n)s document", "%(amount)s on %(n)s documents", count)
    told = {"amount": written(amount, receipt.currency), "n": count}
    return done(request, said % told, next_url=onward, undo_url=undo_url(request, receipt.id))


@door("cash.post", "cash")
@require_POST
def post(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Put the receipt's money against the ticked documents; what is left stays on account when that was said."""
    receipt = receipt_here(request, receipt_id)
    asked = replace(asked_of(request), receipt=receipt_id)
    sent = request.POST
    ids = ticked_in(sent)
    typed = {item_id: typed_in(sent, item_id) for item_id in ids}
    wrong = [each.wrong for each in typed.values() if each.wrong]
    if wrong:
        return back_to_form(request, asked, sent, None, _("“%(text)s” is no amount.") % {"text": wrong[0]})
    left = (
        receipt.suspense_amount + receipt.on_account_amount - sum((each.amount for each in typed.values()), Decimal(0))
    )
    if ids and left > 0 and "rest" not in sent:
        told = {"left": written(left, receipt.currency)}
        return back_to_form(
            request,
            asked,
            sent,
            None,
            _("%(left)s would be left. Place it too, or post with the rest on account.") % told,
        )
    onward = way_on(request, receipt_id)
    try:
        _check_here(request, ids)
        made = allocate_receipt(
            viewer=request.viewer,
            receipt_id=receipt_id,
            lines=[line_of(item_id, typed[item_id], str(sent.get(f"code-{item_id}", ""))) for item_id in ids],
            effective_date=posting_day(request.viewer, receipt_id, ids),
            expected_version=version_in(request),
            reason=str(sent.get("reason", "")).strip()[:200],
        )
    except Refusal as refusal:
        return back_to_form(request, asked, sent, refusal)
    return _posted(request, receipt, len(made), sum((one.amount for one in made), Decimal(0)), onward)


def _check_here(request: DeskRequest, ids: list[int]) -> None:
    """Refuse a document that is not open here: another creditor's, one that was paid meanwhile, or none at all."""
    rows = documents_for(request.viewer, request.creditor.id, item_ids=ids, limit=len(ids))
    if len(rows) != len(ids):
        raise Refusal(
            "cash.desk.document_gone",
            gettext_noop("A ticked document is not open any more. Look at what is left, and tick anew."),
        )


def show(
    request: DeskRequest,
    receipt_id: int,
    form: Form,
    refusal: Refusal | None,
    *,
    title: str,
    submit: str,
    text: str = "",
) -> HttpResponse:
    """Show a form about a receipt in a layer or on a page of its own; 422 when something in it is wrong."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form,
        "title": title,
        "text": text,
        "submit": submit,
        "action": request.get_full_path(),
        "back_url": desk_url(request, asked_of(request), receipt=receipt_id),
        "fragment": is_fragment(request),
        "refusal": refusal,
    }
    if form.errors or refusal:
        return refused(request, FORM_PAGE, context)
    return render(request, FORM_PAGE, context)


def posted(request: DeskRequest) -> Any:
    """What a form was sent with; None where it is only asked for."""
    return request.POST if request.method == "POST" else None


def likely_customer(request: DeskRequest, receipt: ReceiptRow) -> str:
    """The customer that the receipt, or its best answer, says."""
    if receipt.customer_name:
        return receipt.customer_name
    best = answers_of(request.viewer, receipt.id)
    ids = [line.open_item_id for line in best[0].lines] if best else []
    rows = documents_for(request.viewer, request.creditor.id, item_ids=ids, limit=len(ids))
    return rows[0].customer_number if rows else ""


@door("cash.post", "cash")
def account(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Say whose money it is: it stands on account there until it pays something."""
    receipt = receipt_here(request, receipt_id)
    form = AccountForm(posted(request), initial={"customer": likely_customer(request, receipt)})
    words = {"title": _("Put %(amount)s on account"), "submit": _("On account")}
    words["title"] %= {"amount": written(receipt.suspense_amount, receipt.currency)}
    if not form.is_valid():
        return show(request, receipt_id, form, None, **words)
    onward = way_on(request, receipt_id) if request.GET.get("view") == "unknown" else ""
    try:
        customer_id, name = customer_named(request.viewer, request.creditor.id, form.cleaned_data["customer"])
        identify_receipt(
            viewer=request.viewer,
            receipt_id=receipt_id,
            customer_id=customer_id,
            effective_date=posting_day(request.viewer, receipt_id),
            expected_version=receipt.version,
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        return show(request, receipt_id, form, refusal, **words)
    here = desk_url(request, asked_of(request), receipt=receipt_id, answer=None)
    return done(request, _("On account at %(name)s") % {"name": name}, next_url=onward or here)


@door("cash.post", "cash")
def suspense(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Leave the payer open again: money on account goes back to where nobody owes it."""
    receipt = receipt_here(request, receipt_id)
    form = ReasonForm(posted(request))
    words = {"title": _("The payer of %(number)s is not known") % {"number": receipt.number}, "submit": _("Not known")}
    if not form.is_valid():
        return show(request, receipt_id, form, None, **words)
    try:
        unidentify_receipt(
            viewer=request.viewer,
            receipt_id=receipt_id,
            effective_date=today_or(posting_day(request.viewer, receipt_id)),
            reason=form.cleaned_data["reason"],
            expected_version=receipt.version,
        )
    except Refusal as refusal:
        return show(request, receipt_id, form, refusal, **words)
    here = desk_url(request, asked_of(request), receipt=receipt_id, answer=None)
    return done(request, _("The payer is open again"), next_url=here)


def today_or(day: date) -> date:
    """Today, or the first day on which it can be."""
    return max(timezone.localdate(), day)


@door("cash.post", "cash")
def learn(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Say that this payer's account or name is a customer, from now on."""
    receipt = receipt_here(request, receipt_id)
    known = {"account": receipt.payer_account, "name": receipt.payer_name}
    known = {kind: value for kind, value in known.items() if value}
    form = AliasForm(posted(request), known=known, initial={"customer": likely_customer(request, receipt)})
    words = {
        "title": _("Learn who pays"),
        "submit": _("Learn"),
        "text": _("The next receipt of this payer is taken for this customer."),
    }
    if not form.is_valid():
        return show(request, receipt_id, form, None, **words)
    kind = form.cleaned_data["kind"]
    try:
        customer_id, name = customer_named(request.viewer, request.creditor.id, form.cleaned_data["customer"])
        confirm_alias(
            viewer=request.viewer, customer_id=customer_id, kind=kind, value=known[kind], seen_date=receipt.value_date
        )
    except Refusal as refusal:
        return show(request, receipt_id, form, refusal, **words)
    here = desk_url(request, asked_of(request), receipt=receipt_id)
    return done(request, _("%(payer)s is %(name)s") % {"payer": known[kind], "name": name}, next_url=here)


@door("cash.post", "cash")
def undo(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Take the last posting of a receipt back: its documents are open again, the money is on account."""
    receipt = receipt_here(request, receipt_id)
    act = last_posting(request.viewer, receipt_id)
    asked = replace(asked_of(request), receipt=receipt_id)
    usual = _("undone at the cash desk")
    if request.method != "POST":
        if act is None:
            raise Http404
        told = {"amount": written(act.amount, act.currency), "numbers": ", ".join(act.item_numbers[:5])}
        title = _("Take %(amount)s back from %(numbers)s") % told
        form = ReasonForm(initial={"reason": usual})
        return show(request, receipt_id, form, None, title=title, submit=_("Undo"))
    try:
        taken = undo_posting(
            viewer=request.viewer,
            receipt_id=receipt_id,
            effective_date=today_or(act.last_date if act else receipt.value_date),
            reason=(request.POST.get("reason") or usual)[:200],
        )
    except Refusal as refusal:
        return back_to_form(request, asked, None, refusal)
    said = _("%(amount)s taken back, on account again") % {"amount": written(taken.amount, taken.currency)}
    return done(request, said, next_url=desk_url(request, asked, answer=None))
