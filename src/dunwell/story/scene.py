"""Verbs that set the scene: the day, the desk, its people and customers."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer, edit_customer, move_customer
from dunwell.parties.customers.queries import CustomerRow
from dunwell.platform.access import Viewer, viewer_of
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.people.commands import add_member
from dunwell.platform.people.queries import user_by_email
from dunwell.story.grammar import Line
from dunwell.story.telling import Telling, given, tells


@tells("as_of")
def as_of(telling: Telling, line: Line) -> None:
    """It is this day."""
    telling.day = line.values["date"]


@tells("creditor")
def creditor(telling: Telling, line: Line) -> None:
    """Make the creditor; later lines are about it."""
    made = create_creditor(
        viewer=telling.acting,
        name=line.values["name"],
        base_currency=line.values["currency"],
        **given(line, country="country", zone="time_zone"),
    )
    telling.open_desk(made.pk)


@tells("person")
def person(telling: Telling, line: Line) -> None:
    """Introduce someone of the desk."""
    name, role = line.values["name"], line.values["choice"]
    email = f"{name.lower()}@story.example"
    add_member(viewer=telling.operator, creditor_id=telling.desk().id, email=email, full_name=name, role=role)
    telling.people[name] = _viewer(email)


def _viewer(email: str) -> Viewer:
    user = user_by_email(email)
    assert user is not None
    return viewer_of(user)


@tells("acting")
def acting(telling: Telling, line: Line) -> None:
    """From here on this person acts; `operator` is whoever runs the machine."""
    name = line.values["name"]
    telling.acting = telling.operator if name == "operator" else telling.person(name)


@tells("customer")
def customer(telling: Telling, line: Line) -> None:
    """Take a customer in hand, made when new, changed when more is said."""
    number = line.values["customer"]
    known = _known_customer(telling, number)
    fields = _customer_fields(telling, line)
    parent = line.values.get("parent")
    if known is None:
        fields.setdefault("name", number)
        made = add_customer(viewer=telling.operator, creditor_id=telling.desk().id, number=number, **fields)
        customer_id = made.pk
    else:
        customer_id = known.id
        if fields:
            edit_customer(viewer=telling.acting, customer_id=customer_id, **fields)
    if parent:
        parent_id = telling.customer_numbered(parent).id
        move_customer(viewer=telling.acting, customer_id=customer_id, parent_id=parent_id)
    telling.customer = telling.customer_numbered(number)


def _known_customer(telling: Telling, number: str) -> CustomerRow | None:
    try:
        return telling.customer_numbered(number)
    except Refusal:
        return None


def _customer_fields(telling: Telling, line: Line) -> dict[str, Any]:
    fields = given(line, named="name", queue="queue", terms="terms_code", language="language", country="country")
    if "consumer" in line.values:
        fields["kind"] = "consumer"
    if "owner" in line.values:
        fields["owner_id"] = telling.person(line.values["owner"]).user_id
    return fields


def in_hand(telling: Telling) -> CustomerRow:
    """Return the customer the story is about; one is made where the story names none."""
    if telling.customer is None:
        desk = telling.desk()
        add_customer(viewer=telling.operator, creditor_id=desk.id, number="C-1", name="Customer of the story")
        telling.customer = telling.customer_numbered("C-1")
    return telling.customer


@tells("contact_person")
def contact_person(telling: Telling, line: Line) -> None:
    """Add a human at the customer in hand."""
    add_contact(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        name=line.values["text"],
        **given(line, role="role", phone="phone", email="email", prefers="preferred_channel", language="language"),
    )
