"""The worklist as a page: rows, tabs with counts, the sentence above them, and the customer under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.reasons import Reason
from dunwell.parties.contacts.rules import HouseHours
from dunwell.platform.words import say
from dunwell.receivables.balances.queries import open_counts
from dunwell.web.customers.shapes import Standing, Summary
from dunwell.web.customers.summary import Standpoint, customer_here, standpoint, summary_of
from dunwell.web.doors import DeskRequest, day_here
from dunwell.web.people.views import place
from dunwell.web.shapes import Chip, Choice, Pager, Tab
from dunwell.web.wording import (
    ACTIONS,
    MORE_OUTCOMES,
    hours_of,
    hours_words,
    label,
    money_of,
    sentences,
    spoken,
)
from dunwell.web.worklist import shapes
from dunwell.web.worklist.acts import item_here, list_url, places_of
from dunwell.web.worklist.asked import EVERYONE, MINE, PERSON, WORKED_VIEWS, Asked, asked_of
from dunwell.web.worklist.forms import FilterForm
from dunwell.web.worklist.sentences import Desk, desk_of, empty_of, lede_of, note_of, title_of
from dunwell.work.views.queries import SavedViewRow
from dunwell.work.worklist.queries import QUEUE, ItemRow, LastContact, item_of_customer, worklist_totals
from dunwell.work.worklist.rules import VIEWS

CHIP_TONES = {
    "work.chip.broken_promises": "brick",
    "work.chip.disputed": "amber",
    "work.chip.snoozed": "",
    "work.chip.by_hand": "green",
    "work.chip.new": "green",
}
CHIP_WORDS = {
    "work.chip.broken_promises": gettext_lazy("promise broken"),
    "work.chip.disputed": gettext_lazy("dispute"),
    "work.chip.by_hand": gettext_lazy("by hand"),
    "work.chip.new": gettext_lazy("new"),
    "work.chip.consumer": gettext_lazy("consumer"),
}
TELLING = ("strategy.promises", "strategy.days", "strategy.floor", "strategy.trend")


def worklist_page(request: DeskRequest, asked: Asked) -> shapes.WorklistPage:
    """Build the page for one way of looking."""
    desk = desk_of(request, asked)
    found = desk.found
    rows = lines_of(request, found.rows, asked)
    chosen = next((row for row in found.rows if row.id == asked.item), found.rows[0] if found.rows else None)
    # Nobody asked for the first customer by name: the list needn't wait for its pane, which the page fetches after it.
    is_later = chosen is not None and asked.item != chosen.id and not asked.play
    summary, standing = pane_of(request, None if is_later else chosen, asked, standpoint(request))
    may_work = request.viewer.may("worklist.work", request.creditor.id)
    exports = _exports(request, asked) if request.viewer.may("export.rows", request.creditor.id) else ()
    return shapes.WorklistPage(
        title=title_of(desk, request.creditor.base_currency),
        today=timezone.localdate(),
        note=note_of(found),
        rows=rows,
        tabs=tabs_of(request, desk),
        progress=_progress(request, desk),
        lede=lede_of(desk),
        chosen_id=chosen.id if chosen else None,
        is_chosen_by_reader=asked.item is not None and chosen is not None and chosen.id == asked.item,
        pane_url=list_url(request, asked, item=chosen.id) if chosen and is_later else "",
        summary=summary,
        standing=standing,
        play=_play(request, desk) if asked.play and chosen else None,
        play_url=_play_url(request, desk) if may_work else "",
        list_url=list_url(request, asked, item=None, play=0),
        search=asked.search,
        filters=filters_of(request, asked, desk),
        filter_form=_filter_form(asked, desk),
        kept=parse_qsl(asked.query(page=1, item=None, play=0).removeprefix("?")),
        path=place(request, "worklist"),
        shows_owner=asked.owner != MINE,
        owners=owners_of(request, desk),
        save_view_url=f"{place(request, 'worklist_keep_view')}{asked.query(item=None, page=1, play=0)}",
        drop_view_url=_drop_url(request, desk),
        bulk_url=place(request, "worklist_bulk") if may_work else "",
        undo_url=f"{place(request, 'undo')}{asked.query()}" if may_work else "",
        matching=found.total,
        pager=Pager(found.page, found.page_size, found.total),
        empty=empty_of(request, desk),
        export_urls=exports,
        may_work=may_work,
    )


def pane_page(request: DeskRequest, asked: Asked, item_id: int) -> shapes.WorklistPage:
    """The page as far as the pane needs it: the customer under the cursor and nothing of the list."""
    row = item_here(request, item_id)
    summary, standing = pane_of(request, row, asked, standpoint(request))
    return shapes.WorklistPage(
        title=row.customer_name,
        today=timezone.localdate(),
        rows=(),
        tabs=(),
        chosen_id=row.id,
        is_chosen_by_reader=True,
        summary=summary,
        standing=standing,
        list_url=list_url(request, asked, item=None, play=0),
    )


def lines_of(request: DeskRequest, rows: Sequence[ItemRow], asked: Asked) -> list[shapes.WorkLine]:
    """The rows of the list; two queries for all of them."""
    counts = open_counts(request.viewer, request.creditor.id, [row.customer_id for row in rows])
    places = Places(list_url(request, asked, item=None, play=0), place(request, "customer", 0).removesuffix("0/"))
    hours: dict[Where, HouseHours] = {}
    return [line_of(row, places, _hours_at(row, hours), counts.get(row.customer_id, 0)) for row in rows]


@dataclass(frozen=True)
class Places:
    """Where the rows of one list lead: the list itself, and the customers' pages."""

    here: str
    customers: str

    def item(self, item_id: int) -> str:
        """The list with one item in view."""
        return f"{self.here}{'&' if '?' in self.here else '?'}item={item_id}"

    def customer(self, customer_id: int) -> str:
        """One customer's own page."""
        return f"{self.customers}{customer_id}/"


Where = tuple[bool, str, str]
"""A consumer or not, the country, the time zone: who shares these may be called at the same hours."""


def _hours_at(row: ItemRow, known: dict[Where, HouseHours]) -> HouseHours:
    where = (row.is_consumer, row.customer_country, row.customer_time_zone)
    if where not in known:
        local = timezone.now().astimezone(ZoneInfo(row.customer_time_zone))
        known[where] = hours_of(is_consumer=row.is_consumer, country=row.customer_country, local_at=local)
    return known[where]


def line_of(row: ItemRow, places: Places, hours: HouseHours, item_count: int) -> shapes.WorkLine:
    """One row: the customer, why, what to do, their time, what is owed."""
    owed = row.past_due_amount or row.open_amount
    return shapes.WorkLine(
        id=row.id,
        rank=row.rank,
        name=row.customer_name,
        also_known_as=row.customer_other_name,
        why=why_words(row),
        task=label(ACTIONS, row.action),
        step=row.title,
        minutes=row.minutes,
        amount=money_of(owed or Decimal(0), row.currency),
        item_count=item_count,
        href=places.item(row.id),
        open_url=places.customer(row.customer_id),
        chip=chip_of(row),
        local_time=hours.local_at.time(),
        hours=hours_words(hours),
        may_contact=hours.may,
        owner=row.owner or row.queue,
        state=row.state,
        is_beyond=row.beyond_capacity,
    )


def why_words(row: ItemRow) -> str:
    """Why a customer stands on the list, in one line: lateness against habit, promises, the last contact."""
    telling = sorted(
        (reason for reason in row.reasons if reason.code.startswith(TELLING)),
        key=lambda reason: next(n for n, code in enumerate(TELLING) if reason.code.startswith(code)),
    )
    parts = [sentences(telling[:1])] if telling else []
    if row.by_hand:
        parts.insert(0, row.title)
    if row.last_contact is not None:
        parts.append(contact_words(row.last_contact))
    elif telling:
        parts.append(_("nobody has been in touch yet"))
    return " · ".join(part for part in parts if part)


def contact_words(contact: LastContact) -> str:
    """What the last contact came to, and how long ago."""
    days = (timezone.now() - contact.occurred_at).days
    ago = _("today") if days < 1 else ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    came = contact.outcome or contact.kind
    return f"{label(MORE_OUTCOMES if contact.outcome else ACTIONS, came).lower()} {ago}"


def chip_of(row: ItemRow) -> Chip | None:
    """The one flag that matters most: trouble before the rest; what is closed says so."""
    if row.state == "done":
        return Chip(_("done"), "green")
    if row.state == "skipped":
        return Chip(_("skipped"))
    chips = sorted(
        row.chips, key=lambda reason: list(CHIP_TONES).index(reason.code) if reason.code in CHIP_TONES else 9
    )
    if not chips and row.beyond_capacity:
        return Chip(_("beyond today"))
    return _chip(chips[0]) if chips else None


def _chip(reason: Reason) -> Chip:
    words = CHIP_WORDS.get(reason.code)
    return Chip(str(words) if words else say(spoken(reason)), CHIP_TONES.get(reason.code, ""), say(spoken(reason)))


def pane_of(
    request: DeskRequest, row: ItemRow | None, asked: Asked, at: Standpoint
) -> tuple[Summary | None, Standing | None]:
    """The customer under the cursor, and the addresses that work its item."""
    if row is None:
        return None, None
    query = asked.query(item=row.id)
    summary = summary_of(request, customer_here(request, row.customer_id), at, query=query)
    may_work = request.viewer.may("worklist.work", request.creditor.id)
    return summary, standing_of(request, row, query) if may_work else None


def standing_of(request: DeskRequest, row: ItemRow, query: str) -> Standing:
    """A customer's place in the list, with the addresses that work it."""
    mine = row.owner_id is not None and row.owner_id == request.viewer.user_id
    urls = places_of(request, row, query)
    return Standing(
        id=row.id,
        task=label(ACTIONS, row.action),
        title=row.title,
        minutes=row.minutes,
        state=row.state,
        owner=_("yours") if mine else row.owner or (_("queue %(queue)s") % {"queue": row.queue} if row.queue else ""),
        until_date=row.snoozed_until,
        **urls,
    )


def standing_of_customer(request: DeskRequest, customer_id: int) -> Standing | None:
    """The place of a customer in the list for its own page."""
    row = item_of_customer(request.viewer, request.creditor.id, customer_id, day=day_here(request))
    if row is None or not request.viewer.may("worklist.work", request.creditor.id):
        return None
    return standing_of(request, row, "?back=customer")


def _progress(request: DeskRequest, desk: Desk) -> shapes.Progress | None:
    if not desk.progress.total:
        return None
    capacity = _capacity(request, desk)
    closed = desk.progress.done + desk.progress.skipped
    left = max(capacity - desk.progress.minutes_done, 0)
    return shapes.Progress(closed, desk.progress.total, left, capacity, desk.progress.minutes_left)


def _capacity(request: DeskRequest, desk: Desk) -> int:
    """The minutes of whose list it is; 0 where it is nobody's own."""
    owner = desk.asked.owner_for(request.viewer.user_id)
    return next((each.capacity_minutes for each in desk.members if each.user_id == owner), 0)


def tabs_of(request: DeskRequest, desk: Desk) -> list[Tab]:
    """The splits with their counts, then the kept views with theirs."""
    asked = desk.asked
    usual = asked.but(search="", action="", segment="", least_amount=None, least_days=None, sort="rank", play=0)
    current = _current_saved(request, desk)
    tabs = [
        Tab(
            key,
            _(title),
            list_url(request, usual, view=key),
            desk.overview.counts[key],
            key == asked.view and current is None,
        )
        for key, (title, _states, _actions) in VIEWS.items()
    ]
    ways = [asked_of(request, view.query) for view in desk.saved]
    totals = worklist_totals(
        request.viewer,
        request.creditor.id,
        [(way.owner_for(request.viewer.user_id), way.view, way.narrowing) for way in ways],
        day=desk.found.day,
    )
    for view, way, total in zip(desk.saved, ways, totals, strict=True):
        tabs.append(Tab(f"saved-{view.id}", view.name, list_url(request, way), total, view == current))
    return tabs


def _current_saved(request: DeskRequest, desk: Desk) -> SavedViewRow | None:
    if not desk.asked.is_narrowed and desk.asked.sort == "rank":
        return None
    now = desk.asked.kept()
    return next((view for view in desk.saved if asked_of(request, view.query).kept() == now), None)


def _drop_url(request: DeskRequest, desk: Desk) -> str:
    current = _current_saved(request, desk)
    may = request.viewer.may("worklist.assign", request.creditor.id)
    if current is None or (current.is_team and not may):
        return ""
    return place(request, "worklist_drop_view", current.id)


def owners_of(request: DeskRequest, desk: Desk) -> list[Choice]:
    """Whose list may be looked at: one's own, each queue's with its count, everybody's."""
    asked = desk.asked
    plain = asked.but(play=0)
    choices = [(MINE, _("mine")), *((f"{QUEUE}{name}", f"{name} {count}") for name, count in desk.overview.queues)]
    choices.append((EVERYONE, _("everyone")))
    return [Choice(key, words, list_url(request, plain, owner=key), key == asked.owner) for key, words in choices]


def filters_of(request: DeskRequest, asked: Asked, desk: Desk) -> list[Choice]:
    """What narrows the list, each with the address that takes it off."""
    plain = asked.but(play=0)
    chips = []
    if asked.search:
        chips.append(Choice("q", f"“{asked.search}”", list_url(request, plain, search=""), True))
    if asked.action:
        chips.append(Choice("action", label(ACTIONS, asked.action), list_url(request, plain, action=""), True))
    if asked.segment:
        words = asked.segment.replace("_", " ")
        chips.append(Choice("segment", words, list_url(request, plain, segment=""), True))
    if asked.least_amount is not None:
        words = _("past due from %(amount)s") % {"amount": f"{asked.least_amount:,f}"}
        chips.append(Choice("least_amount", words, list_url(request, plain, least_amount=None), True))
    if asked.least_days is not None:
        words = _("from %(n)s days") % {"n": asked.least_days}
        chips.append(Choice("least_days", words, list_url(request, plain, least_days=None), True))
    if asked.owner.startswith(PERSON):
        name = next((m.name for m in desk.members if f"{PERSON}{m.user_id}" == asked.owner), asked.owner)
        chips.append(Choice("owner", name, list_url(request, plain, owner=asked.usual_owner), True))
    return chips


def _filter_form(asked: Asked, desk: Desk) -> FilterForm:
    owners = [(MINE, _("mine")), (EVERYONE, _("everyone"))]
    owners += [(f"{QUEUE}{name}", _("queue %(queue)s") % {"queue": name}) for name, _count in desk.overview.queues]
    owners += [(f"{PERSON}{member.user_id}", member.name) for member in desk.members]
    names = ("action", "owner", "segment", "least_amount", "least_days", "sort")
    return FilterForm(owners=owners, initial={name: getattr(asked, name) for name in names}, auto_id="filter_%s")


def _play_url(request: DeskRequest, desk: Desk) -> str:
    if desk.asked.view not in WORKED_VIEWS or not desk.found.total:
        return ""
    return list_url(request, desk.asked.but(), play=desk.found.total)


def _play(request: DeskRequest, desk: Desk) -> shapes.Play:
    total = max(desk.asked.play, desk.found.total)
    return shapes.Play(total - desk.found.total + 1, total, list_url(request, desk.asked, play=0))


def _exports(request: DeskRequest, asked: Asked) -> list[tuple[str, str]]:
    query = asked.query(item=None, page=1, play=0)
    return [(kind.upper(), f"{place(request, 'worklist_export', kind)}{query}") for kind in ("xlsx", "csv")]
