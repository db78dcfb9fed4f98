"""Conditions over whole tables: SQLGlot's tree to an Ibis expression, part by part, with no SQL text in between."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir
from sqlglot import exp

from dunwell.strategy.expression.rules import Expression

_NUMBER_TYPE = "decimal(18,4)"


def holds(expression: Expression, table: ir.Table) -> ir.BooleanValue:
    """Return the condition as a boolean column of the table: true or false, never null."""
    return ibis.coalesce(_value(expression.tree, table), ibis.literal(False))


def any_holds(expressions: list[Expression], table: ir.Table) -> ir.BooleanValue:
    """Return whether at least one of the conditions holds; false for none."""
    return reduce(lambda left, right: left | right, (holds(one, table) for one in expressions), ibis.literal(False))


def _value(node: exp.Expression, table: ir.Table) -> Any:
    return _PARTS[type(node)](node, table)


def _column(node: exp.Expression, table: ir.Table) -> Any:
    return table[node.name.lower()]


def _literal(node: exp.Expression, _table: ir.Table) -> Any:
    return _constant(node)


def _constant(node: exp.Expression) -> Any:
    if isinstance(node, exp.Neg):
        return -_constant(node.this)
    if node.is_string:
        return ibis.literal(node.name, "string")
    if "." in node.name:
        return ibis.literal(Decimal(node.name), _NUMBER_TYPE)
    return ibis.literal(int(node.name), "int64")


def _boolean(node: exp.Expression, _table: ir.Table) -> Any:
    return ibis.literal(bool(node.this))


def _paren(node: exp.Expression, table: ir.Table) -> Any:
    return _value(node.this, table)


def _two(operation: Callable[[Any, Any], Any]) -> Callable[[exp.Expression, ir.Table], Any]:
    return lambda node, table: operation(_value(node.this, table), _value(node.expression, table))


def _one(operation: Callable[[Any], Any]) -> Callable[[exp.Expression, ir.Table], Any]:
    return lambda node, table: operation(_value(node.this, table))


def _many(operation: Callable[..., Any]) -> Callable[[exp.Expression, ir.Table], Any]:
    return lambda node, table: operation(*(_value(part, table) for part in (node.this, *node.expressions)))


def _between(node: exp.Expression, table: ir.Table) -> Any:
    value = _value(node.this, table)
    return value.between(_value(node.args["low"], table), _value(node.args["high"], table))


def _in(node: exp.Expression, table: ir.Table) -> Any:
    return _value(node.this, table).isin([_constant(value) for value in node.expressions])


def _like(node: exp.Expression, table: ir.Table) -> Any:
    return _maybe_not(node, _value(node.this, table).like(node.expression.name))


def _ilike(node: exp.Expression, table: ir.Table) -> Any:
    return _maybe_not(node, _value(node.this, table).ilike(node.expression.name))


def _maybe_not(node: exp.Expression, value: Any) -> Any:
    """SQLGlot keeps the not of `not like` in the like itself."""
    return ~value if node.args.get("negate") else value


def _wide(value: Any) -> Any:
    """Widen an amount before it is added to, because DuckDB does not widen by itself; whole numbers stay."""
    return value if value.type().is_integer() else value.cast("decimal(34,8)")


def _product(node: exp.Expression, table: ir.Table) -> Any:
    """Multiply by the one number that is allowed; amounts are widened first, because DuckDB does not do it itself."""
    left, right = _value(node.this, table), _value(node.expression, table)
    if left.type().is_integer() and right.type().is_integer():
        return left * right
    number, other = (left, right) if isinstance(node.this, exp.Literal) else (right, left)
    return other.cast("decimal(28,4)") * number.cast("decimal(8,4)")


def _case(node: exp.Expression, table: ir.Table) -> Any:
    branches = [(_value(branch.this, table), _value(branch.args["true"], table)) for branch in node.args["ifs"]]
    default = node.args.get("default")
    return ibis.cases(*branches, else_=_value(default, table) if default is not None else None)


_PARTS: dict[type[exp.Expression], Callable[[exp.Expression, ir.Table], Any]] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Boolean: _boolean,
    exp.Paren: _paren,
    exp.And: _two(lambda left, right: left & right),
    exp.Or: _two(lambda left, right: left | right),
    exp.Not: _one(lambda value: ~value),
    exp.EQ: _two(lambda left, right: left == right),
    exp.NEQ: _two(lambda left, right: left != right),
    exp.LT: _two(lambda left, right: left < right),
    exp.LTE: _two(lambda left, right: left <= right),
    exp.GT: _two(lambda left, right: left > right),
    exp.GTE: _two(lambda left, right: left >= right),
    exp.Between: _between,
    exp.In: _in,
    exp.Like: _like,
    exp.ILike: _ilike,
    exp.Is: _one(lambda value: value.isnull()),
    exp.Add: _two(lambda left, right: _wide(left) + _wide(right)),
    exp.Sub: _two(lambda left, right: _wide(left) - _wide(right)),
    exp.Mul: _product,
    exp.Neg: _one(lambda value: -value),
    exp.Case: _case,
    exp.Coalesce: _many(ibis.coalesce),
    exp.Abs: _one(lambda value: value.abs()),
    exp.Least: _many(ibis.least),
    exp.Greatest: _many(ibis.greatest),
    exp.Lower: _one(lambda value: value.lower()),
    exp.Upper: _one(lambda value: value.upper()),
}
