"""Open items: documents still owed, and the verbs that settle them."""

from enum import StrEnum

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Code, Day, Id, Line, Paging, PathId, QueryId, Word, text
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.entries.commands import apply_credit, put_on_account, settle_item
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.rules import ItemKind
from dunwell.receivables.pages.queries import (
    EntryLine,
    ItemFilter,
    ItemLine,
    entry_line,
    item_line,
    open_items_after,
)

router = Router(tags=["open items"])
Item = shape_of(ItemLine, title="OpenItem")
EntryShape = shape_of(EntryLine)


class Standing(StrEnum):
    """Which documents by what is open of them."""

    OPEN = "open"
    SETTLED = "settled"
    ALL = "all"


class ItemsAsked(Paging):
    """Which documents, in which order."""

    state: Standing = Standing.OPEN
    customer_id: QueryId | None = None
    kind: ItemKind | None = None
    currency: text(3) = ""  # type: ignore[valid-type]
    search: Line = ""
    due_from: Day | None = None
    due_to: Day | None = None
    sort: Word = "due_date"


class NewItem(Body):
    """A document to put on the books; its kind gives the amount its sign, terms date it where no due date is given."""

    customer_id: Id
    kind: ItemKind = ItemKind.INVOICE
    item_number: text(80, 1)  # type: ignore[valid-type]
    amount: Amount
    currency: Code
    document_date: Day
    due_date: Day | None = None
    posting_date: Day | None = None
    terms_code: text(40) = ""  # type: ignore[valid-type]
    reference: Line = ""
    purchase_order: text(120) = ""  # type: ignore[valid-type]


class Payment(Body):
    """How much of an item was paid, and when it counts from."""

    amount: Amount
    effective_date: Day
    reason: Line = ""


class WritingOff(Body):
    """How much of an item is given up, from when, and why."""

    amount: Amount
    effective_date: Day
    reason: Line


class Credit(Body):
    """A credit memo or on-account item to set against this document, and how much of it."""

    credit_item_id: Id
    amount: Amount
    effective_date: Day


class OnAccount(Body):
    """Money that belongs to a customer but to no document yet."""

    customer_id: Id
    item_number: text(80, 1)  # type: ignore[valid-type]
    amount: Amount
    currency: Code
    effective_date: Day


class Credited(BaseModel):
    """The two movements of one credit."""

    on_item: EntryShape  # type: ignore[valid-type]
    on_credit: EntryShape  # type: ignore[valid-type]


@lists(router, "/open-items", Item)
def list_open_items(desk: ApiDesk, asked: Query[ItemsAsked], after: Position | None) -> Slice[ItemLine]:
    """List documents.

    `sort` is due_date, -due_date, document_date, -document_date, amount, number or latest. `search` is how a number
    begins, or part of a reference.
    """
    wanted = ItemFilter(
        state=asked.state,
        customer_id=asked.customer_id,
        kind=asked.kind or "",
        currency=asked.currency.upper(),
        search=asked.search,
        due_from=asked.due_from,
        due_to=asked.due_to,
    )
    return open_items_after(
        desk.viewer, desk.creditor_id, wanted=wanted, sort=asked.sort, after=after, limit=asked.limit
    )


@commands(router, "/open-items", Item, right="ledger.post", status=201)
def issue_an_item(desk: ApiDesk, body: NewItem) -> ItemLine:
    """Put a document on the books, with its first entry and its installments."""
    return item_line(desk.viewer, issue_item(viewer=desk.viewer, source="api", **body.model_dump()).pk)


@commands(router, "/open-items/on-account", Item, right="ledger.post", status=201)
def put_money_on_account(desk: ApiDesk, body: OnAccount) -> ItemLine:
    """Park money on a customer, to be set against documents later."""
    return item_line(desk.viewer, put_on_account(viewer=desk.viewer, **body.model_dump()).pk)


@reads(router, "/open-items/{item_id}", Item)
def get_open_item(desk: ApiDesk, item_id: PathId) -> ItemLine:
    """Show a document."""
    return item_line(desk.viewer, item_id)


def _settled(desk: ApiDesk, item_id: int, body: Payment | WritingOff, kind: EntryKind) -> EntryLine:
    made = settle_item(viewer=desk.viewer, open_item_id=item_id, kind=kind, **body.model_dump())
    return entry_line(desk.viewer, made.pk)


@commands(router, "/open-items/{item_id}/settle", EntryShape, right="ledger.post", status=201)
def settle_an_item(desk: ApiDesk, item_id: PathId, body: Payment) -> EntryLine:
    """Settle part or all of a document by payment; more than is open is refused."""
    return _settled(desk, item_id, body, EntryKind.PAYMENT)


@commands(router, "/open-items/{item_id}/discount", EntryShape, right="ledger.post", status=201)
def discount_an_item(desk: ApiDesk, item_id: PathId, body: Payment) -> EntryLine:
    """Grant a discount on a document."""
    return _settled(desk, item_id, body, EntryKind.DISCOUNT)


@commands(router, "/open-items/{item_id}/write-off", EntryShape, right="ledger.post", status=201)
def write_an_item_off(desk: ApiDesk, item_id: PathId, body: WritingOff) -> EntryLine:
    """Write part or all of a document off; it needs a reason."""
    return _settled(desk, item_id, body, EntryKind.WRITE_OFF)


@commands(router, "/open-items/{item_id}/credit", Credited, right="ledger.post", status=201)
def credit_an_item(desk: ApiDesk, item_id: PathId, body: Credit) -> dict[str, EntryLine]:
    """Set a credit memo or money on account against a document."""
    on_item, on_credit = apply_credit(viewer=desk.viewer, open_item_id=item_id, **body.model_dump())
    return {"on_item": entry_line(desk.viewer, on_item.pk), "on_credit": entry_line(desk.viewer, on_credit.pk)}
