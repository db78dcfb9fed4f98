"""Bank accounts on which money arrives, and their reconciliation with the books."""

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Code, Day, Flag, PathId, text
from dunwell.api.values import shape_of
from dunwell.cash.accounts.commands import change_account, open_account
from dunwell.cash.accounts.queries import BankAccountRow, bank_account, bank_accounts_of
from dunwell.cash.reconciliation.queries import reconciliation_of
from dunwell.cash.reconciliation.rules import Reconciliation

router = Router(tags=["bank accounts"])
Account = shape_of(BankAccountRow)
ReconciliationShape = shape_of(Reconciliation)


class NewAccount(Body):
    """A bank account to open; its number may be an IBAN or as the country writes it."""

    number: text(60, 1)  # type: ignore[valid-type]
    currency: Code
    name: text(120) = ""  # type: ignore[valid-type]
    bank: text(60) = ""  # type: ignore[valid-type]
    ledger_account: text(40) = ""  # type: ignore[valid-type]


class AccountChange(Body):
    """What to change; what is not sent stays."""

    name: text(120) = ""  # type: ignore[valid-type]
    bank: text(60) = ""  # type: ignore[valid-type]
    ledger_account: text(40) = ""  # type: ignore[valid-type]
    is_active: Flag = True


class AsOf(BaseModel):
    """The day at whose end; today where nothing is said."""

    as_of: Day | None = None


@reads(router, "/bank-accounts", Account, whole_list=True)
def list_bank_accounts(desk: ApiDesk) -> list[BankAccountRow]:
    """List the bank accounts, with what the latest statement of each says."""
    return bank_accounts_of(desk.viewer, desk.creditor_id)


@commands(router, "/bank-accounts", Account, right="cash.post", status=201)
def open_a_bank_account(desk: ApiDesk, body: NewAccount) -> BankAccountRow:
    """Open a bank account. Statements that wait for it are then released."""
    made = open_account(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return bank_account(desk.viewer, made.pk)


@reads(router, "/bank-accounts/{bank_account_id}", Account)
def get_bank_account(desk: ApiDesk, bank_account_id: PathId) -> BankAccountRow:
    """Show a bank account."""
    return bank_account(desk.viewer, bank_account_id)


@commands(router, "/bank-accounts/{bank_account_id}/change", Account, right="cash.post")
def change_a_bank_account(desk: ApiDesk, bank_account_id: PathId, body: AccountChange) -> BankAccountRow:
    """Rename a bank account, or take it out of use: then its statements wait."""
    change_account(viewer=desk.viewer, account_id=bank_account_id, **body.filled())
    return bank_account(desk.viewer, bank_account_id)


@reads(router, "/bank-accounts/{bank_account_id}/reconciliation", ReconciliationShape)
def reconcile_a_bank_account(desk: ApiDesk, bank_account_id: PathId, asked: Query[AsOf]) -> Reconciliation:
    """Show statement balance, book balance and the named differences between them, as of the end of a day."""
    return reconciliation_of(desk.viewer, bank_account_id, asked.as_of or desk.today)
