"""Receipts: money that arrived, and where it is now."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, lists, reads
from dunwell.api.inputs import Day, Paging, PathId, QueryId
from dunwell.api.values import shape_of
from dunwell.cash.receipts.queries import MovementRow, ReceiptRow, movements_of, receipt_of, receipts_after
from dunwell.cash.receipts.rules import ReceiptState
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["receipts"])
Receipt = shape_of(ReceiptRow)
Movement = shape_of(MovementRow, title="ReceiptMovement")


class ReceiptsAsked(Paging):
    """Which receipts; `waiting` keeps those with money in suspense or on account. `to_date` is not part of them."""

    state: ReceiptState | None = None
    customer_id: QueryId | None = None
    bank_account_id: QueryId | None = None
    waiting: bool = False
    from_date: Day | None = None
    to_date: Day | None = None


@lists(router, "/receipts", Receipt)
def list_receipts(desk: ApiDesk, asked: Query[ReceiptsAsked], after: Position | None) -> Slice[ReceiptRow]:
    """List receipts, the latest value first."""
    return receipts_after(
        desk.viewer,
        desk.creditor_id,
        state=asked.state or "",
        customer_id=asked.customer_id,
        bank_account_id=asked.bank_account_id,
        waiting_only=asked.waiting,
        from_date=asked.from_date,
        to_date=asked.to_date,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/receipts/{receipt_id}", Receipt)
def get_receipt(desk: ApiDesk, receipt_id: PathId) -> ReceiptRow:
    """Show a receipt."""
    return receipt_of(desk.viewer, receipt_id)


@reads(router, "/receipts/{receipt_id}/movements", Movement, whole_list=True)
def list_receipt_movements(desk: ApiDesk, receipt_id: PathId) -> list[MovementRow]:
    """List how a receipt's money moved, in the order in which it was recorded."""
    return movements_of(desk.viewer, receipt_id)
