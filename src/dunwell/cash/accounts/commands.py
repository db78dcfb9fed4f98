"""Verbs on bank accounts: open, rename, take out of use."""

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.accounts import rules
from dunwell.cash.accounts.models import BankAccount
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command


@command
def open_account(
    *,
    viewer: Viewer,
    creditor_id: int,
    number: str,
    currency: str,
    name: str = "",
    bank: str = "",
    ledger_account: str = "",
) -> BankAccount:
    """Open a bank account on which money of the creditor arrives; refuse a number it has in that currency already."""
    require(viewer, "cash.post", creditor_id)
    plain, code = rules.check_number(number), rules.check_currency(currency)
    if BankAccount.objects.filter(creditor_id=creditor_id, number=plain, currency=code).exists():
        raise Refusal(
            "cash.account.already_open",
            gettext_noop("The account {number} in {currency} is open already."),
            number=plain,
            currency=code,
        )
    return BankAccount.objects.create(
        creditor_id=creditor_id,
        number=plain,
        currency=code,
        name=name.strip()[:120],
        bank=bank.strip()[:60],
        ledger_account=ledger_account.strip()[:40],
    )


@command
def change_account(
    *,
    viewer: Viewer,
    account_id: int,
    name: str | None = None,
    bank: str | None = None,
    ledger_account: str | None = None,
    is_active: bool | None = None,
) -> BankAccount:
    """Rename an account, say its ledger account, or take it out of use (what is on it stays); None leaves as it is."""
    found = locked_account(viewer, account_id)
    said = {"name": (name, 120), "bank": (bank, 60), "ledger_account": (ledger_account, 40)}
    for field, (value, length) in said.items():
        if value is not None:
            setattr(found, field, value.strip()[:length])
    if is_active is not None:
        found.is_active = is_active
    found.save()
    return found


def locked_account(viewer: Viewer, account_id: int, right: str = "cash.post") -> BankAccount:
    """Return a bank account, locked until the transaction ends; refuse one out of sight."""
    found = BankAccount.objects.select_for_update().filter(pk=account_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found
