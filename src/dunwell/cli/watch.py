"""`dunwell watch DIR`: take in what is put into a folder."""

import time
from pathlib import Path

import click

from dunwell.cli.tables import echo_json


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--every", default=10.0, show_default=True, help="Look again after so many seconds.")
@click.option(
    "--settle", default=10.0, show_default=True, help="A file is complete when unchanged for so many seconds."
)
@click.option("--once", is_flag=True, help="Look once and end.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, folder: Path, creditor: str, every: float, settle: float, once: bool, as_json: bool) -> None:
    """Take in every complete file of a folder: bank statements, remittances, open items.

    A file then lies in done/ or failed/ with a report beside it. Ends on Ctrl-C.
    """
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.cash.watching import look_into_folder

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    while True:
        found = look_into_folder(
            viewer=viewer, creditor_id=creditor_id, folder=folder, now=time.time(), settle_seconds=settle
        )
        if as_json and (found or once):
            echo_json([{"file": each.file_name, "place": each.place, "report": each.report} for each in found])
        elif not as_json:
            for each in found:
                click.echo(f"{each.file_name}: {'done' if each.is_done else 'failed'}, see {each.place}.report.json")
        if once:
            return
        time.sleep(max(every, 1.0))
