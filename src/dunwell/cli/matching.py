"""`dunwell cash rules`: the matching rules as a document: show, check, simulate on past receipts, publish."""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from dunwell.cli.tables import echo_json, echo_table

creditor_option = click.option("--creditor", required=True, help="The creditor's name or key.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def rules() -> None:
    """Matching rules: thresholds, tolerances and points of a creditor, as a YAML document in versions."""


@rules.command()
@creditor_option
@click.option("--version", type=click.IntRange(1), help="This version; those in force without it.")
@json_option
def show(*, creditor: str, version: int | None, as_json: bool) -> None:
    """Print the rules in force, to edit and check."""
    from dunwell.cash.matching.queries import rules_versions
    from dunwell.cash.rulebook.rules import text_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    rows = rules_versions(viewer, creditor_named(viewer, creditor).id)
    found = next((row for row in rows if (row.version == version if version else row.is_live)), None)
    if version and found is None:
        raise click.UsageError(f"There is no version {version}.")
    document = found.document if found else {}
    if as_json:
        versions = [{"version": row.version, "live": row.is_live, "note": row.note, "by": row.saved_by} for row in rows]
        echo_json({"version": found.version if found else 0, "document": document, "versions": versions})
    else:
        click.echo(text_of(document), nl=False)


@rules.command()
@FILE
@json_option
@click.pass_context
def check(context: click.Context, *, file: Path, as_json: bool) -> None:
    """Say what is wrong in FILE, line by line; exit 2 where something is."""
    problems = _read(file)[1]
    if as_json:
        echo_json({"problems": [problem.as_json() for problem in problems]})
    elif not problems:
        click.echo("Nothing is wrong.")
    else:
        _complain(problems)
    if problems:
        context.exit(2)


@rules.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@creditor_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Receipts valued since; 90 days back if not given.")
@json_option
@click.pass_context
def simulate(
    context: click.Context, *, file: Path | None, creditor: str, since: datetime | None, as_json: bool
) -> None:
    """Say what FILE (the rules in force without it) would have made of past receipts; nothing is written."""
    from django.utils import timezone

    from dunwell.cash.simulation.queries import simulate_rules
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    document = _sound(context, file) if file else None
    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    day = since.date() if since else timezone.localdate() - timedelta(days=90)
    came = simulate_rules(viewer, creditor_id, since=day, document=document)
    if as_json:
        apart = [
            {"receipt": each.number, "score": str(each.score), "proposed": each.proposed, "posted": each.posted}
            for each in came.disagreements
        ]
        told: dict[str, Any] = {"since": day, "receipts": came.receipts, "verdicts": came.verdicts}
        echo_json({**told, "agreed": came.agreed, "disagreed": came.disagreed, "disagreements": apart})
        return
    said = ", ".join(f"{count} {verdict}" for verdict, count in sorted(came.verdicts.items()))
    click.echo(f"{came.receipts} receipts since {day}: {said or 'none was applied'}.")
    click.echo(f"Of the automatic ones {came.agreed} as they were posted, {came.disagreed} otherwise.")
    rows = [
        (each.number, str(each.score), _sums(each.proposed), _sums(each.posted)) for each in came.disagreements[:50]
    ]
    if rows:
        echo_table(["Receipt", "Score", "The rules would", "It was"], rows)


@rules.command()
@FILE
@creditor_option
@click.option("--note", default="", help="Why.")
@json_option
@click.pass_context
def publish(context: click.Context, *, file: Path, creditor: str, note: str, as_json: bool) -> None:
    """Put FILE in force from the next matching on."""
    from dunwell.cash.matching.commands import publish_rules, save_rules
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    document, viewer = _sound(context, file), current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    kept, _problems = save_rules(viewer=viewer, creditor_id=creditor_id, document=document, note=note)
    made = publish_rules(viewer=viewer, creditor_id=creditor_id, version=kept.version, note=note)
    if as_json:
        echo_json({"version": made.version})
    else:
        click.echo(f"Version {made.version} is in force from the next matching on.")


def _sums(amounts: Any) -> str:
    return ", ".join(f"{number} {amount.normalize():f}" for number, amount in amounts.items()) or "–"


def _read(file: Path) -> tuple[dict[str, Any], list[Any]]:
    from dunwell.cash.rulebook.rules import read_rules

    return read_rules(file.read_text("utf-8"))


def _sound(context: click.Context, file: Path) -> dict[str, Any]:
    document, problems = _read(file)
    if problems:
        _complain(problems)
        context.exit(2)
    return document


def _complain(problems: list[Any]) -> None:
    for problem in problems:
        click.echo(f"line {problem.row}: {problem.sentence()} ({problem.code})", err=True)
    sys.stderr.flush()
