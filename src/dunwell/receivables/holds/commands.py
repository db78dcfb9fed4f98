"""Verbs on holds."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models.functions import Now

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.holds.rules import HoldReason, check_hold
from dunwell.receivables.open_items.models import OpenItem


@command
def place_hold(
    *,
    viewer: Viewer,
    customer_id: int,
    reason: str,
    placed_date: date,
    open_item_id: int | None = None,
    amount: Decimal | None = None,
    until_date: date | None = None,
    note: str = "",
    source: str = "desk",
) -> Hold:
    """Stop chasing a customer, one item, or the disputed part of one item, until a day or until lifted."""
    customer = locked(viewer, customer_id, "hold.place")
    if reason not in set(HoldReason):
        raise Refusal(
            "receivables.hold.reason_unknown",
            gettext_noop("{reason} is not a reason to hold. Choose one of: {known}."),
            reason=reason,
            known=", ".join(HoldReason),
        )
    item = None
    if open_item_id is not None:
        item = OpenItem.objects.select_for_update().filter(pk=open_item_id, customer=customer).first()
        if item is None:
            raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    check_hold(placed_date, until_date, amount, abs(item.open_amount) if item else None)
    hold = Hold.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        open_item=item,
        reason=reason,
        amount=amount,
        currency=item.currency if item else "",
        placed_date=placed_date,
        until_date=until_date,
        note=note,
        source=source,
        placed_by=viewer.name or viewer.kind,
    )
    emit("receivables.hold_placed", customer.creditor_id, customer_id=customer.pk, hold_id=hold.pk)
    return hold


@command
def lift_hold(*, viewer: Viewer, hold_id: int, lifted_date: date, note: str = "") -> Hold:
    """End a hold from a day on, and keep why and by whom; lifting it again is refused."""
    hold = Hold.objects.select_for_update().filter(pk=hold_id).first()
    if hold is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "hold.place", hold.creditor_id)
    if hold.lifted_date is not None:
        raise Refusal(
            "receivables.hold.already_lifted",
            gettext_noop("This hold was lifted on {day}."),
            day=hold.lifted_date.isoformat(),
        )
    hold.lifted_date, hold.lifted_at = lifted_date, Now()
    hold.lifted_by, hold.lift_note = viewer.name or viewer.kind, note.strip()
    hold.save(update_fields=["lifted_date", "lifted_at", "lifted_by", "lift_note"])
    hold.refresh_from_db(fields=["lifted_at"])
    return hold


@command
def lift_holds(*, viewer: Viewer, hold_ids: Iterable[int], lifted_date: date, note: str = "") -> int:
    """End the holds among these that were not lifted yet, from a day on; returns how many. For who placed them."""
    held = list(Hold.objects.select_for_update().filter(pk__in=list(hold_ids), lifted_date__isnull=True).order_by("pk"))
    for creditor_id in {hold.creditor_id for hold in held}:
        require(viewer, "hold.place", creditor_id)
    return Hold.objects.filter(pk__in=[hold.pk for hold in held]).update(
        lifted_date=lifted_date, lifted_at=Now(), lifted_by=viewer.name or viewer.kind, lift_note=note.strip()
    )
