"""What the worklist says above and instead of its rows: the state of the work in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money
from dunwell.platform.people.queries import MemberRow, members_of
from dunwell.web.doors import DeskRequest, day_here
from dunwell.web.shapes import Empty
from dunwell.web.shortcuts import place_of
from dunwell.web.templatetags.desk import day as write_day
from dunwell.web.templatetags.desk import minutes as write_minutes
from dunwell.web.templatetags.desk import money as write_money
from dunwell.web.worklist.acts import list_url, page_of
from dunwell.web.worklist.asked import EVERYONE, WORKED_VIEWS, Asked
from dunwell.work.views.queries import SavedViewRow, saved_views_of
from dunwell.work.worklist.queries import Overview, Progress, WorklistPage, overview_of
from dunwell.work.worklist.rules import VIEWS

MOST_SAVED = 8


@dataclass(frozen=True)
class Desk:
    """What the page needs to know beside the rows."""

    asked: Asked
    found: WorklistPage
    overview: Overview
    members: Sequence[MemberRow]
    saved: Sequence[SavedViewRow]

    @property
    def progress(self) -> Progress:
        """How far the list is worked."""
        return self.overview.progress


def desk_of(request: DeskRequest, asked: Asked) -> Desk:
    """Ask everything that the page shows; the number of queries does not grow with the list."""
    viewer, creditor = request.viewer, request.creditor
    day = day_here(request)
    overview = overview_of(viewer, creditor.id, owner=asked.owner_for(viewer.user_id), day=day)
    request.overview = overview
    return Desk(
        asked=asked,
        found=page_of(request, asked, day, overview.counts),
        overview=overview,
        members=members_of(creditor.id),
        saved=saved_views_of(viewer, creditor.id)[:MOST_SAVED],
    )


def title_of(desk: Desk, currency: str) -> str:
    """The state of the work in a sentence."""
    left, progress = desk.found.total, desk.progress
    if desk.found.day is None and not left:
        return _("No list has been made yet")
    if desk.asked.view not in WORKED_VIEWS:
        counted = ngettext("%(n)s item, %(view)s", "%(n)s items, %(view)s", left)
        return counted % {"n": left, "view": str(_(VIEWS[desk.asked.view][0])).lower()}
    if not left and desk.asked.is_narrowed:
        return _("Nothing matches")
    if not left:
        return _("All done here") if progress.done else _("Nothing to do here")
    told = {"n": left, "amount": _about(progress.expected_left_amount, progress.currency or currency)}
    if desk.asked.view == "open" and not desk.asked.is_narrowed and progress.expected_left_amount:
        return ngettext("%(n)s to go, worth about %(amount)s", "%(n)s to go, worth about %(amount)s", left) % told
    return ngettext("%(n)s to go", "%(n)s to go", left) % told


def _about(amount: Decimal, currency: str) -> str:
    """An amount of two leading digits, for a sentence."""
    if not amount:
        return write_money(Money(Decimal(0), currency), "round")
    exponent = max(amount.adjusted() - 2, 0)
    rounded = amount.quantize(Decimal(1).scaleb(exponent)).quantize(Decimal(1))
    return write_money(Money(rounded, currency), "round")


def note_of(found: WorklistPage) -> str:
    """Which day the list is of, when it is not today's."""
    if found.day is None or found.day.as_of == timezone.localdate():
        return ""
    return _("list of %(day)s") % {"day": write_day(found.day.as_of, "short")}


def lede_of(desk: Desk) -> list[str]:
    """Smaller facts under the sentence."""
    progress, lines = desk.progress, []
    if progress.snoozed:
        lines.append(ngettext("%(n)s snoozed", "%(n)s snoozed", progress.snoozed) % {"n": progress.snoozed})
    if progress.skipped:
        lines.append(ngettext("%(n)s skipped", "%(n)s skipped", progress.skipped) % {"n": progress.skipped})
    if progress.beyond:
        told = {"n": progress.beyond}
        lines.append(ngettext("%(n)s beyond today's minutes", "%(n)s beyond today's minutes", progress.beyond) % told)
    if progress.minutes_left:
        lines.append(_("%(minutes)s of work ahead") % {"minutes": write_minutes(progress.minutes_left)})
    return lines


def empty_of(request: DeskRequest, desk: Desk) -> Empty:
    """What stands where rows would, and what to do."""
    everything = (_("Everyone's list"), list_url(request, desk.asked.but(owner=EVERYONE, play=0)))
    if desk.found.day is None:
        text = _("Bring in open items, then run the day: it decides what should happen next to every customer.")
        return Empty(_("There is no list yet"), text, _first_steps(request))
    if desk.asked.is_narrowed:
        bare = list_url(
            request, Asked(view=desk.asked.view, owner=desk.asked.owner, usual_owner=desk.asked.usual_owner)
        )
        return Empty(
            _("Nothing matches"),
            _("Take a filter off, or look at everyone's list."),
            [(_("Clear filters"), bare), everything],
        )
    if desk.asked.view in WORKED_VIEWS and desk.progress.done + desk.progress.skipped + desk.progress.snoozed:
        return Empty(
            _("Done for today"),
            done_words(desk),
            [(_("See what was done"), list_url(request, desk.asked.but(view="closed", play=0))), everything],
        )
    return Empty(_("Nothing here"), _("The day had nothing of this kind for this list."), [everything])


def done_words(desk: Desk) -> str:
    """What a day's work came to, in a sentence."""
    progress = desk.progress
    parts = [ngettext("%(n)s done", "%(n)s done", progress.done) % {"n": progress.done}]
    if progress.snoozed:
        parts.append(ngettext("%(n)s snoozed", "%(n)s snoozed", progress.snoozed) % {"n": progress.snoozed})
    if progress.skipped:
        parts.append(ngettext("%(n)s skipped", "%(n)s skipped", progress.skipped) % {"n": progress.skipped})
    said = ", ".join(parts)
    if progress.minutes_done:
        said += ", " + _("about %(minutes)s of work") % {"minutes": write_minutes(progress.minutes_done)}
    worked = progress.expected_amount - progress.expected_left_amount
    if worked > 0:
        said += ", " + _("worth about %(amount)s") % {"amount": _about(worked, progress.currency)}
    return said + "."


def _first_steps(request: DeskRequest) -> list[tuple[str, str]]:
    steps = [(_("Bring in open items"), "web:intake", "intake.run"), (_("Runs"), "web:runs", "book.read")]
    return [
        (words, url)
        for words, name, right in steps
        if request.viewer.may(right, request.creditor.id) and (url := place_of(name, request.creditor.key))
    ]
