"""Put a sample creditor on the books: its desk by the commands, its history in bulk, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.parties.identifiers.models import Identifier
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.commands import add_member
from dunwell.platform.people.models import User
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import DuePart, OpenItem
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.rates.queries import rate_on
from dunwell.receivables.terms.commands import save_terms
from dunwell.receivables.terms.rules import SHIPPED_TERMS
from dunwell.runs.sample.shapes import (
    SampleBook,
    SampleCreditor,
    SampleCustomer,
    SampleEntry,
    SampleHold,
    SampleItem,
)
from dunwell.work.activities.models import Activity

BATCH = 2_000
SAMPLE = "sample book"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was put on the books for one creditor."""

    creditor_id: int
    customers: int
    items: int
    entries: int


def load_creditor(
    book: SampleBook, sample: SampleCreditor, *, viewer: Viewer, passwords: Mapping[str, str], until: date, source: str
) -> Loaded:
    """Load one creditor with its history up to and including a day; all of it or nothing.

    `passwords` are by e-mail; `source` names the system that the documents are said to come from, so that its next file
    finds them again.
    """
    with transaction.atomic():
        creditor = _open_desk(book, sample, viewer, passwords)
        customers = _load_customers(creditor, sample)
        _load_people(creditor, sample, customers)
        items = _load_items(creditor, sample, customers, until=until, source=source)
        entries = _load_entries(sample, items, until=until, who=source)
        _load_activities(creditor, sample, customers)
    return Loaded(creditor.pk, len(customers), len(items), entries)


def _open_desk(book: SampleBook, sample: SampleCreditor, viewer: Viewer, passwords: Mapping[str, str]) -> Creditor:
    creditor = create_creditor(
        viewer=viewer,
        key=sample.key,
        name=sample.name,
        legal_name=sample.legal_name,
        base_currency=sample.base_currency,
        country=sample.country,
        subdivision=sample.subdivision,
        time_zone=sample.time_zone,
        locale=sample.locale,
        language=sample.language,
    )
    _add_members(book, sample, creditor, viewer, passwords)
    for terms in sample.terms:
        if terms.code not in SHIPPED_TERMS:
            save_terms(
                viewer=viewer,
                creditor_id=creditor.pk,
                code=terms.code,
                title=terms.name,
                document=dict(terms.document),
            )
    for rate in sample.rates:
        record_rate(
            viewer=viewer,
            creditor_id=creditor.pk,
            currency=rate.currency,
            rate_date=rate.rate_date,
            rate=rate.rate,
            source=SAMPLE,
        )
    return creditor


def _add_members(
    book: SampleBook, sample: SampleCreditor, creditor: Creditor, viewer: Viewer, passwords: Mapping[str, str]
) -> None:
    for user in book.users:
        for membership in user.memberships:
            if membership.creditor_key == sample.key:
                added = add_member(
                    viewer=viewer,
                    creditor_id=creditor.pk,
                    email=user.email,
                    full_name=user.full_name,
                    role=membership.role,
                    password=passwords.get(user.email, ""),
                    capacity_minutes=membership.capacity_minutes,
                )
                User.objects.filter(pk=added.user_id).update(language=user.language)


def _load_customers(creditor: Creditor, sample: SampleCreditor) -> dict[str, Customer]:
    owners = {user.email: user.pk for user in User.objects.filter(memberships__creditor=creditor)}
    made: dict[str, Customer] = {}
    # Parents first: a site points at its parent's row.
    for is_site in (False, True):
        layer = [one for one in sample.customers if bool(one.parent_number) is is_site]
        rows = [_customer(creditor, one, owners.get(one.owner_email), made) for one in layer]
        made |= {row.number: row for row in Customer.objects.bulk_create(rows, batch_size=BATCH)}
    return made


def _customer(creditor: Creditor, one: SampleCustomer, owner_id: int | None, made: Mapping[str, Customer]) -> Customer:
    return Customer(
        creditor=creditor,
        number=one.number,
        name=one.name,
        kind=one.kind,
        parent=made[one.parent_number] if one.parent_number else None,
        owner_id=owner_id,
        queue=one.queue,
        language=one.language,
        time_zone=one.time_zone,
        country=one.country,
        terms_code=one.terms_code,
    )


def _load_people(creditor: Creditor, sample: SampleCreditor, customers: Mapping[str, Customer]) -> None:
    greeted: set[str] = set()
    people = []
    for one in sample.contacts:
        people.append(
            ContactPerson(
                creditor=creditor,
                customer=customers[one.customer_number],
                name=one.name,
                role=one.role,
                phone=one.phone,
                email=one.email,
                preferred_channel=one.preferred_channel,
                language=one.language,
                time_zone=one.time_zone,
                is_primary=one.customer_number not in greeted,
            )
        )
        greeted.add(one.customer_number)
    ContactPerson.objects.bulk_create(people, batch_size=BATCH)
    Identifier.objects.bulk_create(
        Identifier(
            creditor=creditor,
            customer=customers[one.customer_number],
            scheme=one.scheme,
            value=one.value,
            valid_from_date=one.valid_from,
        )
        for one in sample.identifiers
    )


def _load_items(
    creditor: Creditor, sample: SampleCreditor, customers: Mapping[str, Customer], *, until: date, source: str
) -> dict[str, OpenItem]:
    known = [item for item in sample.items if item.document_date <= until]
    booked: dict[tuple[str, date], Decimal | None] = {}
    for item in known:
        if (item.currency, item.document_date) not in booked:
            booked[item.currency, item.document_date] = rate_on(creditor.pk, item.currency, item.document_date)
    rows = [
        OpenItem(
            creditor=creditor,
            customer=customers[item.customer_number],
            item_number=item.item_number,
            kind=item.kind,
            document_date=item.document_date,
            posting_date=item.document_date,
            due_date=item.due_date,
            currency=item.currency,
            original_amount=item.amount,
            open_amount=item.open_amount(until),
            booking_rate=booked[item.currency, item.document_date],
            reference=item.reference,
            purchase_order=item.purchase_order,
            terms_code=item.terms_code,
            settled_date=item.settled_date(until),
            source=source,
        )
        for item in known
    ]
    made = {row.item_number: row for row in OpenItem.objects.bulk_create(rows, batch_size=BATCH)}
    DuePart.objects.bulk_create(
        DuePart(creditor=creditor, open_item=made[item.item_number], sequence=at, due_date=due, amount=amount)
        for item in known
        for at, (due, amount) in enumerate(item.due_parts, start=1)
    )
    return made


def _load_entries(sample: SampleCreditor, items: Mapping[str, OpenItem], *, until: date, who: str) -> int:
    """Write every movement; a reversal needs the row it undoes, so those come second."""
    known = [item for item in sample.items if item.item_number in items]
    issued = [
        _entry(items[item.item_number], SampleEntry("issued", item.amount, item.document_date), who) for item in known
    ]
    moves: list[tuple[SampleItem, int, Entry]] = [
        (item, at, _entry(items[item.item_number], entry, who))
        for item in known
        for at, entry in enumerate(item.entries)
        if entry.effective_date <= until and entry.reverses is None
    ]
    Entry.objects.bulk_create([*issued, *(entry for _, _, entry in moves)], batch_size=BATCH)
    placed = {(item.item_number, at): entry for item, at, entry in moves}
    undone = []
    for item in known:
        for entry in item.entries:
            if entry.reverses is not None and entry.effective_date <= until:
                row = _entry(items[item.item_number], entry, who)
                row.reverses = placed[item.item_number, entry.reverses]
                undone.append(row)
    Entry.objects.bulk_create(undone, batch_size=BATCH)
    return len(issued) + len(moves) + len(undone)


def _entry(item: OpenItem, entry: SampleEntry, who: str) -> Entry:
    return Entry(
        creditor_id=item.creditor_id,
        customer_id=item.customer_id,
        open_item=item,
        kind=entry.kind,
        amount=entry.amount,
        currency=item.currency,
        effective_date=entry.effective_date,
        recorded_at=datetime.combine(entry.effective_date, time(18), UTC),
        reason=entry.reason,
        posting_key=entry.receipt,
        recorded_by=who,
    )


def load_holds(creditor_id: int, holds: Iterable[SampleHold]) -> int:
    """Place the sample's holds on what is on the books; an item that is on hold already keeps the hold it has."""
    creditor = Creditor.objects.get(pk=creditor_id)
    customers = {row.number: row for row in Customer.objects.filter(creditor=creditor)}
    items = {row.item_number: row for row in OpenItem.objects.filter(creditor=creditor)}
    held = set(Hold.objects.filter(creditor=creditor, lifted_date__isnull=True).values_list("open_item_id", flat=True))
    rows = []
    for one in holds:
        item = items.get(one.item_number) if one.item_number else None
        if one.item_number and (item is None or item.pk in held):
            continue
        rows.append(_hold(creditor, customers[one.customer_number], item, one))
    return len(Hold.objects.bulk_create(rows, batch_size=BATCH))


def _hold(creditor: Creditor, customer: Customer, item: OpenItem | None, one: SampleHold) -> Hold:
    return Hold(
        creditor=creditor,
        customer=customer,
        open_item=item,
        reason=one.reason,
        amount=one.amount,
        currency=item.currency if item else "",
        placed_date=one.placed_date,
        until_date=one.until_date,
        lifted_date=one.lifted_date,
        note=one.note,
        placed_by=SAMPLE,
    )


def _load_activities(creditor: Creditor, sample: SampleCreditor, customers: Mapping[str, Customer]) -> None:
    zone = ZoneInfo(sample.time_zone)
    people = {user.email: user for user in User.objects.filter(memberships__creditor=creditor)}
    rows = []
    for one in sample.activities:
        who = people[one.user_email]
        at = datetime.combine(one.day, one.at, zone)
        rows.append(
            Activity(
                creditor=creditor,
                customer=customers[one.customer_number],
                kind=one.kind,
                direction=one.direction or "out",
                reached=one.reached,
                outcome=one.outcome,
                duration_seconds=one.duration_minutes * 60 or None,
                note=one.note,
                occurred_at=at,
                occurred_date=one.day,
                recorded_by=who,
                recorded_by_name=who.full_name,
                recorded_at=at + timedelta(minutes=one.duration_minutes),
            )
        )
    Activity.objects.bulk_create(rows, batch_size=BATCH)
