"""Tells a story line by line through the bound commands and stops at the first line that does not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.story.grammar import Line, Story

Binding = Callable[[Any, Line], None]


class Unmet(Exception):
    """What a line expected is not what is there."""

    def __init__(self, expected: object, found: object) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected = str(expected)
        self.found = str(found)


@dataclass(frozen=True, slots=True)
class Failure:
    """The first line of a story that does not hold."""

    story: str
    line: int
    text: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.story}:{self.line}: {self.text}\n    expected {self.expected}\n    found    {self.found}"


def tell(story: Story, bindings: Mapping[str, Binding], telling: Any) -> Failure | None:
    """Do and check every line; return the first that does not hold, or None when the whole story does.

    A refused line must be followed by `expect_refused` with its code; a line that was expected to be refused and was
    not, fails too. `telling` is whatever the bindings share.
    """
    refused: tuple[Line, Refusal] | None = None
    for line in story.lines:
        if line.verb.name == "expect_refused":
            failure = _refusal_failure(story, line, refused)
            refused = None
        elif refused is not None:
            failure = _unexpected(story, *refused)
        else:
            failure, refused = _do(story, line, bindings, telling)
        if failure is not None:
            return failure
    return None if refused is None else _unexpected(story, *refused)


def _do(
    story: Story, line: Line, bindings: Mapping[str, Binding], telling: Any
) -> tuple[Failure | None, tuple[Line, Refusal] | None]:
    binding = bindings.get(line.verb.name)
    if binding is None:
        return _failure(story, line, "a verb that can be told", "no command is bound to it"), None
    try:
        binding(telling, line)
    except Refusal as refusal:
        if line.verb.is_expectation:
            return _failure(story, line, "an answer", f"refused: {refusal}"), None
        return None, (line, refusal)
    except Unmet as unmet:
        return _failure(story, line, unmet.expected, unmet.found), None
    return None, None


def _refusal_failure(story: Story, line: Line, refused: tuple[Line, Refusal] | None) -> Failure | None:
    code = line.values["code"]
    if refused is None:
        return _failure(story, line, f"the line above refused with {code}", "it was done")
    if refused[1].code != code:
        return _failure(story, line, code, str(refused[1]))
    return None


def _unexpected(story: Story, line: Line, refusal: Refusal) -> Failure:
    return _failure(story, line, "it to be done", f"refused: {refusal}")


def _failure(story: Story, line: Line, expected: str, found: str) -> Failure:
    return Failure(story.name, line.number, line.text.strip(), expected, found)
