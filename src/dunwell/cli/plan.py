"""`dunwell plan`: propose, submit, accept, show, list, end."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from dunwell.outcomes.plans.queries import PlanRow

_creditor = click.option("--creditor", required=True, help="The creditor's name or key.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class _Amount(click.ParamType):
    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the number, to the last digit."""
        try:
            return Decimal(value)
        except ArithmeticError:
            self.fail(f"{value} is no number", param, ctx)


AMOUNT = _Amount()


@click.group()
def command() -> None:
    """Payment plans: documents paid in installments."""


@command.command()
@_creditor
@click.option("--customer", required=True, help="The customer's number.")
@click.option("--item", "items", multiple=True, required=True, help="A document of the plan; may repeat.")
@click.option("--count", required=True, type=click.IntRange(1), help="How many installments.")
@click.option("--first", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day of the first one.")
@click.option("--every", default="monthly", show_default=True, type=click.Choice(["weekly", "fortnightly", "monthly"]))
@click.option("--interest", type=AMOUNT, default="0", help="Percent a year.")
@click.option("--down", type=AMOUNT, default="0", help="A down payment.")
@click.option("--spare", type=AMOUNT, help="What a consumer can spare each month.")
@click.option("--note", default="", help="Why.")
@_json
def propose(
    *,
    creditor: str,
    customer: str,
    items: tuple[str, ...],
    count: int,
    first: datetime,
    every: str,
    interest: Decimal,
    down: Decimal,
    spare: Decimal | None,
    note: str,
    as_json: bool,
) -> None:
    """Draw up a plan; it is offered at once where the viewer may agree so many months, else it stays a draft."""
    from django.utils import timezone

    from dunwell.outcomes.plans.commands import propose_plan
    from dunwell.outcomes.plans.rules import Frequency, Terms
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.open_items.queries import item_by_number

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    made = propose_plan(
        viewer=viewer,
        creditor_id=creditor_id,
        customer_id=customer_by_number(viewer, creditor_id, customer).id,
        open_item_ids=[item_by_number(viewer, creditor_id, number).pk for number in items],
        terms=Terms(count, first.date(), Frequency(every), interest, down),
        disposable_amount=spare,
        note=note,
        at=timezone.now(),
    )
    _show(made.pk, as_json=as_json)


@command.command()
@click.argument("plan_id", type=int)
@_json
def submit(*, plan_id: int, as_json: bool) -> None:
    """Give leave for a draft: it is offered."""
    from django.utils import timezone

    from dunwell.outcomes.plans.commands import submit_plan
    from dunwell.platform.access import current_viewer

    submit_plan(viewer=current_viewer(), plan_id=plan_id, at=timezone.now())
    _show(plan_id, as_json=as_json)


@command.command()
@click.argument("plan_id", type=int)
@click.option("--by", "accepted_by", required=True, help="Who agreed.")
@click.option("--proof", required=True, help="How we know: a signed agreement, an e-mail of a day.")
@_json
def accept(*, plan_id: int, accepted_by: str, proof: str, as_json: bool) -> None:
    """Record that the customer agreed; the documents are held until the plan ends."""
    from django.utils import timezone

    from dunwell.outcomes.plans.commands import accept_plan
    from dunwell.platform.access import current_viewer

    accept_plan(viewer=current_viewer(), plan_id=plan_id, accepted_by=accepted_by, acceptance=proof, at=timezone.now())
    _show(plan_id, as_json=as_json)


@command.command()
@click.argument("plan_id", type=int)
@click.option("--reason", required=True, help="Why.")
@_json
def cancel(*, plan_id: int, reason: str, as_json: bool) -> None:
    """End a plan that is not paid, because."""
    from django.utils import timezone

    from dunwell.outcomes.plans.commands import cancel_plan
    from dunwell.platform.access import current_viewer

    cancel_plan(viewer=current_viewer(), plan_id=plan_id, reason=reason, at=timezone.now())
    _show(plan_id, as_json=as_json)


@command.command()
@click.argument("plan_id", type=int)
@_json
def show(*, plan_id: int, as_json: bool) -> None:
    """Show a plan with its installments."""
    _show(plan_id, as_json=as_json)


@command.command("list")
@_creditor
@click.option("--view", type=click.Choice(["asked", "running", "arrears", "all"]), default="running", show_default=True)
@_json
def list_them(*, creditor: str, view: str, as_json: bool) -> None:
    """List plans: asked, running, in arrears or default, or all; the newest first."""
    from dunwell.outcomes.plans.queries import plans_after
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    rows = plans_after(viewer, creditor_named(viewer, creditor).id, view=view, limit=1000).rows
    if as_json:
        echo_json({"plans": [_plan(row) for row in rows]})
        return
    echo_table(
        ["Id", "Number", "Customer", "Total", "Received", "Currency", "Until", "State"],
        [
            (
                str(row.id),
                row.customer_number,
                row.customer_name[:30],
                plain(row.total_amount, row.currency),
                plain(row.received_amount, row.currency),
                row.currency,
                row.last_date.isoformat(),
                row.state,
            )
            for row in rows
        ],
        right=(0, 3, 4),
    )


def _show(plan_id: int, *, as_json: bool) -> None:
    from dunwell.outcomes.plans.queries import plan_of
    from dunwell.platform.access import current_viewer

    row = plan_of(current_viewer(), plan_id)
    if as_json:
        echo_json(_plan(row))
        return
    total, received = plain(row.total_amount, row.currency), plain(row.received_amount, row.currency)
    click.echo(f"Plan {row.id} of {row.customer_name} ({row.customer_number}): {row.state}")
    click.echo(f"{received} of {total} {row.currency} paid; documents {', '.join(row.items)}")
    echo_table(
        ["Part", "Due", "Amount", "Interest", "Received", "Missed"],
        [
            (
                str(part.position or "down"),
                part.due_date.isoformat(),
                plain(part.amount, row.currency),
                plain(part.interest_amount, row.currency),
                plain(part.received_amount, row.currency),
                part.missed_date.isoformat() if part.missed_date else "",
            )
            for part in row.installments
        ],
        right=(0, 2, 3, 4),
    )


def _plan(row: "PlanRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "customer": row.customer_number,
        "state": row.state,
        "currency": row.currency,
        "principal": plain(row.principal_amount, row.currency),
        "interest": plain(row.interest_amount, row.currency),
        "down_payment": plain(row.down_payment_amount, row.currency),
        "received": plain(row.received_amount, row.currency),
        "frequency": row.frequency,
        "offer_until": row.offer_until_date,
        "accepted_by": row.accepted_by,
        "items": list(row.items),
        "installments": [
            {
                "position": part.position,
                "due_date": part.due_date,
                "amount": plain(part.amount, row.currency),
                "interest": plain(part.interest_amount, row.currency),
                "received": plain(part.received_amount, row.currency),
                "missed_date": part.missed_date,
            }
            for part in row.installments
        ],
    }
