"""What the intake screens are given, put together from what the exchange knows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.open_items import FIELDS
from dunwell.exchange.queries import DeliveryRow, deliveries_of, delivery_count_of, problem_count_of, problems_of
from dunwell.exchange.queries import delivery as delivery_of
from dunwell.receivables.feeds.rules import check_control_total
from dunwell.runs.intake.queries import FileColumns
from dunwell.web.doors import DeskRequest
from dunwell.web.intake.forms import FIELD_LABELS, MODES, ColumnsForm, ConfirmForm, UploadForm, heading_of
from dunwell.web.intake.shapes import ColumnLine, DeliveryLine, DeliveryPage, IntakePage, MapPage, PreviewPage
from dunwell.web.shapes import Choice, Pager
from dunwell.web.wording import written

HISTORY_SIZE, PROBLEMS_SIZE = 25, 50
STATES: dict[str, str | Promise] = {
    "received": gettext_lazy("uploaded"),
    "previewed": gettext_lazy("previewed"),
    "posted": gettext_lazy("in the book"),
    "rejected": gettext_lazy("nothing to read"),
}
TONES = {"posted": "done", "rejected": "refused"}
USUAL = (
    "customer_number", "customer_name", "item_number", "item_kind", "document_date", "due_date", "amount",
    "open_amount", "currency",
)  # fmt: skip
TOTALS = ("control_total", "control_currency")


def place(request: DeskRequest, name: str, *args: object, query: str = "") -> str:
    """An address of the intake on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args]) + (f"?{query}" if query else "")


def page_number(request: DeskRequest) -> int:
    """The page asked for, at least 1."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isdigit() and len(text) < 8 else 1


def seen(request: DeskRequest, delivery_id: int) -> DeliveryRow:
    """One delivery of the creditor in the address; 404 for any other's."""
    found = delivery_of(viewer=request.viewer, delivery_id=delivery_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    return found


def totals_query(said: Mapping[str, Any]) -> str:
    """What was said of the control total, as it travels from step to step in the address."""
    kept = QueryDict(mutable=True)
    kept.update({name: str(said[name]) for name in TOTALS if said.get(name) not in (None, "")})
    return kept.urlencode()


def line_of(request: DeskRequest, row: DeliveryRow) -> DeliveryLine:
    """One delivery as the history shows it."""
    counts = {name: int(row.counts.get(name, 0)) for name in ("rows", "new", "changed", "unchanged", "closed")}
    return DeliveryLine(
        id=row.delivery_id,
        url=place(request, "intake_delivery" if row.format == "open_items" else "cash_file", row.delivery_id),
        file_name=row.file_name,
        received_at=row.received_at,
        received_by=row.received_by,
        mode=row.mode,
        state=TONES.get(row.state, row.state),
        state_label=str(STATES[row.state]),
        problem_count=int(row.counts.get("problems", 0)),
        **counts,
    )


def intake_page(request: DeskRequest, form: UploadForm, refusal: Refusal | None = None) -> IntakePage:
    """The upload and the history."""
    page, viewer, creditor_id = page_number(request), request.viewer, request.creditor.id
    total = delivery_count_of(viewer=viewer, creditor_id=creditor_id)
    offset = (page - 1) * HISTORY_SIZE
    rows = deliveries_of(viewer=viewer, creditor_id=creditor_id, limit=HISTORY_SIZE, offset=offset)
    repairs = form["repairs"].value()
    repaired = seen(request, int(repairs)) if str(repairs or "").isdigit() else None
    return IntakePage(
        title=_("Send the repaired rows of %(file)s") % {"file": repaired.file_name}
        if repaired
        else _("Take a file in"),
        form=form,
        upload_url=place(request, "intake"),
        history=[line_of(request, row) for row in rows],
        pager=Pager(page, HISTORY_SIZE, total),
        refusal=refusal,
        repairs=repaired.file_name if repaired else "",
        repairs_url=place(request, "intake_failed", repaired.delivery_id) if repaired else "",
    )


def sureness(confidence: float | None) -> str:
    """How sure a guess is, in a word."""
    if confidence is None:
        return ""
    if confidence >= 0.9:
        return _("sure")
    return _("likely") if confidence >= 0.6 else _("a guess: look")


def _column_line(form: ColumnsForm, name: str) -> ColumnLine:
    guess, bound = form.guess, form[f"column_{name}"]
    chosen = next((each for each in guess.columns if each.name == bound.value()), None)
    is_guess = chosen is not None and guess.fields.get(name) == chosen.name
    return ColumnLine(
        heading=str(FIELD_LABELS[name]),
        samples=chosen.samples if chosen else (),
        field=bound,
        guess=sureness(guess.confidence.get(name)) if is_guess else "",
        guess_is_weak=is_guess and guess.confidence.get(name, 1) < 0.6,
    )


def map_page(
    request: DeskRequest,
    found: DeliveryRow,
    form: ColumnsForm,
    profiles: Sequence[Choice],
    refusal: Refusal | None = None,
) -> MapPage:
    """Say which column each field is in."""
    guess: FileColumns = form.guess
    usual = [name for name in FIELDS if name in USUAL or form[f"column_{name}"].value()]
    missing = [str(FIELD_LABELS[name]) for name in guess.missing]
    return MapPage(
        title=_("Which column is what?"),
        file_name=found.file_name,
        columns=[_column_line(form, name) for name in usual],
        more=[_column_line(form, name) for name in FIELDS if name not in usual],
        form=form,
        action=request.get_full_path(),
        back_url=place(request, "intake"),
        missing=[_("No column was found for: %(fields)s.") % {"fields": ", ".join(missing)}] if missing else [],
        refusal=refusal,
        heads=[heading_of(each) for each in guess.columns],
        rows=guess.rows[:8],
        notes=guess.notes,
        problems=guess.problems,
        profiles=profiles,
    )


def sums_of(counts: Mapping[str, Any]) -> dict[str, Decimal]:
    """What the rows leave open, by currency."""
    return {currency: Decimal(total) for currency, total in counts.get("open_sums", {}).items()}


def tie_of(found: DeliveryRow, form: ConfirmForm) -> tuple[str, Refusal | None]:
    """Whether the rows add up to the control total: a sentence if they do, a refusal if they do not."""
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    total, currency = said.get("control_total"), said.get("control_currency") or None
    if total is None:
        return "", None
    try:
        check_control_total(sums_of(found.counts), total, currency)
    except Refusal as refusal:
        return "", refusal
    return _("The rows add up to the control total."), None


def preview_title(found: DeliveryRow) -> str:
    """What taking a delivery in would come to, in a sentence."""
    counts = found.counts
    rows, problems = int(counts.get("rows", 0)), int(counts.get("problems", 0))
    if not rows:
        return _("Nothing in this file could be read")
    changes = sum(int(counts.get(name, 0)) for name in ("new", "changed", "closed"))
    if not changes:
        said = _("Nothing would change")
    else:
        said = ngettext("%(n)s item would change", "%(n)s items would change", changes) % {"n": f"{changes:,}"}
    if not problems:
        return said
    aside = ngettext("%(n)s problem set aside", "%(n)s problems set aside", problems) % {"n": f"{problems:,}"}
    return f"{said}, {aside}"


def tally(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The counts of a reading in words."""
    labels = {
        "rows": _("rows"), "new": _("new"), "changed": _("changed"), "unchanged": _("unchanged"),
        "closed": _("closed"),
    }  # fmt: skip
    return [(label, int(counts.get(name, 0))) for name, label in labels.items()]


def preview_page(
    request: DeskRequest, found: DeliveryRow, form: ConfirmForm, refusal: Refusal | None = None
) -> PreviewPage:
    """What taking a delivery in would do."""
    page, delivery_id = page_number(request), found.delivery_id
    kept = problem_count_of(viewer=request.viewer, delivery_id=delivery_id)
    ties, differs = tie_of(found, form)
    query = request.GET.urlencode()
    return PreviewPage(
        title=preview_title(found),
        file_name=found.file_name,
        counts=tally(found.counts),
        sums=[(_("open"), written(total, code)) for code, total in sums_of(found.counts).items()],
        problems=problems_of(
            viewer=request.viewer, delivery_id=delivery_id, limit=PROBLEMS_SIZE, offset=(page - 1) * PROBLEMS_SIZE
        ),
        problem_count=int(found.counts.get("problems", 0)),
        confirm_url=place(request, "intake_preview", delivery_id, query=query),
        map_url=place(request, "intake_columns", delivery_id, query=query),
        back_url=place(request, "intake"),
        problem_rows_url=place(request, "intake_failed", delivery_id) if kept and may_export(request) else "",
        warning=snapshot_warning(found),
        refusal=refusal or differs,
        form=form,
        notes=found.counts.get("notes", ()),
        ties=ties,
        form_is_open=bool(refusal or differs or form.errors),
        may_confirm=bool(found.counts.get("rows")),
        pager=Pager(page, PROBLEMS_SIZE, kept),
    )


def may_export(request: DeskRequest) -> bool:
    """Whether the viewer may take rows out."""
    return request.viewer.may("export.rows", request.creditor.id)


def snapshot_warning(found: DeliveryRow) -> str:
    """A word of care where a file claims to be the whole book and would close part of it."""
    closed = int(found.counts.get("closed", 0))
    if found.mode != "snapshot" or not closed:
        return ""
    return ngettext(
        "%(n)s item that is open now is not in this file and would be closed as cleared at source.",
        "%(n)s items that are open now are not in this file and would be closed as cleared at source.",
        closed,
    ) % {"n": f"{closed:,}"}


def delivery_page(request: DeskRequest, found: DeliveryRow) -> DeliveryPage:
    """One delivery after it came in, or wherever it stands."""
    page, line = page_number(request), line_of(request, found)
    kept = problem_count_of(viewer=request.viewer, delivery_id=found.delivery_id)
    has_rights = request.viewer.may("intake.run", request.creditor.id)
    step = {"received": "intake_columns", "previewed": "intake_preview", "rejected": "intake_columns"}.get(found.state)
    return DeliveryPage(
        title=found.file_name,
        line=line,
        facts=_facts(found),
        problems=problems_of(
            viewer=request.viewer, delivery_id=found.delivery_id, limit=PROBLEMS_SIZE,
            offset=(page - 1) * PROBLEMS_SIZE,
        ),
        back_url=place(request, "intake"),
        problem_rows_url=place(request, "intake_failed", found.delivery_id) if kept and may_export(request) else "",
        original_url=place(request, "intake_original", found.delivery_id) if has_rights and may_export(request) else "",
        repair_url=place(request, "intake", query=f"repairs={found.delivery_id}") if kept and has_rights else "",
        notes=found.counts.get("notes", ()),
        columns=_mapping(found.profile),
        pager=Pager(page, PROBLEMS_SIZE, kept),
        go_on_url=place(request, step, found.delivery_id) if step and has_rights else "",
    )  # fmt: skip


def _facts(found: DeliveryRow) -> list[tuple[str, str]]:
    """What is known of a delivery beside its counts."""
    facts = [
        (_("What it holds"), str(dict(MODES)[found.mode])),
        (_("Source"), found.source),
        (_("Size"), _("%(kb)s kB") % {"kb": f"{max(found.size_bytes // 1000, 1):,}"}),
        (_("SHA-256"), found.sha256),
    ]
    sums = [(_("Open"), written(total, code)) for code, total in sums_of(found.counts).items()]
    return [*sums, *facts]


def _mapping(profile: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which column each field was read from."""
    columns = profile.get("columns", {})
    return [
        (str(FIELD_LABELS[name]), column if isinstance(column, str) else " / ".join(column))
        for name, column in columns.items()
        if name in FIELD_LABELS
    ]
