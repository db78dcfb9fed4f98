"""How often: calendar days in the customer's zones, per debt and person, each rule counting what it says it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dunwell.compliance.clauses.rules import SPOKEN, Channel, Counted, Limit, Per
from dunwell.compliance.hours.rules import local_time

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContact:
    """One thing that was done or said before.

    `debts` is what it was about; empty counts for every debt. `person` is who was to be reached; empty counts for
    everybody. `outbound` is false where the customer began it. `connected` is false for a busy signal or a number out
    of service: such a call counts for nothing. `reached` says that the person was spoken to, a voicemail was left, or a
    message went out; `conversation` that they talked. `excused` leaves it out of every call limit: placed with prior
    consent within its days, to an attorney, required by law, or to a number that proved not to be the person's.
    """

    at: datetime
    channel: Channel
    debts: tuple[str, ...] = ()
    person: str = ""
    outbound: bool = True
    connected: bool = True
    reached: bool = True
    conversation: bool = False
    excused: bool = False
    at_work: bool = False

    def is_about(self, debt: str) -> bool:
        """Return whether it counts for a debt."""
        return not self.debts or not debt or debt in self.debts

    def is_with(self, person: str) -> bool:
        """Return whether it counts for a person."""
        return not self.person or not person or self.person == person

    def counts(self, limit: Limit) -> bool:
        """Return whether a limit counts it, whoever and whatever it was about."""
        if self.excused and self.channel in SPOKEN and not self.conversation:
            return False
        if limit.at_work and not self.at_work:
            return False
        if limit.of is Counted.CONVERSATIONS:
            return self.conversation
        return self.outbound and self.connected and (self.reached or limit.of is Counted.ATTEMPTS)


def day_of(past: PastContact, zones: Sequence[str]) -> date:
    """Return the customer's calendar day of something past: the latest, where the zones disagree."""
    return max(local_time(past.at, zone).date() for zone in zones)


def today_of(at: datetime, zones: Sequence[str]) -> date:
    """Return the customer's calendar day now: the earliest, where the zones disagree."""
    return min(local_time(at, zone).date() for zone in zones)


def counted(
    limit: Limit, channels: Iterable[Channel], history: Sequence[PastContact], *, person: str, debts: Sequence[str]
) -> list[list[PastContact]]:
    """Return what a limit counts: one list per debt, or one list where it counts persons or the customer."""
    wanted = frozenset(channels)
    known = [past for past in history if _of_channels(past, wanted, limit) and past.counts(limit)]
    if limit.per is Per.CUSTOMER:
        return [known]
    known = [past for past in known if past.is_with(person)]
    if limit.per is Per.PERSON:
        return [known]
    return [[past for past in known if past.is_about(debt)] for debt in (debts or ("",))]


def _of_channels(past: PastContact, wanted: frozenset[Channel], limit: Limit) -> bool:
    if limit.of is Counted.CONVERSATIONS:
        return past.channel in wanted or past.channel is Channel.CALL
    return past.channel in wanted


def first_free_day(limit: Limit, days: Sequence[date], today: date) -> date:
    """Return the first day from today on on which one more is allowed, given the days of what is counted.

    `most` in any `days` calendar days: the day itself is the last of the window. After a conversation, whose day is day
    one, the pause ends `days` later: a conversation on Tuesday frees the next Tuesday. A limit of none at all
    that is no pause never frees: `date.max`.
    """
    if limit.after_conversation:
        return max([today, *(day + limit.days * DAY for day in days)])
    if limit.most == 0:
        return date.max
    ordered = sorted(days)
    while True:
        window = [day for day in ordered if day >= today - (limit.days - 1) * DAY]
        if len(window) < limit.most:
            return today
        today = window[len(window) - limit.most] + limit.days * DAY
