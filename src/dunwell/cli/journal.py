"""`dunwell journal`, `dunwell period`: what the general ledger is told day by day, and which days are locked."""

from datetime import datetime
from typing import Any

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json, echo_table

creditor_option = click.option("--creditor", required=True, help="The creditor's name or key.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def journal() -> None:
    """The journal of a creditor's books: list its postings, post up to a day, export a day."""


@journal.command("list")
@creditor_option
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True)
@json_option
def list_batches(*, creditor: str, limit: int, as_json: bool) -> None:
    """List the postings of the journal, the newest first, and whether the control account ties to the sub-ledger."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.journal.queries import batches_of, controls_of

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    rows, controls = batches_of(viewer, creditor_id, limit), controls_of(viewer, creditor_id)
    if as_json:
        echo_json({"journal": [_batch(row) for row in rows], "controls": [_control(each) for each in controls]})
        return
    echo_table(
        ["Journal", "Day", "Facts", "Lines", "Debits", "Currency", "By"],
        [
            (str(row.number), str(row.journal_date), str(row.fact_count), str(row.line_count),
             plain(row.debit_amount, row.base_currency), row.base_currency, row.recorded_by)
            for row in rows
        ],
        right=(0, 2, 3, 4),
    )  # fmt: skip
    for each in controls:
        off = each.journal_amount - each.entries_amount
        tie = f"is off by {plain(off, each.currency)}" if off else "ties"
        click.echo(f"{each.currency}: control account {plain(each.journal_amount, each.currency)}, {tie}.")


def _batch(row: Any) -> dict[str, Any]:
    return {
        "number": row.number, "date": row.journal_date, "facts": row.fact_count, "lines": row.line_count,
        "debits": plain(row.debit_amount, row.base_currency), "currency": row.base_currency,
        "templates_version": row.templates_version, "recorded_at": row.recorded_at, "recorded_by": row.recorded_by,
    }  # fmt: skip


def _control(each: Any) -> dict[str, Any]:
    return {
        "currency": each.currency, "journal": plain(each.journal_amount, each.currency),
        "ledger": plain(each.entries_amount, each.currency), "ties": each.journal_amount == each.entries_amount,
    }  # fmt: skip


@journal.command()
@creditor_option
@click.option("--date", "day", required=True, type=DAY, help="Up to the end of this day, like 2026-03-31.")
@json_option
def post(*, creditor: str, day: datetime, as_json: bool) -> None:
    """Tell the journal everything up to a day that it was not told."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.journal import post_day_journal

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    made = post_day_journal(viewer=viewer, creditor_id=creditor_id, journal_date=day.date())
    if as_json:
        echo_json({"number": made.number if made else None, "lines": made.line_count if made else 0})
    elif made is None:
        click.echo("The journal was told everything already.")
    else:
        click.echo(f"Journal {made.number} of {made.journal_date}: {made.fact_count} facts, {made.line_count} lines.")


@journal.command()
@creditor_option
@click.option("--date", "day", required=True, type=DAY, help="The day of the journal, like 2026-03-31.")
@click.option("--format", "form", default="csv", show_default=True, help="csv, or sap for a general journal upload.")
def export(*, creditor: str, day: datetime, form: str) -> None:
    """Print the journal of a day, balanced line by line."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.journal.queries import exported_day

    viewer = current_viewer()
    told = exported_day(viewer, creditor_named(viewer, creditor).id, day.date(), form)
    click.echo(told.replace("\r\n", "\n"), nl=False)


@click.group()
def period() -> None:
    """Periods: lock the books through a day, reopen them with a reason, list who did what."""


@period.command("list")
@creditor_option
@json_option
def list_locks(*, creditor: str, as_json: bool) -> None:
    """List every locking and reopening, the newest first; the first says what is locked now."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.periods.queries import period_locks

    viewer = current_viewer()
    rows = period_locks(viewer, creditor_named(viewer, creditor).id)
    if as_json:
        locked = rows[0].through_date if rows else None
        told = [
            {"through": row.through_date, "reopening": row.is_reopening, "reason": row.reason,
             "recorded_at": row.recorded_at, "recorded_by": row.recorded_by}
            for row in rows
        ]  # fmt: skip
        echo_json({"locked_through": locked, "periods": told})
        return
    echo_table(
        ["What", "Through", "Why", "By", "When"],
        [
            ("reopened" if row.is_reopening else "locked", str(row.through_date or "–"), row.reason, row.recorded_by,
             row.recorded_at[:16])
            for row in rows
        ],
    )  # fmt: skip


@period.command()
@creditor_option
@click.option("--through", required=True, type=DAY, help="The last locked day, like 2026-03-31.")
@click.option("--reason", required=True, help="Why, for whoever reads the books later.")
def lock(*, creditor: str, through: datetime, reason: str) -> None:
    """Lock the books through a day: nothing is posted on it or before it any more."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.periods.commands import lock_period

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    made = lock_period(viewer=viewer, creditor_id=creditor_id, through_date=through.date(), reason=reason)
    click.echo(f"Locked through {made.through_date}.")


@period.command()
@creditor_option
@click.option("--through", type=DAY, help="Stay locked through this day; reopened wholly without it.")
@click.option("--reason", required=True, help="Why, for whoever reads the books later.")
def reopen(*, creditor: str, through: datetime | None, reason: str) -> None:
    """Reopen the books after a day, or wholly."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.periods.commands import reopen_period

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    day = through.date() if through else None
    made = reopen_period(viewer=viewer, creditor_id=creditor_id, reason=reason, through_date=day)
    click.echo(f"Reopened; locked through {made.through_date}." if made.through_date else "Reopened wholly.")
