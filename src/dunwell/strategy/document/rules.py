"""Policy documents: what `base.documents` reads, and conditions, each fault with its line and column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import yaml

from dunwell.base.documents import Place
from dunwell.base.documents import Reading as PlainReading
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.strategy.expression.rules import Expression, read_expression


@dataclass(slots=True)
class Reading(PlainReading):
    """One reading of one policy document: it may hold conditions."""

    room: ClassVar[str] = "strategy.document"
    empty: ClassVar[str] = gettext_noop("The document is empty. Begin with name: and title:.")

    def condition(self, node: yaml.Node | None, columns: Mapping[str, str]) -> Expression | None:
        """Return a condition; its faults are noted where they stand within the line."""
        if node is None or not self.is_kind(node, yaml.ScalarNode):
            return None
        expression, faults = read_expression(node.value, columns)
        for fault in faults:
            mark = self._mark_within(node, fault.offset)
            line = mark.line + 1
            self.problems.append(
                Problem(
                    fault.code, fault.text, row=line, column=str(mark.column + 1), facts={"line": line, **fault.facts}
                )
            )
        return expression

    def _mark_within(self, node: yaml.ScalarNode, offset: int) -> Place:
        """Find where a character of a value stands in the document: the same visible character from the start."""
        wanted = sum(1 for character in node.value[:offset] if not character.isspace())
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            start = self.text.find("\n", start, end) + 1 or start
        elif node.style in ("'", '"'):
            start += 1
        index, seen = start, 0
        while index < end:
            character = self.text[index]
            if node.style == "'" and self.text[index : index + 2] == "''":
                index += 1
            elif node.style == '"' and character == "\\":
                index += 1
                character = self.text[index]
            if not character.isspace():
                if seen == wanted:
                    break
                seen += 1
            index += 1
        line_start = self.text.rfind("\n", 0, index) + 1
        return Place(self.text.count("\n", 0, index), index - line_start)
