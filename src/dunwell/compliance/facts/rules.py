"""Facts of one contact, each with the default that refuses: what was not looked up counts against the contact."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.frequency.rules import PastContact
from dunwell.compliance.hours.rules import Slot


class Purpose(StrEnum):
    """What the contact is for; only asking for payment is refused by everything.

    `reply` answers, once and in the same medium, what the customer sent (`answers_at`). `required` is what a law
    obliges to send, such as the notice of the debt. `closing` says that efforts end, or that a remedy may be used.
    `opt_out_confirmation` confirms an opt-out and says nothing else. `locate` asks a third party where the person is,
    without a word of the debt.
    """

    COLLECT = "collect"
    REPLY = "reply"
    REQUIRED = "required"
    CLOSING = "closing"
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"
    LOCATE = "locate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What is known of one contact: one person, one address, one channel, about some debts.

    Days are the customer's calendar days, instants are aware. Every default is the strict one; `nothing_against` gives
    the facts of somebody against whom nothing is known.

    Who and where: `is_consumer` is None where it is not known, and then every rule for either applies;
    `collects_for_another` likewise (an agency's rules and a creditor's). `zones` are all time zones in which the person
    may be: of the address, of each number's area code, of what they last said; they intersect. `country` and
    `subdivision` (ISO 3166) are for days off at the customer's place. `person` and `debts` are what limits are counted
    by; empty counts everything in `history`.

    Stops, true until somebody looked: `opted_out` of this channel or this address; `cease` asked for an end of all
    contact; `has_attorney` who must be spoken to instead; `deceased`, `insolvent`, `wrong_person`, `is_minor`;
    `breathing_space` and `hardship`, with the last day on which they hold where it is known; `disputed` is everything
    the contact is about; `time_barred`, with `speaks_of_suit` for what the contact says; `at_inconvenient_place`;
    `at_work` and `employer_forbids`; `others_may_learn` where somebody else reads or hears it; `address_closed` by a
    bounce or by hand; `unread_language` for one that the person does not read; `shows_debt_outside` for post.

    Grounds: `has_consent` to this channel at this address, since `consent_on`; `used_on` the day on which the person
    last used it to us about the debt; `number_checked_on` the day on which the number was found not to be reassigned;
    `notice_on` the day of the creditor's notice that this address will be used. `is_automated`: dialed or sent by a
    machine.

    Clocks: `slots` that the person called inconvenient; `first_contact_on`, `notice_sent_on` (the written notice of the
    debt) and whether one `is_notice` itself; `call_consent_at` the instant of consent to more calls, and its days.
    `days_past_due` counts at the moment of contact.
    """

    channel: Channel
    purpose: Purpose = Purpose.COLLECT
    is_consumer: bool | None = None
    collects_for_another: bool | None = None
    zones: tuple[str, ...] = ()
    country: str = ""
    subdivision: str = ""
    person: str = ""
    debts: tuple[str, ...] = ()
    history: tuple[PastContact, ...] = ()
    days_past_due: int | None = None

    opted_out: bool = True
    opted_out_at: datetime | None = None
    cease: bool = True
    has_attorney: bool = True
    deceased: bool = True
    insolvent: bool = True
    wrong_person: bool = True
    is_minor: bool = True
    breathing_space: bool = True
    breathing_space_until: date | None = None
    hardship: bool = True
    hardship_until: date | None = None
    disputed: bool = True
    time_barred: bool = True
    speaks_of_suit: bool = True
    at_inconvenient_place: bool = True
    at_work: bool = True
    employer_forbids: bool = True
    others_may_learn: bool = True
    address_closed: bool = True
    unread_language: bool = True
    shows_debt_outside: bool = True

    has_consent: bool = False
    consent_on: date | None = None
    used_on: date | None = None
    number_checked_on: date | None = None
    notice_on: date | None = None
    is_automated: bool = True

    slots: tuple[Slot, ...] = ()
    answers_at: datetime | None = None
    first_contact_on: date | None = None
    notice_sent_on: date | None = None
    is_notice: bool = False
    call_consent_at: datetime | None = None
    call_consent_from: date | None = None
    call_consent_until: date | None = None
    text: str | None = None


STOP_FACTS = (
    "opted_out", "cease", "has_attorney", "deceased", "insolvent", "wrong_person", "is_minor", "breathing_space",
    "hardship", "disputed", "time_barred", "speaks_of_suit", "at_inconvenient_place", "at_work", "employer_forbids",
    "others_may_learn", "address_closed", "unread_language", "shows_debt_outside",
)  # fmt: skip
"""The facts that stop a contact when they are true."""


def nothing_against(channel: Channel, /, **known: Any) -> ContactFacts:
    """Return the facts of a contact against which nothing is known, with what is known; a person does the dialing."""
    return ContactFacts(channel=channel, **{**dict.fromkeys(STOP_FACTS, False), "is_automated": False, **known})
