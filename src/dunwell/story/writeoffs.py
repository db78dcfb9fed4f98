"""Verbs of write-offs: asked by one person, checked by another, and what came back."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.writeoffs import commands
from dunwell.outcomes.writeoffs.queries import WriteOffRow, write_offs_after
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.ledger import check_currency_of, item_named
from dunwell.story.looks import money
from dunwell.story.telling import Telling, given, tells
from dunwell.story.work import noon


def write_off_on(telling: Telling, number: str) -> WriteOffRow:
    """Return the last request to give an item up."""
    item = item_named(telling, number)
    found = write_offs_after(telling.operator, telling.desk().id, open_item_id=item.pk, limit=1).rows
    if not found:
        raise Refusal("story.no_write_off", gettext_noop("Nobody asked to give up {item}."), item=number)
    return found[0]


@tells("request_write_off")
def request(telling: Telling, line: Line) -> None:
    """Ask that part of an item be given up."""
    item = item_named(telling, line.values["item"])
    check_currency_of(item, line)
    commands.request_write_off(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        open_item_id=item.pk,
        amount=line.values["money"].amount,
        kind=line.values["choice"],
        reason=line.values["reason"],
        is_forgiven="forgiven" in line.values,
        at=noon(telling),
    )


def _on(telling: Telling, line: Line) -> dict[str, Any]:
    found = write_off_on(telling, line.values["item"])
    return {"viewer": telling.acting, "write_off_id": found.id, "at": noon(telling)}


@tells("approve_write_off")
def approve(telling: Telling, line: Line) -> None:
    """Say yes."""
    commands.approve_write_off(**_on(telling, line))


@tells("refuse_write_off")
def refuse(telling: Telling, line: Line) -> None:
    """Say no."""
    commands.refuse_write_off(**_on(telling, line), **given(line, note="note"))


@tells("recover")
def recover(telling: Telling, line: Line) -> None:
    """Open again what was paid after all."""
    commands.recover_write_off(**_on(telling, line), amount=line.values["money"].amount)


@tells("expect_write_off")
def expect_write_off(telling: Telling, line: Line) -> None:
    """How far the last request is, what came back, and whether it is one of several that belong together."""
    found = write_off_on(telling, line.values["item"])
    back = money(found.recovered_amount, found.currency)
    wanted = line.values.get("recovered", money(found.recovered_amount - found.recovered_amount, found.currency))
    expected = (line.values["choice"], wanted, "split" in line.values)
    if expected != (found.state, back, found.is_split):
        raise Unmet(expected, (found.state, back, found.is_split))
