"""`dunwell explain`: why a customer stands where it stands."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from dunwell.strategy.decision.queries import Explanation


@click.command()
@click.argument("customer")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(customer: str, creditor: str, as_of: datetime, as_json: bool) -> None:
    """Show the facts of CUSTOMER (its number), every policy's answer, the points, and what would move it."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.runs.day import explain_customer

    viewer = current_viewer()
    found = explain_customer(
        viewer=viewer,
        creditor_id=creditor_named(viewer, creditor).id,
        customer_number=customer,
        as_of=as_of.date(),
    )
    if as_json:
        echo_json(document_of(found))
    else:
        _tell(found)


def document_of(found: "Explanation") -> dict[str, Any]:
    """Return everything behind a decision as plain values; amounts are decimal strings."""
    document: dict[str, Any] = {
        name: getattr(found, name)
        for name in ("customer_number", "segment", "step", "action", "minutes", "points", "currency")
    }
    said = {
        name: [
            {"code": reason.code, "text": reason.sentence(), "points": reason.points} for reason in getattr(found, name)
        ]
        for name in ("reasons", "exclusions", "moves")
    }
    return document | {
        "as_of": found.as_of.isoformat(),
        "expected_amount": plain(found.expected_amount, found.currency),
        "facts": {name: value if value is None or isinstance(value, bool | int) else str(value)
                  for name, value in found.facts.items()},
        "factors": dict(found.factors),
        "segments": dict(found.segments),
        "policies": [asdict(policy) for policy in found.policies],
        **said,
    }  # fmt: skip


def _tell(found: "Explanation") -> None:
    what = f"{found.action} ({found.step}), {found.minutes} min" if found.action else "nothing"
    click.echo(
        f"{found.customer_number} on {found.as_of}: segment {found.segment}; next: {what}; {found.points} points"
    )
    for reason in found.reasons:
        points = f"{reason.points:+d}" if reason.points is not None else ""
        click.echo(f"  {points:>4}  {reason.sentence()}")
    for title, reasons in (("Not on the list because", found.exclusions), ("What would move it", found.moves)):
        if reasons:
            click.echo(f"{title}:")
            for reason in reasons:
                click.echo(f"  - {reason.sentence()}")
    click.echo("Policies:")
    for policy in found.policies:
        click.echo(f"  {'*' if policy.followed else ' '} {policy.title} (version {policy.version})")
        for step in policy.steps:
            click.echo(f"      {'yes' if step.holds else 'no ':<4} {step.code}: {step.when}")
    click.echo("Facts:")
    echo_table(["Fact", "Value"], [(name, "-" if value is None else str(value)) for name, value in found.facts.items()])
