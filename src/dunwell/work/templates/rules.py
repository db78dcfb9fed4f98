"""Message templates: what may stand in one, and how its fields are filled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop


class Language(StrEnum):
    """The languages that Dunwell writes to customers in."""

    ENGLISH = "en"
    CHINESE = "zh-hant"
    FILIPINO = "fil"


class Tone(StrEnum):
    """How firm a message is (handbook §8.1)."""

    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"


WRITTEN_CHANNELS = ("email", "letter", "sms")
LONGEST_EMAIL_WORDS = 150
LONGEST_SMS = 320
LONGEST_TEXT = 20_000

MERGE_FIELDS: dict[str, str] = {
    "customer_name": gettext_noop("The customer's name."),
    "customer_number": gettext_noop("The number that the creditor gave the customer."),
    "contact_name": gettext_noop("The contact person's name; the customer's where nobody is known."),
    "creditor_name": gettext_noop("The creditor's name as customers know it."),
    "creditor_legal_name": gettext_noop("The creditor's legal name."),
    "collector_name": gettext_noop("Who writes."),
    "collector_email": gettext_noop("Where an answer arrives."),
    "collector_phone": gettext_noop("The number to call back."),
    "today": gettext_noop("The day on which it is written."),
    "total_due": gettext_noop("What the chosen documents come to, each currency by itself."),
    "invoice_list": gettext_noop("The chosen documents as a table: number, due date, amount."),
    "invoice_numbers": gettext_noop("The numbers of the chosen documents, in a row."),
    "invoice_count": gettext_noop("How many documents are chosen."),
    "oldest_due_date": gettext_noop("The earliest due date among them."),
    "oldest_days": gettext_noop("For how many days the oldest has been due."),
    "reply_date": gettext_noop("Until when an answer is asked for: a week after today."),
    "deadline_date": gettext_noop("Until when payment is asked for: two weeks after today."),
    "payment_details": gettext_noop("How to pay, as the creditor's sender settings say it."),
    "dispute_contact": gettext_noop("Where to say that something is wrong with a document."),
    "promise_date": gettext_noop("The day that was promised."),
    "promise_amount": gettext_noop("The amount that was promised."),
    "opt_out": gettext_noop("How to stop messages of this kind."),
}

AMOUNT_FIELDS = frozenset({"total_due", "invoice_list", "promise_amount", "invoice_numbers"})
"""Fields that tell somebody else's money; none of them stands in a text message (handbook §8.2)."""

BANNED: tuple[str, ...] = (
    "last chance", "we will ruin", "arrest", "jail", "prison", "blacklist", "or else", "your family will",
    "your employer will", "拘捕", "坐監", "坐牢", "黑名單", "makukulong", "ipapakulong", "ipapahiya",
)  # fmt: skip
"""Phrases that no message of this house holds, whatever the stage (handbook §8.1)."""

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_HEADS = ("title", "channel", "language", "tone", "steps", "subject", "review")


@dataclass(frozen=True)
class Template:
    """One text for one step, tone, language and channel."""

    key: str
    title: str
    channel: str
    language: str
    tone: str
    steps: tuple[str, ...]
    subject: str
    body: str
    review: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The merge fields that it uses, in the order of their first use."""
        found = _FIELD.findall(self.subject + "\n" + self.body)
        return tuple(dict.fromkeys(name for name in found if name in MERGE_FIELDS))


@dataclass(frozen=True)
class Piece:
    """A part of a filled text: words, or a field with its value; a missing one has none."""

    text: str
    field: str = ""
    is_missing: bool = False


@dataclass(frozen=True)
class Filled:
    """A template with its fields filled in; `missing` names fields that have no value and so keep it from leaving."""

    subject: str
    body: str
    missing: tuple[str, ...]
    pieces: tuple[Piece, ...]


def read_template(key: str, text: str) -> tuple[Template | None, list[Problem]]:
    """Return the template that a text holds, with what is wrong in it; a problem's row is the line of the text.

    The text begins with `name: value` lines (title, channel, language, tone, steps, subject), then a line `---`, then
    the body.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    heads, body_at, problems = _heads(lines)
    body = "\n".join(lines[body_at:]).strip("\n")
    problems += _head_problems(heads) + _text_problems(lines) + _body_problems(heads, body, body_at)
    if len(text) > LONGEST_TEXT:
        problems.append(Problem("work.template.too_long", gettext_noop("This is too long for a message. Shorten it.")))
    if any(name not in heads for name in ("channel", "language", "tone")):
        return None, problems
    told = {name: heads.get(name, ("", 0))[0] for name in _HEADS}
    steps = tuple(step for step in re.split(r"[,\s]+", told.pop("steps")) if step)
    return Template(key=key, steps=steps, body=body, **told), problems


def _heads(lines: list[str]) -> tuple[dict[str, tuple[str, int]], int, list[Problem]]:
    heads: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if line.strip() == "---":
            return heads, number, problems
        name, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or name.strip() not in _HEADS:
            problems.append(_problem("head_unknown", _HEAD, number, known=", ".join(_HEADS)))
            continue
        heads[name.strip()] = (value.strip(), number)
    problems.append(_problem("body_missing", gettext_noop("A line --- is missing before the text."), len(lines)))
    return heads, len(lines), problems


_HEAD = gettext_noop("Above the line --- each line says one of: {known}.")
_CHOICE = gettext_noop("{value} is not a choice here. Choose one of: {known}.")


def _problem(code: str, text: str, row: int, **facts: object) -> Problem:
    return Problem(f"work.template.{code}", text, row=row, facts=facts)


def _head_problems(heads: Mapping[str, tuple[str, int]]) -> list[Problem]:
    choices = {"channel": WRITTEN_CHANNELS, "language": tuple(Language), "tone": tuple(Tone)}
    problems = []
    for name, known in choices.items():
        value, row = heads.get(name, ("", 1))
        if value not in known:
            facts = {"value": value or name, "known": ", ".join(known)}
            problems.append(_problem("choice_unknown", _CHOICE, row, **facts))
    if not heads.get("title", ("", 0))[0]:
        problems.append(_problem("untitled", gettext_noop("Give it a title, so that people can choose it."), 1))
    wants_subject = heads.get("channel", ("", 0))[0] in ("email", "letter")
    if wants_subject and not heads.get("subject", ("", 0))[0]:
        problems.append(_problem("subject_missing", gettext_noop("E-mails and letters need a subject."), 1))
    return problems


def _text_problems(lines: Iterable[str]) -> list[Problem]:
    problems = []
    for row, line in enumerate(lines, start=1):
        for name in _FIELD.findall(line):
            if name not in MERGE_FIELDS:
                text = gettext_noop("There is no field {field}. Choose one of: {known}.")
                problems.append(_problem("field_unknown", text, row, field=name, known=", ".join(MERGE_FIELDS)))
        rest = _FIELD.sub("", line)
        if "{{" in rest or "}}" in rest:
            text = gettext_noop("A field is written with two braces on each side: one is lost here.")
            problems.append(_problem("field_open", text, row))
        for phrase in BANNED:
            if phrase in line.casefold():
                text = gettext_noop("“{phrase}” is a threat, and no message of ours holds one. Say what is true.")
                problems.append(_problem("phrase_banned", text, row, phrase=phrase))
    return problems


def _body_problems(heads: Mapping[str, tuple[str, int]], body: str, body_at: int) -> list[Problem]:
    channel, row = heads.get("channel", ("", 0))[0], body_at + 1
    used = set(_FIELD.findall(heads.get("subject", ("", 0))[0] + "\n" + body))
    problems = []
    if not body.strip():
        problems.append(_problem("body_missing", gettext_noop("There is no text below the line ---."), row))
    if channel == "email" and len(body.split()) > LONGEST_EMAIL_WORDS:
        text = gettext_noop("An e-mail has at most {most} words; this has {count}. One message asks for one thing.")
        problems.append(_problem("too_wordy", text, row, most=LONGEST_EMAIL_WORDS, count=len(body.split())))
    if channel == "sms":
        problems += _sms_problems(used, body, row)
    return problems


def _sms_problems(used: set[str], body: str, row: int) -> list[Problem]:
    problems = []
    if told := sorted(used & AMOUNT_FIELDS):
        text = gettext_noop("A text message tells no amounts and no documents: leave out {fields}.")
        problems.append(_problem("sms_tells", text, row, fields=", ".join(told)))
    if "opt_out" not in used:
        text = gettext_noop("A text message says how to stop it: put the field opt_out in.")
        problems.append(_problem("sms_no_stop", text, row))
    if len(body) > LONGEST_SMS:
        text = gettext_noop("A text message has at most {most} letters.")
        problems.append(_problem("too_wordy", text, row, most=LONGEST_SMS))
    return problems


def fill_template(template: Template, values: Mapping[str, str]) -> Filled:
    """Put values into a template; a field without a value is named in `missing` and stays visible."""
    subject = "".join(piece.text for piece in _pieces(template.subject, values))
    pieces = _pieces(template.body, values)
    body = "".join(piece.text for piece in pieces)
    asked = _pieces(template.subject, values) + pieces
    missing = tuple(dict.fromkeys(piece.field for piece in asked if piece.is_missing))
    return Filled(" ".join(subject.split()), body, missing, tuple(pieces))


def _pieces(text: str, values: Mapping[str, str]) -> list[Piece]:
    pieces, at = [], 0
    for found in _FIELD.finditer(text):
        if found.start() > at:
            pieces.append(Piece(text[at : found.start()]))
        name = found.group(1)
        value = values.get(name, "")
        pieces.append(Piece(value or f"{{{{{name}}}}}", name, is_missing=not value))
        at = found.end()
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def fields_left(text: str) -> tuple[str, ...]:
    """Return the fields that still stand unfilled in a text."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def best_template(
    templates: Iterable[Template], *, channel: str, language: str, step: str = "", tone: str = ""
) -> Template | None:
    """Return the template for a step: the step's own in the language, else one of the tone, else a milder one.

    English where the language has none; None where the shelf has nothing of that channel that is not firmer.
    """
    of_channel = [one for one in templates if one.channel == channel]
    for spoken in dict.fromkeys((language, Language.ENGLISH)):
        held = [one for one in of_channel if one.language == spoken]
        own = [one for one in held if step and step in one.steps]
        # A text without a step is for an occasion (a promise, a dispute): only a person chooses it.
        ladder = [one for one in held if one.steps and tone]
        alike = [one for one in ladder if one.tone == tone]
        milder = sorted((one for one in ladder if one.tone < tone), key=lambda one: one.tone, reverse=True)
        for found in (own, alike, milder):
            if found:
                return found[0]
    return None
