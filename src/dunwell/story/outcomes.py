"""Verbs of what came of it: promises and plans, and where they stand."""

from decimal import Decimal
from typing import Any

from dunwell.base.money import plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.evidence.commands import judge_promises
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.plans.commands import (
    accept_plan,
    cancel_plan,
    propose_plan,
    reinstate_plan,
    reject_plan,
    submit_plan,
)
from dunwell.outcomes.plans.queries import PlanRow, plans_of
from dunwell.outcomes.plans.rules import Frequency, Terms
from dunwell.outcomes.promises.commands import approve_promise, cancel_promise, change_promise, record_promise
from dunwell.outcomes.promises.queries import PromiseRow, promises_of
from dunwell.runs.day import explain_customer
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.ledger import hold_target, item_named
from dunwell.story.looks import expect
from dunwell.story.scene import in_hand
from dunwell.story.telling import WHOLE_CUSTOMER, Telling, given, tells
from dunwell.story.work import noon


def promise_about(telling: Telling, word: str) -> PromiseRow:
    """Return the newest promise about an item, or about the account; refused where there is none."""
    customer_id, _ = hold_target(telling, word)
    for row in promises_of(telling.operator, customer_id):
        if word in row.items or (word == WHOLE_CUSTOMER and not row.items):
            return row
    raise Refusal("story.no_promise", gettext_noop("Nothing was promised there."))


def newest_plan(telling: Telling) -> PlanRow:
    """Return the customer's newest plan; refused where there is none."""
    found = plans_of(telling.operator, in_hand(telling).id)
    if not found:
        raise Refusal("story.no_plan", gettext_noop("No plan was drawn up for this customer."))
    return found[0]


def _parts(line: Line) -> list[Installment]:
    parts = [Installment(line.values["date"], line.values["money"].amount)]
    if "then" in line.values:
        parts.append(Installment(line.values["then"], line.values["adding"].amount))
    return parts


@tells("promise")
def promise(telling: Telling, line: Line) -> None:
    """Record what the customer promised."""
    customer_id, item_id = hold_target(telling, line.values["item"])
    record_promise(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        customer_id=customer_id,
        installments=_parts(line),
        open_item_ids=[] if item_id is None else [item_id],
        currency=line.values["money"].currency,
        at=noon(telling),
        **given(line, paying="method", note="note"),
    )


@tells("change_promise")
def reschedule(telling: Telling, line: Line) -> None:
    """Put the open promise off."""
    held = promise_about(telling, line.values["item"])
    change_promise(viewer=telling.acting, promise_id=held.id, installments=_parts(line), at=noon(telling))


@tells("cancel_promise")
def withdraw(telling: Telling, line: Line) -> None:
    """Cancel the open promise."""
    held = promise_about(telling, line.values["item"])
    cancel_promise(viewer=telling.acting, promise_id=held.id, reason=line.values["reason"], at=noon(telling))


@tells("approve_promise")
def give_leave(telling: Telling, line: Line) -> None:
    """Approve the promise that waits."""
    approve_promise(viewer=telling.acting, promise_id=promise_about(telling, line.values["item"]).id, at=noon(telling))


def _draw_up(telling: Telling, line: Line, **more: Any) -> None:
    down, spare = line.values.get("down"), line.values.get("spare")
    terms = Terms(
        count=line.values["count"],
        first_date=line.values["date"],
        frequency=Frequency(line.values.get("every", Frequency.MONTHLY)),
        rate_percent=line.values.get("interest", Decimal(0)),
        down_payment_amount=down.amount if down else Decimal(0),
    )
    items = [item_named(telling, number) for number in line.values["item"]]
    propose_plan(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        customer_id=items[0].customer_id,
        open_item_ids=[item.pk for item in items],
        terms=terms,
        disposable_amount=spare.amount if spare else None,
        at=noon(telling),
        **more,
    )


@tells("plan")
def plan(telling: Telling, line: Line) -> None:
    """Propose a plan."""
    _draw_up(telling, line)


@tells("renegotiate")
def renegotiate(telling: Telling, line: Line) -> None:
    """Propose a plan that replaces the newest one."""
    _draw_up(telling, line, replaces_id=newest_plan(telling).id)


@tells("submit_plan")
def submit(telling: Telling, _line: Line) -> None:
    """Offer the draft."""
    submit_plan(viewer=telling.acting, plan_id=newest_plan(telling).id, at=noon(telling))


@tells("accept_plan")
def accept(telling: Telling, line: Line) -> None:
    """Record the customer's acceptance."""
    accept_plan(
        viewer=telling.acting,
        plan_id=newest_plan(telling).id,
        accepted_by=line.values["accepted_by"],
        acceptance=line.values.get("proof", "signed agreement"),
        at=noon(telling),
    )


@tells("reject_plan")
def reject(telling: Telling, line: Line) -> None:
    """Record that the customer did not agree."""
    reject_plan(viewer=telling.acting, plan_id=newest_plan(telling).id, reason=line.values["reason"], at=noon(telling))


@tells("cancel_plan")
def end_plan(telling: Telling, line: Line) -> None:
    """Cancel the plan."""
    cancel_plan(viewer=telling.acting, plan_id=newest_plan(telling).id, reason=line.values["reason"], at=noon(telling))


@tells("reinstate_plan")
def revive(telling: Telling, _line: Line) -> None:
    """Reinstate the plan in default."""
    reinstate_plan(viewer=telling.acting, plan_id=newest_plan(telling).id, at=noon(telling))


@tells("judge")
def judge(telling: Telling, _line: Line) -> None:
    """Judge the customer's promises and plans as of the story's day, as every receipt does."""
    judge_promises(
        viewer=telling.operator,
        creditor_id=telling.desk().id,
        as_of=telling.as_of,
        customer_ids=[in_hand(telling).id],
    )


@tells("expect_promise")
def expect_promise(telling: Telling, line: Line) -> None:
    """Where the newest promise stands."""
    found = promise_about(telling, line.values["item"])
    expect(line.values["state"], found.state)
    told = {
        "received": plain(found.received_amount, found.currency),
        "late": plain(found.late_amount, found.currency),
        "cutoff": found.cutoff_date,
        "attempt": found.attempt,
        "status": found.status,
    }
    for word, is_so in told.items():
        if word in line.values:
            said = line.values[word]
            expect(plain(said, found.currency) if isinstance(said, Decimal) else said, is_so)
    flags = {"in_grace": found.is_kept_in_grace, "late_kept": found.is_late_kept, "reversed": found.is_reversed}
    for word, is_set in flags.items():
        if is_set != (word in line.values):
            raise Unmet(f"{word}: {word in line.values}", is_set)


@tells("expect_plan")
def expect_plan(telling: Telling, line: Line) -> None:
    """Where the newest plan stands."""
    found = newest_plan(telling)
    expect(line.values["state"], found.state)
    if "received" in line.values:
        expect(plain(line.values["received"], found.currency), plain(found.received_amount, found.currency))
    if "interest" in line.values:
        expect(plain(line.values["interest"], found.currency), plain(found.interest_amount, found.currency))
    if "missed" in line.values:
        expect(line.values["missed"], found.missed_count)


@tells("expect_installment")
def expect_installment(telling: Telling, line: Line) -> None:
    """One installment of the newest plan, by its number."""
    plan_row = newest_plan(telling)
    found = next((part for part in plan_row.installments if part.position == line.values["count"]), None)
    if found is None:
        raise Unmet(f"an installment {line.values['count']}", f"{len(plan_row.installments)} installments")
    expect(line.values["date"], found.due_date)
    expect(str(line.values["money"]), f"{plain(found.amount, plan_row.currency)} {plan_row.currency}")
    if "interest" in line.values:
        expect(plain(line.values["interest"], plan_row.currency), plain(found.interest_amount, plan_row.currency))
    if "received" in line.values:
        expect(plain(line.values["received"], plan_row.currency), plain(found.received_amount, plan_row.currency))


@tells("expect_broken")
def expect_broken(telling: Telling, line: Line) -> None:
    """How many broken promises the day counts."""
    told = explain_customer(
        viewer=telling.operator,
        creditor_id=telling.desk().id,
        customer_number=in_hand(telling).number,
        as_of=telling.as_of,
    )
    expect(line.values["count"], told.facts["broken_promise_count"])
