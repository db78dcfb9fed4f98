"""Verbs that bring documents onto the books."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.rules import check_currency
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items import rules
from dunwell.receivables.open_items.models import DuePart, OpenItem
from dunwell.receivables.periods.queries import check_open_days
from dunwell.receivables.rates.queries import rate_on
from dunwell.receivables.terms.queries import DEFAULT_TERMS, terms_of
from dunwell.receivables.terms.rules import DuePart as Part
from dunwell.receivables.terms.rules import Terms, discount_of, due_parts


def locked_items(viewer: Viewer, item_ids: Sequence[int], right: str = "ledger.post") -> dict[int, OpenItem]:
    """Return items locked in primary-key order; refuse one out of sight or a viewer without the right."""
    found = {item.pk: item for item in OpenItem.objects.select_for_update().filter(pk__in=item_ids).order_by("pk")}
    if set(item_ids) - set(found):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    for item in found.values():
        require(viewer, right, item.creditor_id)
    return found


def _terms(creditor_id: int, code: str, customer: Customer) -> tuple[str, Terms]:
    wanted = code or customer.terms_code or DEFAULT_TERMS
    terms = terms_of(creditor_id, wanted)
    if terms is None:
        raise Refusal(
            "receivables.terms.unknown",
            gettext_noop("There are no payment terms {code}. Save them first, or give a due date."),
            code=wanted,
        )
    return wanted, terms


@command
def issue_item(
    *,
    viewer: Viewer,
    customer_id: int,
    kind: str,
    item_number: str,
    amount: Decimal,
    currency: str,
    document_date: date,
    due_date: date | None = None,
    posting_date: date | None = None,
    terms_code: str = "",
    reference: str = "",
    purchase_order: str = "",
    source: str = "desk",
) -> OpenItem:
    """Put a document on the books: its item, its first entry, and its installments where the terms have them.

    `amount` may be given without a sign; its kind decides. Terms date it unless `due_date` is given.
    """
    customer = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if customer is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "ledger.post", customer.creditor_id)
    item_kind, code = rules.ItemKind(kind), check_currency(currency)
    signed = rules.signed_amount(item_kind, amount, code)
    _check_number(customer, item_kind, item_number)
    used, parts, discount = "", [Part(1, due_date or document_date, signed)], None
    if due_date is None or terms_code:
        used, terms = _terms(customer.creditor_id, terms_code, customer)
        discount = discount_of(terms, document_date, signed, code)
        parts = due_parts(terms, document_date, signed, code) if due_date is None else parts
    item = write_item(
        viewer,
        customer,
        item_kind,
        signed,
        item_number=item_number.strip(),
        currency=code,
        document_date=document_date,
        posting_date=posting_date or document_date,
        due_date=due_date or parts[-1].due_date,
        reference=reference,
        purchase_order=purchase_order,
        terms_code=used,
        discount_date=discount[0] if discount else None,
        discount_amount=discount[1] if discount else None,
        source=source,
    )
    if len(parts) > 1:
        DuePart.objects.bulk_create(
            DuePart(
                creditor_id=item.creditor_id, open_item=item, sequence=p.sequence, due_date=p.due_date, amount=p.amount
            )
            for p in parts
        )
    return item


def write_item(
    viewer: Viewer,
    customer: Customer,
    kind: rules.ItemKind,
    amount: Decimal,
    *,
    posting_key: str = "",
    **columns: Any,
) -> OpenItem:
    """Write a document and its first entry, signed as given; for commands that have checked both.

    Without a `booking_rate` it takes that of its posting day. Refuses a locked period.
    """
    posted: date = columns["posting_date"]
    check_open_days(customer.creditor_id, [posted])
    columns.setdefault("booking_rate", rate_on(customer.creditor_id, columns["currency"], posted))
    item = OpenItem.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        kind=kind,
        original_amount=amount,
        open_amount=amount,
        **columns,
    )
    Entry.objects.create(
        creditor_id=item.creditor_id,
        customer=customer,
        open_item=item,
        kind=EntryKind.ISSUED,
        amount=amount,
        currency=item.currency,
        effective_date=posted,
        posting_key=posting_key,
        recorded_by=viewer.name or viewer.kind,
    )
    return item


def _check_number(customer: Customer, kind: rules.ItemKind, item_number: str) -> None:
    if not item_number.strip():
        raise Refusal("receivables.item.unnumbered", gettext_noop("A document needs a number."))
    if OpenItem.objects.filter(customer=customer, kind=kind, item_number=item_number.strip()).exists():
        raise Refusal(
            "receivables.item.number_taken",
            gettext_noop("{customer} has a {kind} {number} already. Open it, or give another number."),
            customer=customer.name,
            kind=kind.value,
            number=item_number,
        )
