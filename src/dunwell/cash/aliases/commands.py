"""Verbs on payer aliases: learn from postings, be told by a person, forget."""

from datetime import date
from typing import Any

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.aliases import rules
from dunwell.cash.aliases.models import PayerAlias
from dunwell.cash.aliases.rules import AliasKind
from dunwell.cash.receipts.models import Receipt
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command

_SEEN = """
    INSERT INTO cash_payer_alias (creditor_id, kind, value, customer_id, seen_count, is_confirmed, learned_by,
                                  last_seen_date, created_at)
    VALUES (%(creditor_id)s, %(kind)s, %(value)s, %(customer_id)s, %(first)s, false, %(who)s, %(day)s, now())
    ON CONFLICT (creditor_id, kind, value, customer_id)
    DO UPDATE SET seen_count = GREATEST(cash_payer_alias.seen_count + %(count)s, 0),
                  last_seen_date = GREATEST(cash_payer_alias.last_seen_date, %(day)s)
"""


def learn_payer(viewer: Viewer, receipt: Receipt, *, count: int = 1) -> None:
    """Count that the payer of a receipt paid for its customer; -1 takes a posting's lesson back. For other verbs."""
    if receipt.customer_id is None:
        return
    told = ((AliasKind.ACCOUNT, receipt.payer_account), (AliasKind.NAME, receipt.payer_name))
    facts: dict[str, Any] = {
        "creditor_id": receipt.creditor_id,
        "customer_id": receipt.customer_id,
        "who": viewer.name or viewer.kind,
        "day": receipt.value_date,
        "count": count,
        "first": max(count, 0),
    }
    with connection.cursor() as cursor:
        for kind, text in told:
            value = rules.alias_value(kind, text)
            if value:
                cursor.execute(_SEEN, facts | {"kind": kind.value, "value": value})


@command
def confirm_alias(*, viewer: Viewer, customer_id: int, kind: str, value: str, seen_date: date) -> PayerAlias:
    """Say that a payer's account or name is this customer; other customers' confirmation of it ends."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "cash.post", customer.creditor_id)
    alias_kind, plain = rules.checked_value(kind, value)
    same = PayerAlias.objects.filter(creditor_id=customer.creditor_id, kind=alias_kind, value=plain)
    for other in same.select_for_update().filter(is_confirmed=True).exclude(customer=customer).order_by("pk"):
        other.is_confirmed = False
        other.save(update_fields=["is_confirmed"])
    kept, _ = PayerAlias.objects.update_or_create(
        creditor_id=customer.creditor_id,
        kind=alias_kind,
        value=plain,
        customer=customer,
        defaults={"is_confirmed": True, "last_seen_date": seen_date, "learned_by": viewer.name or viewer.kind},
    )
    return kept


@command
def forget_alias(*, viewer: Viewer, alias_id: int, reason: str) -> None:
    """Forget that a payer's account or name was seen for a customer; the audit trail keeps that it was known."""
    found = PayerAlias.objects.select_for_update().filter(pk=alias_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "cash.post", found.creditor_id)
    if not reason.strip():
        raise Refusal("cash.alias.reason_missing", gettext_noop("Say why this is not known any more."))
    found.delete()
