"""Reading one answer: its language, what it wants and how sure that is, and the amounts, days and documents in it.

Everything here is local and deterministic: the same mail gives the same reading. What is not said is not invented.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dunwell.exchange.reading.replies.days import Day, days_in
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.exchange.reading.replies.language import CHINESE, FILIPINO, languages_of, plain
from dunwell.exchange.reading.replies.learned import judge
from dunwell.exchange.reading.replies.mail import Attachment, ReplyMail, read_mail
from dunwell.exchange.reading.replies.money import Amount, amounts_in
from dunwell.exchange.reading.replies.references import references_in, spans_of

SURE_ENOUGH = 0.5
"""Below this the intent is `other`: a person looks anyway, and a wrong guess costs more than none."""


@dataclass(frozen=True)
class Reading:
    """What one answer says. `guess` is the likeliest intent also where it was not sure enough to stand as `intent`."""

    language: str
    languages: tuple[str, ...]
    intent: Intent
    confidence: float
    amounts: tuple[Amount, ...] = ()
    days: tuple[Day, ...] = ()
    references: tuple[str, ...] = ()
    guess: Intent = Intent.OTHER
    attachments: tuple[Attachment, ...] = ()
    words: str = ""

    @property
    def dates(self) -> tuple[date, ...]:
        """Return the days in the order of the text, each once; both where numbers may mean either of two."""
        found = [one for day in self.days for one in (day.day, day.other if day.is_open else None) if one]
        return tuple(dict.fromkeys(found))

    def as_data(self) -> dict[str, Any]:
        """Return the shape that programs are given."""
        return {
            "language": self.language,
            "intent": self.intent.value,
            "confidence": round(self.confidence, 3),
            "amounts": [{"amount": format(one.amount, "f"), "currency": one.currency} for one in self.amounts],
            "dates": [day.isoformat() for day in self.dates],
            "references": list(self.references),
        }


def read_reply(
    content: bytes, *, today: date, file_name: str = "", known: Iterable[str] = (), models: Path | None = None
) -> Reading:
    """Read a mail or a text from its bytes; `today` stands for the mail's day where it names none.

    Raises:
        FileFault: the bytes are too many, an Outlook message file, or no text.
    """
    return read_words(read_mail(content, file_name), today=today, known=known, models=models)


def read_words(mail: ReplyMail, *, today: date, known: Iterable[str] = (), models: Path | None = None) -> Reading:
    """Read a mail that is taken apart already; `known` are numbers of documents that this customer has."""
    subject = plain(mail.own_subject)
    words = plain(mail.words)
    text = words if not subject or words.startswith(subject) else f"{subject}\n{words}"
    sent_on = mail.sent_on or today
    documents = references_in(text, frozenset(known))
    days = days_in(text, sent_on, day_order(mail, languages_of(text)))
    amounts = amounts_in(text, spans_of(documents, days))
    intent, confidence, guess = _intent(mail, text, models)
    named = [one.number for one in documents] or [
        one.number for one in references_in(plain(mail.subject), frozenset(known))
    ]
    languages = languages_of(words or subject)
    return Reading(
        language=languages[0],
        languages=languages,
        intent=intent,
        confidence=confidence,
        amounts=tuple(amounts),
        days=tuple(days),
        references=tuple(named),
        guess=guess,
        attachments=mail.attachments,
        words=mail.words,
    )


def day_order(mail: ReplyMail, languages: tuple[str, ...]) -> str:
    """Return how this sender writes 03/04: by the clock of the mail or its language; empty where neither tells."""
    if languages[0] == CHINESE:
        return "dmy"
    offset = mail.sent_at.utcoffset() if mail.sent_at else None
    hours = offset.total_seconds() / 3600 if offset is not None else None
    if languages[0] == FILIPINO:
        return "mdy"
    return "mdy" if hours is not None and -10 <= hours <= -4 else ""


def _intent(mail: ReplyMail, text: str, models: Path | None) -> tuple[Intent, float, Intent]:
    if not any(letter.isalnum() for letter in text):
        return Intent.OTHER, 0.0, Intent.OTHER
    chances = judge(models).judged(text)
    if mail.is_automatic:
        # A machine answered and says so: nobody promised or threatened anything, whatever words stand below.
        return Intent.OUT_OF_OFFICE, max(chances[Intent.OUT_OF_OFFICE], 0.95), Intent.OUT_OF_OFFICE
    guess = max(chances, key=lambda one: chances[one])
    sure = chances[guess]
    return (guess if sure >= SURE_ENOUGH else Intent.OTHER), sure, guess
