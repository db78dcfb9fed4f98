"""Which currency a word, a sign or a code means."""

import re

from dunwell.exchange.reading.amounts import SIGNS
from dunwell.exchange.reading.words import heading_key

_CODE = re.compile(r"[A-Z]{3}")
_CURRENCY_WORDS = {
    "usdollar": "USD", "usdollars": "USD", "usa": "USD", "dollar": "USD", "euro": "EUR", "euros": "EUR", "rmb": "CNY",
    "britishpound": "GBP", "poundsterling": "GBP", "hongkongdollar": "HKD", "canadiandollar": "CAD", "ntd": "TWD",
    "australiandollar": "AUD", "philippinepeso": "PHP", "singaporedollar": "SGD", "japaneseyen": "JPY", "yen": "JPY",
    "newtaiwandollar": "TWD", "swissfranc": "CHF", "港幣": "HKD", "港元": "HKD", "人民幣": "CNY", "人民币": "CNY",
    "美元": "USD",
    "美金": "USD", "歐元": "EUR", "欧元": "EUR", "新台幣": "TWD", "台幣": "TWD", "日圓": "JPY", "披索": "PHP",
}  # fmt: skip


def currency_of(text: str) -> str:
    """Return the ISO code that a currency's code, sign or name means; blank where it means none or several."""
    plain = text.strip()
    upper = plain.upper()
    if _CODE.fullmatch(upper) and heading_key(plain) not in _CURRENCY_WORDS:
        return upper
    signs = SIGNS.get(plain) or SIGNS.get(upper)
    if signs and len(signs) == 1:
        return signs[0]
    word = _CURRENCY_WORDS.get(heading_key(plain))
    return word or ""
