"""Rows as a person reads them in a terminal, and as a program does."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click


def echo_json(document: Any) -> None:
    """Print a document as JSON, letters as they are."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def echo_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows under headings in columns; `right` names the columns (from 0) that hold figures."""
    lines = [list(headings), *[list(row) for row in rows]]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(headings))]
    for number, line in enumerate(lines):
        cells = [_padded(cell, widths[column], column in right) for column, cell in enumerate(line)]
        click.echo("  ".join(cells).rstrip())
        if number == 0:
            click.echo("  ".join("-" * width for width in widths))
