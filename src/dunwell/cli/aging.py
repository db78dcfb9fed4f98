"""`dunwell aging`: the book by age, as of any day."""

from datetime import datetime

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json, echo_table


@click.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31.")
@click.option("--basis", type=click.Choice(["due", "document", "posting"]), default="due", show_default=True)
@click.option("--buckets", default="30,60,90,120", show_default=True, help="The last day of each bucket.")
@click.option(
    "--by",
    type=click.Choice(["customer", "parent", "owner", "currency", "creditor"]),
    default="customer",
    show_default=True,
)
@click.option(
    "--credits",
    "credits_policy",
    type=click.Choice(["separate_column", "by_own_date", "oldest_first_notional", "exclude"]),
    default="separate_column",
    show_default=True,
    help="Where unapplied credits stand.",
)
@click.option("--base", "in_base", is_flag=True, help="In base currency, at the closing rate of the day.")
@click.option("--known-at", type=click.DateTime(), help="As it was known at this instant (UTC).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    *,
    creditor: str,
    as_of: datetime,
    basis: str,
    buckets: str,
    by: str,
    credits_policy: str,
    in_base: bool,
    known_at: datetime | None,
    as_json: bool,
) -> None:
    """Age the open items as of a day; every open item stands in exactly one bucket."""
    from dunwell.exposure.aging.queries import aging_report
    from dunwell.exposure.aging.rules import parse_edges
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    report = aging_report(
        viewer,
        creditor_named(viewer, creditor).id,
        as_of.date(),
        basis=basis,
        edges=parse_edges(buckets),
        by=by,
        credits=credits_policy,
        in_base=in_base,
        known_at=known_at,
    )
    document = report.as_json()
    if as_json:
        echo_json(document)
        return
    labels = list(report.labels)
    rows = [
        (
            row["customer_number"],
            row["customer_name"],
            row["currency"],
            *[row["buckets"][label] for label in labels],
            row["unapplied"],
            row["total"],
        )
        for row in document["rows"]
    ]
    rows += [
        ("", "Total", currency, *[total["buckets"][label] for label in labels], total["unapplied"], total["total"])
        for currency, total in document["totals"].items()
    ]
    headings = ["Number", "Name", "Currency", *labels, "Unapplied", "Total"]
    echo_table(headings, rows, right=range(3, len(headings)))
    for currency, amount in report.missing_rates.items():
        click.echo(f"No rate for {currency}: {plain(amount, currency)} stays in its own currency.", err=True)
