"""What makes a contact person reachable."""

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
