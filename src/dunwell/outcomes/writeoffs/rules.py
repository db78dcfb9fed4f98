"""Giving money up: who may ask for how much, who may say yes, and when many small ones are one large one.

Triggers are handbook §1.12, the authority matrix and what a settlement is worth §3.12, tax relief §1.13. Limits are in
the creditor's base currency.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from dunwell.base.days import add_months
from dunwell.base.money import has_currency_digits, plain, round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop

ZERO = Decimal(0)


class WriteOffState(StrEnum):
    """Only `posted` moves money; `recovered` had some of it come back."""

    REQUESTED = "requested"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    POSTED = "posted"
    RECOVERED = "recovered"


class WriteOffEvent(StrEnum):
    """What happens to a request."""

    APPROVE = "approve"
    REFUSE = "refuse"
    CANCEL = "cancel"
    RECOVER = "recover"


_S, _E = WriteOffState, WriteOffEvent

TRANSITIONS: Mapping[tuple[WriteOffState, WriteOffEvent], WriteOffState] = {
    (_S.REQUESTED, _E.APPROVE): _S.POSTED,
    (_S.REQUESTED, _E.REFUSE): _S.REFUSED,
    (_S.REQUESTED, _E.CANCEL): _S.CANCELLED,
    (_S.POSTED, _E.RECOVER): _S.RECOVERED,
    (_S.RECOVERED, _E.RECOVER): _S.RECOVERED,
}

MACHINE = Machine("outcomes.writeoff", TRANSITIONS)


class WriteOffKind(StrEnum):
    """Why it is given up."""

    SMALL_BALANCE = "small_balance"
    UNCOLLECTABLE = "uncollectable"
    UNECONOMIC = "uneconomic"
    POLICY_AGE = "policy_age"
    SETTLEMENT = "settlement"


SMALL_DAYS, OLD_DAYS = 60, 365


@dataclass(frozen=True)
class Limit:
    """What one role may say yes to alone: so much of it, and for a settlement at most such a share. None is any."""

    amount: Decimal | None
    share: Decimal | None = None


def _limits(**by_role: str) -> Mapping[str, Limit]:
    made = {}
    for role, text in by_role.items():
        amount, _, share = text.partition(" ")
        made[role] = Limit(None if amount == "any" else Decimal(amount), Decimal(share) if share else None)
    return made


# Collector, supervisor, credit manager, finance director of the matrix are collector, lead, manager and admin here.
_WRITE_OFF = _limits(lead="500", manager="10000", admin="100000")
MATRIX: Mapping[WriteOffKind, Mapping[str, Limit]] = {
    WriteOffKind.SMALL_BALANCE: _limits(collector="10", lead="100", manager="1000", admin="1000"),
    WriteOffKind.UNCOLLECTABLE: _WRITE_OFF,
    WriteOffKind.UNECONOMIC: _WRITE_OFF,
    WriteOffKind.POLICY_AGE: _WRITE_OFF,
    WriteOffKind.SETTLEMENT: _limits(lead="1000 0.10", manager="10000 0.25", admin="100000 0.50"),
}
"""Kind -> role -> limit; a role that is not there has none. Above the highest the board decides, outside of Dunwell."""


@dataclass(frozen=True)
class Asked:
    """What is asked for, in base currency: this request, others of the same day, and the twelve months before it."""

    kind: WriteOffKind
    amount: Decimal
    same_day: Decimal = ZERO
    twelve_months: Decimal = ZERO
    owed: Decimal = ZERO

    @property
    def together(self) -> Decimal:
        """What counts against a limit: this one, the others of its day, and those of the twelve months before."""
        return self.amount + self.same_day + self.twelve_months

    @property
    def is_split(self) -> bool:
        """Whether it and others of the same day together are above what the smaller ones are below."""
        return self.same_day > 0 and any(
            limit.amount is not None and self.amount <= limit.amount < self.amount + self.same_day
            for limit in MATRIX[self.kind].values()
        )


def may_approve(role: str, asked: Asked) -> bool:
    """Return whether a role may say yes to it, everything of the last twelve months counted."""
    limit = MATRIX[asked.kind].get(role)
    if limit is None:
        return False
    if limit.share is not None and asked.amount > limit.share * asked.owed:
        return False
    return limit.amount is None or asked.together <= limit.amount


def approvers(asked: Asked) -> tuple[str, ...]:
    """Return the roles that may say yes, the lowest first; none where the board must decide."""
    return tuple(role for role in ("collector", "lead", "manager", "admin") if may_approve(role, asked))


def check_approval(role: str, asked: Asked) -> None:
    """Refuse a checker whose authority does not reach so far; say whose does."""
    if may_approve(role, asked):
        return
    enough = approvers(asked)
    if not enough:
        raise Refusal(
            "outcomes.writeoff.above_every_limit",
            gettext_noop("{amount} within twelve months is above every limit here. The board decides that."),
            amount=f"{asked.together:f}",
        )
    raise Refusal(
        "outcomes.writeoff.above_limit",
        gettext_noop("{amount} within twelve months is above your limit. This needs one of: {roles}."),
        amount=f"{asked.together:f}",
        roles=", ".join(enough),
    )


def check_another(asked_by_id: int | None, asked_by: str, checker_id: int | None, checker: str) -> None:
    """Refuse a checker who is the maker: four eyes are two people."""
    same = asked_by_id == checker_id if asked_by_id is not None else asked_by == checker
    if same:
        raise Refusal(
            "outcomes.writeoff.own_request",
            gettext_noop("Whoever asked for it cannot approve it. Ask another person who may."),
        )


def check_request(
    kind: WriteOffKind, amount: Decimal, open_amount: Decimal, currency: str, *, days_past_due: int, reason: str
) -> None:
    """Refuse a request without a reason, of nothing, of more than is open, or of a kind that does not fit its age."""
    if not reason.strip():
        raise Refusal("outcomes.writeoff.reason_missing", gettext_noop("Say why it is given up; the checker reads it."))
    if not amount.is_finite() or amount <= 0 or not has_currency_digits(amount, currency):
        raise Refusal(
            "outcomes.writeoff.amount_unreadable",
            gettext_noop("{amount} is not an amount above zero in {currency}."),
            amount=str(amount),
            currency=currency,
        )
    if amount > open_amount:
        raise Refusal(
            "outcomes.writeoff.exceeds_open_amount",
            gettext_noop("{amount} {currency} is more than the {left} that is open and not asked for already."),
            amount=plain(amount, currency),
            left=plain(max(open_amount, ZERO), currency),
            currency=currency,
        )
    least = {WriteOffKind.SMALL_BALANCE: SMALL_DAYS, WriteOffKind.POLICY_AGE: OLD_DAYS}.get(kind)
    if least is not None and days_past_due <= least:
        raise Refusal(
            "outcomes.writeoff.too_young",
            gettext_noop("This kind is for what is more than {days} days past due. Choose another, or wait."),
            days=least,
        )


def settlement_value(
    amount: Decimal, share: Decimal, fee: Decimal, months: int, rate: Decimal, currency: str
) -> Decimal:
    """Return what is worth waiting for: the expected recovery, less its fee, at today's value (handbook §3.12)."""
    years = Decimal(months) / 12
    return round_amount(amount * share * (1 - fee) / (1 + rate) ** years, currency)


# --- tax relief on bad debts: UK VAT (handbook §1.13); other countries only say that somebody should look

RELIEF_MONTHS, RELIEF_LAST_MONTHS = 6, 54
TAX_REVIEW: Mapping[str, str] = {
    "GB": gettext_noop("UK VAT: relief can be claimed six months after the later of due date and supply date."),
    "AU": gettext_noop("Australia: GST is adjusted when it is written off or twelve months overdue."),
    "PH": gettext_noop("Philippines: credit for output VAT on uncollected receivables; see its conditions."),
    "US": gettext_noop("US: most states let sales tax on bad debt be deducted once it is charged off."),
    "HK": gettext_noop("Hong Kong has no VAT or GST: there is nothing to claim."),
}
"""Country -> what whoever posts should know about tax; law changes, so each is checked before it is used."""


@dataclass(frozen=True)
class Relief:
    """When UK VAT relief may be claimed: not before the first day, not after the last."""

    from_date: date
    to_date: date


def relief_of(due_date: date, supply_date: date) -> Relief:
    """Return when relief may be claimed: six months to four years and six months after the later of the two days."""
    later = max(due_date, supply_date)
    return Relief(add_months(later, RELIEF_MONTHS), add_months(later, RELIEF_LAST_MONTHS))


def relief_amount(tax: Decimal, unpaid: Decimal, gross: Decimal) -> Decimal:
    """Return the tax that relief covers: in proportion to what was not paid."""
    return (tax * unpaid / gross).quantize(Decimal("0.01"), ROUND_HALF_UP)
