"""The law that applies to a contact: every clause of every jurisdiction that has a say, the house standard first.

Clauses are never merged into one: each is asked, and all must allow. So the strictest wins by itself, adding a
jurisdiction or a creditor's own clauses can only refuse more, and a refusal names every rule that it breaks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dunwell.compliance.clauses.rules import Clause
from dunwell.compliance.document.rules import Ground, Jurisdiction
from dunwell.compliance.jurisdictions import JURISDICTIONS

HOUSE = "house"


@dataclass(frozen=True)
class Tightening:
    """What one creditor adds: clauses of its own, more jurisdictions, everybody as a consumer if it says so.

    `version` is that of the document in force; 0 is none.
    """

    version: int = 0
    clauses: tuple[Clause, ...] = ()
    also: tuple[str, ...] = ()
    everyone_is_consumer: bool = False
    collects_as_agency: bool = False


NOTHING_MORE = Tightening()


@dataclass(frozen=True)
class Law:
    """What applies to one contact on one day; ask `may_contact` with it.

    `jurisdictions` are the keys that have a say, `clauses` everything of theirs that applies on `on`, `zones` where the
    customer may be when nothing tells.
    """

    jurisdictions: tuple[str, ...]
    on: date
    clauses: tuple[Clause, ...]
    zones: tuple[str, ...] = ()
    tightening: Tightening = NOTHING_MORE

    @cached_property
    def by_field(self) -> Mapping[str, tuple[Clause, ...]]:
        """Return the clauses by the field that they answer."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.field, []).append(clause)
        return {field: tuple(clauses) for field, clauses in found.items()}

    def of(self, field: str) -> tuple[Clause, ...]:
        """Return the clauses of one field; none where nobody has a rule."""
        return self.by_field.get(field, ())


def law_of(jurisdictions: Sequence[str], at: date, tightening: Tightening | None = None) -> Law:
    """Return the law of these jurisdictions on a day, with the house standard and the creditor's tightening.

    A rule that is known is kept before its first day: being early costs a call, being late may break the law.
    Refuses a jurisdiction that is not on the shelf (`base.shelf.unknown`).
    """
    more = tightening or NOTHING_MORE
    return _law((HOUSE, *jurisdictions, *more.also), at, more, early=True)


def statutes_of(jurisdictions: Sequence[str], at: date) -> Law:
    """Return what the law alone says on a day, without the house standard: to show it, never to permit by it."""
    return _law(tuple(jurisdictions), at, NOTHING_MORE, early=False)


@lru_cache(maxsize=2048)
def _law(keys: tuple[str, ...], at: date, tightening: Tightening, *, early: bool) -> Law:
    asked = tuple(dict.fromkeys(keys))
    bodies = [JURISDICTIONS.get(key)() for key in asked]
    known = [*(clause for body in bodies for clause in body.clauses), *tightening.clauses]
    clauses = [clause for clause in known if clause.in_force(at) or (early and not clause.has_ended(at))]
    zones = tuple(dict.fromkeys(zone for body in bodies for zone in body.zones))
    return Law(asked, at, tuple(clauses), zones, tightening)


@dataclass(frozen=True, slots=True)
class Where:
    """One sign of where a customer is: an address, or what an area code says. Country and subdivision as ISO 3166."""

    country: str
    subdivision: str = ""
    city: str = ""
    postal_code: str = ""


def jurisdictions_of(signs: Sequence[Where]) -> tuple[str, ...]:
    """Return the keys of all jurisdictions that any sign points to, the house standard first; no sign is outweighed."""
    found = {key for key, read in JURISDICTIONS for sign in signs if _rules_at(read(), sign)}
    return (HOUSE, *sorted(found))


def _rules_at(body: Jurisdiction, sign: Where) -> bool:
    return any(_covers(ground, sign) for ground in body.grounds)


def _covers(ground: Ground, sign: Where) -> bool:
    if ground.country != sign.country.upper():
        return False
    if ground.subdivision and ground.subdivision != sign.subdivision.upper():
        return False
    if not ground.city and not ground.postal_prefixes:
        return True
    code = sign.postal_code.replace(" ", "")
    in_city = bool(ground.city) and sign.city.strip().casefold() == ground.city.casefold()
    return in_city or any(code.startswith(prefix) for prefix in ground.postal_prefixes)
