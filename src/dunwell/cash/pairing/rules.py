"""Which names of two large sets are worth comparing, and how alike those are: never each with each.

Names meet in blocks (`names.rules.blocks_of`). What met is looked at by RapidFuzz first, then by cheap reasons why the
two cannot reach the likeness asked for, and only what is left is compared word by word.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from dunwell.cash.names.rules import ALIKE, NameKey, likeness_of_keys

MOST_IN_BLOCK = 60
NEAR_ENOUGH = 70

Places = np.ndarray[tuple[int], np.dtype[np.int64]]


class Held(NamedTuple):
    """Which names stand in which blocks: place by place the number of a block and the place of a name."""

    blocks: Places
    names: Places


def numbered_blocks(keys: Sequence[NameKey]) -> tuple[dict[str, int], Held]:
    """Return the blocks of names with a number each, and which names stand in them."""
    known: dict[str, int] = {}
    rows = [
        (known.setdefault(block, len(known)), place) for place, key in enumerate(keys) for block in sorted(key.blocks)
    ]
    return known, _held(rows)


def held_blocks(keys: Sequence[NameKey], known: Mapping[str, int], *, start: int = 0, step: int = 1) -> Held:
    """Return which names stand in the blocks that are known; places count from `start` in steps."""
    return _held(
        [
            (known[block], start + step * place)
            for place, key in enumerate(keys)
            for block in key.blocks
            if block in known
        ]
    )


def _held(rows: Sequence[tuple[int, int]]) -> Held:
    both = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Held(both[:, 0], both[:, 1])


def pairs_met(left: Held, right: Held, *, most: int = MOST_IN_BLOCK) -> tuple[Places, Places]:
    """Return the places of names that share a block, in order of the left, each pair once.

    A block of more than `most` names on the right says too little and is left out, unless a name has no smaller one:
    then the first of its smallest block count.
    """
    order = np.lexsort((right.names, right.blocks))
    blocks, names = right.blocks[order], right.names[order]
    count = int(max(left.blocks.max(initial=-1), blocks.max(initial=-1))) + 1
    sizes = np.bincount(blocks, minlength=count)
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    size = sizes[left.blocks]
    is_small = (size > 0) & (size <= most)
    has_small = np.zeros(int(left.names.max(initial=-1)) + 1, dtype=bool)
    has_small[left.names[is_small]] = True
    large = np.flatnonzero((size > most) & ~has_small[left.names])
    smallest = large[np.lexsort((left.blocks[large], size[large], left.names[large]))]
    smallest = smallest[np.unique(left.names[smallest], return_index=True)[1]]
    chosen = np.concatenate([np.flatnonzero(is_small), smallest])
    lengths = np.minimum(size[chosen], most)
    ends = np.cumsum(lengths)
    within = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    other = names[np.repeat(starts[left.blocks[chosen]], lengths) + within]
    one = np.repeat(left.names[chosen], lengths)
    width = int(other.max(initial=0)) + 1
    both = np.unique(one * width + other)
    return both // width, both % width


def candidate_pairs(
    left: Sequence[NameKey], right: Sequence[NameKey], *, most: int = MOST_IN_BLOCK
) -> list[tuple[int, int]]:
    """Return places (in left, in right) of names that share a block, in the order of the left; see `pairs_met`."""
    known, held = numbered_blocks(left)
    one, other = pairs_met(held, held_blocks(right, known), most=most)
    return list(zip(one.tolist(), other.tolist(), strict=True))


def likenesses(left: Sequence[NameKey], right: Sequence[NameKey], *, floor: float = ALIKE) -> np.ndarray[Any, Any]:
    """Return `likeness` of pairs, place by place, as float64; what lies below `floor` is 0.

    RapidFuzz looks at all pairs first, and only those that it finds near are compared by the rules.
    """
    near = process.cpdist(
        _written(left), _written(right), scorer=fuzz.token_ratio, workers=1, dtype=np.uint8, score_cutoff=NEAR_ENOUGH
    )
    found = np.zeros(len(left))
    for place, (a, b) in enumerate(zip(left, right, strict=True)):
        if near[place] or _is_beyond_letters(a, b):
            alike = likeness_of_keys(a, b)
            found[place] = alike if alike >= floor else 0.0
    return found


def _written(keys: Sequence[NameKey]) -> list[str]:
    known = {id(key): key for key in keys}
    texts = {number: " ".join(key.forms[0].tokens) if key.forms else "" for number, key in known.items()}
    return [texts[id(key)] for key in keys]


def _is_beyond_letters(a: NameKey, b: NameKey) -> bool:
    """Chinese names, names of several forms and acronyms may be one party without a letter in common."""
    if len(a.forms) != 1 or len(b.forms) != 1:
        return True
    one, other = a.forms[0], b.forms[0]
    is_acronym = len(one.tokens) == 1 < len(other.tokens) or len(other.tokens) == 1 < len(one.tokens)
    return bool(one.han) != bool(other.han) or (is_acronym and min(len(one.full), len(other.full)) < 16)


def frequent_blocks(keys: Sequence[NameKey], above: int) -> Mapping[str, int]:
    """Return the blocks that more than so many names share, with how many: the ones a join should leave out."""
    counts = Counter(block for key in keys for block in key.blocks)
    return {block: count for block, count in counts.items() if count > above}
