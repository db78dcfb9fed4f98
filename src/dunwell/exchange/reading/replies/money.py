"""The amounts that an answer names, with the currency where it names one: figures, `2.5k`, 三萬五, limang libo."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dunwell.exchange.reading.advice_words import CURRENCY_CODES
from dunwell.exchange.reading.amounts import SIGNS
from dunwell.exchange.reading.replies.numerals import HAN, alternatives, han_number


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount and where it stands; `currency` is None where none is named, or a sign that several share."""

    amount: Decimal
    currency: str | None
    start: int
    end: int
    text: str


_CURRENCIES = {
    **{sign.casefold(): meant[0] if len(meant) == 1 else None for sign, meant in SIGNS.items()},
    **{code.casefold(): code for code in CURRENCY_CODES.split()},
    "rmb": "CNY", "ntd": "TWD", "cnh": "CNY", "p": "PHP", "php": "PHP", "peso": "PHP", "pesos": "PHP", "piso": "PHP",
    "dollar": None, "dollars": None, "bucks": None, "us dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "hong kong dollars": "HKD", "yen": "JPY", "港幣": "HKD", "港元": "HKD",
    "港紙": "HKD",
    "美元": "USD", "美金": "USD", "人民幣": "CNY", "歐元": "EUR", "英鎊": "GBP", "日圓": "JPY", "披索": "PHP",
    "新台幣": "TWD",
    "台幣": "TWD", "蚊": "HKD", "元": None, "圓": None,
}  # fmt: skip
_CODES = "|".join(CURRENCY_CODES.split())
_SIGN = "|".join(
    re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if sign not in ("kr", "元", "圓", "円")
)
_BEFORE = (
    rf"(?:{_SIGN}|(?<![A-Za-z])(?:{_CODES}|P|[Pp]hp|[Hh]kd|[Uu]sd|[Ee]ur|[Gg]bp)"
    r"|港幣|港元|美元|美金|人民幣|歐元|英鎊|披索|新?台幣)"
)
_BEHIND = (
    rf"(?:(?:{_CODES}|[Pp]hp|[Hh]kd|[Uu]sd|[Ee]ur|[Gg]bp)(?![A-Za-z])|港元|港幣|港紙|美元|美金|人民幣|歐元|英鎊"
    rf"|日圓|披索|新?台幣|蚊|元|圓"
    r"|(?i:us dollars|hong kong dollars|dollars?|bucks|euros?|pounds|quid|pesos?|piso|yen)\b|[€£₱$])"
)
_FIGURES = (
    r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3})+,\d{2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?:[.,]\d{2})?(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{2})?(?!\d)|\d+,\d{2}(?!\d)|\d+(?:\.\d{1,4})?"
)
_FACTORS = {
    "k": 1000, "thousand": 1000, "grand": 1000, "libo": 1000, "libong": 1000, "千": 1000, "萬": 10_000, "万": 10_000,
    "百萬": 1_000_000, "十萬": 100_000, "億": 100_000_000, "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000,
    "mil": 1_000_000,
    "million": 1_000_000, "milyon": 1_000_000, "milyong": 1_000_000, "hundred": 100, "daan": 100, "daang": 100,
    "百": 100,
}  # fmt: skip
_FACTOR = (
    r"(?i:百萬|十萬|萬|万|千|億"
    r"|(?:k|thousand|grand|libo(?:ng)?|mn|mio|mil|million|milyong?|hundred|daang?|m)(?![A-Za-z]))"
)
_WRITTEN = re.compile(
    rf"(?:(?P<before>{_BEFORE})\s?|(?<![\w.,/#-]))(?P<figures>{_FIGURES})(?:\s?(?P<factor>{_FACTOR})(?P<tail>\d千?)?)?"
    rf"(?:\s?(?P<behind>{_BEHIND}))?(?P<mark>\s?%|[A-Za-z0-9_/]|[-.:]\d|-[A-Za-z])?"
)
_HAN_WRITTEN = re.compile(
    rf"(?P<before>{_BEFORE})?\s?(?P<figures>[{HAN}]+)\s?(?P<behind>港元|港幣|港紙|美元|美金|人民幣|披索|蚊|元|圓)?"
)
_TEENS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_FIL_COUNT = {
    "isang": 1, "dalawang": 2, "tatlong": 3, "apat na": 4, "limang": 5, "anim na": 6, "pitong": 7, "walong": 8,
    "siyam na": 9,
    "sampung": 10, "labinlimang": 15, "labing-limang": 15, "dalawampung": 20, "tatlumpung": 30, "apatnapung": 40,
    "limampung": 50,
}  # fmt: skip
_SMALL = {"a": 1, **_TEENS, **_TENS, **_FIL_COUNT}
_WORD = alternatives(_SMALL)
_SPELLED = re.compile(
    rf"(?i)\b(?P<tens>{alternatives(_TENS)})?[- ]?(?P<count>{_WORD})?\s?(?P<factor>hundred thousand|hundred"
    rf"|thousand|grand|million|daang libo(?:ng)?|libo(?:ng)?"
    rf"|daang?|milyong?)\b(?:\s(?P<behind>(?:us |hong kong )?dollars|bucks|euros|pounds|pesos|piso|usd|hkd|php"
    rf"|eur|gbp)\b)?"
)
# Words that make a bare figure money, right before it or a few small words away.
_PAYING = re.compile(
    r"(?i)(?:\b(?:pay(?:ing|ment of)?|paid|send(?:ing)?|sent|transfer(?:red|ring)?|settle|remit(?:ted)?"
    r"|deposit(?:ed)?|deduct|owe[sd]?|amount|balance|total"
    r"|sum|remaining|remainder|another|charge[sd]?|billed?|magbayad|magbabayad|bayaran|babayaran|mababayaran"
    r"|nabayaran|bayad|maghuhulog|hulog"
    r"|ipapadala|halaga|kabuuan|kaya ko|net amount|accept|credit)\b|[俾付還找交入過](?:咗|返|住|數|清)?|支付"
    r"|總額|金額|餘款|餘額|尾數|合共|過數)"
    r"(?:\s*(?:the|full|only|just|at|least|of|is|was|you|us|about|around|up|to|another|our|wire|na|po|ang|ng"
    r"|muna|lang|buong|namin|pa|ko|為|是|咗|先))*"
    r"\s*[:：]?\s*$"
)
_PERIOD = re.compile(
    r"(?i)^\s*(?:po\s*)?(?:now|today|upfront|first|per month|a month(?! ago)|each month|monthly|every month"
    r"|a week(?! ago)|weekly|kada buwan|bawat buwan|muna)\b"
)
_COUNTED = re.compile(
    r"(?i)^ *(?:more\s|business\s|working\s|equal\s|monthly\s|open\s|units?\b|days?|weeks?|months?|years?"
    r"|hours?|times?|invoices?|pieces?|pcs|cartons?|pallets?"
    r"|boxes|items?|percent|install?ments?|payments?|reminders?|calls?|people|kg|miles|lbs|am\b|pm\b|a\.m|p\.m"
    r"|na karton|araw|buwan|linggo|beses|piraso|hulog"
    r"|na beses|[件箱張板號号日月年天個次期份份樓週歲點%](?!蚊))"
)


def amounts_in(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Amount]:
    """Return the amounts that a text names, in its order; stretches in `taken` (days, numbers of documents) are none.

    A figure is money by its currency, its grouping, its cents, its `k` or 萬, or by a word of paying right before it.
    """
    used = list(taken)
    found: list[Amount] = []
    for pattern, made in ((_WRITTEN, _written), (_HAN_WRITTEN, _han), (_SPELLED, _spelled)):
        for match in pattern.finditer(text):
            start, end = _inner(match)
            if any(start < last and first < end for first, last in used):
                continue
            amount = made(match, text)
            if amount is not None and amount.amount > 0:
                found.append(amount)
                used.append((start, end))
    return sorted(found, key=lambda one: one.start)


def _inner(match: re.Match[str]) -> tuple[int, int]:
    """Return where the figures themselves stand."""
    return match.span("figures") if "figures" in match.re.groupindex else match.span()


def _written(match: re.Match[str], text: str) -> Amount | None:
    figures, factor = match["figures"], (match["factor"] or "").casefold()
    if match["mark"] or (factor == "m" and not match["before"]):
        return None
    currency, is_said = _currency(match["before"], match["behind"])
    amount = _value(figures)
    if amount is None or not _is_money(match, text, figures, factor, is_said=is_said):
        return None
    if factor:
        amount *= _FACTORS[factor]
        if tail := match["tail"]:
            amount += Decimal(tail[0]) * (1000 if tail.endswith("千") else _FACTORS[factor] // 10)
        amount = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
    return Amount(amount, currency, match.start(), match.end(), match[0].strip())


def _is_money(match: re.Match[str], text: str, figures: str, factor: str, *, is_said: bool) -> bool:
    after = text[match.end() :]
    if _COUNTED.match(after) and not is_said:
        return False
    if is_said or factor or re.search(r"[,.']\d{3}(?!\d)|[.,]\d{2}$", figures):
        return True
    if " " in figures or re.fullmatch(r"20[2-3]\d", figures) or len(figures) < 2 or len(figures) > 8:
        return False
    return bool(_PAYING.search(text[max(0, match.start() - 40) : match.start()]) or _PERIOD.match(after))


def _value(figures: str) -> Decimal | None:
    plain = figures.replace(" ", "").replace("'", "").replace("’", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{2}", plain) or re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{2}", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        plain = plain.replace(".", "")  # money has no third decimal: 1.250 is twelve hundred and fifty
    plain = plain.replace(",", "")
    return Decimal(plain) if len(plain.partition(".")[0]) <= 12 else None


def _currency(before: str | None, behind: str | None) -> tuple[str | None, bool]:
    """Return the currency that is named around an amount, and whether any sign or word of money stands there."""
    named = [_CURRENCIES.get(word.strip().casefold()) for word in (before, behind) if word]
    return next((code for code in named if code), None), bool(named)


def _han(match: re.Match[str], text: str) -> Amount | None:
    figures = match["figures"]
    currency, is_said = _currency(match["before"], match["behind"])
    number = han_number(figures)
    if number is None or (len(figures) < 2 and not is_said):
        return None
    if not is_said:
        is_large = re.search("[百千萬億佰仟]", figures)
        before = text[max(0, match.start("figures") - 12) : match.start("figures")]
        if not is_large or _COUNTED.match(text[match.end() :]) or not _PAYING_HAN.search(before):
            return None
    return Amount(Decimal(number), currency, match.start(), match.end(), match[0].strip())


_PAYING_HAN = re.compile(
    r"(?:[俾付還找交入過欠畀匯收減退係將想](?:咗|返|住|數|清|你|我|多)?|其餘|餘款|先|只|約|每月|每個月|總數|金額|合共)$"
)


def _spelled(match: re.Match[str], text: str) -> Amount | None:
    tens, count = (match["tens"] or "").casefold(), (match["count"] or "").casefold()
    if not (tens or count) or (_COUNTED.match(text[match.end() :]) and not match["behind"]):
        return None
    factor = 1
    for word in match["factor"].casefold().split():
        factor *= _FACTORS[word.removesuffix("ng") if word.endswith("ng") and word not in _FACTORS else word]
    currency, _ = _currency(None, match["behind"])
    amount = Decimal((_TENS.get(tens, 0) + _SMALL.get(count, 0)) * factor)
    return Amount(amount, currency, match.start(), match.end(), match[0].strip())
