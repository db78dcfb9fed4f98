"""Verbs on write-offs: one person asks, another whose authority reaches so far says yes; only then the books move."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from dunwell.base.money import round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.moving.commands import hand_of
from dunwell.outcomes.writeoffs import rules
from dunwell.outcomes.writeoffs.models import WriteOff
from dunwell.outcomes.writeoffs.queries import asked_with
from dunwell.outcomes.writeoffs.rules import MACHINE, ZERO, WriteOffEvent, WriteOffKind, WriteOffState
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.receivables.entries.commands import move_item, settle_item
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.commands import locked_items
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.rates.queries import rate_on

ASK, CHECK = "writeoff.request", "writeoff.approve"


@command
def request_write_off(
    *,
    viewer: Viewer,
    creditor_id: int,
    open_item_id: int,
    amount: Decimal,
    kind: str,
    reason: str,
    at: datetime,
    is_forgiven: bool = False,
) -> WriteOff:
    """Ask that a document, or part of it, be given up; nothing moves before another person says yes.

    `amount` is in the document's currency. A request that with others of its day is above a limit that it is below is
    kept with `is_split`, for the checker to see.
    """
    require(viewer, ASK, creditor_id)
    item = _item(viewer, creditor_id, open_item_id)
    sort = _kind(kind)
    today = local_day(at, item.creditor.time_zone)
    waiting = WriteOff.objects.filter(open_item=item, state=WriteOffState.REQUESTED)
    asked_already = waiting.aggregate(sum=Sum("amount"))["sum"] or ZERO
    rules.check_request(
        sort, amount, item.open_amount - asked_already, item.currency, days_past_due=(today - item.due_date).days,
        reason=reason,
    )  # fmt: skip
    write_off = WriteOff(
        creditor_id=creditor_id,
        customer_id=item.customer_id,
        open_item=item,
        kind=sort,
        state=WriteOffState.REQUESTED,
        currency=item.currency,
        amount=amount,
        base_amount=_in_base(item, amount, today),
        reason=reason.strip()[:200],
        is_forgiven=is_forgiven,
        requested_by_id=viewer.user_id,
        requested_by=viewer.name or viewer.kind,
        requested_date=today,
        requested_at=at,
    )
    write_off.is_split = asked_with(write_off).is_split
    write_off.save(force_insert=True)
    emit("outcomes.write_off_requested", creditor_id, customer_id=item.customer_id, write_off_id=write_off.pk)
    return write_off


def _item(viewer: Viewer, creditor_id: int, open_item_id: int) -> OpenItem:
    item = locked_items(viewer, [open_item_id], ASK)[open_item_id]
    if item.creditor_id != creditor_id:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return item


def _kind(word: str) -> WriteOffKind:
    try:
        return WriteOffKind(word)
    except ValueError:
        raise Refusal(
            "outcomes.writeoff.kind_unknown",
            gettext_noop("“{kind}” is no kind of write-off. Choose one of: {known}."),
            kind=word[:40],
            known=", ".join(WriteOffKind),
        ) from None


def _in_base(item: OpenItem, amount: Decimal, today: date) -> Decimal:
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=item.creditor_id)
    if item.currency == base:
        return amount
    rate = rate_on(item.creditor_id, item.currency, today) or item.booking_rate
    if rate is None:
        raise Refusal(
            "outcomes.writeoff.rate_missing",
            gettext_noop("There is no rate from {currency} to {base}, so no limit can be checked. Record one first."),
            currency=item.currency,
            base=base,
        )
    return round_amount(amount * rate, base)


@command
def approve_write_off(*, viewer: Viewer, write_off_id: int, at: datetime, note: str = "") -> WriteOff:
    """Say yes to what another person asked for, within one's authority, and post it.

    Everything of the last twelve months at the same customer counts. The rest of a settlement is given up only once the
    agreed part was paid: until then it is refused.
    """
    write_off = _locked(viewer, write_off_id, CHECK)
    name = viewer.name or viewer.kind
    rules.check_another(write_off.requested_by_id, write_off.requested_by, viewer.user_id, name)
    rules.check_approval(_role(viewer, write_off.creditor_id), asked_with(write_off))
    state = MACHINE.next(WriteOffState(write_off.state), WriteOffEvent.APPROVE)
    today = local_day(at, write_off.creditor.time_zone)
    item = locked_items(viewer, [write_off.open_item_id], CHECK)[write_off.open_item_id]
    if write_off.kind == WriteOffKind.SETTLEMENT and item.open_amount > write_off.amount:
        raise Refusal(
            "outcomes.writeoff.settlement_not_paid",
            gettext_noop("The agreed part was not paid yet: more than the rest is open. Wait for the money."),
        )
    write_off.entry = settle_item(
        viewer=hand_of(viewer),
        open_item_id=item.pk,
        amount=write_off.amount,
        effective_date=today,
        kind=EntryKind.WRITE_OFF,
        reason=f"{write_off.number} {write_off.reason}"[:200],
    )
    write_off.state, write_off.posted_date = state, today
    _keep_check(write_off, viewer, at, note)
    emit(
        "outcomes.write_off_posted", write_off.creditor_id, customer_id=write_off.customer_id, write_off_id=write_off.pk
    )
    return write_off


@command
def refuse_write_off(*, viewer: Viewer, write_off_id: int, at: datetime, note: str) -> WriteOff:
    """Say no to what another person asked for, and why."""
    if not note.strip():
        raise Refusal("outcomes.writeoff.reason_missing", gettext_noop("Say why, for whoever asked."))
    write_off = _locked(viewer, write_off_id, CHECK)
    rules.check_another(
        write_off.requested_by_id, write_off.requested_by, viewer.user_id, viewer.name or viewer.kind
    )  # fmt: skip
    write_off.state = MACHINE.next(WriteOffState(write_off.state), WriteOffEvent.REFUSE)
    _keep_check(write_off, viewer, at, note)
    return write_off


@command
def cancel_write_off(*, viewer: Viewer, write_off_id: int, at: datetime, note: str = "") -> WriteOff:
    """Take a request back before it is checked."""
    write_off = _locked(viewer, write_off_id, ASK)
    write_off.state = MACHINE.next(WriteOffState(write_off.state), WriteOffEvent.CANCEL)
    _keep_check(write_off, viewer, at, note)
    return write_off


@command
def recover_write_off(
    *, viewer: Viewer, write_off_id: int, amount: Decimal, at: datetime, reason: str = ""
) -> WriteOff:
    """Open again so much of what was written off, for money that came after all; the receipt then pays it like any.

    Refused beyond what was written off, and for a debt that was forgiven.
    """
    write_off = _locked(viewer, write_off_id, "ledger.post")
    left = write_off.amount - write_off.recovered_amount
    if write_off.is_forgiven:
        raise Refusal("outcomes.writeoff.forgiven", gettext_noop("This debt was forgiven: nothing is owed any more."))
    state = MACHINE.next(WriteOffState(write_off.state), WriteOffEvent.RECOVER)
    rules.check_request(
        WriteOffKind.UNCOLLECTABLE, amount, left, write_off.currency, days_past_due=0, reason=write_off.reason
    )
    item = locked_items(viewer, [write_off.open_item_id], "ledger.post")[write_off.open_item_id]
    move_item(
        viewer, item, EntryKind.ADJUSTMENT, amount, local_day(at, write_off.creditor.time_zone),
        reason=(reason.strip() or f"recovery of {write_off.number}")[:200], posting_key=f"recovery-{write_off.pk}",
    )  # fmt: skip
    write_off.recovered_amount += amount
    write_off.state = state
    write_off.save()
    emit(
        "outcomes.write_off_recovered", write_off.creditor_id, customer_id=write_off.customer_id,
        write_off_id=write_off.pk, amount=f"{amount:f}",
    )  # fmt: skip
    return write_off


def _keep_check(write_off: WriteOff, viewer: Viewer, at: datetime, note: str) -> None:
    write_off.checked_by_id, write_off.checked_by = viewer.user_id, viewer.name or viewer.kind
    write_off.checked_at, write_off.check_note = at, note.strip()[:200]
    write_off.save()


def _role(viewer: Viewer, creditor_id: int) -> str:
    """Return the role whose authority counts; whoever runs the machine has the highest that there is."""
    return "admin" if viewer.sees_all else str(viewer.roles[creditor_id])


def _locked(viewer: Viewer, write_off_id: int, right: str) -> WriteOff:
    rows = WriteOff.objects.select_for_update(of=("self",)).select_related("creditor", "open_item")
    found = rows.filter(pk=write_off_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found
