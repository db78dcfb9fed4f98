"""What stops a contact whatever the hour: one table, read for one contact here and for a million in `gate.sets`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.facts.rules import ContactFacts, Purpose

CONFIRM_WITHIN = timedelta(minutes=5)
"""For how long after an opt-out one message may confirm it (47 CFR 64.1200(a)(12))."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A fact that refuses where a clause of `field` binds: `also` must be true with it, `excused` purposes may pass.

    `until` names the fact that holds the last day on which it stops; without one it stops until the fact changes.
    """

    field: str
    fact: str
    text: str
    also: str = ""
    excused: frozenset[Purpose] = frozenset()
    until: str = ""

    @property
    def code(self) -> str:
        """Return the code of its reason."""
        return f"compliance.gate.{self.field}"


_ANSWER = frozenset({Purpose.REPLY, Purpose.REQUIRED})

STOPS: tuple[Stop, ...] = (
    Stop("deceased", "deceased", gettext_noop("The customer has died. Speak with the estate's representative.")),
    Stop(
        "insolvent", "insolvent", gettext_noop("An insolvency stay is in force. File a claim instead."),
        excused=frozenset({Purpose.REQUIRED}),
    ),
    Stop("wrong_person", "wrong_person", gettext_noop("This is not the person who owes. Find the right one first.")),
    Stop("minor", "is_minor", gettext_noop("The person is a minor and is never contacted.")),
    Stop(
        "breathing_space", "breathing_space", gettext_noop("A debt respite is in force. Nothing may be asked for."),
        excused=_ANSWER, until="breathing_space_until",
    ),
    Stop(
        "attorney", "has_attorney", gettext_noop("The customer is represented. Write to the representative."),
        excused=frozenset({Purpose.REPLY}),
    ),
    Stop(
        "cease", "cease", gettext_noop("The customer asked for all contact to stop."),
        excused=frozenset({Purpose.CLOSING, Purpose.REQUIRED}),
    ),
    Stop(
        "disputed", "disputed", gettext_noop("All that this is about is disputed. Answer the dispute first."),
        excused=_ANSWER,
    ),
    Stop(
        "hardship", "hardship", gettext_noop("Hardship was told of. Asking for payment is paused."),
        excused=_ANSWER, until="hardship_until",
    ),
    Stop(
        "opted_out", "opted_out", gettext_noop("The customer asked not to be reached this way."),
        excused=frozenset({Purpose.OPT_OUT_CONFIRMATION, Purpose.REQUIRED}),
    ),
    Stop("address_closed", "address_closed", gettext_noop("This address is closed: something sent to it came back.")),
    Stop(
        "inconvenient", "at_inconvenient_place", gettext_noop("The customer called this place inconvenient."),
        excused=frozenset({Purpose.REPLY}),
    ),
    Stop(
        "workplace_forbidden", "at_work", gettext_noop("The employer does not allow contact at work."),
        also="employer_forbids",
    ),
    Stop("workplace_never", "at_work", gettext_noop("Contact at work is not allowed here.")),
    Stop(
        "third_party", "others_may_learn", gettext_noop("Somebody else may learn of the debt at this address."),
        excused=frozenset({Purpose.LOCATE}),
    ),
    Stop(
        "time_barred_contact", "time_barred", gettext_noop("The debt is time-barred and may not be pursued."),
        excused=_ANSWER,
    ),
    Stop(
        "time_barred_suit", "time_barred",
        gettext_noop("The debt is time-barred. Nothing may be said of suing for it."), also="speaks_of_suit",
    ),
    Stop(
        "language", "unread_language", gettext_noop("The customer does not read this language."),
        excused=frozenset({Purpose.REQUIRED}),
    ),
    Stop(
        "postal_privacy", "shows_debt_outside",
        gettext_noop("The outside of the letter shows the debt. Use a plain envelope."),
    ),
)  # fmt: skip


def is_excused(stop: Stop, facts: ContactFacts, at: datetime) -> bool:
    """Return whether the contact's purpose lets it pass a stop: an answer to something, a confirmation in time."""
    if facts.purpose not in stop.excused:
        return False
    if facts.purpose is Purpose.REPLY:
        return facts.answers_at is not None and facts.answers_at <= at
    if facts.purpose is Purpose.OPT_OUT_CONFIRMATION:
        in_time = facts.opted_out_at is not None and facts.opted_out_at <= at <= facts.opted_out_at + CONFIRM_WITHIN
        return facts.channel is Channel.SMS and in_time
    return True


def stops_hit(facts: ContactFacts, today: date, at: datetime) -> Iterator[tuple[Stop, date | None]]:
    """Yield each stop that the facts set off, with the last day on which it holds where that is known."""
    for stop in STOPS:
        if not getattr(facts, stop.fact) or (stop.also and not getattr(facts, stop.also)):
            continue
        until: date | None = getattr(facts, stop.until) if stop.until else None
        if (until is None or today <= until) and not is_excused(stop, facts, at):
            yield stop, until
