"""`dunwell creditor`: the companies the money is owed to."""

import click

from dunwell.cli.tables import echo_json, echo_table


@click.group()
def command() -> None:
    """Creditors: create and list."""


@command.command()
@click.argument("name")
@click.option("--currency", required=True, help="Base currency, like USD.")
@click.option("--timezone", "time_zone", default="UTC", show_default=True, help="IANA time zone, like Asia/Manila.")
@click.option("--country", default="", help="Two letters, like PH; its holidays make the calendar.")
@click.option("--locale", default="en_US", show_default=True, help="How dates and amounts are written.")
@click.option("--language", default="en", show_default=True, help="The language customers are written to by default.")
@click.option("--key", default="", help="The creditor's short address; made from its name if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def create(
    *, name: str, currency: str, time_zone: str, country: str, locale: str, language: str, key: str, as_json: bool
) -> None:
    """Create a creditor with the shipped policies and payment terms."""
    from dunwell.platform.access import current_viewer
    from dunwell.runs.opening import open_creditor

    made = open_creditor(
        viewer=current_viewer(),
        name=name,
        base_currency=currency,
        time_zone=time_zone,
        key=key,
        country=country.upper(),
        locale=locale,
        language=language,
    )
    if as_json:
        echo_json({"id": made.pk, "key": made.key, "name": made.name, "base_currency": made.base_currency})
    else:
        click.echo(f"{made.name} ({made.key}) is open, in {made.base_currency}.")


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_creditors(as_json: bool) -> None:
    """List the creditors in sight."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditors_of

    rows = creditors_of(current_viewer())
    if as_json:
        echo_json([{"key": row.key, "name": row.name, "base_currency": row.base_currency} for row in rows])
    else:
        echo_table(
            ["Key", "Name", "Currency", "Time zone"],
            [(row.key, row.name, row.base_currency, row.time_zone) for row in rows],
        )
