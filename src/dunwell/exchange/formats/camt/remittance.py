"""What the payer says a payment is for: free lines, creditor references, and documents with their amounts."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from dunwell.exchange.formats.camt.tree import Element, Money, Tree
from dunwell.exchange.reading.statements import Adjustment, PaidReference

# ExternalDocumentType1Code and its older list.
_KINDS = {
    "CINV": "invoice", "MSIN": "invoice", "SBIN": "invoice", "HIRI": "invoice", "DEBN": "invoice", "DNFA": "invoice",
    "CREN": "credit_memo", "CNFA": "credit_memo", "PUOR": "purchase_order", "SOAC": "statement",
}  # fmt: skip
_FULL_LINE = 140


class Told(NamedTuple):
    """The remittance information of one transaction."""

    text: str = ""
    creditor_reference: str = ""
    references: tuple[PaidReference, ...] = ()


class _Amounts(NamedTuple):
    gross: Decimal | None
    discount: Decimal | None
    credit: Decimal | None
    remitted: Decimal | None
    adjustments: tuple[Adjustment, ...]


def read_remittance(tree: Tree, details: Element | None, complain: Callable[[Money], None]) -> Told:
    """Return what `RmtInf` says; `complain` is told of amounts that cannot be read, which are then not given."""
    told = tree.find(details, "RmtInf")
    if told is None:
        return Told()
    words = _free_words(tree, told)
    creditor_reference, references = "", []
    for structured in tree.all(told, "Strd"):
        words.extend(
            bare for one in tree.all(structured, "AddtlRmtInf") if (bare := " ".join((one.text or "").split()))
        )
        reference = tree.text(structured, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")
        documents = _documents(tree, structured, reference, complain)
        if reference and creditor_reference and not documents:
            documents = [PaidReference(reference)]
        creditor_reference = creditor_reference or reference
        references.extend(documents)
    return Told(" ".join(words), creditor_reference, tuple(references))


def _free_words(tree: Tree, told: Element) -> list[str]:
    """Return the free lines as one: a full line of 140 runs on in the next, a shorter one was meant to end."""
    lines = [one.text or "" for one in tree.all(told, "Ustrd")]
    text = "".join(line if len(line) == _FULL_LINE else f"{line} " for line in lines)
    bare = " ".join(text.split())
    return [bare] if bare else []


def _documents(
    tree: Tree, structured: Element, reference: str, complain: Callable[[Money], None]
) -> list[PaidReference]:
    """Return the documents of one `Strd`; its amounts are given only where they belong to one document."""
    infos = tree.all(structured, "RfrdDocInf")
    amounts = _amounts(tree, structured, complain)
    if not infos:
        # Finnish and other banks: one creditor reference with its amount for each document.
        return [_valued(PaidReference(reference), amounts)] if reference and amounts else []
    found = []
    for info in infos:
        number = tree.text(info, "Nb", "RfrdDocNb")
        if not number:
            continue
        code = tree.text(info, "Tp/CdOrPrtry/Cd", "Tp/Cd")
        named = bool(code or tree.text(info, "Tp/CdOrPrtry/Prtry", "Tp/Prtry"))
        kind = _KINDS.get(code, "other" if named else "invoice")
        day = tree.day(info, "RltdDt") or tree.day(structured, "RfrdDocRltdDt")
        paid = PaidReference(number, kind, document_date=day)
        found.append(_valued(paid, amounts) if amounts and len(infos) == 1 else paid)
    return found


def _amounts(tree: Tree, structured: Element, complain: Callable[[Money], None]) -> _Amounts | None:
    told = tree.find(structured, "RfrdDocAmt")
    if told is None:
        return None

    def read(element: Element, *paths: str) -> Decimal | None:
        money = tree.money(element, *paths)
        if money is not None and money.amount is None:
            complain(money)
        return money.amount if money else None

    discounts = []
    for one in tree.all(told, "DscntApldAmt"):
        is_nested = tree.find(one, "Amt") is not None
        discounts.append(read(one, "Amt") if is_nested else read(one))
    adjustments = []
    for one in tree.all(told, "AdjstmntAmtAndRsn"):
        amount = read(one, "Amt")
        if amount:
            sign = 1 if tree.text(one, "CdtDbtInd") == "DBIT" else -1
            adjustments.append(Adjustment(tree.text(one, "Rsn"), amount * sign, tree.text(one, "AddtlInf")))
    given = [one for one in discounts if one is not None]
    return _Amounts(
        read(told, "DuePyblAmt"),
        sum(given, Decimal(0)) if given else None,
        read(told, "CdtNoteAmt"),
        read(told, "RmtdAmt"),
        tuple(adjustments),
    )


def _valued(paid: PaidReference, amounts: _Amounts) -> PaidReference:
    """Return the document with its amounts; a credit note's are below zero, however the file gives them."""
    if paid.kind == "credit_memo":
        worth = next((one for one in (amounts.credit, amounts.remitted, amounts.gross) if one is not None), None)
        below = None if worth is None else -abs(worth)
        return paid._replace(gross_amount=below, paid_amount=below, adjustments=amounts.adjustments)
    adjustments = _signed(amounts)
    if amounts.credit:
        adjustments = (*adjustments, Adjustment("CREN", -amounts.credit))
    remitted = amounts.remitted
    if remitted is None and amounts.gross is not None:
        remitted = amounts.gross - (amounts.discount or 0) + sum((one.amount for one in adjustments), Decimal(0))
    return paid._replace(
        gross_amount=amounts.gross,
        discount_amount=amounts.discount,
        paid_amount=remitted,
        adjustments=adjustments,
    )


def _signed(amounts: _Amounts) -> tuple[Adjustment, ...]:
    """Return the adjustments with the sign that makes due, discount and remitted agree, where one does."""
    if amounts.gross is None or amounts.remitted is None or not amounts.adjustments:
        return amounts.adjustments
    wanted = amounts.remitted - amounts.gross + (amounts.discount or 0) + (amounts.credit or 0)
    turned = tuple(one._replace(amount=-one.amount) for one in amounts.adjustments)
    is_turned = sum((one.amount for one in turned), Decimal(0)) == wanted
    return turned if is_turned else amounts.adjustments
