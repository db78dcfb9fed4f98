"""`dunwell worklist`: the published list, ranked."""

from typing import Any

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json, echo_table

PAGE = 500


@click.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--owner", help="Whose list: an e-mail address, or queue:NAME. Everybody's if left out.")
@click.option("--view", default="open", show_default=True, help="Which split of the list.")
@click.option("--limit", type=click.IntRange(1), help="At most so many items.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(creditor: str, owner: str | None, view: str, limit: int | None, as_json: bool) -> None:
    """Show the published worklist with the reason beside every item."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.worklist.queries import published_day, worklist

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    day = published_day(viewer, creditor_id)
    if day is None:
        raise Refusal(
            "work.worklist.nothing_published",
            gettext_noop("No list is published yet for {creditor}. Run the day first: dunwell day --creditor …"),
            creditor=creditor,
        )
    held = _owner(creditor_id, owner)
    rows: list[Any] = []
    page = 1
    while True:
        got = worklist(viewer, creditor_id, owner=held, view=view, page=page, page_size=min(limit or PAGE, PAGE))
        rows.extend(got.rows)
        if page >= got.pages or (limit and len(rows) >= limit):
            break
        page += 1
    rows = rows[:limit]
    if as_json:
        echo_json({"run": day.run_id, "as_of": day.as_of.isoformat(), "items": [_item(row) for row in rows]})
        return
    echo_table(
        ["Rank", "Number", "Customer", "Action", "Points", "Min", "Expected", "Owner", "Why"],
        [
            (
                str(row.rank),
                row.customer_number,
                row.customer_name[:40],
                row.action,
                str(row.points),
                str(row.minutes),
                f"{row.expected_amount:,.2f} {row.currency}",
                row.owner or row.queue,
                "; ".join(reason.sentence() for reason in row.reasons[:2]),
            )
            for row in rows
        ],
        right=(0, 4, 5, 6),
    )


def _owner(creditor_id: int, owner: str | None) -> int | str | None:
    from dunwell.platform.people.queries import members_of

    if owner is None or owner.startswith("queue:"):
        return owner
    for member in members_of(creditor_id):
        if owner.casefold() in (member.email.casefold(), member.name.casefold()):
            return member.user_id
    raise Refusal(
        "work.worklist.no_such_owner",
        gettext_noop("{owner} is no member here. Give the e-mail address of a member, or queue:NAME."),
        owner=owner,
    )


def _item(row: Any) -> dict[str, Any]:
    from dunwell.base.money import plain

    return {
        "rank": row.rank,
        "customer_number": row.customer_number,
        "customer_name": row.customer_name,
        "owner": row.owner or row.queue,
        "action": row.action,
        "step": row.step,
        "state": row.state,
        "points": row.points,
        "minutes": row.minutes,
        "expected_amount": plain(row.expected_amount, row.currency),
        "currency": row.currency,
        "reasons": [
            {"code": reason.code, "text": reason.sentence(), "points": reason.points} for reason in row.reasons
        ],
    }
