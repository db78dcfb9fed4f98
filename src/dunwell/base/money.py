"""Amounts of money: exact, with a currency, rounded in one place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

_DIGITS_NOT_TWO = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_MINOR_DIGITS = {code: digits for digits, codes in _DIGITS_NOT_TWO.items() for code in codes.split()}


def minor_digits(currency: str) -> int:
    """Return how many decimal digits a currency has (ISO 4217: JPY 0, USD 2, KWD 3)."""
    return _MINOR_DIGITS.get(currency, 2)


def smallest_unit(currency: str) -> Decimal:
    """Return one minor unit: 0.01 for USD, 1 for JPY."""
    return Decimal(1).scaleb(-minor_digits(currency))


def round_amount(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the currency's digits; the only place where money is rounded in Python."""
    return amount.quantize(smallest_unit(currency), rounding=ROUND_HALF_UP)


def has_currency_digits(amount: Decimal, currency: str) -> bool:
    """Return whether an amount has no more digits than its currency."""
    return amount.is_finite() and amount == round_amount(amount, currency)


def split_amount(amount: Decimal, parts: int, currency: str) -> list[Decimal]:
    """Split into equal rounded parts of which the last takes the remainder: 1,000.00 in 3 is 333.33, 333.33, 333.34."""
    if parts < 1:
        raise ValueError("parts must be at least 1")
    part = round_amount(amount / parts, currency)
    return [part] * (parts - 1) + [amount - part * (parts - 1)]


def plain(amount: Decimal, currency: str) -> str:
    """Return the decimal string every program face prints: `-1234.50`, with exactly the currency's digits."""
    return f"{round_amount(amount, currency):f}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; sums across currencies are refused (see `Balances`)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("Money takes a Decimal")
        if not has_currency_digits(self.amount, self.currency):
            raise Refusal(
                "base.money.too_many_digits",
                gettext_noop("{amount} has more digits than {currency} has. Round it first."),
                amount=str(self.amount),
                currency=self.currency,
            )

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise Refusal(
                "base.money.currencies_differ",
                gettext_noop("{first} and {second} cannot be added. Convert one of them at a stated rate."),
                first=self.currency,
                second=other.currency,
            )

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        return Money(round_amount(self.amount * factor, self.currency), self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{plain(self.amount, self.currency)} {self.currency}"


class Balances(Mapping[str, Decimal]):
    """Sums in several currencies, side by side and never mixed."""

    def __init__(self, amounts: Iterable[Money] = ()) -> None:
        self._sums: dict[str, Decimal] = {}
        for money in amounts:
            self._sums[money.currency] = self._sums.get(money.currency, Decimal(0)) + money.amount

    def add(self, money: Money) -> "Balances":
        """Return new balances with the amount added in its currency."""
        return Balances([*self.monies(), money])

    def monies(self) -> list[Money]:
        """Return one `Money` per currency, by currency code."""
        return [Money(self._sums[code], code) for code in sorted(self._sums)]

    def __getitem__(self, currency: str) -> Decimal:
        return self._sums[currency]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._sums))

    def __len__(self) -> int:
        return len(self._sums)
