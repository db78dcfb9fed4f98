"""Verbs on receipts: record, identify, transfer, give to no one again, return, forfeit. Nothing is ever deleted."""

from datetime import date
from decimal import Decimal

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.aliases.commands import learn_payer
from dunwell.cash.codes.rules import RETURN_CODES, return_code_of, return_text
from dunwell.cash.posting.commands import Act, customer_at, live_allocations, locked_receipt, new_key
from dunwell.cash.posting.queries import is_family
from dunwell.cash.receipts import rules
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.receipts.rules import MovementKind, Place, ReceiptState
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.rules import check_currency
from dunwell.platform.events.commands import emit
from dunwell.receivables.entries.rules import EntryKind

ZERO = Decimal(0)


@command
def record_receipt(
    *,
    viewer: Viewer,
    creditor_id: int,
    amount: Decimal,
    currency: str,
    value_date: date,
    method: str = "transfer",
    customer_id: int | None = None,
    booking_date: date | None = None,
    bank_account_id: int | None = None,
    number: str = "",
    payer_name: str = "",
    payer_account: str = "",
    reference: str = "",
    text: str = "",
) -> Receipt:
    """Record money that came in (a check, cash, a transfer typed in): in suspense, or at a customer who is known."""
    require(viewer, "cash.post", creditor_id)
    code = check_currency(currency)
    rules.check_amount(amount, code)
    if bank_account_id is not None and not BankAccount.objects.filter(pk=bank_account_id, creditor_id=creditor_id):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    pk = _next_id()
    receipt = Receipt.objects.create(
        id=pk,
        creditor_id=creditor_id,
        number=_free_number(creditor_id, number.strip() or f"R{pk}"),
        bank_account_id=bank_account_id,
        state=ReceiptState.UNIDENTIFIED,
        method=method,
        booking_date=booking_date or value_date,
        value_date=value_date,
        currency=code,
        amount=amount,
        suspense_amount=amount,
        payer_name=payer_name,
        payer_account=payer_account,
        reference=reference,
        text=text,
    )
    act = Act(viewer, receipt, value_date, key=f"receipt-{pk}")
    act.places = rules.Places()
    act.move(MovementKind.RECEIVED, Place.BANK, Place.SUSPENSE, amount)
    if customer_id is not None:
        act.identify(customer_at(creditor_id, customer_id), amount)
    act.finish()
    emit("cash.receipt_recorded", creditor_id, receipt_id=pk, customer_id=customer_id)
    return receipt


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cash_receipt_id_seq')")
        return int(cursor.fetchone()[0])


def _free_number(creditor_id: int, number: str) -> str:
    if Receipt.objects.filter(creditor_id=creditor_id, number=number).exists():
        raise Refusal(
            "cash.receipt.number_taken",
            gettext_noop("There is a receipt {number} already. Open it, or give another number."),
            number=number,
        )
    return number


@command
def identify_receipt(
    *,
    viewer: Viewer,
    receipt_id: int,
    customer_id: int,
    effective_date: date,
    expected_version: int | None = None,
    amount: Decimal | None = None,
    reason: str = "",
) -> Receipt:
    """Say who paid: the money in suspense (or `amount` of it, for a payment of two customers) is theirs, on account."""
    receipt = locked_receipt(viewer, receipt_id, expected_version)
    rules.check_waits(receipt.suspense_amount)
    customer = customer_at(receipt.creditor_id, customer_id)
    wanted = receipt.suspense_amount if amount is None else amount
    rules.check_amount(wanted, receipt.currency)
    act = Act(viewer, receipt, effective_date, key=new_key("identify"), reason=reason)
    act.hold()
    act.identify(customer, wanted)
    act.finish()
    if receipt.customer_id == customer_id:
        learn_payer(viewer, receipt)
    emit("cash.receipt_identified", receipt.creditor_id, receipt_id=receipt.pk, customer_id=customer_id)
    return receipt


@command
def unidentify_receipt(
    *, viewer: Viewer, receipt_id: int, effective_date: date, reason: str, expected_version: int | None = None
) -> Receipt:
    """Take back who paid: what is on account goes to suspense again, out of receivables. Undo allocations first."""
    receipt = locked_receipt(viewer, receipt_id, expected_version)
    _check_reason(reason)
    if receipt.applied_amount or not receipt.on_account_amount:
        raise Refusal(
            "cash.receipt.not_on_account",
            gettext_noop("Only money on account can go back to suspense. Undo the allocations of this receipt first."),
        )
    act = Act(viewer, receipt, effective_date, key=new_key("unidentify"), reason=reason)
    act.hold()
    for pk, amount in act.standing().items():
        act.draw(act.money[pk], amount)
        act.move(MovementKind.UNIDENTIFIED, Place.ON_ACCOUNT, Place.SUSPENSE, amount, item=act.money[pk])
    learn_payer(viewer, receipt, count=-1)
    was, receipt.customer = receipt.customer_id, None
    act.finish()
    emit("cash.receipt_unidentified", receipt.creditor_id, receipt_id=receipt.pk, customer_id=was)
    return receipt


@command
def transfer_receipt(
    *,
    viewer: Viewer,
    receipt_id: int,
    customer_id: int,
    amount: Decimal,
    effective_date: date,
    from_customer_id: int | None = None,
    expected_version: int | None = None,
    reason: str = "",
) -> Receipt:
    """Move money on account to another customer: within the family freely, to a stranger with a reason."""
    receipt = locked_receipt(viewer, receipt_id, expected_version)
    customer = customer_at(receipt.creditor_id, customer_id)
    rules.check_amount(amount, receipt.currency)
    rules.check_stranger(is_family(receipt.customer, customer), reason, customer.name)
    act = Act(viewer, receipt, effective_date, key=new_key("transfer"), reason=reason)
    act.hold()
    standing = {
        pk: open_amount
        for pk, open_amount in act.standing(from_customer_id).items()
        if act.money[pk].customer_id != customer_id
    }
    act.transfer(rules.taken_from(standing, amount, receipt.currency), customer)
    act.finish()
    emit("cash.receipt_transferred", receipt.creditor_id, receipt_id=receipt.pk, customer_id=customer_id)
    return receipt


@command
def return_receipt(
    *,
    viewer: Viewer,
    receipt_id: int,
    return_code: str,
    effective_date: date,
    amount: Decimal | None = None,
    expected_version: int | None = None,
    reason: str = "",
) -> Receipt:
    """The bank takes the money back (NSF, an ACH R-code, a chargeback): exactly what it paid is open again.

    Older days keep their answer. With an `amount`, only money that paid nothing is returned. A deduction that was
    worked on meanwhile stays as it is. Fees are claimed with a debit memo.
    """
    receipt = locked_receipt(viewer, receipt_id, expected_version)
    code = return_code_of(return_code)
    act = Act(viewer, receipt, effective_date, key=new_key("return"), reason=f"{code} {reason}".strip())
    if amount is None:
        rules.check_returnable(code, receipt.refunded_amount, receipt.currency)
        reopened = act.take_back(live_allocations(receipt.pk), keeps_worked_deductions=True)
        learn_payer(viewer, receipt, count=-1)
    else:
        rules.check_amount(amount, receipt.currency)
        reopened = []
        act.hold()
    _give_back(act, amount, receipt)
    receipt.details = {**receipt.details, "return": {"code": code, "date": effective_date.isoformat()}}
    act.finish()
    known = RETURN_CODES.get(code)
    emit(
        "cash.receipt_returned",
        receipt.creditor_id,
        receipt_id=receipt.pk,
        customer_ids=sorted({item.customer_id for item in act.money.values()}),
        open_item_ids=sorted({one.open_item_id for one in reopened}),
        return_code=code,
        may_retry=bool(known and known.may_retry),
        text=return_text(code),
    )
    return receipt


def _give_back(act: Act, amount: Decimal | None, receipt: Receipt) -> None:
    """Move money from suspense, then from the customers' accounts, back to the bank."""
    waiting = act.places.suspense
    standing = act.standing()
    wanted = waiting + sum(standing.values(), ZERO) if amount is None else amount
    if wanted <= 0:
        raise Refusal(
            "cash.receipt.nothing_to_return",
            gettext_noop("Nothing is left of receipt {number}. It was returned or refunded before."),
            number=receipt.number,
        )
    from_suspense = min(waiting, wanted)
    if from_suspense:
        act.move(MovementKind.RETURNED, Place.SUSPENSE, Place.RETURNED, from_suspense)
    for pk, part in rules.taken_from(standing, wanted - from_suspense, receipt.currency).items():
        act.draw(act.money[pk], part, EntryKind.RETURNED)
        act.move(MovementKind.RETURNED, Place.ON_ACCOUNT, Place.RETURNED, part, item=act.money[pk])


@command
def forfeit_receipt(
    *,
    viewer: Viewer,
    receipt_id: int,
    amount: Decimal,
    effective_date: date,
    reason: str,
    expected_version: int | None = None,
) -> Receipt:
    """Give up money that nobody claims (unclaimed property, forfeited by agreement); needs the checker's right."""
    receipt = locked_receipt(viewer, receipt_id, expected_version, right="cash.check")
    _check_reason(reason)
    rules.check_amount(amount, receipt.currency)
    act = Act(viewer, receipt, effective_date, key=new_key("forfeit"), reason=reason)
    act.hold()
    from_suspense = min(act.places.suspense, amount)
    if from_suspense:
        act.move(MovementKind.FORFEITED, Place.SUSPENSE, Place.REFUNDED, from_suspense)
    for pk, part in rules.taken_from(act.standing(), amount - from_suspense, receipt.currency).items():
        act.draw(act.money[pk], part)
        act.move(MovementKind.FORFEITED, Place.ON_ACCOUNT, Place.REFUNDED, part, item=act.money[pk])
    act.finish()
    emit("cash.receipt_forfeited", receipt.creditor_id, receipt_id=receipt.pk, amount=str(amount))
    return receipt


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("cash.receipt.reason_missing", gettext_noop("Say why, for whoever reads the books later."))
