"""Questions about disputes: lists, one with its history, what the customer is told, and causes by amount and age."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from dunwell.base.days import IsHoliday
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.clocks.rules import Clock
from dunwell.outcomes.disputes.models import Dispute, DisputeStep
from dunwell.outcomes.disputes.rules import LIVE, DisputeState, clock_of, decides_on_evidence
from dunwell.outcomes.reasons.rules import reason_named
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import is_day_off
from dunwell.platform.creditors.queries import creditor_of
from dunwell.platform.keyset import Position, Slice, slice_after

MOST_ROWS = 500
GROUPS: Mapping[str, tuple[DisputeState, ...]] = {
    "live": LIVE,
    "closed": (DisputeState.CLOSED, DisputeState.WITHDRAWN),
    "all": tuple(DisputeState),
}


@dataclass(frozen=True)
class DisputeRow:
    """One dispute; amounts in its currency, `original_amount` the sum of the five after it.

    `age_days` run from the document's due date: a deduction ages with its bill. `clock` is what runs now.
    """

    id: int
    number: str
    creditor_id: int
    customer_id: int
    customer_number: str
    customer_name: str
    open_item_id: int
    item_number: str
    item_kind: str
    due_date: date
    state: str
    reason_code: str
    raw_code: str
    source: str
    channel: str
    received_date: date
    currency: str
    original_amount: Decimal
    disputed_amount: Decimal
    paid_amount: Decimal
    credited_amount: Decimal
    written_off_amount: Decimal
    upheld_amount: Decimal
    customer_position: str
    our_position: str
    owner_department: str
    owner_id: int | None
    owner_name: str
    escalation_level: int
    reminder_count: int
    decision: str
    resolution: str
    decided_date: date | None
    credit_item_number: str
    root_cause: str
    closed_date: date | None
    opened_by: str
    evidence_count: int
    evidence_wanted: int
    age_days: int
    days_open: int
    clock_name: str
    clock_due_date: date | None
    clock_days_left: int | None
    clock_state: str
    decides_on_evidence: bool


@dataclass(frozen=True)
class StepRow:
    """One thing that happened to a dispute."""

    id: int
    event: str
    from_state: str
    to_state: str
    note: str
    facts: dict[str, Any]
    done_by: str
    done_date: date
    done_at: datetime


@dataclass(frozen=True)
class DisputeFilter:
    """Which disputes: a group (live, closed, all) or one state, and what else they have in common."""

    group: str = "live"
    state: str = ""
    customer_id: int | None = None
    open_item_id: int | None = None
    reason_code: str = ""
    department: str = ""
    mine_of: int | None = None
    search: str = ""


def _filtered(creditor_id: int, asked: DisputeFilter) -> "QuerySet[Dispute]":
    rows = Dispute.objects.filter(creditor_id=creditor_id)
    if asked.state:
        rows = rows.filter(state=asked.state)
    elif asked.group in GROUPS:
        rows = rows.filter(state__in=GROUPS[asked.group])
    else:
        raise Refusal(
            "outcomes.dispute.unknown_choice",
            gettext_noop("“{choice}” is not on the list. Choose one of: {known}."),
            choice=asked.group[:40],
            known=", ".join(GROUPS),
        )
    named = {
        "customer_id": asked.customer_id,
        "open_item_id": asked.open_item_id,
        "reason_code": asked.reason_code.upper() or None,
        "owner_department": asked.department or None,
        "owner_id": asked.mine_of,
    }
    rows = rows.filter(**{name: value for name, value in named.items() if value is not None})
    text = asked.search.strip()
    if text:
        of_number = Q(pk=int(text[2:])) if text[:2].upper() == "D-" and text[2:].isdecimal() else Q(pk__in=[])
        rows = rows.filter(of_number | Q(open_item__item_number__istartswith=text) | Q(customer__name__icontains=text))
    return rows


def _read(rows: "QuerySet[Dispute]") -> "QuerySet[Dispute]":
    return rows.select_related("customer", "open_item", "credit_item").annotate(proof_count=Count("proofs"))


def disputes_of(
    viewer: Viewer, creditor_id: int, as_of: date, asked: DisputeFilter | None = None, limit: int = MOST_ROWS
) -> list[DisputeRow]:
    """Return a creditor's disputes as they stand on a day, the one received first on top; at most `limit`."""
    require(viewer, "book.read", creditor_id)
    found = list(_read(_filtered(creditor_id, asked or DisputeFilter())).order_by("received_date", "pk")[:limit])
    if not found:
        return []
    is_holiday = _days_off(viewer, creditor_id)
    return [_row(dispute, as_of, is_holiday) for dispute in found]


def disputes_after(
    viewer: Viewer, creditor_id: int, as_of: date, asked: DisputeFilter, after: Position | None, limit: int
) -> Slice[DisputeRow]:
    """Return a page of disputes, the newest first."""
    require(viewer, "book.read", creditor_id)
    found, following = slice_after(_read(_filtered(creditor_id, asked)), ("-pk",), after, limit)
    is_holiday = _days_off(viewer, creditor_id)
    return Slice(tuple(_row(dispute, as_of, is_holiday) for dispute in found), following)


def dispute_of(viewer: Viewer, dispute_id: int, as_of: date) -> DisputeRow:
    """Return one dispute as it stands on a day; refuse one out of sight."""
    found = _read(Dispute.objects.filter(pk=dispute_id)).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found, as_of, _days_off(viewer, found.creditor_id))


def dispute_numbered(viewer: Viewer, creditor_id: int, number: str, as_of: date) -> DisputeRow:
    """Return a creditor's dispute by its number, `D-12` or `12`."""
    require(viewer, "book.read", creditor_id)
    bare = number.strip().upper().removeprefix("D-")
    found = None
    if bare.isascii() and bare.isdecimal() and len(bare) < 19:
        found = _read(Dispute.objects.filter(pk=int(bare), creditor_id=creditor_id)).first()
    if found is None:
        raise Refusal(
            "outcomes.dispute.unknown", gettext_noop("There is no dispute {number}. It is written D-12."),
            number=number[:40],
        )  # fmt: skip
    return _row(found, as_of, _days_off(viewer, creditor_id))


def steps_of(viewer: Viewer, dispute_id: int) -> list[StepRow]:
    """Return what happened to a dispute, the oldest first."""
    dispute = Dispute.objects.filter(pk=dispute_id).first()
    if dispute is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", dispute.creditor_id)
    names = [name for name in StepRow.__dataclass_fields__ if name != "id"]
    return [
        StepRow(id=step.pk, **{name: getattr(step, name) for name in names})
        for step in DisputeStep.objects.filter(dispute=dispute).order_by("pk")
    ]


def my_dispute_count(viewer: Viewer, creditor_id: int) -> int:
    """Return how many live disputes a person has to see to."""
    require(viewer, "book.read", creditor_id)
    if viewer.user_id is None:
        return 0
    return Dispute.objects.filter(creditor_id=creditor_id, owner_id=viewer.user_id, state__in=LIVE).count()


def _days_off(viewer: Viewer, creditor_id: int) -> IsHoliday:
    creditor = creditor_of(viewer, creditor_id)
    return is_day_off(creditor.country, creditor.subdivision)


def _row(dispute: Dispute, as_of: date, is_holiday: IsHoliday) -> DisputeRow:
    clock = clock_of(dispute.state, dispute.reason_code, dispute.dates, as_of, is_holiday)
    item, until = dispute.open_item, dispute.closed_date or as_of
    same = {name: getattr(dispute, name) for name in DisputeRow.__dataclass_fields__ if hasattr(dispute, name)}
    same.pop("decides_on_evidence", None)
    return DisputeRow(
        **{
            **same,
            "customer_number": dispute.customer.number,
            "customer_name": dispute.customer.name,
            "item_number": item.item_number,
            "item_kind": item.kind,
            "due_date": item.due_date,
            "credit_item_number": dispute.credit_item.item_number if dispute.credit_item else "",
            "evidence_count": getattr(dispute, "proof_count", 0),
            "evidence_wanted": len(reason_named(dispute.reason_code).evidence),
            "age_days": (until - item.due_date).days,
            "days_open": (until - dispute.received_date).days,
            **_clock(clock),
            "decides_on_evidence": decides_on_evidence(
                dispute.state, dispute.dates, dispute.reminder_count, as_of, is_holiday
            ),
        }
    )


def _clock(clock: Clock | None) -> dict[str, Any]:
    if clock is None:
        return {"clock_name": "", "clock_due_date": None, "clock_days_left": None, "clock_state": ""}
    return {
        "clock_name": clock.name,
        "clock_due_date": clock.due_date,
        "clock_days_left": clock.days_left,
        "clock_state": clock.state.value,
    }


# --- what the customer is told


def answer_to(row: DisputeRow) -> Reason | None:
    """Return what the customer is told of a decided dispute: what was credited, what stands; None before it is decided.

    The words are true at the moment they are asked for: amounts are the dispute's own.
    """
    if row.state not in (DisputeState.RESOLVING, DisputeState.CLOSED) or not row.decision:
        return None
    facts = {
        "item": row.item_number,
        "original": f"{row.original_amount:f}",
        "credited": f"{row.credited_amount:f}",
        "upheld": f"{row.upheld_amount:f}",
        "currency": row.currency,
        "credit": row.credit_item_number,
        "due_date": row.due_date.isoformat(),
    }
    code = row.decision if row.resolution not in ("rebill", "redeliver") else row.resolution
    return Reason(f"outcomes.answer.{code}", ANSWERS[code], facts)


ANSWERS: Mapping[str, str] = {
    "valid": gettext_noop(
        "You are right about {item}: {credited} {currency} is credited with {credit}. Nothing of your query is left."
    ),
    "partly_valid": gettext_noop(
        "You are right in part about {item}: {credited} {currency} is credited with {credit}. {upheld} {currency} "
        "stands, due since {due_date}."
    ),
    "invalid": gettext_noop(
        "We looked into {item}. The bill is right: {upheld} {currency} stands, due since {due_date}."
    ),
    "rebill": gettext_noop(
        "You are right about {item}: {credited} {currency} is credited with {credit}, and you get a new invoice."
    ),
    "redeliver": gettext_noop("You are right about {item}: it is delivered again. Until then nothing of it is due."),
}


# --- causes


@dataclass(frozen=True)
class CauseLine:
    """What one cause costs in one currency: how many, how much, who answers for it, how long it took.

    `cause` is the root cause, empty while a dispute is live; `recurring_count` how many customers had it twice or more.
    """

    cause: str
    reason_code: str
    owner_department: str
    currency: str
    count: int
    original_amount: Decimal
    disputed_amount: Decimal
    credited_amount: Decimal
    upheld_amount: Decimal
    mean_days: Decimal
    oldest_days: int
    recurring_count: int


_CAUSES = """
    WITH asked AS (
        SELECT d.*, COALESCE(d.closed_date, %(as_of)s::date) - d.received_date AS days,
               count(*) OVER same AS times, row_number() OVER (same ORDER BY d.id) AS place
        FROM outcomes_dispute d
        WHERE d.creditor_id = %(creditor_id)s AND d.received_date <= %(as_of)s
          AND (%(since)s::date IS NULL OR d.received_date >= %(since)s::date)
        WINDOW same AS (PARTITION BY d.root_cause, d.reason_code, d.owner_department, d.currency, d.customer_id)
    )
    SELECT root_cause, reason_code, owner_department, currency, count(*), sum(original_amount), sum(disputed_amount),
           sum(credited_amount), sum(upheld_amount), round(avg(days), 1), max(days),
           count(*) FILTER (WHERE place = 1 AND times > 1)
    FROM asked GROUP BY root_cause, reason_code, owner_department, currency
    ORDER BY sum(original_amount) DESC, root_cause, reason_code, owner_department, currency
"""


def causes_of(viewer: Viewer, creditor_id: int, as_of: date, since: date | None = None) -> list[CauseLine]:
    """Return causes by amount, the dearest first: cause, amount, owner, age, and how often it came again."""
    require(viewer, "book.read", creditor_id)
    with connection.cursor() as cursor:
        cursor.execute(_CAUSES, {"creditor_id": creditor_id, "as_of": as_of, "since": since})
        return [CauseLine(*row) for row in cursor.fetchall()]


def narrowed(asked: DisputeFilter, **changes: Any) -> DisputeFilter:
    """Return the question with some of it changed."""
    return replace(asked, **changes)


def sums_of(rows: Iterable[DisputeRow]) -> dict[str, Decimal]:
    """Return what is still disputed by currency."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.disputed_amount
    return sums
