"""Serve a real desk: `python -m livedesk PORT`, with a database of its own on the server of DATABASE_URL."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVER = os.environ["DATABASE_URL"]
NAME = f"dunwell_journey_{os.getpid()}_{secrets.token_hex(3)}"


def on_server(statement: sql.Composed) -> None:
    """Run one statement beside every desk."""
    with psycopg.connect(SERVER, dbname="postgres", autocommit=True) as direct:
        direct.execute(statement)


def prepare() -> None:
    """Bring the database to this version and fill it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    from dunwell.platform import schema
    from dunwell.platform.access import system_viewer, viewing
    from livedesk.book import make_desk

    schema.migrate_database()
    with viewing(system_viewer("test")) as viewer:
        make_desk(viewer, today=timezone.now().date())
    call_command("createcachetable", verbosity=0)
    connections.close_all()


def main() -> None:
    """Serve until asked to end."""
    parts = urlsplit(SERVER)
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{NAME}"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "dunwell.settings"
    on_server(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    try:
        with tempfile.TemporaryDirectory() as home:
            os.environ["DUNWELL_HOME"] = home
            prepare()
            serve()
    finally:
        on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))


def serve() -> None:
    """Run the same server as `dunwell serve`, and say when it answers."""
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port",
        sys.argv[1], "--log-level", "warning", "dunwell.wsgi:application",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=sys.stderr) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        wait_for(int(sys.argv[1]))
        print("ready", flush=True)
        server.wait()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
