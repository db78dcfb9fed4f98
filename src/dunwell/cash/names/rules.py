"""How alike two party names are: payers as banks write them against customers as the book knows them.

`likeness` is 0 to 1 and the same both ways. From `SAME` (0.92) up the two are the same party with few exceptions; from
`ALIKE` (0.80) up they are worth a look. It is made of rules, not learned: words are paired, what is left over costs its
weight, and some things may never differ (numbers, places, directions, legal forms). The weights and limits below were
set by hand on half of the public cases named in `benchmarks/bench_names.py` and on names written for the tests; that
benchmark shows what they bring.

`blocks_of` gives keys of which two names that are the same party nearly always share one, so that large sets of names
never have to be compared each with each: see `cash.pairing`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from dunwell.cash.spelling.rules import (
    HAN,
    Part,
    Words,
    also_known,
    facts,
    han_parts,
    is_chinese,
    is_pinyin,
    is_spelling,
    simplified,
    skeleton,
    skeletons_of,
    some_spellings,
    syllables,
    without_noise,
    words_of,
)

SAME = 0.92
ALIKE = 0.80
KEYS_KEPT = 1 << 17

# Where banks cut a name: NACHA 16 and 22, BACS 18, MT940 27, cards 30 and 32, SWIFT 35, SEPA 70, two lines 140.
FIELD_WIDTHS = frozenset({16, 18, 22, 27, 30, 32, 35, 40, 70, 140})

OWN, FIRST, GENERIC, PLACE, SHORT = 1.0, 1.2, 0.4, 0.9, 0.7
SPACED, CUT_WORD, INITIAL, ACRONYM = 0.97, 0.90, 0.75, 0.86
OTHER_NUMBER, OTHER_PLACE, OTHER_DIRECTION, OTHER_FORM, OTHER_SPELLING = 0.55, 0.55, 0.60, 0.91, 0.98
ROMANIZED, ROMANIZED_ALONE, ROUGH, ONE_SIDED, SLIPPED = 0.95, 0.90, 0.88, 0.79, 0.91


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written: unified words with their weights, what may not differ, and its letters in order."""

    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    numbers: frozenset[str]
    places: frozenset[str]
    directions: frozenset[str]
    legal: frozenset[str]
    full: str
    initials: str
    han: tuple[Part, ...]
    may_be_cut: bool
    bracket: str


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name made ready to be compared: its forms, several for "A DBA B" or a name in two scripts."""

    name: str
    forms: tuple[Form, ...]

    @property
    def blocks(self) -> frozenset[str]:
        """The blocking keys, worked out anew each time; see `blocks_of`."""
        return frozenset(block for form in self.forms for block in _blocks(form))


@lru_cache(maxsize=KEYS_KEPT)
def name_key(name: str) -> NameKey:
    """Return a name made ready to be compared; the same name is made ready once."""
    cleaned = without_noise(name)
    forms = tuple(form for part in also_known(cleaned) for form in _forms(part, _is_width(name, cleaned)))
    return NameKey(name, forms)


def blocks_of(name: str) -> frozenset[str]:
    """Return the blocking keys of a name: two spellings of one party nearly always share one."""
    return name_key(name).blocks


def likeness(a: str, b: str) -> float:
    """Return how surely two names mean one party, 0 to 1; the same both ways."""
    return 1.0 if a == b and a.strip() else likeness_of_keys(name_key(a), name_key(b))


def likeness_of_keys(a: NameKey, b: NameKey) -> float:
    """Return `likeness` of names made ready: the best pair of their forms."""
    best = max((_likeness(one, other) for one in a.forms for other in b.forms), default=0.0)
    return round(best, 4)


def _is_width(name: str, cleaned: str) -> bool:
    """A name that fills a bank's field may have been cut, with a blank cut off its end or without."""
    return any(len(text) in FIELD_WIDTHS or len(text) + 1 in FIELD_WIDTHS for text in (name.strip(), cleaned))


# --- forms ------------------------------------------------------------------------------------------------------------


def _forms(text: str, may_be_cut: bool) -> list[Form]:
    if not is_chinese(text):
        return [_form(words_of(facts().legal_east.sub(" ", text)), (), may_be_cut, _bracket(text))] if text else []
    chinese = simplified(text)
    parts = han_parts(chinese)
    beside = words_of(facts().legal_east.sub(" ", HAN.sub(" ", chinese)))
    own = [
        Words(tuple(part.characters for part in parts if not part.english), beside.legal, "".join(HAN.findall(chinese)))
    ]
    bilingual = len(beside.full) > 5 and len([part for part in parts if not part.english]) > 0
    translated = tuple(word for part in parts for word in (part.english or (part.characters,)))
    mixed = Words(translated + (() if bilingual else beside.tokens), beside.legal, own[0].full)
    forms = [_form(mixed, parts, may_be_cut)]
    if bilingual:
        forms.append(_form(beside, (), may_be_cut))
    return forms


def _bracket(text: str) -> str:
    opened = text.count("(")
    return "" if not opened else "open" if opened > text.count(")") else "closed"


def _form(words: Words, han: tuple[Part, ...], may_be_cut: bool, bracket: str = "") -> Form:
    known, tokens = facts(), words.tokens
    first = next((place for place, token in enumerate(tokens) if _weight(token) == OWN), -1)
    return Form(
        tokens=tokens,
        weights=tuple(FIRST if place == first else _weight(token) for place, token in enumerate(tokens)),
        numbers=frozenset(token for token in tokens if token[0].isdigit() or token[-1].isdigit()),
        places=known.places.intersection(tokens),
        directions=known.opposites.intersection(tokens),
        legal=words.legal,
        full=words.full,
        initials="".join(token[0] for token in tokens),
        han=han,
        may_be_cut=may_be_cut,
        bracket=bracket,
    )


@lru_cache(maxsize=65536)
def _weight(token: str) -> float:
    known = facts()
    if token in known.generic or token in known.opposites:
        return GENERIC
    if token in known.places:
        return PLACE
    return SHORT if len(token) <= 2 and token.isascii() else OWN


# --- likeness ---------------------------------------------------------------------------------------------------------


def _likeness(a: Form, b: Form) -> float:
    if (a.tokens, a.full) > (b.tokens, b.full):
        a, b = b, a
    if bool(a.han) != bool(b.han):
        return _across_scripts(*((a, b) if a.han else (b, a)))
    if a.full == b.full and a.full and not _is_open(a, b) and not _is_open(b, a):
        return 1.0
    paired = max(_pair(a, b), _rough(a, b))
    paired = min(paired, _agreement(a, b)) * _forms_agree(a, b)
    found = max(paired, _cut(a, b), _cut(b, a), _acronym(a, b), _acronym(b, a))
    return min(found, ONE_SIDED) if _is_open(a, b) or _is_open(b, a) else found


def _pair(a: Form, b: Form) -> float:
    """Pair the words: equal ones, then those written apart or together, then the nearest; return the weighted share."""
    total = sum(a.weights) + sum(b.weights)
    if not total:
        return 0.0
    left, right = list(zip(a.tokens, a.weights, strict=True)), list(zip(b.tokens, b.weights, strict=True))
    gained = own = exact = 0.0
    for token, weight in tuple(left):
        place = next((place for place, (other, _) in enumerate(right) if other == token), None)
        if place is not None:
            gained += weight + right.pop(place)[1]
            left.remove((token, weight))
            own, exact = own + (weight >= PLACE), exact + (weight >= OWN)
    for one, other in ((left, right), (right, left)):
        got = _together(one, other)
        gained, own, exact = gained + got, own + bool(got), exact + bool(got)
    got, near, same = _nearest(left, right)
    gained, own, exact = gained + got, own + near, exact + same
    both_left = any(weight >= OWN for _, weight in left) and any(weight >= OWN for _, weight in right)
    # Two names that share only words which hundreds share, or of which each has a word of its own, are two parties.
    share = gained / total * (0.85 if both_left else 1.0) * (0.85 if not own and (left or right) else 1.0)
    return share if exact or not near else min(share, SLIPPED)


def _together(apart: list[tuple[str, float]], whole: list[tuple[str, float]]) -> float:
    """Pair neighbors that the other name writes as one word (good will, goodwill); both lists lose what was paired."""
    gained = 0.0
    for token, weight in tuple(whole) if len(apart) > 1 else ():
        for start in [place for place, (word, _) in enumerate(apart) if token.startswith(word)]:
            sizes = [size for size in (2, 3, 4) if "".join(word for word, _ in apart[start : start + size]) == token]
            if sizes:
                gained += SPACED * (weight + sum(one for _, one in apart[start : start + sizes[0]]))
                whole.remove((token, weight))
                del apart[start : start + sizes[0]]
                break
    return gained


def _nearest(left: list[tuple[str, float]], right: list[tuple[str, float]]) -> tuple[float, float, float]:
    """Pair misspelled words, the nearest first; return the gain, words of their own, and those spelled apart."""
    pairs = sorted(
        (
            (near, one, other)
            for one in left
            for other in right
            if _is_near(one[0], other[0]) and (near := token_likeness(*sorted((one[0], other[0])))) > 0.7
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    gained = own = same = 0.0
    for near, one, other in pairs:
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            gained += near * (one[1] + other[1])
            own += min(one[1], other[1]) >= PLACE
            same += min(one[1], other[1]) >= OWN and near > SPACED
    return gained, own, same


def _is_near(a: str, b: str) -> bool:
    """Whether a look is worth it: three slips at most, or one begins with the other."""
    return OSA.distance(a, b, score_cutoff=3) <= 3 or a.startswith(b) or b.startswith(a)


@lru_cache(maxsize=KEYS_KEPT)
def token_likeness(a: str, b: str) -> float:
    """Return how alike two words are: 1 equal, about 0.9 one slip in a long word, 0 another word."""
    if a == b:
        return 1.0
    return 0.0 if _may_not_be_one(a, b) else _spelled_alike(a, b)


def _may_not_be_one(a: str, b: str) -> bool:
    known = facts()
    if any(kind.issuperset((a, b)) for kind in (known.places, known.opposites, syllables())):
        return True
    return not (a.isalpha() and b.isalpha()) or (is_pinyin(a) and is_pinyin(b))


def _spelled_alike(a: str, b: str) -> float:
    if a.rstrip("s") == b.rstrip("s") and a.isalpha():
        return 0.98
    if _without_umlauts(a) == _without_umlauts(b):
        return 0.99
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return INITIAL if long[0] == short and len(long) > 2 else 0.0
    if len(short) >= 3 and long.startswith(short) and long in facts().generic:
        return CUT_WORD
    size = len(long)
    slips = OSA.distance(a, b)
    if slips > (0 if size < 4 else 1 if size < 9 else 2 if size < 14 else 3):
        return 0.0
    # A wrong first letter is rarely a slip of the pen: Kane and Lane, Beta and Meta are two names.
    return 1.0 - 0.9 * slips / size - (0.06 if a[0] != b[0] else 0.0)


def _is_spoken(word: str) -> bool:
    """Whether a word is Chinese in Latin letters, where one letter makes another word."""
    return word in syllables() or is_pinyin(word)


def _without_umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _rough(a: Form, b: Form) -> float:
    """Compare the letters without spaces: what many small errors or a misplaced space leave alike."""
    one, other = "".join(a.tokens), "".join(b.tokens)
    if one == other:
        return SPACED if one else 0.0
    if a.han or min(len(one), len(other)) < 10 or a.numbers != b.numbers:
        return 0.0
    rest, other_rest = set(a.tokens).difference(b.tokens), set(b.tokens).difference(a.tokens)
    if min(sum(map(len, rest)), sum(map(len, other_rest))) < 6 or all(map(_is_spoken, rest | other_rest)):
        return 0.0
    near = OSA.normalized_similarity(one, other)
    return min(ROUGH, 1.0 - 1.2 * (1.0 - near)) if near >= (0.75 if len(a.tokens) == len(b.tokens) else 0.85) else 0.0


def _agreement(a: Form, b: Form) -> float:
    """Return the most that two names may reach: numbers, places and directions of both must agree."""
    most = 1.0
    for one, other, limit in (
        (a.numbers, b.numbers, OTHER_NUMBER),
        (a.places, b.places, OTHER_PLACE),
        (a.directions, b.directions, OTHER_DIRECTION),
    ):
        if one != other:
            most = min(most, limit if one - other and other - one else ONE_SIDED)
    one_way, other_way = ([token for token in form.tokens if token in syllables()] for form in (a, b))
    if one_way != other_way and sorted(one_way) == sorted(other_way):
        # Man Wah and Wah Man are two shops; of a person the family name may stand first or last.
        most = min(most, ROMANIZED_ALONE if len(one_way) == len(a.tokens) else ONE_SIDED)
    return most


def _is_open(cut: Form, other: Form) -> bool:
    """Whether a name ends within a bracket that the other does not have: there is more, and it is another branch."""
    return cut.bracket == "open" and not other.bracket


def _forms_agree(a: Form, b: Form) -> float:
    family = facts().family
    one, other = ({(family[code], code) for code in form.legal if family[code] != "open"} for form in (a, b))
    if not one or not other or one & other:
        return 1.0
    return OTHER_SPELLING if {name for name, _ in one} & {name for name, _ in other} else OTHER_FORM


def _cut(short: Form, long: Form) -> float:
    """Return how surely a name is another one that was cut off: what is left must fill a field or end within a word."""
    if short.han or long.han or len(short.full) < 10 or not long.full.startswith(short.full):
        return 0.0
    last = short.tokens[-1]
    within = last not in long.tokens and any(token.startswith(last) and token != last for token in long.tokens)
    if not short.may_be_cut or len(short.full) == len(long.full):
        return 0.0
    missing = [token for token in long.tokens if token not in short.tokens and not (within and token.startswith(last))]
    if any(token in long.numbers or token in long.directions or _weight(token) >= PLACE for token in missing):
        return SLIPPED if short.bracket == "open" else ONE_SIDED if len(short.full) >= 14 else 0.0
    return 0.94 if len(short.full) >= 14 and len(short.tokens) > 1 else ROUGH


def _acronym(short: Form, long: Form) -> float:
    if len(short.tokens) != 1 or len(long.tokens) < 2 or short.han or long.han:
        return 0.0
    word = short.tokens[0]
    fits = 2 <= len(word) <= 6 and word == long.initials and word.isalpha()
    return (ACRONYM if len(word) > 2 else 0.81) * _forms_agree(short, long) if fits else 0.0


def _across_scripts(chinese: Form, latin: Form) -> float:
    """Compare a Chinese name with one in Latin letters: its business words translated, its own words as they sound."""
    best = 0.0
    whole = (Part("".join(part.characters for part in chinese.han), ()),)
    for parts in dict.fromkeys((chinese.han, whole)):
        translated_words = {word for part in chinese.han for word in part.english}
        words, alone = list(latin.tokens), True
        spelled = [token for token in chinese.tokens if token.isascii() and token not in translated_words]
        for part in parts:
            translated = part.english and all(word in words for word in part.english)
            run = () if translated else _sounding_like(part.characters, words)
            alone = alone and not translated
            if run:
                words[run[0] : run[1]] = ["".join(words[run[0] : run[1]])]
                spelled.append(words[run[0]])
            else:
                spelled.extend(part.english or some_spellings(part.characters)[:1])
        spoken, heard = _spoken(tuple(spelled)), _spoken(tuple(words))
        limit = ROMANIZED_ALONE if alone and len(whole[0].characters) < 4 else ROMANIZED
        best = max(best, min(limit, _pair(spoken, heard), _agreement(spoken, heard)))
    return best


@lru_cache(maxsize=KEYS_KEPT)
def _spoken(words: tuple[str, ...]) -> Form:
    """Return words alone as a form: what of it is paired and must agree asks for nothing else."""
    return _form(Words(words, frozenset(), "".join(words)), (), False)


def _sounding_like(characters: str, words: Sequence[str]) -> tuple[int, int] | None:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + len(characters)) + 1):
            if is_spelling("".join(words[start:end]), characters):
                return start, end
    return None


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(form: Form) -> Iterator[str]:
    own = [token for token, weight in zip(form.tokens, form.weights, strict=True) if weight >= SHORT] or list(
        form.tokens
    )
    named = [token for token in own if token not in form.places] or own
    kind = next((token[:4] for token, weight in zip(form.tokens, form.weights, strict=True) if weight == GENERIC), "")
    if form.han:
        yield from _han_blocks(form, kind)
    else:
        yield from _sound_blocks(skeleton("".join(named)), kind)
        yield f"head:{''.join(named)[:5]}"
        yield f"full:{form.full[:8]}"
        yield f"initials:{form.initials if len(form.tokens) > 1 else form.tokens[0][:6]}"
    for token in own[:4]:
        yield from (f"word:{token}", f"head:{token[:5]}", f"tail:{token[-5:]}")
    if len(own) == 1 and 4 <= len(own[0]) <= 7:
        yield from (f"slip:{own[0][:gone]}{own[0][gone + 1 :]}" for gone in range(len(own[0])))
    yield from (f"pair:{one}:{other}" for one, other in combinations(sorted({one[:4] for one in form.tokens[:4]}), 2))


def _sound_blocks(sound: str, kind: str) -> Iterator[str]:
    yield f"sound:{sound[:6]}"
    yield f"sound:{sound[:6]}:{kind}"


def _han_blocks(form: Form, kind: str) -> Iterator[str]:
    """Chinese names meet each other by their characters, and names in Latin letters by their sound."""
    own = [part.characters for part in form.han if not part.english]
    for part in own or ["".join(part.characters for part in form.han)]:
        yield f"word:{part}"
        yield from (f"han:{part[start : start + 2]}" for start in range(max(1, len(part) - 1)))
        for sound in skeletons_of(part[:4]):
            yield from _sound_blocks(sound, kind)
