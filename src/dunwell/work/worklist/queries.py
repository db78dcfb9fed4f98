"""The list: one split of one page, its counts, its progress."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.runs.models import Run
from dunwell.strategy.decision.rules import reasons_from
from dunwell.work.activities.models import Activity
from dunwell.work.items.models import WorkItem
from dunwell.work.items.rules import BY_HAND, UNWORKED, ItemState
from dunwell.work.worklist.models import Publication
from dunwell.work.worklist.rules import MOST_ROWS, PAGE_SIZE, VIEWS, order_of, view_of

CONTACTS = ("call", "email", "letter", "sms")
QUEUE = "queue:"
Owner = int | str | None
"""Whose list: None is everybody's, a user id is a person's, `queue:NAME` is a shared queue's, `queue:` all queues."""


@dataclass(frozen=True)
class Narrowing:
    """What of a split is shown: a customer's name or number, one action or segment, at least so much or so late."""

    search: str = ""
    action: str = ""
    segment: str = ""
    least_amount: Decimal | None = None
    least_days: int | None = None


EVERYTHING = Narrowing()


@dataclass(frozen=True)
class PublishedDay:
    """Which run's list is the list."""

    run_id: int
    as_of: date
    published_at: datetime


@dataclass(frozen=True)
class LastContact:
    """When a customer was last called or written to, and what came of it."""

    kind: str
    outcome: str
    occurred_at: datetime
    by: str


@dataclass(frozen=True)
class ItemRow:
    """One item as the list shows it. Amounts are base currency as of the run's day; None is not known."""

    id: int
    run_id: int | None
    rank: int
    customer_id: int
    customer_number: str
    customer_name: str
    customer_time_zone: str
    customer_language: str
    segment: str
    owner_id: int | None
    owner: str
    queue: str
    action: str
    step: str
    title: str
    points: int
    minutes: int
    expected_amount: Decimal
    open_amount: Decimal | None
    past_due_amount: Decimal | None
    currency: str
    oldest_days_past_due: int | None
    state: str
    snoozed_until: date | None
    changed_at: datetime | None
    last_contact: LastContact | None
    chips: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    beyond_capacity: bool
    by_hand: bool
    customer_other_name: str = ""
    customer_country: str = ""
    is_consumer: bool = False


@dataclass(frozen=True)
class WorklistPage:
    """One page of one split: `total` rows match; `day` is None where nothing is published yet."""

    day: PublishedDay | None
    rows: tuple[ItemRow, ...]
    total: int
    page: int
    page_size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.page_size))


@dataclass(frozen=True)
class Progress:
    """How far a day's list is worked; amounts are base currency."""

    total: int
    done: int
    skipped: int
    snoozed: int
    left: int
    minutes_left: int
    minutes_done: int
    expected_amount: Decimal
    expected_left_amount: Decimal
    beyond: int
    currency: str


def published_day(viewer: Viewer, creditor_id: int) -> PublishedDay | None:
    """Return which run's list is the list; None before the first day."""
    require(viewer, "book.read", creditor_id)
    found = Publication.objects.select_related("run").filter(creditor_id=creditor_id).first()
    return None if found is None else PublishedDay(found.run_id, found.run.as_of_date, found.published_at)


def worklist(
    viewer: Viewer,
    creditor_id: int,
    *,
    owner: Owner = None,
    view: str = "open",
    narrowing: Narrowing = EVERYTHING,
    sort: str = "rank",
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> WorklistPage:
    """Return one page of the published list. A page beyond the end is the last one; queries stay constant in number."""
    day = published_day(viewer, creditor_id)
    order, size = order_of(sort), max(1, min(page_size, MOST_ROWS))
    held = narrowed_items(held_items(creditor_id, day, owner, view), narrowing)
    total = held.count()
    number = max(1, min(page, -(-total // size)))
    rows = held.select_related(*RELATED).order_by(*order)[(number - 1) * size : number * size]
    return WorklistPage(day, rows_of(rows), total, number, size)


RELATED = ("customer", "customer__creditor", "owner", "run", "decision")
"""What `rows_of` wants at hand."""


def worklist_total(
    viewer: Viewer, creditor_id: int, *, owner: Owner = None, view: str = "open", narrowing: Narrowing = EVERYTHING
) -> int:
    """Return how many items of the published list match."""
    day = published_day(viewer, creditor_id)
    return narrowed_items(held_items(creditor_id, day, owner, view), narrowing).count()


def worklist_ids(
    viewer: Viewer,
    creditor_id: int,
    *,
    owner: Owner = None,
    view: str = "open",
    narrowing: Narrowing = EVERYTHING,
    sort: str = "rank",
    limit: int = 5_000,
) -> list[int]:
    """Return the ids of all items that match, in the order of the list; at most `limit`."""
    day = published_day(viewer, creditor_id)
    held = narrowed_items(held_items(creditor_id, day, owner, view), narrowing)
    return list(held.order_by(*order_of(sort)).values_list("pk", flat=True)[:limit])


def worklist_counts(viewer: Viewer, creditor_id: int, *, owner: Owner = None) -> dict[str, int]:
    """Return how many items each split has, by its key."""
    day = published_day(viewer, creditor_id)
    held = held_items(creditor_id, day, owner, "all").order_by().values_list("state", "action").annotate(n=Count("pk"))
    found = list(held)
    counts = {
        key: sum(n for state, action, n in found if state in states and (not actions or action in actions))
        for key, (_, states, actions) in VIEWS.items()
    }
    return counts | {"new": held_items(creditor_id, day, owner, "new").count()}


def worklist_progress(viewer: Viewer, creditor_id: int, *, owner: Owner = None) -> Progress:
    """Return how far the published list is worked, with minutes and cash still to come.

    What was done on an earlier list of the same day counts as done, once per customer.
    """
    day = published_day(viewer, creditor_id)
    sums = {
        state: (n, minutes or 0, expected or Decimal(0), beyond, currency)
        for state, n, minutes, expected, beyond, currency in held_items(creditor_id, day, owner, "all")
        .order_by()
        .values_list("state")
        .annotate(
            n=Count("pk"),
            minutes=Sum("minutes"),
            expected=Sum("expected_amount"),
            beyond=Count("pk", filter=Q(is_beyond_today=True)),
        )
        .values_list("state", "n", "minutes", "expected", "beyond", "currency")
    }
    earlier, earlier_minutes = _done_earlier(creditor_id, day, owner)
    zero = (0, 0, Decimal(0), 0, "")
    count = {state: sums.get(state, zero)[0] for state in ItemState}
    opened = sums.get(ItemState.OPEN, zero)
    return Progress(
        total=sum(count.values()) + earlier,
        done=count[ItemState.DONE] + earlier,
        skipped=count[ItemState.SKIPPED],
        snoozed=count[ItemState.SNOOZED],
        left=count[ItemState.OPEN],
        minutes_left=opened[1],
        minutes_done=sums.get(ItemState.DONE, zero)[1] + earlier_minutes,
        expected_amount=sum((row[2] for row in sums.values()), Decimal(0)),
        expected_left_amount=opened[2],
        beyond=opened[3],
        currency=next((row[4] for row in sums.values()), ""),
    )


def item(viewer: Viewer, item_id: int) -> ItemRow:
    """Return one item; refuse one out of sight."""
    found = WorkItem.objects.select_related(*RELATED).filter(pk=item_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return rows_of([found])[0]


def item_of_customer(viewer: Viewer, creditor_id: int, customer_id: int) -> ItemRow | None:
    """Return the published item of a customer, unworked before closed; None where it is not on the list."""
    day = published_day(viewer, creditor_id)
    held = held_items(creditor_id, day, None, "all").filter(customer_id=customer_id).select_related(*RELATED)
    found = sorted(held, key=lambda one: (one.state not in UNWORKED, one.rank, one.pk))[:1]
    return rows_of(found)[0] if found else None


def queues_of(viewer: Viewer, creditor_id: int) -> list[tuple[str, int]]:
    """Return the shared queues of the published list with their open items, by name."""
    day = published_day(viewer, creditor_id)
    held = held_items(creditor_id, day, QUEUE, "open").order_by("queue").values_list("queue").annotate(n=Count("pk"))
    return [(queue, n) for queue, n in held if queue]


def rows_of(items: Iterable[WorkItem]) -> tuple[ItemRow, ...]:
    """Return items (with customer, creditor, owner and run at hand) as rows; one more query for their last contacts."""
    held = list(items)
    contacts = last_contacts([one.customer_id for one in held])
    return tuple(_row(one, contacts.get(one.customer_id)) for one in held)


def last_contacts(customer_ids: Iterable[int]) -> dict[int, LastContact]:
    """Return the last call or message to or from each of these customers, corrected ones left out."""
    wanted = list(customer_ids)
    found = (
        Activity.objects.filter(
            customer_id__in=wanted, kind__in=CONTACTS, corrects__isnull=True, corrected_by__isnull=True
        )
        .order_by("customer_id", "-occurred_at", "-pk")
        .distinct("customer_id")
    )
    return {
        one.customer_id: LastContact(one.kind, one.outcome, one.occurred_at, one.recorded_by_name)
        for one in (found if wanted else ())
    }


def held_items(creditor_id: int, day: PublishedDay | None, owner: Owner, view: str) -> QuerySet[WorkItem]:
    """Return the items of one split of the published list, for queries of this chapter that asked `require` first."""
    _, states, actions = view_of(view)
    held = WorkItem.objects.filter(creditor_id=creditor_id, state__in=states)
    held = held.filter(run_id=day.run_id) if day is not None else held.filter(run__isnull=True)
    if view == "new":
        held = held.filter(is_new=True)
    if actions:
        held = held.filter(action__in=actions)
    return _owned(held, owner)


def _owned(held: QuerySet[WorkItem], owner: Owner) -> QuerySet[WorkItem]:
    if owner is None:
        return held
    if isinstance(owner, int):
        return held.filter(owner_id=owner)
    if not owner.startswith(QUEUE):
        raise Refusal(
            "work.worklist.unknown_owner",
            gettext_noop("{owner} is neither a person nor a queue. Write queue:NAME for a queue."),
            owner=owner[:60],
        )
    name = owner.removeprefix(QUEUE)
    return held.filter(owner__isnull=True, queue=name) if name else held.filter(owner__isnull=True)


def narrowed_items(held: QuerySet[WorkItem], by: Narrowing) -> QuerySet[WorkItem]:
    """Return of those items what is asked for."""
    search = by.search.strip()
    if search:
        held = held.filter(Q(customer__name__icontains=search) | Q(customer__number__istartswith=search))
    exact: dict[str, Any] = {"action": by.action, "segment": by.segment}
    held = held.filter(**{name: value for name, value in exact.items() if value})
    if by.least_amount is not None:
        held = held.filter(past_due_amount__gte=by.least_amount)
    return held if by.least_days is None else held.filter(oldest_days_past_due__gte=by.least_days)


def _done_earlier(creditor_id: int, day: PublishedDay | None, owner: Owner) -> tuple[int, int]:
    """Count customers done on an earlier list of the same day who are not on the published one."""
    if day is None:
        return 0, 0
    runs = Run.objects.filter(creditor_id=creditor_id, kind="day", as_of_date=day.as_of).exclude(pk=day.run_id)
    done = WorkItem.objects.filter(creditor_id=creditor_id, run__in=runs, state=ItemState.DONE).exclude(step=BY_HAND)
    here = WorkItem.objects.filter(run_id=day.run_id).values("customer_id")
    found = _owned(done, owner).exclude(customer_id__in=here).order_by("customer_id", "-pk").distinct("customer_id")
    minutes = list(found.values_list("minutes", flat=True))
    return len(minutes), sum(minutes)


def _row(one: WorkItem, contact: LastContact | None) -> ItemRow:
    customer, creditor = one.customer, one.customer.creditor
    return ItemRow(
        id=one.pk,
        run_id=one.run_id,
        rank=one.rank,
        customer_id=one.customer_id,
        customer_number=customer.number,
        customer_name=customer.name,
        customer_time_zone=customer.time_zone or creditor.time_zone,
        customer_language=customer.language or creditor.language,
        segment=one.segment,
        owner_id=one.owner_id,
        owner=str(one.owner) if one.owner else "",
        queue=one.queue,
        action=one.action,
        step=one.step,
        title=one.title,
        points=one.points,
        minutes=one.minutes,
        expected_amount=one.expected_amount,
        open_amount=one.open_amount,
        past_due_amount=one.past_due_amount,
        currency=one.currency,
        oldest_days_past_due=one.oldest_days_past_due,
        state=one.state,
        snoozed_until=one.snoozed_until_date,
        changed_at=one.changed_at,
        last_contact=contact,
        chips=_chips(one),
        reasons=tuple(reasons_from(one.decision.factors)) if one.decision else (),
        beyond_capacity=one.is_beyond_today and one.state == ItemState.OPEN,
        by_hand=one.step == BY_HAND,
        customer_other_name=customer.other_name,
        customer_country=customer.country or creditor.country,
        is_consumer=customer.kind == "consumer",
    )


def _chips(one: WorkItem) -> tuple[Reason, ...]:
    chips = []
    if one.step == BY_HAND:
        chips.append(Reason("work.chip.by_hand", gettext_noop("Added by hand")))
    facts = one.decision.facts if one.decision else {}
    if facts.get("broken_promise_count"):
        chips.append(
            Reason(
                "work.chip.broken_promises",
                gettext_noop("{count} broken promises"),
                {"count": facts["broken_promise_count"]},
            )
        )
    if Decimal(facts.get("disputed_amount") or 0) > 0:
        told = {"amount": facts["disputed_amount"], "currency": one.currency}
        chips.append(Reason("work.chip.disputed", gettext_noop("{amount} {currency} disputed"), told))
    if one.is_new:
        chips.append(Reason("work.chip.new", gettext_noop("New customer: the first document is under 90 days old")))
    if one.customer.kind == "consumer":
        chips.append(Reason("work.chip.consumer", gettext_noop("Consumer")))
    if one.snoozed_until_date is not None:
        chips.append(
            Reason("work.chip.snoozed", gettext_noop("Until {until}"), {"until": one.snoozed_until_date.isoformat()})
        )
    return tuple(chips)
