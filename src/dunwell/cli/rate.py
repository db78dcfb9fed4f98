"""`dunwell rate`: exchange rates."""

from datetime import datetime
from decimal import Decimal

import click

from dunwell.cli.options import Amount


@click.group()
def command() -> None:
    """Exchange rates: record one."""


@command.command()
@click.argument("currency")
@click.argument("value", metavar="RATE", type=Amount())
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option(
    "--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day it is the closing rate of."
)
def add(creditor: str, currency: str, day: datetime, value: Decimal) -> None:
    """Record the closing RATE of a foreign CURRENCY: base currency per unit. Recording a day again replaces it."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.rates.commands import record_rate

    viewer = current_viewer()
    kept = record_rate(
        viewer=viewer,
        creditor_id=creditor_named(viewer, creditor).id,
        currency=currency,
        rate_date=day.date(),
        rate=value,
        source="command line",
    )
    click.echo(f"1 {kept.currency} = {kept.rate:f} on {kept.rate_date}.")
