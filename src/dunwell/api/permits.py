"""Permits: may this contact be made now, and the yes for it, for minutes."""

from ninja import Query, Router, Schema

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Amount, Body, Id, Instant, PathId, QueryId, text
from dunwell.api.values import shape_of
from dunwell.compliance.clauses.rules import Channel
from dunwell.work.permits.commands import release_permit, take_permit
from dunwell.work.permits.queries import PermitAnswer, PermitRow, permit_answer, permit_row

router = Router(tags=["permits"])
Answer = shape_of(PermitAnswer)
Permit = shape_of(PermitRow)


class PermitAsked(Schema):
    """Which contact: by which channel, when (now where it is not said), with whom, at which number or address."""

    channel: Channel = Channel.CALL
    at: Instant | None = None
    contact_person_id: QueryId | None = None
    address: text(254) = ""  # type: ignore[valid-type]


class Drafted(Body):
    """What a draft states as open of one document."""

    open_item_id: Id
    amount: Amount


class NewPermit(Body):
    """The contact to be made; without documents it is about all that is past due."""

    channel: Channel
    contact_person_id: Id | None = None
    address: text(254) = ""  # type: ignore[valid-type]
    open_item_ids: list[Id] = []
    draft: list[Drafted] = []


@reads(router, "/customers/{customer_id}/permit", Answer)
def ask_for_a_permit(desk: ApiDesk, customer_id: PathId, asked: Query[PermitAsked]) -> PermitAnswer:
    """Say whether a customer may be contacted, with every reason and its citation, and when it may."""
    told = asked.model_dump() | {"at": asked.at or desk.at}
    return permit_answer(desk.viewer, desk.creditor_id, customer_id, **told)


@commands(router, "/customers/{customer_id}/permits", Permit, right="worklist.work", status=201)
def take_a_permit(desk: ApiDesk, customer_id: PathId, body: NewPermit) -> PermitRow:
    """Take a permit for one contact: good for five minutes, used once, and by nobody else meanwhile."""
    told = body.model_dump(exclude={"draft"})
    draft = {each.open_item_id: each.amount for each in body.draft}
    made = take_permit(
        viewer=desk.viewer,
        creditor_id=desk.creditor_id,
        customer_id=customer_id,
        at=desk.at,
        draft_facts=draft,
        **told,
    )
    return permit_row(desk.viewer, made.pk)


@commands(router, "/permits/{permit_id}/release", Permit, right="worklist.work")
def release_a_permit(desk: ApiDesk, permit_id: PathId) -> PermitRow:
    """Give back a permit that was not used, so that nobody waits for its minutes."""
    release_permit(viewer=desk.viewer, permit_id=permit_id, at=desk.at)
    return permit_row(desk.viewer, permit_id)
