"""Written documents (YAML) read so that every fault has its line and column and a sentence that says what to do.

Only the plain part of YAML is taken: maps, lists and values. Anchors, aliases, tags and more than one document are
refused, as are documents over 100,000 characters or nested deeper than 8, so a document cannot unfold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, ClassVar, NamedTuple, Protocol, TypeGuard, TypeVar

import yaml

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop

MOST_CHARACTERS, MOST_DEPTH = 100_000, 8
N = TypeVar("N", bound=yaml.Node)
_KEY_FORM = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHOLE_FORM = re.compile(r"\d{1,6}")
_AMOUNT_FORM = re.compile(r"\d{1,12}(\.\d{1,4})?")
_KINDS = {
    yaml.MappingNode: gettext_noop("a map of keys"),
    yaml.SequenceNode: gettext_noop("a list"),
    yaml.ScalarNode: gettext_noop("a single value"),
}


class Marked(Protocol):
    """Whatever says where it stands: PyYAML's marks (written in Python or in C) and our own places."""

    @property
    def line(self) -> int:
        """Lines before it."""

    @property
    def column(self) -> int:
        """Characters before it on its line."""


class Place(NamedTuple):
    """A place in a document, both counted from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Reading:
    """One reading of one document: its text, and the problems found on the way.

    The methods return None (or an empty value) where they noted a problem, so that reading goes on and finds the rest.
    """

    text: str
    problems: list[Problem] = field(default_factory=list)
    room: ClassVar[str] = "base.documents"
    loader: ClassVar[Any] = yaml.SafeLoader
    empty: ClassVar[str] = gettext_noop("The document is empty.")

    def say(self, mark: Marked | None, problem: str, text: str, /, **facts: object) -> None:
        """Note a problem at a place in the document."""
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        self.problems.append(
            Problem(f"{self.room}.{problem}", text, row=line, column=str(column), facts={"line": line, **facts})
        )

    def root(self) -> yaml.MappingNode | None:
        """Return the outermost map of the document."""
        try:
            self._check_events()
            node = yaml.compose(self.text, Loader=self.loader) if not self.problems else None
        except yaml.MarkedYAMLError as error:
            mark = (_cut_short(error) and error.context_mark) or error.problem_mark
            self.say(
                mark,
                "unreadable",
                gettext_noop("This is not readable: {detail}."),
                detail=error.problem or error.context,
            )
            return None
        except yaml.YAMLError as error:
            self.say(
                None, "unreadable", gettext_noop("This is not readable: {detail}."), detail=str(error).split("\n")[0]
            )
            return None
        if self.problems:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.say(None, "empty", self.empty)
            return None
        return node

    def _check_events(self) -> None:
        if len(self.text) > MOST_CHARACTERS:
            self.say(
                None, "too_long", gettext_noop("The document has more than {most} characters."), most=MOST_CHARACTERS
            )
            return
        depth = documents = 0
        for event in yaml.parse(self.text, Loader=self.loader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if documents > 1:
                self.say(event.start_mark, "second", gettext_noop("One document only. Delete from --- on."))
                return
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                self.say(
                    event.start_mark,
                    "reference",
                    gettext_noop("Anchors, references and tags are not used here. Write it out."),
                )
                return
            if depth > MOST_DEPTH:
                self.say(event.start_mark, "too_deep", gettext_noop("This is nested too deep."))
                return

    def fields(self, node: yaml.Node, known: Mapping[str, bool], what: str) -> dict[str, yaml.Node]:
        """Return the values of a map by key; `known` says which keys there are, and whether each must be there."""
        if not self.is_kind(node, yaml.MappingNode):
            return {}
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in known:
                self._unknown(key_node, key, known, what)
            elif key in found:
                self.say(key_node.start_mark, "duplicate", gettext_noop("{key} stands here twice. Keep one."), key=key)
            else:
                found[key] = value
        for key, needed in known.items():
            if needed and (key not in found or _is_blank(found[key])):
                mark = found[key].start_mark if key in found else node.start_mark
                self.say(mark, "missing", gettext_noop("{what} needs {key}. Add a line {key}: …"), what=what, key=key)
        return {key: value for key, value in found.items() if not _is_blank(value)}

    def _unknown(self, node: yaml.Node, key: str, known: Mapping[str, bool], what: str) -> None:
        near = close_to(key, list(known))
        if near:
            self.say(
                node.start_mark, "unknown_key", gettext_noop("{what} has no {key}. Did you mean {near}?"),
                what=what, key=key, near=near,
            )  # fmt: skip
            return
        self.say(
            node.start_mark, "unknown_key", gettext_noop("{what} has no {key}. It may have: {known}."),
            what=what, key=key, known=", ".join(known),
        )  # fmt: skip

    def is_kind(self, node: yaml.Node, kind: type[N]) -> TypeGuard[N]:
        """Return whether a part has the shape that is needed here; note it where it has not."""
        if isinstance(node, kind):
            return True
        self.say(
            node.start_mark, "wrong_shape", gettext_noop("This is {found}; {wanted} is needed here."),
            found=_KINDS[type(node)], wanted=_KINDS[kind],
        )  # fmt: skip
        return False

    def items(self, node: yaml.Node | None) -> Iterator[yaml.Node]:
        """Yield the parts of a list; nothing for None or for what is not a list."""
        if node is not None and self.is_kind(node, yaml.SequenceNode):
            yield from node.value

    def words(self, node: yaml.Node | None, most: int = 200) -> str:
        """Return a line of text."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return ""
        text = " ".join(str(node.value).split())
        if not text or len(text) > most:
            self.say(node.start_mark, "odd_text", gettext_noop("Write 1 to {most} characters."), most=most)
            return ""
        return text

    def key(self, node: yaml.Node | None) -> str:
        """Return a key: small letters, digits and underscores, beginning with a letter."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return ""
        if not _KEY_FORM.fullmatch(node.value):
            self.say(
                node.start_mark, "odd_key",
                gettext_noop("{value} is no key. Use at most 40 small letters, digits and _, beginning with a letter."),
                value=str(node.value)[:60],
            )  # fmt: skip
            return ""
        return str(node.value)

    def choice(self, node: yaml.Node | None, choices: tuple[str, ...]) -> str:
        """Return one of the given words."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return ""
        if node.value in choices:
            return str(node.value)
        near = close_to(str(node.value), list(choices))
        self.say(
            node.start_mark, "odd_choice",
            gettext_noop("{value} is not one of: {choices}. Did you mean {near}?") if near
            else gettext_noop("{value} is not one of: {choices}."),
            value=str(node.value)[:60], choices=", ".join(choices), near=near,
        )  # fmt: skip
        return ""

    def whole(self, node: yaml.Node | None, least: int, most: int) -> int | None:
        """Return a whole number between two bounds."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return None
        if not node.style and _WHOLE_FORM.fullmatch(node.value) and least <= int(node.value) <= most:
            return int(node.value)
        self.say(
            node.start_mark, "odd_number",
            gettext_noop("{value} will not do. Write a whole number from {least} to {most}."),
            value=str(node.value)[:60], least=least, most=most,
        )  # fmt: skip
        return None

    def amount(self, node: yaml.Node | None) -> Decimal | None:
        """Return an amount of money of 0 or more, with a point and at most 4 digits after it."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return None
        if not node.style and _AMOUNT_FORM.fullmatch(node.value):
            return Decimal(node.value)
        self.say(
            node.start_mark, "odd_amount",
            gettext_noop("{value} is no amount. Write digits and a point, such as 250.00."),
            value=str(node.value)[:60],
        )  # fmt: skip
        return None


def _cut_short(error: yaml.MarkedYAMLError) -> bool:
    """Return whether the document ended before something was closed: then the place where it was opened helps more."""
    return "stream end" in (error.problem or "")


def _is_blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and not node.value


def close_to(word: str, known: Mapping[str, object] | list[str]) -> str:
    """Return the known word most like a misspelt one, or the empty string."""
    matches = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
