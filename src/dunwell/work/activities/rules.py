"""What was said or done, and what a call can come to."""

from datetime import datetime
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class ActivityKind(StrEnum):
    """What was done. Letters, e-mails and text messages are logged here when someone sent them; nothing is sent."""

    CALL = "call"
    NOTE = "note"
    TASK = "task"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"


class Direction(StrEnum):
    """Who turned to whom."""

    OUT = "out"
    IN = "in"


class Outcome(StrEnum):
    """What a call came to: one key each on the call panel."""

    PROMISE = "promise"
    DISPUTE = "dispute"
    WILL_CHECK = "will_check"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    WRONG_CONTACT = "wrong_contact"
    REFUSED = "refused"
    PAID_ALREADY = "paid_already"
    INFORMATION = "information"
    OTHER = "other"


NOBODY_THERE = frozenset({Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_CONTACT})
"""Outcomes of a call that did not reach the right person."""

LONGEST_CALL_SECONDS = 6 * 60 * 60
LONGEST_NOTE = 10_000


def reached_by(outcome: Outcome, said: bool | None) -> bool:
    """Return whether the right person was reached; refuse an answer that the outcome contradicts."""
    implied = outcome not in NOBODY_THERE
    if said is None or outcome is Outcome.OTHER:
        return implied if said is None else said
    if said is not implied:
        raise Refusal(
            "work.activity.outcome_contradicts",
            gettext_noop(
                "“{outcome}” says whether the right person was reached. Choose another outcome or correct that."
            ),
            outcome=outcome.value,
        )
    return said


def check_call(outcome: Outcome, duration_seconds: int | None, note: str, occurred_at: datetime, now: datetime) -> None:
    """Refuse a call of the future, of an impossible length, or with an outcome that says nothing without a note."""
    check_note(note, required=False)
    if occurred_at > now:
        raise Refusal(
            "work.activity.in_the_future",
            gettext_noop("This call would be in the future. Correct its time, or add a task for later."),
        )
    if duration_seconds is not None and not 0 <= duration_seconds <= LONGEST_CALL_SECONDS:
        raise Refusal(
            "work.activity.odd_duration",
            gettext_noop("{seconds} seconds will not do. Give the length of the call, at most six hours."),
            seconds=duration_seconds,
        )
    if outcome is Outcome.OTHER and not note.strip():
        raise Refusal(
            "work.activity.note_missing", gettext_noop("Say in a note what came of it, or choose another outcome.")
        )


def check_note(note: str, *, required: bool = True) -> str:
    """Return the trimmed note; refuse an empty one where it is all there is, and one that is too long."""
    text = note.strip()
    if required and not text:
        raise Refusal("work.activity.note_missing", gettext_noop("Write the note first."))
    if len(text) > LONGEST_NOTE:
        raise Refusal(
            "work.activity.note_too_long",
            gettext_noop("A note may have {most} characters. Shorten it, or split it in two."),
            most=LONGEST_NOTE,
        )
    return text
