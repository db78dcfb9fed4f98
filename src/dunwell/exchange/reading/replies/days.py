"""The days that an answer names, seen from the day it was written: English, Chinese and Filipino.

What names no day ("soon", "next week", 盡快, "sa sweldo") gives none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dunwell.exchange.reading.replies.numerals import ENGLISH, FILIPINO, HAN, alternatives, han_number


@dataclass(frozen=True, slots=True)
class Day:
    """One day and where it is named. `other` is a second day that the same words may mean; None where there is none.

    `is_open` tells that nothing speaks for the one or the other (03/04): nobody may take the first for granted.
    """

    day: date
    start: int
    end: int
    text: str
    other: date | None = None
    is_open: bool = False


LONG_GONE = 100
"""So many days back, a day without a year is taken for next year's."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero", "february feb pebrero", "march mar marso", "april apr abril", "may mayo",
            "june jun hunyo",
            "july jul hulyo", "august aug agosto", "september sep sept setyembre", "october oct oktubre",
            "november nov nobyembre", "december dec disyembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes", "tuesday tues tue martes", "wednesday wed miyerkules miyerkoles merkules",
            "thursday thurs thur thu huwebes huebes webes", "friday fri biyernes byernes", "saturday sat sabado",
            "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_HAN_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
}
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_W = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_N = rf"[{HAN}]{{1,3}}|\d{{1,2}}"
_TH = r"(?:st|nd|rd|th)?"
_EN, _FIL = alternatives(ENGLISH), alternatives(FILIPINO)

_FUTURE = re.compile(
    r"(?i)\b(?:will|shall|'ll|going to|gonna|to be|be (?:paid|sent|settled|made|mailed|cleared|transferred"
    r"|wired)|scheduled|expect\w*|until"
    r"|back|return\w*|by|before|no later than|can|could|plan\w*|due|mag\w+|ipapadala|babayaran|bago|hanggang)\b"
    r"|會|將|之前|前付|安排|聽日|先俾"
)
_PAST = re.compile(
    r"(?i)\b(?:paid|sent|transferred|settled|cleared|cashed|mailed|was|were|made|went|left|deposited|wired"
    r"|executed|received|dated|since"
    r"|charged|debited|remitted|noong|nung|nagbayad|nabayaran|na-\w+|naipadala|naideposito|naihulog"
    r"|nakaraang)\b|已|咗|尋日|上"
)


def days_in(text: str, today: date, order: str = "") -> list[Day]:
    """Return the days that a text names, in its order; each stretch of text names one.

    `order` (dmy or mdy) tells how this sender writes numbers; without it 03/04 means two days and is told as open.
    """
    found: list[Day] = []
    for reader in _READERS:
        for day in reader(text, today, order):
            if not any(day.start < one.end and one.start < day.end for one in found):
                found.append(day)
    return _without_weekdays_beside(sorted(found, key=lambda one: one.start), text)


def _without_weekdays_beside(found: list[Day], text: str) -> list[Day]:
    """Return days without a weekday that only adorns a full date (`Monday, 4 May`)."""
    kept = []
    for place, day in enumerate(found):
        is_weekday = _SAID_WEEKDAY.fullmatch(day.text) or _HAN_WEEKDAY.fullmatch(day.text)
        beside = [
            other
            for other in found[max(0, place - 1) : place + 2]
            if other is not day and re.search(r"\d|月", other.text) and _gap(day, other, text)
        ]
        if not (is_weekday and beside):
            kept.append(day)
    return kept


def _gap(day: Day, other: Day, text: str) -> bool:
    first, second = sorted((day, other), key=lambda one: one.start)
    return re.fullmatch(r"[\s,.(]{0,3}(?:the )?", text[first.end : second.start]) is not None


def _day(match: re.Match[str], day: date | None, other: date | None = None, *, is_open: bool = False) -> list[Day]:
    if day is None:
        return []
    return [Day(day, match.start(), match.end(), match[0].strip(" .,"), other if other != day else None, is_open)]


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _without_year(today: date, month: int, day: int, *, is_past: bool = False) -> date | None:
    """Return a day without a year: the last one where the words look back, else the next that is not long gone."""
    choices = [found for year in (today.year - 1, today.year, today.year + 1) if (found := _made(year, month, day))]
    if is_past and (gone := [one for one in choices if one <= today]):
        return gone[-1]
    return _first([one for one in choices if one >= today - timedelta(days=LONG_GONE)])


def month_end(today: date, months: int = 0) -> date:
    """Return the last day of a month, counted from the month of a day."""
    index = today.year * 12 + today.month + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def _looks_back(text: str, start: int) -> bool:
    """Return whether the words before a day speak of what has been."""
    sentence = re.split(r"[.;。；!！?？\n]", text[:start])[-1][-80:]
    last: dict[bool, int] = {True: -1, False: -1}
    for is_past, pattern in ((True, _PAST), (False, _FUTURE)):
        for match in pattern.finditer(sentence):
            last[is_past] = match.end()
    return last[True] > last[False]


# --- Full dates ---

_ISO = re.compile(r"(?<![\w/-])(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\w/-])")
_HAN_FULL = re.compile(
    rf"(?:(20\d\d|[{HAN}]{{4}})\s*年\s*)?(下個?|今年|明年)?({_N})\s*月\s*({_N})\s*[日號号]?(?![件箱張个個月])"
)
_DAY_FIRST = re.compile(
    rf"(?i)(?<![\w.])(\d{{1,2}}){_TH}[\s.-]*(?:of\s+|ng\s+)?({_M})\b\.?(?:[,\s-]*(20\d\d|'?\d\d(?!\d|:|[.,]\d)))?"
)
_MONTH_FIRST = re.compile(
    rf"(?i)\b({_M})\b\.?\s*(?:the\s+)?(\d{{1,2}}){_TH}(?![\d:])(?!,\d{{3}}|\.\d)(?:(?:,\s*|\s+)(20\d\d))?"
)
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(20\d\d|\d\d)(?![\w/]|[-.]\d)")
_SHORT = re.compile(
    r"(?i)(?:\b(?:on|by|before|until|till|dated|due|of|since|sa|noong|nung|hanggang|to)\s+|於|喺|在"
    r"|至)(\d{1,2})/(\d{1,2})(?![A-Za-z0-9_/%]|[.-]\d)"
)


def _iso(text: str, _today: date, _order: str) -> Iterator[Day]:
    for match in _ISO.finditer(text):
        yield from _day(match, _made(int(match[1]), int(match[3]), int(match[4])))


def _han_full(text: str, today: date, _order: str) -> Iterator[Day]:
    for match in _HAN_FULL.finditer(text):
        month, day = han_number(match[3]), han_number(match[4])
        if month is None or day is None:
            continue
        year = han_number(match[1]) if match[1] else {"今年": today.year, "明年": today.year + 1}.get(match[2] or "")
        past = re.search("[已咗]", text[match.end() : match.end() + 6]) is not None
        yield from _day(match, _made(year, month, day) if year else _without_year(today, month, day, is_past=past))


def _named(text: str, today: date, _order: str) -> Iterator[Day]:
    for pattern, day_at, month_at in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            month, day = _MONTHS[match[month_at].casefold()], int(match[day_at])
            if match[0].startswith("may") and re.search(
                r"(?i)\b(?:you|we|i|they|it|he|she)\s*$", text[: match.start()]
            ):
                continue  # "you may 5" is no day
            year = int(match[3].lstrip("'")) if match[3] else 0
            past = _looks_back(text, match.start())
            yield from _day(match, _made(year, month, day) if year else _without_year(today, month, day, is_past=past))


def _numeric(text: str, today: date, order: str) -> Iterator[Day]:
    for match in _NUMERIC.finditer(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if mark == "." and len(match[4]) == 2 and first > 31:
            continue
        yield from _either(
            match, _made(year, second, first), _made(year, first, second), "dmy" if mark == "." else order, today
        )
    for match in _SHORT.finditer(text):
        first, second = int(match[1]), int(match[2])
        past = _looks_back(text, match.start(1))
        days = [_without_year(today, month, day, is_past=past) for month, day in ((second, first), (first, second))]
        yield from _either(match, days[0], days[1], order, today)


def _either(
    match: re.Match[str], day_first: date | None, month_first: date | None, order: str, today: date
) -> list[Day]:
    if day_first is None or month_first is None:
        return _day(match, day_first or month_first)
    if order:
        first, second = (day_first, month_first) if order == "dmy" else (month_first, day_first)
        return _day(match, first, second)
    first, second = sorted((day_first, month_first), key=lambda one: abs((one - today).days))
    return _day(match, first, second, is_open=first != second)


# --- Ends of months, weeks and years ---

_END_OF_MONTH = re.compile(
    r"(?i)\b(?:end of (?:the |this |current )?month|this month'?s end|month[- ]end|eom"
    r"|(?:sa )?katapusan(?: (?:nitong|ngayong|ng) buwan)?"
    r"(?! ng))\b|今個?月[底尾]|本月[底尾]|(?<![下月\d一二三四五六七八九十])月[底尾]"
)
_END_OF_NEXT = re.compile(
    r"(?i)\b(?:end of (?:the )?(?:next|following) month|next month'?s end|katapusan ng susunod na buwan)\b"
    r"|下個?月[底尾]"
)
_END_OF_NAMED = re.compile(rf"(?i)\b(?:the )?(?:end of|katapusan ng)\s+({_M})\b(?:\s+(20\d\d))?|({_N})\s*月[底尾]")
_END_OF_YEAR = re.compile(r"(?i)\b(?:end of (?:the |this )?year|year[- ]end|katapusan ng taon)\b|年[底尾]")
_END_OF_WEEK = re.compile(
    r"(?i)\b(?:end of (?:the |this )?week|eow|katapusan ng linggo)\b|(?:今個|本|這個?)?(?:星期|禮拜|週)[底尾]"
)


def _ends(text: str, today: date, _order: str) -> Iterator[Day]:
    for match in _END_OF_NEXT.finditer(text):
        yield from _day(match, month_end(today, 1))
    for match in _END_OF_NAMED.finditer(text):
        month = _MONTHS[match[1].casefold()] if match[1] else han_number(match[3])
        first = _without_year(today, month, 1) if month else None
        if first is not None:
            yield from _day(match, month_end(first.replace(year=int(match[2])) if match[2] else first))
    for match in _END_OF_MONTH.finditer(text):
        yield from _day(match, month_end(today))
    for match in _END_OF_YEAR.finditer(text):
        yield from _day(match, date(today.year, 12, 31))
    for match in _END_OF_WEEK.finditer(text):
        friday = today + timedelta(days=(4 - today.weekday()) % 7)
        yield from _day(match, friday, friday + timedelta(days=2))


# --- Days near today ---

_NEAR: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(r"(?i)\b(?:the )?day after tomorrow\b|後日|後天|\b(?:sa )?makalawa\b|\bsamakalawa\b")),
    (-2, re.compile(r"(?i)\b(?:the )?day before yesterday\b|(?<![十一二三四五六七八九\d])前日|前天")),
    (1, re.compile(r"(?i)\btomorrow\b|\btmr\b|\btmrw\b|聽日|聽朝|聽晚|明天|明日|明早|明晚|\bbukas\b")),
    (-1, re.compile(r"(?i)\byesterday\b|\blast night\b|尋日|琴日|昨天|昨日|尋晚|昨晚|\bkahapon\b|\bkagabi\b")),
    (0, re.compile(
        r"(?i)\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|今日|今天|今晚|今朝|今早|今晨|今午|是日"
        r"|\bngayong (?:araw|umaga|hapon|tanghali|gabi)\b|\bmamaya(?:ng \w+)?\b|\bkanina(?:ng \w+)?\b"
    )),
)  # fmt: skip


def _near(text: str, today: date, _order: str) -> Iterator[Day]:
    for offset, pattern in _NEAR:
        for match in pattern.finditer(text):
            yield from _day(match, today + timedelta(days=offset))


# --- Weekdays ---

_SAID_WEEKDAY = re.compile(
    rf"(?i)\b(?:(?P<how>next|this|this coming|coming|last|past|on|by|before|until|till|following|sa susunod na"
    rf"|susunod na|ngayong|nitong"
    rf"|sa darating na|darating na|noong nakaraang|nakaraang|noong|nung|sa|bago mag-|bago"
    rf"|hanggang)\s*)?(?P<day>{_W})\b\.?"
    r"(?P<week>\s+(?:of next week|next week|ng susunod na linggo|sa susunod na linggo))?"
)
_SUNDAY = re.compile(r"\b(?P<how>sa|noong|ngayong|bago mag-|hanggang)\s*(?:araw ng )?(?P<day>Linggo)\b")
_HAN_WEEKDAY = re.compile(
    r"(?P<how>下下個?|下個?|上上個?|上個?|今個|呢個|本|這個?)?(?:星期|禮拜|週|周"
    r"|拜)(?P<day>[一二三四五六日天1-6])(?!期)"
)
_SHORT_NAMES = frozenset(("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"))
_LAST = frozenset(("last", "past", "noong nakaraang", "nakaraang", "noong", "nung"))


def _weekdays(text: str, today: date, _order: str) -> Iterator[Day]:
    for pattern in (_SAID_WEEKDAY, _SUNDAY):
        for match in pattern.finditer(text):
            how, name = (match["how"] or "").casefold(), match["day"].casefold()
            if name in _SHORT_NAMES and not how:
                continue
            week = match.groupdict().get("week")
            yield from _weekday(match, _WEEKDAYS.get(name, 6), "of next week" if week else how, text, today)
    for match in _HAN_WEEKDAY.finditer(text):
        yield from _han_weekday(match, text, today)


def _weekday(match: re.Match[str], number: int, how: str, text: str, today: date) -> list[Day]:
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    before = coming - timedelta(days=7 if coming - timedelta(days=7) < today else 14)
    next_week = today - timedelta(days=today.weekday()) + timedelta(days=7 + number)
    if how == "of next week":
        return _day(match, next_week)
    if how in ("next", "sa susunod na", "susunod na"):
        return _day(match, next_week, coming)
    if how in _LAST:
        return _day(match, before)
    if how in ("this", "ngayong", "nitong") and number == today.weekday():
        return _day(match, today)
    return _day(match, before if how in ("", "on", "sa") and _looks_back(text, match.start()) else coming)


def _han_weekday(match: re.Match[str], text: str, today: date) -> list[Day]:
    number, how = _HAN_WEEKDAYS[match["day"]], (match["how"] or "").removesuffix("個")
    weeks = {"下下": 2, "下": 1, "上上": -2, "上": -1, "今": 0, "呢": 0, "本": 0, "這": 0}.get(how)
    monday = today - timedelta(days=today.weekday())
    if weeks is not None:
        return _day(match, monday + timedelta(days=7 * weeks + number))
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    back = coming - timedelta(days=7 if coming - timedelta(days=7) < today else 14)
    around = text[max(0, match.start() - 12) : match.end() + 10]
    return _day(match, back if re.search(r"已|咗|收到", around) and not re.search(r"會|將|前|先", around) else coming)


# --- A day of some month ---

_ORDINAL = re.compile(
    r"(?i)(?<![\w.])(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?P<month>\s+of\s+(?:the\s+|this\s+)?(?:month"
    r"|next month))?"
    r"(?!\s+(?:time|floor|quarter|party|reminder|notice|invoice|install?ment|street|avenue|email|letter|call"
    r"|request|payment|of\s))"
)
_THE = re.compile(
    r"(?i)\b(?:on|by|before|until|till|from) the (?P<day>\d{1,2})\b(?!\s*(?:%|days|units|[a-z]+s\b)|[.,/:]\d)"
)
_FIL_DAY = re.compile(
    r"(?i)\b(?:sa|noong|nung|hanggang|bago(?: mag-?)?|ng|tuwing)\s*(?:a-|ika-)?(?P<day>\d{1,2}|akinse|a-kinse"
    r"|kinse|trenta|a-trenta|bente)\b"
    r"(?!\s*(?:%|na\b|araw|buwan|linggo|oras|piso|pesos|days|months|weeks|k\b|libo|piraso|am\b|pm\b|invoice)"
    r"|[.,:/]\d|st|nd|rd|th)"
)
_IKA = re.compile(r"(?i)\b(?:a|ika)-(?P<day>\d{1,2})\b(?!\s*na\b)")
_HAN_DAY = re.compile(
    rf"(?P<month>下個?月|今個?月|本月|上個?月|每月)?(?<![\d{HAN}/路街道巷座室幢-])(?P<day>{_N})\s*(?:號"
    rf"|号)(?![倉舖樓門碼頭線发發單張\d])"
    rf"|(?P<month2>下個?月|今個?月|本月|上個?月)(?P<day2>{_N})\s*日"
)


def _of_month(text: str, today: date, _order: str) -> Iterator[Day]:
    for pattern in (_ORDINAL, _THE, _IKA, _FIL_DAY):
        for match in pattern.finditer(text):
            said = match["day"].casefold().removeprefix("a-")
            number = FILIPINO.get(said) or (int(said) if said.isdigit() else None)
            shift = 1 if "next month" in match[0].casefold() else None
            yield from _day(match, _day_of_month(text, match, number, shift, today))
    for match in _HAN_DAY.finditer(text):
        number, month = han_number(match["day"] or match["day2"] or ""), match["month"] or match["month2"] or ""
        shift = {"下": 1, "今": 0, "本": 0, "上": -1}.get(month[:1])
        yield from _day(match, _day_of_month(text, match, number, shift, today))


def _day_of_month(text: str, match: re.Match[str], number: int | None, shift: int | None, today: date) -> date | None:
    if number is None or not 1 <= number <= 31:
        return None
    if shift is not None:
        return _in_month(today, shift, number)
    is_done = re.search("[已咗]", text[match.end() : match.end() + 5])
    if is_done or re.match(r"(?i)(?:noong|nung)", match[0]) or _looks_back(text, match.start()):
        return _first([found for back in range(13) if (found := _in_month(today, -back, number)) and found <= today])
    return _first([found for ahead in range(13) if (found := _in_month(today, ahead, number)) and found >= today])


def _first(days: list[date]) -> date | None:
    return days[0] if days else None


def _in_month(today: date, months: int, number: int) -> date | None:
    end = month_end(today, months)
    return end.replace(day=number) if number <= end.day else None


# --- So many days from now ---

_SPAN = re.compile(
    rf"(?i)\b(?:in|within|after)\s+(?:the\s+)?(?:next\s+|the next\s+)?(?P<count>\d{{1,3}}"
    rf"|{_EN})(?:\s*\([^)]*\))?\s+(?P<kind>business |working |calendar )?"
    r"(?P<unit>days?|weeks?|months?|fortnight)\b(?:\s+time)?"
    rf"|\b(?P<count2>\d{{1,3}}|{_EN})\s+(?P<kind2>business |working )?(?P<unit2>days?|weeks?"
    rf"|months?)\s+from\s+(?:now|today)\b"
)
_HAN_SPAN = re.compile(
    rf"(?P<count>[{HAN}]{{1,3}}|\d{{1,3}})\s*個?(?P<unit>工作天|工作日|天|日|星期|禮拜|週|月)(?:之?內|以內|之?後|左右)"
)
_FIL_SPAN = re.compile(
    rf"(?i)\b(?:sa loob ng|pagkatapos ng|pagkaraan ng|makalipas ang|after)\s+(?P<count>\d{{1,3}}"
    rf"|{_FIL})\s+(?:na\s+)?(?P<unit>araw|linggo|buwan|days|weeks)"
)
_UNITS = {
    "day": "day",
    "araw": "day",
    "天": "day",
    "日": "day",
    "week": "week",
    "linggo": "week",
    "星期": "week",
    "禮拜": "week",
}
_UNITS |= {"週": "week", "month": "month", "buwan": "month", "月": "month", "工作天": "working", "工作日": "working"}


def _spans(text: str, today: date, _order: str) -> Iterator[Day]:
    for match in _SPAN.finditer(text):
        count, unit = match["count"] or match["count2"], (match["unit"] or match["unit2"]).casefold().removesuffix("s")
        kind = (match["kind"] or match["kind2"] or "").strip().casefold()
        number = int(count) if count.isdigit() else ENGLISH[count.casefold()]
        if unit == "fortnight":
            yield from _day(match, today + timedelta(days=14 * number))
        else:
            yield from _day(match, _later(today, number, "working" if kind in ("business", "working") else unit))
    for match in _HAN_SPAN.finditer(text):
        yield from _day(match, _later(today, han_number(match["count"]) or 0, _UNITS[match["unit"]]))
    for match in _FIL_SPAN.finditer(text):
        count = match["count"]
        number = int(count) if count.isdigit() else FILIPINO[count.casefold()]
        yield from _day(match, _later(today, number, _UNITS[match["unit"].casefold().removesuffix("s")]))


def _later(today: date, count: int, unit: str) -> date | None:
    if not 0 < count <= 365:
        return None
    if unit == "month":
        return _in_month(today, count, min(today.day, month_end(today, count).day))
    if unit != "working":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    day = today
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


_Reader = Callable[[str, date, str], Iterator[Day]]
_READERS: tuple[_Reader, ...] = (_iso, _han_full, _named, _numeric, _ends, _near, _weekdays, _spans, _of_month)
