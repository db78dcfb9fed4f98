"""Post what late payment costs: one finance charge per document, by a person with the right."""

from collections.abc import Sequence
from datetime import date

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.interest.rules import Contract
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.charges.queries import ProposedCharge, proposed_charges
from dunwell.receivables.open_items.commands import locked_items, write_item
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.rules import ItemKind


@command
def post_charges(
    *,
    viewer: Viewer,
    customer_id: int,
    as_of: date,
    open_item_ids: Sequence[int] = (),
    contract: Contract | None = None,
    note: str = "",
) -> list[OpenItem]:
    """Post the proposed charges of a customer (or of chosen documents) as open items due at once.

    Each is tied to its document, so that the next proposal charges only what came since. Refuses when there is nothing
    to charge.
    """
    customer = locked(viewer, customer_id, "ledger.post")
    proposed = proposed_charges(viewer, customer_id, as_of, contract=contract, open_item_ids=open_item_ids)
    if not proposed:
        raise Refusal(
            "receivables.charge.nothing",
            gettext_noop("There is no interest to charge {name} up to {day}."),
            name=customer.name,
            day=as_of.isoformat(),
        )
    locked_items(viewer, [row.open_item_id for row in proposed])
    made = [
        write_item(
            viewer,
            customer,
            ItemKind.FINANCE_CHARGE,
            row.amount,
            item_number=_number(row),
            currency=row.currency,
            document_date=as_of,
            posting_date=as_of,
            due_date=as_of,
            reference=row.citations[0][:200],
            origin_id=row.open_item_id,
            source="interest",
        )
        for row in proposed
    ]
    emit("receivables.charges_posted", customer.creditor_id, customer_id=customer.pk, count=len(made))
    return made


def _number(row: ProposedCharge) -> str:
    before = OpenItem.objects.filter(kind=ItemKind.FINANCE_CHARGE, origin_id=row.open_item_id).count()
    return f"{row.item_number}-INT{before + 1}"[:80]
