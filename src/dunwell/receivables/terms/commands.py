"""Verbs on payment terms."""

from typing import Any

from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.receivables.terms.models import PaymentTerms
from dunwell.receivables.terms.rules import Terms


@command
def save_terms(*, viewer: Viewer, creditor_id: int, code: str, title: str, document: dict[str, Any]) -> PaymentTerms:
    """Keep a creditor's terms under a code; refuse a document that gives no due date."""
    require(viewer, "ledger.post", creditor_id)
    Terms.from_document(document)
    kept, _ = PaymentTerms.objects.update_or_create(
        creditor_id=creditor_id, code=code.strip(), defaults={"title": title.strip(), "document": document}
    )
    return kept
