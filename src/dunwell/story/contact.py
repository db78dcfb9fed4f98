"""Verbs of contact: what customers said of it, and whether it may be made."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from dunwell.base.money import plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.notices.commands import record_notice
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.looks import expect
from dunwell.story.scene import in_hand
from dunwell.story.telling import Telling, given, tells
from dunwell.story.work import noon
from dunwell.work.permits.queries import permit_answer


def clock(text: str) -> time:
    """Return a time of day; refused where it is none."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Refusal("story.not_a_time", gettext_noop("{text} is no time. Write it like 14:30."), text=text) from None


@tells("said")
def said(telling: Telling, line: Line) -> None:
    """Record what the customer said of being contacted."""
    words = line.values
    record_notice(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        kind=words["kind"],
        at=noon(telling),
        source="call",
        until_time=clock(words["before"]) if "before" in words else None,
        from_time=clock(words["after"]) if "after" in words else None,
        **given(line, channel="channel", address="address", value="value", until="until_date"),
    )


@tells("expect_permit")
def expect_permit(telling: Telling, line: Line) -> None:
    """Whether the customer may be contacted at noon (or at another time), why not, and of what it may speak."""
    words, desk = line.values, telling.desk()
    at = noon(telling)
    if "at" in words:
        at = datetime.combine(telling.as_of, clock(words["at"]), ZoneInfo(desk.time_zone))
    answer = permit_answer(telling.operator, desk.id, in_hand(telling).id, channel=words["channel"], at=at)
    codes = [reason.code for reason in answer.reasons]
    if (words["choice"] == "yes") is not answer.permit:
        raise Unmet(words["choice"], ", ".join(codes) or "yes")
    if "because" in words and words["because"] not in codes:
        raise Unmet(words["because"], ", ".join(codes))
    if "about" in words:
        left = [f"{rest.number} {plain(rest.amount, rest.currency)}" for rest in answer.remaining]
        expect(words["about"], ", ".join(left))
