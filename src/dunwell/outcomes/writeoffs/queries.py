"""Questions about write-offs: what waits for a checker, and who that may be."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Sum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.writeoffs.models import WriteOff
from dunwell.outcomes.writeoffs.rules import TAX_REVIEW, Asked, WriteOffKind, WriteOffState, approvers
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after

COUNTED = (WriteOffState.POSTED, WriteOffState.RECOVERED)


@dataclass(frozen=True)
class WriteOffRow:
    """One write-off with its maker and checker; `approvers` are the roles that may say yes while it waits."""

    id: int
    number: str
    creditor_id: int
    customer_id: int
    customer_number: str
    customer_name: str
    open_item_id: int
    item_number: str
    kind: str
    state: str
    currency: str
    amount: Decimal
    base_amount: Decimal
    recovered_amount: Decimal
    reason: str
    is_forgiven: bool
    is_split: bool
    requested_by: str
    requested_date: date
    requested_at: datetime
    checked_by: str
    checked_at: datetime | None
    check_note: str
    posted_date: date | None
    approvers: tuple[str, ...]
    tax_review: str


def asked_with(write_off: WriteOff) -> Asked:
    """Return what counts with a write-off: others of its day, and of the twelve months before, at the same customer."""
    others = WriteOff.objects.filter(customer_id=write_off.customer_id).exclude(pk=write_off.pk)
    open_states = (WriteOffState.REQUESTED, *COUNTED)
    day = write_off.requested_date
    same_day = others.filter(requested_date=day, state__in=open_states)
    before = others.filter(
        requested_date__lt=day, requested_date__gt=day - timedelta(days=365), state__in=COUNTED
    )  # fmt: skip
    owed = write_off.base_amount * abs(write_off.open_item.original_amount) / write_off.amount
    return Asked(
        WriteOffKind(write_off.kind),
        write_off.base_amount,
        same_day=same_day.aggregate(sum=Sum("base_amount"))["sum"] or Decimal(0),
        twelve_months=before.aggregate(sum=Sum("base_amount"))["sum"] or Decimal(0),
        owed=owed,
    )


def _row(write_off: WriteOff) -> WriteOffRow:
    waits = write_off.state == WriteOffState.REQUESTED
    same = {name: getattr(write_off, name) for name in WriteOffRow.__dataclass_fields__ if hasattr(write_off, name)}
    country = write_off.creditor.country
    return WriteOffRow(
        **{
            **same,
            "customer_number": write_off.customer.number,
            "customer_name": write_off.customer.name,
            "item_number": write_off.open_item.item_number,
            "approvers": approvers(asked_with(write_off)) if waits else (),
            "tax_review": TAX_REVIEW.get(country, ""),
        }
    )


_READ = ("creditor", "customer", "open_item")


def write_off_of(viewer: Viewer, write_off_id: int) -> WriteOffRow:
    """Return one write-off; refuse one out of sight."""
    found = WriteOff.objects.select_related(*_READ).filter(pk=write_off_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def write_off_numbered(viewer: Viewer, creditor_id: int, number: str) -> WriteOffRow:
    """Return a creditor's write-off by its number, `W-12` or `12`."""
    require(viewer, "book.read", creditor_id)
    bare = number.strip().upper().removeprefix("W-")
    found = None
    if bare.isascii() and bare.isdecimal() and len(bare) < 19:
        found = WriteOff.objects.select_related(*_READ).filter(pk=int(bare), creditor_id=creditor_id).first()
    if found is None:
        raise Refusal(
            "outcomes.writeoff.unknown",
            gettext_noop("There is no write-off {number}. It is written W-12."),
            number=number[:40],
        )
    return _row(found)


def write_offs_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "",
    customer_id: int | None = None,
    open_item_id: int | None = None,
    after: Position | None = None,
    limit: int = 200,
) -> Slice[WriteOffRow]:
    """Return a page of a creditor's write-offs, the newest first; `requested` ones wait for a checker."""
    require(viewer, "book.read", creditor_id)
    held = WriteOff.objects.select_related(*_READ).filter(creditor_id=creditor_id)
    named = {"state": state or None, "customer_id": customer_id, "open_item_id": open_item_id}
    held = held.filter(**{name: value for name, value in named.items() if value is not None})
    found, following = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_row(one) for one in found), following)
