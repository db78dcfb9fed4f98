"""`dunwell cash`: match what came in, say why, and report how it goes."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.cli.matching import rules
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from dunwell.cash.matching.queries import CashReport, MatchedReceipt, ProposalRow, ReportLine

AT_ONCE = 1000


@click.group()
def command() -> None:
    """Cash application: match receipts with open items, explain a receipt, report, and the rules behind it."""


command.add_command(rules)


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--post", is_flag=True, help="Post what is certain.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def match(*, creditor: str, post: bool, as_json: bool) -> None:
    """Say what every waiting receipt probably pays."""
    from dunwell.cash.matching.commands import propose
    from dunwell.cash.matching.queries import matched_receipts, waiting_receipt_ids
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    waiting = waiting_receipt_ids(viewer, creditor_id)
    told = propose(viewer=viewer, creditor_id=creditor_id, post=post)
    if not as_json:
        said = ", ".join(f"{count} {verdict}" for verdict, count in sorted(told.verdicts.items()))
        click.echo(f"{told.receipts} receipts: {said or 'nothing waits'}.")
        if post:
            click.echo(f"{told.posted} posted, {told.refused} refused.")
        return
    chunks = (waiting[start : start + AT_ONCE] for start in range(0, len(waiting), AT_ONCE))
    rows = [_receipt(row) for chunk in chunks for row in matched_receipts(viewer, creditor_id, chunk)]
    echo_json({"receipts": rows, "posted": told.posted, "refused": told.refused})


@command.command()
@click.argument("receipt")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(*, receipt: str, creditor: str, as_json: bool) -> None:
    """Say why RECEIPT (its number) was proposed to pay what it was, every answer with its points."""
    from dunwell.cash.matching.queries import matched_receipts
    from dunwell.cash.receipts.queries import receipt_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    found = matched_receipts(viewer, creditor_id, [receipt_by_number(viewer, creditor_id, receipt).id])[0]
    if as_json:
        echo_json(_receipt(found))
        return
    amount, payer = plain(found.amount, found.currency), found.payer_name or "no payer named"
    click.echo(f"{found.number}: {amount} {found.currency} of {found.value_date}, {found.state}, {payer}")
    if not found.proposals:
        click.echo("Nothing is proposed: no open document fits what the payer wrote, or it was not matched yet.")
    for one in found.proposals:
        _tell(one, found.currency)


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31; today if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(*, creditor: str, as_of: datetime | None, as_json: bool) -> None:
    """Report how cash application goes: by state and verdict, what posted itself, what was undone, what waits."""
    from django.utils import timezone

    from dunwell.cash.matching.queries import cash_report
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    day = as_of.date() if as_of else timezone.localdate()
    found = cash_report(viewer, creditor_named(viewer, creditor).id, day)
    if as_json:
        echo_json(_report(found))
        return
    rate = "–" if found.straight_rate is None else f"{found.straight_rate * 100:.2f} %"
    click.echo(f"Straight through: {rate} ({found.straight_count} of {found.arrived_count} receipts)")
    groups = (("state", found.states), ("proposal", found.verdicts), ("suspense, days", found.suspense),
              ("undone", found.reversed))  # fmt: skip
    rows = [
        (title, line.key, str(line.count), plain(line.amount, line.currency), line.currency)
        for title, lines in groups
        for line in lines
    ]
    echo_table(["By", "", "Receipts", "Amount", "Currency"], rows, right=(2, 3))


def _tell(one: "ProposalRow", currency: str) -> None:
    click.echo(f"\n{one.rank}. score {one.score} ({one.verdict}), {sum(r.points or 0 for r in one.reasons)} points")
    for line in one.arithmetic:
        click.echo(f"   {line['code']:<10} {line['number']:<24} {plain(Decimal(line['amount']), currency):>16}")
    for reason in one.reasons:
        click.echo(f"   {reason.points or 0:+4d}  {reason.sentence()}")


def _receipt(row: "MatchedReceipt") -> dict[str, Any]:
    return {
        "reference": row.number,
        "amount": plain(row.amount, row.currency),
        "currency": row.currency,
        "state": row.state,
        "waiting": plain(row.waiting_amount, row.currency),
        "value_date": row.value_date,
        "payer": row.payer_name,
        "proposals": [_proposal(one, row.currency) for one in row.proposals],
    }


def _proposal(one: "ProposalRow", currency: str) -> dict[str, Any]:
    return {
        "score": str(one.score),
        "verdict": one.verdict,
        "items": [{name: value for name, value in item.items() if name != "open_item_id"} for item in one.items],
        "residual": plain(one.residual_amount, currency),
        "kind": one.residual_kind,
        "solutions": one.solution_count,
        "arithmetic": list(one.arithmetic),
        "reasons": [
            {"code": reason.code, "text": reason.sentence(), "points": reason.points} for reason in one.reasons
        ],
    }


def _report(found: "CashReport") -> dict[str, Any]:
    return {
        "as_of": found.as_of,
        "straight_through": {
            "rate": None if found.straight_rate is None else str(found.straight_rate),
            "receipts": found.straight_count,
            "of": found.arrived_count,
        },
        "states": _lines(found.states),
        "verdicts": _lines(found.verdicts),
        "later_reversed": _lines(found.reversed),
        "suspense": {"oldest_days": found.oldest_suspense_days, "ages": _lines(found.suspense)},
    }


def _lines(lines: "tuple[ReportLine, ...]") -> list[dict[str, Any]]:
    return [
        {"key": one.key, "count": one.count, "amount": plain(one.amount, one.currency), "currency": one.currency}
        for one in lines
    ]
