"""Questions about what came in. A viewer's creditors are held by row security; faces pass theirs through `viewing`."""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.db.models import QuerySet

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.models import Delivery, DeliveryChunk, DeliveryProblem, MappingProfile
from dunwell.exchange.reading.grids import Layout
from dunwell.exchange.reading.kept import cells_of_data
from dunwell.exchange.reading.parsed import FailedRow, Family
from dunwell.exchange.rules import CHUNK_BYTES
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class DeliveryRow:
    """One delivery as a list shows it."""

    delivery_id: int
    creditor_id: int
    source: str
    file_name: str
    format: str
    sha256: str
    size_bytes: int
    mode: str
    state: str
    profile: dict[str, Any]
    counts: dict[str, Any]
    received_by: str
    received_at: datetime
    posted_at: datetime | None


@dataclass(frozen=True)
class ProfileRow:
    """One mapping profile a person may choose: a saved one, or one that is shipped (no id)."""

    name: str
    title: str
    format: str
    document: dict[str, Any]
    is_shipped: bool
    saved_by: str = ""
    saved_at: datetime | None = None


class _StoredBytes(io.RawIOBase):
    """A delivery's bytes as a file that can be read from any place, holding one piece at a time."""

    def __init__(self, delivery_id: int, size: int) -> None:
        super().__init__()
        self._delivery_id = delivery_id
        self._size = size
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        sequence, inside = divmod(self._at, CHUNK_BYTES)
        if self._held[0] != sequence:
            content = (
                DeliveryChunk.objects.filter(delivery_id=self._delivery_id, sequence=sequence)
                .values_list("content", flat=True)
                .get()
            )
            self._held = (sequence, bytes(content))
        piece = self._held[1][inside : inside + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _not_found() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def _seen(viewer: Viewer, delivery_id: int, right: str) -> Delivery:
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise _not_found()
    require(viewer, right, found.creditor_id)
    return found


def _row(found: Delivery) -> DeliveryRow:
    names = [name for name in DeliveryRow.__dataclass_fields__ if name != "delivery_id"]
    return DeliveryRow(delivery_id=found.pk, **{name: getattr(found, name) for name in names})


def open_delivery(*, viewer: Viewer, delivery_id: int) -> BinaryIO:
    """Return a delivery's bytes as a seekable binary file that holds one piece (1 MiB) in memory at a time."""
    found = _seen(viewer, delivery_id, "intake.run")
    return cast("BinaryIO", io.BufferedReader(_StoredBytes(found.pk, found.size_bytes), 1 << 16))


def delivery(*, viewer: Viewer, delivery_id: int) -> DeliveryRow:
    """Return one delivery; refuse one out of sight."""
    return _row(_seen(viewer, delivery_id, "book.read"))


def deliveries_of(
    *, viewer: Viewer, creditor_id: int, limit: int = 100, before_id: int | None = None, offset: int = 0
) -> list[DeliveryRow]:
    """Return a creditor's deliveries, the latest first; `before_id` goes on from the last one seen, `offset` skips."""
    require(viewer, "book.read", creditor_id)
    found = Delivery.objects.filter(creditor_id=creditor_id)
    if before_id is not None:
        found = found.filter(pk__lt=before_id)
    return [_row(each) for each in found.order_by("-pk")[offset : offset + limit]]


def delivery_count_of(*, viewer: Viewer, creditor_id: int) -> int:
    """Return how many deliveries a creditor has had."""
    require(viewer, "book.read", creditor_id)
    return Delivery.objects.filter(creditor_id=creditor_id).count()


def money_deliveries_of(*, viewer: Viewer, creditor_id: int, limit: int = 100, offset: int = 0) -> list[DeliveryRow]:
    """Return a creditor's deliveries of statements and remittances, the latest first."""
    return [_row(each) for each in _of_money(viewer, creditor_id).order_by("-pk")[offset : offset + limit]]


def money_delivery_count_of(*, viewer: Viewer, creditor_id: int) -> int:
    """Return how many deliveries of statements and remittances a creditor has had."""
    return _of_money(viewer, creditor_id).count()


def _of_money(viewer: Viewer, creditor_id: int) -> QuerySet[Delivery]:
    require(viewer, "book.read", creditor_id)
    keys = [key for key, chosen in FORMATS if chosen.family is not Family.ITEMS]
    return Delivery.objects.filter(creditor_id=creditor_id, format__in=keys)


def problems_of(*, viewer: Viewer, delivery_id: int, limit: int = 1000, offset: int = 0) -> list[Problem]:
    """Return a delivery's problems in the order they were found."""
    _seen(viewer, delivery_id, "book.read")
    kept = DeliveryProblem.objects.filter(delivery_id=delivery_id).order_by("sequence")[offset : offset + limit]
    return [_problem(each) for each in kept]


def problem_count_of(*, viewer: Viewer, delivery_id: int) -> int:
    """Return how many problems are kept of a delivery."""
    _seen(viewer, delivery_id, "book.read")
    return DeliveryProblem.objects.filter(delivery_id=delivery_id).count()


def _problem(kept: DeliveryProblem) -> Problem:
    return Problem(kept.code, kept.text, kept.sheet, kept.row, kept.column, kept.facts)


def _failed_rows(delivery_id: int) -> Iterator[FailedRow]:
    """Yield the rows set aside, each once with all of its problems."""
    kept = DeliveryProblem.objects.filter(delivery_id=delivery_id, cells__isnull=False).order_by("sequence")
    held: list[DeliveryProblem] = []
    for each in kept.iterator(chunk_size=2000):
        if held and (each.sheet, each.row) != (held[0].sheet, held[0].row):
            yield _failed_row(held)
            held = []
        held.append(each)
    if held:
        yield _failed_row(held)


def _failed_row(kept: list[DeliveryProblem]) -> FailedRow:
    first = kept[0]
    return FailedRow(
        first.sheet, first.row or 0, cells_of_data(first.cells or []), tuple(_problem(each) for each in kept)
    )


def failed_rows_of(*, viewer: Viewer, delivery_id: int) -> tuple[str, bytes]:
    """Return a file name and the file of only the rows that failed, in their own columns, to repair and send again."""
    found = _seen(viewer, delivery_id, "export.rows")
    layout = (
        Layout(**{**found.layout, "headings": tuple(found.layout.get("headings", ()))})
        if found.layout
        else Layout("csv")
    )
    content = FORMATS.get(found.format).profiles.failed_rows_file(layout, _failed_rows(found.pk))
    stem = found.file_name.rsplit(".", 1)[0][:150]
    return f"{stem}.failed.{'xlsx' if layout.kind == 'xlsx' else 'csv'}", content


def profiles_of(*, viewer: Viewer, creditor_id: int, format_key: str = "open_items") -> list[ProfileRow]:
    """Return the mapping profiles to choose from: the creditor's own by name, then the shipped ones."""
    require(viewer, "book.read", creditor_id)
    saved = MappingProfile.objects.filter(creditor_id=creditor_id, format=format_key).order_by("name")
    own = [
        ProfileRow(kept.name, kept.name, kept.format, kept.document, False, kept.saved_by, kept.saved_at)
        for kept in saved
    ]
    chosen = FORMATS.get(format_key)
    shipped = [
        ProfileRow(name, chosen.profiles.seed_titles().get(name, name), format_key, profile.document(), True)
        for name, profile in chosen.profiles.seeded_profiles().items()
    ]
    return [*own, *shipped]


def profile_named(*, viewer: Viewer, creditor_id: int, name: str, format_key: str = "open_items") -> Any:
    """Return a profile by name, the creditor's own before a shipped one; refuse an unknown name with the known ones."""
    known = profiles_of(viewer=viewer, creditor_id=creditor_id, format_key=format_key)
    for row in known:
        if row.name == name:
            return FORMATS.get(format_key).profiles.profile_of({**row.document, "name": name})
    raise Refusal(
        "exchange.profile.unknown",
        gettext_noop("There is no mapping profile {name}. Choose one of: {known}."),
        name=name,
        known=", ".join(row.name for row in known),
    )


def layout_as_data(layout: Layout) -> dict[str, Any]:
    """Return a layout as JSON holds it."""
    held: dict[str, Any] = json.loads(json.dumps(asdict(layout)))
    return held
