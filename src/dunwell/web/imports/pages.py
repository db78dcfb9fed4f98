"""What the screens of files are given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.refusals import Refusal
from dunwell.cash.accounts.queries import bank_accounts_of
from dunwell.cash.statements.queries import kept_positions
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.queries import (
    DeliveryRow,
    delivery,
    money_deliveries_of,
    money_delivery_count_of,
    problems_of,
    profiles_of,
)
from dunwell.exchange.reading.parsed import Family
from dunwell.runs.queries import intake_pulse
from dunwell.web.doors import DeskRequest
from dunwell.web.imports.forms import ReadForm
from dunwell.web.imports.shapes import FileLine, FilePage, FilesPage, FoundRemittance, FoundStatement, Progress
from dunwell.web.people.views import place
from dunwell.web.shapes import Chip, Pager
from dunwell.web.statements.pages import KINDS, page_number
from dunwell.web.wording import label, written

PAGE_SIZE, MOST_PROBLEMS = 25, 100
STATES: dict[str, str | Promise] = {
    "received": gettext_lazy("kept, not read"),
    "previewed": gettext_lazy("looked at"),
    "posted": gettext_lazy("taken in"),
    "rejected": gettext_lazy("nothing to read"),
}
TONES = {"posted": "green", "rejected": "brick"}
FOUND: dict[str, tuple[str | Promise, str]] = {
    "posted": (gettext_lazy("goes in"), "green"),
    "waiting": (gettext_lazy("will wait"), "amber"),
    "repeated": (gettext_lazy("here already"), ""),
}


def file_here(request: DeskRequest, delivery_id: int) -> DeliveryRow:
    """One file of a bank or a payer of the creditor in the address."""
    found = delivery(viewer=request.viewer, delivery_id=delivery_id)
    if found.creditor_id != request.creditor.id or not is_of_money(found):
        raise Http404
    return found


def is_of_money(found: DeliveryRow) -> bool:
    """Whether a delivery holds statements or remittances."""
    try:
        return FORMATS.get(found.format).family is not Family.ITEMS
    except Refusal:
        return False


def reading_asked(request: DeskRequest) -> dict[str, str]:
    """How the file is read, as the address says it; it goes along from the preview to the confirmation."""
    return {name: request.GET.get(name, "")[:80] for name in ("account", "profile", "opens") if request.GET.get(name)}


def read_form(request: DeskRequest, found: DeliveryRow, data: Any = None) -> ReadForm:
    """The form that says how a file is read."""
    chosen = FORMATS.get(found.format)
    told: dict[str, Any] = {"viewer": request.viewer, "creditor_id": request.creditor.id}
    has_columns = chosen.mapping is not None
    return ReadForm(
        data,
        accounts=bank_accounts_of(request.viewer, request.creditor.id),
        profiles=profiles_of(**told, format_key=found.format) if has_columns else (),
        initial={"format": found.format, **reading_asked(request)},
    )


def files_page(request: DeskRequest, form: Any = None, refusal: Refusal | None = None) -> FilesPage:
    """The strip, and the files that came, the latest first."""
    page = page_number(request)
    told: dict[str, Any] = {"viewer": request.viewer, "creditor_id": request.creditor.id}
    rows = money_deliveries_of(**told, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return FilesPage(
        title=_("Files of banks and payers"),
        rows=[_file_line(request, row) for row in rows],
        pager=Pager(page, PAGE_SIZE, money_delivery_count_of(**told)),
        read_url=place(request, "cash_files"),
        back_url=place(request, "statements"),
        form=form,
        refusal=refusal,
    )


def _file_line(request: DeskRequest, row: DeliveryRow) -> FileLine:
    return FileLine(
        name=row.file_name,
        url=place(request, "cash_file", row.delivery_id),
        format=FORMATS.get(row.format).title or row.format,
        when=row.received_at,
        by=row.received_by,
        chip=Chip(label(STATES, row.state), TONES.get(row.state, "amber")),
        statements=int(row.counts.get("statements", 0)) + int(row.counts.get("remittances", 0)),
        receipts=int(row.counts.get("receipts", 0)),
        problems=int(row.counts.get("problems", 0)),
    )


def progress_of(request: DeskRequest, found: DeliveryRow) -> Progress | None:
    """How far the intake has come; None when none is going on."""
    pulse = intake_pulse(request.viewer, request.creditor.id, found.delivery_id)
    if not pulse.is_busy:
        return None
    url = place(request, "cash_file_pulse", found.delivery_id)
    if not pulse.is_running and not pulse.has_worker:
        text = _("The file waits, but no worker is running. Start one with `dunwell serve`.")
        return Progress(text, url, tone="brick")
    whole = int(found.counts.get("statements", 0))
    if not pulse.is_running:
        return Progress(_("The file is waiting for its turn. This page follows it."), url, 0, whole)
    part = min(len(kept_positions(found.delivery_id)), whole)
    if not whole:
        return Progress(_("The file is being taken in. This page follows it."), url)
    said = _("%(part)s of %(whole)s statements are in. This page follows it.") % {"part": part, "whole": whole}
    return Progress(said, url, part, whole)


def file_page(
    request: DeskRequest, found: DeliveryRow, form: ReadForm | None = None, refusal: Refusal | None = None
) -> FilePage:
    """One file: before it is confirmed a preview, then its progress, then what came of it."""
    counts = found.counts
    progress = progress_of(request, found)
    is_preview = found.state in ("received", "previewed", "rejected") and progress is None
    may_take = request.viewer.may("intake.run", request.creditor.id)
    count = int(counts.get("problems", 0))
    statements, remittances = counts.get("first_statements", []), counts.get("first_remittances", [])
    whole = int(counts.get("statements", 0)) + int(counts.get("remittances", 0))
    ready = is_preview and found.state == "previewed" and whole > 0
    return FilePage(
        title=_title(found, progress),
        lede=_lede(found, is_preview),
        counts=_tally(counts),
        statements=[_statement(request, each, found.state) for each in statements],
        remittances=[_remittance(each) for each in remittances],
        problems=problems_of(viewer=request.viewer, delivery_id=found.delivery_id, limit=MOST_PROBLEMS),
        problem_count=count,
        notes=counts.get("notes", ()),
        back_url=place(request, "cash_files"),
        format=FORMATS.get(found.format).title or found.format,
        chip=Chip(label(STATES, found.state), TONES.get(found.state, "amber")),
        more=max(whole - len(statements) - len(remittances), 0),
        progress=progress,
        confirm_url=place(request, "cash_file_confirm", found.delivery_id) if ready and may_take else "",
        confirm_query=list(reading_asked(request).items()),
        read_form=(form or read_form(request, found)) if is_preview and may_take else None,
        read_url=place(request, "cash_file_read", found.delivery_id),
        roll_back_url=place(request, "cash_file_back", found.delivery_id)
        if found.state == "posted" and request.viewer.may("cash.post", request.creditor.id)
        else "",
        refusal=refusal,
        is_preview=is_preview,
    )


def _title(found: DeliveryRow, progress: Progress | None) -> str:
    if progress is not None:
        return _("%(file)s is being taken in") % {"file": found.file_name}
    counts = found.counts
    receipts, waiting = int(counts.get("receipts", 0)), int(counts.get("waiting", 0))
    if found.state == "rejected":
        return _("Nothing in %(file)s could be read") % {"file": found.file_name}
    if found.state == "received":
        return found.file_name
    if not receipts and counts.get("remittances"):
        n = int(counts["remittances"])
        return ngettext("%(n)s remittance", "%(n)s remittances", n) % {"n": n}
    said = ngettext("%(n)s new receipt", "%(n)s new receipts", receipts) % {"n": f"{receipts:,}"}
    if waiting:
        said += ", " + ngettext("%(n)s statement waits", "%(n)s statements wait", waiting) % {"n": waiting}
    return said


def _lede(found: DeliveryRow, is_preview: bool) -> list[str]:
    told = [found.file_name]
    if found.counts.get("rolled_back") and found.state == "received":
        told.append(_("Rolled back: %(why)s") % {"why": found.counts["rolled_back"]})
    elif is_preview:
        told.append(_("Nothing has been written yet."))
    return told


def _tally(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    words = {
        "statements": _("statements"), "remittances": _("remittances"), "receipts": _("new receipts"),
        "duplicates": _("known already, skipped"), "waiting": _("that wait"), "linked": _("remittances linked"),
        "problems": _("problems"),
    }  # fmt: skip
    return [(words[name], int(counts[name])) for name in words if counts.get(name)]


def _statement(request: DeskRequest, told: Mapping[str, Any], state: str) -> FoundStatement:
    words, tone = FOUND.get(told["state"], (told["state"], ""))
    if state == "posted":
        words = {"posted": _("on the books"), "waiting": _("waits")}.get(told["state"], str(words))
    title = " ".join(part for part in (told["account"] or "–", told["number"]) if part)
    url = place(request, "statement", told["id"]) if told["id"] and state == "posted" else ""
    currency = told["currency"] or ""
    return FoundStatement(
        title=f"{title} · {label(KINDS, told['kind'])}",
        opening=_amount(told["opening"], currency),
        closing=_amount(told["closing"], currency),
        difference=_off(told["difference"], currency),
        chip=Chip(str(words), tone),
        lines=told["lines"],
        receipts=told["receipts"],
        duplicates=told["duplicates"],
        why=told["reason"]["text"] if told["reason"] else "",
        notes=[note["text"] for note in told["notes"]],
        url=url,
    )


def _off(difference: str | None, currency: str) -> str:
    if difference is None:
        return ""
    return _amount(difference, currency) if Decimal(difference) else "0"


def _amount(amount: str | None, currency: str) -> str:
    if amount is None:
        return "–"
    return written(Decimal(amount), currency) if len(currency) == 3 else amount


def _remittance(told: Mapping[str, Any]) -> FoundRemittance:
    title = " · ".join(part for part in (told["payer"], told["trace"]) if part) or _("Remittance")
    why = "; ".join(reason["text"] for reason in told["reasons"])
    if told["state"] == "repeated":
        why = _("here already")
    elif not told["receipt"]:
        why = why or _("its money has not come yet")
    return FoundRemittance(title, _amount(told["amount"], told["currency"] or ""), told["lines"], why)
