"""What is stored of matching: the rules in force, and what documents are called."""

from collections.abc import Iterable

from dunwell.cash.matching.models import MatchingRules
from dunwell.cash.matching.rules import MatchingDocument, document_of
from dunwell.receivables.open_items.models import OpenItem


def live_rules(creditor_id: int) -> tuple[MatchingRules | None, MatchingDocument]:
    """Return the rules in force at a creditor; none stored means the shipped ones."""
    kept = MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).first()
    return kept, document_of(kept.document if kept else {})


def numbers_of_items(item_ids: Iterable[int]) -> dict[int, str]:
    """Return the documents' numbers by id."""
    return dict(OpenItem.objects.filter(pk__in=set(item_ids)).values_list("pk", "item_number"))
