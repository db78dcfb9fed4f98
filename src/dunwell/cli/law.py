"""`dunwell law`: what may be done, by jurisdiction, and what a creditor adds to it."""

from typing import TextIO

import click

from dunwell.cli.tables import echo_json, echo_table


@click.group()
def command() -> None:
    """Law of contact: list jurisdictions, show one, show and tighten a creditor's own rules."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_all(*, as_json: bool) -> None:
    """List the jurisdictions on the shelf."""
    from dunwell.compliance.jurisdictions import JURISDICTIONS

    rows = [
        {"key": key, "title": body.title, "checked_on": body.checked_on.isoformat(), "clauses": len(body.clauses)}
        for key, body in ((key, read()) for key, read in JURISDICTIONS)
    ]
    if as_json:
        echo_json({"jurisdictions": rows})
        return
    told = [[str(row["key"]), str(row["title"]), str(row["clauses"]), str(row["checked_on"])] for row in rows]
    echo_table(["Key", "Title", "Clauses", "Checked on"], told, right=[2])


@command.command()
@click.argument("jurisdiction")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(*, jurisdiction: str, as_json: bool) -> None:
    """Show what a JURISDICTION says: each value with its citation, since when, and when it was checked."""
    from dunwell.compliance.clauses.rules import FIELDS
    from dunwell.compliance.jurisdictions import JURISDICTIONS
    from dunwell.compliance.telling.rules import as_data

    body = JURISDICTIONS.get(jurisdiction)()
    rows = [as_data(clause) for clause in body.clauses]
    no_rule = [field for field in FIELDS if field in body.no_rule]
    if as_json:
        echo_json(
            {"jurisdiction": body.key, "title": body.title, "about": body.about, "clauses": rows, "no_rule": no_rule}
        )
        return
    click.echo(f"{body.title}. {body.about}\n")
    names = ("field", "says", "citation", "valid_from", "checked_on", "mark")
    echo_table(
        ["Field", "Says", "Citation", "Valid from", "Checked on", "Mark"],
        [[str(row[name]) for name in names] for row in rows],
    )
    click.echo(f"\nNo rule: {', '.join(no_rule)}.")


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
def own(*, creditor: str) -> None:
    """Print what a creditor adds to the law, as its document."""
    from dunwell.compliance.tightening.queries import law_document_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    row = law_document_of(viewer, creditor_named(viewer, creditor).id)
    click.echo(row.text, nl=not row.text.endswith("\n"))


@command.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--note", default="", help="Why.")
def tighten(*, file: TextIO, creditor: str, note: str) -> None:
    """Put the rules in FILE in force for a creditor, besides the law; an empty file adds nothing."""
    from dunwell.compliance.tightening.commands import tighten_law
    from dunwell.compliance.tightening.queries import law_document_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    seen = law_document_of(viewer, creditor_id).version
    kept = tighten_law(viewer=viewer, creditor_id=creditor_id, text=file.read(), version=seen, note=note)
    click.echo(f"Version {kept.version} is in force.")
