"""What came of it in the sample book: promises and a plan, told through the real commands and judged day by day."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dunwell.outcomes.evidence.commands import judge_promises
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.models import Promise
from dunwell.outcomes.plans.commands import accept_plan, propose_plan
from dunwell.outcomes.plans.rules import Terms
from dunwell.outcomes.promises.commands import record_promise
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, viewer_of
from dunwell.platform.people.models import User
from dunwell.receivables.models import OpenItem
from dunwell.runs.sample.pen import working_day
from dunwell.runs.sample.people import collectors_of
from dunwell.runs.sample.shapes import SampleActivity, SampleCreditor

_PLAN_ITEMS = 4


def keep_outcomes(viewer: Viewer, creditor_id: int, sample: SampleCreditor, as_of: date) -> None:
    """Record what the cast promised and agreed, and judge it day by day; once for each creditor."""
    if Promise.objects.filter(creditor_id=creditor_id).exists():
        return
    cast = {customer.cast: customer.number for customer in sample.customers if customer.cast}
    desk = _Desk(viewer, creditor_id, sample, as_of)
    if "breaks_promises" in cast:
        desk.break_promises(cast["breaks_promises"])
    if "always_late" in cast:
        desk.promise(cast["always_late"], working_day(as_of - timedelta(days=2)), "In Friday's check run.", "check")
    planned = next((hold.customer_number for hold in sample.holds if hold.reason == "plan"), "")
    if planned:
        desk.agree_plan(planned)


class _Desk:
    """One creditor's desk while its past is told."""

    def __init__(self, viewer: Viewer, creditor_id: int, sample: SampleCreditor, as_of: date) -> None:
        self.viewer, self.creditor_id, self.sample, self.as_of = viewer, creditor_id, sample, as_of
        self.zone = ZoneInfo(sample.time_zone)

    def break_promises(self, number: str) -> None:
        """Promise after promise, each judged when its days of grace are over; the latest waits for a lead's leave."""
        told = [one for one in self.sample.activities if one.customer_number == number and _is_promise(one)]
        for call in sorted(told, key=lambda one: one.day):
            made = self.promise(number, call.day, call.note, at=call.at)
            if made is not None:
                over = made.cutoff_date + timedelta(days=1)
                judge_promises(
                    viewer=self.viewer, creditor_id=self.creditor_id, as_of=over, customer_ids=[made.customer_id]
                )
        teller = self._person(next(iter(collectors_of(self.sample.key)), ""))
        self.promise(number, working_day(self.as_of - timedelta(days=1)), "Asks for one more week.", who=teller)

    def promise(
        self, number: str, day: date, note: str, method: str = "", *, at: time = time(11, 5), who: Viewer | None = None
    ) -> Promise | None:
        """Record a promise on the customer's oldest open document of that day; none where nothing was open yet."""
        item = self._oldest(number, day)
        if item is None:
            return None
        return record_promise(
            viewer=who or self.viewer,
            creditor_id=self.creditor_id,
            customer_id=item.customer_id,
            installments=[Installment(working_day(day + timedelta(days=7)), item.open_amount)],
            open_item_ids=[item.pk],
            method=method,
            note=note,
            at=datetime.combine(day, at, self.zone),
        )

    def agree_plan(self, number: str) -> None:
        """Four parts on the oldest documents, accepted the week before; the first is due in ten days."""
        customer = Customer.objects.get(creditor_id=self.creditor_id, number=number)
        items = OpenItem.objects.filter(customer=customer, open_amount__gt=0).order_by("due_date", "pk")
        same = [item for item in items if item.currency == items[0].currency][:_PLAN_ITEMS]
        if not same:
            return
        at = datetime.combine(working_day(self.as_of - timedelta(days=6)), time(15, 30), self.zone)
        terms = Terms(4, working_day(self.as_of + timedelta(days=10)))
        spare = sum((item.open_amount for item in same), Decimal(0))
        plan = propose_plan(
            viewer=self.viewer,
            creditor_id=self.creditor_id,
            customer_id=customer.pk,
            open_item_ids=[item.pk for item in same],
            terms=terms,
            disposable_amount=spare if customer.kind == "consumer" else None,
            note="Pays off the old bills in four parts.",
            at=at,
        )
        accept_plan(viewer=self.viewer, plan_id=plan.pk, accepted_by=customer.name, acceptance="Signed copy", at=at)

    def _oldest(self, number: str, day: date) -> OpenItem | None:
        held = OpenItem.objects.filter(
            creditor_id=self.creditor_id, customer__number=number, open_amount__gt=0, posting_date__lt=day
        )
        waited = held.filter(promised__promise__state__in=("pending", "in_grace")).values("pk")
        return held.exclude(pk__in=waited).exclude(is_disputed=True).order_by("due_date", "pk").first()

    def _person(self, email: str) -> Viewer:
        found = User.objects.filter(email=email).first()
        return viewer_of(found) if found is not None else self.viewer


def _is_promise(activity: SampleActivity) -> bool:
    return activity.outcome == "promise" and activity.note.startswith("Promised")
