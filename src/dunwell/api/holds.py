"""Holds: do not chase this, because, until."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Day, Id, Note, Paging, PathId, QueryId
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.pages.queries import HoldLine, hold_line, holds_after

router = Router(tags=["holds"])
Hold = shape_of(HoldLine)


class HoldsAsked(Paging):
    """Which holds; `active_on` keeps those that count on a day."""

    customer_id: QueryId | None = None
    reason: HoldReason | None = None
    active_on: Day | None = None


class NewHold(Body):
    """What not to chase: a customer, one item, or part of one item. Without `placed_date` from today."""

    customer_id: Id
    reason: HoldReason
    placed_date: Day | None = None
    open_item_id: Id | None = None
    amount: Amount | None = None
    until_date: Day | None = None
    note: Note = ""


class Lifting(Body):
    """From when on it no longer counts; today where nothing is said."""

    lifted_date: Day | None = None
    note: Note = ""


@lists(router, "/holds", Hold)
def list_holds(desk: ApiDesk, asked: Query[HoldsAsked], after: Position | None) -> Slice[HoldLine]:
    """List holds, the newest first."""
    return holds_after(
        desk.viewer,
        desk.creditor_id,
        customer_id=asked.customer_id,
        reason=asked.reason or "",
        active_on=asked.active_on,
        after=after,
        limit=asked.limit,
    )


@commands(router, "/holds", Hold, right="hold.place", status=201)
def place_a_hold(desk: ApiDesk, body: NewHold) -> HoldLine:
    """Stop chasing something, until a day or until it is lifted."""
    told = body.model_dump() | {"placed_date": body.placed_date or desk.today}
    return hold_line(desk.viewer, place_hold(viewer=desk.viewer, source="api", **told).pk)


@reads(router, "/holds/{hold_id}", Hold)
def get_hold(desk: ApiDesk, hold_id: PathId) -> HoldLine:
    """Show a hold."""
    return hold_line(desk.viewer, hold_id)


@commands(router, "/holds/{hold_id}/lift", Hold, right="hold.place")
def lift_a_hold(desk: ApiDesk, hold_id: PathId, body: Lifting) -> HoldLine:
    """End a hold."""
    day = body.lifted_date or desk.today
    lift_hold(viewer=desk.viewer, hold_id=hold_id, lifted_date=day, note=body.note)
    return hold_line(desk.viewer, hold_id)
