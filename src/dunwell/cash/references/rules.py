"""Document numbers in what a payer wrote: found by token, never by substring.

A number has two keys. The *full* key is the whole number without separators (`INV-2024/00123` is
`INV202400123`). The *core* key is its last run of digits without leading zeros (`123`; of at least four digits). Text
is cut at every change between letters and digits, and neighbors are joined again over spaces, hyphens, slashes, dots
and underscores, so `INV 2024 00123`, `INV-2024-00123` and `inv202400123` are one, and `91001` is never `1001`.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

MIN_CORE = 4
MIN_FULL = 4
LONG_CORE, LONG_FULL = 6, 8
HOWS = ("structured", "full", "core", "reference", "order", "short_core")
"""How a document is named, the surest first: by what was written, and in which of its numbers it was found."""
MOST_ATOMS = 400
MOST_JOINED = 6
LONGEST_PREFIX, LONGEST_SUFFIX = 6, 2
MOST_IN_RANGE = 60
_DIGITS = frozenset("0123456789")

_ATOM = re.compile(r"[0-9]+|[^\W\d_]+")
_JOINS = frozenset(" -/._#:№")
_RANGE = re.compile(r"\s{0,2}(?:-|–|—|~)\s{0,2}")
_SPACED = re.compile(
    r"(\d{4,})\s*(?:\s[-–—~]|\sTO|\sTHRU|\sTHROUGH|\sBIS|至|到)\s*(?:[A-Z0-9]{1,6}[-/.]){0,2}(\d{4,})(?!\d)"
)
_CALLED = re.compile(
    r"(?:\bINV(?:OICES?)?|\bFACTURAS?|\bFACTURES?|\bRECHNUNG(?:EN)?|\bFATTURA|\bBILL|發票|发票)\W{0,8}(?:NR|NO|NUM)?[^\d\n]{0,8}\d{4,}"
)
_LIST = re.compile(r"\s{0,2}[/,;&+]\s{0,2}")


class Tokens(NamedTuple):
    """Every possible document number in a text, by full key and by core key."""

    full: frozenset[str]
    cores: frozenset[str]


def folded(text: str) -> str:
    """Return text in capitals, full-width letters and digits made plain."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).upper()


def full_key(number: str) -> str:
    """Return a document number without separators, in capitals."""
    return "".join(_ATOM.findall(folded(number)))


def core_key(number: str) -> str:
    """Return the last run of digits without leading zeros, or nothing where it has fewer than four digits."""
    runs = re.findall(r"[0-9]+", folded(number))
    core = runs[-1].lstrip("0") if runs else ""
    return core if len(core) >= MIN_CORE else ""


def digits_of(number: str) -> str:
    """Return all digits of a number without leading zeros, or nothing where there are fewer than four."""
    digits = re.sub("[^0-9]", "", number).lstrip("0")
    return digits if len(digits) >= MIN_CORE else ""


def tokens_of(text: str) -> Tokens:
    """Return every possible document number in a text.

    A full key begins and ends where letters or digits do, never inside a word; a core may follow letters (`INV1001`)
    but not precede them (`1001A`). Ranges (`1001-1005`) and shortened lists (`1001/02/03`) are written out.
    """
    upper = folded(text)
    atoms = [(match.group(), match.start(), match.end()) for match in _ATOM.finditer(upper)][:MOST_ATOMS]
    full: set[str] = set()
    cores: set[str] = set()
    count = len(atoms)
    begins = -1
    for place, (word, start, end) in enumerate(atoms):
        is_digits = word[0] in _DIGITS
        if is_digits and not (end < len(upper) and upper[end].isalpha()):
            core = word.lstrip("0")
            if len(core) >= MIN_CORE:
                cores.add(core)
        is_glued, begins = start == begins, end
        if is_glued or not (is_digits or len(word) <= LONGEST_PREFIX):
            continue
        joined, last, at = word, end, place
        while True:
            following = atoms[at + 1] if at + 1 < count else None
            if following is None or following[1] > last:
                if (joined[-1] in _DIGITS or len(atoms[at][0]) <= LONGEST_SUFFIX) and len(joined) >= MIN_FULL:
                    full.add(joined)
                if following is None or following[1] - last > 1 or upper[last] not in _JOINS:
                    break
            at += 1
            last = following[2]
            if at - place >= MOST_JOINED or (len(following[0]) > LONGEST_PREFIX and following[0][0] not in _DIGITS):
                break
            joined += following[0]
    written = [digits.lstrip("0") for digits in _written_out(upper, atoms)] if cores else []
    return Tokens(frozenset(full), frozenset(cores) | {core for core in written if len(core) >= MIN_CORE})


def calls_a_number(text: str) -> bool:
    """Return whether a text speaks of an invoice by number (`INV# INV-9088150`), whichever it is."""
    return _CALLED.search(folded(text)) is not None


_FIGURE = re.compile(r"(?<![\w.,])(\d{1,3}(?:[ ,.']\d{3})*|\d+)[.,](\d{2})(?!\d|[.,]\d)")


def figures_of(text: str) -> frozenset[int]:
    """Return the amounts written in a text with two decimals (`/CHGS/15.00`), in whole ten-thousandths."""
    if "." not in text and "," not in text:
        return frozenset()
    return frozenset((int(re.sub(r"\D", "", whole)) * 100 + int(part)) * 100 for whole, part in _FIGURE.findall(text))


def _written_out(upper: str, atoms: list[tuple[str, int, int]]) -> Iterator[str]:
    """Yield the numbers that a range or a shortened list means, those not written themselves."""
    for first, last in _SPACED.findall(upper):
        yield from _range(first, last)
    head = ""
    for (one, _, end), (two, start, _) in pairwise(atoms):
        if not one.isdigit() or not two.isdigit():
            head = ""
            continue
        between = upper[end:start]
        whole = head or one
        if _RANGE.fullmatch(between) and len(whole) >= MIN_CORE:
            yield from _range(whole, two)
        if _LIST.fullmatch(between) and len(two) < len(whole) and len(whole) >= MIN_CORE:
            head = whole[: len(whole) - len(two)] + two
            yield head
            continue
        head = ""


def _range(first: str, last: str) -> Iterator[str]:
    end = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
    low, high = int(first), int(end)
    if 0 < high - low <= MOST_IN_RANGE and len(end) == len(first):
        yield from (str(number).zfill(len(first)) for number in range(low, high + 1))


def slip_between(written: str, known: str) -> str:
    """Return how written digits differ from known ones by one slip: transposed, typo, lost, or nothing."""
    if written == known or abs(len(written) - len(known)) > 1 or min(len(written), len(known)) < MIN_CORE:
        return ""
    if len(written) == len(known):
        differing = [place for place in range(len(known)) if written[place] != known[place]]
        if len(differing) == 1:
            return "typo"
        one_swap = len(differing) == 2 and differing[1] == differing[0] + 1
        swapped = (
            one_swap and written[differing[0]] == known[differing[1]] and written[differing[1]] == known[differing[0]]
        )
        return "transposed" if swapped else ""
    short, long = sorted((written, known), key=len)
    if any(long[:place] + long[place + 1 :] == short for place in range(len(long))):
        return "lost"
    return ""
