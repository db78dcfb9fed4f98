"""`dunwell send`: write the day's messages, approve them, let them go, see what became of them."""

from typing import Any

import click

from dunwell.cli.tables import echo_json, echo_table

STATES = ("draft", "waiting", "scheduled", "sending", "sent", "failed", "unknown", "bounced", "withdrawn")


@click.group()
def command() -> None:
    """Write the day's messages, approve them, let them go, and see what became of them."""


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def drafts(*, creditor: str, as_json: bool) -> None:
    """Write one message to each customer whose step on the published list is a written one."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.sending.commands import draft_day

    viewer = current_viewer()
    made = draft_day(viewer=viewer, creditor_id=creditor_named(viewer, creditor).id, at=timezone.now())
    skipped = [
        {"customer": one.customer_number, "code": one.reason.code, "text": one.reason.sentence()}
        for one in made.skipped
    ]
    if as_json:
        echo_json({"run": made.run_id, "messages": list(made.message_ids), "states": made.states, "skipped": skipped})
        return
    told = ", ".join(f"{count} {state}" for state, count in sorted(made.states.items()))
    click.echo(
        f"{len(made.message_ids)} messages written{f': {told}' if told else ''}; {len(skipped)} customers left out."
    )
    if skipped:
        echo_table(["Customer", "Why"], [(one["customer"], one["text"]) for one in skipped])


@command.command()
@click.argument("message_ids", type=int, nargs=-1)
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--all", "everything", is_flag=True, help="All that wait for approval.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def approve(*, message_ids: tuple[int, ...], creditor: str, everything: bool, as_json: bool) -> None:
    """Approve messages that wait; those that are not ready are told and stay."""
    from django.utils import timezone

    from dunwell.base.refusals import Refusal
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.messages.commands import approve_message

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    if not message_ids and not everything:
        raise click.UsageError("Name messages by their ids, or give --all.")
    chosen = list(message_ids) or [row.id for row in _rows(viewer, creditor_id, "waiting", 10_000)]
    told: list[dict[str, Any]] = []
    for message_id in chosen:
        try:
            state, why = approve_message(viewer=viewer, message_id=message_id, at=timezone.now()).state, ""
        except Refusal as refusal:
            if message_ids:
                raise
            state, why = "", refusal.sentence()
        told.append({"id": message_id, "state": state, "why": why})
    if as_json:
        echo_json({"messages": told})
    else:
        echo_table(["Id", "State", "Why not"], [(str(one["id"]), one["state"], one["why"]) for one in told], right=(0,))


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def run(*, creditor: str, as_json: bool) -> None:
    """Let go what is due now; the worker of `dunwell serve` does the same every minute."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.sending.commands import send_due

    viewer = current_viewer()
    states = send_due(viewer=viewer, creditor_id=creditor_named(viewer, creditor).id, at=timezone.now())
    if as_json:
        echo_json({"states": states})
    else:
        click.echo(", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "Nothing is due.")


@command.command(name="list")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--state", type=click.Choice(STATES), help="Only these.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_messages(*, creditor: str, state: str | None, limit: int, as_json: bool) -> None:
    """List messages, the latest first."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    rows = _rows(viewer, creditor_named(viewer, creditor).id, state or "", limit)
    if as_json:
        echo_json({"messages": [_told(row) for row in rows]})
        return
    echo_table(
        ["Id", "Customer", "By", "To", "Subject", "State", "When"],
        [
            (
                str(row.id), row.customer_number, row.channel, row.to_address.splitlines()[0] if row.to_address else "",
                row.subject[:40], row.state, str(row.sent_at or row.scheduled_at or row.drafted_at)[:16],
            )
            for row in rows
        ],
        right=(0,),
    )  # fmt: skip


def _rows(viewer: Any, creditor_id: int, state: str, limit: int) -> list[Any]:
    from dunwell.work.messages.queries import messages_after

    return list(messages_after(viewer, creditor_id, state=state, limit=limit).rows)


def _told(row: Any) -> dict[str, Any]:
    names = (
        "id", "customer_number", "channel", "language", "step", "tone", "template_key", "to_name", "to_address",
        "subject", "state", "drafted_by", "approved_by", "scheduled_at", "sent_at", "failure",
    )  # fmt: skip
    return {**{name: getattr(row, name) for name in names}, "refusal": [one.get("code") for one in row.refusal]}


@command.command()
@click.argument("message_id", type=int)
@click.option("--note", required=True, help="How you know.")
@click.option("--went/--did-not-go", default=None, required=True, help="Whether it did.")
def resolve(*, message_id: int, note: str, went: bool) -> None:
    """Say what became of a message of which nobody knows whether it went."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.work.dispatch.commands import confirm_message, deny_message

    verb = confirm_message if went else deny_message
    message = verb(viewer=current_viewer(), message_id=message_id, at=timezone.now(), note=note)
    click.echo(f"Message {message_id} is {message.state}.")
