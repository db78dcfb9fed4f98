"""Verbs on allocations: put a receipt's money against documents, accept a proposal, undo."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.aliases.commands import learn_payer
from dunwell.cash.allocations import rules
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.allocations.rules import AllocationLine, Settlement
from dunwell.cash.batches.commands import post_plain
from dunwell.cash.batches.rules import PostedProposals, outdated
from dunwell.cash.matching.models import Proposal
from dunwell.cash.posting.commands import Act, locked_receipt, new_key
from dunwell.cash.posting.queries import facts_of, is_family, limits_of, proposed_lines
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.receipts.rules import MovementKind, Place, check_stranger, taken_from
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.receivables.entries.commands import move_item
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.commands import write_item
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.rules import ItemKind
from dunwell.receivables.periods.queries import first_open_day

ZERO = Decimal(0)
ALLOCATION_ACT = "allocation"
AS_PROPOSED = "as proposed"
BATCH = 2_000


@command
def allocate_receipt(
    *,
    viewer: Viewer,
    receipt_id: int,
    lines: Sequence[AllocationLine],
    effective_date: date,
    expected_version: int | None = None,
    method: str = "clerk",
    proposal_id: int | None = None,
    reason: str = "",
) -> list[Allocation]:
    """Put money of a receipt against documents; what is left stays on account. One act: all of it or none.

    A receipt in suspense becomes the money of the first document's customer. Documents of the payer's family take
    money from each other freely, those of strangers need a `reason`. Grain of the answer: one row per line.
    """
    receipt = locked_receipt(viewer, receipt_id, expected_version)
    act = Act(viewer, receipt, effective_date, key=new_key("transfer"), reason=reason)
    items = act.hold({line.open_item_id for line in lines})
    if any(item.creditor_id != receipt.creditor_id for item in items.values()):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    found = rules.settlements(
        lines,
        {pk: facts_of(item) for pk, item in items.items()},
        receipt.currency,
        value_date=receipt.value_date,
        day=effective_date,
        limits=limits_of(receipt.creditor_id),
    )
    rules.check_remainder(receipt.suspense_amount + receipt.on_account_amount, lines, receipt.currency)
    money = _money_of(act, found, items)
    # What was netted together is undone together: one key. Everything else stands by itself.
    shared = new_key(ALLOCATION_ACT) if any(one.line.amount < 0 for one in found) else ""
    made = [
        _allocated(act, one, items[one.line.open_item_id], money, shared, method=method, proposal_id=proposal_id)
        for one in found
    ]
    act.finish()
    learn_payer(viewer, receipt)
    emit(
        "cash.receipt_allocated",
        receipt.creditor_id,
        receipt_id=receipt.pk,
        customer_ids=sorted({item.customer_id for item in items.values()}),
        open_item_ids=sorted(items),
    )
    return made


def _money_of(act: Act, found: Sequence[Settlement], items: Mapping[int, OpenItem]) -> dict[int, OpenItem]:
    """Bring the money to where it is needed, and return customer -> the on-account item that pays its documents."""
    needed: dict[int, Decimal] = {}
    for one in found:
        customer_id = items[one.line.open_item_id].customer_id
        needed[customer_id] = needed.get(customer_id, ZERO) + one.line.amount
    if min(needed.values()) <= 0:
        raise Refusal(
            "cash.allocation.credit_of_another",
            gettext_noop("A credit can be netted only with documents of its own customer, and not with all of them."),
        )
    first = items[max(found, key=lambda one: one.line.amount).line.open_item_id].customer
    if act.places.suspense > 0 and act.places.on_account < sum(needed.values(), ZERO):
        payer = act.receipt.customer or first
        act.identify(payer, act.places.suspense)
    return {customer_id: _gathered(act, customer_id, amount, items) for customer_id, amount in sorted(needed.items())}


def _gathered(act: Act, customer_id: int, amount: Decimal, items: Mapping[int, OpenItem]) -> OpenItem:
    """Return one on-account item of the customer that holds the amount, opened from others where none does."""
    own = act.standing(customer_id)
    enough = [pk for pk, held in own.items() if held >= amount]
    if enough:
        return act.money[enough[0]]
    customer = next(item.customer for item in items.values() if item.customer_id == customer_id)
    check_stranger(is_family(act.receipt.customer, customer), act.reason, customer.name)
    others = {pk: held for pk, held in act.standing().items() if pk not in own}
    return act.transfer(taken_from(own | others, amount, act.receipt.currency), customer)


def _allocated(
    act: Act,
    one: Settlement,
    item: OpenItem,
    money: Mapping[int, OpenItem],
    shared: str,
    *,
    method: str,
    proposal_id: int | None,
) -> Allocation:
    """Write the entries, the movement and the allocation of one line."""
    line, key, source = one.line, shared or new_key(ALLOCATION_ACT), money[item.customer_id]
    _settle(act, one, item, source, key)
    act.draw(source, line.amount, key=key)
    origin, target = (Place.ON_ACCOUNT, Place.APPLIED) if line.amount > 0 else (Place.APPLIED, Place.ON_ACCOUNT)
    act.move(MovementKind.APPLIED, origin, target, abs(line.amount), item=source, key=key)
    deduction = _split_off(act, line, item, key) if line.deduction_amount else None
    return Allocation.objects.create(
        creditor_id=act.receipt.creditor_id,
        receipt=act.receipt,
        open_item=item,
        customer_id=item.customer_id,
        on_account_item=source,
        proposal_id=proposal_id,
        method=method,
        amount=line.amount,
        currency=act.receipt.currency,
        item_amount=one.item_amount,
        item_currency=item.currency,
        rate=line.rate if item.currency != act.receipt.currency else None,
        discount_amount=line.discount_amount,
        tolerance_amount=line.tolerance_amount,
        fee_amount=line.fee_amount,
        withholding_amount=line.withholding_amount,
        deduction_amount=line.deduction_amount,
        deduction_code=line.deduction_code.strip(),
        deduction_item=deduction,
        effective_date=act.day,
        recorded_by=act.viewer.name or act.viewer.kind,
        reason=act.reason[:200],
        posting_key=key,
    )


def _settle(act: Act, one: Settlement, item: OpenItem, source: OpenItem, key: str) -> None:
    """Append the document's entries: what the money pays, and everything that settles it beside money."""
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=item.creditor_id)
    difference = None
    if not item.currency == source.currency == base:
        difference = rules.realized_difference(
            one.line.amount, source.booking_rate, one.item_amount, item.booking_rate, base
        )
    line = one.line
    paid = EntryKind.PAYMENT if line.amount > 0 else EntryKind.TRANSFER
    move_item(
        act.viewer, item, paid, -one.item_amount, act.day, reason=act.reason[:200], posting_key=key,
        realized_fx_amount=difference,
    )  # fmt: skip
    for kind, amount, why in (
        (EntryKind.DISCOUNT, line.discount_amount, ""),
        (EntryKind.TOLERANCE, line.tolerance_amount, ""),
        (EntryKind.BANK_FEE, line.fee_amount, ""),
        (EntryKind.WITHHOLDING, line.withholding_amount, ""),
        (EntryKind.DEDUCTION, line.deduction_amount, line.deduction_code.strip()),
    ):
        if amount:
            move_item(act.viewer, item, kind, -amount, act.day, reason=why or act.reason[:200], posting_key=key)


def _split_off(act: Act, line: AllocationLine, item: OpenItem, key: str) -> OpenItem:
    """Open the deduction: an item of its own that keeps the document's dates, so it ages as the document does."""
    count = OpenItem.objects.filter(origin=item).count() + 1
    number = f"{item.item_number}-D" if count == 1 else f"{item.item_number}-D{count}"
    return write_item(
        act.viewer,
        item.customer,
        ItemKind.DEDUCTION,
        line.deduction_amount,
        posting_key=key,
        item_number=number[:80],
        currency=item.currency,
        document_date=item.document_date,
        posting_date=act.day,
        due_date=item.due_date,
        booking_rate=item.booking_rate,
        reference=item.reference,
        purchase_order=item.purchase_order,
        origin=item,
        reason_code=line.deduction_code.strip(),
        source="cash desk",
    )


@command
def undo_allocation(
    *,
    viewer: Viewer,
    allocation_id: int,
    effective_date: date,
    reason: str,
    expected_version: int | None = None,
) -> list[Allocation]:
    """Take an allocation back by its opposite: the document is open again, the money on account.

    What was netted with it (credits and the documents they paid) goes back together. Returns the opposite rows.
    """
    found = Allocation.objects.filter(pk=allocation_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    receipt = locked_receipt(viewer, found.receipt_id, expected_version)
    if not reason.strip():
        raise Refusal("cash.allocation.reason_missing", gettext_noop("Say why this is undone."))
    together = Allocation.objects.filter(
        receipt=receipt, posting_key=found.posting_key, reverses__isnull=True, reversed_by__isnull=True
    )
    taken = list(together.order_by("pk"))
    if not taken:
        raise Refusal(
            "cash.allocation.already_undone",
            gettext_noop("This allocation was undone before. Look at the receipt to see when."),
        )
    act = Act(viewer, receipt, effective_date, key=new_key("undo"), reason=reason)
    made = act.take_back(taken, keeps_worked_deductions=False)
    act.finish()
    learn_payer(viewer, receipt, count=-1)
    emit(
        "cash.allocation_undone",
        receipt.creditor_id,
        receipt_id=receipt.pk,
        customer_ids=sorted({one.customer_id for one in made}),
        open_item_ids=sorted({one.open_item_id for one in made}),
    )
    return made


@command
def accept_proposal(
    *,
    viewer: Viewer,
    proposal_id: int,
    expected_version: int | None = None,
    effective_date: date | None = None,
    method: str = "proposal",
    reason: str = "",
) -> list[Allocation]:
    """Post what a proposal says, on the first day on which money and documents are there and the books are open."""
    proposal = Proposal.objects.select_related("receipt").filter(pk=proposal_id).first()
    if proposal is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "cash.post", proposal.creditor_id)
    receipt = Receipt.objects.select_for_update().get(pk=proposal.receipt_id)
    if not Proposal.objects.filter(pk=proposal_id, is_current=True).exists():
        raise outdated()
    lines = proposed_lines(proposal)
    day = effective_date or _day_of(receipt, lines)
    return allocate_receipt(
        viewer=viewer,
        receipt_id=receipt.pk,
        lines=lines,
        effective_date=day,
        expected_version=expected_version,
        method=method,
        proposal_id=proposal_id,
        reason=reason or AS_PROPOSED,
    )


def _day_of(receipt: Receipt, lines: Sequence[AllocationLine]) -> date:
    """Return the first day on which the money and all documents are on the books, and the books are open."""
    posted = OpenItem.objects.filter(pk__in=[line.open_item_id for line in lines]).values_list(
        "posting_date", flat=True
    )
    standing = OpenItem.objects.filter(
        pk__in=receipt.movements.values("on_account_item_id"), open_amount__lt=0
    ).values_list("posting_date", flat=True)
    return first_open_day(receipt.creditor_id, max([receipt.value_date, *posted, *standing]))


def post_proposals(
    *,
    viewer: Viewer,
    creditor_id: int,
    proposal_ids: Sequence[int],
    method: str = "auto",
    reason: str = AS_PROPOSED,
    batch_size: int = BATCH,
) -> PostedProposals:
    """Post many proposals, a batch in one transaction: plain ones set by set, the others as `accept_proposal` would.

    The result is what posting one by one gives. A proposal that the rules forbid, or that came too late, is refused
    alone, and told with its refusal; two that want the same receipt are posted and refused in the order of their ids.
    """
    require(viewer, "cash.post", creditor_id)
    result, ids = PostedProposals(), sorted(set(proposal_ids))
    for start in range(0, len(ids), batch_size):
        told = post_batch(
            viewer=viewer,
            creditor_id=creditor_id,
            proposal_ids=ids[start : start + batch_size],
            method=method,
            reason=reason,
        )
        result = result.joined(told)
    return result


@command
def post_batch(
    *, viewer: Viewer, creditor_id: int, proposal_ids: Sequence[int], method: str, reason: str
) -> PostedProposals:
    """Post one batch of proposals in one transaction; `post_proposals` cuts many into batches."""
    plan = post_plain(viewer=viewer, creditor_id=creditor_id, proposal_ids=proposal_ids, method=method, reason=reason)
    posted, refused = [one.candidate.proposal_id for one in plan.receipts], list(plan.refused)
    count = sum(len(one.lines) for one in plan.receipts)
    if posted:
        emit("cash.proposals_posted", creditor_id, receipts=len(posted), allocations=count)
    for proposal_id in plan.left:
        try:
            made = accept_proposal(viewer=viewer, proposal_id=proposal_id, method=method, reason=reason)
        except Refusal as refusal:
            refused.append((proposal_id, refusal))
        else:
            posted.append(proposal_id)
            count += len(made)
    return PostedProposals(tuple(sorted(posted)), tuple(sorted(refused, key=lambda one: one[0])), count)
