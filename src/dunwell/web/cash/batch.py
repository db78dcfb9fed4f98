"""Many receipts at once: match what waits, and accept every certain answer after a look at all of them."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.commands import post_proposals
from dunwell.cash.desk.queries import WaitingRow, certain_answers
from dunwell.platform.words import say
from dunwell.runs.schedule import queue_matching
from dunwell.web.answers import done, fragment, refused
from dunwell.web.cash.asked import Asked
from dunwell.web.cash.pages import line_of_row, matching_line
from dunwell.web.cash.shapes import BatchPage
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.shapes import Preview
from dunwell.web.wording import written

MOST_SHOWN = 500


@door("cash.post", "cash")
def batch(request: DeskRequest) -> HttpResponse:
    """Show every certain answer; sent back, post those that were shown."""
    rows = certain_answers(request.viewer, request.creditor.id)
    if request.method != "POST":
        return render(request, "web/cash/batch.html", {"page": batch_page(request, rows)})
    shown = {int(text) for text in request.POST.get("ids", "").split(",") if text.isascii() and text.isdigit()}
    ids = [row.proposal_id for row in rows if row.proposal_id in shown]
    if not ids:
        refusal = Refusal(
            "cash.desk.batch_outdated",
            gettext_noop("None of these waits with a certain answer any more. Look at what is left."),
        )
        return refused(request, "web/cash/batch.html", {"page": batch_page(request, rows, refusal)})
    told = post_proposals(viewer=request.viewer, creditor_id=request.creditor.id, proposal_ids=ids, method="batch")
    said = ngettext("%(n)s receipt placed", "%(n)s receipts placed", len(told.posted)) % {"n": len(told.posted)}
    if told.refused:
        n = len(told.refused)
        said += " · " + ngettext("%(n)s left: %(why)s", "%(n)s left, the first: %(why)s", n) % {
            "n": n, "why": say(told.refused[0][1])
        }  # fmt: skip
    return done(request, said, next_url=place(request, "cash"))


def batch_page(request: DeskRequest, rows: list[WaitingRow], refusal: Refusal | None = None) -> BatchPage:
    """What accepting all would do: how many, how much by currency, and each with its reason."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.amount
    facts = [(ngettext("receipt", "receipts", len(rows)), f"{len(rows):,}")]
    facts += [(_("to place"), written(amount, currency)) for currency, amount in sorted(sums.items())]
    title = ngettext("Accept %(n)s certain answer", "Accept %(n)s certain answers", len(rows)) % {"n": f"{len(rows):,}"}
    return BatchPage(
        title=title if rows else _("Nothing is certain"),
        preview=Preview(facts),
        rows=[line_of_row(request, row, Asked(view="certain")) for row in rows[:MOST_SHOWN]],
        confirm_url=place(request, "cash_batch"),
        back_url=place(request, "cash"),
        ids=",".join(str(row.proposal_id) for row in rows),
        count=len(rows),
        refusal=refusal,
    )


@door("cash.post", "cash")
@require_POST
def match(request: DeskRequest) -> HttpResponse:
    """Have every waiting receipt matched anew, behind the page; nothing is posted."""
    queue_matching(request.creditor.id, post=False)
    return redirect(place(request, "cash"))


@door("book.read", "cash")
def match_pulse(request: DeskRequest) -> HttpResponse:
    """Say whether receipts are being matched; once that is over, have the page renew itself."""
    matching = matching_line(request)
    if matching is None:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return fragment(request, "web/cash/_matching.html", {"matching": matching})
