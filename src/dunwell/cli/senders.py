"""`dunwell channel`: how a creditor writes by e-mail, letter and text message."""

import click

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cli.tables import echo_json


@click.group()
def command() -> None:
    """Say and show how a creditor writes to its customers."""


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.argument("kind")
@click.argument("settings", nargs=-1)
@click.option("--off", is_flag=True, help="Keep the settings, and send nothing this way.")
def set(*, creditor: str, kind: str, settings: tuple[str, ...], off: bool) -> None:  # noqa: A001 - the verb's name
    """Keep settings of a channel, as NAME=VALUE; the ones that are not named are taken away. A secret is never one."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.senders.commands import set_sender
    from dunwell.work.senders.rules import secret_name

    viewer = current_viewer()
    found = creditor_named(viewer, creditor)
    document = {}
    for each in settings:
        name, equals, value = each.partition("=")
        if not equals:
            raise Refusal("cli.channel.no_value", gettext_noop("Write each setting as NAME=VALUE."), setting=name)
        document[name] = value.replace("\\n", "\n")
    set_sender(viewer=viewer, creditor_id=found.id, kind=kind, document=document, is_on=not off)
    click.echo(f"Kept. A password or key goes into the environment as {secret_name(found.key, kind)}.")


@command.command()
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(*, creditor: str, as_json: bool) -> None:
    """Show how a creditor writes, and what may be set."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.work.channels import CHANNELS
    from dunwell.work.senders.queries import known_settings, sender_documents

    viewer = current_viewer()
    held = sender_documents(viewer, creditor_named(viewer, creditor).id)
    if as_json:
        echo_json(held)
        return
    for kind in ("any", *CHANNELS.keys()):
        click.echo(kind)
        for name, meaning in known_settings(kind).items():
            click.echo(f"  {name} = {held.get(kind, {}).get(name, '–')}   ({meaning})")
