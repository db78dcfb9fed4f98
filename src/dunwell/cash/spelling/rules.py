"""How party names are spelled: what the bank wrote around them, legal forms, scripts, and Chinese in Latin letters.

Facts are data in `words.yaml` and `romanization.yaml`; here is only how they are read. Nothing here compares names:
that is `cash.names.rules`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Any

import yaml
from anyascii import anyascii

MOST_SPELLINGS = 30
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
ROMAN_NUMBERS = {text: str(number) for number, text in enumerate(ROMAN) if number}

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")
_LATIN_ONLY = re.compile(r"[\x00-\x7f]*\Z")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʻʼ")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b)?")
_SINGLES = re.compile(r"\b[a-z](?: [a-z]\b)+")
_WORD = re.compile(r"[a-z]+\d*(?=[^a-z0-9]|\Z)|[a-z0-9]+")
_CAMEL_FORM = re.compile(r"(?<=[a-z])(AG|PLC|LLC|GmbH|Ltd|Inc|SA|BV|NV)\b")

_LABEL = (
    r"orig(?:inator)?(?: co)?(?: name)?|ordering (?:customer|party)|by order of|b/o|ordp|ordg|ind name|name|nm|payer|"
    r"payor|remitter|sender|sndr|debtor|dbtr|from|customer|absender|auftraggeber|ordenante|ordonnateur"
)
_KIND = r"wire|transfer|trf|payment|ach|fps|chats|faster payment|tt|eft|giro|deposit|credit|bacs|chaps|rtp|zelle|cheque"
_BEFORE = re.compile(
    rf"\s*(?:/[A-Z]{{2}}\d[\w]*\s+|/\d[\w-]*\s+|1/|/?(?:{_LABEL})\s*[:/]\s*|(?:b/o|from|by order of)\s+(?=\S+\s+\S)|"
    rf"(?:付款人|匯款人|汇款人)\s*[:：]?\s*|(?:(?:{_KIND})\s+)+(?:in\s+)?(?:from|by|von|de)\b\s*:?\s*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:(?:orig id|co id|co entry descr|entry descr|desc date|sec|trace ?#?|eed|ind id|ind name|trn|imad|iban|bic|"
    r"swift|value date|acct|a/c)\s*[:#]|(?:ref|reference|inv|invoice|invoices|date|id|no|acct|a/c|rmt|po)\.?\s*[:#]?\s*"
    r"(?=\S*\d\S*\d)|/(?:remi|rfb|roc|inv|bnf)/|orig(?: id)?\Z|2/|c/o\b|attn\b|f/b/o\b|fbo\b).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b")
_REFERENCE = re.compile(r"(?<=\s)[#*]?(?=[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d)[A-Z0-9/-]{6,}(?=\s|\Z)")
_ALSO = re.compile(r"\s+(?:d/?b/?a|t/as?|trading as|doing business as|a/?k/?a|f/?k/?a|formerly)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A name in words: `tokens` folded and unified in the order written, `legal` codes, `full` all letters in order."""

    tokens: tuple[str, ...]
    legal: frozenset[str]
    full: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a Chinese name: its simplified characters, and the English words that translate it, if any do."""

    characters: str
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """`words.yaml` as look-ups."""

    legal: Mapping[tuple[str, ...], str]
    legal_cut: Mapping[tuple[str, ...], str]
    family: Mapping[str, str]
    legal_first: frozenset[str]
    legal_east: re.Pattern[str]
    longest_legal: int
    same: Mapping[str, str]
    phrases: Mapping[str, str]
    phrase: re.Pattern[str]
    generic: frozenset[str]
    empty: frozenset[str]
    opposites: frozenset[str]
    places: frozenset[str]
    numbers: Mapping[str, str]
    han: Mapping[str, tuple[str, ...]]
    han_word: re.Pattern[str]


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def facts() -> Facts:
    """Return the words of names, read once."""
    data = _read("words.yaml")
    forms = [
        (tuple(spelling.split()), code, family)
        for family, codes in data["legal"].items()
        for code, spellings in codes.items()
        for spelling in spellings.split("|")
    ]
    han = {pair.split()[0]: tuple(pair.split()[1:]) for pair in data["han"].split(",") if pair.strip()}
    same = {word: target for target, words in data["same"].items() for word in words.split()}
    return Facts(
        legal={words: code for words, code, _ in forms},
        legal_cut=_cut_forms(forms),
        family={code: family for _, code, family in forms},
        legal_first=frozenset(data["legal_first"].split()),
        legal_east=_any_of(data["legal_east"].split()),
        longest_legal=max(len(words) for words, _, _ in forms),
        same=same,
        phrases=data["phrases"],
        phrase=re.compile(rf"\b(?:{'|'.join(sorted(data['phrases'], key=len, reverse=True))})\b"),
        generic=frozenset(data["generic"].split()),
        empty=frozenset(data["empty"].split()),
        opposites=frozenset(data["opposites"].split()),
        places=frozenset(data["places"].split()),
        numbers=_numbers(data),
        han=han,
        han_word=_any_of(han),
    )


def _cut_forms(forms: list[tuple[tuple[str, ...], str, str]]) -> dict[tuple[str, ...], str]:
    """Return how legal forms begin where a bank cut them off: two words of several, or half of a long word."""
    begun = {words[:count]: code for words, code, _ in forms for count in range(2, len(words))}
    long = [(words[0], code) for words, code, _ in forms if len(words) == 1 and len(words[0]) > 5]
    return begun | {(word[:size],): code for word, code in long for size in range(4, len(word))} | {("lt",): "ltd"}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def _numbers(data: Mapping[str, Any]) -> dict[str, str]:
    units, tens = data["numbers"].split(), data["tens"].split()
    found = {word: str(number) for number, word in enumerate(units)}
    found |= {word: str(number) for number, word in enumerate(data["ordinals"].split())}
    found |= {word: str(10 * number) for number, word in enumerate(tens, 2)}
    for number, ten in enumerate([*tens, "fourty"], 2):
        value = 10 * number if ten != "fourty" else 40
        found |= {f"{ten} {word}": str(value + unit) for unit, word in enumerate(units[1:10], 1)}
    return found


def without_noise(text: str) -> str:
    """Return a name without what a bank writes around it: labels, accounts, dates, references, care-of lines."""
    text = " ".join(text.split())
    while (found := _BEFORE.match(text)) and found.end() and found.end() < len(text):
        text = text[found.end() :]
    for pattern in (_AFTER, _DATE, _REFERENCE):
        text = pattern.sub(" ", text).strip() or text
    return text.strip(" -/,;:*")


def also_known(text: str) -> tuple[str, ...]:
    """Return the names that a name is made of: "A DBA B" are A and B."""
    return tuple(part for part in _ALSO.split(text) if part.strip()) or (text,)


def fold(text: str) -> str:
    """Return text in lower-case Latin letters, digits and single spaces; other scripts are transliterated."""
    text = _CAMEL_FORM.sub(r" \1", text).translate(_APOSTROPHES)
    if not _LATIN_ONLY.match(text):
        text = unicodedata.normalize("NFKC", text)
        text = anyascii(text) if not text.isascii() else text
    text = _DOTTED.sub(lambda found: found.group().replace(".", "").replace(" ", "") + " ", text.lower())
    return " ".join(_WORD.findall(text.replace("&", " and ").replace("'", "")))


def words_of(text: str) -> Words:
    """Return a name in Latin letters as words: legal forms taken off, abbreviations written out, numbers as digits."""
    known, folded = facts(), fold(text)
    full = folded.replace(" ", "")
    folded = _SINGLES.sub(lambda found: found.group().replace(" ", ""), folded)
    folded = known.phrase.sub(lambda found: known.phrases[found.group()], folded)
    tokens, legal = _without_legal(folded.split(), known)
    tokens = _with_digits(tokens, known)
    unified = [known.same.get(token, token) for token in tokens]
    kept = tuple(token for token in unified if token not in known.empty)
    return Words(kept or tuple(unified), frozenset(legal), full)


def _without_legal(tokens: list[str], known: Facts) -> tuple[list[str], list[str]]:
    legal: list[str] = []
    while (found := _legal_at_end(tokens, known)) is not None:
        count, code = found
        legal.append(code)
        tokens = tokens[:-count]
    while len(tokens) > 1 and (found := _legal_at_start(tokens, known)) is not None:
        count, code = found
        legal.append(code)
        tokens = tokens[count:]
    return tokens, legal


def _legal_at_end(tokens: list[str], known: Facts) -> tuple[int, str] | None:
    for count in range(min(known.longest_legal, len(tokens) - 1), 0, -1):
        last = tuple(tokens[-count:])
        if code := known.legal.get(last) or known.legal_cut.get(last):
            return count, code
    return None


def _legal_at_start(tokens: list[str], known: Facts) -> tuple[int, str] | None:
    for count in range(min(known.longest_legal, len(tokens) - 1), 1, -1):
        if code := known.legal.get(tuple(tokens[:count])):
            return count, code
    return (1, known.legal[(tokens[0],)]) if tokens[0] in known.legal_first else None


def _with_digits(tokens: list[str], known: Facts) -> list[str]:
    written: list[str] = []
    for place, token in enumerate(tokens):
        pair = f"{tokens[place - 1]} {token}" if place else ""
        if pair in known.numbers:
            written[-1:] = [known.numbers[pair]]
        elif token in known.numbers:
            written.append(known.numbers[token])
        elif place and token in ROMAN_NUMBERS and (len(token) > 1 or place == len(tokens) - 1):
            written.append(ROMAN_NUMBERS[token])
        elif token[0].isdigit():
            ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token)
            written.append((ordinal.group(1) if ordinal else token).lstrip("0") or "0")
        else:
            written.append(token)
    return written


def is_chinese(text: str) -> bool:
    """Return whether a name holds Chinese characters and no Japanese or Korean ones."""
    return HAN.search(text) is not None


@lru_cache(maxsize=65536)
def simplified(text: str) -> str:
    """Return Chinese text in simplified characters."""
    return str(_converter("t2s").convert(unicodedata.normalize("NFKC", text)))


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)


def han_parts(text: str) -> tuple[Part, ...]:
    """Return a Chinese name (simplified) as parts: business words and places translated, its own ones as they are."""
    known = facts()
    parts: list[Part] = []
    for run in HAN.findall(known.legal_east.sub(" ", text)):
        place = 0
        for found in known.han_word.finditer(run):
            if found.start() > place:
                parts.append(Part(run[place : found.start()], ()))
            parts.append(Part(found.group(), known.han[found.group()]))
            place = found.end()
        if place < len(run):
            parts.append(Part(run[place:], ()))
    return tuple(parts)


@lru_cache(maxsize=65536)
def spellings_of(character: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how one Chinese character (simplified) is written in Latin letters: as Mandarin, and as in Hong Kong."""
    from pypinyin import Style, pinyin

    mandarin = [one.replace("ü", "v") for one in pinyin(character, style=Style.NORMAL, heteronym=True)[0]]
    families = _romanization()["families"].get(character, [])
    cantonese = [one for reading in _jyutping_of(character) for one in hong_kong_spellings(reading)]
    return tuple(dict.fromkeys(mandarin)), tuple(dict.fromkeys([*families, *cantonese]))


def _jyutping_of(character: str) -> list[str]:
    import ToJyutping

    traditional = _converter("s2t").convert(character)
    readings = [one for _, found in ToJyutping.get_jyutping_candidates(traditional) for one in found or ()]
    return list(dict.fromkeys(reading.rstrip("123456") for reading in readings))[:3]


@cache
def syllables() -> frozenset[str]:
    """Return the syllables of Cantonese as Hong Kong writes them: two different ones are two words, never a slip."""
    known = _romanization()
    made = {
        head + tail
        for heads in known["initials"].values()
        for tails in known["finals"].values()
        for head in heads
        for tail in tails
    }
    return frozenset(made.union(*known["syllables"].values(), *known["families"].values()))


@cache
def _pinyin() -> re.Pattern[str]:
    rows = _romanization()["mandarin"].items()
    each = "|".join(sorted({head + tail for head, tails in rows for tail in tails.split()}, key=len, reverse=True))
    return re.compile(f"(?:{each}){{2,5}}")


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Return whether a word reads as two to five syllables of Mandarin: HUAQIANG does, GOODWILL does not."""
    return len(word) > 3 and _pinyin().fullmatch(word) is not None


_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("tsz|tze|sze|szs?|zh|ch|sh|ts|[zcjqxs]", "s"),
        ("ng", "n"),
        ("kw|gw|[gk]", "k"),
        ("[pb]", "p"),
        ("[td]", "t"),
        ("[fv]", "f"),
        ("[aeiouhwy]", ""),
    )
)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a word by their sound: CHEUNG KEUNG and CHEONG KEONG are both `snkn`."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def skeletons_of(characters: str) -> frozenset[str]:
    """Return `skeleton` of the spellings of Chinese characters, Mandarin and Hong Kong's not mixed; a dozen at most."""
    each = [spellings_of(one) for one in characters]
    found = {"".join(skeleton(one[0]) for one, _ in each)}
    sounds = [tuple(dict.fromkeys(skeleton(one) for one in other or own)) for own, other in each]
    return frozenset(found.union(islice(("".join(parts) for parts in product(*sounds)), 12)))


@cache
def _romanization() -> dict[str, Any]:
    loaded: dict[str, Any] = _read("romanization.yaml")
    return loaded


@lru_cache(maxsize=4096)
def hong_kong_spellings(jyutping: str) -> tuple[str, ...]:
    """Return how Hong Kong writes a Cantonese syllable given in Jyutping without its tone: `zoeng` is CHEUNG."""
    known = _romanization()
    if special := known["syllables"].get(jyutping):
        return tuple(special)
    size = 2 if jyutping[:2] in known["initials"] and jyutping[2:] in known["finals"] else 1
    size = size if jyutping[:size] in known["initials"] and jyutping[size:] in known["finals"] else 0
    if jyutping[size:] not in known["finals"]:
        return (jyutping,)
    heads, tails = known["initials"][jyutping[:size]], known["finals"][jyutping[size:]]
    return tuple(head + tail for tail in tails for head in heads)


def is_spelling(word: str, characters: str) -> bool:
    """Return whether a word in Latin letters is a spelling of all the Chinese characters, one after the other."""
    reached = {0}
    for one in characters:
        reached = {at + len(each) for at in reached for each in _either(one) if word.startswith(each, at)}
        if not reached:
            return False
    return len(word) in reached


@lru_cache(maxsize=65536)
def _either(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sum(spellings_of(character), ())))


@lru_cache(maxsize=65536)
def some_spellings(characters: str) -> tuple[str, ...]:
    """Return the likelier spellings of Chinese characters in Latin letters, joined; Mandarin first, then Hong Kong."""
    each = [spellings_of(one) for one in characters]
    mandarin = "".join(one[0] for one, _ in each)
    others = ("".join(parts) for parts in product(*(other[:5] or one for one, other in each)))
    return tuple(dict.fromkeys([mandarin, *islice(others, MOST_SPELLINGS)]))
