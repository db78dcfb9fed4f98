"""The life of an answer that came in, and what follows from what it says once a person has said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.exchange.reading.replies.reader import Reading

MOST_WORDS = 20_000
"""How many letters of an answer are kept beside it; the mail itself is kept whole as a delivery."""


class ReplyState(StrEnum):
    """How far an answer has come. Until it is read by a person, nobody is asked for money over it."""

    UNREAD = "unread"
    CONFIRMED = "confirmed"
    HANDLED = "handled"
    DISMISSED = "dismissed"


class ReplyEvent(StrEnum):
    """What may happen to it."""

    CONFIRM = "confirm"
    HANDLE = "handle"
    DISMISS = "dismiss"
    REOPEN = "reopen"


_S, _E = ReplyState, ReplyEvent
TRANSITIONS: dict[tuple[ReplyState, ReplyEvent], ReplyState] = {
    (_S.UNREAD, _E.CONFIRM): _S.CONFIRMED,
    (_S.UNREAD, _E.DISMISS): _S.DISMISSED,
    (_S.CONFIRMED, _E.HANDLE): _S.HANDLED,
    (_S.CONFIRMED, _E.DISMISS): _S.DISMISSED,
    (_S.CONFIRMED, _E.REOPEN): _S.UNREAD,
    (_S.HANDLED, _E.REOPEN): _S.UNREAD,
    (_S.DISMISSED, _E.REOPEN): _S.UNREAD,
}
MACHINE: Machine[ReplyState, ReplyEvent] = Machine("work.reply", TRANSITIONS)

OPEN = (ReplyState.UNREAD, ReplyState.CONFIRMED)
"""States in which somebody still has to do something."""


class FoundBy(StrEnum):
    """How the customer of an answer was found; empty where nobody is known."""

    TOKEN = "token"  # noqa: S105 - a mark in an address, no secret
    THREAD = "thread"
    SENDER = "sender"
    HAND = "hand"
    NOBODY = ""


NOTICES: Mapping[Intent, str] = {
    Intent.STOP: "opt_out",
    Intent.WRONG_CONTACT: "wrong_person",
    Intent.LEGAL: "attorney",
}
"""What confirming an intent records by itself, as a notice about the sender's address or person."""

DONE_WHEN_CONFIRMED = frozenset({Intent.STOP, Intent.WRONG_CONTACT, Intent.LEGAL, Intent.OUT_OF_OFFICE, Intent.OTHER})
"""Intents after which nothing is left to do: confirming them handles the answer."""


@dataclass(frozen=True)
class Said:
    """What a reading keeps beside the mail, as plain data."""

    language: str
    intent: str
    guess: str
    confidence: Decimal
    amounts: list[dict[str, Any]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def said(reading: Reading) -> Said:
    """Return a reading as its row keeps it."""
    return Said(
        language=reading.language,
        intent=reading.intent.value,
        guess=reading.guess.value,
        confidence=Decimal(f"{reading.confidence:.3f}"),
        amounts=[
            {"amount": format(one.amount, "f"), "currency": one.currency, "text": one.text} for one in reading.amounts
        ],
        days=[
            {
                "day": one.day.isoformat(),
                "other": one.other.isoformat() if one.other else None,
                "is_open": one.is_open,
                "text": one.text,
            }
            for one in reading.days
        ],
        numbers=[number[:80] for number in reading.references[:100]],
    )


def sure_day(days: Sequence[Mapping[str, Any]]) -> date | None:
    """Return the one day that an answer names without a doubt; None where it names none, several or an open one."""
    plain = {str(one["day"]) for one in days if not one["is_open"]}
    return date.fromisoformat(plain.pop()) if len(plain) == 1 and len(days) == 1 else None


def intent_of(text: str) -> Intent:
    """Return an intent by its word; refuse one that there is not."""
    try:
        return Intent(text)
    except ValueError:
        raise Refusal(
            "work.reply.intent",
            gettext_noop("{intent} is nothing an answer can want. Choose one of: {known}."),
            intent=text[:40],
            known=", ".join(Intent),
        ) from None
