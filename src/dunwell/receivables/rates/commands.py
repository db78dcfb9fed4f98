"""Verbs on exchange rates."""

from datetime import date
from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.rules import check_currency
from dunwell.receivables.rates.models import ExchangeRate


@command
def record_rate(
    *, viewer: Viewer, creditor_id: int, currency: str, rate_date: date, rate: Decimal, source: str = ""
) -> ExchangeRate:
    """Record base currency per unit of a currency on a day; recording a day again replaces it."""
    require(viewer, "ledger.post", creditor_id)
    if not rate.is_finite() or rate <= 0:
        raise Refusal("receivables.rate.not_positive", gettext_noop("{rate} is not a rate above zero."), rate=str(rate))
    kept, _ = ExchangeRate.objects.update_or_create(
        creditor_id=creditor_id,
        currency=check_currency(currency),
        rate_date=rate_date,
        defaults={"rate": rate, "source": source},
    )
    return kept
