"""Verbs on deliveries: take one in, keep what was found in it, say how far it has come; and keep mapping profiles."""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.models import Delivery, DeliveryChunk, DeliveryProblem, MappingProfile
from dunwell.exchange.queries import layout_as_data
from dunwell.exchange.reading.grids import Layout
from dunwell.exchange.reading.kept import cells_as_data
from dunwell.exchange.reading.parsed import FailedRow
from dunwell.exchange.rules import (
    CHUNK_BYTES,
    DELIVERY,
    MAX_DELIVERY_BYTES,
    DeliveryEvent,
    DeliveryState,
    Mode,
    check_profile_name,
    check_size,
    safe_file_name,
)
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command


@dataclass(frozen=True)
class Received:
    """What became of a delivery: `repeated` tells that the same bytes of the same source were here before."""

    delivery_id: int
    sha256: str
    size_bytes: int
    state: str
    repeated: bool


@command
def receive_delivery(
    *,
    viewer: Viewer,
    creditor_id: int,
    source: str,
    file_name: str,
    stream: BinaryIO,
    format_key: str = "open_items",
    mode: str = Mode.DELTA,
    max_bytes: int = MAX_DELIVERY_BYTES,
) -> Received:
    """Keep a delivery's bytes, once per source and content; the same again gives the earlier one, marked `repeated`.

    The stream is read once and never held whole in memory. Refuses an unknown format or mode and a file above
    `max_bytes`; then nothing is kept.
    """
    require(viewer, "intake.run", creditor_id)
    FORMATS.get(format_key)
    chosen = _mode(mode)
    with tempfile.TemporaryFile() as kept:
        sha256, size = _take_in(stream, kept, max_bytes)
        known = Delivery.objects.filter(creditor_id=creditor_id, source=source[:80], sha256=sha256).first()
        if known is not None:
            return _received(known, repeated=True)
        try:
            with transaction.atomic():
                made = Delivery.objects.create(
                    creditor_id=creditor_id,
                    source=source[:80],
                    file_name=safe_file_name(file_name),
                    format=format_key,
                    sha256=sha256,
                    size_bytes=size,
                    mode=chosen,
                    received_by=viewer.name,
                )
                _keep_chunks(made, kept)
        except IntegrityError:
            # Another upload of the same bytes won the race; its delivery is the one.
            known = Delivery.objects.get(creditor_id=creditor_id, source=source[:80], sha256=sha256)
            return _received(known, repeated=True)
    return _received(made, repeated=False)


def _mode(mode: str) -> Mode:
    try:
        return Mode(mode)
    except ValueError:
        raise Refusal(
            "exchange.delivery.mode",
            gettext_noop("{mode} is no mode. Choose delta (new and changed items) or snapshot (all that is open)."),
            mode=mode,
        ) from None


def _take_in(stream: BinaryIO, kept: Any, max_bytes: int) -> tuple[str, int]:
    """Copy a stream to disk, hashing it on the way; refuse it as soon as it is too large."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK_BYTES):
        size += len(piece)
        check_size(size, max_bytes)
        digest.update(piece)
        kept.write(piece)
    return digest.hexdigest(), size


def _keep_chunks(delivery: Delivery, kept: Any) -> None:
    kept.seek(0)
    sequence = 0
    while piece := kept.read(CHUNK_BYTES):
        DeliveryChunk.objects.create(
            creditor_id=delivery.creditor_id, delivery=delivery, sequence=sequence, content=piece
        )
        sequence += 1


def _received(delivery: Delivery, *, repeated: bool) -> Received:
    return Received(delivery.pk, delivery.sha256, delivery.size_bytes, delivery.state, repeated)


def _locked(viewer: Viewer, delivery_id: int) -> Delivery:
    found = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "intake.run", found.creditor_id)
    return found


@command
def record_reading(
    *,
    viewer: Viewer,
    delivery_id: int,
    event: str,
    profile: Mapping[str, Any],
    layout: Layout,
    counts: Mapping[str, Any],
    mode: str | None = None,
    format_key: str = "",
) -> Delivery:
    """Keep what a preview or a posting found, and move the delivery on; refuse to touch one that is posted."""
    found = _locked(viewer, delivery_id)
    state = DELIVERY.next(DeliveryState(found.state), DeliveryEvent(event))
    found.state = state
    found.profile, found.layout, found.counts = dict(profile), layout_as_data(layout), dict(counts)
    found.mode = _mode(mode) if mode else found.mode
    found.format = format_key or found.format
    if state == DeliveryState.POSTED:
        found.posted_at = Now()
    found.save()
    found.refresh_from_db(fields=["posted_at"])
    return found


@command
def roll_back_delivery(*, viewer: Viewer, delivery_id: int, reason: str) -> Delivery:
    """Say that nothing of a posted delivery counts any longer: it is as it was received, and can be read again."""
    found = _locked(viewer, delivery_id)
    if not reason.strip():
        raise Refusal("exchange.delivery.reason_missing", gettext_noop("Rolling an intake back needs a reason."))
    found.state = DELIVERY.next(DeliveryState(found.state), DeliveryEvent.ROLL_BACK)
    found.posted_at = None
    found.counts = {**found.counts, "rolled_back": reason.strip()[:200]}
    found.save()
    return found


@command
def clear_problems(*, viewer: Viewer, delivery_id: int) -> int:
    """Forget the problems of an earlier reading of a delivery, before it is read again; return how many."""
    found = _locked(viewer, delivery_id)
    count, _ = DeliveryProblem.objects.filter(delivery=found).delete()
    return count


@command
def record_problems(
    *, viewer: Viewer, delivery_id: int, problems: Iterable[Problem] = (), failed: Iterable[FailedRow] = ()
) -> int:
    """Add problems of a delivery, and of its failed rows with their cells; return how many were added."""
    found = _locked(viewer, delivery_id)
    last = (
        DeliveryProblem.objects.filter(delivery=found).order_by("-sequence").values_list("sequence", flat=True).first()
    )
    sequence = last or 0
    pending: list[DeliveryProblem] = []
    added = 0
    for problem, row in _each(problems, failed):
        sequence += 1
        pending.append(_kept_problem(found, sequence, problem, row))
        if len(pending) >= 1000:
            added += len(DeliveryProblem.objects.bulk_create(pending))
            pending = []
    return added + len(DeliveryProblem.objects.bulk_create(pending))


def _each(problems: Iterable[Problem], failed: Iterable[FailedRow]) -> Iterable[tuple[Problem, FailedRow | None]]:
    yield from ((problem, None) for problem in problems)
    for row in failed:
        yield from ((problem, row) for problem in row.problems)


def _kept_problem(delivery: Delivery, sequence: int, problem: Problem, row: FailedRow | None) -> DeliveryProblem:
    return DeliveryProblem(
        creditor_id=delivery.creditor_id,
        delivery=delivery,
        sequence=sequence,
        code=problem.code,
        text=problem.text,
        facts={key: value if isinstance(value, int) else _plain(str(value)) for key, value in problem.facts.items()},
        sheet=_plain(problem.sheet)[:120],
        row=problem.row,
        column=_plain(problem.column)[:200],
        cells=cells_as_data(row.cells) if row is not None else None,
    )


def _plain(text: str) -> str:
    """Return text without the zero bytes that PostgreSQL does not hold."""
    return text.replace("\x00", "")


@command
def save_profile(
    *,
    viewer: Viewer,
    creditor_id: int,
    name: str,
    document: Mapping[str, Any],
    format_key: str = "open_items",
) -> MappingProfile:
    """Keep a mapping profile under a name, over an earlier one of that name; refuse one that cannot mean anything."""
    require(viewer, "intake.run", creditor_id)
    kept_name = check_profile_name(name)
    profile = FORMATS.get(format_key).profiles.profile_of({**document, "name": kept_name})
    saved, _ = MappingProfile.objects.update_or_create(
        creditor_id=creditor_id,
        format=format_key,
        name=kept_name,
        defaults={"document": profile.document(), "saved_by": viewer.name},
    )
    return saved


@command
def delete_profile(*, viewer: Viewer, creditor_id: int, name: str, format_key: str = "open_items") -> None:
    """Take a saved mapping profile away; deliveries keep the profile they were read with."""
    require(viewer, "intake.run", creditor_id)
    count, _ = MappingProfile.objects.filter(creditor_id=creditor_id, format=format_key, name=name).delete()
    if not count:
        raise Refusal("exchange.profile.unknown", gettext_noop("There is no saved mapping profile {name}."), name=name)
