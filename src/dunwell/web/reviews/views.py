"""A sample of automatic postings: a clerk looks, and says that each was right or takes it back."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.cash.desk.queries import posting_day
from dunwell.cash.reviews.commands import confirm_posting, undo_reviewed
from dunwell.cash.reviews.queries import review_totals, reviewed_receipt, sampled_postings
from dunwell.platform.calendars import local_day
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.cash.labels import score_words
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.reviews.shapes import ReviewLine, ReviewsPage
from dunwell.web.wording import money_of


class WhyForm(forms.Form):
    """What was wrong."""

    reason = forms.CharField(label=gettext_lazy("What was wrong"), max_length=200)


def reviews_page(request: DeskRequest) -> ReviewsPage:
    """The sample as far as nobody looked at it."""
    totals = review_totals(request.viewer, request.creditor.id)
    may_post = request.viewer.may("cash.post", request.creditor.id)
    cash = place(request, "cash")
    n = totals.waiting
    title = ngettext("%(n)s posting to look at", "%(n)s postings to look at", n) % {"n": f"{n:,}"}
    told = {"percent": f"{totals.percent.normalize():f}", "right": totals.confirmed, "wrong": totals.undone}
    return ReviewsPage(
        title=title if n else _("The sample is looked at"),
        lede=[
            _("%(percent)s %% of what posts itself, chosen by chance") % told,
            _("%(right)s were right, %(wrong)s were taken back") % told,
        ],
        rows=[
            ReviewLine(
                id=row.allocation_id, name=row.payer or row.customer_name or row.number, number=row.number,
                url=f"{cash}?receipt={row.receipt_id}", documents=", ".join(row.item_numbers[:6]),
                day=row.effective_date, score=score_words(row.score), amount=money_of(row.amount, row.currency),
                confirm_url=place(request, "review_confirm", row.allocation_id) if may_post else "",
                undo_url=place(request, "review_undo", row.allocation_id) if may_post else "",
            )
            for row in sampled_postings(request.viewer, request.creditor.id)
        ],
    )  # fmt: skip


@door("book.read", "cash")
def reviews(request: DeskRequest) -> HttpResponse:
    """Show the sample."""
    return render(request, "web/reviews/page.html", {"page": reviews_page(request)})


@door("cash.post", "cash")
@require_POST
def confirm(request: DeskRequest, allocation_id: int) -> HttpResponse:
    """Say that a posting was right."""
    reviewed_receipt(request.viewer, request.creditor.id, allocation_id)
    confirm_posting(viewer=request.viewer, allocation_id=allocation_id)
    return done(request, _("It was right"), next_url=place(request, "reviews"))


@door("cash.post", "cash")
def undo(request: DeskRequest, allocation_id: int) -> HttpResponse:
    """Take a posting back, and say what was wrong."""
    receipt_id = reviewed_receipt(request.viewer, request.creditor.id, allocation_id)
    form, refusal, here = WhyForm(request.POST if request.method == "POST" else None), None, place(request, "reviews")
    if form.is_valid():
        today = local_day(timezone.now(), request.creditor.time_zone)
        try:
            undo_reviewed(
                viewer=request.viewer, allocation_id=allocation_id, reason=form.cleaned_data["reason"],
                effective_date=max(today, posting_day(request.viewer, receipt_id)),
            )  # fmt: skip
            return done(request, _("Taken back; its documents are open again"), next_url=here)
        except Refusal as told:
            refusal = told
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "title": _("Take this posting back"), "submit": _("Take back"), "action": request.path,
        "back_url": here, "fragment": is_fragment(request), "refusal": refusal,
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)
