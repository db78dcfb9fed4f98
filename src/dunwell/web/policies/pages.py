"""What the policy screens are given."""

import difflib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_day, say
from dunwell.runs.day import facts_as_of
from dunwell.strategy.decision.queries import SAMPLE, Simulation, simulate
from dunwell.strategy.decision.queries import Change as Changed
from dunwell.strategy.expression.rules import FUNCTIONS
from dunwell.strategy.facts.tables import FACTS, SEGMENT
from dunwell.strategy.policy.queries import DocumentRow, history_of, parsed_policy, policies_of, problems_of
from dunwell.strategy.queries import policy_counts_of
from dunwell.web.doors import DeskRequest
from dunwell.web.policies.shapes import (
    Change,
    DiffLine,
    HistoryPage,
    LineError,
    PoliciesPage,
    PolicyLine,
    PolicyPage,
    VersionLine,
    WhatChanges,
)
from dunwell.web.shapes import Empty
from dunwell.web.shortcuts import place_of
from dunwell.web.wording import ACTIONS, label, money_of
from dunwell.work.worklist.queries import published_day

if TYPE_CHECKING:
    import pyarrow as pa

STATES: dict[str, str | Promise] = {
    "draft": gettext_lazy("draft"),
    "published": gettext_lazy("in force"),
    "retired": gettext_lazy("retired"),
}
UNITS: dict[str, str | Promise] = {
    "money": gettext_lazy("money"),
    "days": gettext_lazy("days"),
    "count": gettext_lazy("count"),
    "text": gettext_lazy("text"),
    "true or false": gettext_lazy("true or false"),
    "0 to 1": gettext_lazy("0 to 1"),
    "0 to 100": gettext_lazy("0 to 100"),
}


def place(request: DeskRequest, name: str, *args: object) -> str:
    """An address of the policies on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args])


def mark_of(text: str) -> str:
    """The mark by which publishing knows the text that was looked at."""
    return sha256(text.encode()).hexdigest()


def name_of(row: DocumentRow) -> str:
    """A document's name in words."""
    return _("Segments") if row.kind == "segments" else row.title


def policies_page(request: DeskRequest) -> PoliciesPage:
    """The documents, the segments first."""
    rows = policies_of(request.viewer, request.creditor.id)
    day = published_day(request.viewer, request.creditor.id)
    counts = policy_counts_of(request.viewer, request.creditor.id, run_id=day.run_id) if day else {}
    by_place: dict[tuple[str, str], list[DocumentRow]] = {}
    for row in rows:
        by_place.setdefault((row.kind, row.key), []).append(row)
    lines = [_line(request, versions, counts) for versions in by_place.values()]
    drafts = sum(line.has_draft for line in lines)
    title = ngettext("%(n)s document decides", "%(n)s documents decide", len(lines)) % {"n": len(lines)}
    if drafts:
        title += ngettext(", %(n)s has a draft", ", %(n)s have drafts", drafts) % {"n": drafts}
    may_edit = request.viewer.may("policy.edit", request.creditor.id)
    return PoliciesPage(
        title=title if lines else _("Policies"),
        rows=lines,
        new_url=place(request, "policy_new") if may_edit and lines else "",
        empty=Empty(_("No policy is in force"), _("Without segments and policies no day can be run.")),
    )


def _line(request: DeskRequest, versions: Sequence[DocumentRow], counts: Mapping[str, tuple[int, int]]) -> PolicyLine:
    shown = next((row for row in versions if row.state == "published"), versions[0])
    policy = parsed_policy(shown.text, shown.version)[0] if shown.kind == "policy" else None
    if shown.kind == "segments":
        about = _("who is who")
        customers, listed = (sum(each) for each in zip(*counts.values(), strict=True)) if counts else (0, 0)
    else:
        about = ", ".join(each.replace("_", " ") for each in policy.segments) if policy else ""
        customers, listed = counts.get(shown.key, (0, 0))
    return PolicyLine(
        key=shown.key,
        url=place(request, "policy", shown.kind, shown.key),
        name=name_of(shown),
        about=about,
        version=shown.version if shown.state == "published" else 0,
        published_at=shown.published_at,
        published_by=shown.created_by,
        step_count=len(policy.steps) if policy else 0,
        customer_count=customers,
        has_draft=any(row.state == "draft" for row in versions),
        listed_count=listed,
    )


def line_error(problem: Problem) -> LineError:
    """A problem at its line."""
    return LineError(problem.row or 1, say(problem))


def words_of() -> list[tuple[str, str]]:
    """Every fact that a condition may ask about, with its meaning, unit and an example."""
    asked = {name: fact for name, fact in FACTS.items() if fact.askable} | {"segment": SEGMENT}
    return [
        (name, f"{_(fact.meaning)} {label(UNITS, fact.unit).capitalize()}: {fact.example}")
        for name, fact in asked.items()
    ]


def policy_page(
    request: DeskRequest, row: DocumentRow, text: str, *, changes: WhatChanges | None = None,
    refusal: Refusal | None = None, checked: str = "", note: str = "",
) -> PolicyPage:  # fmt: skip
    """One document in the editor."""
    may_edit = request.viewer.may("policy.edit", request.creditor.id)
    is_draft = row.state == "draft"
    errors = [line_error(problem) for problem in problems_of(row.kind, text)] if may_edit else []
    args = (row.kind, row.key)
    return PolicyPage(
        title=name_of(row),
        name=row.key,
        text=text,
        action=place(request, "policy", *args),
        back_url=place(request, "policies"),
        errors=errors,
        what_changes=changes,
        may_edit=may_edit,
        may_publish=may_edit and request.viewer.may("policy.publish", request.creditor.id),
        version=row.version,
        words=words_of(),
        refusal=refusal,
        state_label=label(STATES, row.state),
        state=row.state,
        lede=_("%(state)s, by %(who)s, %(day)s")
        % {
            "state": label(STATES, row.state).capitalize(),
            "who": row.created_by or _("Dunwell"),
            "day": format_day(timezone.localdate(row.published_at or row.created_at)),
        },
        functions=", ".join(sorted(FUNCTIONS)),
        checked=checked,
        note=note,
        history_url=place(request, "policy_history", *args),
        discard_url=place(request, "policy_discard", *args) if is_draft and may_edit else "",
    )


def what_changes(request: DeskRequest, row: DocumentRow, text: str) -> WhatChanges:
    """Today under the text beside today as it is; on the published day's facts, fresh from the ledger."""
    day = published_day(request.viewer, request.creditor.id)
    as_of = day.as_of if day else local_day(timezone.now(), request.creditor.time_zone)
    facts = facts_as_of(viewer=request.viewer, creditor_id=request.creditor.id, as_of=as_of)
    came = simulate(
        request.viewer, request.creditor.id, kind=row.kind, key=row.key, text=text, facts=facts,
        currency=request.creditor.base_currency,
    )  # fmt: skip
    return _what_changes(request, came, facts)


def _what_changes(request: DeskRequest, came: Simulation, facts: "pa.Table") -> WhatChanges:
    known = _known(facts)
    moved = came.coming + came.going + came.other_step
    actions = sorted({*came.before, *came.after})
    counts = [
        (_("come onto the list"), came.coming),
        (_("leave the list"), came.going),
        (_("get another step"), came.other_step),
        (_("minutes before"), came.before_minutes),
        (_("minutes after"), came.after_minutes),
    ]
    sentence = (
        ngettext("%(n)s of %(total)s customers would come out differently.",
                 "%(n)s of %(total)s customers would come out differently.", moved)
        % {"n": f"{moved:,}", "total": f"{came.customers:,}"}
        if moved
        else _("Nothing would change today.")
    )  # fmt: skip
    return WhatChanges(
        sentence=sentence,
        counts=counts if moved else [],
        changes=[_change(request, each, known) for each in came.sample],
        more=max(moved - SAMPLE, 0),
        actions=[(label(ACTIONS, key), came.before.get(key, 0), came.after.get(key, 0)) for key in actions],
    )


def _known(facts: "pa.Table") -> dict[str, Mapping[str, Any]]:
    columns = facts.select(["customer_number", "customer_id", "collectable_amount", "currency"])
    return {row["customer_number"]: row for row in columns.to_pylist()}


def _change(request: DeskRequest, each: Changed, known: Mapping[str, Mapping[str, Any]]) -> Change:
    row = known[each.customer_number]
    return Change(
        customer=each.customer_name,
        url=place_of("web:customer", request.creditor.key, row["customer_id"]),
        before=_step(each.before_step, each.before_rank),
        after=_step(each.after_step, each.after_rank),
        amount=money_of(row["collectable_amount"], row["currency"]),
    )


def _step(step: str, rank: int | None) -> str:
    if not step:
        return _("left alone")
    words = step.replace("_", " ")
    return _("%(step)s, place %(rank)s") % {"step": words, "rank": rank} if rank else words


def history_page(request: DeskRequest, rows: Sequence[DocumentRow], version: int | None) -> HistoryPage:
    """The versions, and how one (the newest, if none is named) differs from the one before."""
    newest = rows[0]
    at = next((place_ for place_, row in enumerate(rows) if row.version == version), 0)
    shown, before = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    base = place(request, "policy_history", newest.kind, newest.key)
    lines = [
        VersionLine(
            version=row.version,
            state=row.state,
            state_label=label(STATES, row.state),
            by=row.created_by or _("Dunwell"),
            at=row.published_at or row.created_at,
            note=row.note,
            diff_url=f"{base}?version={row.version}",
            url=f"{place(request, 'policy', row.kind, row.key)}?version={row.version}",
            current=row.version == shown.version,
        )
        for row in rows
    ]
    told = {"new": shown.version, "old": before.version if before else 0}
    return HistoryPage(
        title=ngettext("%(n)s version of %(name)s", "%(n)s versions of %(name)s", len(rows))
        % {"n": len(rows), "name": name_of(newest)},
        name=newest.key,
        back_url=place(request, "policy", newest.kind, newest.key),
        rows=lines,
        heading=_("v%(new)s beside v%(old)s") % told if before else _("v%(new)s, the first") % told,
        diff=diff_of(before.text if before else "", shown.text),
    )


def diff_of(before: str, after: str) -> list[DiffLine]:
    """How two texts differ, with three lines around each change."""
    kinds = {"+": "in", "-": "out", " ": "same", "@": "gap"}
    found = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3))[2:]
    return [DiffLine(kinds[line[0]], "" if line[0] == "@" else line[1:]) for line in found]


def documents_of(request: DeskRequest, kind: str, key: str) -> list[DocumentRow]:
    """Every version of a document, the newest first; refuses one that is not there."""
    found = history_of(request.viewer, request.creditor.id, kind, key)
    if not found:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found
