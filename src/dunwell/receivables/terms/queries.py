"""Questions about payment terms."""

import re

from dunwell.receivables.terms.models import PaymentTerms
from dunwell.receivables.terms.rules import SHIPPED_TERMS, Terms, net_days

DEFAULT_TERMS = "NET30"
_NET = re.compile(r"\bnet\s*(\d{1,3})\b|^n/?(\d{1,3})$|^(\d{1,3})\s*days?$", re.IGNORECASE)


def terms_of(creditor_id: int, code: str) -> Terms | None:
    """Return a creditor's own terms by code, the shipped ones, or plain “Net 45” read as such; None where unknown."""
    kept = PaymentTerms.objects.filter(creditor_id=creditor_id, code__iexact=code.strip()).first()
    if kept is not None:
        return Terms.from_document(kept.document)
    shipped = SHIPPED_TERMS.get(code.strip().upper())
    if shipped is not None:
        return Terms.from_document(shipped[1])
    plain = _NET.search(code.strip())
    if plain:
        return Terms.from_document(net_days(int(next(group for group in plain.groups() if group))))
    return None


def terms_codes(creditor_id: int) -> list[tuple[str, str]]:
    """Return code and title of a creditor's own and the shipped terms."""
    own = list(PaymentTerms.objects.filter(creditor_id=creditor_id).order_by("code").values_list("code", "title"))
    taken = {code.upper() for code, _ in own}
    return own + [(code, title) for code, (title, _) in SHIPPED_TERMS.items() if code not in taken]
