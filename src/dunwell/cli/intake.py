"""`dunwell intake FILE`: a file of open items, bank statements or remittances onto the books."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dunwell.cli.options import Amount, Pair
from dunwell.cli.tables import echo_json


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--format", "format_key", default="", help="What kind of file it is; guessed when left out.")
@click.option("--profile", default="", help="A saved or shipped mapping profile.")
@click.option("--map", "columns", multiple=True, type=Pair("field=column"), help="Which column a field is in.")
@click.option("--default", "defaults", multiple=True, type=Pair("field=value"), help="A field the file lacks.")
@click.option("--date-format", default="", help="How dates are written, like m/d/yyyy or dd.mm.yyyy.")
@click.option("--mode", type=click.Choice(["delta", "snapshot"]), default="delta", show_default=True)
@click.option("--control-total", type=Amount(), help="What the open amounts must add up to.")
@click.option("--control-currency", help="The currency of the control total, if the file holds several.")
@click.option("--source", default="", help="The feed this file belongs to; of open items `open_items` if left out.")
@click.option("--account", default="", help="The bank account a statement is of, where the file does not say.")
@click.option("--open-account", is_flag=True, help="Open the statement's account if the creditor has none yet.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that undated changes count from.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; the ledger stays as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, file: Path, creditor: str, format_key: str, dry_run: bool, as_json: bool, **said: Any) -> None:
    """Take in a file of open items (CSV or XLSX), bank statements, or remittances; `dunwell formats` lists the formats.

    Fields of open items for --map and --default: customer_number, customer_name, item_number, item_kind, document_date,
    posting_date, due_date, amount, currency, open_amount, paid_amount, paid_date, settled_date, reference,
    purchase_order, terms, disputed. What is not said is read off the file.
    """
    from dunwell.exchange.reading.parsed import Family
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.cash.commands import HEAD_BYTES, family_of

    viewer = current_viewer()
    with file.open("rb") as stream:
        family = family_of(stream.read(HEAD_BYTES), file.name, format_key)
    place = {"viewer": viewer, "creditor_id": creditor_named(viewer, creditor).id, "file_name": file.name}
    if family is Family.ITEMS:
        _take_items(file, place | {"format_key": format_key or "open_items"}, said, dry_run, as_json)
    else:
        _take_money(file, place | {"format_key": format_key}, said, dry_run, as_json)


def _take_items(file: Path, place: Mapping[str, Any], said: Mapping[str, Any], dry_run: bool, as_json: bool) -> None:
    from dunwell.runs.intake.commands import Reading, intake_file

    control_currency, as_of = said["control_currency"], said["as_of"]
    reading = Reading(
        mode=said["mode"],
        profile=said["profile"],
        columns=dict(said["columns"]),
        defaults=dict(said["defaults"]),
        date_format=said["date_format"],
        control_total=said["control_total"],
        control_currency=control_currency.upper() if control_currency else None,
        effective_date=as_of.date() if as_of else None,
        source=said["source"] or "open_items",
    )
    with file.open("rb") as stream:
        result = intake_file(stream=stream, reading=reading, dry_run=dry_run, **place)
    if as_json:
        echo_json(result.as_json())
    else:
        _tell(result.as_json(), result.remarks)
    if result.is_unreadable:
        click.get_current_context().exit(2)


def _take_money(file: Path, place: Mapping[str, Any], said: Mapping[str, Any], dry_run: bool, as_json: bool) -> None:
    from dunwell.cli.statements import tell_intake
    from dunwell.runs.cash.commands import intake_money
    from dunwell.runs.cash.results import MoneyReading

    reading = MoneyReading(
        account=said["account"],
        opens_account=said["open_account"],
        profile=said["profile"],
        columns=dict(said["columns"]),
        defaults=dict(said["defaults"]),
        source=said["source"],
    )
    with file.open("rb") as stream:
        result = intake_money(stream=stream, reading=reading, dry_run=dry_run, **place)
    if as_json:
        echo_json(result.as_json())
    else:
        tell_intake(result.as_json())
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
