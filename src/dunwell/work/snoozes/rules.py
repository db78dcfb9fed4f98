"""Until when: days as people write them."""

import re
from datetime import date, datetime, timedelta

from dunwell.base.days import add_months
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

LONGEST_DAYS = 366
_WEEKDAYS = {
    **dict.fromkeys(("mon", "monday", "lunes", "星期一", "週一", "周一", "禮拜一"), 0),
    **dict.fromkeys(("tue", "tues", "tuesday", "martes", "星期二", "週二", "周二", "禮拜二"), 1),
    **dict.fromkeys(("wed", "wednesday", "miyerkules", "星期三", "週三", "周三", "禮拜三"), 2),
    **dict.fromkeys(("thu", "thur", "thurs", "thursday", "huwebes", "星期四", "週四", "周四", "禮拜四"), 3),
    **dict.fromkeys(("fri", "friday", "biyernes", "星期五", "週五", "周五", "禮拜五"), 4),
    **dict.fromkeys(("sat", "saturday", "sabado", "星期六", "週六", "周六", "禮拜六"), 5),
    **dict.fromkeys(("sun", "sunday", "linggo", "星期日", "星期天", "週日", "周日", "禮拜日"), 6),
}
_DAYS_AHEAD = {
    "yesterday": -1, "昨天": -1, "kahapon": -1, "today": 0, "今天": 0, "ngayon": 0,
    "tomorrow": 1, "tmr": 1, "tom": 1, "bukas": 1, "明天": 1, "聽日": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2, "sa makalawa": 2, "後天": 2, "後日": 2,
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("d", "day", "araw", "天", "日"), "day"),
    **dict.fromkeys(("w", "wk", "week", "linggo", "星期", "週", "周"), "week"),
    **dict.fromkeys(("m", "month", "buwan", "個月"), "month"),
}
_SPAN = re.compile(r"(?:in |sa loob ng )?(\d{1,3}|an?) ?([a-z個月星期週周天日]+?)s?(?:後|之後| later| from now)?")
_NEXT = re.compile(r"(?:next |下個|下|susunod na )(.+)")
_ON = re.compile(r"(?:on |this |until |till |sa |這個|這|本)(.+)")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日號]?")
_DIGITS = str.maketrans("一二兩三四五六七八九", "1223456789")
_AMBIGUOUS = re.compile(r"\d{1,2}[./-]\d{1,2}([./-]\d{2,4})?")


def read_when(text: str, today: date) -> date:
    """Read a day to come: tomorrow, mon, next friday, in 3 days, 2 weeks, 1 december, 2026-12-01 (also 明天, bukas).

    A weekday alone is the first one after today; `next` means the week after this one, weeks beginning on Monday.
    Refuses what it cannot read, days that could be read two ways, today and before, and more than a year ahead.
    """
    wanted = " ".join(text.strip().lower().rstrip(".").split())
    found = _by_word(wanted, today) or _by_span(wanted, today) or _by_date(wanted, today)
    if found is None:
        raise Refusal(
            "work.when.unreadable",
            gettext_noop("“{said}” is not a day. Write tomorrow, mon, next friday, in 3 days or 2026-12-01."),
            said=text.strip()[:60],
        )
    return check_until(found, today)


def check_until(until: date, today: date) -> date:
    """Return a day to come; refuse today, the past, and more than a year ahead."""
    if until <= today:
        raise Refusal(
            "work.when.past",
            gettext_noop("{until} is not after today, {today}. Choose a day to come."),
            until=until.isoformat(),
            today=today.isoformat(),
        )
    if (until - today).days > LONGEST_DAYS:
        raise Refusal(
            "work.when.too_far",
            gettext_noop("{until} is more than a year away. Place a hold with its reason instead."),
            until=until.isoformat(),
        )
    return until


def _by_word(wanted: str, today: date) -> date | None:
    if wanted in _DAYS_AHEAD:
        return today + timedelta(days=_DAYS_AHEAD[wanted])
    if wanted in ("next week", "下週", "下周", "下星期", "下個星期", "sa susunod na linggo", "susunod na linggo"):
        return _monday(today) + timedelta(days=7)
    if wanted in ("next month", "下個月", "susunod na buwan"):
        return add_months(today.replace(day=1), 1)
    if (on := _ON.fullmatch(wanted)) is not None:
        return _by_word(on.group(1), today)
    if (later := _NEXT.fullmatch(wanted)) is not None:
        weekday = _weekday(later.group(1))
        return None if weekday is None else _monday(today) + timedelta(days=7 + weekday)
    weekday = _weekday(wanted)
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(word: str) -> int | None:
    return _WEEKDAYS.get(word) if word in _WEEKDAYS else _WEEKDAYS.get("星期" + word)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _by_span(wanted: str, today: date) -> date | None:
    span = _SPAN.fullmatch(wanted[:1].translate(_DIGITS) + wanted[1:])
    unit = _UNITS.get(span.group(2)) if span is not None else None
    if span is None or unit is None:
        return None
    count = 1 if span.group(1) in ("a", "an") else int(span.group(1))
    if unit == "month":
        return add_months(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _by_date(wanted: str, today: date) -> date | None:
    try:
        return date.fromisoformat(wanted)
    except ValueError:
        pass
    if (told := _MONTH_AND_DAY.fullmatch(wanted)) is not None:
        return _coming(int(told.group(1)), int(told.group(2)), today)
    if not wanted or _AMBIGUOUS.fullmatch(wanted) is not None or not re.search(r"\d", wanted):
        return None
    # Its tables take half a second to load, so nobody waits for them but who writes a date in words.
    import dateparser

    found = dateparser.parse(
        wanted,
        languages=["en", "zh-Hant", "fil"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, datetime.min.time()),
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
            "PARSERS": ["absolute-time"],
        },
    )
    return None if found is None else found.date()


def _coming(month: int, day: int, today: date) -> date | None:
    try:
        found = date(today.year, month, day)
        return found if found >= today else found.replace(year=today.year + 1)
    except ValueError:
        return None
