"""The gate in bulk answers as the gate does one by one, for every contact and every reason."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.sets.bench import arrow

from dunwell.compliance.bulk.rules import Sign, prepare
from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.facts.rules import STOP_FACTS
from dunwell.compliance.gate.rules import ContactFacts, PastContact, Slot, may_contact, nothing_against, zones_for
from dunwell.compliance.gate.sets import answers, rows_of
from dunwell.compliance.gate.tables import CONTACT_DEBTS, CONTACTS, PAST, PAST_DEBTS, REFUSALS, SLOTS
from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.jurisdictions.rules import Law, law_of

ZONES = ("America/New_York", "America/Los_Angeles", "Asia/Manila", "Europe/London", "Australia/Sydney")
COUPLED = ("time_barred", "speaks_of_suit", "at_work", "employer_forbids")
SHAPES = (CONTACTS, CONTACT_DEBTS, PAST, PAST_DEBTS, SLOTS)
MOMENTS = [
    datetime(2026, 6, 1, 16, 30, tzinfo=UTC), datetime(2026, 11, 1, 12, 59, tzinfo=UTC),
    datetime(2026, 12, 25, 2, 0, tzinfo=UTC),
]  # fmt: skip


def some_law(chance: random.Random, at: datetime) -> tuple[str, Law]:
    keys = sorted({*chance.sample(JURISDICTIONS.keys(), chance.randint(0, 2)), chance.choice(["us", "ca_nb", "eu"])})
    return "+".join(keys), law_of(keys, at.date())


def some_past(chance: random.Random, at: datetime) -> PastContact:
    return PastContact(
        at=at - timedelta(minutes=chance.randint(1, 9 * 1440)), channel=chance.choice(list(Channel)),
        debts=tuple(chance.sample(["a", "b"], chance.choice([0, 1, 1, 2]))), person=chance.choice(["", "ann", "bob"]),
        outbound=chance.random() < 0.8, connected=chance.random() < 0.8, reached=chance.random() < 0.6,
        conversation=chance.random() < 0.3, excused=chance.random() < 0.2, at_work=chance.random() < 0.2,
    )  # fmt: skip


def some_facts(chance: random.Random, at: datetime) -> ContactFacts:
    day = at.date()

    def around(most: int) -> Any:
        return chance.choice([None, day + timedelta(days=chance.randint(-most, 2))])

    first = chance.randint(0, 1300)
    slot = Slot(
        weekdays=frozenset(chance.sample(range(7), 3)), from_minute=first, to_minute=chance.randint(first + 1, 1440),
        from_day=around(3), until_day=around(3),
    )  # fmt: skip
    hit = [fact for fact in STOP_FACTS if chance.random() < (0.2 if fact in COUPLED else 0.03)]
    facts = nothing_against(
        chance.choice(list(Channel)), is_consumer=chance.choice([True, False, None]),
        collects_for_another=chance.choice([True, False, None]),
        zones=tuple(chance.sample(ZONES, chance.choice([0, 1, 1, 2]))),
        country=chance.choice(["US", "PH", ""]), person=chance.choice(["", "ann"]),
        debts=tuple(chance.sample(["a", "b", "c"], chance.choice([0, 1, 2]))),
        history=tuple(some_past(chance, at) for _ in range(chance.randint(0, 7))),
        days_past_due=chance.choice([None, 3, 40]), has_consent=chance.random() < 0.6, consent_on=around(90),
        used_on=around(90), number_checked_on=around(90), notice_on=around(60), is_automated=chance.random() < 0.2,
        first_contact_on=around(9), notice_sent_on=around(9), is_notice=chance.random() < 0.1,
        slots=(slot,) if chance.random() < 0.3 else (), breathing_space_until=around(2), hardship_until=around(2),
        **dict.fromkeys(hit, True),
    )  # fmt: skip
    return facts if chance.random() < 0.9 else replace(facts, history=())


def rows(contacts: list[tuple[str, Law, ContactFacts]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the tables hold of contacts, each of a customer of its own."""
    plain = {each.name for each in fields(ContactFacts)} & set(CONTACTS.columns)
    past_id = 0
    for number, (key, law, facts) in enumerate(contacts):
        told = {name: getattr(facts, name) for name in plain} | {
            "contact_id": number, "customer_id": number, "law_key": key, "channel": facts.channel.value,
            "zones_key": ",".join(zones_for(facts, law)),
        }  # fmt: skip
        yield "gate_contacts", told
        for debt in facts.debts:
            yield "gate_contact_debts", {"contact_id": number, "debt": debt}
        for slot in facts.slots:
            yield "gate_slots", {
                "contact_id": number, "weekdays": sum(1 << day for day in slot.weekdays), "from_day": slot.from_day,
                "from_minute": slot.from_minute, "to_minute": slot.to_minute, "until_day": slot.until_day,
            }  # fmt: skip
        for past in facts.history:
            past_id += 1
            names = set(PAST.columns) - {"past_id", "customer_id", "at", "channel"}
            yield "gate_past", {name: getattr(past, name) for name in names} | {
                "past_id": past_id, "customer_id": number, "at": past.at, "channel": past.channel.value,
            }  # fmt: skip
            for debt in past.debts:
                yield "gate_past_debts", {"past_id": past_id, "debt": debt}


def in_bulk(engine: Any, contacts: list[tuple[str, Law, ContactFacts]], at: datetime) -> dict[int, dict[str, bool]]:
    held: dict[str, list[dict[str, Any]]] = {shape.name: [] for shape in SHAPES}
    for name, row in rows(contacts):
        held[name].append(row)
    laws = {key: law for key, law, _facts in contacts}
    signs = {Sign(zones_for(facts, law), facts.country, facts.subdivision) for _key, law, facts in contacts}
    prepared = prepare(laws, sorted(signs, key=repr), at)
    given = {shape.name: arrow(shape, held[shape.name]) for shape in SHAPES} | rows_of(prepared)
    tables = {name: engine.put(name, table) for name, table in given.items()}
    return {row["contact_id"]: row for row in engine.to_arrow(answers(tables, prepared.bases)).to_pylist()}


@pytest.fixture
def engine(tmp_path: Any) -> Iterator[Any]:
    """The engine that runs the day."""
    from dunwell.platform.engines import DuckEngine
    from dunwell.platform.snapshot import Snapshot

    with DuckEngine(Snapshot(tmp_path, 1, MOMENTS[0], {}), threads=1, memory_limit="1GB") as opened:
        yield opened


def test_a_book_is_answered_as_its_contacts_are_one_by_one(engine) -> None:
    seen: set[str] = set()
    for seed, at in enumerate(MOMENTS):
        chance = random.Random(seed)
        contacts = [(*some_law(chance, at), some_facts(chance, at)) for _ in range(250)]
        found = in_bulk(engine, contacts, at)
        assert len(found) == len(contacts)
        for number, (_key, law, facts) in enumerate(contacts):
            answer = may_contact(facts, law, at)
            codes = {reason.code.rpartition(".")[2] for reason in answer.reasons}
            assert codes == {field for field in REFUSALS if found[number][f"refused_{field}"]}, (number, facts)
            assert found[number]["permit"] is answer.permit
            seen |= codes
    assert seen == set(REFUSALS)
