"""What a customer told us, or we learned, about contacting it: which notices there are and what each needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import available_timezones

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.rules import clean_phone


class NoticeKind(StrEnum):
    """What a notice says (handbook §6.2 to §6.12, §3.10)."""

    OPT_OUT = "opt_out"
    INCONVENIENT = "inconvenient"
    CONSENT = "consent"
    UNREACHABLE = "unreachable"
    WORKPLACE = "workplace"
    WRONG_PERSON = "wrong_person"
    CEASE = "cease"
    ATTORNEY = "attorney"
    CARE = "care"
    BREATHING_SPACE = "breathing_space"
    DECEASED = "deceased"
    LANGUAGE = "language"
    ZONE = "zone"
    DEBT_NOTICE = "debt_notice"


class Purpose(StrEnum):
    """What a consent is for; empty is every purpose."""

    COLLECTION = "collection"
    SERVICE = "service"
    AUTOMATED = "automated"
    DIRECT = "direct"


class Source(StrEnum):
    """How it became known."""

    CALL = "call"
    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    PORTAL = "portal"
    PROVIDER = "provider"
    COURT = "court"
    DESK = "desk"


class Care(StrEnum):
    """Why somebody is treated with care: a coarse word and never a diagnosis (handbook §3.10)."""

    HARDSHIP = "hardship"
    VULNERABLE = "vulnerable"


STOPS = frozenset(
    {
        NoticeKind.OPT_OUT,
        NoticeKind.CEASE,
        NoticeKind.ATTORNEY,
        NoticeKind.CARE,
        NoticeKind.BREATHING_SPACE,
        NoticeKind.DECEASED,
    }
)
"""Notices that protect somebody: withdrawn by a lead, or within UNDO_SECONDS by who recorded them."""

RESTRICTED = frozenset({NoticeKind.CARE})
"""Notices whose words only a few may read."""

UNDO_SECONDS = 600
WEEKDAYS = "1234567"
WRITTEN = frozenset({Source.EMAIL, Source.SMS, Source.LETTER, Source.PORTAL})
"""Sources that count as writing (15 USC 1692c(c))."""


@dataclass(frozen=True)
class NoticeDetail:
    """What a notice says, beyond its kind; empty fields say nothing.

    `weekdays` are ISO numbers (Monday 1); `from_time` and `until_time` bound what is inconvenient, in the person's
    local time; `value` is the attorney's name, a care word, a language or a time zone; `until_date` is its last day.
    """

    channel: str = ""
    purpose: str = ""
    address: str = ""
    weekdays: str = ""
    from_time: time | None = None
    until_time: time | None = None
    place: str = ""
    value: str = ""
    until_date: date | None = None


def clean_address(text: str, country: str) -> str:
    """Return an e-mail address in small letters or a phone number in E.164; refuse what is neither."""
    text = text.strip()
    if "@" in text:
        return text.lower()
    return clean_phone(text, country)


def check_notice(kind: NoticeKind, said: NoticeDetail, stated_at: datetime, now: datetime) -> None:
    """Refuse a notice that lacks what its kind needs, or that was stated in the future."""
    if stated_at > now:
        raise Refusal(
            "parties.notice.in_the_future",
            gettext_noop("Nobody can have said this yet. Correct when it was said."),
        )
    if said.until_date is not None and said.until_date < stated_at.date():
        raise Refusal(
            "parties.notice.over_already",
            gettext_noop("This would have ended on {until}, before it was said. Choose a later day."),
            until=said.until_date.isoformat(),
        )
    for needed, words in _NEEDS.get(kind, ()):
        if not any(getattr(said, name) for name in needed):
            raise Refusal("parties.notice.incomplete", words, kind=kind.value)
    _check_words(kind, said)


def _check_words(kind: NoticeKind, said: NoticeDetail) -> None:
    if set(said.weekdays) - set(WEEKDAYS):
        raise Refusal(
            "parties.notice.odd_weekdays",
            gettext_noop("{weekdays} are no days of the week. Give 1 for Monday to 7 for Sunday."),
            weekdays=said.weekdays[:20],
        )
    known: Mapping[NoticeKind, Any] = {
        NoticeKind.CARE: frozenset(Care),
        NoticeKind.ZONE: available_timezones() if kind is NoticeKind.ZONE else (),
    }
    if kind in known and said.value not in known[kind]:
        raise Refusal(
            "parties.notice.unknown_value",
            gettext_noop("{value} is not known here. Choose one that is offered."),
            value=said.value[:60],
        )


_NEEDS: dict[NoticeKind, tuple[tuple[tuple[str, ...], str], ...]] = {
    NoticeKind.OPT_OUT: (
        (("channel", "address"), gettext_noop("Say which channel or which number or address is not to be used.")),
    ),
    NoticeKind.CONSENT: ((("channel",), gettext_noop("Say to which channel they consented.")),),
    NoticeKind.UNREACHABLE: ((("address",), gettext_noop("Say which number or address does not work.")),),
    NoticeKind.WRONG_PERSON: ((("address",), gettext_noop("Say which number or address is somebody else's.")),),
    NoticeKind.INCONVENIENT: (
        (
            ("from_time", "until_time", "weekdays", "place"),
            gettext_noop("Say which hours, days or place are inconvenient."),
        ),
    ),
    NoticeKind.ATTORNEY: ((("value",), gettext_noop("Say who represents them.")),),
    NoticeKind.BREATHING_SPACE: ((("until_date",), gettext_noop("Say until which day the breathing space runs.")),),
    NoticeKind.LANGUAGE: ((("value",), gettext_noop("Say which language they asked for.")),),
}
"""What each kind cannot do without: any one field of each group."""


def counts_at(stated_at: datetime, until_date: date | None, at: datetime, day: date) -> bool:
    """Return whether a notice counts at an instant; its last day is a day of the reader's calendar."""
    return stated_at <= at and (until_date is None or day <= until_date)


def may_withdraw(kind: NoticeKind, *, is_lead: bool, is_own: bool, seconds: float) -> bool:
    """Return whether somebody may withdraw a notice: what protects is withdrawn by a lead, or at once by its author."""
    return kind not in STOPS or is_lead or (is_own and seconds <= UNDO_SECONDS)
