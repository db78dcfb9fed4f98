"""Files that come to the desk by mistake and belong to no format: what they are, so that it can be said."""

import re

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop

_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?(?P<name>[\w.-]+)(?=[\s/>])")
_COMMENT = re.compile(r"(?s)<!--.*?-->")
# UBL 2.x, UN/CEFACT CII (Factur-X, XRechnung), ZUGFeRD 1, FatturaPA, Facturae, ebInterface, GS1, INVOIC (ISO 20625).
_INVOICES = frozenset((
    "Invoice", "CreditNote", "SelfBilledInvoice", "CrossIndustryInvoice", "CrossIndustryDocument", "M_INVOIC",
    "FatturaElettronica", "FatturaElettronicaSemplificata", "Facturae", "invoice", "invoiceMessage",
    "StandardBusinessDocument",
))  # fmt: skip


def stranger(head: bytes) -> Problem | None:
    """Return what a file is that no format takes: an invoice as XML. None where that cannot be said either."""
    text = _COMMENT.sub("", _decoded(head[:65_536]))
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    root = _ROOT.search(text)
    if root is None or root["name"] not in _INVOICES:
        return None
    if root["name"] == "StandardBusinessDocument" and not re.search(r"<(?:[\w.-]+:)?(?:Invoice|CreditNote)[\s>]", text):
        return None
    words = gettext_noop(
        "This is an invoice ({name}), neither a bank's file nor a remittance. Take it in where invoices belong."
    )
    return Problem("exchange.file.invoice", words, facts={"name": root["name"]})


def _decoded(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8", "replace")
