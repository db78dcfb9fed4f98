"""Verbs on promises: take one, change it, cancel it, give leave for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.limits import rules as limits
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.promises.models import Promise, PromiseInstallment, PromiseItem, PromiseTransition
from dunwell.outcomes.promises.queries import attempt_of, disputed_amount, standing_of
from dunwell.outcomes.promises.rules import PROMISE, Level, Method, PromiseEvent, PromiseState, PromiseStatus, Source
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.commands import locked
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import is_day_off, local_day
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.holds.commands import lift_holds, place_hold
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.open_items.commands import locked_items
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity

RECORD, LEAVE = "outcome.record", "plan.approve"
MOST_CHANGES = 1


@dataclass(frozen=True)
class _Asked:
    """What is promised, by whom and how, before anything is written."""

    viewer: Viewer
    customer: Customer
    items: tuple[OpenItem, ...]
    installments: tuple[Installment, ...]
    currency: str
    method: str
    source: str
    at: datetime
    note: str
    contact_person_id: int | None = None
    activity_id: int | None = None
    supersedes: Promise | None = None

    @property
    def today(self) -> date:
        return local_day(self.at, self.customer.creditor.time_zone)

    @property
    def horizon_days(self) -> int:
        is_lead = self.viewer.may(LEAVE, self.customer.creditor_id)
        return limits.LEAD_HORIZON_DAYS if is_lead else limits.HORIZON_DAYS


@command
def record_promise(
    *,
    viewer: Viewer,
    creditor_id: int,
    customer_id: int,
    installments: Sequence[Installment],
    open_item_ids: Sequence[int] = (),
    currency: str = "",
    method: str = "",
    source: str = "call",
    activity_id: int | None = None,
    contact_person_id: int | None = None,
    note: str = "",
    at: datetime,
) -> Promise:
    """Keep what a customer promised, for named documents or (none named) for the account, and hold back until then.

    `currency` is needed on account level only. After two broken promises a collector's is proposed: it holds nothing
    until a lead gives leave. Refuses what the rules forbid (`outcomes.promise.…`).
    """
    customer = locked(viewer, customer_id, RECORD)
    if customer.creditor_id != creditor_id:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    items = tuple(locked_items(viewer, sorted(set(open_item_ids)), RECORD).values())
    money = _currency(items, currency or customer.creditor.base_currency)
    _check_own(customer, items, contact_person_id, activity_id)
    asked = _Asked(
        viewer, customer, items, tuple(installments), money, _method(method), _source(source), at, note.strip(),
        contact_person_id, activity_id,
    )  # fmt: skip
    return _promised(asked)


@command
def change_promise(
    *, viewer: Viewer, promise_id: int, installments: Sequence[Installment], at: datetime, note: str = ""
) -> Promise:
    """Put a promise off or change its amount before its day, once: it counts as rescheduled, not as broken."""
    old = _locked(viewer, promise_id, RECORD)
    customer = locked(viewer, old.customer_id, RECORD)
    today = local_day(at, customer.creditor.time_zone)
    if old.status == PromiseStatus.PROPOSED or today > old.promised_date or _changes(old) >= MOST_CHANGES:
        raise Refusal(
            "outcomes.promise.not_changeable",
            gettext_noop("A promise can be changed once, before its day is over. Cancel it, or take a new one."),
        )
    item_ids = [number for number in _item_ids(old) if number is not None]
    items = tuple(locked_items(viewer, sorted(item_ids), RECORD).values())
    moved(old, PromiseEvent.SUPERSEDE, today, viewer, note).save()
    old.status = PromiseStatus.VOID
    old.save()
    release(viewer, [old], today, note)
    asked = _Asked(
        viewer, customer, items, tuple(installments), old.currency, old.method, old.source, at, note.strip(),
        old.contact_person_id, old.activity_id, old,
    )  # fmt: skip
    return _promised(asked)


@command
def cancel_promise(*, viewer: Viewer, promise_id: int, reason: str, at: datetime) -> Promise:
    """Take an open promise out of every rate, because: our error, a credit, withdrawn by the customer."""
    if not reason.strip():
        raise Refusal("outcomes.promise.reason_missing", gettext_noop("Say why the promise is cancelled."))
    promise = _locked(viewer, promise_id, RECORD)
    today = local_day(at, promise.creditor.time_zone)
    cancel(viewer, promise, today, reason)
    return promise


def cancel(viewer: Viewer, promise: Promise, today: date, reason: str) -> None:
    """Cancel a locked promise and lift its holds."""
    moved(promise, PromiseEvent.CANCEL, today, viewer, reason).save()
    promise.status = PromiseStatus.VOID
    promise.save()
    release(viewer, [promise], today, reason)
    emit("outcomes.promise_cancelled", promise.creditor_id, promise_id=promise.pk, customer_id=promise.customer_id)


@command
def approve_promise(*, viewer: Viewer, promise_id: int, at: datetime, note: str = "") -> Promise:
    """Give leave for a proposed promise: from here on it holds back like any other."""
    promise = _locked(viewer, promise_id, LEAVE)
    if promise.status != PromiseStatus.PROPOSED or promise.state != PromiseState.PENDING:
        raise Refusal("outcomes.promise.not_proposed", gettext_noop("This promise does not wait for leave."))
    name = viewer.name or viewer.kind
    if promise.taken_by_id == viewer.user_id and promise.taken_by == name:
        raise Refusal("outcomes.promise.own_proposal", gettext_noop("Whoever took a promise cannot give leave for it."))
    promise.status, promise.checked_by = PromiseStatus.ACTIVE, name
    promise.save()
    hold_back(viewer, promise, local_day(at, promise.creditor.time_zone))
    _tell(promise)
    return promise


def _promised(asked: _Asked) -> Promise:
    customer = asked.customer
    standing = standing_of(customer.pk, asked.items, asked.today, asked.currency)
    limits.check_promise(
        asked.installments, standing, currency=asked.currency, today=asked.today, horizon_days=asked.horizon_days
    )
    may_alone = asked.viewer.may(LEAVE, customer.creditor_id) or not limits.needs_leave(standing)
    promise = _write(asked, PromiseStatus.ACTIVE if may_alone else PromiseStatus.PROPOSED)
    if promise.status == PromiseStatus.ACTIVE:
        hold_back(asked.viewer, promise, asked.today)
        _tell(promise)
    return promise


def _write(asked: _Asked, status: PromiseStatus) -> Promise:
    customer, days = asked.customer, limits.grace_days(asked.method)
    off = is_day_off(customer.creditor.country, customer.creditor.subdivision)
    amount = sum((part.amount for part in asked.installments), Decimal(0))
    cutoffs = [limits.cutoff(part.due_date, days, off) for part in asked.installments]
    level = Level.ITEM if asked.items else Level.ACCOUNT
    promise = Promise.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        contact_person_id=asked.contact_person_id,
        activity_id=asked.activity_id,
        supersedes=asked.supersedes,
        state=PromiseState.PENDING,
        status=status,
        level=level,
        source=asked.source,
        method=asked.method,
        attempt=attempt_of(customer.pk, level, [item.pk for item in asked.items]),
        currency=asked.currency,
        amount=amount,
        tolerance_amount=limits.tolerance(amount, asked.currency),
        promised_date=asked.installments[-1].due_date,
        grace_days=days,
        cutoff_date=cutoffs[-1],
        taken_at=asked.at,
        taken_date=asked.today,
        taken_by_id=asked.viewer.user_id,
        taken_by=asked.viewer.name or asked.viewer.kind,
        note=asked.note,
    )
    own = {"creditor_id": customer.creditor_id, "promise": promise}
    PromiseInstallment.objects.bulk_create(
        PromiseInstallment(
            **own, position=place, due_date=part.due_date, cutoff_date=last, currency=asked.currency, amount=part.amount
        )
        for place, (part, last) in enumerate(zip(asked.installments, cutoffs, strict=True), 1)
    )
    PromiseItem.objects.bulk_create(PromiseItem(**own, open_item=item) for item in asked.items or (None,))
    PromiseTransition.objects.create(
        **own, to_state=PromiseState.PENDING, effective_date=asked.today, currency=asked.currency,
        done_by=promise.taken_by, note=asked.note[:300],
    )  # fmt: skip
    promise.refresh_from_db(fields=["recorded_at"])
    return promise


def moved(promise: Promise, event: PromiseEvent, day: date, viewer: Viewer, note: str = "") -> PromiseTransition:
    """Move a locked promise by one event and return the step, not yet written; the caller saves both."""
    before = PromiseState(promise.state)
    promise.state = PROMISE.next(before, event)
    return PromiseTransition(
        creditor_id=promise.creditor_id,
        promise=promise,
        event=event,
        from_state=before,
        to_state=promise.state,
        effective_date=day,
        currency=promise.currency,
        received_amount=promise.received_amount,
        done_by=viewer.name or viewer.kind,
        note=note.strip()[:300],
    )


def hold_back(viewer: Viewer, promise: Promise, today: date) -> None:
    """Place the promise's holds until the last day of its grace: on its documents, or on the whole customer."""
    covered = {one.open_item_id: one for one in promise.covered.select_related("open_item")}
    placed: list[tuple[int | None, Decimal | None]] = [(None, None)]
    if None not in covered:
        held = Hold.objects.filter(open_item_id__in=covered, reason=HoldReason.DISPUTE, lifted_date__isnull=True)
        documents = sorted(
            (one.open_item for one in covered.values() if one.open_item is not None),
            key=lambda item: (item.due_date, item.pk),
        )
        free = [
            (item.pk, item.open_amount - disputed_amount(item, held.filter(open_item=item)), item.open_amount)
            for item in documents
        ]
        placed = list(limits.held_parts(promise.amount - promise.received_amount, free))
    for item_id, amount in placed:
        hold = place_hold(
            viewer=viewer,
            customer_id=promise.customer_id,
            open_item_id=item_id,
            reason=HoldReason.PROMISE,
            amount=amount,
            placed_date=today,
            until_date=max(promise.cutoff_date, today),
            source=f"promise {promise.pk}",
        )
        PromiseItem.objects.filter(pk=covered[item_id].pk).update(hold=hold)


def release(viewer: Viewer, promises: Sequence[Promise], today: date, note: str = "") -> None:
    """Lift the holds of promises that still count."""
    placed = PromiseItem.objects.filter(promise__in=promises, hold__isnull=False)
    lift_holds(viewer=viewer, hold_ids=placed.values_list("hold_id", flat=True), lifted_date=today, note=note)
    placed.update(hold=None)


def _tell(promise: Promise) -> None:
    emit(
        "outcomes.promise_recorded",
        promise.creditor_id,
        promise_id=promise.pk,
        customer_id=promise.customer_id,
        level=promise.level,
    )


def _locked(viewer: Viewer, promise_id: int, right: str) -> Promise:
    assert transaction.get_connection().in_atomic_block, "a command locks in its own transaction"
    found = Promise.objects.select_for_update(of=("self",)).select_related("creditor").filter(pk=promise_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found


def _changes(promise: Promise) -> int:
    return 0 if promise.supersedes_id is None else 1


def _item_ids(promise: Promise) -> list[int | None]:
    return list(promise.covered.values_list("open_item_id", flat=True))


def _currency(items: Sequence[OpenItem], account_currency: str) -> str:
    found = {item.currency for item in items} or {account_currency}
    if len(found) > 1:
        raise Refusal(
            "outcomes.promise.currencies_differ",
            gettext_noop("These documents are in {currencies}. Take one promise for each currency."),
            currencies=", ".join(sorted(found)),
        )
    return found.pop()


def _check_own(
    customer: Customer, items: Sequence[OpenItem], contact_person_id: int | None, activity_id: int | None
) -> None:
    strange = any(item.customer_id != customer.pk for item in items)
    if contact_person_id is not None:
        strange |= not ContactPerson.objects.filter(pk=contact_person_id, customer=customer).exists()
    if activity_id is not None:
        strange |= not Activity.objects.filter(pk=activity_id, customer=customer).exists()
    if strange:
        raise Refusal(
            "outcomes.promise.of_another",
            gettext_noop("A document, contact or call chosen here is not one of {name}. Choose again."),
            name=customer.name,
        )


def _method(value: str) -> str:
    if value and value not in set(Method):
        raise Refusal(
            "outcomes.promise.method_unknown",
            gettext_noop("{value} is no way to pay here. Choose one of: {known}."),
            value=value[:40],
            known=", ".join(Method),
        )
    return value


def _source(value: str) -> str:
    if value not in set(Source):
        raise Refusal(
            "outcomes.promise.source_unknown",
            gettext_noop("{value} is no way a promise reaches us. Choose one of: {known}."),
            value=value[:40],
            known=", ".join(Source),
        )
    return value
