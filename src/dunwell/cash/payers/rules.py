"""Which customers a payer may be: what was learned, then what the name says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dunwell.cash.aliases.rules import CONFIDENT_AFTER, account_value, name_value
from dunwell.cash.evidence.rules import Payer
from dunwell.cash.names.rules import candidate_pairs, likeness_of_keys, name_key

SAME, ALIKE, NEAR = 0.97, 0.92, 0.85
MOST_RELATIVES = 40
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


class Payers:
    """Answers who a payer may be. Names are compared once for all names of a batch, within blocks."""

    def __init__(self, customers: Iterable[Known], aliases: Iterable[Alias], names: Iterable[str]) -> None:
        self._known = {one.customer_id: one for one in customers}
        self._families = _families(self._known.values())
        self._learned: dict[tuple[str, str], list[Alias]] = defaultdict(list)
        for alias in aliases:
            self._learned[alias.kind, alias.value].append(alias)
        self._exact: dict[str, list[int]] = defaultdict(list)
        for one in self._known.values():
            for name in {name_value(one.name), name_value(one.other_name)} - {""}:
                self._exact[name].append(one.customer_id)
        self._like = self._compared({name for name in names if name and not self._is_settled(name)})

    def of(self, name: str, account: str, customer_id: int | None) -> tuple[Payer, ...]:
        """Return who the payer may be, the surest first; each customer once."""
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

    def _compared(self, names: set[str]) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Return by name the customers whose names are near it, the three nearest."""
        written = sorted(names)
        owners = [
            (one.customer_id, name) for one in self._known.values() for name in (one.name, one.other_name) if name
        ]
        if not written or not owners:
            return {}
        left, right = [name_key(name) for name in written], [name_key(name) for _, name in owners]
        near: dict[str, dict[int, float]] = defaultdict(dict)
        for one, other in candidate_pairs(left, right):
            likeness = likeness_of_keys(left[one], right[other])
            if likeness >= NEAR:
                customer_id = owners[other][0]
                kept = near[written[one]]
                kept[customer_id] = max(likeness, kept.get(customer_id, 0.0))
        return {name: _three(found) for name, found in near.items()}


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
