"""The life of a message, who may let it go, and the token by which its answer finds home."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop

UNDO_SECONDS = 10
"""How long a message that was let go can still be called back."""
LOST_AFTER_MINUTES = 10
"""A message that has been `sending` for longer was left by its worker: whether it went is asked, never guessed."""
BY_HAND = "by_hand"
"""The step of a message that a person wrote."""
MORNING = time(9)
LATEST_MORNING = time(11, 30)
LONGEST_SUBJECT = 300
LONGEST_BODY = 20_000


@dataclass(frozen=True)
class Wording:
    """What a message is to say: a template by its key, or words of somebody's own that may hold merge fields.

    Empty language is the addressee's; words of one's own go before the template's.
    """

    template_key: str = ""
    language: str = ""
    tone: str = ""
    subject: str = ""
    body: str = ""


class MessageState(StrEnum):
    """Where a message stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


class MessageEvent(StrEnum):
    """What may happen to it."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    CALL_BACK = "call_back"
    POSTPONE = "postpone"
    STOP = "stop"
    BEGIN = "begin"
    ACCEPT = "accept"
    FAIL = "fail"
    LOSE = "lose"
    CONFIRM = "confirm"
    DENY = "deny"
    RETRY = "retry"
    BOUNCE = "bounce"


_S, _E = MessageState, MessageEvent
TRANSITIONS: dict[tuple[MessageState, MessageEvent], MessageState] = {
    (_S.DRAFT, _E.EDIT): _S.DRAFT,
    (_S.DRAFT, _E.SUBMIT): _S.WAITING,
    (_S.DRAFT, _E.APPROVE): _S.SCHEDULED,
    (_S.DRAFT, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.WAITING, _E.EDIT): _S.DRAFT,
    (_S.WAITING, _E.APPROVE): _S.SCHEDULED,
    (_S.WAITING, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.SCHEDULED, _E.CALL_BACK): _S.DRAFT,
    (_S.SCHEDULED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.SCHEDULED, _E.POSTPONE): _S.SCHEDULED,
    (_S.SCHEDULED, _E.STOP): _S.WAITING,
    (_S.SCHEDULED, _E.BEGIN): _S.SENDING,
    (_S.SENDING, _E.ACCEPT): _S.SENT,
    (_S.SENDING, _E.FAIL): _S.FAILED,
    (_S.SENDING, _E.LOSE): _S.UNKNOWN,
    (_S.UNKNOWN, _E.CONFIRM): _S.SENT,
    (_S.UNKNOWN, _E.DENY): _S.FAILED,
    (_S.UNKNOWN, _E.BOUNCE): _S.BOUNCED,
    (_S.FAILED, _E.EDIT): _S.DRAFT,
    (_S.FAILED, _E.RETRY): _S.SCHEDULED,
    (_S.FAILED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.SENT, _E.BOUNCE): _S.BOUNCED,
}

MACHINE: Machine[MessageState, MessageEvent] = Machine("work.message", TRANSITIONS)

UNSENT = (_S.DRAFT, _S.WAITING, _S.SCHEDULED)
"""States in which a message can still be kept in the house."""


class Autonomy(StrEnum):
    """How much of a step the house does by itself: write, write and send once approved, or send."""

    DRAFT = "draft"
    APPROVE = "approve"
    SEND = "send"


def usual_level(step: str) -> Autonomy:
    """Return how much of a step is done by itself where nothing was set: only a person's own needs no other's yes."""
    return Autonomy.SEND if step == BY_HAND else Autonomy.APPROVE


def may_let_go(level: Autonomy, *, is_own: bool, may_approve: bool) -> bool:
    """Return whether somebody may let a message go: with the right to approve, or their own where that is enough."""
    return may_approve or (is_own and level is Autonomy.SEND)


def first_event(level: Autonomy) -> MessageEvent | None:
    """Return what follows the drafting of a step's message: it stays a draft, waits for a yes, or is let go."""
    return {Autonomy.DRAFT: None, Autonomy.APPROVE: MessageEvent.SUBMIT, Autonomy.SEND: MessageEvent.APPROVE}[level]


def check_text(subject: str, body: str, *, wants_subject: bool) -> None:
    """Refuse a message without words, without a needed subject, or of an impossible length."""
    if not body.strip() or (wants_subject and not subject.strip()):
        raise Refusal("work.message.empty", gettext_noop("Write the subject and the text first."))
    if len(subject) > LONGEST_SUBJECT or len(body) > LONGEST_BODY:
        raise Refusal(
            "work.message.too_long",
            gettext_noop("A subject has at most {subject} letters and a text {body}. Shorten it."),
            subject=LONGEST_SUBJECT,
            body=LONGEST_BODY,
        )


def morning_of(at: datetime, zone: str, is_day_off: Callable[[date], bool]) -> datetime:
    """Return when a message should arrive: now while it is a business morning there, else the next one at nine.

    `at` is an aware instant, `zone` the reader's own, `is_day_off` of the reader's country.
    """
    local = at.astimezone(ZoneInfo(zone))
    if not is_day_off(local.date()) and MORNING <= local.time() < LATEST_MORNING:
        return at
    ahead = 0 if local.time() < MORNING else 1
    day = next(day for n in range(ahead, 40) if not is_day_off(day := local.date() + timedelta(days=n)))
    return datetime.combine(day, MORNING, ZoneInfo(zone))


_TOKEN_IN_SUBJECT = re.compile(r"\[#([0-9A-F]{8})\]")
_TOKEN_IN_ADDRESS = re.compile(r"\+([0-9A-Fa-f]{8})@")


def tokens_in(text: str) -> tuple[str, ...]:
    """Return the reply tokens that stand in a subject `[#A1B2C3D4]` or an address `post+a1b2c3d4@…`."""
    found = [*_TOKEN_IN_SUBJECT.findall(text), *(one.upper() for one in _TOKEN_IN_ADDRESS.findall(text))]
    return tuple(dict.fromkeys(found))


def message_id_of(public_id: str, address: str) -> str:
    """Return our own Message-ID: the same at every try, at the domain that the message is written from."""
    domain = address.rpartition("@")[2].strip(" >") or "dunwell.invalid"
    return f"<{public_id}@{domain}>"
