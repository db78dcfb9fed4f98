"""REMADV as the ErpelMessage XML (erpel.at, ecosio): the same documents and amounts under names instead of tags."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from lxml import etree

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remadv.documents import Document, Held, paid_references
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.remittances import Report
from dunwell.exchange.reading.statements import Remittance

_ROOT = re.compile(rb"<(?:\w+:)?ErpelMessage[\s>]")
_AMOUNT = re.compile(r"-?[0-9]{1,14}(?:\.[0-9]{1,4})?", re.ASCII)
_MOST_BYTES = 256 * 1024 * 1024


def is_erpel(start: bytes) -> bool:
    """Return whether a file's first bytes are such an XML document."""
    return start.startswith(b"<") and _ROOT.search(start) is not None


class _UnreadableError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _children(node: Any, *path: str) -> list[Any]:
    found = [node]
    for name in path:
        found = [child for one in found for child in one if etree.QName(child).localname == name]
    return found


def _text(node: Any, *path: str) -> str:
    found = _children(node, *path)
    return (found[0].text or "").strip() if found else ""


def _money(node: Any, address: str) -> Decimal | None:
    text = (node.text or "").strip()
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        words = gettext_noop("{text} is no amount. Ask the payer for a corrected file; this remittance is left out.")
        name = etree.QName(node).localname
        fault = Problem("exchange.remadv.bad_amount", words, address, node.sourceline, name, {"text": text[:40]})
        raise _UnreadableError(fault)
    return Decimal(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def read_erpel(file: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    """Yield the remittances of such a document; other business documents in it are named."""
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        words = gettext_noop("The file has {size} MB. Split it into parts and send each.")
        raise FileFault(Problem("exchange.file.too_large", words, facts={"size": len(content) // 1_048_576}))
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, reader)
    except etree.XMLSyntaxError as error:
        words = gettext_noop("The XML is damaged: {error}. Ask for the file again.")
        fault = Problem("exchange.remadv.damaged_xml", words, row=error.lineno, facts={"error": error.msg or ""})
        raise FileFault(fault) from None
    for number, document in enumerate(_children(root, "Document"), start=1):
        address = f"document {_text(document, 'DocumentNumber') or number}"
        kind = next((value for key, value in document.attrib.items() if str(key).endswith("DocumentType")), "")
        if kind != "RemittanceAdvice":
            words = gettext_noop("This is a document of the kind {kind}, not a remittance.")
            facts = {"kind": str(kind)}
            report(Problem("exchange.remadv.not_a_remittance", words, address, document.sourceline, facts=facts))
            continue
        try:
            yield _remittance(document, address, parsed)
        except _UnreadableError as error:
            report(error.problem)


def _remittance(document: Any, address: str, parsed: Parsed[Remittance]) -> Remittance:
    items = _children(document, "Details", "ItemList", "ListLineItem")
    inside = ("ListLineItemExtension", "ListLineItemExtension", "REMADVListLineItemExtension")
    documents = [_document(found, address) for item in items for found in _children(item, *inside)]
    totals = _children(document, "DocumentExtension", "DocumentExtension", "REMADVExtension", "AmountRemitted")
    amount = _money(totals[0], address) if totals else None
    conditions = ("PaymentConditions", "PaymentConditionsExtension", "PaymentConditionsExtension")
    currency = next((value for key, value in document.attrib.items() if str(key).endswith("DocumentCurrency")), "")
    return Remittance(
        payer=_text(document, "Customer", "Address", "Name"),
        payer_number=_text(document, "Customer", "FurtherIdentification"),
        payee=_text(document, "Supplier", "Address", "Name") or _text(document, "Supplier", "FurtherIdentification"),
        currency=str(currency),
        amount=amount,
        payment_date=_day(_text(document, "PaymentConditions", "DueDate")),
        method=_text(document, *conditions, "PaymentMeans"),
        number=_text(document, "DocumentNumber"),
        lines=tuple(paid_references(documents, amount, address, parsed.notes)),
        address=address,
    )


def _document(node: Any, address: str) -> Document:
    found = Document(node.sourceline or 0, _text(node, "BusinessProcessID"), _text(node, "DocumentNumber"))
    day = _day(_text(node, "DocumentDate"))
    if day is not None:
        found.dates["137"] = day
    for amounts in _children(node, "MonetaryAmounts"):
        for one in amounts:
            if etree.QName(one).localname == "Adjustment":
                stated = _children(one, "AdjustmentMonetaryAmount", "Amount")
                found.held.append(Held(_text(one, "ReasonCode"), _money(stated[0], address) if stated else None))
                continue
            stated, code = _children(one, "Amount"), _text(one, "AmountTypeCode")
            amount = _money(stated[0], address) if stated else None
            if code and amount is not None:
                found.amounts.setdefault(code, amount)
    return found
