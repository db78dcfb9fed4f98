"""Foreign currency (handbook §1.6). A rate is base currency per unit of foreign currency."""

from decimal import Decimal

from dunwell.base.money import round_amount


def in_base(amount: Decimal, rate: Decimal, base_currency: str) -> Decimal:
    """Return an amount at a rate, rounded once to the base currency."""
    return round_amount(amount * rate, base_currency)


def realized_fx(amount: Decimal, booking_rate: Decimal, settlement_rate: Decimal, base_currency: str) -> Decimal:
    """Return the gain (positive) or loss on settling `amount` of a receivable booked at another rate."""
    return round_amount(amount * (settlement_rate - booking_rate), base_currency)


def unrealized_fx(open_amount: Decimal, booking_rate: Decimal, closing_rate: Decimal, base_currency: str) -> Decimal:
    """Return the gain or loss of carrying an open amount at the closing rate; reversed when the period opens again."""
    return round_amount(open_amount * (closing_rate - booking_rate), base_currency)
