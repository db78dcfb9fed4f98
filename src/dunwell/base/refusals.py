"""Saying no to a request that the rules forbid."""

from typing import Any

from dunwell.base.words import fill


class Refusal(Exception):
    """A request the rules forbid: nothing was written and the person is told what to do.

    `code` is stable and reads as a path (`work.item.already_done`); `text` is an English template with `{named}`
    facts, translated by `platform.words.say`.
    """

    def __init__(self, code: str, text: str, /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.facts = facts

    def sentence(self) -> str:
        """Return the refusal in English with its facts filled in."""
        return fill(self.text, self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence()}"
