"""Questions about the creditor's own bank accounts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.accounts.rules import KnownAccount, plain_number
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class BankAccountRow:
    """One bank account of the creditor; `closing_amount` is what its latest statement says, None before the first."""

    id: int
    number: str
    name: str
    bank: str
    currency: str
    ledger_account: str
    is_active: bool
    statement_count: int
    waiting_count: int
    closing_date: date | None
    closing_amount: Decimal | None


def bank_accounts_of(viewer: Viewer, creditor_id: int, *, active_only: bool = False) -> list[BankAccountRow]:
    """Return a creditor's bank accounts by name and number; short enough to come whole."""
    require(viewer, "book.read", creditor_id)
    held = BankAccount.objects.filter(creditor_id=creditor_id)
    if active_only:
        held = held.filter(is_active=True)
    return [_row(each) for each in _told(held).order_by("name", "number", "currency")]


def bank_account(viewer: Viewer, account_id: int) -> BankAccountRow:
    """Return one bank account; refuse one out of sight."""
    found = _told(BankAccount.objects.filter(pk=account_id)).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def bank_account_named(viewer: Viewer, creditor_id: int, name: str) -> BankAccountRow:
    """Return a bank account by its number, or by its name where only one has it; refuse any other."""
    known = bank_accounts_of(viewer, creditor_id)
    wanted = plain_number(name)
    found = [row for row in known if wanted and row.number == wanted] or [row for row in known if row.name == name]
    if len(found) == 1:
        return found[0]
    raise Refusal(
        "cash.account.unknown",
        gettext_noop("There is no bank account {name}, or more than one. Open are: {known}."),
        name=name[:80],
        known=", ".join(f"{row.number} {row.currency}" for row in known) or "–",
    )


def known_accounts(creditor_id: int) -> list[KnownAccount]:
    """Return a creditor's accounts as a statement is compared with them."""
    held = BankAccount.objects.filter(creditor_id=creditor_id).order_by("pk")
    return [KnownAccount(each.pk, each.number, each.currency, each.is_active) for each in held]


def _told(held: QuerySet[BankAccount]) -> QuerySet[BankAccount]:
    from django.db.models import Count

    posted = Q(statements__state="posted")
    closing = (
        BankAccount.objects.filter(
            pk=OuterRef("pk"), statements__state="posted", statements__closing_date__isnull=False
        )
        .order_by("-statements__closing_date", "-statements__pk")
        .values("statements__closing_amount")[:1]
    )
    return held.annotate(
        statement_count=Count("statements", filter=posted),
        waiting_count=Count("statements", filter=Q(statements__state="waiting")),
        closing_date=Max("statements__closing_date", filter=posted),
        closing_amount=Subquery(closing),
    )


def _row(found: BankAccount) -> BankAccountRow:
    return BankAccountRow(**{name: getattr(found, name) for name in BankAccountRow.__dataclass_fields__})
