"""The list: one split of one page, its counts, its progress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.models import Creditor
from dunwell.strategy.decision.rules import reasons_from
from dunwell.work.activities.models import Activity
from dunwell.work.items.models import WorkItem
from dunwell.work.items.rules import BY_HAND, UNWORKED, ItemState
from dunwell.work.tallies.queries import Kind, Whose, counts_by_queue, counts_by_view, done_earlier, kinds_of
from dunwell.work.worklist.models import Publication
from dunwell.work.worklist.rules import MOST_ROWS, PAGE_SIZE, order_of, view_of

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


@dataclass(frozen=True)
class Overview:
    """How a list stands: items of each split, progress, open items of each queue, and how many wait for the viewer."""

    counts: dict[str, int]
    progress: Progress
    queues: list[tuple[str, int]]
    mine_left: int


def overview_of(viewer: Viewer, creditor_id: int, *, owner: Owner = None, day: PublishedDay | None = None) -> Overview:
    """Return how the published list of somebody stands; two queries, or three where the published day is not given."""
    shown, kinds = _kinds(viewer, creditor_id, owner, day)
    asked = [each for each in kinds if each.asked]
    mine_left = sum(each.count for each in kinds if each.mine and each.state == ItemState.OPEN)
    earlier = done_earlier(creditor_id, shown.run_id, shown.as_of, _whose(owner)) if shown is not None else (0, 0)
    progress = _progress(asked, *earlier)
    return Overview(counts_by_view(asked), progress, counts_by_queue(kinds), mine_left)


def left_of_viewer(viewer: Viewer, creditor_id: int, *, day: PublishedDay | None = None) -> int:
    """Return how many open items of the published list wait for the viewer."""
    _, kinds = _kinds(viewer, creditor_id, None, day)
    return sum(each.count for each in kinds if each.mine and each.state == ItemState.OPEN)


def _kinds(
    viewer: Viewer, creditor_id: int, owner: Owner, day: PublishedDay | None
) -> tuple[PublishedDay | None, list[Kind]]:
    require(viewer, "book.read", creditor_id)
    shown = day or published_day(viewer, creditor_id)
    run_id = shown.run_id if shown is not None else None
    return shown, kinds_of(creditor_id, run_id, mine=viewer.user_id, asked=_whose(owner))


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
    day: PublishedDay | None = None,
    counts: Mapping[str, int] | None = None,
) -> WorklistPage:
    """Return one page of the published list. A page beyond the end is the last one; queries stay constant in number.

    Who knows the published day and the counts of this owner's splits already gives them, and nothing is asked twice.
    """
    require(viewer, "book.read", creditor_id)
    shown = day or published_day(viewer, creditor_id)
    order, size = order_of(sort), max(1, min(page_size, MOST_ROWS))
    held = narrowed_items(held_items(creditor_id, shown, owner, view), narrowing)
    total = counts[view] if counts is not None and narrowing == EVERYTHING else held.count()
    number = max(1, min(page, -(-total // size)))
    # The page is cut out of the narrow table before anything is joined to it: a planner that has not heard of the list
    # yet would join all of it first.
    here = held.order_by(*order).values("pk")[(number - 1) * size : number * size]
    rows = at_hand(WorkItem.objects.filter(pk__in=here)).order_by(*order)
    return WorklistPage(shown, rows_of(rows), total, number, size)


def at_hand(held: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    """Return items with what `rows_of` reads and no more: a decision's facts alone are wider than all the rest."""
    told = {name: KeyTextTransform(name, "decision__facts") for name in ("broken_promise_count", "disputed_amount")}
    return held.select_related("customer__creditor", "owner", "decision").only(*_READ).annotate(**told)


_READ = (
    "run_id", "rank", "segment", "queue", "action", "step", "title", "points", "minutes", "expected_amount",
    "open_amount", "past_due_amount", "currency", "oldest_days_past_due", "state", "snoozed_until_date", "changed_at",
    "is_beyond_today", "is_new", "creditor_id", "customer__number", "customer__name", "customer__other_name",
    "customer__kind", "customer__time_zone", "customer__language", "customer__country",
    "customer__creditor__time_zone", "customer__creditor__language", "customer__creditor__country",
    "owner__full_name", "owner__email", "decision__factors",
)  # fmt: skip


def worklist_total(
    viewer: Viewer, creditor_id: int, *, owner: Owner = None, view: str = "open", narrowing: Narrowing = EVERYTHING
) -> int:
    """Return how many items of the published list match."""
    return worklist_totals(viewer, creditor_id, [(owner, view, narrowing)])[0]


def worklist_totals(
    viewer: Viewer,
    creditor_id: int,
    ways: Sequence[tuple[Owner, str, Narrowing]],
    *,
    day: PublishedDay | None = None,
) -> list[int]:
    """Return how many items of the published list each way of looking shows: one query for all of them."""
    require(viewer, "book.read", creditor_id)
    if not ways:
        return []
    shown = day or published_day(viewer, creditor_id)
    counts = {
        f"way_{number}": _count_of(narrowed_items(held_items(creditor_id, shown, owner, view), narrowing))
        for number, (owner, view, narrowing) in enumerate(ways)
    }
    return list(Creditor.objects.filter(pk=creditor_id).values_list(*counts.values())[0])


def _count_of(held: QuerySet[WorkItem]) -> Coalesce:
    counted = held.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


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
    _, kinds = _kinds(viewer, creditor_id, owner, None)
    return counts_by_view(each for each in kinds if each.asked)


def worklist_progress(viewer: Viewer, creditor_id: int, *, owner: Owner = None) -> Progress:
    """Return how far the published list is worked, with minutes and cash still to come.

    What was done on an earlier list of the same day counts as done, once per customer.
    """
    return overview_of(viewer, creditor_id, owner=owner).progress


def _progress(kinds: Sequence[Kind], earlier: int, earlier_minutes: int) -> Progress:
    held = {state: [each for each in kinds if each.state == state] for state in ItemState}
    count = {state: sum(each.count for each in alike) for state, alike in held.items()}
    return Progress(
        total=sum(count.values()) + earlier,
        done=count[ItemState.DONE] + earlier,
        skipped=count[ItemState.SKIPPED],
        snoozed=count[ItemState.SNOOZED],
        left=count[ItemState.OPEN],
        minutes_left=sum(each.minutes for each in held[ItemState.OPEN]),
        minutes_done=sum(each.minutes for each in held[ItemState.DONE]) + earlier_minutes,
        expected_amount=sum((each.expected_amount for each in kinds), Decimal(0)),
        expected_left_amount=sum((each.expected_amount for each in held[ItemState.OPEN]), Decimal(0)),
        beyond=sum(each.count for each in held[ItemState.OPEN] if each.is_beyond_today),
        currency=next((each.currency for each in kinds), ""),
    )


def item(viewer: Viewer, item_id: int) -> ItemRow:
    """Return one item; refuse one out of sight."""
    found = at_hand(WorkItem.objects.filter(pk=item_id)).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return rows_of([found])[0]


def item_of_customer(
    viewer: Viewer, creditor_id: int, customer_id: int, *, day: PublishedDay | None = None
) -> ItemRow | None:
    """Return the published item of a customer, unworked before closed; None where it is not on the list."""
    require(viewer, "book.read", creditor_id)
    shown = day or published_day(viewer, creditor_id)
    held = at_hand(held_items(creditor_id, shown, None, "all").filter(customer_id=customer_id))
    found = sorted(held, key=lambda one: (one.state not in UNWORKED, one.rank, one.pk))[:1]
    return rows_of(found)[0] if found else None


def queues_of(viewer: Viewer, creditor_id: int) -> list[tuple[str, int]]:
    """Return the shared queues of the published list with their open items, by name."""
    return counts_by_queue(_kinds(viewer, creditor_id, None, None)[1])


def rows_of(items: Iterable[WorkItem]) -> tuple[ItemRow, ...]:
    """Return items as `at_hand` made them as rows; one more query for their last contacts."""
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
    return held.filter(_of(_whose(owner)))


def _whose(owner: Owner) -> Whose:
    if owner is None:
        return Whose()
    if isinstance(owner, int):
        return Whose(owner_id=owner)
    if not owner.startswith(QUEUE):
        raise Refusal(
            "work.worklist.unknown_owner",
            gettext_noop("{owner} is neither a person nor a queue. Write queue:NAME for a queue."),
            owner=owner[:60],
        )
    return Whose(queue=owner.removeprefix(QUEUE))


def _of(whose: Whose) -> Q:
    if whose.owner_id is not None:
        return Q(owner_id=whose.owner_id)
    if whose.queue is None:
        return Q()
    return Q(owner__isnull=True, queue=whose.queue) if whose.queue else Q(owner__isnull=True)


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
    told_facts = vars(one)  # what `at_hand` took out of the decision
    broken, disputed = told_facts["broken_promise_count"], told_facts["disputed_amount"]
    if broken and int(broken):
        chips.append(
            Reason(
                "work.chip.broken_promises",
                gettext_noop("{count} broken promises"),
                {"count": int(broken)},
            )
        )
    if Decimal(disputed or 0) > 0:
        told = {"amount": disputed, "currency": one.currency}
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
