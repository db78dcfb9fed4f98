"""What the run screens are given."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.refusals import Refusal
from dunwell.platform.runs.queries import RunRow, run_count_of, runs_of
from dunwell.platform.words import format_day
from dunwell.runs.queries import Pulse as DayPulse
from dunwell.runs.queries import pulse_of
from dunwell.web.aging.words import bucket_words
from dunwell.web.doors import DeskRequest
from dunwell.web.runs.shapes import Pulse, RunLine, RunPage, RunsPage, StepLine
from dunwell.web.shapes import Empty, Pager
from dunwell.web.wording import ACTIONS, label, written

PAGE_SIZE = 30
STATES: dict[str, str | Promise] = {
    "running": gettext_lazy("running"),
    "finished": gettext_lazy("published"),
    "failed": gettext_lazy("failed"),
    "stopped": gettext_lazy("stopped"),
}
TONES = {"finished": "published", "stopped": "failed"}
STEPS: dict[str, tuple[str | Promise, str | Promise]] = {
    "snapshot": (gettext_lazy("Snapshot"), gettext_lazy("reads the book as it is at one instant")),
    "prove": (gettext_lazy("Prove"), gettext_lazy("recomputes every balance from its entries")),
    "age": (gettext_lazy("Age"), gettext_lazy("puts what is open into buckets, in base currency")),
    "expose": (gettext_lazy("Expose"), gettext_lazy("sums up what each customer owes, disputes and has on hold")),
    "behave": (gettext_lazy("Behave"), gettext_lazy("finds out how each customer pays")),
    "facts": (gettext_lazy("Facts"), gettext_lazy("puts all that a policy may ask into one row per customer")),
    "decide": (gettext_lazy("Decide"), gettext_lazy("lets the policies in force choose each customer's step")),
    "rank": (gettext_lazy("Rank"), gettext_lazy("orders by expected money per minute")),
    "publish": (gettext_lazy("Publish"), gettext_lazy("writes the list and turns the pointer, in one transaction")),
}
SUMS: dict[str, str | Promise] = {
    "open_amount": gettext_lazy("open"),
    "past_due_amount": gettext_lazy("past due"),
    "collectable_amount": gettext_lazy("to collect"),
    "listed": gettext_lazy("on the list"),
    "expected_amount": gettext_lazy("expected"),
}
LEFT_ALONE: dict[str, str | Promise] = {
    "on_hold": gettext_lazy("on hold"),
    "snoozed": gettext_lazy("snoozed"),
    "nothing_past_due": gettext_lazy("nothing past due"),
    "credit_balance": gettext_lazy("credit balance"),
    "disputed_only": gettext_lazy("all of it disputed"),
    "held_only": gettext_lazy("all of it on hold"),
    "covered_by_credit": gettext_lazy("covered by credit"),
    "below_minimum": gettext_lazy("too little to chase"),
    "contacted_recently": gettext_lazy("contacted just now"),
    "no_step": gettext_lazy("no step of the policy applies"),
    "paused": gettext_lazy("the policy pauses"),
    "step_waiting": gettext_lazy("waiting after the last step"),
    "attempts_used": gettext_lazy("attempts of the week used up"),
}


def place(request: DeskRequest, name: str, *args: object) -> str:
    """An address on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args])


def seconds_of(row: RunRow) -> float | None:
    """How long a run took."""
    return (row.finished_at - row.started_at).total_seconds() if row.finished_at else None


def state_of(row: RunRow, going: DayPulse) -> str:
    """Where a run stands; one that says it runs while nobody runs it was stopped."""
    is_late = timezone.now() - row.started_at > timedelta(seconds=10)
    return "stopped" if row.state == "running" and not going.is_running and is_late else row.state


def line_of(request: DeskRequest, row: RunRow, going: DayPulse) -> RunLine:
    """One run as the list shows it."""
    state = state_of(row, going)
    return RunLine(
        id=row.id,
        url=place(request, "run", row.id),
        kind=_("Day") if row.kind == "day" else row.kind,
        as_of=row.as_of,
        state=TONES.get(state, state),
        state_label=label(STATES, state),
        started_at=row.started_at,
        seconds=seconds_of(row),
        decision_count=int(row.counts.get("listed", 0)),
        hash=row.decisions_hash,
        started_by=row.started_by,
        detail=row.failure,
    )


def pulse_line(request: DeskRequest, going: DayPulse) -> Pulse | None:
    """What is going on now, in a sentence."""
    url = place(request, "runs_pulse")
    if going.is_running:
        return Pulse(_("The day is running. This page follows it."), url)
    if going.is_queued and going.has_worker:
        return Pulse(_("The day is waiting for its turn. This page follows it."), url)
    if going.is_queued:
        return Pulse(_("The day is waiting, but no worker is running. Start one with `dunwell serve`."), url, "brick")
    return None


def runs_page(request: DeskRequest, form: Form, refusal: Refusal | None = None) -> RunsPage:
    """The runs, and what is going on."""
    text = request.GET.get("page", "")
    page = max(int(text), 1) if text.isdigit() and len(text) < 8 else 1
    going = pulse_of(request.viewer, request.creditor.id)
    rows = runs_of(request.viewer, request.creditor.id, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    may_start = request.viewer.may("run.start", request.creditor.id)
    return RunsPage(
        title=runs_title(rows),
        rows=[line_of(request, row, going) for row in rows],
        start_url=place(request, "runs_start") if may_start and not going.is_busy else "",
        form=form,
        pager=Pager(page, PAGE_SIZE, run_count_of(request.viewer, request.creditor.id)),
        empty=Empty(_("No day has been run yet"), _("Running the day makes the list that collectors work from.")),
        refusal=refusal,
        pulse=pulse_line(request, going),
    )


def runs_title(rows: list[RunRow]) -> str:
    """What was published last, in a sentence."""
    last = next((row for row in rows if row.state == "finished"), None)
    if last is None:
        return _("Runs")
    listed = int(last.counts.get("listed", 0))
    said = ngettext("%(n)s customer on the list of %(day)s", "%(n)s customers on the list of %(day)s", listed)
    return said % {"n": f"{listed:,}", "day": format_day(last.as_of)}


def run_page(request: DeskRequest, row: RunRow) -> RunPage:
    """One run with its steps."""
    going = pulse_of(request.viewer, request.creditor.id)
    state, currency = state_of(row, going), request.creditor.base_currency
    proved = any(step["name"] == "prove" for step in row.steps)
    return RunPage(
        title=run_title(row, state),
        line=line_of(request, row, going),
        steps=[step_line(step, currency) for step in row.steps] + waiting_steps(row, state),
        facts=facts_of(row),
        back_url=place(request, "runs"),
        proof=_("Every balance equals the sum of its entries.") if proved else "",
        actions=[(label(ACTIONS, key), count) for key, count in row.counts.get("actions", {}).items()],
        left_alone=[(label(LEFT_ALONE, key), count) for key, count in row.counts.get("excluded", {}).items()],
        failure=row.failure,
        pulse=pulse_line(request, going) if state == "running" else None,
    )


def run_title(row: RunRow, state: str) -> str:
    """How a run went, in a sentence."""
    day = format_day(row.as_of)
    if state == "running":
        return _("The day of %(day)s is running") % {"day": day}
    if state != "finished":
        return _("The day of %(day)s was not published") % {"day": day}
    listed = int(row.counts.get("listed", 0))
    said = ngettext("%(n)s customer on the list of %(day)s", "%(n)s customers on the list of %(day)s", listed)
    return said % {"n": f"{listed:,}", "day": day}


def step_line(step: Mapping[str, Any], currency: str) -> StepLine:
    """One step in words."""
    name, about = STEPS.get(step["name"], (step["name"], ""))
    sums = [
        (sum_words(key), sum_value(step["name"], key, value, currency)) for key, value in sorted(step["sums"].items())
    ]
    return StepLine(str(name), str(about), "done", step["rows"], step["seconds"], sums)


def waiting_steps(row: RunRow, state: str) -> list[StepLine]:
    """The steps that a run has not come to; in a failed one the first of them is where it stopped."""
    taken = {step["name"] for step in row.steps}
    left = [name for name in STEPS if name not in taken] if state != "finished" else []
    out = []
    for place_in_line, name in enumerate(left):
        has_failed = place_in_line == 0 and state in ("failed", "stopped")
        title, about = STEPS[name]
        out.append(StepLine(str(title), str(about), "failed" if has_failed else "waiting", None, None))
    return out


def sum_words(key: str) -> str:
    """The words of a control sum: a currency, a bucket with its place before it, or a name."""
    first, _space, rest = key.partition(" ")
    if rest and first.isdigit():
        return bucket_words(rest)
    return label(SUMS, key)


def sum_value(step: str, key: str, value: str, currency: str) -> str:
    """A control sum as people write it."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if key == "listed":
        return f"{int(amount):,}"
    return written(amount, key if step == "prove" and len(key) == 3 else currency)


def facts_of(row: RunRow) -> list[tuple[str, str]]:
    """What the record keeps beside the steps: engine, versions, hash, counts."""
    facts = [
        (_("Engine"), row.engine),
        (_("Started by"), row.started_by or "Dunwell"),
        (_("Book as of"), f"{row.recorded_through_at:%Y-%m-%d %H:%M:%S} UTC" if row.recorded_through_at else "–"),
        (_("Decisions hash"), row.decisions_hash or "–"),
    ]
    for name, value in row.versions.items():
        if isinstance(value, Mapping):
            facts += [(key.removeprefix("policy:"), f"v{number}") for key, number in value.items()]
        else:
            facts.append((name, str(value)))
    return facts
