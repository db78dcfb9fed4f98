"""Which receipt a remittance belongs to, and why; what cannot be told stays open."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.canonical import remittance_as_data
from dunwell.exchange.reading.statements import Remittance

EARLY_DAYS, LATE_DAYS = 10, 45
"""Money may be booked so many days before, or after, the payment date that its remittance names."""
LEAST_MARK = 4
_WORD = re.compile(r"[\w]+", re.UNICODE)
_LEGAL_FORMS = frozenset(
    (
        "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "gmbh", "ag",
        "kg", "sa", "sarl", "bv", "nv", "ab", "oy", "as", "pty", "pte", "the", "and", "of",
    )
)  # fmt: skip


class Advice(NamedTuple):
    """A remittance that looks for its money."""

    remittance_id: int
    amount: Decimal | None
    currency: str
    payment_date: date | None
    trace: str
    payer: str
    payer_account: str


class Money(NamedTuple):
    """A receipt that a remittance may belong to. `marks` are its references; `is_taken`: another remittance has it."""

    receipt_id: int
    amount: Decimal
    currency: str
    value_date: date
    marks: frozenset[str]
    payer: str
    payer_account: str
    is_taken: bool = False


class Link(NamedTuple):
    """The receipt of a remittance, None where it cannot be told, with the reasons of either."""

    receipt_id: int | None
    reasons: tuple[Reason, ...]


def plain_mark(text: str) -> str:
    """Return a trace or reference as it is compared: letters and digits in capitals, no leading zeros."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper().lstrip("0")


def natural_key(found: Remittance) -> str:
    """Return what tells a remittance from every other: all it says, but for where in its file it stood."""
    told = {name: value for name, value in remittance_as_data(found).items() if name not in ("address", "text")}
    return hashlib.sha256(repr(sorted(told.items())).encode("utf-8", "surrogatepass")).hexdigest()


def check_advice(found: Remittance) -> None:
    """Refuse a remittance that says nothing: neither an amount nor a document."""
    if found.amount is None and not found.lines:
        raise Refusal(
            "cash.remittance.empty",
            gettext_noop("A remittance needs the amount that was paid, or the documents it is for."),
        )


def find_money(advice: Advice, receipts: Sequence[Money]) -> Link:
    """Return the receipt that a remittance belongs to: by its trace, else by amount, day and payer together.

    Two that fit equally are none. An amount that is alone on its days is enough only where nobody is contradicted.
    """
    able = [one for one in receipts if not advice.currency or one.currency == advice.currency]
    trace = plain_mark(advice.trace)
    if len(trace) >= LEAST_MARK:
        traced = [one for one in able if trace in one.marks and _fits(advice, one)]
        if len(traced) == 1:
            return Link(traced[0].receipt_id, _reasons(advice, traced[0], trace=advice.trace))
        exact = [one for one in traced if one.amount == advice.amount]
        if len(exact) == 1:
            return Link(exact[0].receipt_id, _reasons(advice, exact[0], trace=advice.trace))
        if traced:
            return _open(len(traced))
    near = [one for one in able if not one.is_taken and one.amount == advice.amount and _is_near(advice, one)]
    for chosen in (
        [one for one in near if _same_account(advice, one)],
        [one for one in near if _same_name(advice.payer, one.payer)],
        [one for one in near if not (advice.payer and one.payer)],
    ):
        if len(chosen) == 1:
            return Link(chosen[0].receipt_id, _reasons(advice, chosen[0]))
        if chosen:
            return _open(len(chosen))
    return _open(len(near))


def _fits(advice: Advice, money: Money) -> bool:
    return advice.amount is None or advice.amount <= money.amount


def _is_near(advice: Advice, money: Money) -> bool:
    if advice.payment_date is None:
        return True
    return -EARLY_DAYS <= (money.value_date - advice.payment_date).days <= LATE_DAYS


def _same_account(advice: Advice, money: Money) -> bool:
    left, right = plain_mark(advice.payer_account), plain_mark(money.payer_account)
    return len(left) >= LEAST_MARK and left == right


def _same_name(left: str, right: str) -> bool:
    """Return whether two names begin with the same telling word, or one is within the other."""
    one, other = _telling(left), _telling(right)
    if not one or not other:
        return False
    return one == other or (one[0] == other[0] and (len(one[0]) > 3 or one[:2] == other[:2]))


def _telling(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in _LEGAL_FORMS]


def _reasons(advice: Advice, money: Money, *, trace: str = "") -> tuple[Reason, ...]:
    found = []
    if trace:
        text = gettext_noop("The receipt carries the trace {trace}.")
        found.append(Reason("cash.remittance.same_trace", text, {"trace": trace}))
    if advice.amount is not None and advice.amount == money.amount:
        told = {"amount": str(money.amount), "currency": money.currency}
        text = gettext_noop("The receipt has its amount, {amount} {currency}.")
        found.append(Reason("cash.remittance.same_amount", text, told))
    elif advice.amount is not None:
        told = {"amount": str(advice.amount), "received": str(money.amount), "currency": money.currency}
        text = gettext_noop("It names {amount} of the {received} {currency} that came in.")
        found.append(Reason("cash.remittance.part_of_amount", text, told))
    if _same_account(advice, money):
        found.append(Reason("cash.remittance.same_account", gettext_noop("The money came from the account it names.")))
    elif _same_name(advice.payer, money.payer):
        text = gettext_noop("Both name the payer {payer}.")
        found.append(Reason("cash.remittance.same_payer", text, {"payer": money.payer}))
    if advice.payment_date is not None and not trace:
        told = {"days": str((money.value_date - advice.payment_date).days)}
        text = gettext_noop("The money came {days} days after the payment date, and no other of that amount did.")
        found.append(Reason("cash.remittance.near_date", text, told))
    return tuple(found)


def _open(count: int) -> Link:
    if count:
        text = gettext_noop("{count} receipts could be meant. Choose one.")
        return Link(None, (Reason("cash.remittance.several", text, {"count": count}),))
    return Link(None, (Reason("cash.remittance.no_receipt", gettext_noop("Its money has not come in yet.")),))


def stored(reasons: Sequence[Reason]) -> list[Mapping[str, Any]]:
    """Return reasons as a JSON column holds them."""
    return [reason.as_dict() for reason in reasons]
