"""Verbs of the ledger: documents, money, corrections, holds."""

from typing import Any

from django.db import transaction

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.receivables.entries.commands import apply_credit, put_on_account, reverse_entry, settle_item
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.holds.queries import HoldRow, holds_of
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import entries_of, item_by_number
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.terms.commands import save_terms
from dunwell.story.grammar import Line
from dunwell.story.scene import in_hand
from dunwell.story.telling import WHOLE_CUSTOMER, Telling, given, tells


def item_named(telling: Telling, number: str) -> Any:
    """Return an item of the story's creditor by its number."""
    return item_by_number(telling.operator, telling.desk().id, number)


@tells("rate")
def rate(telling: Telling, line: Line) -> None:
    """Record an exchange rate."""
    record_rate(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        currency=line.values["currency"],
        rate_date=line.values["date"],
        rate=line.values["number"],
    )


@tells("terms")
def terms(telling: Telling, line: Line) -> None:
    """Save payment terms."""
    name, count = line.values["choice"], line.values["count"]
    rule: dict[str, Any] = {"name": name, "day" if name == "proximo" else "days": count, **given(line, cutoff="cutoff")}
    document: dict[str, Any] = {"lines": [{"share": "1", "rule": rule}]}
    if name == "installments":
        document = {"installments": {"count": count, "every_months": 1}}
    if "discount" in line.values:
        within = {"name": "net_days", "days": line.values.get("within", 0)}
        document["discount"] = {"percent": str(line.values["discount"]), "rule": within}
    code = line.values["name"]
    save_terms(viewer=telling.acting, creditor_id=telling.desk().id, code=code, title=code, document=document)


def _issue(telling: Telling, line: Line) -> None:
    money = line.values["money"]
    issue_item(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        kind=line.verb.name,
        item_number=line.values["item"],
        amount=money.amount,
        currency=money.currency,
        document_date=line.values["date"],
        **given(line, due="due_date", terms="terms_code", po="purchase_order", reference="reference"),
    )


for _document in ("invoice", "debit_memo", "finance_charge"):
    tells(_document)(_issue)


@tells("credit_memo")
def credit_memo(telling: Telling, line: Line) -> None:
    """Issue a credit memo; it is due at once."""
    money = line.values["money"]
    issue_item(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        kind="credit_memo",
        item_number=line.values["item"],
        amount=money.amount,
        currency=money.currency,
        document_date=line.values["date"],
        due_date=line.values["date"],
        **given(line, reference="reference"),
    )


def _settle(telling: Telling, line: Line, number: str, *, kind: str, reason: str = "") -> None:
    item = item_named(telling, number)
    check_currency_of(item, line)
    settle_item(
        viewer=telling.acting,
        open_item_id=item.pk,
        amount=line.values["money"].amount,
        effective_date=line.values["date"],
        kind=kind,
        reason=reason,
    )


def check_currency_of(item: Any, line: Line) -> None:
    """Refuse a line that names an amount in another currency than the item's."""
    if item.currency != line.values["money"].currency:
        raise Refusal(
            "story.other_currency",
            gettext_noop("{item} is in {currency}. Write the amount in it."),
            item=item.item_number,
            currency=item.currency,
        )


@tells("payment")
def payment(telling: Telling, line: Line) -> None:
    """Put money on an item, or on the customer's account."""
    if "to" in line.values:
        _settle(telling, line, line.values["to"], kind="payment", reason=line.values["item"])
        return
    money = line.values["money"]
    put_on_account(
        viewer=telling.acting,
        customer_id=in_hand(telling).id,
        item_number=line.values["item"],
        amount=money.amount,
        currency=money.currency,
        effective_date=line.values["date"],
    )


@tells("allocate")
def allocate(telling: Telling, line: Line) -> None:
    """Set a credit against an item."""
    credit, item = item_named(telling, line.values["item"]), item_named(telling, line.values["target"])
    check_currency_of(item, line)
    apply_credit(
        viewer=telling.acting,
        credit_item_id=credit.pk,
        open_item_id=item.pk,
        amount=line.values["money"].amount,
        effective_date=line.values["date"],
    )


@tells("short_pay")
def short_pay(telling: Telling, line: Line) -> None:
    """Pay an invoice short; what is left moves to a deduction that keeps the invoice's due date."""
    number, day, reason = line.values["item"], line.values["date"], line.values.get("reason", "short paid")
    with transaction.atomic():
        _settle(telling, line, number, kind="payment", reason=reason)
        invoice = item_named(telling, number)
        settle_item(
            viewer=telling.acting,
            open_item_id=invoice.pk,
            amount=invoice.open_amount,
            effective_date=day,
            kind="credit",
            reason=f"to deduction {number}-D",
        )
        issue_item(
            viewer=telling.acting,
            customer_id=invoice.customer_id,
            kind="deduction",
            item_number=f"{number}-D",
            amount=invoice.open_amount,
            currency=invoice.currency,
            document_date=day,
            due_date=invoice.due_date,
            reference=f"{number} {reason}",
        )


@tells("discount")
def discount(telling: Telling, line: Line) -> None:
    """Allow an early-payment discount."""
    _settle(telling, line, line.values["item"], kind="discount")


@tells("write_off")
def write_off(telling: Telling, line: Line) -> None:
    """Give up part or all of an item."""
    _settle(telling, line, line.values["item"], kind="write_off", reason=line.values.get("reason", ""))


@tells("reverse")
def reverse(telling: Telling, line: Line) -> None:
    """Undo the last payment or credit on an item."""
    item = item_named(telling, line.values["item"])
    moved = [entry for entry in entries_of(telling.operator, item.pk) if entry.kind in ("payment", "credit")]
    if not moved:
        raise Refusal("story.nothing_to_reverse", gettext_noop("Nothing was paid on {item}."), item=item.item_number)
    reverse_entry(
        viewer=telling.acting,
        entry_id=moved[-1].id,
        effective_date=line.values["date"],
        reason=line.values.get("reason", "returned unpaid"),
    )


# --- holds


def hold_target(telling: Telling, word: str) -> tuple[int, int | None]:
    """Return the customer, and the item unless the word stands for the whole customer."""
    if word == WHOLE_CUSTOMER:
        return in_hand(telling).id, None
    item = item_named(telling, word)
    return item.customer_id, item.pk


def active_holds(telling: Telling, word: str) -> list[HoldRow]:
    """Return the holds that count today on an item, or on the whole customer."""
    customer_id, item_id = hold_target(telling, word)
    held = holds_of(telling.operator, customer_id, telling.as_of)
    return [hold for hold in held if hold.open_item_id == item_id]


@tells("hold")
def hold(telling: Telling, line: Line) -> None:
    """Place a hold."""
    customer_id, item_id = hold_target(telling, line.values["item"])
    place_hold(
        viewer=telling.acting,
        customer_id=customer_id,
        open_item_id=item_id,
        reason=line.values["reason"],
        amount=line.values["amount"].amount if "amount" in line.values else None,
        placed_date=telling.as_of,
        **given(line, until="until_date", note="note"),
    )


@tells("lift_hold")
def end_hold(telling: Telling, line: Line) -> None:
    """Lift the holds that count today."""
    wanted = line.values.get("reason")
    found = [held for held in active_holds(telling, line.values["item"]) if wanted in (None, held.reason)]
    if not found:
        raise Refusal("story.no_hold", gettext_noop("Nothing is on hold there."))
    for held in found:
        lift_hold(viewer=telling.acting, hold_id=held.id, lifted_date=telling.as_of)
