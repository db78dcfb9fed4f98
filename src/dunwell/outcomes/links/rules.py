"""Links by which somebody without an account answers one question about one dispute."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

LINK_DAYS, MOST_LINK_DAYS = 14, 60
MOST_ANSWERS = 20
"""Answers that one link takes in its life."""

MOST_ASKED_PER_MINUTE = 60
"""Times one link may be opened or answered in a minute."""

SECRET_LETTERS = 43


class Answer(StrEnum):
    """What an owner says: the customer is right, is not, or only a remark."""

    ACCEPT = "accept"
    DENY = "deny"
    COMMENT = "comment"


def digest_of(secret: str) -> str:
    """Return what is kept of a link: its SHA-256. The secret is 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_like_a_secret(secret: str) -> bool:
    """Return whether this can be a link's secret at all; what cannot is not looked up."""
    return len(secret) == SECRET_LETTERS and secret.isascii() and secret.replace("-", "").replace("_", "").isalnum()


def expiry_of(at: datetime, days: int) -> datetime:
    """Return until when a link made now is good; refuse less than a day and more than sixty."""
    if not 1 <= days <= MOST_LINK_DAYS:
        raise Refusal(
            "outcomes.link.days",
            gettext_noop("A link is good for 1 to {most} days."),
            most=MOST_LINK_DAYS,
        )
    return at + timedelta(days=days)


def check_email(email: str) -> str:
    """Return a trimmed address; refuse what cannot be one."""
    address = email.strip()
    name, at, host = address.partition("@")
    if not name or not at or "." not in host or len(address) > 254 or any(letter.isspace() for letter in address):
        raise Refusal("outcomes.link.email", gettext_noop("{email} is no e-mail address."), email=email[:100])
    return address


def check_answer(answer: str, note: str) -> Answer:
    """Return an answer; refuse an unknown one, a denial or a remark without words, and too many words."""
    try:
        said = Answer(answer)
    except ValueError:
        raise Refusal("outcomes.link.answer_unknown", gettext_noop("Choose: accept, deny or comment.")) from None
    if said is not Answer.ACCEPT and not note.strip():
        raise Refusal("outcomes.link.words_missing", gettext_noop("Say why, in a sentence or two."))
    if len(note) > 4000:
        raise Refusal("outcomes.link.words_long", gettext_noop("Say it in at most 4,000 letters, or attach a file."))
    return said
