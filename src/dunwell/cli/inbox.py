"""`dunwell inbox`: answers of customers: list them, take a mail in, fetch the mailbox."""

from typing import Any

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json, echo_table


@click.group()
def command() -> None:
    """Answers of customers: what waits, a mail from a file, the mailbox."""


@command.command("list")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--state", type=click.Choice(["unread", "confirmed", "handled", "dismissed"]), help="Only these.")
@click.option("--intent", default="", help="Only what wants this.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_replies(*, creditor: str, state: str | None, intent: str, limit: int, as_json: bool) -> None:
    """List the answers that wait for somebody, the latest first."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.inbox.queries import replies_after
    from dunwell.work.inbox.rules import OPEN

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    states = (state,) if state else OPEN
    rows = replies_after(viewer, creditor_id, states=states, intent=intent, limit=limit)
    if as_json:
        echo_json({"replies": [_told(row) for row in rows]})
        return
    echo_table(
        ["Id", "Customer", "From", "Language", "Wants", "Sure", "Amounts", "Dates", "State"],
        [
            (
                str(row.id), row.customer_number or "?", row.sender_address, row.language,
                row.confirmed_intent or row.intent, f"{row.confidence:.0%}",
                " ".join(f"{one['amount']} {one['currency'] or ''}".strip() for one in row.amounts[:3]),
                " ".join(one["day"] for one in row.days[:3]), row.state,
            )
            for row in rows
        ],
        right=(5,),
    )  # fmt: skip


@command.command()
@click.argument("file", type=click.File("rb"))
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def take(*, file: Any, creditor: str, as_json: bool) -> None:
    """Take one mail (.eml) or text in, as if it had come to the mailbox."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.inbox.commands import land_reply
    from dunwell.work.inbox.queries import reply_of

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    made = land_reply(viewer=viewer, creditor_id=creditor_id, raw=file.read(), source="by hand", at=timezone.now())
    told = _told(reply_of(viewer, made.reply_id)) if made.reply_id else None
    if as_json:
        echo_json({"reply": told, "delivery": made.delivery_id, "repeated": made.is_repeated, "bounce": made.is_bounce})
    elif told is None:
        click.echo("A bounce: no answer.")
    else:
        click.echo(f"{told['id']}: {told['intent']} from {told['customer'] or 'somebody unknown'}")


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def fetch(*, creditor: str, as_json: bool) -> None:
    """Fetch what nobody has seen in the creditor's mailbox (DUNWELL_INBOX_<KEY>)."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.inbox.mailboxes import fetch_mail, mailbox_of

    viewer = current_viewer()
    found = creditor_named(viewer, creditor)
    mailbox = mailbox_of(found.key)
    if mailbox is None:
        text = gettext_noop("No mailbox is named for {creditor}. Set DUNWELL_INBOX_<KEY>; docs/running.md says how.")
        raise Refusal("runs.inbox.none", text, creditor=found.name)
    done = fetch_mail(viewer=viewer, creditor=found, mailbox=mailbox, at=timezone.now())
    if as_json:
        echo_json(done.__dict__)
        return
    click.echo(f"{done.landed} landed, {done.repeated} were here, {done.bounced} bounced, {done.refused} are no mail.")


def _told(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "customer": row.customer_number,
        "from": row.sender_address,
        "subject": row.subject,
        "language": row.language,
        "intent": row.confirmed_intent or row.intent,
        "confidence": float(row.confidence),
        "amounts": [{"amount": one["amount"], "currency": one["currency"]} for one in row.amounts],
        "dates": [one["day"] for one in row.days],
        "references": row.numbers,
        "state": row.state,
        "landed_at": row.landed_at.isoformat(),
    }
