"""Policies and segments: what the documents say, read and checked.

**Segments** are an ordered list. The first segment whose condition holds takes the customer; the last must hold for
everybody (`when: true`). Each names the policy that is followed.

**A policy is a ladder**, written from the mildest step to the firmest:

* The step of the day is the *furthest* step whose `when` holds and none of whose `stop` conditions holds. A stopped
  step is skipped: the customer falls back to the step before it that holds.
* A `pause` condition stops the whole ladder: the customer is left alone, with the reason written beside the condition.
* A step is not repeated before its `wait_days` have passed. The clock is the day on which that same step was last
  worked; where nobody recorded which step was worked, it is the last contact, whichever it was. A customer that waits
  does not fall back to a milder step. A step further up is not held back by it.
* Calls, e-mails, letters and text messages are contacts: none comes sooner than `min_gap_days` after the last contact,
  and none beyond `max_attempts_per_week` in seven days. Tasks, holds and escalations are ours and wait for neither.
* A customer whose collectable amount is below `minimum_amount` is left alone, but not for ever: when it is at least
  `touch_every_days` past due and was not touched for `touch_every_days`, it is let through (the exploration floor).
  Below `smallest_amount` it is left alone for good.
* Steps of tone T0 are service before the due date: they look at the amount that is not yet due instead of the
  collectable amount.

**Expected cash** of an action is the amount at stake times the likelihood in percent that the action brings it in, by
age of the oldest open document. The likelihoods are a table in the policy (`defaults: likelihood:`); the one below is a
starting point until the desk's own results are measured.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import yaml

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.strategy.document.rules import Reading
from dunwell.strategy.expression.rules import Expression

ACTIONS = ("call", "email", "letter", "sms", "task", "hold", "escalate")
CONTACTS = ("call", "email", "letter", "sms")
TONES = ("T0", "T1", "T2", "T3", "T4", "T5")
SERVICE_TONE = "T0"
OWNER, LEAD, QUEUE = "account_owner", "lead", "queue:"

AGE_BANDS = (0, 30, 60, 90)
"""Upper ends of the age bands in days past due: not due, 1-30, 31-60, 61-90, over 90."""

LIKELIHOOD: dict[str, tuple[int, ...]] = {
    "call": (5, 20, 16, 12, 7),
    "email": (4, 10, 6, 4, 2),
    "letter": (2, 6, 8, 7, 5),
    "sms": (4, 8, 5, 3, 2),
    "task": (2, 5, 5, 4, 3),
    "hold": (0, 10, 14, 12, 8),
    "escalate": (0, 12, 14, 12, 9),
}
"""Percent of the amount at stake that an action brings in beyond doing nothing, by age band: the cold start."""

MINUTES: dict[str, int] = {"call": 8, "email": 3, "letter": 5, "sms": 2, "task": 5, "hold": 5, "escalate": 10}
"""Collector minutes that an action takes unless the policy says otherwise."""


class DocumentKind(StrEnum):
    """What a document is."""

    POLICY = "policy"
    SEGMENTS = "segments"


class DocumentState(StrEnum):
    """Where a version stands: being written, in force, or replaced."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


SEGMENTS_KEY = "segments"
"""The key of a creditor's only segments document."""

MOST_STEPS, MOST_SEGMENTS, MOST_STOPS = 40, 40, 10


@dataclass(frozen=True, slots=True)
class Stop:
    """A condition that stops a step or pauses a ladder, and the words that say why."""

    when: Expression
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: when it is due, what is done, in which tone, by whom, and how long it rests before it is repeated."""

    code: str
    title: str
    when: Expression
    action: str
    tone: str
    owner: str
    wait_days: int
    minutes: int
    likelihood: tuple[int, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Defaults:
    """The bounds that hold for every step of a policy; amounts in the creditor's base currency."""

    minimum_amount: Decimal = Decimal("50.00")
    smallest_amount: Decimal = Decimal("5.00")
    touch_every_days: int = 21
    min_gap_days: int = 3
    max_attempts_per_week: int = 3
    minutes: Mapping[str, int] | None = None
    likelihood: Mapping[str, tuple[int, ...]] | None = None

    def minutes_of(self, action: str) -> int:
        """Return how many minutes an action takes here."""
        return (self.minutes or {}).get(action, MINUTES[action])

    def likelihood_of(self, action: str) -> tuple[int, ...]:
        """Return the percents of an action by age band here."""
        return (self.likelihood or {}).get(action, LIKELIHOOD[action])


@dataclass(frozen=True, slots=True)
class Policy:
    """A ladder for one or more segments. `version` is 0 until the document is stored."""

    key: str
    title: str
    segments: tuple[str, ...]
    defaults: Defaults
    pauses: tuple[Stop, ...]
    steps: tuple[Step, ...]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of the segments document: who belongs here, and which policy is followed."""

    key: str
    title: str
    when: Expression
    policy: str


@dataclass(frozen=True, slots=True)
class Segments:
    """The ordered segments of a creditor; the first that holds takes the customer."""

    segments: tuple[Segment, ...]
    version: int = 0


def read_policy(text: str, columns: Mapping[str, str], version: int = 0) -> tuple[Policy | None, list[Problem]]:
    """Read a policy document over `columns` (fact -> number, text or boolean).

    Returns the policy and no problem, or None and every problem found, in order of line; `row` is the line and
    `column` the column, both from 1.
    """
    reading = Reading(text)
    root = reading.root()
    if root is None:
        return None, reading.problems
    known = {"name": True, "title": True, "segments": True, "defaults": False, "pause": False, "steps": True}
    fields = reading.fields(root, known, "The policy")
    key, title = reading.key(fields.get("name")), reading.words(fields.get("title"))
    segments = tuple(reading.key(node) for node in reading.items(fields.get("segments")))
    defaults = _defaults(reading, fields.get("defaults"))
    pauses = _stops(reading, fields.get("pause"), columns)
    steps = _steps(reading, fields.get("steps"), columns, defaults)
    if reading.problems:
        return None, _in_order(reading.problems)
    return Policy(key, title, segments, defaults, pauses, steps, version), []


def read_segments(text: str, columns: Mapping[str, str], version: int = 0) -> tuple[Segments | None, list[Problem]]:
    """Read a segments document; returns as `read_policy` does."""
    reading = Reading(text)
    root = reading.root()
    if root is None:
        return None, reading.problems
    fields = reading.fields(root, {"segments": True}, "The document")
    found: dict[str, Segment] = {}
    nodes = list(reading.items(fields.get("segments")))
    for number, node in enumerate(nodes):
        parts = reading.fields(node, {"key": True, "title": True, "when": True, "policy": True}, "A segment")
        key = reading.key(parts.get("key"))
        title, when = reading.words(parts.get("title")), reading.condition(parts.get("when"), columns)
        policy = reading.key(parts.get("policy"))
        if key and key in found:  # without a key it is told as missing
            reading.say(
                parts["key"].start_mark, "duplicate", gettext_noop("There is a segment {key} already."), key=key
            )
        if when is not None and number == len(nodes) - 1 and when.text.strip().lower() != "true":
            reading.say(
                parts["when"].start_mark, "not_for_all",
                gettext_noop("The last segment takes everybody else. Write when: true here or add such a segment."),
            )  # fmt: skip
        if when is not None:
            found.setdefault(key, Segment(key, title, when, policy))
    _bound(reading, fields.get("segments"), len(nodes), MOST_SEGMENTS)
    if reading.problems:
        return None, _in_order(reading.problems)
    return Segments(tuple(found.values()), version), []


def check_book(segments: Segments, policies: Mapping[str, Policy]) -> list[Problem]:
    """Return what does not fit: a policy that a segment follows but is not there, or is not meant for the segment."""
    problems = []
    for segment in segments.segments:
        policy = policies.get(segment.policy)
        if policy is None:
            problems.append(
                Problem(
                    "strategy.segment.policy_missing",
                    gettext_noop(
                        "Segment {segment} follows {policy}, which is not published. Publish it or name another."
                    ),
                    facts={"segment": segment.key, "policy": segment.policy},
                )
            )
        elif segment.key not in policy.segments:
            problems.append(
                Problem(
                    "strategy.segment.policy_not_for_it",
                    gettext_noop(
                        "Policy {policy} is not meant for segment {segment}. Add it under segments: in the policy."
                    ),
                    facts={"segment": segment.key, "policy": segment.policy},
                )
            )
    return problems


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.row or 0, int(problem.column or 0)))


def _bound(reading: Reading, node: yaml.Node | None, count: int, most: int) -> None:
    if node is not None and not 1 <= count <= most:
        reading.say(node.start_mark, "odd_list", gettext_noop("Write a list of 1 to {most} here."), most=most)


def _defaults(reading: Reading, node: yaml.Node | None) -> Defaults:
    if node is None:
        return Defaults()
    wholes = {"touch_every_days": (7, 365), "min_gap_days": (0, 60), "max_attempts_per_week": (1, 7)}
    known = dict.fromkeys(["minimum_amount", "smallest_amount", *wholes, "minutes", "likelihood"], False)
    fields = reading.fields(node, known, "defaults")
    read: dict[str, object] = {}
    for name in ("minimum_amount", "smallest_amount"):
        read[name] = reading.amount(fields.get(name))
    for name, (least, most) in wholes.items():
        read[name] = reading.whole(fields.get(name), least, most)
    read["minutes"] = _minutes(reading, fields.get("minutes"))
    read["likelihood"] = _likelihood(reading, fields.get("likelihood"))
    defaults = Defaults(**{name: value for name, value in read.items() if value is not None})  # type: ignore[arg-type]
    if defaults.smallest_amount > defaults.minimum_amount:
        mark = (fields.get("smallest_amount") or fields.get("minimum_amount") or node).start_mark
        reading.say(mark, "bounds_crossed", gettext_noop("smallest_amount may not be above minimum_amount."))
    return defaults


def _minutes(reading: Reading, node: yaml.Node | None) -> dict[str, int] | None:
    if node is None:
        return None
    fields = reading.fields(node, dict.fromkeys(ACTIONS, False), "minutes")
    read = {action: reading.whole(value, 1, 240) for action, value in fields.items()}
    return {action: value for action, value in read.items() if value is not None}


def _likelihood(reading: Reading, node: yaml.Node | None) -> dict[str, tuple[int, ...]] | None:
    if node is None:
        return None
    read: dict[str, tuple[int, ...]] = {}
    for action, value in reading.fields(node, dict.fromkeys(ACTIONS, False), "likelihood").items():
        percents = [reading.whole(part, 0, 100) for part in reading.items(value)]
        if len(percents) != len(AGE_BANDS) + 1:
            reading.say(
                value.start_mark, "odd_likelihood",
                gettext_noop("Write {count} percents: not due, 1-30, 31-60, 61-90 and over 90 days past due."),
                count=len(AGE_BANDS) + 1,
            )  # fmt: skip
        read[action] = tuple(percent or 0 for percent in percents)
    return read


def _stops(reading: Reading, node: yaml.Node | None, columns: Mapping[str, str]) -> tuple[Stop, ...]:
    stops = []
    nodes = list(reading.items(node))
    for part in nodes:
        fields = reading.fields(part, {"when": True, "reason": True}, "A stop")
        when, reason = reading.condition(fields.get("when"), columns), reading.words(fields.get("reason"))
        if when is not None:
            stops.append(Stop(when, reason))
    _bound(reading, node, len(nodes), MOST_STOPS)
    return tuple(stops)


_STEP_KEYS = {
    "code": True, "title": True, "when": True, "action": True, "tone": True,
    "owner": False, "wait_days": True, "minutes": False, "stop": False,
}  # fmt: skip


def _steps(
    reading: Reading, node: yaml.Node | None, columns: Mapping[str, str], defaults: Defaults
) -> tuple[Step, ...]:
    steps: list[Step] = []
    first_lines: dict[str, int] = {}
    nodes = list(reading.items(node))
    for part in nodes:
        fields = reading.fields(part, _STEP_KEYS, "A step")
        code = reading.key(fields.get("code"))
        if code and code in first_lines:
            reading.say(
                fields["code"].start_mark, "duplicate_step",
                gettext_noop("Step {code} stands on line {first} already. Give this one another code."),
                code=code, first=first_lines[code],
            )  # fmt: skip
        elif code:
            first_lines[code] = fields["code"].start_mark.line + 1
        step = _step(reading, fields, columns, defaults)
        if step is not None:
            steps.append(step)
    _bound(reading, node, len(nodes), MOST_STEPS)
    return tuple(steps)


def _step(
    reading: Reading, fields: dict[str, yaml.Node], columns: Mapping[str, str], defaults: Defaults
) -> Step | None:
    before = len(reading.problems)
    title = reading.words(fields.get("title"), 80)
    when = reading.condition(fields.get("when"), columns)
    action = reading.choice(fields.get("action"), ACTIONS)
    tone = reading.choice(fields.get("tone"), TONES)
    owner = _owner(reading, fields.get("owner"))
    wait_days = reading.whole(fields.get("wait_days"), 1, 365)
    minutes = reading.whole(fields.get("minutes"), 1, 240)
    stops = _stops(reading, fields.get("stop"), columns)
    if when is None or wait_days is None or "code" not in fields or not action or len(reading.problems) > before:
        return None
    return Step(
        code=str(fields["code"].value), title=title, when=when, action=action, tone=tone, owner=owner,
        wait_days=wait_days,
        minutes=minutes or defaults.minutes_of(action), likelihood=defaults.likelihood_of(action), stops=stops,
    )  # fmt: skip


def _owner(reading: Reading, node: yaml.Node | None) -> str:
    if node is None:
        return OWNER
    text = reading.words(node, 60)
    if text in (OWNER, LEAD) or (text.startswith(QUEUE) and text.removeprefix(QUEUE).strip()):
        return text
    if text:
        reading.say(
            node.start_mark, "odd_owner", gettext_noop("{value} is no owner. Write account_owner, lead or queue:NAME."),
            value=text,
        )  # fmt: skip
    return OWNER
