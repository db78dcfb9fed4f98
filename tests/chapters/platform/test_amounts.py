"""Amounts as a reader writes them."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_currency
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dunwell.base.money import minor_digits, round_amount
from dunwell.platform.words import format_amount

AMOUNTS = st.decimals(Decimal(-(10**12)), Decimal(10**12), places=5).filter(lambda one: abs(one) >= 1)
LOCALES = {"en": "en_US", "zh-hant": "zh_Hant_HK", "fil": "fil_PH"}


@given(amount=AMOUNTS, currency=st.sampled_from(["USD", "HKD", "PHP", "JPY", "KWD"]))
def test_an_amount_is_written_as_the_locale_writes_it(amount: Decimal, currency: str) -> None:
    digits = minor_digits(currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    for language, locale in LOCALES.items():
        with translation.override(language):
            said = format_amount(amount, currency)
        assert said == format_currency(
            round_amount(amount, currency), currency, pattern, locale=Locale.parse(locale), currency_digits=False
        )


@pytest.mark.parametrize(
    ("amount", "said"), [("0", "0.00"), ("-0.001", "0.00"), ("-1234567.505", "-1,234,567.51"), ("0.5", "0.50")]
)
def test_nothing_is_written_without_a_sign(amount: str, said: str) -> None:
    assert format_amount(Decimal(amount), "USD") == said
