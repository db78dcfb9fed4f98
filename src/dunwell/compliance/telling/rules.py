"""What a clause says, in words for a person and as plain values for a program."""

from dataclasses import asdict, dataclass, field
from typing import Any

from dunwell.base.words import fill, gettext_noop
from dunwell.compliance.clauses.rules import WEEKDAYS, Basis, Clause, Days, DaysOff, Hours, Limit, Yes


@dataclass(frozen=True, slots=True)
class Told:
    """Words with facts, to be said in the reader's language."""

    text: str
    facts: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """Return the words in English."""
        return fill(self.text, self.facts)


def told(clause: Clause) -> Told:
    """Return what the value of a clause says."""
    value = clause.value
    if isinstance(value, Hours):
        lifted = value.unless_past_due_over
        text = gettext_noop("{hours}; not once past due over {over} days") if lifted is not None else "{hours}"
        return Told(text, {"hours": hours_in_short(value), "over": lifted})
    if isinstance(value, DaysOff):
        if value.local:
            return Told(gettext_noop("not on holidays where the customer is"))
        return Told(gettext_noop("not on holidays of {place}"), {"place": "-".join(filter(None, _place(value)))})
    if isinstance(value, Limit):
        return _limit(value)
    if isinstance(value, Basis):
        return Told(gettext_noop("needs one of: {accepts}"), {"accepts": ", ".join(value.accepts)})
    if isinstance(value, Days):
        text = gettext_noop("{days} business days") if value.business else gettext_noop("{days} days")
        return Told(text, {"days": value.days})
    return Told(gettext_noop("yes"))


def _place(value: DaysOff) -> tuple[str, str]:
    return value.country, value.subdivision


def _limit(value: Limit) -> Told:
    facts = {"of": value.of.value, "most": value.most, "days": value.days, "per": value.per.value}
    if value.after_conversation:
        return Told(gettext_noop("none for {days} days after a conversation, per {per}"), facts)
    if value.at_work:
        return Told(gettext_noop("{most} {of} in {days} days at work, per {per}"), facts)
    return Told(gettext_noop("{most} {of} in {days} days, per {per}"), facts)


def hours_in_short(value: Hours) -> str:
    """Return hours as documents write them, days of equal hours together: `mon-fri 09:00-17:30, sat-sun none`."""
    spans = ["none" if each is None else f"{_clock(each[0])}-{_clock(each[1])}" for each in value.windows]
    parts: list[tuple[int, int, str]] = []
    for day, span in enumerate(spans):
        if parts and parts[-1][2] == span:
            parts[-1] = (parts[-1][0], day, span)
        else:
            parts.append((day, day, span))
    if len(parts) == 1:
        return parts[0][2]
    return ", ".join(
        f"{WEEKDAYS[first]}{'' if first == last else '-' + WEEKDAYS[last]} {span}" for first, last, span in parts
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def as_data(clause: Clause) -> dict[str, Any]:
    """Return a clause as plain values for JSON: its value by name, days as ISO text."""
    value = {} if isinstance(clause.value, Yes) else asdict(clause.value)
    if isinstance(clause.value, Hours):
        value["windows"] = hours_in_short(clause.value)
    return {
        "key": clause.key, "field": clause.field, "jurisdiction": clause.jurisdiction, "says": told(clause).sentence(),
        "value": value, "channels": [channel.value for channel in clause.channels],
        "customers": [name for name, on in (("consumer", clause.consumers), ("business", clause.businesses)) if on],
        "collectors": [name for name, on in (("agency", clause.agencies), ("creditor", clause.creditors)) if on],
        "citation": clause.citation, "valid_from": clause.valid_from.isoformat(),
        "valid_to": clause.valid_to.isoformat() if clause.valid_to else None,
        "checked_on": clause.checked_on.isoformat(), "mark": clause.mark.value, "note": clause.note,
    }  # fmt: skip
