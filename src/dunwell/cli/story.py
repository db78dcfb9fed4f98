"""`dunwell story FILE…`: run stories in scratch databases."""

import os
from pathlib import Path

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Run stories, each in a scratch database of its own; the first line that does not hold is reported (exit 2)."""
    import django

    from dunwell.platform.postgres import running_database

    with running_database() as dsn:
        os.environ["DATABASE_URL"] = dsn
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
        django.setup()
        from dunwell.story.desk import tell_files

        failed = 0
        for path, failure in tell_files(list(files)):
            if failure is None:
                click.echo(f"ok    {path}")
            else:
                failed += 1
                click.echo(f"FAIL  {failure}")
    if failed:
        raise Refusal(
            "cli.story.does_not_hold",
            gettext_noop("{count} of {all} stories do not hold; the lines are named above."),
            count=failed,
            all=len(files),
        )
