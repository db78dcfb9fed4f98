"""Verbs of the desk: calls and notes, the list and what is done with it."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.looks import expect
from dunwell.story.scene import in_hand
from dunwell.story.telling import Telling, given, tells
from dunwell.work.activities.commands import add_note, log_call
from dunwell.work.commands import undo_last
from dunwell.work.items.commands import assign_item, complete_item, skip_item, snooze_item
from dunwell.work.worklist.queries import ItemRow, item_of_customer, last_contacts, worklist


def noon(telling: Telling) -> datetime:
    """Return noon of the story's day at the creditor's: when everything on that day is done."""
    return datetime.combine(telling.as_of, time(12), ZoneInfo(telling.desk().time_zone))


def listed(telling: Telling) -> ItemRow | None:
    """Return the customer's item on the published list."""
    return item_of_customer(telling.operator, telling.desk().id, in_hand(telling).id)


def on_the_list(telling: Telling) -> ItemRow:
    """Return the customer's item; refused where the customer is not on the list."""
    found = listed(telling)
    if found is None:
        raise Refusal(
            "story.not_on_the_list",
            gettext_noop("{customer} is on nobody's list. Run the `day` first."),
            customer=in_hand(telling).number,
        )
    return found


@tells("call")
def call(telling: Telling, line: Line) -> None:
    """Log a call; where the customer is on the list, it is that item's call."""
    found = listed(telling)
    minutes = line.values.get("minutes")
    log_call(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        outcome=line.values["outcome"],
        at=noon(telling),
        reached=line.values["choice"] == "reached",
        direction="in" if "inbound" in line.values else "out",
        duration_seconds=None if minutes is None else minutes * 60,
        work_item_id=found.id if found and found.state == "open" else None,
        **given(line, note="note"),
    )


@tells("note")
def note(telling: Telling, line: Line) -> None:
    """Write a note on the customer."""
    add_note(viewer=telling.acting, customer_id=in_hand(telling).id, note=line.values["text"], at=noon(telling))


@tells("done")
def done(telling: Telling, _line: Line) -> None:
    """Complete the customer's item."""
    complete_item(viewer=telling.acting, item_id=on_the_list(telling).id, at=noon(telling))


@tells("snooze")
def snooze(telling: Telling, line: Line) -> None:
    """Put the item off until a day, in a person's words."""
    snooze_item(viewer=telling.acting, item_id=on_the_list(telling).id, until=line.values["text"], at=noon(telling))


@tells("skip")
def skip(telling: Telling, line: Line) -> None:
    """Leave the item, with a reason."""
    skip_item(viewer=telling.acting, item_id=on_the_list(telling).id, reason=line.values["reason"], at=noon(telling))


@tells("assign")
def assign(telling: Telling, line: Line) -> None:
    """Give the item to a person."""
    owner_id = telling.person(line.values["name"]).user_id
    assign_item(viewer=telling.acting, item_id=on_the_list(telling).id, owner_id=owner_id, at=noon(telling))


@tells("undo")
def undo(telling: Telling, _line: Line) -> None:
    """Take back the last thing the acting person did."""
    undo_last(viewer=telling.acting, creditor_id=telling.desk().id, at=noon(telling))


@tells("expect_state")
def expect_state(telling: Telling, line: Line) -> None:
    """How far the customer's item is worked."""
    expect(line.values["choice"], on_the_list(telling).state)


@tells("expect_step")
def expect_step(telling: Telling, line: Line) -> None:
    """What the day decided for the customer."""
    found = listed(telling)
    expect(line.values["action"], found.action if found else "nothing: the customer is not on the list")


@tells("expect_rank")
def expect_rank(telling: Telling, line: Line) -> None:
    """Where the customer stands."""
    expect(line.values["count"], on_the_list(telling).rank)


@tells("expect_worklist")
def expect_worklist(telling: Telling, line: Line) -> None:
    """A person's open items, first to last."""
    page = worklist(
        telling.operator, telling.desk().id, owner=telling.person(line.values["name"]).user_id, page_size=100
    )
    expect(
        " ".join(line.values["customer"]) or "nobody", " ".join(row.customer_number for row in page.rows) or "nobody"
    )


@tells("expect_contact")
def expect_contact(telling: Telling, line: Line) -> None:
    """The last call or message with the customer, and what came of it."""
    customer = in_hand(telling)
    last = last_contacts([customer.id]).get(customer.id)
    if last is None:
        raise Unmet(f"a {line.values['kind']}", "no contact yet")
    expect(line.values["kind"], last.kind)
    if "outcome" in line.values:
        expect(line.values["outcome"], last.outcome)
