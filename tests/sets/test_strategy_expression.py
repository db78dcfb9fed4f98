"""The translator against an oracle: Python walks the same tree over one row, with SQL's three values."""

import re
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp
from tests.sets.strategy_bench import ENGINES, connection, put, run_arrow

from dunwell.strategy.expression.rules import read_expression
from dunwell.strategy.expression.sets import holds

KINDS = {
    "days": "number",
    "share": "number",
    "amount": "number",
    "word": "text",
    "place": "text",
    "flag": "boolean",
    "mark": "boolean",
}
SCHEMA = pa.schema(
    [
        ("row", pa.int64()), ("customer_number", pa.string()), ("days", pa.int64()), ("share", pa.decimal128(5, 4)),
        ("amount", pa.decimal128(18, 4)), ("word", pa.string()), ("place", pa.string()),
        ("flag", pa.bool_()), ("mark", pa.bool_()),
    ]
)  # fmt: skip


def oracle(node: exp.Expression, row: dict[str, Any]) -> Any:  # noqa: C901, PLR0911, PLR0912 - one case per part of the language
    """Return the value of a part, None for null."""
    value = lambda part: oracle(part, row)  # noqa: E731
    match node:
        case exp.Column():
            return row[node.name.lower()]
        case exp.Literal():
            return node.name if node.is_string else Decimal(node.name)
        case exp.Boolean():
            return bool(node.this)
        case exp.Paren():
            return value(node.this)
        case exp.And() | exp.Or():
            sides = [value(node.this), value(node.expression)]
            decisive = isinstance(node, exp.Or)
            return decisive if decisive in sides else None if None in sides else not decisive
        case exp.Between():
            at, low, high = value(node.this), value(node.args["low"]), value(node.args["high"])
            sides = [None if None in (at, low) else low <= at, None if None in (at, high) else at <= high]
            return False if False in sides else None if None in sides else True
        case exp.Not():
            inner = value(node.this)
            return None if inner is None else not inner
        case exp.Is():
            return value(node.this) is None
        case exp.Coalesce():
            return next((got for got in map(value, [node.this, *node.expressions]) if got is not None), None)
        case exp.Least() | exp.Greatest():
            known = [got for got in map(value, [node.this, *node.expressions]) if got is not None]
            return (min if isinstance(node, exp.Least) else max)(known, default=None)
        case exp.Case():
            for branch in node.args["ifs"]:
                if value(branch.this) is True:
                    return value(branch.args["true"])
            return value(node.args["default"]) if node.args.get("default") is not None else None
        case _:
            return strict(node, row)


def strict(node: exp.Expression, row: dict[str, Any]) -> Any:  # noqa: C901, PLR0911, PLR0912 - one case per part of the language
    """Return the value of a part that is null as soon as one of its parts is."""
    parts = [node.this, node.args.get("expression"), *node.expressions]
    got = [oracle(part, row) for part in parts if part is not None]
    if got[0] is None or (None in got and not isinstance(node, exp.In)):
        return None
    match node:
        case exp.EQ():
            return got[0] == got[1]
        case exp.NEQ():
            return got[0] != got[1]
        case exp.LT():
            return got[0] < got[1]
        case exp.LTE():
            return got[0] <= got[1]
        case exp.GT():
            return got[0] > got[1]
        case exp.GTE():
            return got[0] >= got[1]
        case exp.In():
            return got[0] in got[1:]
        case exp.Like() | exp.ILike():
            pattern = "".join({"%": ".*", "_": "."}.get(sign, re.escape(sign)) for sign in got[1])
            flags = re.DOTALL | (re.IGNORECASE if isinstance(node, exp.ILike) else 0)
            return (re.fullmatch(pattern, got[0], flags) is not None) != bool(node.args.get("negate"))
        case exp.Add():
            return got[0] + got[1]
        case exp.Sub():
            return got[0] - got[1]
        case exp.Mul():
            return got[0] * got[1]
        case exp.Neg():
            return -got[0]
        case exp.Abs():
            return abs(got[0])
        case exp.Lower():
            return got[0].lower()
        case exp.Upper():
            return got[0].upper()
    raise AssertionError(node)


numbers = st.one_of(
    st.sampled_from(["days", "share", "amount"]), st.integers(0, 12).map(str), st.sampled_from(["0.5", "2.25"])
)
texts = st.one_of(st.sampled_from(["word", "place"]), st.sampled_from(["'a'", "'Ab'", "''", "'it''s'"]))


def _numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-"]), inner).map(lambda got: f"({' '.join(got)})"),
        st.tuples(st.sampled_from(["2", "1.5"]), st.sampled_from(["days", "share", "amount"])).map(" * ".join),
        st.tuples(st.sampled_from(["least", "greatest", "coalesce"]), inner, inner).map(
            lambda got: f"{got[0]}({got[1]}, {got[2]})"
        ),
        inner.map(lambda got: f"abs({got})"),
        st.tuples(st.sampled_from(["flag", "mark"]), inner, inner).map(
            lambda got: f"case when {got[0]} then {got[1]} else {got[2]} end"
        ),
    )


all_numbers = st.recursive(numbers, _numbers, max_leaves=4)
all_texts = st.one_of(
    texts, st.tuples(st.sampled_from(["lower", "upper"]), texts).map(lambda got: f"{got[0]}({got[1]})")
)
leaves = st.one_of(
    st.sampled_from(["flag", "mark", "true", "false"]),
    st.tuples(all_numbers, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), all_numbers).map(" ".join),
    st.tuples(all_texts, st.sampled_from(["=", "<>"]), all_texts).map(" ".join),
    st.tuples(all_numbers, all_numbers, all_numbers).map(lambda got: f"{got[0]} between {got[1]} and {got[2]}"),
    st.tuples(st.sampled_from(["days", "amount"]), st.sampled_from(["in", "not in"])).map(
        lambda got: f"{got[0]} {got[1]} (1, 2, -3, 2.5)"
    ),
    st.tuples(all_texts, st.sampled_from(["in", "not in"])).map(lambda got: f"{got[0]} {got[1]} ('a', 'Ab')"),
    st.tuples(
        all_texts, st.sampled_from(["like", "not like", "ilike"]), st.sampled_from(["'a%'", "'_b'", "'%'", "''"])
    ).map(" ".join),
    st.tuples(st.sampled_from(list(KINDS)), st.sampled_from(["is null", "is not null"])).map(" ".join),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda got: f"({' '.join(got)})"),
        inner.map(lambda got: f"not ({got})"),
    ),
    max_leaves=5,
)

ROWS = [
    {
        "row": number, "customer_number": f"C{number}", "days": days, "share": share and Decimal(share),
        "amount": amount and Decimal(amount), "word": word, "place": place, "flag": flag, "mark": mark,
    }
    for number, (days, share, amount, word, place, flag, mark) in enumerate(
        [
            (None, None, None, None, None, None, None),
            (0, "0.0000", "0.0000", "", "", False, False),
            (1, "0.5000", "2.5000", "a", "Ab", True, False),
            (-3, "1.0000", "-3.0000", "Ab", "a", False, True),
            (12, None, "2.2500", "it's", None, True, None),
            (None, "0.2500", "99999999999999.9999", None, "AB", None, True),
            (2, "0.0001", None, "b", "ab", True, True),
        ]
    )
]  # fmt: skip


def _check(engine: str, texts_: list[str]) -> None:
    read = [read_expression(text, KINDS)[0] for text in texts_]
    assert None not in read
    table = pa.Table.from_pylist(ROWS, schema=SCHEMA)
    found = run_arrow(
        engine, table, lambda t: t.select("row", **{f"c{n}": holds(one, t) for n, one in enumerate(read)})
    )
    for row in found.to_pylist():
        for number, one in enumerate(read):
            expected = oracle(one.tree, ROWS[row["row"]]) is True
            assert row[f"c{number}"] is expected, (one.text, ROWS[row["row"]])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(conditions, min_size=5, max_size=12))
def test_duckdb_answers_as_the_oracle(found: list[str]) -> None:
    _check("duckdb", found)


@pytest.mark.postgres
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(conditions, min_size=5, max_size=12))
def test_postgresql_answers_as_the_oracle(found: list[str]) -> None:
    _check("postgres", found)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*KINDS, "and", "(", ")", "1", "'", ";", "in", "case", "--", ".", "~"])).map(" ".join)
)
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    expression, faults = read_expression(text, KINDS)
    assert (expression is None) == bool(faults)
    assert all(0 <= fault.offset <= len(text) for fault in faults)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_condition_is_never_null(engine: str) -> None:
    one = read_expression("days > 1", KINDS)[0]
    assert one is not None
    table = put(engine, pa.Table.from_pylist(ROWS, schema=SCHEMA))
    assert connection(engine).to_pyarrow(table.select(c=holds(one, table)))["c"].null_count == 0
