"""`dunwell check` finds one cent and names the item."""

from datetime import date
from decimal import Decimal

from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.checking import check_books


def test_one_cent_off_is_found_and_named(desk) -> None:
    item = issue_item(
        viewer=desk.viewer,
        customer_id=desk.customer.pk,
        kind="invoice",
        item_number="INV-1",
        amount=Decimal("100.00"),
        currency="USD",
        document_date=date(2026, 3, 1),
    )
    clean = check_books(viewer=desk.viewer)
    assert (clean.items, clean.entries, clean.faults) == (1, 1, ())
    OpenItem.objects.filter(pk=item.pk).update(open_amount=Decimal("100.01"))
    (fault,) = check_books(viewer=desk.viewer, creditor_name="northline-freight").faults
    assert (fault.item, fault.kept, fault.recomputed) == ("INV-1", "100.0100", "100.0000")
