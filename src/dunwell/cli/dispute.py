"""`dunwell dispute`: what customers question, from opening to the root cause."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.cli.options import Amount
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from datetime import date

    from dunwell.outcomes.disputes.queries import CauseLine, DisputeRow
    from dunwell.platform.access import Viewer
    from dunwell.platform.creditors.queries import CreditorRow

CREDITOR = click.option("--creditor", required=True, help="The creditor's name or key.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
NOTE = click.option("--note", default="", help="Why, in your words.")


@click.group()
def command() -> None:
    """Disputes: open, list, show, move, decide, resolve, close, withdraw, reopen, and what causes them."""


@command.command(name="open")
@CREDITOR
@click.option("--item", required=True, help="The document's number.")
@click.option("--amount", type=Amount(), help="How much of it is questioned; all of it if not given.")
@click.option("--reason", required=True, help="The reason's code: PRICE, QTY, NODEL, DUP, ...")
@click.option("--channel", default="", help="How it came in: call, email, letter, sms, portal.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), help="The day it came in; today if not given.")
@NOTE
@JSON
def open_one(
    *,
    creditor: str,
    item: str,
    amount: Decimal | None,
    reason: str,
    channel: str,
    received: datetime | None,
    note: str,
    as_json: bool,
) -> None:
    """Keep that a customer questions a document or part of it; only that part is not chased from now on."""
    from django.utils import timezone

    from dunwell.outcomes.disputes.commands import open_dispute
    from dunwell.receivables.open_items.queries import item_by_number

    viewer, desk = _desk(creditor)
    found = item_by_number(viewer, desk.id, item)
    made = open_dispute(
        viewer=viewer,
        creditor_id=desk.id,
        open_item_id=found.pk,
        amount=amount,
        reason_code=reason,
        channel=channel,
        received_date=received.date() if received else None,
        note=note,
        source="cli",
        at=timezone.now(),
    )
    _tell(viewer, desk, made.pk, as_json)


@command.command(name="list")
@CREDITOR
@click.option("--group", default="live", show_default=True, help="live, closed or all.")
@click.option("--state", default="", help="One state, like in_review.")
@click.option("--reason", default="", help="One reason's code.")
@click.option("--department", default="", help="Whose answer is wanted, like pricing.")
@click.option("--customer", default="", help="One customer's number.")
@click.option("--mine", is_flag=True, help="Only what the viewer owns.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day clocks are read on; today if not given.")
@JSON
def list_disputes(
    *,
    creditor: str,
    group: str,
    state: str,
    reason: str,
    department: str,
    customer: str,
    mine: bool,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """List disputes with amount, age and clock, the one received first on top."""
    from dunwell.outcomes.disputes.queries import DisputeFilter, disputes_of
    from dunwell.parties.customers.queries import customer_by_number

    viewer, desk = _desk(creditor)
    asked = DisputeFilter(
        group=group,
        state=state,
        reason_code=reason,
        department=department,
        customer_id=customer_by_number(viewer, desk.id, customer).id if customer else None,
        mine_of=(viewer.user_id or 0) if mine else None,
    )
    rows = disputes_of(viewer, desk.id, as_of.date() if as_of else _today(desk), asked)
    if as_json:
        echo_json({"disputes": [as_document(row) for row in rows]})
        return
    echo_table(
        ["Dispute", "Customer", "Document", "Reason", "State", "Disputed", "", "Age", "Owner", "Clock"],
        [
            (
                row.number,
                row.customer_name[:30],
                row.item_number,
                row.reason_code,
                row.state,
                plain(row.disputed_amount, row.currency),
                row.currency,
                str(row.age_days),
                row.owner_name or row.owner_department,
                f"{row.clock_name} {row.clock_due_date} {row.clock_state}" if row.clock_name else "",
            )
            for row in rows
        ],
        right=(5, 7),
    )


@command.command()
@click.argument("dispute")
@CREDITOR
@JSON
def show(*, dispute: str, creditor: str, as_json: bool) -> None:
    """Show DISPUTE (its number, D-12): amounts, checklist, history, and what the customer is told."""
    viewer, desk = _desk(creditor)
    _tell(viewer, desk, _found(viewer, desk, dispute), as_json)


@command.command()
@click.argument("dispute")
@CREDITOR
@click.option("--to", required=True, help="The state to bring it to, like in_review or awaiting_customer.")
@NOTE
@JSON
def move(*, dispute: str, creditor: str, to: str, note: str, as_json: bool) -> None:
    """Bring DISPUTE to another state, by every step between."""
    from dunwell.outcomes.disputes.commands import move_dispute

    _do(creditor, dispute, as_json, move_dispute, to=to, note=note)


@command.command()
@click.argument("dispute")
@CREDITOR
@click.option(
    "--decision", required=True, type=click.Choice(["valid", "partly_valid", "invalid"]), help="Who is right."
)
@click.option(
    "--resolution",
    default="",
    type=click.Choice(["", "credit", "rebill", "redeliver", "explain", "collect"]),
    help="What is done; what is usual if not given.",
)
@click.option("--credit", type=Amount(), help="How much is credited; all of it for a valid one if not given.")
@NOTE
@JSON
def decide(
    *, dispute: str, creditor: str, decision: str, resolution: str, credit: Decimal | None, note: str, as_json: bool
) -> None:
    """Say who is right about DISPUTE, and do it; NOTE is our position."""
    from dunwell.outcomes.disputes.commands import decide_dispute

    told = {"decision": decision, "resolution": resolution, "credited_amount": credit, "note": note}
    _do(creditor, dispute, as_json, decide_dispute, **told)


@command.command()
@click.argument("dispute")
@CREDITOR
@JSON
def resolve(*, dispute: str, creditor: str, as_json: bool) -> None:
    """Post what was decided about DISPUTE by somebody who may not post."""
    from dunwell.outcomes.disputes.commands import resolve_dispute

    _do(creditor, dispute, as_json, resolve_dispute)


@command.command()
@click.argument("dispute")
@CREDITOR
@click.option("--cause", required=True, help="The root cause, like billing.duplicate.")
@NOTE
@JSON
def close(*, dispute: str, creditor: str, cause: str, note: str, as_json: bool) -> None:
    """End DISPUTE once it is resolved, and say what went wrong at the root."""
    from dunwell.outcomes.disputes.commands import close_dispute

    _do(creditor, dispute, as_json, close_dispute, root_cause=cause, note=note)


@command.command()
@click.argument("dispute")
@CREDITOR
@click.option("--note", required=True, help="Why the customer does not question it any more.")
@JSON
def withdraw(*, dispute: str, creditor: str, note: str, as_json: bool) -> None:
    """Keep that the customer withdrew DISPUTE; all of it is owed."""
    from dunwell.outcomes.disputes.commands import withdraw_dispute

    _do(creditor, dispute, as_json, withdraw_dispute, note=note)


@command.command()
@click.argument("dispute")
@CREDITOR
@click.option("--amount", type=Amount(), help="How much is questioned again; all that was upheld if not given.")
@click.option("--note", required=True, help="Why it is questioned again.")
@JSON
def reopen(*, dispute: str, creditor: str, amount: Decimal | None, note: str, as_json: bool) -> None:
    """Question DISPUTE again, within sixty days."""
    from dunwell.outcomes.disputes.commands import reopen_dispute

    _do(creditor, dispute, as_json, reopen_dispute, amount=amount, note=note)


@command.command()
@CREDITOR
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Up to this day; today if not given.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what came in from this day on.")
@JSON
def causes(*, creditor: str, as_of: datetime | None, since: datetime | None, as_json: bool) -> None:
    """Report causes by amount: cause, owner, how much, how long."""
    from dunwell.outcomes.disputes.queries import causes_of

    viewer, desk = _desk(creditor)
    day = as_of.date() if as_of else _today(desk)
    lines = causes_of(viewer, desk.id, day, since.date() if since else None)
    if as_json:
        echo_json({"as_of": day, "causes": [_cause(line) for line in lines]})
        return
    echo_table(
        ["Cause", "Reason", "Owner", "Count", "Disputed at first", "Credited", "", "Mean days", "Oldest", "Again"],
        [
            (
                line.cause or "–", line.reason_code, line.owner_department, str(line.count),
                plain(line.original_amount, line.currency), plain(line.credited_amount, line.currency), line.currency,
                str(line.mean_days), str(line.oldest_days), str(line.recurring_count),
            )
            for line in lines
        ],
        right=(3, 4, 5, 7, 8, 9),
    )  # fmt: skip


# --- what all of them share


def _desk(creditor: str) -> "tuple[Viewer, CreditorRow]":
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    return viewer, creditor_named(viewer, creditor)


def _today(desk: "CreditorRow") -> "date":
    from django.utils import timezone

    from dunwell.platform.calendars import local_day

    return local_day(timezone.now(), desk.time_zone)


def _found(viewer: "Viewer", desk: "CreditorRow", number: str) -> int:
    from dunwell.outcomes.disputes.queries import dispute_numbered

    return dispute_numbered(viewer, desk.id, number, _today(desk)).id


def _do(creditor: str, number: str, as_json: bool, verb: Callable[..., Any], **told: Any) -> None:
    from django.utils import timezone

    viewer, desk = _desk(creditor)
    dispute_id = _found(viewer, desk, number)
    verb(viewer=viewer, dispute_id=dispute_id, at=timezone.now(), **told)
    _tell(viewer, desk, dispute_id, as_json)


def _tell(viewer: "Viewer", desk: "CreditorRow", dispute_id: int, as_json: bool) -> None:
    from dunwell.outcomes.disputes.queries import answer_to, dispute_of, steps_of
    from dunwell.outcomes.proofs.queries import checks_of

    row = dispute_of(viewer, dispute_id, _today(desk))
    checks, steps, answer = checks_of(viewer, dispute_id), steps_of(viewer, dispute_id), answer_to(row)
    if as_json:
        told = {
            **as_document(row),
            "evidence": [{"kind": check.kind, "count": check.count} for check in checks],
            "history": [
                {
                    "event": step.event, "from": step.from_state, "to": step.to_state, "note": step.note,
                    "facts": dict(step.facts), "by": step.done_by, "at": step.done_at.isoformat(),
                }
                for step in steps
            ],
            "answer": answer.sentence() if answer else "",
        }  # fmt: skip
        echo_json(told)
        return
    disputed, whole = plain(row.disputed_amount, row.currency), plain(row.original_amount, row.currency)
    click.echo(
        f"{row.number}: {disputed} of {whole} {row.currency} on {row.item_number}, {row.reason_code}, {row.state}"
    )
    for check in checks:
        click.echo(f"   [{'x' if check.count else ' '}] {check.title}")
    for step in steps:
        click.echo(f"   {step.done_date}  {step.event:<15} {step.done_by:<20} {step.note}".rstrip())
    if answer:
        click.echo(answer.sentence())


def as_document(row: "DisputeRow") -> dict[str, Any]:
    """Return a dispute as programs read it: amounts as decimal strings."""
    named = {name: getattr(row, name) for name in row.__dataclass_fields__}
    return {
        name: plain(value, row.currency) if isinstance(value, Decimal) else value for name, value in named.items()
    } | {"reference": row.number}


def _cause(line: "CauseLine") -> dict[str, Any]:
    named = {name: getattr(line, name) for name in line.__dataclass_fields__}
    return {
        name: plain(value, line.currency) if name.endswith("_amount") else value for name, value in named.items()
    } | {"mean_days": str(line.mean_days)}
