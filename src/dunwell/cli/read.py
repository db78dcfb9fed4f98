"""`dunwell read FILE`: what a customer's answer says, with no database anywhere."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it was written, where it names none.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, file: str, day: datetime | None, as_json: bool) -> None:
    """Print what an answer says: a mail (.eml) or a text. Nothing is kept, nothing is sent anywhere.

    Days are counted from the mail's own date, else from --on, else from today. A dash instead of a file reads standard
    input.
    """
    from dunwell.exchange.reading.grids import FileFault
    from dunwell.exchange.reading.replies.reader import read_reply
    from dunwell.platform.home import home_folder

    content, name = _content(file)
    today = day.date() if day else datetime.now(tz=UTC).astimezone().date()
    try:
        found = read_reply(content, today=today, file_name=name, models=home_folder() / "models")
    except FileFault as fault:
        raise Refusal(fault.problem.code, fault.problem.text, **fault.problem.facts) from None
    if as_json:
        echo_json(found.as_data())
    else:
        _tell(found)


def _content(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), ""
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        text = gettext_noop("{name} cannot be read: {error}.")
        raise Refusal("exchange.reply.no_file", text, name=file, error=error.strerror or "?") from None
    if not content.strip():
        raise Refusal("exchange.reply.empty", gettext_noop("{name} is empty."), name=file)
    return content, Path(file).name


def _tell(found: Any) -> None:
    click.echo(f"Language    {', '.join(found.languages)}")
    click.echo(f"Intent      {found.intent} ({found.confidence:.0%} sure)")
    for one in found.amounts:
        click.echo(f"Amount      {one.amount:f} {one.currency or '(no currency named)'}")
    for one in found.days:
        click.echo(f"Date        {one.day}{_doubt(one.other, is_open=one.is_open)}, from “{one.text}”")
    for number in found.references:
        click.echo(f"Document    {number}")
    for one in found.attachments:
        click.echo(f"Attachment  {one.name or one.kind}, {len(one.content)} bytes")


def _doubt(other: date | None, *, is_open: bool) -> str:
    if other is None:
        return ""
    return f" or {other}, nothing tells which" if is_open else f" (or {other})"
