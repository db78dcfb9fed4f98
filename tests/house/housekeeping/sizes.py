"""How long files and functions may be."""

import ast
from collections.abc import Iterable
from pathlib import Path

from housekeeping.tree import shown

FILE_SOFT, FILE_HARD = 400, 600
FUNCTION_SOFT, FUNCTION_HARD = 40, 70
POSITIONAL_LIMIT = 6


def long_files(paths: Iterable[Path], *, limit: int) -> list[str]:
    """Files with more lines than the limit."""
    counted = [(path, len(path.read_text("utf-8").splitlines())) for path in paths]
    return [f"{shown(path)}: {count} lines, at most {limit}" for path, count in counted if count > limit]


def long_functions(path: Path, *, limit: int) -> list[str]:
    """Functions with more lines than the limit, decorators and docstring not counted."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        f"{shown(path)}:{node.lineno}: {node.name} has {length} lines, at most {limit}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (length := _length(node)) > limit
    ]


def crowded_signatures(path: Path) -> list[str]:
    """Functions that take more than six positional parameters."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        f"{shown(path)}:{node.lineno}: {node.name} takes {count} positional parameters, at most {POSITIONAL_LIMIT}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := _positional_count(node)) > POSITIONAL_LIMIT
    ]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    end = node.end_lineno or node.lineno
    length = end - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        said = node.body[0]
        length -= (said.end_lineno or said.lineno) - said.lineno + 1
    return length


def _positional_count(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])
