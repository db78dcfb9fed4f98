"""Which customers a payer may be: what was learned, then what the name says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dunwell.base.processes import Part, together
from dunwell.cash.aliases.rules import CONFIDENT_AFTER, account_value, name_value
from dunwell.cash.evidence.rules import Payer
from dunwell.cash.names.rules import likeness_of_keys, name_key
from dunwell.cash.pairing.rules import Held, held_blocks, likenesses, numbered_blocks, pairs_met

SAME, ALIKE, NEAR = 0.97, 0.92, 0.85
MOST_RELATIVES = 40
WORTH_A_PROCESS = 500
_Near = tuple[dict[str, list[tuple[int, float]]], list[tuple[str, int, float]]]
_ORDER = (
    "said", "account_confirmed", "name_confirmed", "account", "name_learned", "name_same", "name_like", "name_near",
)  # fmt: skip


class Known(NamedTuple):
    """A customer as far as payers are concerned."""

    customer_id: int
    number: str
    name: str
    other_name: str
    parent_id: int | None


class Alias(NamedTuple):
    """A payer's account or name that was seen paying for a customer."""

    kind: str
    value: str
    customer_id: int
    seen_count: int
    is_confirmed: bool


class Asked(NamedTuple):
    """What a receipt says of its payer, and the customers whose documents it names."""

    name: str
    account: str
    likely: frozenset[int] = frozenset()


class Payers:
    """Answers who a payer may be. Names are compared once for all names of a batch, and only where nothing else tells.

    A name whose receipts come from learned accounts is not compared. One whose receipts all name documents is compared
    with their customers and families first, and with everybody only if it is none of them.
    """

    def __init__(
        self, customers: Iterable[Known], aliases: Iterable[Alias], asked: Iterable[Asked], processes: int = 1
    ) -> None:
        self._known = {one.customer_id: one for one in customers}
        self._families = _families(self._known.values())
        self._learned: dict[tuple[str, str], list[Alias]] = defaultdict(list)
        for alias in aliases:
            self._learned[alias.kind, alias.value].append(alias)
        self._exact: dict[str, list[int]] = defaultdict(list)
        for one in self._known.values():
            for name in {name_value(one.name), name_value(one.other_name)} - {""}:
                self._exact[name].append(one.customer_id)
        self._told: dict[tuple[str, str, int | None], tuple[Payer, ...]] = {}
        self._like = self._compared(self._unsettled(asked), processes)

    def of(self, name: str, account: str, customer_id: int | None) -> tuple[Payer, ...]:
        """Return who the payer may be, the surest first; each customer once."""
        asked = (name, account, customer_id)
        if asked not in self._told:
            self._told[asked] = self._ranked(name, account, customer_id)
        return self._told[asked]

    def _ranked(self, name: str, account: str, customer_id: int | None) -> tuple[Payer, ...]:
        found: dict[int, tuple[str, int]] = {}
        said = [(customer_id, "said", 100)] if customer_id is not None else []
        for one, code, likeness in [*said, *self._from_aliases(name, account), *self._from_names(name)]:
            if one not in found or _ORDER.index(code) < _ORDER.index(found[one][0]):
                found[one] = (code, likeness)
        ranked = sorted(found.items(), key=lambda pair: (_ORDER.index(pair[1][0]), -pair[1][1], pair[0]))
        return tuple(self._payer(one, code, likeness) for one, (code, likeness) in ranked if one in self._known)

    def _payer(self, customer_id: int, code: str, likeness: int) -> Payer:
        one = self._known[customer_id]
        return Payer(customer_id, code, one.name, likeness, self._families.get(customer_id, ()), one.number)

    def _unsettled(self, asked: Iterable[Asked]) -> dict[str, frozenset[int]]:
        """Return the names to be compared, with the customers to begin with: none where a receipt names nothing."""
        found: dict[str, frozenset[int]] = {}
        for one in asked:
            if not one.name or self._is_learned(one.account) or self._is_settled(one.name):
                continue
            known = found.get(one.name, one.likely)
            found[one.name] = known | one.likely if known and one.likely else frozenset()
        return found

    def _is_learned(self, account: str) -> bool:
        """Return whether past postings tell who an account is."""
        seen = self._learned.get(("account", account_value(account)), []) if account else []
        if any(alias.is_confirmed for alias in seen):
            return True
        return len({alias.customer_id for alias in seen}) == 1 and seen[0].seen_count >= CONFIDENT_AFTER

    def _is_settled(self, name: str) -> bool:
        """Return whether a name needs no comparing: it is exactly one customer's, or was learned."""
        value = name_value(name)
        return len(self._exact.get(value, ())) == 1 or ("name", value) in self._learned

    def _from_aliases(self, name: str, account: str) -> Iterable[tuple[int, str, int]]:
        for kind, value in (("account", account_value(account)), ("name", name_value(name))):
            seen = self._learned.get((kind, value), []) if value else []
            confirmed = [alias for alias in seen if alias.is_confirmed]
            for alias in confirmed:
                yield alias.customer_id, f"{kind}_confirmed", 100
            if not confirmed and len({alias.customer_id for alias in seen}) == 1:
                alias = seen[0]
                sure = kind if kind == "account" else "name_learned"
                yield alias.customer_id, sure if alias.seen_count >= CONFIDENT_AFTER else "name_like", 100

    def _from_names(self, name: str) -> Iterable[tuple[int, str, int]]:
        exact = self._exact.get(name_value(name), ())
        for customer_id in exact[:3]:
            yield customer_id, "name_same" if len(exact) == 1 else "name_near", 100
        for customer_id, likeness in self._like.get(name, ()):
            code = "name_same" if likeness >= SAME else "name_like" if likeness >= ALIKE else "name_near"
            yield customer_id, code, int(likeness * 100)

    def _compared(
        self, names: Mapping[str, frozenset[int]], processes: int
    ) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Return by name the customers whose names are near it, the three nearest."""
        asked, count = sorted(names.items()), processes if len(names) >= WORTH_A_PROCESS else 1
        if count > 1 and any(not name.isascii() for name in names):
            # What Chinese names need is read once, before the processes part.
            name_key("永昌").blocks  # noqa: B018
        found: dict[str, list[tuple[int, float]]] = {}
        near: dict[str, dict[int, float]] = defaultdict(dict)
        for likely, all_ in together(lambda number: self._part(asked, number, count), count):
            found |= likely
            for name, customer_id, alike in all_:
                near[name][customer_id] = max(alike, near[name].get(customer_id, 0.0))
        return found | {name: _three(each) for name, each in near.items()}

    def _part(self, asked: Sequence[tuple[str, frozenset[int]]], number: int, count: int) -> Part[_Near]:
        """Compare every so-manieth name with its likely customers, then all others with every so-manieth customer."""
        mine = asked[number::count]
        found = {name: near for name, likely in mine if (near := self._among_likely(name, likely))}
        told = yield [name for name, _ in mine if name not in found]
        written = sorted(name for each in told for name in each)
        owners = [
            (one.customer_id, name) for one in self._known.values() for name in (one.name, one.other_name) if name
        ]
        if not written or not owners:
            return found, []
        left, right = [name_key(name) for name in written], [name_key(name) for _, name in owners[number::count]]
        known, held = numbered_blocks(left)
        met = yield held_blocks(right, known, start=number, step=count)
        one, other = pairs_met(held, Held(*(np.concatenate(columns) for columns in zip(*met, strict=True))))
        is_mine = other % count == number
        one, other = one[is_mine].tolist(), (other[is_mine] // count).tolist()
        alike = likenesses([left[place] for place in one], [right[place] for place in other], floor=NEAR)
        hits = np.flatnonzero(alike).tolist()
        return found, [(written[one[hit]], owners[other[hit] * count + number][0], float(alike[hit])) for hit in hits]

    def _among_likely(self, name: str, likely: frozenset[int]) -> list[tuple[int, float]]:
        members = {other for one in likely for other in (one, *self._families.get(one, ()))} & self._known.keys()
        if not members:
            return []
        written, near = name_key(name), {}
        for one in sorted(members):
            known = self._known[one]
            names = [each for each in (known.name, known.other_name) if each]
            near[one] = max((likeness_of_keys(written, name_key(each)) for each in names), default=0.0)
        best = {one: likeness for one, likeness in near.items() if likeness >= NEAR}
        return _three(best) if any(likeness >= ALIKE for likeness in best.values()) else []


def _three(found: Mapping[int, float]) -> list[tuple[int, float]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:3]


def _families(customers: Iterable[Known]) -> dict[int, tuple[int, ...]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for one in customers:
        groups[one.parent_id or one.customer_id].append(one.customer_id)
    return {
        one: tuple(other for other in members if other != one)[:MOST_RELATIVES]
        for members in groups.values()
        if len(members) > 1
        for one in members
    }
