"""Judge promises and plans by the money: every night, and whenever money came or was taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dunwell.outcomes.evidence.models import Evidence
from dunwell.outcomes.evidence.queries import (
    blocks_of,
    customers_to_judge,
    evidence_by_claim,
    money_of,
    returned_receipts,
)
from dunwell.outcomes.evidence.rules import Blocks, Claim, Share, shares
from dunwell.outcomes.limits.rules import cutoff
from dunwell.outcomes.plans import commands as plans
from dunwell.outcomes.plans.models import Plan, PlanInstallment
from dunwell.outcomes.plans.rules import ASKED, RUNNING, Paid, PlanEvent, PlanState, judge_plan
from dunwell.outcomes.promises import commands as promises
from dunwell.outcomes.promises.models import Promise, PromiseInstallment, PromiseTransition
from dunwell.outcomes.promises.rules import (
    JUDGED,
    LATE_DAYS,
    Part,
    PromiseEvent,
    PromiseState,
    PromiseStatus,
    events_of,
    judge,
)
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import is_day_off
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit

CHUNK = 2_000
_PROMISE_FIELDS = [
    "state", "status", "received_amount", "late_amount", "promised_date", "cutoff_date", "decided_date",
    "suspended_date", "is_kept_in_grace", "is_late_kept", "is_reversed",
]  # fmt: skip
_PROMISE, _PLAN = "promise", "plan"


@dataclass
class Judgement:
    """What a judgement looked at and changed: promises by their new state, plans by theirs."""

    looked_at: int = 0
    promises: dict[str, list[int]] = field(default_factory=dict)
    plans: dict[str, list[int]] = field(default_factory=dict)

    @property
    def changed_count(self) -> int:
        """Return how many promises and plans are not where they were."""
        return sum(len(ids) for told in (self.promises, self.plans) for ids in told.values())

    def as_json(self) -> dict[str, object]:
        """Return the counts that programs print."""
        return {
            "looked_at": self.looked_at,
            "promises": {state: len(ids) for state, ids in sorted(self.promises.items())},
            "plans": {state: len(ids) for state, ids in sorted(self.plans.items())},
        }


@command
def judge_promises(
    *, viewer: Viewer, creditor_id: int, as_of: date, customer_ids: Iterable[int] | None = None
) -> Judgement:
    """Say what became of promises and plans by the end of a day, and link the money that says so.

    Of some customers, or (for the night) of all whose promises or plans still move; a fixed number of queries for every
    2,000 customers. What waits for nothing is not touched, and judging twice changes nothing.
    """
    require(viewer, "outcome.record", creditor_id)
    creditor = Creditor.objects.get(pk=creditor_id)
    found = Judgement()
    asked = customers_to_judge(creditor_id, as_of, customer_ids)
    for start in range(0, len(asked), CHUNK):
        _Bench(viewer, creditor, as_of, found).judge(asked[start : start + CHUNK])
    if found.changed_count:
        told = {state: ids[:1000] for state, ids in sorted(found.promises.items())}
        about = {state: ids[:1000] for state, ids in sorted(found.plans.items())}
        emit("outcomes.promises_judged", creditor_id, as_of=as_of.isoformat(), promises=told, plans=about)
    return found


class _Bench:
    """One chunk of customers: everything is read first, then judged, then what changed is written."""

    def __init__(self, viewer: Viewer, creditor: Creditor, as_of: date, found: Judgement) -> None:
        self.viewer, self.creditor, self.as_of, self.found = viewer, creditor, as_of, found
        self.is_holiday = is_day_off(creditor.country, creditor.subdivision)
        self.steps: list[PromiseTransition] = []
        self.released: list[Promise] = []
        self.resumed: list[Promise] = []
        self.parts: list[PromiseInstallment] = []
        self.customers: dict[tuple[str, int], int] = {}

    def judge(self, customer_ids: Sequence[int]) -> None:
        """Judge the promises and plans of these customers."""
        held = Promise.objects.select_for_update().filter(
            customer_id__in=customer_ids, status__in=(PromiseStatus.ACTIVE, PromiseStatus.CONFIRMED)
        )
        given = list(held.order_by("pk").prefetch_related("installments", "covered"))
        agreed = Plan.objects.select_for_update().filter(
            customer_id__in=customer_ids, state__in=[*RUNNING, *ASKED, PlanState.DEFAULTED, PlanState.COMPLETED]
        )
        planned = list(agreed.order_by("pk").prefetch_related("installments", "covered"))
        self.found.looked_at += len(given) + len(planned)
        before = {promise.pk: _standing(promise) for promise in given}
        blocks = blocks_of(customer_ids, self.as_of)
        for promise in given:
            self._block(promise, blocks)
        for plan in planned:
            self._block_plan(plan, blocks)
        by_claim = self._shared(given, [plan for plan in planned if plan.state not in ASKED])
        held_before = evidence_by_claim(by_claim)
        changed = self._write_evidence(by_claim, held_before)
        bounced = returned_receipts(row.receipt_id for rows in held_before.values() for row in rows)
        for promise in given:
            old = [row for part in promise.installments.all() for row in held_before.get((_PROMISE, part.pk), [])]
            is_bounced = any(row.receipt_id is None or row.receipt_id in bounced for row in old)
            self._judge(promise, by_claim, is_bounced=is_bounced)
        self._write_promises(given, before)
        for plan in planned:
            self._judge_plan(plan, by_claim, changed)

    def _block(self, promise: Promise, blocks: Blocks) -> None:
        """Stop the clock while something else is in the way, and let it run on afterwards by as many days."""
        items = [covered.open_item_id for covered in promise.covered.all()]
        is_blocked = blocks.stops(promise.customer_id, items)
        if is_blocked and promise.state in (PromiseState.PENDING, PromiseState.IN_GRACE):
            self._step(promise, PromiseEvent.SUSPEND)
            promise.suspended_date = self.as_of
            self.released.append(promise)
        elif not is_blocked and promise.state == PromiseState.SUSPENDED:
            self._step(promise, PromiseEvent.RESUME)
            assert promise.suspended_date is not None
            by = self.as_of - promise.suspended_date
            for part in promise.installments.all():
                part.due_date += by
                part.cutoff_date = cutoff(part.due_date, promise.grace_days, self.is_holiday)
                self.parts.append(part)
            last = max(promise.installments.all(), key=lambda part: part.position)
            promise.promised_date, promise.cutoff_date = last.due_date, last.cutoff_date
            promise.suspended_date = None
            self.resumed.append(promise)

    def _block_plan(self, plan: Plan, blocks: Blocks) -> None:
        stopped = blocks.stops_all(plan.customer_id, [covered.open_item_id for covered in plan.covered.all()])
        if stopped and plan.state in (PlanState.ACTIVE, PlanState.IN_ARREARS):
            plans.step(plan, PlanEvent.SUSPEND, self.as_of, self.viewer)
            plan.suspended_date = self.as_of
        elif not stopped and plan.state == PlanState.SUSPENDED:
            plans.step(plan, PlanEvent.RESUME, self.as_of, self.viewer)
            assert plan.suspended_date is not None
            by = self.as_of - plan.suspended_date
            parts = [part for part in plan.installments.all() if part.received_amount < part.amount]
            for part in parts:
                part.due_date, part.cutoff_date = part.due_date + by, part.cutoff_date + by
            PlanInstallment.objects.bulk_update(parts, ["due_date", "cutoff_date"])
            plan.last_date, plan.suspended_date = max(part.due_date for part in plan.installments.all()), None
        else:
            return
        plan.save()

    def _shared(self, given: Sequence[Promise], planned: Sequence[Plan]) -> dict[tuple[str, int], list[Share]]:
        """Return installment -> what stands for it, with a line for every installment."""
        claims: dict[int, list[Claim]] = {}
        for promise in given:
            claims.setdefault(promise.customer_id, []).extend(_claims(promise))
        for plan in planned:
            claims.setdefault(plan.customer_id, []).extend(_plan_claims(plan))
        every = [claim for own in claims.values() for claim in own]
        self.customers = {claim.key: customer_id for customer_id, own in claims.items() for claim in own}
        found: dict[tuple[str, int], list[Share]] = {claim.key: [] for claim in every}
        if not every:
            return found
        since = min(claim.taken_date for claim in every)
        monies = money_of(self.creditor.pk, sorted(claims), since, self.as_of)
        for customer_id, own in claims.items():
            for share in shares(own, monies.get(customer_id, [])):
                found[share.key].append(share)
        return found

    def _judge(self, promise: Promise, by_claim: dict[tuple[str, int], list[Share]], *, is_bounced: bool) -> None:
        parts, late = [], promise.late_amount * 0
        for part in promise.installments.all():
            own = by_claim[(_PROMISE, part.pk)]
            intime = [share for share in own if not share.is_late]
            received = sum((share.amount for share in intime), start=promise.amount * 0)
            late += sum((share.amount for share in own if share.is_late), start=promise.amount * 0)
            last = max((share.money.value_date for share in intime), default=None)
            parts.append(Part(part.due_date, part.cutoff_date, part.amount, received, last))
            if part.received_amount != received:
                part.received_amount = received
                self.parts.append(part)
        verdict = judge(parts, promise.tolerance_amount, self.as_of)
        is_bounced = is_bounced and verdict.received_amount < promise.received_amount
        promise.received_amount, promise.late_amount = verdict.received_amount, late
        if promise.state == PromiseState.SUSPENDED:
            return
        state, is_kept = PromiseState(promise.state), verdict.state is PromiseState.KEPT
        events = events_of(state, verdict.state, is_bounced=is_bounced, is_reversed=promise.is_reversed)
        for event in events:
            self._step(promise, event)
        if PromiseEvent.REVERSE in events:
            promise.is_reversed, promise.decided_date = True, self.as_of
        elif promise.state == verdict.state:
            promise.decided_date = verdict.decided_date
        promise.is_kept_in_grace = is_kept and verdict.is_kept_in_grace
        whole = verdict.received_amount + late >= promise.amount - promise.tolerance_amount
        promise.is_late_kept = whole and promise.state in (PromiseState.BROKEN, PromiseState.PARTIALLY_KEPT)
        is_over = promise.state in JUDGED and self.as_of > promise.cutoff_date + timedelta(days=LATE_DAYS)
        promise.status = PromiseStatus.CONFIRMED if is_over else PromiseStatus.ACTIVE
        if events and promise.state in JUDGED and state not in JUDGED:
            self.released.append(promise)
        elif events and state in JUDGED and promise.state not in JUDGED:
            self.resumed.append(promise)

    def _step(self, promise: Promise, event: PromiseEvent) -> None:
        self.steps.append(promises.moved(promise, event, self.as_of, self.viewer))

    def _write_promises(self, given: Sequence[Promise], before: dict[int, tuple[object, ...]]) -> None:
        changed = [promise for promise in given if _standing(promise) != before[promise.pk]]
        Promise.objects.bulk_update(changed, _PROMISE_FIELDS, batch_size=500)
        parts = {part.pk: part for part in self.parts}
        PromiseInstallment.objects.bulk_update(
            parts.values(), ["due_date", "cutoff_date", "received_amount"], batch_size=500
        )
        PromiseTransition.objects.bulk_create(self.steps, batch_size=500)
        if self.released:
            promises.release(self.viewer, self.released, self.as_of)
        for promise in self.resumed:
            promises.hold_back(self.viewer, promise, self.as_of)
        for promise in changed:
            if promise.state != before[promise.pk][0]:
                self.found.promises.setdefault(promise.state, []).append(promise.pk)

    def _write_evidence(
        self, by_claim: dict[tuple[str, int], list[Share]], before: dict[tuple[str, int], list[Evidence]]
    ) -> set[tuple[str, int]]:
        """Replace what stood for an installment where something else stands for it now; returns those installments."""
        changed = {key for key, own in by_claim.items() if _told(own) != _held(before.get(key, []))}
        Evidence.objects.filter(pk__in=[row.pk for key in changed for row in before.get(key, [])]).delete()
        Evidence.objects.bulk_create(
            (
                Evidence(
                    creditor_id=self.creditor.pk,
                    customer_id=self.customers[key],
                    promise_installment_id=key[1] if key[0] == _PROMISE else None,
                    plan_installment_id=key[1] if key[0] == _PLAN else None,
                    receipt_id=share.money.receipt_id,
                    open_item_id=share.money.item_id,
                    value_date=share.money.value_date,
                    currency=share.money.currency,
                    amount=share.amount,
                    is_late=share.is_late,
                )
                for key in sorted(changed)
                for share in by_claim[key]
            ),
            batch_size=1000,
        )
        return changed

    def _judge_plan(
        self, plan: Plan, by_claim: dict[tuple[str, int], list[Share]], changed: set[tuple[str, int]]
    ) -> None:
        before = plan.state
        if plan.state in ASKED:
            if plan.offer_until_date is not None and plan.offer_until_date < self.as_of:
                plans.step(plan, PlanEvent.EXPIRE, self.as_of, self.viewer)
                plan.ended_date = self.as_of
                plan.save()
                self.found.plans.setdefault(plan.state, []).append(plan.pk)
            return
        parts = sorted(plan.installments.all(), key=lambda part: part.position)
        for part in parts:
            own = by_claim[(_PLAN, part.pk)]
            part.received_amount = sum((share.amount for share in own), start=plan.principal_amount * 0)
        paid = [Paid(part.cutoff_date, part.amount, part.received_amount, part.missed_date) for part in parts]
        verdict = judge_plan(PlanState(plan.state), paid, plan.tolerance_amount, plan.cure_days, self.as_of)
        is_same = plan.received_amount == verdict.received_amount and not verdict.events and not verdict.missed
        if is_same and not any((_PLAN, part.pk) in changed for part in parts):
            return
        plan.received_amount = verdict.received_amount
        if plan.state != PlanState.SUSPENDED:
            for at, day in verdict.missed:
                parts[at].missed_date = day
            plan.missed_count += len(verdict.missed)
            for event in verdict.events:
                plans.step(plan, event, self.as_of, self.viewer)
            self._follow(plan, verdict.events, verdict.missed_date)
        plan.save()
        PlanInstallment.objects.bulk_update(parts, ["received_amount", "missed_date"])
        if plan.state != before:
            self.found.plans.setdefault(plan.state, []).append(plan.pk)

    def _follow(self, plan: Plan, events: Sequence[PlanEvent], missed_date: date | None) -> None:
        """Do what an event brings: a plan that ended or failed holds nothing any more."""
        plan.missed_date = missed_date if plan.state == PlanState.IN_ARREARS else None
        if PlanEvent.DEFAULT in events:
            plan.defaulted_date = self.as_of
        if PlanEvent.COMPLETE in events:
            plan.ended_date = self.as_of
        if PlanEvent.DEFAULT in events or PlanEvent.COMPLETE in events:
            plans.release(self.viewer, plan, self.as_of)
        if PlanEvent.REOPEN in events:
            plan.ended_date = None
            plans.hold_back(self.viewer, plan, self.as_of)


def _standing(promise: Promise) -> tuple[object, ...]:
    return tuple(getattr(promise, name) for name in _PROMISE_FIELDS)


def _claims(promise: Promise) -> list[Claim]:
    items = [covered.open_item_id for covered in promise.covered.all()]
    own = None if None in items else frozenset(item for item in items if item is not None)
    return [
        Claim(
            key=(_PROMISE, part.pk),
            currency=part.currency,
            amount=part.amount,
            due_date=part.due_date,
            last_date=part.cutoff_date,
            late_date=part.cutoff_date + timedelta(days=LATE_DAYS),
            taken_date=promise.taken_date,
            taken_at=promise.taken_at,
            recorded_at=promise.recorded_at,
            item_ids=own,
        )
        for part in promise.installments.all()
    ]


def _plan_claims(plan: Plan) -> list[Claim]:
    assert plan.accepted_date is not None, "only an accepted plan waits for money"
    assert plan.accepted_at is not None, "only an accepted plan waits for money"
    items = frozenset(covered.open_item_id for covered in plan.covered.all())
    return [
        Claim(
            key=(_PLAN, part.pk),
            currency=part.currency,
            amount=part.amount,
            due_date=part.due_date,
            last_date=None,
            late_date=None,
            taken_date=plan.accepted_date,
            taken_at=plan.accepted_at,
            recorded_at=plan.recorded_at,
            item_ids=items,
        )
        for part in plan.installments.all()
    ]


def _told(own: Sequence[Share]) -> list[tuple[object, ...]]:
    return sorted(
        (one.money.value_date, one.money.receipt_id or 0, one.money.item_id or 0, one.amount, one.is_late)
        for one in own
    )


def _held(rows: Sequence[Evidence]) -> list[tuple[object, ...]]:
    return sorted((row.value_date, row.receipt_id or 0, row.open_item_id or 0, row.amount, row.is_late) for row in rows)
