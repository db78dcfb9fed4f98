"""Conditions: a boolean in SQL expression syntax over a fixed list of columns.

SQLGlot reads the text; everything that is not on the lists below is refused with the place where it stands. What is
allowed: the columns handed in, numbers, 'text', true, false, null after IS; and, or, not; = <> < <= > >=; between, in
with a list of values, like and ilike with a pattern; is null; + - and * by a number; case when ... end; coalesce, abs,
least, greatest, lower, upper. Dates do not appear: facts are already days counted from the as-of day, so a condition
gives the same answer whenever it is asked about the same facts.

A condition that comes to null (a missing fact was compared) does not hold: null counts as false.

Text is compared with = and <> only, because the order of text differs between databases.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from dunwell.base.words import gettext_noop
from dunwell.strategy.syntax.rules import FUNCTIONS, Fault, Faulty, too_deep, tree_of

NUMBER, TEXT, BOOLEAN = "number", "text", "boolean"
__all__ = ["FUNCTIONS", "Expression", "Fault", "offset_of_node", "read_expression"]

MOST_LIST, MOST_TEXT, MOST_FACTOR = 100, 100, 1_000

_NUMBER_FORM = re.compile(r"\d{1,14}(\.\d{1,4})?")


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A condition that passed every check: its text, SQLGlot's tree of it, and the columns it asks for."""

    text: str
    tree: exp.Expression
    columns: tuple[str, ...]


def read_expression(text: str, columns: Mapping[str, str]) -> tuple[Expression | None, list[Fault]]:
    """Read one condition over `columns` (name -> number, text or boolean).

    Returns the expression and no fault, or None and the faults in the order in which they stand (at least one).
    """
    try:
        tree = tree_of(text, columns)
    except Faulty as caught:
        return None, [caught.fault]
    checker = _Checker(columns)
    try:
        kind = checker.kind(tree)
    except RecursionError:
        return None, [too_deep(0).fault]
    if kind not in (BOOLEAN, None):
        checker.say(
            tree,
            "not_boolean",
            gettext_noop("This is a {kind}, not a condition. Compare it with something."),
            kind=kind,
        )
    if checker.faults:
        return None, sorted(checker.faults, key=lambda fault: fault.offset)
    return Expression(text, tree, tuple(sorted(checker.used))), []


def offset_of_node(node: exp.Expression) -> int:
    """Return the offset of the first character of a node that is known (SQLGlot marks names and values only)."""
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(starts, default=0)


class _Checker:
    """Walks the tree once: finds the kind of every part and notes what may not be there."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = columns
        self.used: set[str] = set()
        self.faults: list[Fault] = []

    def say(self, node: exp.Expression, code: str, text: str, **facts: object) -> None:
        """Note a fault at a node."""
        self.faults.append(Fault(offset_of_node(node), f"strategy.expression.{code}", text, facts))

    def kind(self, node: exp.Expression) -> str | None:
        """Return the kind of a part, or None when a fault was noted that leaves it unknown."""
        rule = _RULES.get(type(node))
        surplus = [key for key, value in node.args.items() if value and key not in _ARGUMENTS.get(type(node), _PLAIN)]
        if rule is None or surplus:
            self.say(node, "not_available", gettext_noop("{word} cannot be used in a condition."), word=_called(node))
            return None
        return rule(self, node)

    def expect(self, node: exp.Expression, wanted: str) -> None:
        """Note a fault unless a part is of the wanted kind."""
        found = self.kind(node)
        if found is not None and found != wanted:
            self.say(
                node,
                "wrong_kind",
                gettext_noop("A {wanted} is needed here, but this is a {found}."),
                wanted=wanted,
                found=found,
            )

    def same(self, parts: list[exp.Expression]) -> str | None:
        """Return the one kind of several parts; note a fault at the first part that differs."""
        kinds = [(part, self.kind(part)) for part in parts]
        known = [(part, kind) for part, kind in kinds if kind is not None]
        for part, kind in known[1:]:
            if kind != known[0][1]:
                self.say(
                    part, "kinds_differ",
                    gettext_noop("A {first} cannot be put beside a {second}. Make both the same kind."),
                    first=known[0][1], second=kind,
                )  # fmt: skip
                return None
        return known[0][1] if len(known) == len(kinds) and known else None


_ODD_NODES = {
    "alias": "Something put beside a condition without and or or",
    "tuple": "A list outside of in",
    "case": "A case with a value right after it (write case when …)",
    "star": "*",
    "bitwiserightshift": ">>",
    "bitwiseleftshift": "<<",
}


def _called(node: exp.Expression) -> str:
    return _ODD_NODES.get(node.key, node.key)


def _column(checker: _Checker, node: exp.Expression) -> str | None:
    name = node.name.lower()
    kind = checker.columns.get(name)
    if kind is None:
        checker.say(node, "unknown_column", gettext_noop("There is no fact {name}."), name=node.name)
        return None
    checker.used.add(name)
    return kind


def _literal(checker: _Checker, node: exp.Expression) -> str | None:
    if node.args["is_string"]:
        if len(node.name) > MOST_TEXT or "\\" in node.name or "\n" in node.name:
            checker.say(
                node, "odd_text",
                gettext_noop("A text has at most {most} characters, on one line, without a backslash."),
                most=MOST_TEXT,
            )  # fmt: skip
        return TEXT
    if not _NUMBER_FORM.fullmatch(node.name):
        checker.say(
            node, "odd_number",
            gettext_noop("Write the number {number} in digits: at most 14, and at most 4 after the point."),
            number=node.name[:30],
        )  # fmt: skip
    return NUMBER


def _logic(checker: _Checker, node: exp.Expression) -> str:
    for part in (node.this, node.args.get("expression")):
        if part is not None:
            checker.expect(part, BOOLEAN)
    return BOOLEAN


def _equality(checker: _Checker, node: exp.Expression) -> str:
    for part in (node.this, node.expression):
        if isinstance(part, exp.Null):
            checker.say(
                node, "compared_with_null", gettext_noop("Nothing compares with null. Write is null, or is not null.")
            )
            return BOOLEAN
    checker.same([node.this, node.expression])
    return BOOLEAN


def _order(checker: _Checker, node: exp.Expression) -> str:
    if any(isinstance(part, exp.Null) for part in (node.this, node.expression)):
        return _equality(checker, node)
    kind = checker.same([node.this, node.expression])
    if kind in (TEXT, BOOLEAN):
        checker.say(
            node,
            "no_order",
            gettext_noop("A {kind} can be compared with = and <> only; there is no order to it."),
            kind=kind,
        )
    return BOOLEAN


def _between(checker: _Checker, node: exp.Expression) -> str:
    for part in (node.this, node.args["low"], node.args["high"]):
        checker.expect(part, NUMBER)
    return BOOLEAN


def _in(checker: _Checker, node: exp.Expression) -> str:
    values = node.expressions
    if not values or len(values) > MOST_LIST:
        checker.say(node, "odd_list", gettext_noop("Put 1 to {most} values in the list after in."), most=MOST_LIST)
    for value in values:
        bare = value.this if isinstance(value, exp.Neg) else value
        if not isinstance(bare, exp.Literal):
            checker.say(value, "not_a_value", gettext_noop("The list after in takes numbers or texts only."))
            return BOOLEAN
    checker.same([node.this, *values])
    return BOOLEAN


def _like(checker: _Checker, node: exp.Expression) -> str:
    checker.expect(node.this, TEXT)
    if not (isinstance(node.expression, exp.Literal) and node.expression.is_string):
        checker.say(node.expression, "not_a_pattern", gettext_noop("After like comes a text, such as 'Harbor%'."))
    else:
        checker.kind(node.expression)
    return BOOLEAN


def _is(checker: _Checker, node: exp.Expression) -> str:
    if not isinstance(node.expression, exp.Null):
        checker.say(node, "only_is_null", gettext_noop("After is comes null or not null. Otherwise write =."))
    checker.kind(node.this)
    return BOOLEAN


def _sum(checker: _Checker, node: exp.Expression) -> str:
    for part in (node.this, node.args.get("expression")):
        if part is not None:
            checker.expect(part, NUMBER)
    return NUMBER


def _product(checker: _Checker, node: exp.Expression) -> str:
    factors = [part for part in (node.this, node.expression) if isinstance(part, exp.Literal) and not part.is_string]
    nested = sum(1 for _ in node.find_all(exp.Mul)) > 1
    if len(factors) != 1 or nested or float(factors[0].name) > MOST_FACTOR:
        checker.say(
            node, "odd_product",
            gettext_noop("Multiply a fact by one number up to {most}, such as 2 * average_days_late."),
            most=MOST_FACTOR,
        )  # fmt: skip
    return _sum(checker, node)


def _case(checker: _Checker, node: exp.Expression) -> str | None:
    for branch in node.args["ifs"]:
        checker.expect(branch.this, BOOLEAN)
    results = [branch.args["true"] for branch in node.args["ifs"]]
    default = node.args.get("default")
    return checker.same([*results, default] if default is not None else results)


def _coalesce(checker: _Checker, node: exp.Expression) -> str | None:
    return checker.same([node.this, *node.expressions])


def _numbers(checker: _Checker, node: exp.Expression) -> str:
    for part in (node.this, *node.expressions):
        checker.expect(part, NUMBER)
    return NUMBER


def _letters(checker: _Checker, node: exp.Expression) -> str:
    checker.expect(node.this, TEXT)
    return TEXT


def _boolean(_checker: _Checker, _node: exp.Expression) -> str:
    return BOOLEAN


def _paren(checker: _Checker, node: exp.Expression) -> str | None:
    return checker.kind(node.this)


_PLAIN = frozenset({"this", "expression"})
_ARGUMENTS: dict[type[exp.Expression], frozenset[str]] = {
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Column: frozenset({"this"}),
    exp.Between: frozenset({"this", "low", "high"}),
    exp.In: frozenset({"this", "expressions"}),
    exp.Like: frozenset({"this", "expression", "negate"}),
    exp.ILike: frozenset({"this", "expression", "negate"}),
    exp.Case: frozenset({"ifs", "default"}),
    exp.Coalesce: frozenset({"this", "expressions"}),
    exp.Least: frozenset({"this", "expressions", "ignore_nulls"}),
    exp.Greatest: frozenset({"this", "expressions", "ignore_nulls"}),
}
_RULES: dict[type[exp.Expression], Callable[[_Checker, exp.Expression], str | None]] = {
    exp.Column: _column, exp.Literal: _literal, exp.Boolean: _boolean, exp.Paren: _paren,
    exp.And: _logic, exp.Or: _logic, exp.Not: _logic,
    exp.EQ: _equality, exp.NEQ: _equality, exp.LT: _order, exp.LTE: _order, exp.GT: _order, exp.GTE: _order,
    exp.Between: _between, exp.In: _in, exp.Like: _like, exp.ILike: _like, exp.Is: _is,
    exp.Add: _sum, exp.Sub: _sum, exp.Neg: _sum, exp.Mul: _product,
    exp.Case: _case, exp.Coalesce: _coalesce, exp.Abs: _numbers, exp.Least: _numbers, exp.Greatest: _numbers,
    exp.Lower: _letters, exp.Upper: _letters,
}  # fmt: skip
