"""`dunwell formats` and `dunwell parse FILE`: the shelf of formats, and what a file says, without a database."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.options import Pair
from dunwell.cli.tables import echo_json, echo_table

HEAD_BYTES = 64 * 1024


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def formats(*, as_json: bool) -> None:
    """List the formats on the shelf."""
    from dunwell.exchange.formats import FORMATS

    document = [
        {
            "key": key,
            "title": chosen.title,
            "family": chosen.family.value,
            "extensions": list(chosen.extensions),
            "has_profiles": chosen.mapping is not None,
        }
        for key, chosen in FORMATS
    ]
    if as_json:
        echo_json({"formats": document})
        return
    rows = [(row["key"], row["family"], " ".join(row["extensions"]), row["title"]) for row in document]  # type: ignore[arg-type]
    echo_table(["Key", "Family", "Extensions", "Title"], rows)  # type: ignore[arg-type]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--format", "format_key", default="", help="What kind of file it is; guessed when left out.")
@click.option("--profile", default="", help="A shipped mapping profile, or a YAML file that holds one.")
@click.option("--map", "columns", multiple=True, type=Pair("field=column"), help="Which column a field is in.")
@click.option("--default", "defaults", multiple=True, type=Pair("field=value"), help="A field the file lacks.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def parse(
    *,
    file: str,
    format_key: str,
    profile: str,
    columns: tuple[tuple[str, str], ...],
    defaults: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Print what a file says: its canonical rows and its problems. Nothing is kept.

    A dash instead of a file reads standard input.
    """
    from dunwell.exchange.formats import FORMATS, guess_format
    from dunwell.exchange.reading.grids import FileFault
    from dunwell.exchange.reading.strangers import stranger

    try:
        with _opened(file) as stream:
            stream.seek(0)
            head, name = stream.read(HEAD_BYTES), "" if file == "-" else Path(file).name
            stream.seek(0)
            key = format_key or guess_format(head, name)
            if not key:
                known = stranger(head)
                raise _refused(known) if known else _unknown(name)
            chosen = FORMATS.get(key)
            asked = _profile(chosen, profile, dict(columns), dict(defaults))
            parsed = chosen.parse(stream, asked)
            (_tell_json if as_json else _tell)(chosen, parsed)
    except FileFault as fault:
        raise _refused(fault.problem) from None
    if not parsed.row_count and parsed.problem_count:
        click.get_current_context().exit(2)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    from dunwell.exchange.reading.files import seekable
    from dunwell.exchange.reading.grids import Limits

    if file == "-":
        yield seekable(sys.stdin.buffer, Limits())
        return
    with Path(file).open("rb") as stream:
        yield seekable(stream, Limits())


def _unknown(name: str) -> Refusal:
    from dunwell.exchange.formats import FORMATS

    return Refusal(
        "exchange.format.unknown",
        gettext_noop("It cannot be told what kind of file {name} is. Say it with --format; one of: {known}."),
        name=name or "this",
        known=", ".join(FORMATS.keys()),
    )


def _refused(problem: Problem) -> Refusal:
    return Refusal(problem.code, problem.text, **problem.facts)


def _profile(chosen: Any, name: str, columns: dict[str, str], defaults: dict[str, str]) -> Any:
    """Return the profile asked for: a shipped one or a file's, with the columns and defaults said here over it."""
    if not (name or columns or defaults):
        return None
    base = _named_profile(chosen.profiles, name) if name else chosen.profiles.profile_of({})
    return base.overridden(columns=columns, defaults=defaults)


def _named_profile(profiles: Any, name: str) -> Any:
    import yaml

    seeded = profiles.seeded_profiles()
    if name in seeded:
        return seeded[name]
    if not Path(name).is_file():
        raise Refusal(
            "exchange.profile.unknown",
            gettext_noop("There is no shipped profile and no file {name}. Shipped are: {known}."),
            name=name,
            known=", ".join(sorted(seeded)),
        )
    try:
        document = yaml.safe_load(Path(name).read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        text = gettext_noop("{name} is no YAML: {error}")
        raise Refusal("exchange.profile.not_yaml", text, name=name, error=first) from None
    return profiles.profile_of(document if isinstance(document, dict) else {})


def _tell_json(chosen: Any, parsed: Any) -> None:
    """Print one JSON document, row by row as the file is read, so that a large file needs little memory."""
    from dunwell.exchange.reading.canonical import row_as_data

    own = chosen.family.value if chosen.family.value != "items" else "rows"
    problems: list[Problem] = []
    click.echo(f'{{\n"format": {json.dumps(chosen.key)},\n"family": {json.dumps(chosen.family.value)},')
    for part in ("statements", "remittances", "rows"):
        if part != own:
            click.echo(f'"{part}": [],')
    click.echo(f'"{own}": [', nl=False)
    mark = "\n"
    for row in _rows(parsed, problems):
        click.echo(mark + json.dumps(row_as_data(row), ensure_ascii=False), nl=False)
        mark = ",\n"
    click.echo("\n],")
    closing = {
        "problems": [problem.as_json() for problem in [*parsed.problems, *problems]],
        "notes": [note.as_json() for note in parsed.notes],
        "skipped": parsed.skipped,
        "totals": {currency: format(amount, "f") for currency, amount in parsed.totals.items()},
        "row_count": parsed.row_count,
        "problem_count": parsed.problem_count,
    }
    click.echo(json.dumps(closing, ensure_ascii=False, indent=1)[2:])


def _rows(parsed: Any, problems: list[Problem]) -> Iterator[Any]:
    """Yield a file's rows, taking what failed between batches."""
    for batch in parsed.batches():
        yield from batch
        problems.extend(problem for row in parsed.take_failed() for problem in row.problems)
    problems.extend(problem for row in parsed.take_failed() for problem in row.problems)


def _tell(chosen: Any, parsed: Any) -> None:
    """Print a file's rows as tables, then what is to be said about it."""
    from dunwell.exchange.reading.canonical import row_as_data
    from dunwell.exchange.reading.parsed import Family

    problems: list[Problem] = []
    if chosen.family is Family.ITEMS:
        for batch in parsed.batches():
            _items([row_as_data(row) for row in batch])
            problems.extend(problem for row in parsed.take_failed() for problem in row.problems)
    tell_one = _statement if chosen.family is Family.STATEMENTS else _remittance
    for row in _rows(parsed, problems):
        tell_one(row_as_data(row))
    totals = ", ".join(f"{amount:f} {currency}".strip() for currency, amount in parsed.totals.items())
    click.echo(
        f"{chosen.key}: {parsed.row_count} {chosen.family.value} read, {parsed.problem_count} problems. {totals}"
    )
    for what, count in parsed.skipped.items():
        click.echo(f"skipped: {count} {what.replace('_', ' ')}")
    for note in parsed.notes:
        click.echo(f"note: {note.address}: {note.sentence()}" if note.address else f"note: {note.sentence()}")
    for problem in [*parsed.problems, *problems]:
        click.echo(f"{problem.address or 'file'}: {problem.sentence()} ({problem.code})", err=True)


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "yes" if value is True else " ".join(str(value).split())[:60]


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    """Print those columns that any row fills."""
    filled = [name for name in columns if any(_cell(row[name]) for row in rows)]
    if not rows or not filled:
        return
    headings = [name.replace("_", " ").capitalize() for name in filled]
    right = [
        index for index, name in enumerate(filled) if name in ("amount", "open_amount", "gross", "discount", "paid")
    ]
    echo_table(headings, [[_cell(row[name]) for name in filled] for row in rows], right)


def _items(rows: list[dict[str, Any]]) -> None:
    columns = ("customer_number", "customer_name", "item_number", "item_kind", "document_date", "due_date", "currency")
    _table(rows, (*columns, "amount", "open_amount"))
    click.echo()


def _statement(row: dict[str, Any]) -> None:
    name = " ".join(part for part in (row["account"], row["account_name"], row["currency"], row["number"]) if part)
    click.echo(f"Statement {name} ({row['kind']})")
    for part in ("opening", "closing", "difference"):
        if row[part] is not None:
            click.echo(
                f"  {part} {row[part]} {row[part + '_date'] if part != 'difference' and row[part + '_date'] else ''}"
            )
    columns = (
        "booking_date",
        "value_date",
        "kind",
        "amount",
        "is_pending",
        "reference",
        "end_to_end_id",
        "payer",
        "text",
    )
    _table(row["lines"], columns)
    click.echo()


def _remittance(row: dict[str, Any]) -> None:
    facts = ("payer", "payee", "currency", "amount", "payment_date", "method", "trace", "number", "difference")
    click.echo("Remittance " + ", ".join(f"{name.replace('_', ' ')} {row[name]}" for name in facts if row[name]))
    for line in row["lines"]:
        line["held_back"] = "; ".join(f"{one['code']} {one['amount']}" for one in line["adjustments"])
    _table(row["lines"], ("reference", "kind", "document_date", "gross", "discount", "held_back", "paid"))
    for one in row["adjustments"]:
        click.echo(f"  adjustment {one['code']} {one['amount']} {one['text']}".rstrip())
    click.echo()
