"""The grammar of stories: one verb per line, checked against that verb's pattern; pure and strict.

A pattern reads like the line it allows: `ITEM DATE MONEY [due DATE] [terms NAME] [for CUSTOMER]`. Words in capitals are
kinds of value (`KIND:name` where the name differs), a word in small letters stands for itself, `[word KIND]` is an
option named by its word, `[word]` alone is a flag, `a|b` a choice, and `...` repeats.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, NoReturn

from dunwell.base.money import Money, minor_digits

_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"-?\d{1,3}(_\d{3})+(\.\d+)?|-?\d+(\.\d+)?")


class StoryFault(Exception):
    """A story that cannot be read: the line, what was found, and what would be right."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a pattern: positional when `word` is empty, else an option named by its word."""

    kind: str
    name: str
    word: str = ""
    is_flag: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its pattern, the sentence that explains it, and whether an indented table may follow."""

    name: str
    pattern: str
    says: str
    takes_table: bool = False

    @property
    def is_expectation(self) -> bool:
        """Whether the line looks instead of doing."""
        return self.name.startswith("expect_")

    def slots(self) -> tuple[Slot, ...]:
        """Return the pattern taken apart."""
        return tuple(_slots(self.pattern))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story, read: values by name, and the rows of the table below it."""

    number: int
    verb: Verb
    text: str
    values: Mapping[str, Any]
    table: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story that can be told."""

    name: str
    lines: tuple[Line, ...] = field(default=())


def _slots(pattern: str) -> Iterator[Slot]:
    for optional, positional in re.findall(r"\[([^\]]+)\]|(\S+)", pattern):
        if positional:
            repeats = positional.endswith("...")
            kind, _, name = positional.removesuffix("...").partition(":")
            yield Slot(kind, name or ("choice" if "|" in kind else kind.lower()), repeats=repeats)
            continue
        word, _, kind = optional.partition(" ")
        yield Slot(kind or "FLAG", word, word=word, is_flag=not kind)


def parse_story(text: str, verbs: Mapping[str, Verb], *, name: str = "story") -> Story:
    """Read a story; StoryFault names the first line that cannot be read and what was meant."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        if raw[0] in " \t":
            _add_table_row(lines, number, raw.strip())
            continue
        lines.append(_parse_line(number, raw.rstrip(), verbs))
    return Story(name=name, lines=tuple(lines))


def _add_table_row(lines: list[Line], number: int, row: str) -> None:
    if not lines or not lines[-1].verb.takes_table:
        raise StoryFault(number, "an indented line belongs to a table, and the verb above takes none")
    last = lines[-1]
    lines[-1] = Line(last.number, last.verb, last.text, last.values, (*last.table, row))


def _parse_line(number: int, raw: str, verbs: Mapping[str, Verb]) -> Line:
    try:
        tokens = shlex.split(raw, comments=True)
    except ValueError as fault:
        raise StoryFault(number, f"a quotation mark is missing: {raw.strip()}") from fault
    verb = verbs.get(tokens[0])
    if verb is None:
        raise StoryFault(number, f"there is no verb {tokens[0]!r}{_did_you_mean(tokens[0], verbs)}")
    return Line(number, verb, raw, _Reader(number, verb, tokens[1:]).values())


def _did_you_mean(word: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


class _Reader:
    """Reads the words after a verb by its pattern, left to right, options in any order after the fixed places."""

    def __init__(self, number: int, verb: Verb, tokens: Sequence[str]) -> None:
        self.number = number
        self.verb = verb
        self.tokens = tokens
        self.at = 0
        slots = verb.slots()
        self.fixed = [slot for slot in slots if not slot.word]
        self.options = {slot.word: slot for slot in slots if slot.word}

    def values(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for slot in self.fixed:
            if slot.kind.isalpha() and slot.kind.islower():
                self._literal(slot)
                continue
            found[slot.name] = self._repeated(slot) if slot.repeats else self._value(slot)
        while self.at < len(self.tokens):
            word = self.tokens[self.at]
            if word not in self.options:
                self._fail(f"{word!r} is not expected here{_did_you_mean(word, list(self.options))}")
            slot = self.options[word]
            if slot.name in found:
                self._fail(f"{word!r} is said twice")
            self.at += 1
            found[slot.name] = True if slot.is_flag else self._value(slot)
        return found

    def _literal(self, slot: Slot) -> None:
        word = self._next(slot)
        if word != slot.kind:
            self._fail(f"{word!r} stands where {slot.kind!r} belongs")

    def _repeated(self, slot: Slot) -> tuple[Any, ...]:
        values = []
        while self.at < len(self.tokens) and self.tokens[self.at] not in self.options:
            values.append(self._value(slot))
        return tuple(values)

    def _value(self, slot: Slot) -> Any:
        reader = _KINDS.get(slot.kind)
        word = self._next(slot)
        if slot.kind == "MONEY":
            return self._money(word, slot)
        if slot.kind == "BUCKET":
            return word, self._amount(self._next(slot))
        if reader is None:
            choices = slot.kind.split("|")
            if word not in choices:
                self._fail(f"{word!r} is none of {', '.join(choices)}{_did_you_mean(word, choices)}")
            return word
        try:
            return reader(word)
        except (ValueError, InvalidOperation):
            self._fail(f"{word!r} is no {_EXAMPLES[slot.kind]}")

    def _money(self, word: str, slot: Slot) -> Money:
        amount = self._amount(word)
        currency = self._next(slot)
        if not _CURRENCY.fullmatch(currency):
            self._fail(f"{currency!r} is no currency; an amount reads 1_000.00 EUR")
        # Strict on purpose: 1.000 EUR may be a thousand in another hand.
        if -int(amount.as_tuple().exponent) > minor_digits(currency):
            self._fail(f"{word} has more digits than {currency} has ({minor_digits(currency)})")
        return Money(amount, currency)

    def _amount(self, word: str) -> Decimal:
        if not _AMOUNT.fullmatch(word):
            self._fail(f"{word!r} is no amount; write 1_000.00 (the underscore is optional, a comma is not allowed)")
        return Decimal(word.replace("_", ""))

    def _next(self, slot: Slot) -> str:
        if self.at >= len(self.tokens):
            self._fail(f"something is missing: {slot.name}")
        self.at += 1
        return self.tokens[self.at - 1]

    def _fail(self, text: str) -> NoReturn:
        raise StoryFault(self.number, f"{text}. The line reads: {self.verb.name} {self.verb.pattern}")


def _count(word: str) -> int:
    if not word.isdecimal():
        raise ValueError(word)
    return int(word)


def _number(word: str) -> Decimal:
    if not _AMOUNT.fullmatch(word):
        raise ValueError(word)
    return Decimal(word.replace("_", ""))


def _currency(word: str) -> str:
    if not _CURRENCY.fullmatch(word):
        raise ValueError(word)
    return word


def _path(word: str) -> str:
    if not re.fullmatch(r"[a-z_0-9]+(\.[a-z_0-9]+)*", word):
        raise ValueError(word)
    return word


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "ITEM": str,
    "CUSTOMER": str,
    "NAME": str,
    "TEXT": str,
    "DATE": date.fromisoformat,
    "COUNT": _count,
    "NUMBER": _number,
    "CURRENCY": _currency,
    "CODE": _path,
    "MONEY": str,
    "BUCKET": str,
}
_EXAMPLES = {
    "DATE": "day; write 2026-03-31",
    "COUNT": "whole number",
    "NUMBER": "number",
    "CURRENCY": "currency; write EUR",
    "CODE": "code; write receivables.item.unknown",
}
