"""What speaks for and against an answer, in points.

Three kinds of evidence are added up: who paid, what was named, and how unlikely it is that the amount fits by chance.
The last is reckoned, not guessed: an amount of 1,234.56 among five documents would come about by chance once in some
twenty thousand times; 1,000.00 far sooner, since round amounts are common; a sum of three out of twelve sooner still.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from dunwell.cash.matching.rules import UNIT, Evidence, MatchingDocument, Part, money

STRONG_PAYER = 18
EXACT = frozenset({"exact", "discount", "credit", "amount.exact", "amount.discount", "amount.credit"})
_BY_CHANCE = EXACT | {"amount.tolerance", "amount.fee", "amount.installment"}


class Item(NamedTuple):
    """An open document as the matcher sees it. `open_amount` is below zero for a credit; `discount` still to be had."""

    item_id: int
    customer_id: int
    number: str
    digits: str
    open_amount: int
    issued_day: int
    due_day: int
    discount: int = 0
    discount_day: int = 0
    is_held: bool = False
    parts: tuple[int, ...] = ()


class Named(NamedTuple):
    """A document that the payer named, and by what: structured, full, core, short_core, reference, order, typo."""

    item: Item
    how: str


class Instruction(NamedTuple):
    """One line of a remittance that was found in the book: what the payer says it pays of the document."""

    item: Item
    paid: int
    discount: int = 0
    deduction: int = 0
    code: str = ""


class Payer(NamedTuple):
    """A customer that the payer may be, and why: a code of `payer.` evidence; `likeness` in percent for names."""

    customer_id: int
    code: str
    name: str
    likeness: int = 0
    family: tuple[int, ...] = ()
    number: str = ""


class Waiting(NamedTuple):
    """A receipt to be matched; `unresolved` is what its remittance pays for documents the book does not hold.

    `claim` is the code of what its text says the payer held back.
    """

    receipt_id: int
    amount: int
    value_day: int
    named: tuple[Named, ...] = ()
    payers: tuple[Payer, ...] = ()
    digits: frozenset[str] = frozenset()
    figures: frozenset[int] = frozenset()
    instructions: tuple[Instruction, ...] = ()
    unresolved: int = 0
    paid_already: tuple[str, ...] = ()
    has_name: bool = False
    calls_a_number: bool = False
    claim: str = ""


class Fit(NamedTuple):
    """How an amount fits a set of documents: a code of `amount.` evidence, and the parts it makes."""

    code: str
    parts: tuple[Part, ...]
    residual: int
    off: int = 0
    tries: int = 1
    rest: int = 0


def evidence_of(
    receipt: Waiting,
    chosen: Sequence[Item],
    fit: Fit,
    document: MatchingDocument,
    *,
    tries: int,
    slip: str,
    unnamed: int,
    left_out: int,
) -> list[Evidence]:
    """Return the evidence of an answer. `tries` is among how many sets of documents the fit was looked for."""
    found = _payer(receipt, chosen, document)
    found += _named(receipt, chosen, document, slip=slip, unnamed=unnamed, left_out=left_out)
    found.append(Evidence(fit.code, document.points[fit.code], _amount_facts(chosen, fit)))
    if fit.code in _BY_CHANCE:
        found.append(_chance(receipt, fit, document, tries * fit.tries))
    found += _plausible(receipt, chosen, fit, document)
    if fit.code == "amount.fee":
        found += _fee(receipt, chosen, fit, document)
    return found


def _fee(receipt: Waiting, chosen: Sequence[Item], fit: Fit, document: MatchingDocument) -> list[Evidence]:
    if fit.off in receipt.figures:
        return [Evidence("amount.fee_said", document.points["amount.fee_said"], _amount_facts(chosen, fit))]
    named = {one.item.item_id for one in receipt.named}
    if any(one.item_id in named for one in chosen):
        # Banks charge round amounts.
        is_odd = fit.off % (UNIT // 2) != 0
        return [Evidence("amount.fee_odd", document.points["amount.fee_odd"])] if is_odd else []
    return [Evidence("amount.fee_unsaid", document.points["amount.fee_unsaid"])]


def _amount_facts(chosen: Sequence[Item], fit: Fit) -> tuple[tuple[str, Any], ...]:
    return (("count", len(chosen)), ("amount", money(fit.off)))


def _payer(receipt: Waiting, chosen: Sequence[Item], document: MatchingDocument) -> list[Evidence]:
    """Return who paid: the weakest link of the customers whose documents these are."""
    known = {payer.customer_id: payer for payer in receipt.payers}
    points = document.points
    weakest: list[Evidence] | None = None
    for customer in dict.fromkeys(one.customer_id for one in chosen):
        payer = known.get(customer) or _relative(receipt, customer)
        if payer is None:
            told = _stranger(receipt, document)
        else:
            facts = (("customer", payer.name), ("likeness", payer.likeness))
            told = [Evidence(f"payer.{payer.code}", points[f"payer.{payer.code}"], facts)]
            if customer not in known:
                told.append(Evidence("payer.family", points["payer.family"]))
        if weakest is None or sum(one.points for one in told) < sum(one.points for one in weakest):
            weakest = told
    return weakest or []


def _relative(receipt: Waiting, customer_id: int) -> Payer | None:
    """Return the least likely payer of whose family a customer is, None where it is of nobody's."""
    return next((payer for payer in reversed(receipt.payers) if customer_id in payer.family), None)


def _stranger(receipt: Waiting, document: MatchingDocument) -> list[Evidence]:
    points = document.points
    best = max(receipt.payers, key=lambda payer: points[f"payer.{payer.code}"], default=None)
    if best is not None and points[f"payer.{best.code}"] >= STRONG_PAYER:
        return [Evidence("payer.other", points["payer.other"], (("customer", best.name),))]
    return [Evidence("payer.unlike", points["payer.unlike"])] if receipt.has_name else []


def _named(
    receipt: Waiting, chosen: Sequence[Item], document: MatchingDocument, *, slip: str, unnamed: int, left_out: int
) -> list[Evidence]:
    points = document.points
    how = {one.item.item_id: one.how for one in receipt.named}
    listed = {one.item.item_id for one in receipt.instructions}
    said = {one.item_id: "structured" if one.item_id in listed else how.get(one.item_id, "") for one in chosen}
    named = [one for one in chosen if said[one.item_id]]
    found = []
    if named:
        best = max((said[one.item_id] for one in named), key=lambda code: points[f"named.{code}"])
        numbers = ", ".join(one.number for one in named[:6])
        # Several numbers confirm each other, up to a point.
        more = min(6, 2 * (len(named) - 1))
        found.append(Evidence(f"named.{best}", points[f"named.{best}"] + more, (("numbers", numbers),)))
        payers = {payer.customer_id for payer in receipt.payers}
        if all(one.customer_id in payers for one in named):
            found.append(Evidence("named.agreed", points["named.agreed"]))
    elif slip:
        found.append(Evidence(f"named.{slip}", points[f"named.{slip}"], (("numbers", chosen[0].number),)))
    left = left_out if named else len(how)
    if unnamed and named:
        found.append(Evidence("named.some", points["named.some"] * min(unnamed, 3), (("count", unnamed),)))
    if left:
        found.append(Evidence("named.left_out", points["named.left_out"] * min(left, 2), (("count", left),)))
    if receipt.calls_a_number and not how and not slip and not receipt.paid_already:
        found.append(Evidence("named.unknown", points["named.unknown"]))
    if receipt.paid_already and not named:
        numbers = ", ".join(receipt.paid_already[:6])
        found.append(Evidence("named.paid_already", points["named.paid_already"], (("numbers", numbers),)))
    return found


def _chance(receipt: Waiting, fit: Fit, document: MatchingDocument, tries: int) -> Evidence:
    """Return how unlikely the fit is by chance: tenths of the decimal exponent of distinct amounts over tries."""
    # Beside documents that were named, it is the rest alone that chance would have to make.
    cents = max((fit.rest or receipt.amount) // 100, 1)
    space = cents
    while space % 10 == 0:
        space //= 10
    # A round amount is shared by many documents, yet never as many as its few digits alone would make believe.
    space = max(space * 3, min(cents, 20 if fit.rest else 60))
    width = 1
    if fit.code in ("amount.tolerance", "amount.fee"):
        width = (
            max(2 * fit.off // 100, 2) if fit.code == "amount.tolerance" else 1 if fit.off in receipt.figures else 300
        )
    odds = space / (tries * width)
    points = max(-10, min(document.most_amount_points, math.floor(10 * math.log10(odds))))
    return Evidence("amount.rare", points, (("chance", max(1, int(odds))),))


def _plausible(receipt: Waiting, chosen: Sequence[Item], fit: Fit, document: MatchingDocument) -> list[Evidence]:
    points = document.points
    found = []
    if any(one.open_amount > 0 and one.issued_day > receipt.value_day + 2 for one in chosen):
        found.append(Evidence("date.before_issue", points["date.before_issue"]))
    if fit.code == "amount.discount":
        late = max((receipt.value_day - one.discount_day for one in chosen if one.discount), default=0)
        if late > 0:
            found.append(Evidence("date.discount_late", points["date.discount_late"], (("days", late),)))
    held = [one.item_id for one in chosen if one.is_held]
    said: set[int] = set()
    if held:
        said = {one.item.item_id for one in receipt.named} | {one.item.item_id for one in receipt.instructions}
    if any(item_id not in said for item_id in held):
        found.append(Evidence("item.held", points["item.held"]))
    return found
