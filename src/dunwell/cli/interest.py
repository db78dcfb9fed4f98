"""`dunwell interest`: what late payment costs, proposed and posted."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import click

from dunwell.cli.options import Amount
from dunwell.cli.tables import echo_json, echo_table


@click.group()
def command() -> None:
    """Late interest and compensation by law or contract: propose, and post as finance charges."""


def _asked(function: Any) -> Any:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--agreed", default="", help="Where the rate was agreed in writing, like “Terms of 2025, § 7”."),
        click.option(
            "--percent", type=Amount(), help="A rate agreed in writing, percent a year, instead of the law's."
        ),
        click.option("--item", "numbers", multiple=True, help="Only this document; all that are late if left out."),
        click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Up to and with this day."),
        click.option("--customer", required=True, help="The customer's number."),
        click.option("--creditor", required=True, help="The creditor's name or key."),
    ):
        function = option(function)
    return function


@command.command()
@_asked
def propose(**asked: Any) -> None:
    """Say what a customer may be charged for paying late; nothing is written."""
    from dunwell.base.money import plain
    from dunwell.receivables.charges.queries import proposed_charges

    viewer, customer, told = _read(asked)
    rows = proposed_charges(viewer, customer, **told)
    if asked["as_json"]:
        echo_json(
            [
                {
                    "item_number": row.item_number,
                    "currency": row.currency,
                    "days": row.days,
                    "interest": plain(row.interest_amount, row.currency),
                    "compensation": plain(row.compensation_amount, row.currency),
                    "charged": plain(row.charged_amount, row.currency),
                    "amount": plain(row.amount, row.currency),
                    "citations": list(row.citations),
                }
                for row in rows
            ]
        )
        return
    echo_table(
        ["Item", "Due", "Days", "Interest", "Compensation", "Charged", "To charge", "By"],
        [
            (
                row.item_number,
                row.due_date.isoformat(),
                str(row.days),
                plain(row.interest_amount, row.currency),
                plain(row.compensation_amount, row.currency),
                plain(row.charged_amount, row.currency),
                f"{plain(row.amount, row.currency)} {row.currency}",
                row.citations[0],
            )
            for row in rows
        ],
        right=(2, 3, 4, 5, 6),
    )


@command.command()
@_asked
def post(**asked: Any) -> None:
    """Post the proposed charges as finance charges, one for each document; needs the right to post to the ledger."""
    from dunwell.base.money import plain
    from dunwell.receivables.charges.commands import post_charges

    viewer, customer, told = _read(asked)
    made = post_charges(viewer=viewer, customer_id=customer.id, **told)
    if asked["as_json"]:
        echo_json(
            [
                {
                    "item_number": item.item_number,
                    "amount": plain(item.original_amount, item.currency),
                    "currency": item.currency,
                }
                for item in made
            ]
        )
        return
    for item in made:
        click.echo(f"{item.item_number}: {plain(item.original_amount, item.currency)} {item.currency}")


def _read(asked: dict[str, Any]) -> tuple[Any, Any, dict[str, Any]]:
    from dunwell.compliance.interest.rules import Contract
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.open_items.queries import item_by_number

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, asked["creditor"]).id
    customer = customer_by_number(viewer, creditor_id, asked["customer"])
    percent: Decimal | None = asked["percent"]
    day: datetime = asked["as_of"]
    if percent is not None and not asked["agreed"].strip():
        raise click.UsageError("A rate of your own needs --agreed: where it was agreed in writing.")
    return (
        viewer,
        customer,
        {
            "as_of": day.date(),
            "contract": None if percent is None else Contract(percent, asked["agreed"].strip()),
            "open_item_ids": [item_by_number(viewer, creditor_id, number).pk for number in asked["numbers"]],
        },
    )
