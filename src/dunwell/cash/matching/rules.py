"""How sure a proposal is: points of evidence, summed, set against every other answer and against none being right.

Points are tenths of a decimal exponent: ten more make an answer ten times as likely. An answer's score is its share,

    score_i = 10^(points_i / 10) / (10^(nothing / 10) + Σ_j 10^(points_j / 10)),

so two equally good answers have at most one half each, and no weight can make either certain. `nothing` is what is held
against all answers: the odds that the money is for something the book does not show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.reasons import Reason
from dunwell.base.words import gettext_noop

UNIT = 10_000
"""Amounts inside the matcher are whole ten-thousandths of a unit of money, as the ledger keeps them."""


class Verdict(StrEnum):
    """What may be done with a proposal without a person."""

    AUTO = "auto"
    SUGGESTED = "suggested"
    WEAK = "weak"


DEFAULT_POINTS: Mapping[str, int] = {
    "payer.said": 40,
    "payer.account_confirmed": 30,
    "payer.account": 24,
    "payer.name_confirmed": 24,
    "payer.name_learned": 23,
    "payer.name_same": 22,
    "payer.name_like": 16,
    "payer.name_near": 7,
    "payer.family": -3,
    "payer.other": -22,
    "payer.unlike": -8,
    "named.structured": 32,
    "named.full": 27,
    "named.core": 20,
    "named.short_core": 12,
    "named.reference": 20,
    "named.order": 16,
    "named.transposed": 15,
    "named.typo": 12,
    "named.lost": 10,
    "named.agreed": 8,
    "named.some": -3,
    "named.left_out": -14,
    "named.paid_already": -18,
    "named.unknown": -9,
    "amount.exact": 0,
    "amount.discount": -2,
    "amount.tolerance": -6,
    "amount.fee": -2,
    "amount.fee_said": 8,
    "amount.fee_unsaid": -7,
    "amount.fee_odd": -7,
    "amount.credit": -4,
    "amount.installment": -3,
    "amount.deduction": -3,
    "amount.short": -4,
    "amount.over": -4,
    "amount.all_open": 4,
    "amount.all_past_due": 3,
    "amount.oldest_first": 2,
    "date.before_issue": -18,
    "date.discount_late": -10,
    "item.held": -12,
    "agreed.oldest_first": 6,
    "nothing": 27,
}


@dataclass(frozen=True)
class MatchingDocument:
    """A creditor's matching rules: points by code, tolerances, thresholds, limits; amounts in base currency."""

    points: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_POINTS))
    auto_score: Decimal = Decimal("0.985")
    suggest_score: Decimal = Decimal("0.40")
    margin: Decimal = Decimal("0.10")
    auto_limit: Decimal | None = None
    under_amount: Decimal = Decimal("1.00")
    under_percent: Decimal = Decimal("0.1")
    over_amount: Decimal = Decimal("5.00")
    over_percent: Decimal = Decimal("0.5")
    fee_amount: Decimal = Decimal("30.00")
    discount_grace_days: int = 3
    most_amount_points: int = 29
    kept_proposals: int = 5
    review_percent: Decimal = Decimal(5)
    oldest_first_customers: frozenset[str] = frozenset()

    @cached_property
    def counted(self) -> "Counted":
        """Return what is allowed, as the matcher counts it."""
        return Counted(
            int(self.under_amount * UNIT),
            (self.under_percent / 100).as_integer_ratio(),
            int(self.over_amount * UNIT),
            (self.over_percent / 100).as_integer_ratio(),
            int(self.fee_amount * UNIT),
        )


class Counted(NamedTuple):
    """Tolerances in whole ten-thousandths, and shares as two whole numbers: exact, and fast to ask a million times."""

    under_most: int
    under_share: tuple[int, int]
    over_most: int
    over_share: tuple[int, int]
    fee: int

    def under(self, whole: int) -> int:
        """Return by how much an amount may be below the whole."""
        share, of = self.under_share
        return min(self.under_most, abs(whole) * share // of)

    def over(self, whole: int) -> int:
        """Return by how much an amount may be above the whole."""
        share, of = self.over_share
        return min(self.over_most, abs(whole) * share // of)


class Part(NamedTuple):
    """What one proposal puts against one open item, in whole ten-thousandths; `code` is the payer's deduction code."""

    item_id: int
    customer_id: int
    amount: int
    discount: int = 0
    tolerance: int = 0
    fee: int = 0
    deduction: int = 0
    code: str = ""


class Evidence(NamedTuple):
    """One thing that speaks for or against an answer: its code, points, and what its sentence names."""

    code: str
    points: int
    facts: tuple[tuple[str, Any], ...] = ()


class Answer(NamedTuple):
    """One answer to "which documents does this receipt pay?", before it is weighed against the others."""

    parts: tuple[Part, ...]
    residual: int
    kind: str
    evidence: tuple[Evidence, ...]
    solutions: int = 1

    @property
    def points(self) -> int:
        """Return the sum of the evidence."""
        return sum([one.points for one in self.evidence])


class Weighed(NamedTuple):
    """An answer with its score of 0 to 1 (four digits) and what may be done with it."""

    answer: Answer
    score: Decimal
    verdict: Verdict


def weigh(answers: Sequence[Answer], amount: int, document: MatchingDocument) -> list[Weighed]:
    """Return the answers with their scores, best first; automatic only where one stands alone and within limits."""
    if not answers:
        return []
    counted = [(-one.points, len(one.parts), one.parts, place) for place, one in enumerate(answers)]
    counted.sort()
    ranked = [answers[place] for *_, place in counted]
    weights = [10 ** (-each[0] / 10) for each in counted]
    whole = 10 ** (document.points["nothing"] / 10) + sum(weights)
    scores = [_share(weight / whole) for weight in weights]
    next_best = scores[1] if len(scores) > 1 else Decimal(0)
    kept = []
    for place, (answer, score) in enumerate(zip(ranked, scores, strict=True)):
        verdict = _verdict(answer, score, next_best, amount, document) if place == 0 else _below(score, document)
        kept.append(Weighed(answer, score, verdict))
    return kept[: document.kept_proposals]


def _share(value: float) -> Decimal:
    # Rounded down, so that no answer is ever shown as certain.
    return _ten_thousandths(int(value * 10_000))


@cache
def _ten_thousandths(count: int) -> Decimal:
    return Decimal(count) / 10_000


def _below(score: Decimal, document: MatchingDocument) -> Verdict:
    return Verdict.SUGGESTED if score >= document.suggest_score else Verdict.WEAK


def _verdict(answer: Answer, score: Decimal, next_best: Decimal, amount: int, document: MatchingDocument) -> Verdict:
    if not answer.parts or answer.solutions > 1 or answer.kind in NEVER_AUTO:
        return _below(score, document)
    if document.auto_limit is not None and amount > int(document.auto_limit * UNIT):
        return _below(score, document)
    if score < document.auto_score or score - next_best < document.margin:
        return _below(score, document)
    return Verdict.AUTO


NEVER_AUTO = frozenset({"duplicate", "none"})

SENTENCES: Mapping[str, str] = {
    "payer.said": gettext_noop("The receipt is already known to be from {customer}."),
    "payer.account_confirmed": gettext_noop("The payer's account was confirmed to be {customer}."),
    "payer.account": gettext_noop("The payer's account paid for {customer} before."),
    "payer.name_confirmed": gettext_noop("The payer's name was confirmed to be {customer}."),
    "payer.name_learned": gettext_noop("The payer's name paid for {customer} before."),
    "payer.name_same": gettext_noop("The payer's name is that of {customer}."),
    "payer.name_like": gettext_noop("The payer's name is like that of {customer} ({likeness} %)."),
    "payer.name_near": gettext_noop("The payer's name is near that of {customer} ({likeness} %)."),
    "payer.family": gettext_noop("The document is of another customer of the payer's family."),
    "payer.other": gettext_noop("The payer is known to be another customer, {customer}."),
    "payer.unlike": gettext_noop("The payer's name is not that of the customer."),
    "named.structured": gettext_noop("The remittance names {numbers}."),
    "named.full": gettext_noop("The text names {numbers}."),
    "named.core": gettext_noop("The text holds the number of {numbers}."),
    "named.short_core": gettext_noop("The text holds the short number of {numbers}."),
    "named.reference": gettext_noop("The text holds the load or waybill of {numbers}."),
    "named.order": gettext_noop("The text holds the purchase order of {numbers}."),
    "named.transposed": gettext_noop("The text holds the number of {numbers} with two digits transposed."),
    "named.typo": gettext_noop("The text holds the number of {numbers} with one digit wrong."),
    "named.lost": gettext_noop("The text holds the number of {numbers} with one digit lost or added."),
    "named.agreed": gettext_noop("What is named belongs to the payer."),
    "named.some": gettext_noop("{count} of the documents are not named."),
    "named.left_out": gettext_noop("{count} named documents are not paid by this."),
    "named.paid_already": gettext_noop("The payer names {numbers}, which is paid already."),
    "named.unknown": gettext_noop("The payer names an invoice that the open book does not hold."),
    "amount.exact": gettext_noop("The amount is exactly that of {count} open documents."),
    "amount.discount": gettext_noop("The amount is exact after the early-payment discount of {amount}."),
    "amount.tolerance": gettext_noop("The amount differs by {amount}, within tolerance."),
    "amount.fee": gettext_noop("The amount is short by {amount}, as a bank's fee would make it."),
    "amount.fee_said": gettext_noop("The text gives the charges: {amount}."),
    "amount.fee_unsaid": gettext_noop("Neither the document nor the charges are named."),
    "amount.fee_odd": gettext_noop("What is missing is no round amount, as charges are."),
    "amount.credit": gettext_noop("The amount is exact when credits of {amount} are netted."),
    "amount.installment": gettext_noop("The amount is an installment."),
    "amount.deduction": gettext_noop("The payer says what was held back: {amount}."),
    "amount.short": gettext_noop("The amount is short by {amount}."),
    "amount.over": gettext_noop("The amount is over by {amount}."),
    "amount.all_open": gettext_noop("These are all the customer's open documents."),
    "amount.all_past_due": gettext_noop("These are all the customer's documents past due."),
    "amount.oldest_first": gettext_noop("These are the customer's oldest documents."),
    "amount.rare": gettext_noop("Such an amount would come about by chance about once in {chance} times."),
    "date.before_issue": gettext_noop("A document is dated after the money came."),
    "date.discount_late": gettext_noop("The discount was taken {days} days late."),
    "item.held": gettext_noop("A document is disputed or held, and the payer does not name it."),
    "agreed.oldest_first": gettext_noop("It was agreed that money pays the oldest documents first."),
    "nothing": gettext_noop("Held against every answer: the money may be for something else."),
}


def reason_of(one: Evidence) -> Reason:
    """Return the reason that a person reads for a piece of evidence."""
    return Reason(f"cash.matching.{one.code}", SENTENCES[one.code], dict(one.facts), points=one.points)


def document_of(data: Mapping[str, Any]) -> MatchingDocument:
    """Return the rules that a stored document states; where it is silent, the shipped ones hold."""
    shipped = MatchingDocument()
    told: dict[str, Any] = {}
    for name, value in data.items():
        if name == "points":
            told["points"] = {**shipped.points, **{code: int(points) for code, points in value.items()}}
        elif name == "oldest_first_customers":
            told[name] = frozenset(value)
        elif name in _WHOLE_NUMBERS:
            told[name] = int(value)
        elif hasattr(shipped, name):
            told[name] = None if value is None else Decimal(str(value))
    return MatchingDocument(**told)


_WHOLE_NUMBERS = frozenset({"discount_grace_days", "most_amount_points", "kept_proposals"})

RANGES: Mapping[str, tuple[str, str]] = {
    "auto_score": ("0.5", "1"),
    "suggest_score": ("0", "1"),
    "margin": ("0", "1"),
    "auto_limit": ("0", "99999999999999"),
    "under_amount": ("0", "10000"),
    "under_percent": ("0", "10"),
    "over_amount": ("0", "10000"),
    "over_percent": ("0", "10"),
    "fee_amount": ("0", "1000"),
    "discount_grace_days": ("0", "60"),
    "most_amount_points": ("0", "60"),
    "kept_proposals": ("1", "20"),
    "review_percent": ("0", "100"),
}
"""The least and the most that each setting may be; points are from -100 to 100."""

_POINTS = ("-100", "100")


def document_problems(data: Any) -> list[Problem]:
    """Return everything wrong with a stored document: unknown names, what is no number, what is out of range.

    A problem's column is the setting's name, with a dot before the code of evidence in `points`.
    """
    if not isinstance(data, Mapping):
        return [Problem("cash.rules.not_a_document", gettext_noop("Write the rules as names with their values."))]
    found: list[Problem] = []
    for name, value in data.items():
        if name == "points":
            found += _points_problems(value)
        elif name == "oldest_first_customers":
            if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
                text = gettext_noop("{name} is a list of customer numbers.")
                found.append(Problem("cash.rules.not_a_list", text, column=name, facts={"name": name}))
        elif name not in RANGES:
            found.append(_unknown(str(name)))
        elif not (name == "auto_limit" and value is None):
            found += _number_problems(name, value, RANGES[name], is_whole=name in _WHOLE_NUMBERS)
    return found


def _points_problems(value: Any) -> list[Problem]:
    if not isinstance(value, Mapping):
        text = gettext_noop("{name} are codes of evidence with their points.")
        return [Problem("cash.rules.not_a_document", text, column="points", facts={"name": "points"})]
    found: list[Problem] = []
    for code, points in value.items():
        name = f"points.{code}"
        known = code in DEFAULT_POINTS
        found += _number_problems(name, points, _POINTS, is_whole=True) if known else [_unknown(name)]
    return found


def _unknown(name: str) -> Problem:
    text = gettext_noop("There is no setting {name}. Check how it is written.")
    return Problem("cash.rules.unknown_name", text, column=name, facts={"name": name})


def _number_problems(name: str, value: Any, limits: tuple[str, str], *, is_whole: bool) -> list[Problem]:
    number = _number(value)
    if number is None or (is_whole and number != int(number)):
        text = gettext_noop("{name} is a whole number.") if is_whole else gettext_noop("{name} is a number.")
        return [Problem("cash.rules.not_a_number", text, column=name, facts={"name": name})]
    least, most = limits
    if not Decimal(least) <= number <= Decimal(most):
        text = gettext_noop("{name} is from {least} to {most}.")
        facts = {"name": name, "least": least, "most": most}
        return [Problem("cash.rules.out_of_range", text, column=name, facts=facts)]
    return []


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def arithmetic_of(answer: Answer, numbers: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return an answer's equation line by line: what is put against documents and what is left sum to the receipt.

    Lines that settle a document beside the money (discount, tolerance, fee, deduction) follow their document and are
    told, not summed.
    """
    lines = [
        {"code": code, "number": numbers.get(part.item_id, ""), "amount": money(getattr(part, name))}
        for part in answer.parts
        for code, name in _LINES
        if getattr(part, name)
    ]
    if answer.residual:
        lines.append({"code": "left", "number": "", "amount": money(answer.residual)})
    return lines


_LINES = (
    ("applied", "amount"), ("discount", "discount"), ("tolerance", "tolerance"), ("fee", "fee"),
    ("deduction", "deduction"),
)  # fmt: skip


def money(amount: int) -> str:
    """Return an amount of the matcher as a decimal text of at least two digits."""
    if not amount:
        return "0.00"
    whole, part = divmod(abs(amount), UNIT)
    text = f"{part:04d}"
    return f"{'-' if amount < 0 else ''}{whole}.{text[:2]}{text[2:].rstrip('0')}"
