"""The words of remittance advices: which heading, label or total means which field, in several languages."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dunwell.exchange.reading.words import heading_key

# Codes that are taken for a currency where they stand beside an amount in free text; `INV` and `REF` are none.
CURRENCY_CODES = (
    "USD EUR GBP HKD CNY CNH RMB JPY CHF CAD AUD NZD SGD TWD NTD KRW INR IDR MYR PHP THB VND MOP AED SAR ILS TRY ZAR "
    "EGP NGN KES BRL MXN ARS CLP COP PEN SEK NOK DKK ISK PLN CZK HUF RON BGN UAH RUB KWD QAR BHD OMR PKR BDT LKR"
)
MONEY = ("gross", "discount", "deduction", "paid", "amount")


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("advice_words.yaml").read_text("utf-8"))
    return found


@lru_cache(maxsize=4)
def _by_key(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, words in _document()[part].items():
        for word in words:
            found.setdefault(heading_key(str(word)), field)
    return found


def words_of(part: str, field: str) -> list[str]:
    """Return the words of one field, as they are written."""
    return [str(word) for word in _document()[part][field]]


def listed(part: str) -> frozenset[str]:
    """Return a plain list of words, by their letters and digits."""
    return frozenset(heading_key(str(word)) for word in _document()[part])


def _field(part: str, text: str) -> str:
    key = heading_key(text)
    known = _by_key(part)
    return known.get(key) or known.get(_without_currency(text), "")


def _without_currency(text: str) -> str:
    """Return the key of a heading without the currency that is written behind it: `Amount (HKD)`, `Total US$`."""
    words = [word for word in text.replace("(", " ").replace(")", " ").replace("$", " ").split() if word]
    kept = [
        word
        for word in words
        if not (len(word) == 3 and word.isupper() and word.isascii()) and word not in ("US", "HK")
    ]
    return heading_key(" ".join(kept))


def heading_field(text: str) -> str:
    """Return the field that a column's heading names, empty where it names none."""
    return _field("headings", text)


def label_field(text: str) -> str:
    """Return the field that a label before a colon names, empty where it names none."""
    return _field("labels", text)


def total_field(text: str) -> str:
    """Return which sum a label names: amount, gross, deduction or discount; empty where it names none."""
    return _field("totals", text)


@lru_cache(maxsize=1)
def _credit_words() -> frozenset[str]:
    return listed("credit_words")


def is_credit_word(text: str) -> bool:
    """Return whether a document's type says that it is a credit."""
    return heading_key(text) in _credit_words()


@lru_cache(maxsize=1)
def _carried() -> frozenset[str]:
    return listed("carried")


def is_carried(text: str) -> bool:
    """Return whether a text says that a sum was carried from page to page."""
    key = heading_key(text)
    return any(key.startswith(word) for word in _carried())
