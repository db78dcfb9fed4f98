"""Questions about promises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from dunwell.base.days import add_months
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.limits.rules import About, Standing
from dunwell.outcomes.plans.models import PlanItem
from dunwell.outcomes.plans.rules import RUNNING
from dunwell.outcomes.promises.models import Promise, PromiseItem
from dunwell.outcomes.promises.rules import (
    JUDGED,
    OPEN,
    Attainment,
    Judged,
    Level,
    PromiseState,
    PromiseStatus,
    attainment,
)
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.open_items.models import OpenItem

BROKEN_MONTHS = 6
"""As `sets.broken_promises` counts."""
VIEWS = ("open", "due", "broken", "kept", "proposed", "all")


@dataclass(frozen=True)
class InstallmentRow:
    """One part of a promise."""

    position: int
    due_date: date
    cutoff_date: date
    amount: Decimal
    received_amount: Decimal


@dataclass(frozen=True)
class PromiseRow:
    """One promise as screens and programs show it; `items` are the documents it is about, none on account level."""

    id: int
    creditor_id: int
    customer_id: int
    customer_number: str
    customer_name: str
    state: str
    status: str
    level: str
    source: str
    method: str
    attempt: int
    currency: str
    amount: Decimal
    tolerance_amount: Decimal
    received_amount: Decimal
    late_amount: Decimal
    promised_date: date
    cutoff_date: date
    taken_date: date
    taken_by: str
    checked_by: str
    contact_name: str
    decided_date: date | None
    is_kept_in_grace: bool
    is_late_kept: bool
    is_reversed: bool
    note: str
    supersedes_id: int | None
    activity_id: int | None
    items: tuple[str, ...]
    installments: tuple[InstallmentRow, ...]

    @property
    def is_open(self) -> bool:
        """Return whether the customer is still waited for."""
        return self.state in OPEN

    @property
    def missing_amount(self) -> Decimal:
        """Return what did not come in time (yet)."""
        return self.amount - self.received_amount


@dataclass(frozen=True)
class EvidenceRow:
    """Some money that stands for a promise or an installment of a plan."""

    position: int
    value_date: date
    currency: str
    amount: Decimal
    is_late: bool
    receipt_number: str
    item_number: str


@dataclass(frozen=True)
class TransitionRow:
    """One step of a promise's or plan's life."""

    event: str
    from_state: str
    to_state: str
    effective_date: date
    received_amount: Decimal
    done_by: str
    note: str
    recorded_at: str


def _row(promise: Promise) -> PromiseRow:
    return PromiseRow(
        id=promise.pk,
        creditor_id=promise.creditor_id,
        customer_id=promise.customer_id,
        customer_number=promise.customer.number,
        customer_name=promise.customer.name,
        state=promise.state,
        status=promise.status,
        level=promise.level,
        source=promise.source,
        method=promise.method,
        attempt=promise.attempt,
        currency=promise.currency,
        amount=promise.amount,
        tolerance_amount=promise.tolerance_amount,
        received_amount=promise.received_amount,
        late_amount=promise.late_amount,
        promised_date=promise.promised_date,
        cutoff_date=promise.cutoff_date,
        taken_date=promise.taken_date,
        taken_by=promise.taken_by,
        checked_by=promise.checked_by,
        contact_name=promise.contact_person.name if promise.contact_person else "",
        decided_date=promise.decided_date,
        is_kept_in_grace=promise.is_kept_in_grace,
        is_late_kept=promise.is_late_kept,
        is_reversed=promise.is_reversed,
        note=promise.note,
        supersedes_id=promise.supersedes_id,
        activity_id=promise.activity_id,
        items=tuple(
            covered.open_item.item_number
            for covered in sorted(promise.covered.all(), key=lambda one: one.pk)
            if covered.open_item is not None
        ),
        installments=tuple(
            InstallmentRow(part.position, part.due_date, part.cutoff_date, part.amount, part.received_amount)
            for part in sorted(promise.installments.all(), key=lambda one: one.position)
        ),
    )


def _rows(held: "QuerySet[Promise]") -> list[PromiseRow]:
    whole = held.select_related("customer", "contact_person").prefetch_related("covered__open_item", "installments")
    return [_row(promise) for promise in whole]


def promise_of(viewer: Viewer, promise_id: int) -> PromiseRow:
    """Return one promise; refuse one out of sight."""
    found = _rows(Promise.objects.filter(pk=promise_id))
    if not found:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found[0].creditor_id)
    return found[0]


def promises_of(viewer: Viewer, customer: OneCustomer, *, limit: int = 50) -> list[PromiseRow]:
    """Return a customer's promises, the newest first."""
    seen = seen_customer(viewer, customer)
    return _rows(Promise.objects.filter(customer_id=seen.id).order_by("-taken_at", "-pk")[:limit])


def promises_in(
    viewer: Viewer, creditor_id: int, *, view: str = "open", as_of: date, taken_by: str = "", limit: int = 100
) -> list[PromiseRow]:
    """Return a creditor's promises in one of the `VIEWS`, the earliest day first; `due` is by the day."""
    require(viewer, "book.read", creditor_id)
    held = _seen_in(creditor_id, view, as_of)
    if taken_by:
        held = held.filter(taken_by=taken_by)
    return _rows(held.order_by("promised_date", "pk")[:limit])


def promises_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    view: str = "all",
    as_of: date,
    customer_id: int | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[PromiseRow]:
    """Return a creditor's promises, the newest record first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = _seen_in(creditor_id, view, as_of)
    if customer_id is not None:
        held = held.filter(customer_id=customer_id)
    whole = held.select_related("customer", "contact_person").prefetch_related("covered__open_item", "installments")
    found, following = slice_after(whole, ("-pk",), after, limit)
    return Slice(tuple(_row(promise) for promise in found), following)


def promise_counts(viewer: Viewer, creditor_id: int, as_of: date) -> dict[str, int]:
    """Return how many promises each view holds, for its tab."""
    require(viewer, "book.read", creditor_id)
    return {view: _seen_in(creditor_id, view, as_of).count() for view in VIEWS if view != "all"}


def _seen_in(creditor_id: int, view: str, as_of: date) -> "QuerySet[Promise]":
    held = Promise.objects.filter(creditor_id=creditor_id)
    recent = Q(decided_date__gt=as_of - timedelta(days=30))
    waited = Q(state__in=OPEN, status=PromiseStatus.ACTIVE)
    views = {
        "open": waited,
        "due": waited & Q(promised_date__lte=as_of),
        "broken": recent & Q(state__in=(PromiseState.BROKEN, PromiseState.PARTIALLY_KEPT)),
        "kept": recent & Q(state=PromiseState.KEPT),
        "proposed": Q(status=PromiseStatus.PROPOSED),
        "all": Q(),
    }
    if view not in views:
        raise Refusal(
            "outcomes.promise.unknown_view",
            gettext_noop("{view} is no view of promises. Choose one of: {known}."),
            view=view[:40],
            known=", ".join(VIEWS),
        )
    return held.filter(views[view])


def evidence_of(viewer: Viewer, promise_id: int) -> list[EvidenceRow]:
    """Return which money stands for a promise."""
    promise_of(viewer, promise_id)
    return [
        EvidenceRow(
            part.position, one.value_date, one.currency, one.amount, one.is_late,
            one.receipt.number if one.receipt else "", one.open_item.item_number if one.open_item else "",
        )
        for promise in Promise.objects.filter(pk=promise_id)
        for part in promise.installments.order_by("position")
        for one in part.evidence.select_related("receipt", "open_item").order_by("value_date", "pk")
    ]  # fmt: skip


def transitions_of(viewer: Viewer, promise_id: int) -> list[TransitionRow]:
    """Return the steps of a promise's life, first to last."""
    promise_of(viewer, promise_id)
    return [
        TransitionRow(
            one.event, one.from_state, one.to_state, one.effective_date, one.received_amount, one.done_by, one.note,
            one.recorded_at.isoformat(),
        )
        for promise in Promise.objects.filter(pk=promise_id)
        for one in promise.transitions.order_by("pk")
    ]  # fmt: skip


def attainment_of(
    viewer: Viewer, creditor_id: int, *, since: date, until: date, by_collector: bool = False
) -> dict[tuple[str, str], Attainment]:
    """Return (collector or "", currency) -> what became of the promises decided from `since` to `until`, both included.

    Cancelled, superseded and suspended ones are not decided and so not counted (handbook §2.6).
    """
    require(viewer, "book.read", creditor_id)
    held = Promise.objects.filter(creditor_id=creditor_id, decided_date__range=(since, until), state__in=JUDGED)
    grouped: dict[tuple[str, str], list[Judged]] = {}
    for taken_by, currency, state, amount, received, is_late_kept in held.exclude(
        status=PromiseStatus.VOID
    ).values_list("taken_by", "currency", "state", "amount", "received_amount", "is_late_kept"):
        row = Judged(PromiseState(state), amount, received, is_late_kept)
        grouped.setdefault((taken_by if by_collector else "", currency), []).append(row)
    return {key: attainment(rows) for key, rows in sorted(grouped.items())}


def standing_of(customer_id: int, items: Sequence[OpenItem], today: date, currency: str) -> Standing:
    """Return what there is to promise: of these documents, or (none given) of all that the customer owes."""
    is_account = not items
    if is_account:
        held = OpenItem.objects.filter(customer_id=customer_id, currency=currency).exclude(open_amount=0)
        items = list(held.order_by("due_date", "pk"))
    numbers = [item.pk for item in items]
    on_plan = set(
        PlanItem.objects.filter(open_item_id__in=numbers, plan__state__in=RUNNING).values_list(
            "open_item_id", flat=True
        )
    )
    waited = PromiseItem.objects.filter(promise__customer_id=customer_id, promise__state__in=OPEN)
    promised = set(waited.values_list("open_item_id", flat=True))
    if is_account:
        items = [item for item in items if item.pk not in on_plan]
    return Standing(
        documents=tuple(
            About(
                item.item_number,
                item.currency,
                item.open_amount,
                disputed_amount(item, holds),
                item.pk in promised,
                item.pk in on_plan,
            )
            for item, holds in _with_holds([item for item in items if item.open_amount > 0], today)
        ),
        credit_amount=sum((-item.open_amount for item in items if item.open_amount < 0), Decimal(0)),
        is_account=is_account,
        has_account_promise=None in promised,
        open_promise_count=Promise.objects.filter(customer_id=customer_id, state__in=OPEN).count(),
        broken_count=broken_count(customer_id, today),
    )


def broken_count(customer_id: int, today: date) -> int:
    """Return how many promises a customer broke in the last six months."""
    since = add_months(today, -BROKEN_MONTHS)
    held = Promise.objects.filter(customer_id=customer_id, state=PromiseState.BROKEN, decided_date__gt=since)
    return held.count()


def attempt_of(customer_id: int, level: str, item_ids: Iterable[int]) -> int:
    """Return the attempt that a promise about the same would be: one more than those before it since one was kept."""
    held = Promise.objects.filter(customer_id=customer_id, level=level).exclude(status=PromiseStatus.PROPOSED)
    if level == Level.ITEM:
        held = held.filter(covered__open_item_id__in=list(item_ids)).distinct()
    count = 1
    for state in held.order_by("-taken_at", "-pk").values_list("state", flat=True):
        if state == PromiseState.KEPT:
            break
        count += 1
    return count


def disputed_amount(item: OpenItem, holds: Iterable[Hold]) -> Decimal:
    """Return how much of an item's open amount is disputed, by the source's mark or by holds that count."""
    own = [hold for hold in holds if hold.reason == HoldReason.DISPUTE]
    if item.is_disputed or any(hold.amount is None for hold in own):
        return item.open_amount
    held = sum((hold.amount for hold in own if hold.amount is not None), Decimal(0))
    return min(held, item.open_amount)


def _with_holds(items: Sequence[OpenItem], today: date) -> list[tuple[OpenItem, list[Hold]]]:
    by_item: dict[int, list[Hold]] = {item.pk: [] for item in items}
    held = Hold.objects.filter(open_item_id__in=by_item, placed_date__lte=today).filter(
        Q(until_date__isnull=True) | Q(until_date__gte=today), Q(lifted_date__isnull=True) | Q(lifted_date__gt=today)
    )
    for hold in held:
        assert hold.open_item_id is not None
        by_item[hold.open_item_id].append(hold)
    return [(item, by_item[item.pk]) for item in items]
