"""`dunwell serve` and `dunwell demo`: the desk, its worker and its database, until Ctrl-C."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import click

Announce = Callable[[str], None]

host_option = click.option("--host", default="127.0.0.1", show_default=True, envvar="DUNWELL_HOST")
port_option = click.option(
    "--port",
    default=8765,
    show_default=True,
    envvar="DUNWELL_PORT",
    type=click.IntRange(0, 65_535),
    help="0 takes any free port.",
)
threads_option = click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests answered at once."
)


@click.command()
@port_option
@host_option
@threads_option
@click.option("--worker/--no-worker", default=True, help="Do background work in this run too.")
def serve(port: int, host: str, threads: int, worker: bool) -> None:
    """Serve the desk and do its background work, until Ctrl-C."""

    def announce(address: str) -> None:
        click.echo(f"Dunwell is ready at {address} (Ctrl-C stops it).")

    _serve(host=host, port=port, threads=threads, worker=worker, prepare=lambda: announce, logs=None)


@click.command()
@port_option
@host_option
@threads_option
def demo(port: int, host: str, threads: int) -> None:
    """Load the sample book once, run the day, and serve the desk, until Ctrl-C."""
    from dunwell.platform.home import ready_home

    began = time.monotonic()

    def prepare() -> Announce:
        from dunwell.runs.demo import prepare_demo

        click.echo("Preparing the sample book ...")
        sign_ins = prepare_demo()

        def announce(address: str) -> None:
            click.echo(f"\nDunwell is ready at {address} (after {time.monotonic() - began:.0f} s; Ctrl-C stops it).\n")
            click.echo("Sign in as:")
            for role, email, password in sign_ins:
                click.echo(f"  {role:<12} {email:<36} {password}")
            click.echo("")

        return announce

    _serve(host=host, port=port, threads=threads, worker=True, prepare=prepare, logs=ready_home() / "log")


def _serve(
    *, host: str, port: int, threads: int, worker: bool, prepare: Callable[[], Announce], logs: Path | None
) -> None:
    """Claim the port first (a taken one must not cost a minute of preparation), then database, book and processes."""
    from dunwell.cli.desk import Ended, open_desk
    from dunwell.platform.home import ready_home
    from dunwell.platform.postgres import keep_private_database
    from dunwell.platform.serving import claimed_port, local_address, supervise, web_child, worker_child

    tend = None if "DATABASE_URL" in os.environ else keep_private_database
    _allow_host(host)
    ends = contextlib.suppress(KeyboardInterrupt, Ended)  # this is how people and machines end it: it is no failure
    with ends, claimed_port(ready_home(), host, port) as claimed, open_desk(migrate=True):
        announce = prepare()
        _close_connections()
        children = [web_child(host, claimed, threads, logs / "web.log" if logs else None)]
        if worker:
            children.append(worker_child(logs / "worker.log" if logs else None))
        address = local_address(host)
        shown = f"http://{f'[{address}]' if ':' in address else address}:{claimed}"
        supervise(children, host=host, port=claimed, announce=lambda: announce(shown), tend=tend)


def _allow_host(host: str) -> None:
    """Let people use the address that the desk was told to listen on; names in front of it are DUNWELL_HOSTS."""
    if "DUNWELL_HOSTS" not in os.environ and host not in ("0.0.0.0", "::"):  # noqa: S104 - a comparison
        name = f"[{host}]" if ":" in host else host
        os.environ["DUNWELL_HOSTS"] = ",".join(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", name]))


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
