"""Questions about exchange rates."""

from datetime import date
from decimal import Decimal

from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.rates.models import ExchangeRate


def rate_on(creditor_id: int, currency: str, day: date) -> Decimal | None:
    """Return base currency per unit on a day (the newest rate up to it); 1 for the base itself, None if unknown."""
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=creditor_id)
    if currency == base:
        return Decimal(1)
    rates = ExchangeRate.objects.filter(creditor_id=creditor_id, currency=currency, rate_date__lte=day)
    return rates.order_by("-rate_date").values_list("rate", flat=True).first()
