"""`dunwell writeoff`: what is given up, by a maker and a checker, and what came back."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.cli.options import Amount
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from dunwell.outcomes.writeoffs.queries import WriteOffRow
    from dunwell.platform.access import Viewer
    from dunwell.platform.creditors.queries import CreditorRow

CREDITOR = click.option("--creditor", required=True, help="The creditor's name or key.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
KINDS = ("small_balance", "uncollectable", "uneconomic", "policy_age", "settlement")


@click.group()
def command() -> None:
    """Write-offs and settlements: request, approve, refuse, list, recover."""


@command.command()
@CREDITOR
@click.option("--item", required=True, help="The document's number.")
@click.option("--amount", type=Amount(), help="How much of it; all that is open if not given.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="Why it may be given up.")
@click.option("--reason", required=True, help="In your words; the checker reads it.")
@click.option("--forgive", is_flag=True, help="The claim ends too: nothing is owed any more.")
@JSON
def request(
    *, creditor: str, item: str, amount: Decimal | None, kind: str, reason: str, forgive: bool, as_json: bool
) -> None:
    """Ask that a document or part of it be given up; nothing moves before another person says yes."""
    from django.utils import timezone

    from dunwell.outcomes.writeoffs.commands import request_write_off
    from dunwell.receivables.open_items.queries import item_by_number

    viewer, desk = _desk(creditor)
    found = item_by_number(viewer, desk.id, item)
    made = request_write_off(
        viewer=viewer,
        creditor_id=desk.id,
        open_item_id=found.pk,
        amount=found.open_amount if amount is None else amount,
        kind=kind,
        reason=reason,
        is_forgiven=forgive,
        at=timezone.now(),
    )
    _tell(viewer, made.pk, as_json)


@command.command()
@click.argument("write_off")
@CREDITOR
@click.option("--note", default="", help="What you want to add.")
@JSON
def approve(*, write_off: str, creditor: str, note: str, as_json: bool) -> None:
    """Say yes to WRITE_OFF (its number, W-12), within your authority, and post it."""
    from dunwell.outcomes.writeoffs.commands import approve_write_off

    _do(creditor, write_off, as_json, approve_write_off, note=note)


@command.command()
@click.argument("write_off")
@CREDITOR
@click.option("--note", required=True, help="Why not, for whoever asked.")
@JSON
def refuse(*, write_off: str, creditor: str, note: str, as_json: bool) -> None:
    """Say no to WRITE_OFF."""
    from dunwell.outcomes.writeoffs.commands import refuse_write_off

    _do(creditor, write_off, as_json, refuse_write_off, note=note)


@command.command()
@click.argument("write_off")
@CREDITOR
@click.option("--amount", required=True, type=Amount(), help="How much came after all.")
@JSON
def recover(*, write_off: str, creditor: str, amount: Decimal, as_json: bool) -> None:
    """Open so much of WRITE_OFF again, for money that came after all."""
    from dunwell.outcomes.writeoffs.commands import recover_write_off

    _do(creditor, write_off, as_json, recover_write_off, amount=amount)


@command.command(name="list")
@CREDITOR
@click.option("--state", default="", help="One state, like requested.")
@JSON
def list_write_offs(*, creditor: str, state: str, as_json: bool) -> None:
    """List write-offs, the newest first; what waits says who may say yes."""
    from dunwell.outcomes.writeoffs.queries import write_offs_after

    viewer, desk = _desk(creditor)
    rows = write_offs_after(viewer, desk.id, state=state, limit=1000).rows
    if as_json:
        echo_json({"write_offs": [_document(row) for row in rows]})
        return
    echo_table(
        ["Number", "Customer", "Document", "Kind", "State", "Amount", "", "Asked by", "Checked by", "May say yes"],
        [
            (
                row.number, row.customer_name[:30], row.item_number, row.kind,
                row.state + (" (split)" if row.is_split else ""), plain(row.amount, row.currency), row.currency,
                row.requested_by, row.checked_by, ", ".join(row.approvers),
            )
            for row in rows
        ],
        right=(5,),
    )  # fmt: skip


def _desk(creditor: str) -> "tuple[Viewer, CreditorRow]":
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    return viewer, creditor_named(viewer, creditor)


def _do(creditor: str, number: str, as_json: bool, verb: Callable[..., Any], **told: Any) -> None:
    from django.utils import timezone

    from dunwell.outcomes.writeoffs.queries import write_off_numbered

    viewer, desk = _desk(creditor)
    write_off_id = write_off_numbered(viewer, desk.id, number).id
    verb(viewer=viewer, write_off_id=write_off_id, at=timezone.now(), **told)
    _tell(viewer, write_off_id, as_json)


def _tell(viewer: "Viewer", write_off_id: int, as_json: bool) -> None:
    from dunwell.outcomes.writeoffs.queries import write_off_of

    row = write_off_of(viewer, write_off_id)
    if as_json:
        echo_json(_document(row))
        return
    click.echo(f"{row.number}: {plain(row.amount, row.currency)} {row.currency} of {row.item_number}, {row.state}")
    if row.approvers:
        click.echo(f"   may say yes: {', '.join(row.approvers)}")
    if row.is_split:
        click.echo("   with others of its day it is above a limit that it is below")
    if row.tax_review:
        click.echo(f"   {row.tax_review}")


def _document(row: "WriteOffRow") -> dict[str, Any]:
    named = {name: getattr(row, name) for name in row.__dataclass_fields__}
    told = {name: plain(value, row.currency) if isinstance(value, Decimal) else value for name, value in named.items()}
    return told | {"reference": row.number, "approvers": list(row.approvers)}
