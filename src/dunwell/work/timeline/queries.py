"""Everything that happened with a customer, in one stream, newest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.queries import creditor_of
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.strategy.decision.models import Decision
from dunwell.strategy.decision.rules import reasons_from
from dunwell.work.activities.models import Activity
from dunwell.work.items.models import WorkItemTransition

PAGE_SIZE, MOST_ROWS = 50, 200
DULL = ["nothing_past_due", "credit_balance"]
"""Exclusions that are no news: nobody asks why a customer who owes nothing was left alone."""

TITLES: dict[str, str] = {
    "call": gettext_noop("Call: {outcome}"),
    "note": gettext_noop("Note"),
    "task": gettext_noop("Work done"),
    "email": gettext_noop("E-mail"),
    "letter": gettext_noop("Letter"),
    "sms": gettext_noop("Text message"),
    "complete": gettext_noop("{item}: done"),
    "snooze": gettext_noop("{item}: put off until {until}"),
    "skip": gettext_noop("{item}: skipped"),
    "assign": gettext_noop("{item}: given away"),
    "wake": gettext_noop("{item}: back on the list"),
    "reopen": gettext_noop("{item}: undone"),
    "resnooze": gettext_noop("{item}: undone, sleeps until {until}"),
    "issued": gettext_noop("{number} issued"),
    "payment": gettext_noop("Payment of {number}"),
    "credit": gettext_noop("Credit on {number}"),
    "discount": gettext_noop("Discount on {number}"),
    "adjustment": gettext_noop("Adjustment of {number}"),
    "write_off": gettext_noop("{number} written off"),
    "transfer": gettext_noop("Transfer on {number}"),
    "reversal": gettext_noop("Entry on {number} reversed"),
    "cleared_at_source": gettext_noop("{number} cleared at source"),
    "hold": gettext_noop("Hold: {reason}"),
    "lift": gettext_noop("Hold lifted: {reason}"),
    "decision": gettext_noop("The day chose: {step}"),
    "left_alone": gettext_noop("The day left it alone"),
}


@dataclass(frozen=True, order=True)
class Place:
    """Where an event stands in the stream; the last one of a page is where the next page begins."""

    day: date
    at: datetime
    kind: int
    id: int

    def token(self) -> str:
        """Return the place as a page address keeps it."""
        return f"{self.day.isoformat()}_{self.at.astimezone(UTC).isoformat()}_{self.kind}_{self.id}"


@dataclass(frozen=True)
class TimelineEvent:
    """One thing that happened; `day` is the creditor's, `amount` signed in `currency`, `corrected` was taken back."""

    id: str
    kind: str
    day: date
    at: datetime
    title: Reason
    note: str
    by: str
    amount: Decimal | None
    currency: str
    reasons: tuple[Reason, ...]
    corrected: bool


@dataclass(frozen=True)
class TimelinePage:
    """One page of the stream, newest first; `next` asks for the older rest and is empty at the end."""

    events: tuple[TimelineEvent, ...]
    next: str


def timeline_of(
    viewer: Viewer,
    customer: OneCustomer,
    *,
    kinds: Iterable[str] = (),
    after: str = "",
    page_size: int = PAGE_SIZE,
    time_zone: str = "",
    more: "Mapping[str, Source] | None" = None,
) -> TimelinePage:
    """Return what happened with a customer. Kinds: activity, work, entry, hold, decision (none named: all of them).

    `after` is the `next` of the page before; `time_zone` the creditor's, asked for where it isn't given. `more` are
    sources of later chapters, each a kind of its own. The number of queries does not grow with the stream.
    """
    seen = seen_customer(viewer, customer)
    sources = {**SOURCES, **(more or {})}
    wanted, size = _kinds(kinds, sources), max(1, min(page_size, MOST_ROWS))
    start = _place(after) if after else None
    zone = ZoneInfo(time_zone or creditor_of(viewer, seen.creditor_id).time_zone)
    found: list[tuple[Place, TimelineEvent]] = []
    there = _sources_with_rows(seen.id) | set(more or ())
    for number, (name, source) in enumerate(sources.items()):
        if name in there and KIND_OF.get(name, name) in wanted:
            found += [
                (Place(event.day, event.at, number, key), event)
                for key, event in source(seen.id, _before(start, number), zone, size + 1)
            ]
    found = [pair for pair in found if start is None or pair[0] < start]
    found.sort(key=lambda pair: pair[0], reverse=True)
    shown = found[:size]
    return TimelinePage(tuple(event for _, event in shown), shown[-1][0].token() if len(found) > size else "")


_WITH_ROWS = """
    SELECT
        EXISTS (SELECT FROM strategy_decision WHERE customer_id = %(id)s) AS decision,
        EXISTS (SELECT FROM receivables_entry WHERE customer_id = %(id)s) AS entry,
        EXISTS (SELECT FROM receivables_hold WHERE customer_id = %(id)s) AS hold,
        EXISTS (SELECT FROM receivables_hold WHERE customer_id = %(id)s AND lifted_at IS NOT NULL) AS lift,
        EXISTS (SELECT FROM work_item_transition t JOIN work_item i ON i.id = t.item_id WHERE i.customer_id = %(id)s)
            AS work,
        EXISTS (SELECT FROM work_activity WHERE customer_id = %(id)s) AS activity
"""


def _sources_with_rows(customer_id: int) -> set[str]:
    """Return which sources have anything of a customer: most have nothing in most, and asking all is dear."""
    with connection.cursor() as cursor:
        cursor.execute(_WITH_ROWS, {"id": customer_id})
        has = cursor.fetchone()
        assert has is not None, "one row of answers"
        return {column.name for column, there in zip(cursor.description, has, strict=True) if there}


Before = tuple[Place, int] | None
Source = Callable[[int, Before, ZoneInfo, int], list[tuple[int, TimelineEvent]]]


def _before(start: Place | None, number: int) -> Before:
    return None if start is None else (start, number)


def _kinds(kinds: Iterable[str], sources: "Mapping[str, Source]") -> set[str]:
    named = set(kinds)
    known = [name for name in sources if name not in KIND_OF]
    strange = sorted(named - set(known))
    if strange:
        raise Refusal(
            "work.timeline.unknown_kind",
            gettext_noop("The timeline has no {kind}. Choose from: {known}."),
            kind=strange[0][:40],
            known=", ".join(known),
        )
    return named or set(known)


def _place(token: str) -> Place:
    try:
        day, at, kind, key = token.split("_")
        return Place(date.fromisoformat(day), datetime.fromisoformat(at), int(kind), int(key))
    except ValueError:
        raise Refusal(
            "work.timeline.unknown_place", gettext_noop("That page is not there any more. Start from the newest.")
        ) from None


def dated(rows: "QuerySet[Any]", before: Before, day: str, at: str, size: int) -> list[Any]:
    """Keep what is older than a place in a stream that is ordered by a day, an instant, the source and the key."""
    if before is not None:
        place, number = before
        rest = _tied(Q(**{day: place.day, at: place.at}), place, number)
        rows = rows.filter(Q(**{f"{day}__lt": place.day}) | Q(**{day: place.day, f"{at}__lt": place.at}) | rest)
    return list(rows.order_by(f"-{day}", f"-{at}", "-pk")[:size])


def _timed(rows: "QuerySet[Any]", before: Before, at: str, zone: ZoneInfo, size: int) -> list[Any]:
    """Keep what is older than a place in a stream whose days follow from its instants."""
    if before is not None:
        place, number = before
        begins = datetime.combine(place.day, time(0), zone)
        ends = datetime.combine(place.day + timedelta(days=1), time(0), zone)
        older = Q(**{f"{at}__lt": max(begins, min(place.at, ends))})
        if begins <= place.at < ends:
            older |= _tied(Q(**{at: place.at}), place, number)
        rows = rows.filter(older)
    return list(rows.order_by(f"-{at}", "-pk")[:size])


def _tied(same: Q, place: Place, number: int) -> Q:
    """Of one instant: sources that come earlier in the order stand further down, within a source the smaller key."""
    if number == place.kind:
        return same & Q(pk__lt=place.id)
    return same if number < place.kind else Q(pk__in=[])


def _activities(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = Activity.objects.filter(customer_id=customer_id, corrects__isnull=True).select_related("corrected_by")
    return [
        (
            one.pk,
            TimelineEvent(
                id=f"activity-{one.pk}",
                kind="activity",
                day=one.occurred_date,
                at=one.occurred_at,
                title=Reason(f"work.timeline.{one.kind}", TITLES[one.kind], {"outcome": one.outcome.replace("_", " ")}),
                note=one.note,
                by=one.recorded_by_name,
                amount=None,
                currency="",
                reasons=(),
                corrected=hasattr(one, "corrected_by"),
            ),
        )
        for one in dated(rows, before, "occurred_date", "occurred_at", size)
    ]


def _transitions(customer_id: int, before: Before, zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = WorkItemTransition.objects.filter(item__customer_id=customer_id).exclude(deed__verb="publish")
    made = []
    for one in _timed(rows.select_related("item", "deed"), before, "deed__done_at", zone, size):
        at = one.deed.done_at
        told = {"item": one.item.title, "until": one.after.get("snoozed_until_date") or ""}
        title = Reason(f"work.timeline.{one.event}", TITLES[one.event], told)
        event = TimelineEvent(
            f"work-{one.pk}", "work", at.astimezone(zone).date(), at, title, one.reason, one.deed.done_by_name,
            None, "", (), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


def _entries(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = Entry.objects.filter(customer_id=customer_id).select_related("open_item")
    made = []
    for one in dated(rows, before, "effective_date", "recorded_at", size):
        title = Reason(f"work.timeline.{one.kind}", TITLES[one.kind], {"number": one.open_item.item_number})
        event = TimelineEvent(
            f"entry-{one.pk}", "entry", one.effective_date, one.recorded_at, title, one.reason, one.recorded_by,
            one.amount, one.currency, (), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


def _holds(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = Hold.objects.filter(customer_id=customer_id)
    made = []
    for one in dated(rows, before, "placed_date", "created_at", size):
        title = Reason("work.timeline.hold", TITLES["hold"], {"reason": one.reason.replace("_", " ")})
        event = TimelineEvent(
            f"hold-{one.pk}", "hold", one.placed_date, one.created_at, title, one.note, one.placed_by,
            one.amount, one.currency, (), corrected=one.lifted_date is not None,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


def _lifts(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = Hold.objects.filter(customer_id=customer_id, lifted_at__isnull=False)
    made = []
    for one in dated(rows, before, "lifted_date", "lifted_at", size):
        title = Reason("work.timeline.lift", TITLES["lift"], {"reason": one.reason.replace("_", " ")})
        event = TimelineEvent(
            f"lift-{one.pk}", "hold", one.lifted_date, one.lifted_at, title, one.lift_note, one.lifted_by,
            None, "", (), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


def _decisions(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = Decision.objects.filter(customer_id=customer_id, run__published_at__isnull=False).select_related("run")
    rows = rows.exclude(exclusions__has_any_keys=DULL)
    made = []
    for one in dated(rows, before, "run__as_of_date", "run__published_at", size):
        chosen = one.rank is not None
        code = "decision" if chosen else "left_alone"
        title = Reason(f"work.timeline.{code}", TITLES[code], {"step": one.step} if chosen else {})
        at = one.run.published_at or datetime.combine(one.run.as_of_date, time(0), UTC)
        event = TimelineEvent(
            f"decision-{one.pk}", "decision", one.run.as_of_date, at, title, "", "dunwell",
            None, "", tuple(reasons_from(one.factors)), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


SOURCES: dict[str, Source] = {
    "decision": _decisions,
    "entry": _entries,
    "hold": _holds,
    "lift": _lifts,
    "work": _transitions,
    "activity": _activities,
}
"""Source -> what reads it; the order breaks ties of the same instant."""

KIND_OF = {"lift": "hold"}
"""Sources that are of another source's kind."""
