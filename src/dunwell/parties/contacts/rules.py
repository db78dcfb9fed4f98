"""What makes a contact person reachable."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import phonenumbers

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class ContactRole(StrEnum):
    """What a contact person does at the customer (handbook §3.5, the ladder on the customer's side)."""

    ACCOUNTS_PAYABLE = "accounts_payable"
    ACCOUNTS_PAYABLE_MANAGER = "accounts_payable_manager"
    CONTROLLER = "controller"
    OWNER = "owner"
    BUYER = "buyer"
    CONSUMER = "consumer"
    OTHER = "other"


class Channel(StrEnum):
    """How a person is reached."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"


def clean_phone(text: str, country: str) -> str:
    """Return a phone number in E.164; refuse one that cannot be dialed. Empty stays empty."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal(
            "parties.contact.phone_unreadable",
            gettext_noop("{text} cannot be dialed. Write it with its country code, like +1 312 555 0142."),
            text=text,
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_beginnings(text: str, country: str) -> list[str]:
    """Return how stored numbers may begin that somebody means by what they typed; none where it is no number.

    `country` reads a number without its country code; four digits at least.
    """
    digits = re.sub(r"[\s().\-/]", "", text)
    if not re.fullmatch(r"\+?[0-9]{4,15}", digits):
        return []
    if digits.startswith("+"):
        return [digits]
    beginnings = [f"+{digits}"]
    code = phonenumbers.country_code_for_region(country) if country else 0
    if code:
        beginnings.append(f"+{code}{digits.removeprefix('0')}")
    return beginnings


def written_phone(number: str) -> str:
    """Return a stored number as people read it, `+1 312-555-0142`; what is no number stays as it is."""
    try:
        known = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


BUSINESS_HOURS = (time(9), time(17, 30))
CONSUMER_HOURS = (time(8), time(20))
"""The house's own hours for contacting somebody, in their local time (handbook §6.12); law may be stricter."""


@dataclass(frozen=True)
class HouseHours:
    """Whether somebody may be contacted now by the house's own hours: until when, or from when on."""

    local_at: datetime
    may: bool
    closes_at: time
    opens_at: datetime | None


def house_hours(is_consumer: bool, local_at: datetime, is_day_off: Callable[[date], bool]) -> HouseHours:
    """Return the house's own hours around a local time: businesses on business days, consumers on every day."""
    opening, closing = CONSUMER_HOURS if is_consumer else BUSINESS_HOURS

    def is_open_on(day: date) -> bool:
        return is_consumer or not is_day_off(day)

    today = local_at.date()
    if is_open_on(today) and opening <= local_at.time() < closing:
        return HouseHours(local_at, True, closing, None)
    ahead = 0 if local_at.time() < opening else 1
    day = next(day for n in range(ahead, 40) if is_open_on(day := today + timedelta(days=n)))
    return HouseHours(local_at, False, closing, datetime.combine(day, opening, local_at.tzinfo))
