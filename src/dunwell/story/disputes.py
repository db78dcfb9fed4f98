"""Verbs of disputes: what is questioned, who is right, and where the money of it is."""

from decimal import Decimal
from typing import Any

from dunwell.base.money import Money
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes import commands
from dunwell.outcomes.disputes.queries import DisputeFilter, DisputeRow, disputes_of
from dunwell.outcomes.following.commands import dispute_deductions, follow_ledger, watch_disputes
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.ledger import check_currency_of, item_named
from dunwell.story.telling import Telling, given, tells
from dunwell.story.work import noon


def dispute_on(telling: Telling, number: str) -> DisputeRow:
    """Return the last dispute of an item as it stands on the story's day."""
    item = item_named(telling, number)
    asked = DisputeFilter(group="all", open_item_id=item.pk)
    found = disputes_of(telling.operator, telling.desk().id, telling.as_of, asked)
    if not found:
        raise Refusal("story.no_dispute", gettext_noop("Nobody disputes {item}."), item=number)
    return max(found, key=lambda row: row.id)


@tells("dispute")
def dispute(telling: Telling, line: Line) -> None:
    """Question part of an item."""
    item = item_named(telling, line.values["item"])
    check_currency_of(item, line)
    commands.open_dispute(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        open_item_id=item.pk,
        amount=line.values["money"].amount,
        reason_code=line.values.get("reason", "PRICE"),
        at=noon(telling),
        **given(line, note="note"),
    )


@tells("dispute_deductions")
def deductions(telling: Telling, _line: Line) -> None:
    """Dispute what payers held back."""
    dispute_deductions(viewer=telling.acting, creditor_id=telling.desk().id, at=noon(telling))


@tells("watch_disputes")
def watch(telling: Telling, _line: Line) -> None:
    """Do what the night does with disputes."""
    asked: dict[str, Any] = {"viewer": telling.operator, "creditor_id": telling.desk().id, "at": noon(telling)}
    follow_ledger(**asked)
    watch_disputes(**asked)


def _on(telling: Telling, line: Line) -> dict[str, Any]:
    found = dispute_on(telling, line.values["item"])
    return {"viewer": telling.acting, "dispute_id": found.id, "at": noon(telling)}


@tells("move_dispute")
def move(telling: Telling, line: Line) -> None:
    """Bring a dispute to another state."""
    commands.move_dispute(**_on(telling, line), to=line.values["state"], **given(line, note="note"))


@tells("remind")
def remind(telling: Telling, line: Line) -> None:
    """Remind the customer to answer."""
    commands.remind_customer(**_on(telling, line))


@tells("decide")
def decide(telling: Telling, line: Line) -> None:
    """Say who is right."""
    credit = line.values.get("credit")
    commands.decide_dispute(
        **_on(telling, line),
        decision=line.values["choice"],
        resolution=line.values.get("with", ""),
        credited_amount=credit.amount if credit else None,
        **given(line, note="note"),
    )


@tells("resolve")
def resolve(telling: Telling, line: Line) -> None:
    """Post what was decided."""
    commands.resolve_dispute(**_on(telling, line))


@tells("close_dispute")
def close(telling: Telling, line: Line) -> None:
    """End a dispute with its root cause."""
    commands.close_dispute(**_on(telling, line), root_cause=line.values["cause"])


@tells("withdraw")
def withdraw(telling: Telling, line: Line) -> None:
    """The customer withdraws it."""
    commands.withdraw_dispute(**_on(telling, line), note=line.values["note"])


@tells("reopen")
def reopen(telling: Telling, line: Line) -> None:
    """Question it again."""
    again = line.values.get("amount")
    commands.reopen_dispute(**_on(telling, line), note=line.values["note"], amount=again.amount if again else None)


@tells("expect_dispute")
def expect_dispute(telling: Telling, line: Line) -> None:
    """A dispute's state, and where its money is; parts not named are zero."""
    found = dispute_on(telling, line.values["item"])
    parts = ("disputed", "credited", "paid", "written_off", "upheld")
    kept = {name: Money(Decimal(getattr(found, f"{name}_amount")), found.currency) for name in parts}
    nothing = Money(Decimal(0), found.currency)
    expected = (line.values["state"], {name: line.values.get(name, nothing) for name in parts})
    if expected != (found.state, kept):
        raise Unmet(expected, (found.state, kept))


@tells("expect_clock")
def expect_clock(telling: Telling, line: Line) -> None:
    """The clock that runs, and when it is due."""
    found = dispute_on(telling, line.values["item"])
    expected = (line.values["name"], line.values["date"])
    if expected != (found.clock_name, found.clock_due_date):
        raise Unmet(expected, (found.clock_name, found.clock_due_date))
