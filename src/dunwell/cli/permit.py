"""`dunwell permit`: may this customer be contacted then, and why not."""

from datetime import datetime
from typing import Any

import click

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json


@click.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--customer", required=True, help="The customer's number.")
@click.option("--channel", required=True, help="call, voicemail, email, letter or sms.")
@click.option("--at", "instant", required=True, metavar="INSTANT", help="When: ISO 8601 with its offset.")
@click.option("--person", help="The contact person: name, e-mail address or phone number. The first one if left out.")
@click.option("--item", "numbers", multiple=True, help="A document that it is about; all past due if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    *,
    creditor: str,
    customer: str,
    channel: str,
    instant: str,
    person: str | None,
    numbers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say whether a customer may be contacted by a channel at an instant, with every reason and its citation.

    Nothing is written: a permit to use is taken at the desk or over the API, for the minutes of one contact.
    """
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.permits.queries import permit_answer

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    found = customer_by_number(viewer, creditor_id, customer)
    answer = permit_answer(
        viewer,
        creditor_id,
        found.id,
        channel=channel,
        at=_instant(instant),
        contact_person_id=_person(viewer, found, person) if person else None,
        open_item_ids=_items(viewer, creditor_id, found, numbers),
    )
    moment = answer.next_permitted_at
    shown = None if moment is None else moment.astimezone(_instant(instant).tzinfo).isoformat()
    if as_json:
        echo_json(
            {
                "permit": answer.permit,
                "reasons": [_told(reason) for reason in answer.reasons],
                "next_permitted_at": shown,
            }
        )
        return
    click.echo("Permitted." if answer.permit else "Not permitted.")
    for reason in (*answer.reasons, *answer.conditions):
        citation = f" ({reason.citation})" if reason.citation else ""
        click.echo(f"- {reason.sentence()}{citation}")
    for local in answer.local:
        click.echo(f"Local time: {local.at:%a %H:%M} in {local.zone}")
    if shown is not None:
        click.echo(f"Permitted from {shown} on.")


def _told(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "text": reason.sentence(), "citation": reason.citation}


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Refusal(
            "cli.permit.not_an_instant",
            gettext_noop("{text} is not an instant. Write it with its offset, like 2026-03-31T15:00:00-04:00."),
            text=text,
        )
    return instant


def _person(viewer: Any, customer: Any, said: str) -> int:
    from dunwell.parties.customers.queries import contacts_of

    wanted = said.strip().casefold()
    people = contacts_of(viewer, customer)
    for each in people:
        if wanted in (each.name.casefold(), each.email.casefold(), each.phone, str(each.id)):
            return each.id
    raise Refusal(
        "cli.permit.no_such_person",
        gettext_noop("{name} has no contact person {person}. There are: {known}."),
        name=customer.name,
        person=said,
        known=", ".join(each.name for each in people) or "—",
    )


def _items(viewer: Any, creditor_id: int, customer: Any, numbers: tuple[str, ...]) -> list[int]:
    from dunwell.receivables.open_items.queries import item_by_number

    found = [item_by_number(viewer, creditor_id, number) for number in numbers]
    for item in found:
        if item.customer_id != customer.id:
            raise Refusal(
                "cli.permit.item_of_another",
                gettext_noop("{number} is not a document of {name}."),
                number=item.item_number,
                name=customer.name,
            )
    return [item.pk for item in found]
