"""Verbs on permits: take one, use it once, give it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.work.permits.models import Permit
from dunwell.work.permits.queries import PermitAnswer, facts_version_of, permit_answer
from dunwell.work.permits.rules import LIFETIME, check_use, check_version


@command
def take_permit(
    *,
    viewer: Viewer,
    creditor_id: int,
    customer_id: int,
    channel: str,
    at: datetime,
    contact_person_id: int | None = None,
    address: str = "",
    open_item_ids: Sequence[int] = (),
    draft_facts: Mapping[int, Decimal] | None = None,
) -> Permit:
    """Take a permit for one contact, good for five minutes and used once.

    Whoever asks second for the same customer waits for the first and is told of them. Refuses with
    `work.permit.refused`; the answer's reasons are the refusal's fact `reasons`.
    """
    locked(viewer, customer_id, "worklist.work")
    answer = permit_answer(
        viewer,
        creditor_id,
        customer_id,
        channel=channel,
        at=at,
        contact_person_id=contact_person_id,
        address=address,
        open_item_ids=open_item_ids,
        draft_facts=draft_facts,
    )
    if not answer.permit:
        raise refusal_of(answer)
    return write_permit(viewer=viewer, answer=answer, at=at)


def write_permit(*, viewer: Viewer, answer: PermitAnswer, at: datetime) -> Permit:
    """Write the permit of an answer that says yes; for commands that hold the customer's lock."""
    assert answer.permit, "only a yes is written down"
    return Permit.objects.create(
        creditor_id=answer.creditor_id,
        customer_id=answer.customer_id,
        contact_person_id=answer.contact_person_id,
        channel=answer.channel,
        address=answer.address,
        open_item_ids=list(answer.open_item_ids),
        remaining=[
            {"open_item_id": rest.open_item_id, "amount": str(rest.amount), "currency": rest.currency}
            for rest in answer.remaining
        ],
        conditions=[reason.as_dict() for reason in answer.conditions],
        facts_version=answer.facts_version,
        law=dict(answer.law),
        taken_by_id=viewer.user_id,
        taken_by_name=viewer.name or viewer.kind,
        issued_at=at,
        expires_at=at + LIFETIME,
    )


def refusal_of(answer: PermitAnswer) -> Refusal:
    """Return the refusal of an answer that says no, with its first reason in words and all of them as facts."""
    first = answer.reasons[0]
    return Refusal(
        "work.permit.refused",
        gettext_noop("This contact may not be made now: {why}"),
        why=first.sentence(),
        reasons=[{**reason.as_dict(), "text": reason.sentence()} for reason in answer.reasons],
        next_permitted_at=answer.next_permitted_at.isoformat() if answer.next_permitted_at else "",
    )


@command
def use_permit(*, viewer: Viewer, permit_id: int, at: datetime) -> Permit:
    """Mark a permit as used; refuses a used, expired or stale one, and one that somebody else took.

    Call it in the transaction that writes what used it, before that is written: a contact is itself a change of facts.
    """
    permit = _held(viewer, permit_id)
    check_use(used_at=permit.used_at, released_at=permit.released_at, expires_at=permit.expires_at, at=at)
    check_version(permit.facts_version, facts_version_of(permit.customer_id))
    permit.used_at = at
    permit.save(update_fields=["used_at"])
    return permit


def use_standing(*, viewer: Viewer, customer_id: int, channel: str, at: datetime) -> Permit | None:
    """Use the viewer's own open permit for a customer and channel; None where there is none or its facts changed.

    One whose facts changed is given back. Call it as `use_permit`.
    """
    mine = Permit.objects.filter(
        customer_id=customer_id, channel=channel, taken_by_id=viewer.user_id, taken_by_name=viewer.name or viewer.kind,
        used_at=None, released_at=None, issued_at__lte=at, expires_at__gte=at,
    ).order_by("-pk")  # fmt: skip
    for permit in mine:
        if permit.facts_version == facts_version_of(customer_id):
            return use_permit(viewer=viewer, permit_id=permit.pk, at=at)
        release_permit(viewer=viewer, permit_id=permit.pk, at=at)
    return None


@command
def release_permit(*, viewer: Viewer, permit_id: int, at: datetime) -> Permit:
    """Give back a permit that was not used, so that nobody has to wait for its minutes; a second time does nothing."""
    permit = _held(viewer, permit_id)
    if permit.used_at is None and permit.released_at is None:
        permit.released_at = at
        permit.save(update_fields=["released_at"])
    return permit


def _held(viewer: Viewer, permit_id: int) -> Permit:
    """Return a permit locked together with its customer; one that another person took is not there."""
    customer_id = Permit.objects.filter(pk=permit_id).values_list("customer_id", flat=True).first()
    if customer_id is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    locked(viewer, customer_id, "worklist.work")
    permit = Permit.objects.select_for_update(of=("self",)).get(pk=permit_id)
    require(viewer, "worklist.work", permit.creditor_id)
    if permit.taken_by_id != viewer.user_id and not viewer.sees_all:
        raise Refusal(
            "work.permit.of_another",
            gettext_noop("{name} took this permit. Ask for your own."),
            name=permit.taken_by_name,
        )
    return permit
