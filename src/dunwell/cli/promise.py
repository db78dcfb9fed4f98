"""`dunwell promise`: record, list, judge, cancel, give leave, report."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from dunwell.base.money import plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json, echo_table

if TYPE_CHECKING:
    from dunwell.outcomes.limits.rules import Installment
    from dunwell.outcomes.promises.queries import PromiseRow
    from dunwell.outcomes.promises.rules import Attainment

VIEWS = ("open", "due", "broken", "kept", "proposed", "all")
_creditor = click.option("--creditor", required=True, help="The creditor's name or key.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def command() -> None:
    """Promises: what customers said they would pay, and what became of it."""


@command.command()
@_creditor
@click.option("--customer", required=True, help="The customer's number.")
@click.option("--item", "items", multiple=True, help="A document it is about; the account where none is named.")
@click.option(
    "--part", "parts", multiple=True, required=True, metavar="DAY=AMOUNT", help="Like 2026-04-05=1000.00; may repeat."
)
@click.option("--currency", default="", help="For the account: which currency; the creditor's own if not given.")
@click.option("--method", default="", help="transfer, check, card, direct_debit or cash.")
@click.option("--source", default="call", show_default=True, help="call, email, letter, sms, portal, …")
@click.option("--note", default="", help="What was said.")
@_json
def record(
    *,
    creditor: str,
    customer: str,
    items: tuple[str, ...],
    parts: tuple[str, ...],
    currency: str,
    method: str,
    source: str,
    note: str,
    as_json: bool,
) -> None:
    """Record a promise; what it is about is not chased until its day and days of grace are over."""
    from django.utils import timezone

    from dunwell.outcomes.promises.commands import record_promise
    from dunwell.outcomes.promises.queries import promise_of
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.receivables.open_items.queries import item_by_number

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    made = record_promise(
        viewer=viewer,
        creditor_id=creditor_id,
        customer_id=customer_by_number(viewer, creditor_id, customer).id,
        installments=[_part(text) for text in parts],
        open_item_ids=[item_by_number(viewer, creditor_id, number).pk for number in items],
        currency=currency.upper(),
        method=method,
        source=source,
        note=note,
        at=timezone.now(),
    )
    _show([promise_of(viewer, made.pk)], as_json=as_json, alone=True)


@command.command("list")
@_creditor
@click.option("--view", type=click.Choice(VIEWS), default="open", show_default=True, help="Which promises.")
@click.option("--customer", default="", help="Only this customer's (its number); all of them, the newest first.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31; today if not given.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=500, show_default=True, help="At most so many.")
@_json
def list_them(*, creditor: str, view: str, customer: str, as_of: datetime | None, limit: int, as_json: bool) -> None:
    """List promises: open, due by the day, broken or kept in the last 30 days, waiting for leave, or all."""
    from dunwell.outcomes.promises.queries import promises_in, promises_of
    from dunwell.parties.customers.queries import customer_by_number
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    if customer:
        rows = promises_of(viewer, customer_by_number(viewer, creditor_id, customer).id, limit=limit)
    else:
        rows = promises_in(viewer, creditor_id, view=view, as_of=_day(creditor, as_of), limit=limit)
    _show(rows, as_json=as_json)


@command.command()
@_creditor
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31; today if not given.")
@_json
def judge(*, creditor: str, as_of: datetime | None, as_json: bool) -> None:
    """See what became of promises and plans by the end of a day, as every night does."""
    from dunwell.outcomes.evidence.commands import judge_promises
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    day = _day(creditor, as_of)
    found = judge_promises(viewer=viewer, creditor_id=creditor_named(viewer, creditor).id, as_of=day)
    if as_json:
        echo_json({"as_of": day, **found.as_json()})
        return
    told = [(*("promises", state), str(len(ids))) for state, ids in sorted(found.promises.items())]
    told += [("plans", state, str(len(ids))) for state, ids in sorted(found.plans.items())]
    click.echo(f"{found.looked_at} promises and plans looked at, {found.changed_count} changed.")
    if told:
        echo_table(["What", "Became", "Count"], told, right=(2,))


@command.command()
@click.argument("promise_id", type=int)
@click.option("--reason", required=True, help="Why.")
@_json
def cancel(*, promise_id: int, reason: str, as_json: bool) -> None:
    """Take an open promise out of the book, because."""
    from django.utils import timezone

    from dunwell.outcomes.promises.commands import cancel_promise
    from dunwell.outcomes.promises.queries import promise_of
    from dunwell.platform.access import current_viewer

    viewer = current_viewer()
    cancel_promise(viewer=viewer, promise_id=promise_id, reason=reason, at=timezone.now())
    _show([promise_of(viewer, promise_id)], as_json=as_json, alone=True)


@command.command()
@click.argument("promise_id", type=int)
@_json
def approve(*, promise_id: int, as_json: bool) -> None:
    """Give leave for a promise that waits for it."""
    from django.utils import timezone

    from dunwell.outcomes.promises.commands import approve_promise
    from dunwell.outcomes.promises.queries import promise_of
    from dunwell.platform.access import current_viewer

    viewer = current_viewer()
    approve_promise(viewer=viewer, promise_id=promise_id, at=timezone.now())
    _show([promise_of(viewer, promise_id)], as_json=as_json, alone=True)


@command.command()
@_creditor
@click.option("--from", "since", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--to", "until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option("--by-collector", is_flag=True, help="One line for each collector.")
@_json
def report(*, creditor: str, since: datetime, until: datetime, by_collector: bool, as_json: bool) -> None:
    """Report how many promises were kept, by count, by value and in cash, of those decided in a period."""
    from dunwell.outcomes.promises.queries import attainment_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    found = attainment_of(viewer, creditor_id, since=since.date(), until=until.date(), by_collector=by_collector)
    rows = [_attained(taken_by, currency, told) for (taken_by, currency), told in found.items()]
    if as_json:
        echo_json({"from": since.date(), "to": until.date(), "rows": rows})
        return
    shown = ("taken_by", "currency", "judged", "kept", "partially_kept", "broken", "promised", "received",
             "kept_count_ratio", "kept_value_ratio", "kept_cash_ratio")  # fmt: skip
    echo_table([name.replace("_", " ") for name in shown], [[str(row[name] or "–") for name in shown] for row in rows])


def _part(text: str) -> "Installment":
    from dunwell.outcomes.limits.rules import Installment

    day, _, amount = text.partition("=")
    try:
        return Installment(date.fromisoformat(day), Decimal(amount))
    except (ValueError, InvalidOperation):
        raise Refusal(
            "outcomes.promise.part_unreadable",
            gettext_noop("{text} is no part of a promise. Write a day and an amount, like 2026-04-05=1000.00."),
            text=text[:60],
        ) from None


def _day(creditor: str, as_of: datetime | None) -> date:
    if as_of is not None:
        return as_of.date()
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.calendars import local_day
    from dunwell.platform.creditors.queries import creditor_named

    return local_day(timezone.now(), creditor_named(current_viewer(), creditor).time_zone)


def _attained(taken_by: str, currency: str, told: "Attainment") -> dict[str, Any]:
    ratios = {"count": told.count_ratio, "value": told.value_ratio, "cash": told.cash_ratio}
    return {
        "taken_by": taken_by,
        "currency": currency,
        "judged": told.judged_count,
        "kept": told.kept_count,
        "partially_kept": told.partially_kept_count,
        "broken": told.broken_count,
        "late_kept": told.late_kept_count,
        "promised": plain(told.promised_amount, currency),
        "received": plain(told.received_amount, currency),
        **{f"kept_{name}_ratio": None if one is None else f"{one:.4f}" for name, one in ratios.items()},
    }


def _show(rows: "list[PromiseRow]", *, as_json: bool, alone: bool = False) -> None:
    if as_json:
        told = [_promise(row) for row in rows]
        echo_json(told[0] if alone else {"promises": told})
        return
    echo_table(
        ["Id", "Number", "Customer", "Amount", "Currency", "By", "Until", "State", "Received", "About", "Taken by"],
        [
            (
                str(row.id),
                row.customer_number,
                row.customer_name[:30],
                plain(row.amount, row.currency),
                row.currency,
                row.promised_date.isoformat(),
                row.cutoff_date.isoformat(),
                row.state if row.status == "active" else f"{row.state} ({row.status})",
                plain(row.received_amount, row.currency),
                ", ".join(row.items) or "account",
                row.taken_by,
            )
            for row in rows
        ],
        right=(0, 3, 8),
    )


def _promise(row: "PromiseRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "customer": row.customer_number,
        "state": row.state,
        "status": row.status,
        "level": row.level,
        "attempt": row.attempt,
        "amount": plain(row.amount, row.currency),
        "currency": row.currency,
        "received": plain(row.received_amount, row.currency),
        "late": plain(row.late_amount, row.currency),
        "tolerance": plain(row.tolerance_amount, row.currency),
        "promised_date": row.promised_date,
        "cutoff_date": row.cutoff_date,
        "taken_date": row.taken_date,
        "taken_by": row.taken_by,
        "decided_date": row.decided_date,
        "kept_in_grace": row.is_kept_in_grace,
        "late_kept": row.is_late_kept,
        "reversed": row.is_reversed,
        "items": list(row.items),
        "installments": [
            {
                "due_date": part.due_date,
                "amount": plain(part.amount, row.currency),
                "received": plain(part.received_amount, row.currency),
            }
            for part in row.installments
        ],
        "note": row.note,
    }
