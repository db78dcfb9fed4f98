"""What the composer's and the outbox's templates are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dunwell.web.shapes import Choice, Empty


@dataclass(frozen=True)
class PreviewPiece:
    """A part of a text as its recipient reads it: words, a filled field, a missing one, or the table of documents."""

    text: str
    field: str = ""
    is_missing: bool = False
    is_table: bool = False


@dataclass(frozen=True)
class Preview:
    """A message as its recipient would read it."""

    to_name: str
    to_address: str
    subject: str
    language: str
    pieces: Sequence[PreviewPiece]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    missing: Sequence[str]


@dataclass(frozen=True)
class ComposePage:
    """The composer: what is chosen by links, and where it is previewed."""

    title: str
    channels: Sequence[Choice]
    templates: Sequence[Choice]
    languages: Sequence[Choice]
    chips: Sequence[tuple[str, str]]
    preview: Preview | None
    preview_url: str
    review: str


@dataclass(frozen=True)
class OutboxLine:
    """One message in the outbox."""

    id: int
    url: str
    customer: str
    to: str
    subject: str
    channel: str
    state: str
    state_label: str
    at: datetime | None
    why: str
    by: str


@dataclass(frozen=True)
class OutboxPage:
    """The outbox: messages of one state, and how many stand in each."""

    title: str
    tabs: Sequence[Choice]
    rows: Sequence[OutboxLine]
    empty: Empty
    approve_url: str
    later_url: str


@dataclass(frozen=True)
class MessagePage:
    """One message: its text, what may be done with it, and how it came to stand where it stands."""

    line: OutboxLine
    preview: Preview
    customer_url: str
    acts: Sequence[tuple[str, str, str]]
    links: Sequence[tuple[str, str]]
    documents: Sequence[tuple[str, str]]
    steps: Sequence[Any]
    reasons: Sequence[str]
