"""`dunwell refund`: money given back, asked for by one person and checked by another."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from dunwell.base.money import plain
from dunwell.cli.tables import echo_json, echo_table

REFUND = click.argument("refund_id", type=int)
STATES = ("requested", "approved", "refused", "cancelled", "paid")


@click.group()
def command() -> None:
    """Refunds: ask for one, approve or refuse what another person asked for, record that it was paid, list."""


def _amount(_context: click.Context, _parameter: click.Parameter, text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise click.BadParameter(f"{text} is no amount.") from None


@command.command("list")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only these; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_refunds(*, creditor: str, states: tuple[str, ...], as_json: bool) -> None:
    """List refunds, the oldest request first; those that are requested await a checker."""
    from dunwell.cash.refunds.queries import refunds_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    rows = refunds_of(viewer, creditor_named(viewer, creditor).id, states)
    if as_json:
        echo_json({"refunds": [_refund(row) for row in rows]})
        return
    echo_table(
        ["Id", "State", "Of", "Customer", "Amount", "Currency", "Why", "Asked by", "Checked by"],
        [
            (str(row.id), row.state, row.item_number or row.receipt_number, row.customer_name,
             plain(row.amount, row.currency), row.currency, row.reason, row.requested_by, row.checked_by)
            for row in rows
        ],
        right=(0, 4),
    )  # fmt: skip


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--receipt", default="", help="Of this receipt (its number): what is in suspense or on account.")
@click.option("--item", "item_number", default="", help="Of this credit of a customer (its number).")
@click.option("--amount", required=True, callback=_amount, help="How much.")
@click.option("--reason", required=True, help="Why; the checker reads it.")
@click.option("--pay-to", default="", help="An account, or a name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def request(
    *, creditor: str, receipt: str, item_number: str, amount: Decimal, reason: str, pay_to: str, as_json: bool
) -> None:
    """Ask that money be given back; nothing moves before another person approved it and it is paid."""
    from dunwell.cash.receipts.queries import receipt_by_number
    from dunwell.cash.refunds.commands import request_refund
    from dunwell.cash.refunds.queries import refundable_of_item, refundable_of_receipt
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    if bool(receipt) == bool(item_number):
        raise click.UsageError("Give either --receipt or --item.")
    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    if receipt:
        offered = refundable_of_receipt(viewer, creditor_id, receipt_by_number(viewer, creditor_id, receipt).id)
    else:
        offered = refundable_of_item(viewer, creditor_id, item_number)
    if len(offered) != 1:
        known = ", ".join(f"{each.number} {plain(each.available_amount, each.currency)}" for each in offered)
        raise click.UsageError(f"Nothing can be given back of it, or more than one thing: {known or 'nothing'}.")
    made = request_refund(
        viewer=viewer, amount=amount, reason=reason, pay_to=pay_to, credit_item_id=offered[0].credit_item_id,
        receipt_id=offered[0].receipt_id,
    )  # fmt: skip
    _tell(made.pk, as_json)


@command.command()
@REFUND
@click.option("--note", default="", help="A word for whoever asked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def approve(*, refund_id: int, note: str, as_json: bool) -> None:
    """Say yes to what another person asked for."""
    from dunwell.cash.refunds.commands import approve_refund
    from dunwell.platform.access import current_viewer

    approve_refund(viewer=current_viewer(), refund_id=refund_id, note=note)
    _tell(refund_id, as_json)


@command.command()
@REFUND
@click.option("--note", required=True, help="Why not.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def refuse(*, refund_id: int, note: str, as_json: bool) -> None:
    """Say no to what another person asked for, and why."""
    from dunwell.cash.refunds.commands import refuse_refund
    from dunwell.platform.access import current_viewer

    refuse_refund(viewer=current_viewer(), refund_id=refund_id, note=note)
    _tell(refund_id, as_json)


@command.command()
@REFUND
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="When it was paid; today if not given.")
@click.option("--reference", default="", help="The reference of the payment.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def pay(*, refund_id: int, day: datetime | None, reference: str, as_json: bool) -> None:
    """Record that an approved refund was paid: its credit is used up by it."""
    from django.utils import timezone

    from dunwell.cash.refunds.commands import pay_refund
    from dunwell.platform.access import current_viewer

    paid = day.date() if day else timezone.localdate()
    pay_refund(viewer=current_viewer(), refund_id=refund_id, paid_date=paid, payment_reference=reference)
    _tell(refund_id, as_json)


@command.command()
@REFUND
@click.option("--reason", default="", help="Why it is taken back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def cancel(*, refund_id: int, reason: str, as_json: bool) -> None:
    """Take a refund back before it is paid."""
    from dunwell.cash.refunds.commands import cancel_refund
    from dunwell.platform.access import current_viewer

    cancel_refund(viewer=current_viewer(), refund_id=refund_id, reason=reason)
    _tell(refund_id, as_json)


def _tell(refund_id: int, as_json: bool) -> None:
    from dunwell.cash.refunds.queries import refund_of
    from dunwell.platform.access import current_viewer

    row = refund_of(current_viewer(), refund_id)
    if as_json:
        echo_json(_refund(row))
    else:
        click.echo(f"Refund {row.id} of {plain(row.amount, row.currency)} {row.currency} is {row.state}.")


def _refund(row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "state": row.state, "amount": plain(row.amount, row.currency), "currency": row.currency,
        "customer": row.customer_name, "item": row.item_number, "receipt": row.receipt_number, "reason": row.reason,
        "pay_to": row.pay_to, "requested_by": row.requested_by, "checked_by": row.checked_by,
        "check_note": row.check_note, "paid_date": row.paid_date, "payment_reference": row.payment_reference,
    }  # fmt: skip
