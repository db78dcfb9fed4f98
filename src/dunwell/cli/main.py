"""The `dunwell` command: its list of nouns, what each needs before it runs, and how it ends."""

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

import click

from dunwell import __version__
from dunwell.base.refusals import Refusal
from dunwell.cli.desk import Ended, with_desk

DONE, FAULT, REFUSED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


@dataclass(frozen=True, slots=True)
class Entry:
    """One noun: where its click command stands, its line in the help, and whether it wants a database around it."""

    target: str
    help: str
    database: bool = True


COMMANDS: dict[str, Entry] = {
    "demo": Entry("dunwell.cli.serve:demo", "Load the sample book once and serve the desk.", database=False),
    "serve": Entry("dunwell.cli.serve:serve", "Serve the desk and do its background work.", database=False),
    "creditor": Entry("dunwell.cli.creditor:command", "Creditors: create and list."),
    "intake": Entry("dunwell.cli.intake:command", "Take in a file of open items, bank statements or remittances."),
    "watch": Entry("dunwell.cli.watch:command", "Take in what is put into a folder."),
    "statements": Entry("dunwell.cli.statements:statements", "Bank statements: list, release, withdraw, reconcile."),
    "accounts": Entry("dunwell.cli.statements:accounts", "Bank accounts on which money arrives: list, open, change."),
    "cash": Entry("dunwell.cli.cash:command", "Cash application: match, say why, report, rules."),
    "refund": Entry("dunwell.cli.refund:command", "Refunds: ask, approve or refuse, pay, list."),
    "journal": Entry("dunwell.cli.journal:journal", "The journal: list, post up to a day, export a day."),
    "period": Entry("dunwell.cli.journal:period", "Periods: lock the books through a day, reopen, list."),
    "formats": Entry("dunwell.cli.formats:formats", "List the formats that files may come in.", database=False),
    "parse": Entry("dunwell.cli.formats:parse", "Show what a file says; no database is touched.", database=False),
    "inbox": Entry("dunwell.cli.inbox:command", "Answers of customers: list, take a mail in, fetch the mailbox."),
    "read": Entry("dunwell.cli.read:command", "Show what a customer's answer says; no database.", database=False),
    "rate": Entry("dunwell.cli.rate:command", "Exchange rates: record one."),
    "aging": Entry("dunwell.cli.aging:command", "Age the book as of any day."),
    "statement-of-account": Entry(
        "dunwell.cli.account_statements:command", "Write a customer's statement of account: PDF, XLSX or CSV."
    ),
    "day": Entry("dunwell.cli.day:command", "Decide what happens next to every customer, and publish the worklists."),
    "worklist": Entry("dunwell.cli.worklist:command", "Show a collector's ranked list."),
    "dispute": Entry("dunwell.cli.dispute:command", "Disputes: open, list, show, decide, close, and their causes."),
    "permit": Entry("dunwell.cli.permit:command", "Say whether a customer may be contacted at an instant, and why."),
    "interest": Entry("dunwell.cli.interest:command", "Late interest by law or contract: propose, post."),
    "send": Entry("dunwell.cli.send:command", "Messages: write the day's, approve, let go, list, resolve."),
    "channel": Entry("dunwell.cli.senders:command", "How a creditor writes to its customers: set and show."),
    "writeoff": Entry(
        "dunwell.cli.writeoff:command", "Write-offs and settlements: request, approve, refuse, list, recover."
    ),
    "law": Entry("dunwell.cli.law:command", "Law of contact: what applies, and what a creditor adds to it."),
    "explain": Entry("dunwell.cli.explain:command", "Say why a customer stands where it stands."),
    "promise": Entry("dunwell.cli.promise:command", "Promises: record, list, judge, cancel, report what was kept."),
    "plan": Entry("dunwell.cli.plan:command", "Payment plans: propose, accept, show, list."),
    "token": Entry("dunwell.cli.token:command", "Tokens by which programs come in: create, list, revoke."),
    "check": Entry("dunwell.cli.check:command", "Recompute every balance from its entries; fail on one cent."),
    "backup": Entry("dunwell.cli.backup:backup", "Write the whole book and its key to a file.", database=False),
    "restore": Entry("dunwell.cli.backup:restore", "Bring back a book from a backup, proved first.", database=False),
    "story": Entry("dunwell.cli.story:command", "Run stories in a scratch database.", database=False),
    "migrate": Entry("dunwell.cli.home:migrate", "Bring the database to this version.", database=False),
    "home": Entry(
        "dunwell.cli.home:home", "The data folder: where things are, and programs beside it.", database=False
    ),
}


class Nouns(click.Group):
    """A group that imports a noun only when it is called; the help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in the order of the list: what people begin with comes first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a noun's command, with the database around its functions if it wants one."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        if entry.database:
            with_desk(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of nouns from the registry."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--viewer", metavar="EMAIL", envvar="DUNWELL_VIEWER", help="Look and act as this person, with their rights."
)
@click.option("--traceback", is_flag=True, help="Show where in the code a fault happened.")
@click.version_option(__version__, prog_name="dunwell")
@click.pass_context
def cli(context: click.Context, viewer: str | None, traceback: bool) -> None:
    """Dunwell, the desk of a receivables team.

    `dunwell demo` shows it with a sample book. The data folder is named by DUNWELL_HOME; a database of your own by
    DATABASE_URL.
    """
    context.obj = {"viewer": viewer, "traceback": traceback}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 refused, 1 a fault, 130 interrupted."""
    words, out = list(sys.argv[1:] if arguments is None else arguments), sys.stdout
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        ended = cli.main(words, prog_name="dunwell", standalone_mode=False)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else DONE
    except Refusal as refusal:
        click.echo(f"{refusal.code}: {refusal.sentence()}", err=True)
        return REFUSED
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code if isinstance(error, click.UsageError) else REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit:
        if sys.stdout is not out:  # click silenced it because its reader has gone; its own exit code would mean a fault
            return BROKEN_PIPE
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last one to see it tells the person
        return _tell_lost(error) if _is_lost(error) else _tell_fault(error, words)


def _is_lost(error: Exception) -> bool:
    from dunwell.platform.postgres_roles import is_connection_lost

    return is_connection_lost(error)


def _tell_lost(error: Exception) -> int:
    from dunwell.platform.postgres_roles import last_line

    click.echo(
        "platform.postgres.lost: The database went away. Nothing is half done: when it is back, do the same again; "
        f"what did get in is not taken in twice. ({last_line(str(error)) or type(error).__name__})",
        err=True,
    )
    return REFUSED


def _tell_fault(error: Exception, words: Sequence[str]) -> int:
    if "--traceback" in words or os.environ.get("DUNWELL_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        first = str(error).strip().splitlines()[:1]
        click.echo(f"A fault in Dunwell: {type(error).__name__}: {first[0] if first else ''}", err=True)
        click.echo(f"Where it happened: dunwell --traceback {' '.join(words)}", err=True)
    return FAULT


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Ended(128 + number)
