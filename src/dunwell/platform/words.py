"""Words, amounts and dates in the reader's language and locale."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, format_date, format_datetime, match_skeleton
from babel.numbers import NumberPattern, format_currency, format_decimal
from babel.numbers import parse_pattern as parse_number_pattern
from django.utils import translation
from django.utils.translation import gettext

from dunwell.base.money import minor_digits, round_amount
from dunwell.base.words import fill

_LOCALES = {"en": "en_US", "zh-hant": "zh_Hant_HK", "fil": "fil_PH"}


class Saying(Protocol):
    """Anything that carries words: a refusal, a problem, a reason."""

    @property
    def text(self) -> str:
        """The English template."""

    @property
    def facts(self) -> Any:
        """What is filled in."""


def say(saying: Saying, language: str | None = None) -> str:
    """Return a refusal, problem or reason in the reader's language with its facts filled in."""
    if language is None:
        return fill(gettext(saying.text), saying.facts)
    with translation.override(language):
        return fill(gettext(saying.text), saying.facts)


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_US")


def reader_locale() -> Locale:
    """Return the Babel locale of the language that is switched on."""
    return _locale(_LOCALES.get(translation.get_language() or "en", "en_US"))


def format_amount(amount: Decimal, currency: str) -> str:
    """Return an amount with grouping and the currency's digits, without its symbol: `-1,234.50`."""
    rounded, digits, locale = round_amount(amount, currency), minor_digits(currency), reader_locale()
    if _groups_as_python_does(str(locale)):
        return f"{rounded:,.{digits}f}" if rounded else f"{0:.{digits}f}"
    return format_decimal(rounded, format=_grouped(digits), locale=locale)


@lru_cache(maxsize=64)
def _groups_as_python_does(locale: str) -> bool:
    """Return whether amounts are written 1,234.50: Python does that twenty times faster, and a page has hundreds."""
    return format_decimal(Decimal("-1234567.50"), format=_grouped(2), locale=_locale(locale)) == "-1,234,567.50"


@lru_cache(maxsize=16)
def _grouped(digits: int) -> NumberPattern:
    return parse_number_pattern("#,##0" + ("." + "0" * digits if digits else ""))


def format_money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency symbol as the reader writes it: `US$1,234.50`."""
    return format_currency(round_amount(amount, currency), currency, locale=reader_locale())


def format_day(day: date, pattern: str = "medium") -> str:
    """Return a date as the reader writes it."""
    return _written_day(date(day.year, day.month, day.day), pattern, str(reader_locale()))


def format_skeleton_day(day: date, skeleton: str) -> str:
    """Return the parts of a date that a skeleton names (`MMMd`, `EEE`), in the reader's order."""
    return _written_parts(date(day.year, day.month, day.day), skeleton, str(reader_locale()))


# A page writes the same few days over and over, and finding a pattern costs more than applying it.
@lru_cache(maxsize=4096)
def _written_day(day: date, pattern: str, locale: str) -> str:
    return format_date(day, format=pattern, locale=_locale(locale))


@lru_cache(maxsize=4096)
def _written_parts(day: date, skeleton: str, locale: str) -> str:
    return _pattern_of(skeleton, locale).apply(day, _locale(locale))


@lru_cache(maxsize=64)
def _pattern_of(skeleton: str, locale: str) -> DateTimePattern:
    known = _locale(locale).datetime_skeletons
    return known[skeleton if skeleton in known else match_skeleton(skeleton, known)]


def format_instant(at: datetime, zone: str, pattern: str = "medium") -> str:
    """Return an instant in a zone as the reader writes it."""
    return format_datetime(at.astimezone(ZoneInfo(zone)), format=pattern, locale=reader_locale())
