"""Numbers written as words: Chinese numerals (also the financial ones), English and Filipino counting words."""

import re

_DIGITS = dict(zip("〇一二三四五六七八九", range(10), strict=True))
_DIGITS |= {"零": 0, "兩": 2, "两": 2, "壹": 1, "貳": 2, "貮": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陸": 6, "柒": 7}
_DIGITS |= {"捌": 8, "玖": 9, "廿": 2, "卅": 3}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_GREAT = {"萬": 10_000, "万": 10_000, "億": 100_000_000, "亿": 100_000_000}
HAN = "〇零一二兩两三四五六七八九十百千萬万億亿廿卅壹貳貮叁參肆伍陸柒捌玖拾佰仟"

ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twenty-five": 25, "couple of": 2,
}  # fmt: skip
FILIPINO = {
    "isa": 1, "isang": 1, "dalawa": 2, "dalawang": 2, "tatlo": 3, "tatlong": 3, "apat": 4, "apat na": 4, "lima": 5,
    "limang": 5, "anim": 6, "anim na": 6, "pito": 7, "pitong": 7, "walo": 8, "walong": 8, "siyam": 9, "siyam na": 9,
    "sampu": 10, "sampung": 10, "labinlima": 15, "labinlimang": 15, "labing-limang": 15, "dalawampu": 20,
    "dalawampung": 20, "tatlumpu": 30, "tatlumpung": 30, "apatnapung": 40, "limampung": 50,
    "uno": 1, "a-kinse": 15, "akinse": 15, "kinse": 15, "katorse": 14, "diyes": 10, "bente": 20, "trenta": 30,
}  # fmt: skip


def alternatives(words: dict[str, int]) -> str:
    """Return a pattern of these words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def han_number(text: str) -> int | None:
    """Return the number that Chinese numerals mean (三十, 一萬二, 二零二六, 伍仟), or None where they mean none."""
    if not text:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    if all(letter in _DIGITS and letter not in _TENS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    return _counted(text)


def _counted(text: str) -> int | None:
    total = part = 0
    digit: int | None = None
    last = 1
    for letter in text:
        if letter in _TENS:
            part, digit, last = part + _TENS[letter], None, 10
        elif letter in _DIGITS:
            digit, last = _DIGITS[letter], 1 if _DIGITS[letter] == 0 else last
        elif letter in _UNITS:
            last = _UNITS[letter]
            part, digit = part + (1 if digit is None else digit) * last, None
        elif letter in _GREAT:
            last = _GREAT[letter]
            total, part, digit = total + (part + (digit or 0)) * last, 0, None
        else:
            return None
    # 一萬二 is 12,000: a last digit counts tenths of the unit before it, unless a zero stands between.
    return total + part + (0 if digit is None else digit * max(last // 10, 1))
