"""`dunwell statement-of-account`: what a customer owes, or what moved, as a file or as JSON."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json


@click.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--customer", required=True, help="The customer's number.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31.")
@click.option("--style", type=click.Choice(["open_item", "activity"]), default="open_item", show_default=True)
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="The first day of movements.")
@click.option("--language", type=click.Choice(["en", "zh-hant", "fil"]), help="The customer's own if left out.")
@click.option("--kind", type=click.Choice(["pdf", "xlsx", "csv"]), default="pdf", show_default=True)
@click.option("--out", type=click.Path(dir_okay=True, path_type=Path), help="A file, or a folder to put it into.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; no file is written without --out.")
def command(
    *, creditor: str, customer: str, as_of: datetime, style: str, first: datetime | None, language: str | None,
    kind: str, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Write a customer's statement of account as of a day: open documents with their age, or movements of a period."""
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.account_papers.queries import statement_file
    from dunwell.receivables.account_statements.queries import account_statement
    from dunwell.work.senders.queries import said_by_all

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    found = account_statement(
        viewer,
        customer_by_number(viewer, creditor_id, customer).id,
        as_of.date(),
        style=style,
        from_date=first.date() if first else None,
        language=language or "",
        said=said_by_all(creditor_id),
    )
    if as_json:
        echo_json(_told(found))
    if out is None and as_json:
        return
    file = statement_file(found, kind)
    path = (out / file.name) if out is not None and out.is_dir() else out or Path(file.name)
    path.write_bytes(file.content)
    if not as_json:
        click.echo(f"Written: {path}")


def _told(found: Any) -> dict[str, Any]:
    return {
        "customer": found.customer_number,
        "style": found.style.value,
        "from": found.from_date,
        "as_of": found.as_of,
        "language": found.language,
        "sections": [_section(section) for section in found.sections],
    }


def _section(section: Any) -> dict[str, Any]:
    def shown(amount: Any) -> str:
        return plain(amount, section.currency)

    return {
        "currency": section.currency,
        "opening": shown(section.opening_amount),
        "closing": shown(section.closing_amount),
        "unapplied": shown(section.unapplied_amount),
        "aging": {name: shown(amount) for name, amount in section.aging.items()},
        "lines": [
            {
                "kind": line.kind, "number": line.number, "document_date": line.document_date,
                "due_date": line.due_date, "reference": line.reference, "original": shown(line.original_amount),
                "open": shown(line.open_amount), "days_past_due": line.days_past_due, "disputed": line.is_disputed,
            }
            for line in section.lines
        ],
        "movements": [
            {
                "date": move.effective_date, "kind": move.kind, "number": move.number,
                "amount": shown(move.amount), "balance": shown(move.balance_amount),
            }
            for move in section.movements
        ],
    }  # fmt: skip
