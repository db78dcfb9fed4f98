"""`dunwell day`: decide what happens next to every customer."""

import sys
from datetime import datetime

import click

from dunwell.cli.tables import echo_json, echo_table


@click.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31.")
@click.option("--dry-run", is_flag=True, help="Decide, but publish nothing and leave no record.")
@click.option("--engine", type=click.Choice(["duckdb", "postgres", "spark"]), default="duckdb", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(creditor: str, as_of: datetime, dry_run: bool, engine: str, as_json: bool) -> None:
    """Run the day: prove the ledger, age it, decide for every customer, and publish the worklists."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.day import run_day

    viewer = current_viewer()
    shown = sys.stderr.isatty() and not as_json
    result = run_day(
        viewer=viewer,
        creditor_id=creditor_named(viewer, creditor).id,
        as_of=as_of.date(),
        engine=engine,
        dry_run=dry_run,
        progress=(lambda step: click.echo(f"{step.name} ...", err=True)) if shown else None,
    )
    if as_json:
        echo_json(result.as_json())
        return
    echo_table(
        ["Step", "Rows", "Seconds"],
        [(step.name, f"{step.rows:,}", f"{step.seconds:.2f}") for step in result.steps],
        right=(1, 2),
    )
    published = "nothing was published" if dry_run else f"published as run {result.run_id}"
    click.echo(f"{result.decisions} customers decided, {result.listed} on the list; {published}.")
    click.echo(f"hash {result.hash}")
