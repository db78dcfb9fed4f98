"""`dunwell check`: prove the books."""

import click

from dunwell.cli.tables import echo_json


@click.command()
@click.option("--creditor", help="Only this creditor's books.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(creditor: str | None, as_json: bool) -> None:
    """Recompute every balance from its entries; one cent off is named and refused (exit 2)."""
    from dunwell.base.refusals import Refusal
    from dunwell.base.words import gettext_noop
    from dunwell.platform.access import current_viewer
    from dunwell.runs.checking import check_books

    found = check_books(viewer=current_viewer(), creditor_name=creditor)
    if as_json:
        echo_json(found.as_json())
    else:
        for fault in found.faults:
            click.echo(f"{fault.item}: {fault.sentence()}", err=True)
        click.echo(f"{found.items} items, {found.entries} entries checked: {len(found.faults)} off.")
    if found.faults:
        raise Refusal(
            "receivables.check.unequal",
            gettext_noop("The books do not tie: {count} items are off, the first is {item}."),
            count=len(found.faults),
            item=found.faults[0].item,
        )
