"""Verbs on links: ask somebody outside of the desk, take the link back, open it, answer by it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes.rules import DisputeEvent, DisputeState, path_to
from dunwell.outcomes.links import rules
from dunwell.outcomes.links.models import OwnerLink
from dunwell.outcomes.links.rules import Answer
from dunwell.outcomes.moving.commands import Act, acting_on, require_work
from dunwell.outcomes.proofs.commands import keep_proof
from dunwell.outcomes.reasons.rules import reason_named
from dunwell.platform.access import Viewer, require, system_viewer
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit


@dataclass(frozen=True)
class NewLink:
    """A link just made; `secret` is shown this once and kept nowhere."""

    id: int
    dispute_id: int
    email: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True)
class Asked:
    """What the holder of a good link may see, and nothing else: one bill, one amount, one question."""

    link_id: int
    dispute_id: int
    creditor_id: int
    creditor_name: str
    dispute_number: str
    customer_name: str
    item_number: str
    reason_code: str
    disputed_amount: str
    currency: str
    customer_position: str
    question: str
    asked_by: str
    name: str
    expires_at: datetime
    is_open: bool
    answer: str


@command
def ask_owner(
    *,
    viewer: Viewer,
    dispute_id: int,
    email: str,
    at: datetime,
    name: str = "",
    question: str = "",
    days: int = rules.LINK_DAYS,
) -> NewLink:
    """Ask somebody without an account about a dispute; it waits for them. The secret of the link is told once."""
    act = acting_on(viewer, dispute_id, at)
    address = rules.check_email(email)
    expires_at = rules.expiry_of(at, days)
    state = DisputeState(act.dispute.state)
    if state is not DisputeState.AWAITING_INTERNAL:
        for event in path_to(state, DisputeState.AWAITING_INTERNAL):
            act.dispute.assigned_date = act.day if event is DisputeEvent.ASSIGN else act.dispute.assigned_date
            act.move(event)
    secret = secrets.token_urlsafe(32)
    link = OwnerLink.objects.create(
        creditor_id=act.dispute.creditor_id,
        dispute=act.dispute,
        digest=rules.digest_of(secret),
        name=name.strip()[:200],
        email=address,
        question=question.strip()[:4000],
        made_by=viewer.name or viewer.kind,
        made_at=at,
        expires_at=expires_at,
    )
    act.remark("ask_owner", link.question, email=address, name=link.name, until=expires_at.date().isoformat())
    act.finish()
    return NewLink(link.pk, act.dispute.pk, address, secret, expires_at)


@command
def revoke_link(*, viewer: Viewer, link_id: int, at: datetime, reason: str = "") -> OwnerLink:
    """Take a link back: it opens nothing from now on."""
    link = OwnerLink.objects.select_for_update().filter(pk=link_id).first()
    if link is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require_work(viewer, link.creditor_id)
    if link.revoked_at is not None:
        raise Refusal("outcomes.link.already_revoked", gettext_noop("This link was taken back already."))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    act = acting_on(viewer, link.dispute_id, at)
    act.remark("revoke", reason, email=link.email)
    act.finish()
    return link


_COUNT = """
    UPDATE outcomes_owner_link SET seen_at = COALESCE(seen_at, %(at)s), window_at = %(window)s,
        window_count = CASE WHEN window_at = %(window)s THEN window_count + 1 ELSE 1 END
    WHERE digest = %(digest)s AND revoked_at IS NULL AND expires_at > %(at)s
    RETURNING id, window_count
"""


def open_link(*, secret: str, at: datetime) -> Asked | None:
    """Return what a link shows, and count that it was opened; None for one that is unknown, expired or taken back.

    Asked for by nobody in particular: who calls it looks as the system, at this one row. Refuses a link that is opened
    too often within a minute.
    """
    if not rules.is_like_a_secret(secret):
        return None
    window = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"digest": rules.digest_of(secret), "at": at, "window": window})
        counted = cursor.fetchone()
    if counted is None:
        return None
    if counted[1] > rules.MOST_ASKED_PER_MINUTE:
        raise Refusal(
            "outcomes.link.too_often",
            gettext_noop("This link was opened too often. Wait {seconds} seconds, then try again."),
            seconds=max(1, int((window + timedelta(minutes=1) - at).total_seconds())),
        )
    rows = OwnerLink.objects.select_related("dispute__creditor", "dispute__customer", "dispute__open_item")
    return _asked(rows.get(pk=counted[0]))


def _asked(link: OwnerLink) -> Asked:
    dispute = link.dispute
    return Asked(
        link_id=link.pk,
        dispute_id=dispute.pk,
        creditor_id=dispute.creditor_id,
        creditor_name=dispute.creditor.name,
        dispute_number=dispute.number,
        customer_name=dispute.customer.name,
        item_number=dispute.open_item.item_number,
        reason_code=dispute.reason_code,
        disputed_amount=f"{dispute.disputed_amount:f}",
        currency=dispute.currency,
        customer_position=dispute.customer_position,
        question=link.question,
        asked_by=link.made_by,
        name=link.name,
        expires_at=link.expires_at,
        is_open=dispute.state in _ANSWERABLE and link.answer_count < rules.MOST_ANSWERS,
        answer=link.answer,
    )


_ANSWERABLE = (
    DisputeState.ASSIGNED, DisputeState.IN_REVIEW, DisputeState.AWAITING_CUSTOMER, DisputeState.AWAITING_INTERNAL,
    DisputeState.ESCALATED, DisputeState.REOPENED,
)  # fmt: skip


@command
def answer_by_link(
    *,
    secret: str,
    at: datetime,
    answer: str,
    note: str = "",
    files: Iterable[tuple[str, bytes]] = (),
) -> Asked:
    """Keep what an owner answers by a link, with files, in the dispute's history; the dispute is in review again.

    Nothing is decided by it: somebody of the desk decides. Refuses a link that is no good, and one too many answers.
    """
    asked = open_link(secret=secret, at=at)
    if asked is None:
        raise Refusal(
            "outcomes.link.gone", gettext_noop("This link is not good any more. Ask whoever sent it for another.")
        )
    said = rules.check_answer(answer, note)
    if not asked.is_open:
        raise Refusal("outcomes.link.closed", gettext_noop("This was settled meanwhile. Thank you all the same."))
    link = OwnerLink.objects.select_for_update().get(pk=asked.link_id)
    viewer = system_viewer(f"{link.name} <{link.email}>" if link.name else link.email)
    require(viewer, "book.read", link.creditor_id)
    act = acting_on(viewer, link.dispute_id, at)
    if act.dispute.state not in _ANSWERABLE:
        raise Refusal("outcomes.link.closed", gettext_noop("This was settled meanwhile. Thank you all the same."))
    _keep_files(act, files)
    act.remark("answer", note, answer=said.value, email=link.email)
    if act.dispute.state in (DisputeState.AWAITING_INTERNAL, DisputeState.ASSIGNED) and said is not Answer.COMMENT:
        act.move(DisputeEvent.REVIEW)
    act.finish()
    link.answer, link.answered_at, link.answer_count = said, at, link.answer_count + 1
    link.save(update_fields=["answer", "answered_at", "answer_count"])
    emit("outcomes.dispute_answered", link.creditor_id, customer_id=act.dispute.customer_id, dispute_id=act.dispute.pk)
    link.dispute.refresh_from_db()
    return _asked(link)


def _keep_files(act: Act, files: Iterable[tuple[str, bytes]]) -> None:
    kind = reason_named(act.dispute.reason_code).evidence[0]
    for file_name, content in files:
        keep_proof(act, kind, file_name, content, "")
