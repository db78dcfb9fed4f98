"""What is owed: the chapter's table of contents."""

from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.journal.models import JournalBatch, JournalFact, JournalLine, PostingTemplates
from dunwell.receivables.open_items.models import DuePart, OpenItem
from dunwell.receivables.periods.models import PeriodLock
from dunwell.receivables.rates.models import ExchangeRate
from dunwell.receivables.terms.models import PaymentTerms

__all__ = [
    "DuePart", "Entry", "ExchangeRate", "Hold", "JournalBatch", "JournalFact", "JournalLine", "OpenItem",
    "PaymentTerms", "PeriodLock", "PostingTemplates",
]  # fmt: skip
