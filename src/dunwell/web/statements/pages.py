"""What the statement screens are given."""

from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.cash.accounts.queries import bank_accounts_of
from dunwell.cash.income.queries import LineOutcome, outcomes_of_lines
from dunwell.cash.statements.queries import (
    LineRow,
    StatementRow,
    lines_after,
    statement,
    statement_counts,
    statement_list,
    waiting_lines,
)
from dunwell.cash.statements.rules import WAITING_TEXTS, WaitingReason
from dunwell.exchange.queries import delivery
from dunwell.exchange.reading.statements import StatementLine
from dunwell.platform.words import say
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.shapes import Chip, Empty, Pager, Tab
from dunwell.web.statements.shapes import LineShape, StatementPage, StatementShape, StatementsPage
from dunwell.web.wording import label, money_of, written

PAGE_SIZE, MOST_LINES = 50, 300
STATES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("waiting"),
    "posted": gettext_lazy("on the books"),
    "withdrawn": gettext_lazy("withdrawn"),
}
TONES = {"waiting": "amber", "posted": "green"}
KINDS: dict[str, str | Promise] = {
    "end_of_day": gettext_lazy("end of day"),
    "intraday": gettext_lazy("during the day"),
    "notification": gettext_lazy("notification"),
    "lockbox": gettext_lazy("lockbox"),
    "returns": gettext_lazy("returns"),
}
BECAME: dict[str, str | Promise] = {
    "unidentified": gettext_lazy("payer not known"),
    "on_account": gettext_lazy("on account"),
    "partly_applied": gettext_lazy("partly applied"),
    "applied": gettext_lazy("applied"),
    "refunded": gettext_lazy("refunded"),
    "returned": gettext_lazy("returned"),
    "open": gettext_lazy("return, to look at"),
    "posted": gettext_lazy("return, taken back"),
    "dismissed": gettext_lazy("return of no receipt"),
}
BECAME_TONES = {"applied": "green", "unidentified": "amber", "open": "amber", "returned": "brick", "posted": "brick"}


def page_number(request: DeskRequest) -> int:
    """The page asked for, at least 1."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def statement_here(request: DeskRequest, statement_id: int) -> StatementRow:
    """One statement of one of this creditor's accounts; any other's is not there."""
    found = statement(request.viewer, statement_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    return found


def shape_of(request: DeskRequest, row: StatementRow) -> StatementShape:
    """One statement as lists show it."""

    def money(amount: Decimal | None) -> Money | None:
        return None if amount is None or not row.currency else money_of(amount, row.currency)

    return StatementShape(
        id=row.id,
        url=place(request, "statement", row.id),
        day=row.closing_date or row.opening_date,
        account=row.account_name or row.account or "–",
        number=row.number,
        kind=label(KINDS, row.kind),
        chip=Chip(label(STATES, row.state), TONES.get(row.state, "")),
        currency=row.currency,
        opening=money(row.opening_amount),
        booked=money(row.booked_amount),
        closing=money(row.closing_amount),
        difference=money(row.difference_amount) if row.difference_amount else None,
        lines=row.line_count,
        duplicates=row.duplicate_count,
        why=waiting_words(row),
    )


def waiting_words(row: StatementRow) -> str:
    """Why a statement waits, with what to do; empty for one that does not."""
    if row.state != "waiting" or row.waiting_reason not in list(WaitingReason):
        return ""
    facts: Mapping[str, str] = {
        "account": row.account or "–",
        "opening": written(row.opening_amount or Decimal(0), row.currency),
        "lines": written(row.booked_amount, row.currency),
        "closing": written(row.closing_amount or Decimal(0), row.currency),
        "difference": written(row.difference_amount or Decimal(0), row.currency),
        "amount": written(row.booked_amount, row.currency),
        "day": str(row.closing_date or ""),
        "locked_through": "",
    }
    if row.waiting_reason == WaitingReason.PERIOD_LOCKED:
        return _("Its money would be posted into a period that is locked. Reopen the period, or ask for a later day.")
    reason = WaitingReason(row.waiting_reason)
    return say(Reason(f"cash.statement.{reason}", WAITING_TEXTS[reason], dict(facts)))


def statements_page(request: DeskRequest) -> StatementsPage:
    """The statements as they are asked for, by state and account."""
    viewer, creditor_id = request.viewer, request.creditor.id
    accounts = bank_accounts_of(viewer, creditor_id)
    asked = request.GET.get("account", "")
    account = next((each for each in accounts if str(each.id) == asked), None)
    counts = statement_counts(viewer, creditor_id, bank_account_id=account.id if account else None)
    state = request.GET.get("state", "")
    state = state if state in counts else ""
    total = counts[state] if state else sum(counts.values())
    page = page_number(request)
    rows = statement_list(
        viewer, creditor_id, state=state, bank_account_id=account.id if account else None,
        offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE,
    )  # fmt: skip
    here = place(request, "statements")

    def address(state: str, account_id: int | None) -> str:
        kept = {"state": state, "account": account_id or ""}
        return f"{here}?{urlencode({name: value for name, value in kept.items() if value})}".rstrip("?")

    chosen = account.id if account else None
    tabs = [Tab("", _("All"), address("", chosen), sum(counts.values()), not state)]
    tabs += [Tab(key, str(STATES[key]).capitalize(), address(key, chosen), counts[key], key == state) for key in counts]
    return StatementsPage(
        title=_title(counts),
        rows=[shape_of(request, row) for row in rows],
        tabs=tabs,
        pager=Pager(page, PAGE_SIZE, total),
        lede=[_("%(account)s: %(amount)s") % {
            "account": each.name or each.number, "amount": written(each.closing_amount, each.currency)
        } for each in accounts if each.closing_amount is not None and each.is_active][:4],
        read_url=place(request, "cash_files") if viewer.may("intake.run", creditor_id) else "",
        empty=Empty(
            _("No statement here") if sum(counts.values()) else _("No bank statement has come in"),
            _("Drop a bank's file above, put it into the watched folder, or send it through the API."),
        ),
        accounts=[
            Tab("", _("Every account"), address(state, None), current=account is None),
            *(Tab(str(each.id), each.name or each.number, address(state, each.id), current=each is account)
              for each in accounts),
        ] if len(accounts) > 1 else (),
    )  # fmt: skip


def _title(counts: Mapping[str, int]) -> str:
    n = counts["waiting"]
    if n:
        return ngettext("%(n)s statement waits", "%(n)s statements wait", n) % {"n": f"{n:,}"}
    n = counts["posted"]
    if not n:
        return _("Bank statements")
    return ngettext("%(n)s statement, it ties", "%(n)s statements, every one ties or was released", n) % {"n": f"{n:,}"}


def statement_page(request: DeskRequest, found: StatementRow) -> StatementPage:
    """One statement, line by line; of one that waits, as its file says it."""
    shape = shape_of(request, found)
    may_post = request.viewer.may("cash.post", request.creditor.id)
    told = {"account": shape.account, "number": found.number}
    return StatementPage(
        title=(_("Statement %(number)s of %(account)s") if found.number else _("Statement of %(account)s")) % told,
        statement=shape,
        lines=_lines(request, found),
        facts=_facts(request, found),
        back_url=place(request, "statements"),
        release_url=place(request, "statement_release", found.id) if may_post and found.state == "waiting" else "",
        withdraw_url=place(request, "statement_withdraw", found.id) if may_post and found.state != "withdrawn" else "",
        delivery_url=place(request, "cash_file", found.delivery_id)
        if request.viewer.may("intake.run", request.creditor.id)
        else "",
        banner=shape.why,
        notes=_notes(found),
    )


def _notes(found: StatementRow) -> list[str]:
    told = []
    if found.release_note:
        told.append(_("Released by %(who)s: %(why)s") % {"who": found.released_by, "why": found.release_note})
    if found.withdrawal_note:
        told.append(_("Withdrawn by %(who)s: %(why)s") % {"who": found.withdrawn_by, "why": found.withdrawal_note})
    return told


def _facts(request: DeskRequest, found: StatementRow) -> list[tuple[str, str]]:
    told = [(_("Account"), f"{found.account} {found.currency}".strip()), (_("Kind"), label(KINDS, found.kind))]
    if request.viewer.may("intake.run", request.creditor.id):
        told.append((_("File"), delivery(viewer=request.viewer, delivery_id=found.delivery_id).file_name))
    return told


def _lines(request: DeskRequest, found: StatementRow) -> list[LineShape]:
    if found.state == "waiting":
        if not request.viewer.may("intake.run", request.creditor.id):
            return []
        return [_line_to_be(line, found.currency) for line in waiting_lines(request.viewer, found.id, MOST_LINES)]
    rows = lines_after(request.viewer, found.id, limit=MOST_LINES).rows
    became = outcomes_of_lines(request.viewer, request.creditor.id, [row.id for row in rows])
    return [_line(request, row, became.get(row.id), found) for row in rows]


def _line_to_be(line: StatementLine, currency: str) -> LineShape:
    title = line.payer or line.text[:80] or line.reference
    return LineShape(
        line.booking_date, title, _text(line.text, title), money_of(line.amount, line.currency or currency), _("waits")
    )


def _text(text: str, title: str) -> str:
    return "" if text.startswith(title) and len(text) <= len(title) else text[:200]


def _line(request: DeskRequest, row: LineRow, became: LineOutcome | None, found: StatementRow) -> LineShape:
    title = row.payer or row.text[:80] or row.reference or label(KINDS, row.kind)
    url, number, tone = "", "", ""
    words = _("no receipt") if row.amount > 0 else _("money out")
    if row.is_pending:
        words = _("not booked yet")
    if became is not None:
        words, tone = label(BECAME, became.state), BECAME_TONES.get(became.state, "")
        url = f"{place(request, 'cash')}?receipt={became.receipt_id}" if became.receipt_id else ""
        number = became.receipt_number
    note = _("came with an earlier file") if row.statement_id != found.id else ""
    return LineShape(
        row.booking_date, title, _text(row.text, title), money_of(row.amount, row.currency), words, number, url, tone,
        note,
    )  # fmt: skip
