"""`dunwell statements`, `dunwell accounts`: what banks say, and the accounts they say it of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from dunwell.cli.desk import open_desk
from dunwell.cli.tables import echo_json, echo_table


@click.group(invoke_without_command=True)
@click.option("--creditor", help="The creditor's name or key.")
@click.option("--state", type=click.Choice(["waiting", "posted", "withdrawn"]), help="Only these.")
@click.option("--account", default="", help="Only of this account, by its number or name.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def statements(
    context: click.Context, *, creditor: str | None, state: str | None, account: str, limit: int, as_json: bool
) -> None:
    """List bank statements, the latest first; release one that waits, withdraw one, or show a day's reconciliation."""
    if context.invoked_subcommand is not None:
        return
    if not creditor:
        raise click.UsageError("Missing option '--creditor'.")
    with open_desk():
        _list_statements(creditor, state or "", account, limit, as_json)


def _list_statements(creditor: str, state: str, account: str, limit: int, as_json: bool) -> None:
    from dunwell.cash.accounts.queries import bank_account_named
    from dunwell.cash.statements.queries import statements_after
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    creditor_id = creditor_named(viewer, creditor).id
    account_id = bank_account_named(viewer, creditor_id, account).id if account else None
    rows = statements_after(viewer, creditor_id, state=state, bank_account_id=account_id, limit=limit).rows
    if as_json:
        echo_json({"statements": [_statement(row) for row in rows]})
        return
    echo_table(
        ["Id", "Account", "Kind", "Number", "Closing", "Day", "State", "Difference", "Lines"],
        [
            (
                str(row.id), row.account, row.kind, row.number, _shown(row.closing_amount, row.currency),
                str(row.closing_date or ""), row.waiting_reason if row.state == "waiting" else row.state,
                _shown(row.difference_amount, row.currency), str(row.line_count),
            )
            for row in rows
        ],
        right=(4, 7, 8),
    )  # fmt: skip


@statements.command()
@click.argument("statement_id", type=int)
@click.option("--reason", default="", help="Why it is posted though it does not tie.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def release(*, statement_id: int, reason: str, as_json: bool) -> None:
    """Post a statement that waits."""
    from dunwell.cash.statements.commands import release_statement
    from dunwell.platform.access import current_viewer

    made = release_statement(viewer=current_viewer(), statement_id=statement_id, reason=reason)
    if as_json:
        echo_json({"id": made.statement_id, "state": made.state, "receipts": made.receipts})
    else:
        click.echo(f"Statement {statement_id} is {made.state}: {made.receipts} receipts of {made.lines} lines.")


@statements.command()
@click.argument("statement_id", type=int)
@click.option("--reason", required=True, help="Why it is taken back.")
def withdraw(*, statement_id: int, reason: str) -> None:
    """Take a statement back while nothing of it is allocated."""
    from dunwell.cash.statements.commands import withdraw_statement
    from dunwell.platform.access import current_viewer

    withdraw_statement(viewer=current_viewer(), statement_id=statement_id, reason=reason)
    click.echo(f"Statement {statement_id} is withdrawn.")


@statements.command()
@click.argument("delivery_id", type=int)
@click.option("--reason", required=True, help="Why the intake is taken back.")
def rollback(*, delivery_id: int, reason: str) -> None:
    """Take back everything that a delivery brought, while nothing of it is allocated."""
    from dunwell.platform.access import current_viewer
    from dunwell.runs.cash.commands import roll_back_intake

    count = roll_back_intake(viewer=current_viewer(), delivery_id=delivery_id, reason=reason)
    click.echo(f"Delivery {delivery_id} is rolled back: {count} statements are withdrawn.")


@statements.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-03-31.")
@click.option("--account", default="", help="Only this account, by its number or name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def reconcile(*, creditor: str, as_of: datetime, account: str, as_json: bool) -> None:
    """Show, account by account, statement balance, book balance and the named differences, as of the end of a day."""
    from dunwell.cash.accounts.queries import bank_account_named
    from dunwell.cash.reconciliation.queries import reconciliation_of, reconciliations_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer, day = current_viewer(), as_of.date()
    creditor_id = creditor_named(viewer, creditor).id
    if account:
        found = [reconciliation_of(viewer, bank_account_named(viewer, creditor_id, account).id, day)]
    else:
        found = reconciliations_of(viewer, creditor_id, day)
    if as_json:
        echo_json({"reconciliations": [_reconciled(each) for each in found]})
        return
    for each in found:
        rows = [("Statement", _shown(each.statement_amount, each.currency), str(each.statement_date or ""))]
        rows.append(("Books", _shown(each.book_amount, each.currency), str(day)))
        rows += [(one.title, _shown(one.amount, each.currency), f"{one.count} rows") for one in each.differences]
        rows.append(("Unexplained", _shown(each.unexplained_amount, each.currency), ""))
        click.echo(f"Account {each.account} {each.currency}")
        echo_table(["What", "Amount", ""], rows, right=(1,))


def _reconciled(found: Any) -> dict[str, Any]:
    currency = found.currency
    return {
        "account": found.account,
        "currency": currency,
        "as_of": found.as_of,
        "statement": _shown(found.statement_amount, currency),
        "statement_date": found.statement_date,
        "book": _shown(found.book_amount, currency),
        "unexplained": _shown(found.unexplained_amount, currency),
        "differences": [
            {
                "kind": each.kind.value,
                "amount": _shown(each.amount, currency),
                "count": each.count,
                "rows": [
                    {"noun": row.noun, "id": row.id, "date": row.on_date, "amount": _shown(row.amount, currency)}
                    for row in each.rows
                ],
            }
            for each in found.differences
        ],
    }


@click.group(invoke_without_command=True)
@click.option("--creditor", help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def accounts(context: click.Context, *, creditor: str | None, as_json: bool) -> None:
    """Bank accounts on which money arrives: list, open, change."""
    if context.invoked_subcommand is not None:
        return
    if not creditor:
        raise click.UsageError("Missing option '--creditor'.")
    with open_desk():
        _list_accounts(creditor, as_json)


def _list_accounts(creditor: str, as_json: bool) -> None:
    from dunwell.cash.accounts.queries import bank_accounts_of
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    rows = bank_accounts_of(viewer, creditor_named(viewer, creditor).id)
    if as_json:
        echo_json({"accounts": [_account(row) for row in rows]})
        return
    echo_table(
        ["Id", "Number", "Currency", "Name", "Bank", "In use", "Balance", "Of"],
        [
            (
                str(row.id), row.number, row.currency, row.name, row.bank, "yes" if row.is_active else "no",
                _shown(row.closing_amount, row.currency), str(row.closing_date or ""),
            )
            for row in rows
        ],
        right=(6,),
    )  # fmt: skip


@accounts.command(name="open")
@click.argument("number")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--currency", required=True, help="The account's currency, like USD.")
@click.option("--name", default="", help="What it is called here.")
@click.option("--bank", default="", help="The bank's name or BIC.")
@click.option("--ledger-account", default="", help="The account of the general ledger that it posts to.")
def open_one(*, number: str, creditor: str, currency: str, name: str, bank: str, ledger_account: str) -> None:
    """Open a bank account."""
    from dunwell.cash.accounts.commands import open_account
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    made = open_account(
        viewer=viewer,
        creditor_id=creditor_named(viewer, creditor).id,
        number=number,
        currency=currency,
        name=name,
        bank=bank,
        ledger_account=ledger_account,
    )
    click.echo(f"The account {made.number} in {made.currency} is open.")


@accounts.command(name="change")
@click.argument("number")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--name", help="What it is called here.")
@click.option("--bank", help="The bank's name or BIC.")
@click.option("--ledger-account", help="The account of the general ledger that it posts to.")
@click.option("--in-use/--not-in-use", "is_active", default=None, help="Whether statements of it are posted.")
def change_one(*, number: str, creditor: str, is_active: bool | None, **said: str | None) -> None:
    """Rename a bank account, or take it out of use."""
    from dunwell.cash.accounts.commands import change_account
    from dunwell.cash.accounts.queries import bank_account_named
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named

    viewer = current_viewer()
    found = bank_account_named(viewer, creditor_named(viewer, creditor).id, number)
    made = change_account(viewer=viewer, account_id=found.id, is_active=is_active, **said)
    click.echo(f"The account {made.number} in {made.currency} is {'in use' if made.is_active else 'not in use'}.")


def tell_intake(told: Mapping[str, Any]) -> None:
    """Print what an intake of statements or remittances did."""
    verb = "would be" if told["dry_run"] else "is"
    for each in told["statements"]:
        balances = f"{each['opening']} to {each['closing']} {each['currency']}" if each["closing"] else each["currency"]
        click.echo(
            f"Statement {each['account'] or '–'} {each['number']} ({each['kind']}, {balances}) {verb} {each['state']}: "
            f"{each['lines']} lines, {each['receipts']} receipts, {each['duplicates']} known already."
        )
        if each["reason"]:
            click.echo(f"  {each['reason']['text']}")
        for note in each["notes"]:
            click.echo(f"  note: {note['text']}")
    for each in told["remittances"]:
        name = " ".join(part for part in (each["payer"], each["amount"], each["currency"], each["trace"]) if part)
        click.echo(f"Remittance {name} {verb} {each['state']}: {each['lines']} documents.")
        for reason in each["reasons"]:
            click.echo(f"  {each['receipt'] or 'no receipt'}: {reason['text']}")
    click.echo(
        f"{told['format']}: {told['statement_count']} statements ({told['waiting']} waiting), "
        f"{told['remittance_count']} remittances ({told['linked']} linked), {told['problem_count']} problems."
    )
    if told["repeated"]:
        click.echo(f"This file came before, as delivery {told['delivery']}; nothing was changed.")
    for note in told["notes"]:
        click.echo(f"note: {note['address']}: {note['text']}" if note["address"] else f"note: {note['text']}")
    for problem in told["problems"]:
        click.echo(f"{problem['address'] or 'file'}: {problem['text']} ({problem['code']})", err=True)


def _shown(amount: Any, currency: str) -> str:
    from dunwell.base.money import plain

    return "" if amount is None else plain(amount, currency)


def _statement(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "account": row.account,
        "kind": row.kind,
        "number": row.number,
        "currency": row.currency,
        "opening": _shown(row.opening_amount, row.currency) or None,
        "opening_date": row.opening_date,
        "closing": _shown(row.closing_amount, row.currency) or None,
        "closing_date": row.closing_date,
        "difference": _shown(row.difference_amount, row.currency) or None,
        "state": row.state,
        "waiting_reason": row.waiting_reason if row.state == "waiting" else "",
        "lines": row.line_count,
        "duplicates": row.duplicate_count,
        "delivery": row.delivery_id,
        "release_note": row.release_note,
        "withdrawal_note": row.withdrawal_note,
    }


def _account(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "currency": row.currency,
        "name": row.name,
        "bank": row.bank,
        "ledger_account": row.ledger_account,
        "is_active": row.is_active,
        "statements": row.statement_count,
        "waiting": row.waiting_count,
        "closing": _shown(row.closing_amount, row.currency) or None,
        "closing_date": row.closing_date,
    }
