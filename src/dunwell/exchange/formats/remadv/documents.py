"""The documents of a remittance advice: what each amount means, and how signs and sums are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.statements import Adjustment, PaidReference

# Code list 1001, what a DOC is; all else is `other`.
KINDS = {
    **dict.fromkeys(
        ("380", "325", "326", "82", "384", "385", "386", "388", "389", "390", "393", "395", "383", "84"), "invoice"
    ),
    **dict.fromkeys(("381", "83", "261", "262", "296", "308", "396", "420", "458", "532"), "credit_memo"),
    **dict.fromkeys(("105", "220", "221", "224", "226"), "purchase_order"),
    **dict.fromkeys(("493", "490"), "statement"),
}
# Code list 5025, in the order of trust.
PAID = ("12", "11", "60")
GROSS = ("77", "39", "9", "128")
DUE = "9"
DISCOUNT = ("52", "21", "109", "53", "138")
TOTAL = ("12", "11", "128", "86", "9")
_ROUNDING = Decimal("0.01")
_DEBIT_NOTES = ("383", "84")
# Neither paid nor held back: taxes and the bases of percentages.
_INFORMATIVE = frozenset({"124", "125", "129", "176", "178", "25", "56", "79", "150", "161"})


@dataclass
class Held:
    """One AJT while its group is read: a reason of code list 4465, perhaps without an amount."""

    code: str
    amount: Decimal | None = None
    text: str = ""


@dataclass
class Document:
    """One DOC while its group is read."""

    row: int
    kind: str
    number: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    dates: dict[str, date] = field(default_factory=dict)
    references: list[tuple[str, str]] = field(default_factory=list)

    def first(self, qualifiers: Sequence[str]) -> Decimal | None:
        """Return the amount of the first qualifier that is there."""
        return next((self.amounts[one] for one in qualifiers if one in self.amounts), None)


def paid_references(
    documents: Sequence[Document], amount: Decimal | None, address: str, notes: list[Problem]
) -> list[PaidReference]:
    """Return the documents as lines, signed so that they sum to `amount` where one reading of the signs does.

    Credit notes are subtracted, as their document code says, whether or not they are written below zero; so are the
    payer's own debit notes where the sum asks for it. Where no amount is stated as remitted, what is due, or gross less
    what is held back, is taken if it proves to be the sum. A reading proves itself to the cent; where all amounts are
    stated as remitted, a cent per document may be the payer's rounding (it waits all the same). Where none does, the
    signs of the codes stand.
    """
    made = [_line(one, address, notes) for one in documents]
    as_credits = [_negated(line) if line.kind == "credit_memo" and _positive(line) else line for line in made]
    readings = [as_credits, made]
    if any(one.kind in _DEBIT_NOTES for one in documents):
        pairs = zip(documents, as_credits, strict=True)
        readings.append(
            [_negated(line) if one.kind in _DEBIT_NOTES and _positive(line) else line for one, line in pairs]
        )
    if any(line.paid_amount is None for line in made):
        readings += [_with_due(documents, lines) for lines in (as_credits, made)]
        readings += [_with_net(lines) for lines in (as_credits, made)]
    if amount is None:
        return as_credits
    sums = [(abs(amount - total), place) for place, lines in enumerate(readings) if (total := _sum(lines)) is not None]
    nearest = min(sums, default=(Decimal(0), 0))
    proved = nearest[0] <= (_ROUNDING * len(made) if _sum(as_credits) is not None else 0)
    return readings[nearest[1]] if proved else as_credits


def _sum(lines: Sequence[PaidReference]) -> Decimal | None:
    if any(line.paid_amount is None for line in lines):
        return None
    return sum((line.paid_amount or Decimal(0) for line in lines), Decimal(0))


def _positive(line: PaidReference) -> bool:
    amounts = [one for one in (line.paid_amount, line.gross_amount) if one]
    return bool(amounts) and all(one > 0 for one in amounts)


def _negated(line: PaidReference) -> PaidReference:
    def minus(amount: Decimal | None) -> Decimal | None:
        return -amount if amount else amount

    held = tuple(one._replace(amount=-one.amount) for one in line.adjustments)
    return line._replace(
        gross_amount=minus(line.gross_amount),
        discount_amount=minus(line.discount_amount),
        paid_amount=minus(line.paid_amount),
        adjustments=held,
    )


def _with_due(documents: Sequence[Document], lines: Sequence[PaidReference]) -> list[PaidReference]:
    """Return lines in which what is due (5025 = 9) is what was paid, where nothing else is said."""
    found = []
    for document, line in zip(documents, lines, strict=True):
        due = document.amounts.get(DUE)
        if line.paid_amount is None and due is not None:
            turned = line.kind == "credit_memo" and (line.gross_amount or 0) < 0 < due
            found.append(line._replace(paid_amount=-due if turned else due))
        else:
            found.append(line)
    return found


def _with_net(lines: Sequence[PaidReference]) -> list[PaidReference]:
    """Return lines in which gross less discount and what is held back is what was paid, where nothing else is said."""
    return [
        line._replace(paid_amount=line.gross_amount - (line.discount_amount or 0) + _held(line))
        if line.paid_amount is None and line.gross_amount is not None
        else line
        for line in lines
    ]


def _held(line: PaidReference) -> Decimal:
    return sum((one.amount for one in line.adjustments), Decimal(0))


def _line(found: Document, address: str, notes: list[Problem]) -> PaidReference:
    paid, gross, discount = found.first(PAID), found.first(GROSS), found.first(DISCOUNT)
    if gross is not None and paid is not None and discount and gross - paid == -discount:
        discount = -discount
    number, kind = found.number, KINDS.get(found.kind, "other")
    if not number:
        number = next((text for code, text in found.references if code in ("IV", "IT", "CD", "ON")), "")
    if kind == "invoice" and (gross if gross is not None else paid or 0) < 0:
        kind = "credit_memo"
    day = next((found.dates[code] for code in ("3", "137", "171", "131") if code in found.dates), None)
    line = PaidReference(number, kind, gross, discount or None, paid, day)
    return line._replace(adjustments=_adjustments(found, line, address, notes))


def _adjustments(found: Document, line: PaidReference, address: str, notes: list[Problem]) -> tuple[Adjustment, ...]:
    """Return what was held back, signed: by gross and paid where both are said, else below zero."""
    missing: Decimal | None = None
    if line.gross_amount is not None and line.paid_amount is not None:
        missing = line.paid_amount + (line.discount_amount or 0) - line.gross_amount
    held = _with_amounts(found, missing)
    stated = [Adjustment(one.code, one.amount, one.text) for one in held if one.amount is not None]
    total = sum((one.amount for one in stated), Decimal(0))
    if not stated or total == missing:
        return tuple(stated)
    turned = tuple(one._replace(amount=-one.amount) for one in stated)
    if -total == missing:
        return turned
    if missing is None:
        return turned if total > 0 and line.kind != "credit_memo" else tuple(stated)
    words = gettext_noop("Of {number}, {gross} less discount and adjustments is not the {paid} paid.")
    facts = {"number": line.number, "gross": str(line.gross_amount), "paid": str(line.paid_amount)}
    notes.append(Problem("exchange.remadv.adjustments_do_not_explain", words, address, found.row, facts=facts))
    return turned if total > 0 > missing else tuple(stated)


def _with_amounts(found: Document, missing: Decimal | None) -> list[Held]:
    """Return the reasons with their amounts; one reason without an amount is given the document's own other amount.

    That is the amount beside those of invoice, discount and payment, or else what is missing. A reason that cannot have
    one stands with zero where nothing is missing, and is left to the text where several share what is missing.
    """
    known = {*PAID, *GROSS, *DISCOUNT, *_INFORMATIVE}
    others = [(code, amount) for code, amount in found.amounts.items() if code not in known and amount]
    if not found.held and missing and len(others) == 1 and abs(others[0][1]) == abs(missing):
        return [Held("", others[0][1], f"MOA {others[0][0]}")]
    silent = [one for one in found.held if one.amount is None]
    if len(silent) == 1 and len(found.held) == 1:
        if missing is not None:
            silent[0].amount = missing
        elif len(others) == 1:
            silent[0].amount = others[0][1]
    return found.held
