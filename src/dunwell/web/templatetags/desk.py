"""The template words of the desk: two filters that write all money and all dates, and tags for the small parts."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from babel.numbers import format_currency
from django import template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.platform.words import format_amount, format_day, format_skeleton_day, reader_locale, say
from dunwell.web.charts import AgingBar, Lateness
from dunwell.web.shortcuts import shortcut_of

register = template.Library()

_SKELETONS = {"short": "MMMd", "weekday": "EEEMMMd", "month": "yMMMM"}
_LONG = {"en": "EEEE d MMMM", "zh": "M月d日EEEE", "fil": "EEEE, d MMMM"}


class Speaking(Protocol):
    """A refusal, problem or reason: words with facts."""

    text: str
    facts: Any


@register.filter
def money(value: Money | None, style: str = "number") -> str:
    """Write an amount: `number` 1,234.50, `code` 1,234.50 USD, `round` $1,235, `dash` (for zero), `plain` 1234.50."""
    if value is None:
        return "–"
    if style == "plain":
        return f"{value.amount.normalize():f}"
    if style == "dash" and not value.amount:
        return "–"
    if style == "round":
        whole = value.amount.quantize(Decimal(1))
        return _minus(format_currency(whole, value.currency, "¤#,##0", locale=reader_locale(), currency_digits=False))
    number = _minus(format_amount(value.amount, value.currency))
    return f"{number} {value.currency}" if style == "code" else number


def _minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")


@register.filter
def day(value: date | datetime | time | None, style: str = "medium") -> str:
    """Write a date: `medium`, `short` (no year), `weekday`, `long`, `month`, `time`, `moment` (both), `iso`."""
    if value is None:
        return "–"
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = value.astimezone(timezone.get_current_timezone())
    if style == "iso":
        return value.isoformat()
    if style == "time":
        assert isinstance(value, datetime | time)
        return f"{value:%H:%M}"
    assert isinstance(value, date)
    if style == "moment":
        return f"{format_skeleton_day(value, 'MMMd')} {day(value, 'time')}"
    if style == "long":
        return format_day(value, _LONG[reader_locale().language])
    if style in _SKELETONS:
        return format_skeleton_day(value, _SKELETONS[style])
    return format_day(value)


@register.filter
def minutes(value: int) -> str:
    """Write minutes as people say them: `45 min`, `4 h`, `2 h 50 min`."""
    hours, rest = divmod(value, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


@register.filter
def ahead(days: int) -> int:
    """Days past due of what is not due yet, as days to go."""
    return -days


@register.simple_tag
def say_it(saying: Speaking) -> str:
    """Say a refusal, problem or reason in the reader's language."""
    return say(saying)


@register.simple_tag
@lru_cache(maxsize=256)
def key(command: str) -> SafeString:
    """The key caps of a command, from the registry."""
    presses = shortcut_of(command).caps
    return format_html_join(" ", "<kbd>{}</kbd>", ((cap,) for press in presses for cap in press))


@register.simple_tag
def key_name(command: str) -> str:
    """The key of a command in words, for `aria-keyshortcuts`."""
    return shortcut_of(command).keys


@register.filter
def points(reason: Reason) -> str:
    """Write a reason's points with their sign; empty when it is not scored."""
    if reason.points is None:
        return ""
    return _minus(f"{reason.points:+d}")


@register.inclusion_tag("web/parts/aging_bar.html")
def aging_bar(bar: AgingBar, key: bool = True) -> dict[str, Any]:
    """Draw an aging bar with its text summary; `key` writes the amounts below it."""
    return {"bar": bar, "segments": bar.segments(), "with_key": key}


@register.inclusion_tag("web/parts/sparkline.html")
def sparkline(lateness: Lateness) -> dict[str, Any]:
    """Draw twelve months of lateness with a text summary."""
    return {"lateness": lateness, "marks": lateness.marks(), "latest": lateness.latest()}


@register.inclusion_tag("web/parts/copy.html")
def copy(text: str, what: str) -> dict[str, Any]:
    """A small button that copies a number; `what` says which, for those who do not see where it stands."""
    return {"text": text, "what": what}


@register.inclusion_tag("web/parts/field.html")
def field(bound: Any, wide: bool = False) -> dict[str, Any]:
    """One form field: label, control, help, and what is wrong with it."""
    kind = getattr(bound.field.widget, "input_type", "") or bound.field.widget.__class__.__name__.lower()
    return {"field": bound, "kind": kind, "wide": wide}
