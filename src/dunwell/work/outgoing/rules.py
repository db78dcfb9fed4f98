"""What a channel is given and what it answers: the shape that every channel on the shelf keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from dunwell.base.problems import Problem

TIME_OUT_SECONDS = 20
"""How long a provider may take for one step; what is not known by then is asked about, never repeated."""


class Secret:
    """A password or key: nothing that prints, logs or stores an object tells it."""

    __slots__ = ("_held",)

    def __init__(self, held: str) -> None:
        self._held = held

    def told(self) -> str:
        """Return the secret itself, for the line that hands it to a provider."""
        return self._held

    def __repr__(self) -> str:
        return "Secret(…)" if self._held else "Secret()"

    def __bool__(self) -> bool:
        return bool(self._held)

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not stored")


@dataclass(frozen=True)
class Attachment:
    """A document that goes with a message."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Outgoing:
    """One message as a channel takes it; `message_id` is the same at every try.

    `to_address` is an e-mail address, a number in E.164, or the lines of an envelope. `written_at` is the instant that
    stands on the message, so that the same message makes the same bytes.
    """

    message_id: str
    to_address: str
    to_name: str
    subject: str
    body: str
    language: str
    written_at: datetime
    reply_token: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """The table that stands in the body where its own line says `INVOICE_TABLE`: a heading row, then the rest."""


INVOICE_TABLE = "\x1finvoice_list\x1f"
"""Where the table of documents stands in a filled body; each channel draws it in its own way."""


def with_token(subject: str, token: str) -> str:
    """Return a subject with its reply token at the end, once."""
    mark = f"[#{token}]"
    return subject if mark in subject else f"{subject} {mark}".strip()


def reply_address(address: str, token: str) -> str:
    """Return the address that answers go to: the token stands behind a plus in the part before the @."""
    name, at, domain = address.rpartition("@")
    return f"{name}+{token.lower()}@{domain}" if at and token else address


def plain_text(body: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a body as plain text; the table stands as columns, the last of them to the right."""
    return body.replace(INVOICE_TABLE, _columns(rows))


def _columns(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    last = len(widths) - 1
    return "\n".join(
        "  ".join(cell.rjust(widths[n]) if n == last else cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip()
        for row in rows
    )


@dataclass(frozen=True)
class Settings:
    """How a creditor writes by one channel: what it chose, and the secret that is kept nowhere in the books."""

    creditor_name: str
    document: Mapping[str, Any]
    secret: Secret = field(default_factory=lambda: Secret(""))

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a setting as text."""
        value = self.document.get(name, otherwise)
        return str(value if value is not None else otherwise)

    def number(self, name: str, otherwise: int) -> int:
        """Return a setting as a whole number."""
        return int(self.document.get(name) or otherwise)


@dataclass(frozen=True)
class Sent:
    """The provider took the message; `provider_id` is its own name for it, `artifact` what was made to be sent."""

    provider_id: str = ""
    artifact: Attachment | None = None


@dataclass(frozen=True)
class Failed:
    """The provider did not take it. A permanent failure closes the address; any other may be tried again."""

    permanent: bool
    reason: str
    is_certain: bool = True
    """False where the line broke after the message was handed over: it may have gone, so somebody is asked first."""


@dataclass(frozen=True)
class Person:
    """Whoever is to be reached, as far as channels need to know."""

    email: str = ""
    phone: str = ""
    postal_address: str = ""


class Channel(Protocol):
    """One way out of the house."""

    key: str
    settings: Mapping[str, str]
    """What may be set for it, each with its meaning."""

    def can_reach(self, person: Person) -> bool:
        """Return whether the person has an address of this channel."""

    def address_of(self, person: Person) -> str:
        """Return the person's address of this channel; empty where there is none."""

    def check(self, settings: Settings) -> list[Problem]:
        """Return what keeps these settings from being used."""

    def send(self, message: Outgoing, settings: Settings) -> Sent | Failed:
        """Hand the message over, once; time-outs are set, and nothing is retried here."""
