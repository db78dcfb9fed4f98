"""Bank statements, their lines, and what banks took back."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Day, Id, Line, Paging, PathId, QueryId, text
from dunwell.api.values import shape_of
from dunwell.cash.returns.commands import dismiss_return, post_return
from dunwell.cash.returns.queries import ReturnRow, return_of, returns_after
from dunwell.cash.returns.rules import ReturnState
from dunwell.cash.statements.commands import release_statement, withdraw_statement
from dunwell.cash.statements.queries import (
    LineRow,
    StatementRow,
    account_lines_after,
    lines_after,
    statement,
    statements_after,
)
from dunwell.cash.statements.rules import StatementState
from dunwell.exchange.reading.statements import StatementKind
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["statements"])
Statement = shape_of(StatementRow, title="BankStatement")
StatementLine = shape_of(LineRow, title="StatementLine")
Return = shape_of(ReturnRow)


class StatementsAsked(Paging):
    """Which statements."""

    state: StatementState | None = None
    kind: StatementKind | None = None
    bank_account_id: QueryId | None = None
    delivery_id: QueryId | None = None


class LinesAsked(Paging):
    """Which movements; `to_date` is not part of them."""

    bank_account_id: QueryId | None = None
    from_date: Day | None = None
    to_date: Day | None = None
    without_receipt: bool = False


class ReturnsAsked(Paging):
    """Which returns."""

    state: ReturnState | None = None


class Why(Body):
    """Why it is done."""

    reason: Line


class Release(Body):
    """Why a statement that does not tie is posted all the same."""

    reason: Line = ""


class TakenBack(Body):
    """Which receipt comes back; the one that was found where nothing is said."""

    receipt_id: Id | None = None
    reason: text(200) = ""  # type: ignore[valid-type]


@lists(router, "/statements", Statement)
def list_statements(desk: ApiDesk, asked: Query[StatementsAsked], after: Position | None) -> Slice[StatementRow]:
    """List bank statements, the latest first."""
    return statements_after(
        desk.viewer,
        desk.creditor_id,
        state=asked.state or "",
        kind=asked.kind or "",
        bank_account_id=asked.bank_account_id,
        delivery_id=asked.delivery_id,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/statements/{statement_id}", Statement)
def get_statement(desk: ApiDesk, statement_id: PathId) -> StatementRow:
    """Show a bank statement."""
    return statement(desk.viewer, statement_id)


@lists(router, "/statements/{statement_id}/lines", StatementLine)
def list_statement_lines(
    desk: ApiDesk, statement_id: PathId, asked: Query[Paging], after: Position | None
) -> Slice[LineRow]:
    """List what a statement says, lines that came before included; none while it waits."""
    return lines_after(desk.viewer, statement_id, after=after, limit=asked.limit)


@commands(router, "/statements/{statement_id}/release", Statement, right="cash.post")
def release_a_statement(desk: ApiDesk, statement_id: PathId, body: Release) -> StatementRow:
    """Post a statement that waits; one that does not tie needs a reason."""
    release_statement(viewer=desk.viewer, statement_id=statement_id, reason=body.reason)
    return statement(desk.viewer, statement_id)


@commands(router, "/statements/{statement_id}/withdraw", Statement, right="cash.post")
def withdraw_a_statement(desk: ApiDesk, statement_id: PathId, body: Why) -> StatementRow:
    """Take a statement back while nothing of it is allocated."""
    withdraw_statement(viewer=desk.viewer, statement_id=statement_id, reason=body.reason)
    return statement(desk.viewer, statement_id)


@lists(router, "/statement-lines", StatementLine)
def list_account_lines(desk: ApiDesk, asked: Query[LinesAsked], after: Position | None) -> Slice[LineRow]:
    """List the movements of bank accounts, the latest first, each once whichever statement brought it."""
    return account_lines_after(
        desk.viewer,
        desk.creditor_id,
        bank_account_id=asked.bank_account_id,
        from_date=asked.from_date,
        to_date=asked.to_date,
        without_receipt=asked.without_receipt,
        after=after,
        limit=asked.limit,
    )


@lists(router, "/returns", Return)
def list_returns(desk: ApiDesk, asked: Query[ReturnsAsked], after: Position | None) -> Slice[ReturnRow]:
    """List what banks took back, the latest first, with the receipt that each takes back as far as that is known."""
    return returns_after(desk.viewer, desk.creditor_id, state=asked.state or "", after=after, limit=asked.limit)


@commands(router, "/returns/{return_id}/post", Return, right="cash.post")
def post_a_return(desk: ApiDesk, return_id: PathId, body: TakenBack) -> ReturnRow:
    """Take a receipt back: exactly what it paid is open again."""
    post_return(viewer=desk.viewer, return_id=return_id, receipt_id=body.receipt_id, reason=body.reason)
    return return_of(desk.viewer, return_id)


@commands(router, "/returns/{return_id}/dismiss", Return, right="cash.post")
def dismiss_a_return(desk: ApiDesk, return_id: PathId, body: Why) -> ReturnRow:
    """Say that a return takes back no receipt, and why."""
    dismiss_return(viewer=desk.viewer, return_id=return_id, reason=body.reason)
    return return_of(desk.viewer, return_id)
