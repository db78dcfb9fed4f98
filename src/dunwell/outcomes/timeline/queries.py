"""The customer's stream with what came of it: promises and plans beside calls, money and runs."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db import connection

from dunwell.base.reasons import Reason
from dunwell.base.words import gettext_noop
from dunwell.outcomes.plans.models import PlanTransition
from dunwell.outcomes.plans.rules import PlanState
from dunwell.outcomes.promises.models import PromiseTransition
from dunwell.outcomes.promises.rules import PromiseState
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer
from dunwell.work.timeline.queries import PAGE_SIZE, Before, Source, TimelineEvent, TimelinePage, dated
from dunwell.work.timeline.queries import timeline_of as stream_of

_WITH_ROWS = """
    SELECT EXISTS (SELECT FROM outcomes_promise WHERE customer_id = %(id)s) AS promise,
           EXISTS (SELECT FROM outcomes_plan WHERE customer_id = %(id)s) AS plan
"""
PROMISE_TITLES: dict[str, str] = {
    "": gettext_noop("Promised by {day}"),
    PromiseState.PENDING: gettext_noop("Promise for {day} open again"),
    PromiseState.IN_GRACE: gettext_noop("Promise for {day}: days of grace begin"),
    PromiseState.KEPT: gettext_noop("Promise for {day} kept"),
    PromiseState.PARTIALLY_KEPT: gettext_noop("Promise for {day} kept in part"),
    PromiseState.BROKEN: gettext_noop("Promise for {day} broken"),
    PromiseState.SUSPENDED: gettext_noop("Promise for {day}: the clock stops"),
    PromiseState.SUPERSEDED: gettext_noop("Promise for {day} changed"),
    PromiseState.CANCELLED: gettext_noop("Promise for {day} cancelled"),
}
PLAN_TITLES: dict[str, str] = {
    PlanState.DRAFT: gettext_noop("Payment plan drawn up"),
    PlanState.OFFERED: gettext_noop("Payment plan offered"),
    PlanState.ACCEPTED: gettext_noop("Payment plan accepted"),
    PlanState.ACTIVE: gettext_noop("Payment plan runs"),
    PlanState.IN_ARREARS: gettext_noop("Installment missed"),
    PlanState.DEFAULTED: gettext_noop("Payment plan in default"),
    PlanState.COMPLETED: gettext_noop("Payment plan paid"),
    PlanState.REJECTED: gettext_noop("Payment plan not agreed"),
    PlanState.RENEGOTIATED: gettext_noop("Payment plan replaced"),
    PlanState.CANCELLED: gettext_noop("Payment plan cancelled"),
    PlanState.SUSPENDED: gettext_noop("Payment plan: the clock stops"),
}


def timeline_of(
    viewer: Viewer,
    customer: OneCustomer,
    *,
    kinds: Iterable[str] = (),
    after: str = "",
    page_size: int = PAGE_SIZE,
    time_zone: str = "",
) -> TimelinePage:
    """Return what happened with a customer, promises and plans included (kinds `promise` and `plan`)."""
    seen = seen_customer(viewer, customer)
    more = _sources_of(seen.id)
    return stream_of(viewer, seen, kinds=kinds, after=after, page_size=page_size, time_zone=time_zone, more=more)


def _sources_of(customer_id: int) -> dict[str, Source]:
    """Return the sources as they are asked: one that has nothing of a customer gives nothing without a question."""
    with connection.cursor() as cursor:
        cursor.execute(_WITH_ROWS, {"id": customer_id})
        row = cursor.fetchone()
    assert row is not None, "one row of answers"
    return {name: source if there else _nothing for (name, source), there in zip(SOURCES.items(), row, strict=True)}


def _nothing(_customer_id: int, _before: Before, _zone: ZoneInfo, _size: int) -> list[tuple[int, TimelineEvent]]:
    return []


def _promises(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = PromiseTransition.objects.filter(promise__customer_id=customer_id).select_related("promise")
    made = []
    for one in dated(rows, before, "effective_date", "recorded_at", size):
        state = one.to_state if one.from_state else ""
        told = {"day": one.promise.promised_date.isoformat(), "state": one.to_state}
        title = Reason(f"outcomes.timeline.promise_{state or 'taken'}", PROMISE_TITLES[state], told)
        event = TimelineEvent(
            f"promise-{one.pk}", "promise", one.effective_date, one.recorded_at, title, one.note, one.done_by,
            one.promise.amount, one.currency, (), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


def _plans(customer_id: int, before: Before, _zone: ZoneInfo, size: int) -> list[tuple[int, TimelineEvent]]:
    rows = PlanTransition.objects.filter(plan__customer_id=customer_id).select_related("plan")
    made = []
    for one in dated(rows, before, "effective_date", "recorded_at", size):
        title = Reason(f"outcomes.timeline.plan_{one.to_state}", PLAN_TITLES[one.to_state], {"state": one.to_state})
        event = TimelineEvent(
            f"plan-{one.pk}", "plan", one.effective_date, one.recorded_at, title, one.note, one.done_by,
            one.plan.principal_amount, one.currency, (), corrected=False,
        )  # fmt: skip
        made.append((one.pk, event))
    return made


SOURCES: dict[str, Source] = {"promise": _promises, "plan": _plans}
"""Source -> what reads it; they come after those of work, in this order."""
