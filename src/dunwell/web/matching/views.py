"""The matching rules: shown, checked and simulated on past receipts, kept, published; versions beside each other."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.matching.commands import publish_rules, save_rules
from dunwell.cash.matching.queries import RulesRow, rules_versions
from dunwell.cash.matching.rules import DEFAULT_POINTS, SENTENCES
from dunwell.cash.rulebook.rules import MEANINGS, read_rules, text_of
from dunwell.platform.access import require
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_day
from dunwell.web.answers import done, refused
from dunwell.web.cash.labels import score_words
from dunwell.web.doors import DeskRequest, door
from dunwell.web.matching.forms import RulesForm
from dunwell.web.matching.shapes import Apart, RulesPage, SimulatedShape
from dunwell.web.people.views import place
from dunwell.web.policies.pages import STATES, diff_of, line_error, mark_of
from dunwell.web.policies.shapes import VersionLine

PAGE = "web/matching/page.html"
MOST_APART = 50


def _version_asked(request: DeskRequest, rows: list[RulesRow]) -> RulesRow | None:
    text = request.GET.get("version", "")
    asked = next((row for row in rows if str(row.version) == text), None)
    return asked or next((row for row in rows if row.is_live), None)


def rules_page(request: DeskRequest, text: str | None = None, **more: Any) -> RulesPage:
    """The rules in the editor: as typed, else the version asked for, else those in force."""
    rows = rules_versions(request.viewer, request.creditor.id)
    shown = _version_asked(request, rows)
    written = text if text is not None else text_of(shown.document if shown else {})
    may_edit = request.viewer.may("cash.rules", request.creditor.id)
    live = next((row for row in rows if row.is_live), None)
    here = place(request, "matching")
    return RulesPage(
        title=_("Matching rules"),
        lede=_lede(live),
        text=written,
        action=here,
        may_edit=may_edit,
        errors=[line_error(problem) for problem in read_rules(written)[1]],
        versions=[
            VersionLine(
                version=row.version, state="published" if row.is_live else "draft",
                state_label=str(STATES["published" if row.is_live else "retired" if row.published_at else "draft"]),
                by=row.saved_by, at=row.published_at or row.saved_at, note=row.note,
                diff_url=f"{here}?version={row.version}", url=f"{here}?version={row.version}",
                current=shown is not None and row.version == shown.version,
            )
            for row in rows[:20]
        ],
        words=[(name, _(meaning)) for name, meaning in MEANINGS.items()],
        evidence=[(code, points, _(SENTENCES[code])) for code, points in DEFAULT_POINTS.items() if code in SENTENCES],
        diff=diff_of(text_of(live.document if live else {}), text_of(shown.document))
        if shown is not None and shown is not live
        else (),
        **more,
    )  # fmt: skip


def _lede(live: RulesRow | None) -> str:
    if live is None:
        return _("As Dunwell ships them; what is not written here holds as shipped.")
    told = {"n": live.version, "who": live.saved_by, "day": format_day((live.published_at or live.saved_at).date())}
    return _("Version %(n)s is in force, by %(who)s, %(day)s") % told


@door("book.read", "cash")
def rules(request: DeskRequest) -> HttpResponse:
    """Show the rules; sent, simulate them, keep them or put them in force."""
    if request.method != "POST":
        return render(request, PAGE, {"page": rules_page(request)})
    require(request.viewer, "cash.rules", request.creditor.id)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return refused(request, PAGE, {"page": rules_page(request, request.POST.get("text", ""))})
    said = form.cleaned_data
    acts = {"check": _check, "keep": _keep, "publish": _publish}
    try:
        return acts[said["do"]](request, said)
    except Refusal as refusal:
        if refusal.code.startswith("platform.access"):
            raise
        kept = {"note": said["note"], "checked": said["checked"], "days": said["days"]}
        return refused(request, PAGE, {"page": rules_page(request, said["text"], refusal=refusal, **kept)})


def _check(request: DeskRequest, said: Mapping[str, Any]) -> HttpResponse:
    document, problems = read_rules(said["text"])
    kept = {"note": said["note"], "days": said["days"]}
    if problems:
        return refused(request, PAGE, {"page": rules_page(request, said["text"], **kept)})
    shape = _simulated(request, document, said["days"])
    page = rules_page(request, said["text"], simulated=shape, checked=mark_of(said["text"]), **kept)
    return render(request, PAGE, {"page": page})


def _simulated(request: DeskRequest, document: Mapping[str, Any], days: int) -> SimulatedShape:
    # The engine of the sets takes seconds to load; only who simulates waits for it.
    from dunwell.cash.simulation.queries import simulate_rules

    since = local_day(timezone.now(), request.creditor.time_zone) - timedelta(days=days)
    came = simulate_rules(request.viewer, request.creditor.id, since=since, document=document)
    sure = came.verdicts.get("auto", 0)
    told = {"n": f"{came.receipts:,}", "sure": f"{sure:,}", "day": format_day(since)}
    sentence = _("No receipt since %(day)s was applied; nothing can be compared.") % told
    if came.receipts:
        sentence = _("Of %(n)s receipts since %(day)s, %(sure)s would post themselves.") % told
    counts = [
        (_("would post themselves"), sure),
        (_("of these as they were posted"), came.agreed),
        (_("of these otherwise"), came.disagreed),
        (_("would be suggested"), came.verdicts.get("suggested", 0)),
        (_("would be left to a person"), came.verdicts.get("weak", 0) + came.verdicts.get("none", 0)),
    ]
    cash = place(request, "cash")
    apart = [
        Apart(each.number, f"{cash}?q={each.number}", score_words(each.score), _sums(each.proposed), _sums(each.posted))
        for each in came.disagreements[:MOST_APART]
    ]
    return SimulatedShape(sentence, counts if came.receipts else (), apart, max(came.disagreed - MOST_APART, 0))


def _sums(amounts: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{number} {amount.normalize():f}" for number, amount in amounts.items()) or "–"


def _keep(request: DeskRequest, said: Mapping[str, Any]) -> HttpResponse:
    document, problems = read_rules(said["text"])
    if any(problem.code == "cash.rules.unreadable" for problem in problems):
        return refused(request, PAGE, {"page": rules_page(request, said["text"], note=said["note"])})
    kept, _problems = save_rules(
        viewer=request.viewer, creditor_id=request.creditor.id, document=document, note=said["note"]
    )
    text = _("Kept as version %(n)s, not in force") % {"n": kept.version}
    if problems:
        n = len(problems)
        text += ngettext(", with %(n)s thing to put right", ", with %(n)s things to put right", n) % {"n": n}
    return done(request, text, next_url=f"{place(request, 'matching')}?version={kept.version}")


def _publish(request: DeskRequest, said: Mapping[str, Any]) -> HttpResponse:
    if said["checked"] != mark_of(said["text"]):
        raise Refusal(
            "web.policy.not_looked_at",
            gettext_noop("The text was changed since its effect was shown. Look at what would change, then publish."),
        )
    viewer, creditor_id = request.viewer, request.creditor.id
    kept, _problems = save_rules(
        viewer=viewer, creditor_id=creditor_id, document=read_rules(said["text"])[0], note=said["note"]
    )
    publish_rules(viewer=viewer, creditor_id=creditor_id, version=kept.version, note=said["note"])
    text = _("Version %(n)s is in force from the next matching on") % {"n": kept.version}
    return done(request, text, next_url=place(request, "matching"))
