"""What the customer page, and the pane beside the worklist, show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.web.charts import AgingBar, Lateness
from dunwell.web.disputes.shapes import Card
from dunwell.web.plans.shapes import PlanLine
from dunwell.web.promises.shapes import PromiseLine
from dunwell.web.shapes import Chip, Choice, Empty, Pager


@dataclass(frozen=True)
class Banner:
    """Something that holds work on the customer: its sentence, since when, until when, by whom."""

    text: str
    tone: str = "amber"
    until_date: date | None = None
    by: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of facts about a customer."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Callable:
    """Whether and until when somebody may be called; the sentence says it in words."""

    may: bool
    text: str
    local_time: time | None = None


@dataclass(frozen=True)
class Gate:
    """Whether somebody may be contacted now, all reasons why not, what to keep to, and since when it may.

    `granted_until` is set while the reader holds the permit; `dial` and `phone` are then the number to call.
    """

    may: bool
    reasons: Sequence[Reason] = ()
    conditions: Sequence[Reason] = ()
    local: Sequence[tuple[str, time]] = ()
    next_at: datetime | None = None
    start_url: str = ""
    granted_until: datetime | None = None
    person_id: int | None = None
    phone: str = ""
    dial: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """What somebody said of being contacted, in a sentence; `tone` is brick where it stops contact."""

    text: str
    tone: str = "amber"
    by: str = ""
    withdraw_url: str = ""


@dataclass(frozen=True)
class ContactLine:
    """One contact person as a collector reads them."""

    id: int
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    local_time: time | None = None
    is_primary: bool = False
    note: str = ""
    notices: Sequence[NoticeLine] = ()
    said_url: str = ""
    dial: str = ""
    change_url: str = ""
    first_url: str = ""
    retire_url: str = ""


@dataclass(frozen=True)
class NumberLine:
    """One number that a register gave the customer, with the days it counts."""

    register: str
    value: str
    from_date: date
    to_date: date | None = None


@dataclass(frozen=True)
class ItemLine:
    """One open item; `days` are days past due (negative: not due yet), `age` its bucket 0..5."""

    id: int
    number: str
    kind: str
    document_date: date
    due_date: date | None
    days: int | None
    age: int
    original: Money
    open: Money
    reference: str = ""
    chips: Sequence[Chip] = ()
    url: str = ""


@dataclass(frozen=True)
class Event:
    """One line of the timeline; kinds: call, note, task, mail, money, hold, run, item; `tone`: `in`, `bad` or empty."""

    id: str
    kind: str
    at: date | datetime
    title: str
    text: str = ""
    by: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Why:
    """Why a customer is on the list: reasons with points, their sum, what would move it, and what kept others off."""

    reasons: Sequence[Reason]
    total: int | None = None
    would_change: str = ""
    heading: str = ""
    moves: Sequence[Reason] = ()
    notes: Sequence[Reason] = ()


@dataclass(frozen=True)
class Summary:
    """One customer with what is owed and why; the pane of the worklist and the top of the customer page."""

    id: int
    number: str
    name: str
    url: str
    subtitle: str
    open: Money
    past_due: Money
    aging: AgingBar
    also_known_as: str = ""
    others: Sequence[Money] = ()
    banners: Sequence[Banner] = ()
    callable: Callable | None = None
    callable_url: str = ""
    why: Why | None = None
    items: Sequence[ItemLine] = ()
    item_count: int = 0
    timeline: Sequence[Event] = ()
    lateness: Lateness | None = None
    behavior: Sequence[Fact] = ()
    call_url: str = ""
    note_url: str = ""
    write_url: str = ""
    hold_url: str = ""
    task_url: str = ""
    dispute_url: str = ""
    promise_url: str = ""
    plan_url: str = ""
    item_sums: Sequence[Money] = ()


@dataclass(frozen=True)
class Standing:
    """The customer's place in somebody's worklist, with the addresses that work it; `task` is its action in words."""

    id: int
    task: str
    minutes: int
    done_url: str
    snooze_url: str
    assign_url: str
    skip_url: str
    state: str = "open"
    owner: str = ""
    title: str = ""
    wake_url: str = ""
    until_date: date | None = None


@dataclass(frozen=True)
class CustomerPage:
    """The customer page. `title` says how they stand in a sentence."""

    title: str
    summary: Summary
    standing: Standing | None
    facts: Sequence[Fact]
    contacts: Sequence[ContactLine]
    timeline_filters: Sequence[Choice] = ()
    family: Sequence[Fact] = ()
    earlier_url: str = ""
    export_urls: Sequence[tuple[str, str]] = ()
    note_form: object = None
    contact_url: str = ""
    notices: Sequence[NoticeLine] = ()
    said_url: str = ""
    numbers: Sequence[NumberLine] = ()
    number_url: str = ""
    change_url: str = ""
    trail_url: str = ""
    brief: str = ""
    brief_url: str = ""
    open_text: str = ""
    bucket: str = ""
    all_items_url: str = ""
    disputes: Sequence[Card] = ()
    promises: Sequence[PromiseLine] = ()
    plans: Sequence[PlanLine] = ()


@dataclass(frozen=True)
class EntryLine:
    """One movement on an item."""

    id: int
    kind: str
    effective_date: date
    amount: Money
    balance: Money
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class ItemPage:
    """One open item with everything that moved it."""

    title: str
    item: ItemLine
    customer: str
    back_url: str
    entries: Sequence[EntryLine]
    holds: Sequence[Banner] = ()
    hold_url: str = ""


@dataclass(frozen=True)
class CustomerLine:
    """One customer in the list of customers."""

    id: int
    number: str
    name: str
    url: str
    owner: str
    open: Money
    past_due: Money
    oldest_days: int | None
    item_count: int
    also_known_as: str = ""
    lateness: Lateness | None = None
    chips: Sequence[Chip] = ()


@dataclass(frozen=True)
class CustomersPage:
    """The list of customers with its search, order and page."""

    title: str
    rows: Sequence[CustomerLine]
    search: str = ""
    sorts: Sequence[Choice] = ()
    pager: Pager | None = None
    empty: Empty | None = None
    export_urls: Sequence[tuple[str, str]] = ()
    path: str = ""
    sort: str = ""
