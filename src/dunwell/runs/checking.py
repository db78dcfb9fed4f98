"""Prove the books: balances, receipts, the journal and tallies against what they are made of, to the cent."""

from dataclasses import dataclass
from typing import Any

from dunwell.cash.receipts.queries import UnequalReceipt, unequal_receipts
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.queries import CreditorRow, creditor_named, creditors_of
from dunwell.receivables.journal.queries import UnequalControl, unequal_controls
from dunwell.receivables.open_items.queries import UnequalBalance, ledger_size, unequal_balances, unequal_parts
from dunwell.work.tallies.queries import unequal_tallies
from dunwell.work.worklist.queries import published_day


@dataclass(frozen=True)
class Fault:
    """One item, receipt or control account whose books do not tie."""

    creditor: str
    item: str
    what: str
    currency: str
    kept: str
    recomputed: str

    def sentence(self) -> str:
        """Return what is off, in English."""
        return f"{self.what} is kept as {self.kept} {self.currency}, its parts add up to {self.recomputed}"


@dataclass(frozen=True)
class Checked:
    """What was recomputed and what was off."""

    items: int
    entries: int
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that program faces print."""
        return {
            "items": self.items,
            "entries": self.entries,
            "ok": not self.faults,
            "faults": [fault.__dict__ for fault in self.faults],
        }


def check_books(*, viewer: Viewer, creditor_name: str | None = None) -> Checked:
    """Recompute the balances of every creditor in sight (or one) from their entries, and count the published lists."""
    creditors = [creditor_named(viewer, creditor_name)] if creditor_name else creditors_of(viewer)
    faults: list[Fault] = []
    items = entries = 0
    for creditor in creditors:
        item_count, entry_count = ledger_size(creditor.id)
        items, entries = items + item_count, entries + entry_count
        faults += [_fault(creditor.name, "open amount", one) for one in unequal_balances(creditor.id)]
        faults += [_fault(creditor.name, "original amount", one) for one in unequal_parts(creditor.id)]
        faults += [_of_receipt(creditor.name, one) for one in unequal_receipts(creditor.id)]
        faults += [_of_control(creditor.name, one) for one in unequal_controls(creditor.id)]
        faults += _list_faults(viewer, creditor)
    return Checked(items, entries, tuple(faults))


def _list_faults(viewer: Viewer, creditor: CreditorRow) -> list[Fault]:
    day = published_day(viewer, creditor.id)
    off = unequal_tallies(creditor.id, day.run_id if day is not None else None)
    return [
        Fault(
            creditor.name, "worklist", f"the tally of {state} items", "", f"{n:+d} ({minutes:+d} min, {amount:+f})", "0"
        )
        for _, state, n, minutes, amount in off
    ]


def _fault(creditor: str, what: str, one: UnequalBalance) -> Fault:
    return Fault(creditor, one.item_number, what, one.currency, f"{one.open_amount:f}", f"{one.entries_amount:f}")


def _of_receipt(creditor: str, one: UnequalReceipt) -> Fault:
    return Fault(creditor, one.number, one.what, one.currency, f"{one.kept_amount:f}", f"{one.found_amount:f}")


def _of_control(creditor: str, one: UnequalControl) -> Fault:
    what = "journal's control account"
    return Fault(creditor, one.currency, what, one.currency, f"{one.journal_amount:f}", f"{one.entries_amount:f}")
