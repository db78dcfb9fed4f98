"""Customers: who owes, with what they owe; their sites, identifiers, behavior and timeline."""

from typing import Any

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.cursors import list_mark, made_cursor, read_cursor
from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Day, Id, Line, Name, Note, Paging, PathId, QueryId, Word, text
from dunwell.api.values import page_of, shape_of
from dunwell.base.refusals import Refusal
from dunwell.exposure.behavior.queries import Behavior, behavior_of
from dunwell.outcomes.timeline.queries import timeline_of
from dunwell.parties.customers.commands import add_customer, edit_customer, move_customer
from dunwell.parties.customers.queries import CustomerRow, customer_by_number, customer_of, family_of, identifiers_of
from dunwell.parties.customers.rules import CustomerKind
from dunwell.parties.identifiers.commands import identify_customer
from dunwell.parties.identifiers.rules import Scheme
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.balances.queries import BalanceLine, Due, dues_of
from dunwell.receivables.pages.queries import customers_after
from dunwell.work.timeline.queries import TimelineEvent

router = Router(tags=["customers"])
Customer = shape_of(CustomerRow)
CustomerBalance = shape_of(BalanceLine, title="CustomerBalance")
TimelineShape = shape_of(TimelineEvent)


class Identification(BaseModel):
    """A register's number of a customer."""

    scheme: str
    value: str


class CustomersAsked(Paging):
    """Which customers, in which order, owing what on which day."""

    search: Line = ""
    owner_id: QueryId | None = None
    sort: Word = "past_due"
    as_of: Day | None = None


class TimelineAsked(Paging):
    """Which kinds of events: activity, work, entry, hold, decision, with commas; none named is all of them."""

    kinds: Line = ""


class NewCustomer(Body):
    """A customer to add."""

    number: text(60, 1)  # type: ignore[valid-type]
    name: Name
    other_name: Line = ""
    kind: CustomerKind = CustomerKind.BUSINESS
    language: text(20) = ""  # type: ignore[valid-type]
    time_zone: text(64) = ""  # type: ignore[valid-type]
    country: text(2) = ""  # type: ignore[valid-type]
    subdivision: text(10) = ""  # type: ignore[valid-type]
    city: text(100) = ""  # type: ignore[valid-type]
    postal_code: text(20) = ""  # type: ignore[valid-type]
    terms_code: text(40) = ""  # type: ignore[valid-type]
    queue: Word = ""
    note: Note = ""
    parent_id: Id | None = None


class CustomerChanges(Body):
    """What may change about a customer; what is not sent stays."""

    name: Name | None = None
    other_name: Line | None = None
    kind: CustomerKind | None = None
    language: text(20) | None = None  # type: ignore[valid-type]
    time_zone: text(64) | None = None  # type: ignore[valid-type]
    country: text(2) | None = None  # type: ignore[valid-type]
    subdivision: text(10) | None = None  # type: ignore[valid-type]
    city: text(100) | None = None  # type: ignore[valid-type]
    postal_code: text(20) | None = None  # type: ignore[valid-type]
    terms_code: text(40) | None = None  # type: ignore[valid-type]
    queue: Word | None = None
    note: Note | None = None
    owner_id: Id | None = None
    reason: Line = ""


class Move(Body):
    """The customer to stand below; null for the top."""

    parent_id: Id | None


class Identify(Body):
    """A register's number, from a day on; the number before it ends that day."""

    scheme: Scheme
    value: text(80, 1)  # type: ignore[valid-type]
    valid_from: Day


@lists(router, "/customers", CustomerBalance)
def list_customers(desk: ApiDesk, asked: Query[CustomersAsked], after: Position | None) -> Slice[BalanceLine]:
    """List customers with what they owe, in base currency.

    `sort` is past_due, open, days, name or number. `search` is part of a name, or how a customer's or an item's number
    begins.
    """
    return customers_after(
        desk.viewer,
        desk.creditor_id,
        asked.as_of or desk.today,
        base_currency=desk.creditor.base_currency,
        search=asked.search,
        owner_id=asked.owner_id,
        sort=asked.sort,
        after=after,
        limit=asked.limit,
    )


@commands(router, "/customers", Customer, right="ledger.post", status=201)
def add_a_customer(desk: ApiDesk, body: NewCustomer) -> CustomerRow:
    """Add a customer."""
    made = add_customer(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return customer_of(desk.viewer, made.pk)


@reads(router, "/customers/by-number/{number}", Customer)
def get_customer_by_number(desk: ApiDesk, number: text(60, 1)) -> CustomerRow:  # type: ignore[valid-type]
    """Show the customer with a number, leading zeros included."""
    try:
        return customer_by_number(desk.viewer, desk.creditor_id, number)
    except Refusal as refusal:
        if refusal.code != "parties.customer.unknown":
            raise
        raise Refusal("platform.access.not_found", refusal.text, **refusal.facts) from None


@reads(router, "/customers/{customer_id}", Customer)
def get_customer(desk: ApiDesk, customer_id: PathId) -> CustomerRow:
    """Show a customer."""
    return customer_of(desk.viewer, customer_id)


@commands(router, "/customers/{customer_id}/edit", Customer, right="worklist.work")
def edit_a_customer(desk: ApiDesk, customer_id: PathId, body: CustomerChanges) -> CustomerRow:
    """Change what is known of a customer."""
    edit_customer(viewer=desk.viewer, customer_id=customer_id, **body.filled())
    return customer_of(desk.viewer, customer_id)


@commands(router, "/customers/{customer_id}/move", Customer, right="ledger.post")
def move_a_customer(desk: ApiDesk, customer_id: PathId, body: Move) -> CustomerRow:
    """Put a customer below another, or at the top."""
    move_customer(viewer=desk.viewer, customer_id=customer_id, parent_id=body.parent_id)
    return customer_of(desk.viewer, customer_id)


@reads(router, "/customers/{customer_id}/sites", Customer, whole_list=True)
def list_sites(desk: ApiDesk, customer_id: PathId) -> list[CustomerRow]:
    """List the sites directly below a customer."""
    return family_of(desk.viewer, customer_id)


@reads(router, "/customers/{customer_id}/identifiers", Identification, whole_list=True)
def list_identifiers(desk: ApiDesk, customer_id: PathId) -> list[dict[str, str]]:
    """List a customer's numbers in registers, as they are now."""
    return [{"scheme": scheme, "value": value} for scheme, value in identifiers_of(desk.viewer, customer_id)]


@commands(router, "/customers/{customer_id}/identifiers", Identification, right="worklist.work", status=201)
def identify_a_customer(desk: ApiDesk, customer_id: PathId, body: Identify) -> dict[str, str]:
    """Record a register's number of a customer."""
    made = identify_customer(viewer=desk.viewer, customer_id=customer_id, **body.model_dump())
    return {"scheme": made.scheme, "value": made.value}


@reads(router, "/customers/{customer_id}/dues", shape_of(Due), whole_list=True)
def list_dues(desk: ApiDesk, customer_id: PathId, as_of: Query[Day | None] = None) -> list[Due]:
    """List what a customer has open now, by currency and days past due; null days are credits."""
    return dues_of(desk.viewer, customer_id, as_of or desk.today)


@reads(router, "/customers/{customer_id}/behavior", shape_of(Behavior))
def get_behavior(desk: ApiDesk, customer_id: PathId, as_of: Query[Day | None] = None) -> Behavior:
    """Show how a customer paid in the twelve months up to a day, weighed by amounts in base currency."""
    customer_of(desk.viewer, customer_id)
    day, base = as_of or desk.today, desk.creditor.base_currency
    return behavior_of(desk.viewer, desk.creditor_id, customer_id, as_of=day, base_currency=base)


@reads(router, "/customers/{customer_id}/timeline", page_of(TimelineShape))
def list_timeline(desk: ApiDesk, customer_id: PathId, asked: Query[TimelineAsked]) -> dict[str, Any]:
    """List everything that happened with a customer, newest first."""
    mark = list_mark("list_timeline", customer_id, asked.model_dump())
    place = read_cursor(mark, asked.cursor)
    kinds = [kind.strip() for kind in asked.kinds.split(",") if kind.strip()]
    found = timeline_of(desk.viewer, customer_id, kinds=kinds, after=place[0] if place else "", page_size=asked.limit)
    return {"items": found.events, "next": made_cursor(mark, (found.next,) if found.next else None)}
