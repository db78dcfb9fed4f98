"""The reconciliation: each account's statement balance, the books, and every difference by its name."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.cash.accounts.queries import bank_accounts_of
from dunwell.cash.reconciliation.queries import reconciliations_of
from dunwell.cash.reconciliation.rules import Difference, DifferencePart, Reconciliation
from dunwell.platform.calendars import local_day
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.reconciliation.shapes import AccountShape, DifferenceShape, ReconciliationPage
from dunwell.web.sheets import file_answer
from dunwell.web.wording import money_of

SHOWN = 50
FIRST_YEAR, LAST_YEAR = 1990, 2100


def day_asked(request: DeskRequest) -> tuple[date, str]:
    """The day asked for, today if none or none that can be read; and what is wrong with it."""
    text, today = request.GET.get("day", ""), local_day(timezone.now(), request.creditor.time_zone)
    if not text:
        return today, ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today, _("“%(text)s” is no day.") % {"text": text[:20]}
    return (found, "") if FIRST_YEAR < found.year < LAST_YEAR else (today, _("Choose a day that can be."))


def reconciliation_page(request: DeskRequest) -> ReconciliationPage:
    """Every account in use on one day."""
    day, problem = day_asked(request)
    found = reconciliations_of(request.viewer, request.creditor.id, day)
    names = {each.id: each.name or each.number for each in bank_accounts_of(request.viewer, request.creditor.id)}
    here = place(request, "reconciliation")
    off = [each for each in found if each.unexplained_amount]
    title = _("No bank account is open yet")
    if off:
        title = ngettext("%(n)s account does not tie", "%(n)s accounts do not tie", len(off)) % {"n": len(off)}
    elif found:
        title = _("Bank and books tie")
    may_export = request.viewer.may("export.rows", request.creditor.id)
    return ReconciliationPage(
        title=title,
        day=day,
        earlier_url=f"{here}?day={day - timedelta(days=1)}",
        later_url=f"{here}?day={day + timedelta(days=1)}",
        accounts=[_account(request, each, names.get(each.bank_account_id, each.account)) for each in found],
        statements_url=place(request, "statements"),
        problem=problem,
        export_urls=[
            (kind.upper(), f"{place(request, 'reconciliation_export', kind)}?day={day}") for kind in ("xlsx", "csv")
        ]
        if may_export and found
        else (),
    )


def _account(request: DeskRequest, found: Reconciliation, name: str) -> AccountShape:
    return AccountShape(
        name=name,
        statement_date=found.statement_date,
        statement_url=place(request, "statement", found.statement_id) if found.statement_id else "",
        statement=money_of(found.statement_amount, found.currency),
        book=money_of(found.book_amount, found.currency),
        differences=[_difference(request, each, found.currency) for each in found.differences],
        unexplained=money_of(found.unexplained_amount, found.currency),
    )


def _difference(request: DeskRequest, each: Difference, currency: str) -> DifferenceShape:
    return DifferenceShape(
        title=_(each.title),
        count=each.count,
        amount=money_of(each.amount, currency),
        rows=[
            (part.on_date, part.text or _("statement"), money_of(part.amount, currency), _url(request, part))
            for part in each.rows[:SHOWN]
        ],
        more=max(each.count - SHOWN, 0),
    )


def _url(request: DeskRequest, part: DifferencePart) -> str:
    if part.noun == "receipt":
        return f"{place(request, 'cash')}?receipt={part.id}"
    return place(request, "statement", part.id) if part.noun == "statement" else ""


@door("book.read", "cash")
def reconciliation(request: DeskRequest) -> HttpResponse:
    """Show every account beside the books."""
    return render(request, "web/reconciliation/page.html", {"page": reconciliation_page(request)})


@door("export.rows", "cash")
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the reconciliation as a file, difference by difference."""
    page = reconciliation_page(request)
    heads = [_("Account"), _("What"), _("Day"), _("Text"), _("Currency"), _("Amount")]
    rows: list[tuple[object, ...]] = []
    for each in page.accounts:
        code = each.statement.currency
        rows.append((each.name, _("Statement"), each.statement_date, "", code, each.statement.amount))
        rows.append((each.name, _("Books"), page.day, "", code, each.book.amount))
        for found in each.differences:
            rows.append((each.name, found.title, None, "", code, found.amount.amount))
            rows += [(each.name, "", when, text, code, amount.amount) for when, text, amount, _url in found.rows]
        rows.append((each.name, _("Unexplained"), None, "", code, each.unexplained.amount))
    return file_answer(kind, f"reconciliation_{request.creditor.key}_{page.day}", heads, rows)
