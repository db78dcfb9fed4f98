"""Clauses of law: the fields that every jurisdiction answers, the kinds of value, and who a value is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dunwell.base.words import gettext_noop

DAY_MINUTES = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Channel(StrEnum):
    """How a person is reached."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"


SPOKEN = (Channel.CALL, Channel.VOICEMAIL)
WRITTEN = (Channel.EMAIL, Channel.LETTER, Channel.SMS)
ELECTRONIC = (Channel.EMAIL, Channel.SMS)


class Mark(StrEnum):
    """How a value is known: read in a source, from memory (to be checked before it is relied on), or a house choice."""

    VERIFIED = "verified"
    MEMORY = "memory"
    HOUSE = "house"


class Kind(StrEnum):
    """What sort of value a field holds."""

    HOURS = "hours"
    DAYS_OFF = "days_off"
    LIMIT = "limit"
    BASIS = "basis"
    DAYS = "days"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Hours:
    """When contact is allowed, by weekday from Monday: minutes of the local day `[from, to)`; None is not at all.

    With `unless_past_due_over` the clause does not bind once the debt is past due by more days than that.
    """

    windows: tuple[tuple[int, int] | None, ...]
    unless_past_due_over: int | None = None

    def allows(self, weekday: int, minute: int) -> bool:
        """Return whether a minute of a local day (0 = Monday) lies within."""
        window = self.windows[weekday]
        return window is not None and window[0] <= minute < window[1]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """No contact on public holidays: of a country or part of one, or with `local` of wherever the customer is."""

    country: str = ""
    subdivision: str = ""
    local: bool = False
    weekends: bool = False


class Counted(StrEnum):
    """What a limit counts: outbound attempts that connected, contacts that reached the person, or conversations."""

    ATTEMPTS = "attempts"
    CONTACTS = "contacts"
    CONVERSATIONS = "conversations"


class Per(StrEnum):
    """Whose count it is: one debt with one person, one person, or everybody at the customer."""

    DEBT = "debt"
    PERSON = "person"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in any `days` calendar days in a row; `at_work` counts only what goes to the place of work.

    `after_conversation` makes it a pause: none within `days` of a conversation, whose day is day one.
    """

    of: Counted
    most: int
    days: int
    per: Per
    at_work: bool = False
    after_conversation: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A channel needs a ground to be used: consent, or that the customer used the address, or a creditor's notice.

    `used_days` is for how long use or consent counts when the number was not checked again; None is without end.
    `automated_only` binds only what is dialed or sent by a machine.
    """

    accepts: tuple[str, ...]
    used_days: int | None = None
    automated_only: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days; `business` counts neither weekends nor public holidays."""

    days: int
    business: bool = False


@dataclass(frozen=True, slots=True)
class Yes:
    """The rule is there; what it says is the field's own meaning."""


Value: TypeAlias = Hours | DaysOff | Limit | Basis | Days | Yes


@dataclass(frozen=True, slots=True)
class Field:
    """One question that every jurisdiction answers, or says that it has no rule."""

    key: str
    kind: Kind
    asks: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One value of one field: who it binds, on which channels, since when, and where it stands."""

    key: str
    field: str
    value: Value
    jurisdiction: str
    citation: str
    valid_from: date
    checked_on: date
    mark: Mark
    channels: tuple[Channel, ...] = tuple(Channel)
    consumers: bool = True
    businesses: bool = True
    agencies: bool = True
    creditors: bool = True
    valid_to: date | None = None
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Return whether it holds on a day; `valid_to` is the first day on which it no longer does."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def has_ended(self, on: date) -> bool:
        """Return whether it no longer holds on a day."""
        return self.valid_to is not None and self.valid_to <= on

    def binds(self, *, channel: Channel, is_consumer: bool | None, for_another: bool | None) -> bool:
        """Return whether it speaks of a contact; who the customer or the collector is not known counts as covered."""
        covers_customer = is_consumer is None or (self.consumers if is_consumer else self.businesses)
        covers_collector = for_another is None or (self.agencies if for_another else self.creditors)
        return channel in self.channels and covers_customer and covers_collector


def _fields(*rows: tuple[str, Kind, str]) -> Mapping[str, Field]:
    return {key: Field(key, kind, asks) for key, kind, asks in rows}


FIELDS: Mapping[str, Field] = _fields(
    ("hours", Kind.HOURS, gettext_noop("At which hours of the customer's day may contact be made?")),
    ("days_off", Kind.DAYS_OFF, gettext_noop("On which days off may no contact be made?")),
    ("limits", Kind.LIMIT, gettext_noop("How often may contact be made?")),
    ("consent", Kind.BASIS, gettext_noop("On what ground may a channel be used?")),
    ("opted_out", Kind.YES, gettext_noop("Does a request not to use a channel or an address bind?")),
    ("opt_out_deadline", Kind.DAYS, gettext_noop("Within how many days must an opt-out be honored?")),
    ("opt_out_notice", Kind.YES, gettext_noop("Must every electronic message say how to opt out?")),
    ("cease", Kind.YES, gettext_noop("Does a request to stop all contact bind?")),
    ("attorney", Kind.YES, gettext_noop("Must contact go to the customer's attorney or adviser?")),
    ("deceased", Kind.YES, gettext_noop("Does contact end when the customer has died?")),
    ("insolvent", Kind.YES, gettext_noop("Does an insolvency stay stop collection?")),
    ("wrong_person", Kind.YES, gettext_noop("Does contact end when it is the wrong person, or identity theft?")),
    ("minor", Kind.YES, gettext_noop("Is contact with a minor forbidden?")),
    ("breathing_space", Kind.YES, gettext_noop("Does a debt respite stop collection?")),
    ("breathing_space_days", Kind.DAYS, gettext_noop("For how many days does a debt respite last?")),
    ("disputed", Kind.YES, gettext_noop("Does a dispute stop collection of the disputed part?")),
    ("hardship", Kind.YES, gettext_noop("Does hardship or vulnerability pause collection?")),
    ("validation_notice", Kind.DAYS, gettext_noop("Within how many days of first contact is the debt's notice owed?")),
    ("validation_receipt", Kind.DAYS, gettext_noop("After how many days is that notice taken to be received?")),
    ("validation_period", Kind.DAYS, gettext_noop("How many days after receipt may the debt be disputed?")),
    ("notice_wait", Kind.DAYS, gettext_noop("How many full days after a written notice may contact begin?")),
    ("time_barred_suit", Kind.YES, gettext_noop("Is it forbidden to speak of suing on a time-barred debt?")),
    ("time_barred_contact", Kind.YES, gettext_noop("May a time-barred debt no longer be pursued at all?")),
    ("inconvenient", Kind.YES, gettext_noop("Does the customer's word on inconvenient times and places bind?")),
    ("workplace_forbidden", Kind.YES, gettext_noop("Is the workplace out of bounds where the employer forbids it?")),
    ("workplace_never", Kind.YES, gettext_noop("Is the workplace out of bounds always?")),
    ("third_party", Kind.YES, gettext_noop("Is telling a third party of the debt forbidden?")),
    ("limited_content", Kind.YES, gettext_noop("May a voicemail hold only limited content?")),
    ("postal_privacy", Kind.YES, gettext_noop("Must post show nothing of the debt on its outside?")),
    ("address_closed", Kind.YES, gettext_noop("Is an address that bounced or was closed out of use?")),
    ("language", Kind.YES, gettext_noop("Must contact be in a language that the customer reads?")),
    ("prior_consent", Kind.DAYS, gettext_noop("For how many days does consent to more calls lift a call limit?")),
    ("late_interest", Kind.YES, gettext_noop("Does the law itself give interest on late payment?")),
    ("payment_term", Kind.DAYS, gettext_noop("Within how many days is payment due where nothing was agreed?")),
)  # fmt: skip
"""Every question there is; tests hold each jurisdiction to an answer or a plain "no rule"."""
