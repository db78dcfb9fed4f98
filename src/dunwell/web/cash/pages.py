"""The cash desk as a page: receipts that wait, and the receipt in view with everything that places its money."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.cash.codes.rules import DEDUCTION_CODES
from dunwell.cash.desk.queries import (
    VIEWS,
    WaitingRow,
    last_receipt_posted_by,
    waiting_receipts,
    waiting_totals,
)
from dunwell.cash.receipts.queries import ReceiptRow, receipt_of
from dunwell.runs.queries import matching_pulse
from dunwell.web.cash.asked import PAGE_SIZE, Asked, desk_url
from dunwell.web.cash.labels import METHOD_WORDS, TONES, score_words
from dunwell.web.cash.panes import pane_of
from dunwell.web.cash.shapes import CashPage, Matching, ReceiptLine
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.shapes import Empty, Tab
from dunwell.web.wording import label, money_of, sentences, written

VIEW_WORDS = {
    "certain": gettext_lazy("Certain"),
    "suggested": gettext_lazy("Suggested"),
    "unknown": gettext_lazy("Unknown"),
    "on_account": gettext_lazy("On account"),
    "all": gettext_lazy("All"),
}


def receipt_here(request: DeskRequest, receipt_id: int) -> ReceiptRow:
    """One receipt of the creditor in the address; one of another creditor is not there."""
    found = receipt_of(request.viewer, receipt_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    return found


def cash_page(request: DeskRequest, asked: Asked, sent: Mapping[str, Any] | None = None, **more: Any) -> CashPage:
    """Build the page for one way of looking; `sent` is a form that comes back because something in it is wrong."""
    viewer, creditor = request.viewer, request.creditor
    totals = waiting_totals(viewer, creditor.id)
    found = waiting_receipts(
        viewer, creditor.id, view=asked.view, search=asked.search, offset=(asked.page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE + 1,
    )  # fmt: skip
    rows = found[:PAGE_SIZE]
    chosen = asked.receipt or (rows[0].receipt_id if rows else None)
    may_post = viewer.may("cash.post", creditor.id)
    plain_look = Asked(view=asked.view, search=asked.search)
    return CashPage(
        title=_title(totals.counts["all"], totals.amounts),
        rows=[line_of_row(request, row, asked) for row in rows],
        tabs=[
            Tab(
                view,
                str(VIEW_WORDS[view]),
                desk_url(request, Asked(view=view)),
                totals.counts[view],
                view == asked.view,
            )
            for view in VIEWS
        ],
        lede=_lede(totals.counts),
        chosen_id=chosen,
        is_chosen_by_reader=asked.receipt is not None,
        pane=pane_of(request, receipt_here(request, chosen), asked, sent) if chosen else None,
        list_url=desk_url(request, asked, receipt=None, answer=None, find=""),
        path=place(request, "cash"),
        search=asked.search,
        view=asked.view,
        more_url=desk_url(request, plain_look, page=asked.page + 1) if len(found) > PAGE_SIZE else "",
        earlier_url=desk_url(request, plain_look, page=asked.page - 1) if asked.page > 1 else "",
        undo_url=_undo_last(request, asked) if may_post else "",
        empty=_empty(request, asked, totals.counts),
        batch_url=place(request, "cash_batch") if may_post else "",
        match_url=place(request, "cash_match") if may_post else "",
        read_url=place(request, "cash_files") if viewer.may("intake.run", creditor.id) else "",
        matching=matching_line(request),
        may_post=may_post,
        codes=_codes(),
        certain_count=totals.counts["certain"],
        **more,
    )


def matching_line(request: DeskRequest) -> Matching | None:
    """Whether receipts are being matched now; None when they are not."""
    pulse = matching_pulse(request.viewer, request.creditor.id)
    if not pulse.is_busy:
        return None
    url = place(request, "cash_match_pulse")
    if not pulse.is_running and not pulse.has_worker:
        text = _("Matching waits, but no worker is running. Start one with `dunwell serve`.")
        return Matching(text, url, "brick")
    return Matching(_("Receipts are being matched. This page follows it."), url)


def pane_page(request: DeskRequest, asked: Asked, sent: Mapping[str, Any] | None = None, **more: Any) -> CashPage:
    """The page as far as the pane needs it: the receipt in view and nothing of the list."""
    found = receipt_here(request, asked.receipt or 0)
    return CashPage(
        title=found.number, rows=(), tabs=(), chosen_id=found.id, is_chosen_by_reader=True,
        pane=pane_of(request, found, asked, sent),
        list_url=desk_url(request, asked, receipt=None, answer=None, find=""),
        path=place(request, "cash"), view=asked.view, search=asked.search,
        may_post=request.viewer.may("cash.post", request.creditor.id), codes=_codes(), **more,
    )  # fmt: skip


def _codes() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in DEDUCTION_CODES.items()]


def _title(count: int, amounts: Mapping[str, Decimal]) -> str:
    if not count:
        return _("Every receipt is placed")
    sums = " · ".join(written(amount, currency) for currency, amount in list(amounts.items())[:2])
    told = {"n": f"{count:,}", "amount": sums}
    if len(amounts) > 2:
        return ngettext("%(n)s receipt to place", "%(n)s receipts to place", count) % told
    return ngettext("%(n)s receipt, %(amount)s to place", "%(n)s receipts, %(amount)s to place", count) % told


def _lede(counts: Mapping[str, int]) -> list[str]:
    told = []
    if counts["suggested"]:
        n = counts["suggested"]
        told.append(ngettext("%(n)s has an answer to look at", "%(n)s have an answer to look at", n) % {"n": f"{n:,}"})
    if counts["unknown"]:
        n = counts["unknown"]
        told.append(ngettext("%(n)s without an answer", "%(n)s without an answer", n) % {"n": f"{n:,}"})
    return told


def _empty(request: DeskRequest, asked: Asked, counts: Mapping[str, int]) -> Empty:
    if asked.search or counts["all"]:
        return Empty(
            _("Nothing here"), _("No receipt that waits is like that."), [(_("All that wait"), place(request, "cash"))]
        )
    return Empty(_("Nothing waits"), _("What comes in with the next bank statement and is not certain will wait here."))


def _undo_last(request: DeskRequest, asked: Asked) -> str:
    last = last_receipt_posted_by(request.viewer, request.creditor.id)
    return f"{place(request, 'cash_undo', last)}{asked.query(answer=None, find='')}" if last else ""


def line_of_row(request: DeskRequest, row: WaitingRow, asked: Asked) -> ReceiptLine:
    """One row of the list: who, how much, how sure, and the first reason."""
    return ReceiptLine(
        id=row.receipt_id,
        name=row.payer or row.customer_name or row.number,
        why=why_of(row),
        amount=money_of(row.amount, row.currency),
        value_date=row.value_date,
        href=desk_url(request, asked, receipt=row.receipt_id, answer=None, find=""),
        share=round((row.score or Decimal(0)) * 100),
        tone=TONES.get(row.verdict, ""),
        score=score_words(row.score),
        method=label(METHOD_WORDS, row.method),
    )


def why_of(row: WaitingRow) -> str:
    """The first reason of a receipt's best answer; what is in the way goes before it."""
    if row.kind == "duplicate":
        return _("may be money that came before")
    if row.solution_count > 1:
        return _("%(n)s equal answers: choose") % {"n": row.solution_count}
    if row.reason is None:
        return _("on account at %(name)s") % {"name": row.customer_name} if row.customer_name else _("no evidence yet")
    return sentences([row.reason])
