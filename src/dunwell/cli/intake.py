"""`dunwell intake FILE`: a file of open items onto the books."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from dunwell.cli.options import Amount, Pair
from dunwell.cli.tables import echo_json


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--format", "format_key", default="open_items", show_default=True, help="What kind of file it is.")
@click.option("--profile", default="", help="A saved or shipped mapping profile.")
@click.option("--map", "columns", multiple=True, type=Pair("field=column"), help="Which column a field is in.")
@click.option("--default", "defaults", multiple=True, type=Pair("field=value"), help="A field the file lacks.")
@click.option("--date-format", default="", help="How dates are written, like m/d/yyyy or dd.mm.yyyy.")
@click.option("--mode", type=click.Choice(["delta", "snapshot"]), default="delta", show_default=True)
@click.option("--control-total", type=Amount(), help="What the open amounts must add up to.")
@click.option("--control-currency", help="The currency of the control total, if the file holds several.")
@click.option("--source", default="open_items", show_default=True, help="The feed this file belongs to.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that undated changes count from.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; the ledger stays as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    *,
    file: Path,
    creditor: str,
    format_key: str,
    profile: str,
    columns: tuple[tuple[str, str], ...],
    defaults: tuple[tuple[str, str], ...],
    date_format: str,
    mode: str,
    control_total: Decimal | None,
    control_currency: str | None,
    source: str,
    as_of: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in a file of open items (CSV or XLSX).

    Fields for --map and --default: customer_number, customer_name, item_number, item_kind, document_date,
    posting_date, due_date, amount, currency, open_amount, paid_amount, paid_date, settled_date, reference,
    purchase_order, terms, disputed. What is not said is read off the file.
    """
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.intake.commands import Reading, intake_file

    viewer = current_viewer()
    reading = Reading(
        mode=mode,
        profile=profile,
        columns=dict(columns),
        defaults=dict(defaults),
        date_format=date_format,
        control_total=control_total,
        control_currency=control_currency.upper() if control_currency else None,
        effective_date=as_of.date() if as_of else None,
        source=source,
    )
    with file.open("rb") as stream:
        result = intake_file(
            viewer=viewer,
            creditor_id=creditor_named(viewer, creditor).id,
            stream=stream,
            file_name=file.name,
            reading=reading,
            format_key=format_key,
            dry_run=dry_run,
        )
    if as_json:
        echo_json(result.as_json())
    else:
        _tell(result.as_json(), result.remarks)
    if result.is_unreadable:
        click.get_current_context().exit(2)


def _tell(told: dict[str, object], remarks: tuple[str, ...]) -> None:
    verb = "would be" if told["dry_run"] else "were"
    click.echo(
        f"{told['rows']} rows read: {told['new']} {verb} new, {told['changed']} changed, "
        f"{told['unchanged']} unchanged, {told['closed']} closed; {told['problem_count']} problems."
    )
    if told["repeated"]:
        click.echo(f"This file came before, as delivery {told['delivery']}; nothing was changed.")
    for note in told["notes"]:  # type: ignore[attr-defined]
        click.echo(f"note: {note['address']}: {note['text']}" if note["address"] else f"note: {note['text']}")
    for remark in remarks:
        click.echo(f"note: {remark}.")
    for problem in told["problems"]:  # type: ignore[attr-defined]
        click.echo(f"{problem['address'] or 'file'}: {problem['text']} ({problem['code']})", err=True)
