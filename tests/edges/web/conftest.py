"""A browser, and the gallery to look at with it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Lock, Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
SOURCE = HERE.parents[2] / "src"
CHROMIUM = os.environ.get("DUNWELL_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of a gallery that runs for the session."""
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{HERE}", "DUNWELL_SECRET_KEY": "only-for-tests"}
    command = [sys.executable, "-m", "gallery", str(port)]
    with subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, gallery: str) -> Iterator[Callable[..., Page]]:
    """Open a gallery page in a fresh context: `open_page(path, theme=..., width=...)`; console errors fail the test."""
    contexts, complaints = [], []

    def opened(
        path: str, *, theme: str = "light", width: int = 1440, language: str = "en", script: bool = True, **cookies: str
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, java_script_enabled=script
        )
        contexts.append(context)
        kept = {"theme": theme, **cookies}
        context.add_cookies([{"name": name, "value": value, "url": gallery} for name, value in kept.items()])
        page = context.new_page()
        page.on(
            "console",
            lambda line: complaints.append(line.text) if line.type == "error" and "422" not in line.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(gallery + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def made_desk(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk with a published list, made once for a module; taken back at its end."""
    from django.db import transaction
    from django.utils import timezone
    from livedesk.book import make_desk

    from dunwell.platform.access import system_viewer, viewing

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("DUNWELL_HOME", str(tmp_path_factory.mktemp("home")))
        with viewing(system_viewer("test")) as viewer:
            yield make_desk(viewer, today=timezone.now().date())
        transaction.set_rollback(True)


@pytest.fixture
def real_desk(made_desk: Any) -> Iterator[Any]:
    """The desk; what a test writes is taken back after it. The scope stays on the system so that tests may look."""
    from django.db import transaction

    with transaction.atomic():
        yield made_desk
        transaction.set_rollback(True)


class _Server(ThreadingMixIn, WSGIServer):
    """Answers in threads, for a browser opens connections ahead of need; closing waits for all of them."""

    daemon_threads = False


class _Quiet(WSGIRequestHandler):
    """Keeps the log of requests to itself, and gives up on a connection that says nothing."""

    timeout = 5

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def left_open(django_db_setup: None) -> Iterator[list[Any]]:
    """Close the connections of these tests before the database goes.

    While Playwright runs its loop, Django keeps this thread's connections in another place than before and after it.
    """
    connections_made: list[Any] = []
    yield connections_made
    for each in connections_made:
        each.close()


@pytest.fixture
def served(desk: Any, left_open: list[Any]) -> Iterator[str]:
    """Serve the desk on the test's own connection, so that all of it goes when the test does; return its address.

    History cannot be emptied (its tables refuse it), so a committed book would stay for every later test.
    """
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections, connections

    shared, turn, handler = connections["default"], Lock(), WSGIHandler()

    def app(environ: Any, start_response: Any) -> list[bytes]:
        with turn:
            connections["default"] = shared
            answer = handler(environ, start_response)
            try:
                return list(answer)
            finally:
                answer.close()

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    left_open.append(shared)
    shared.inc_thread_sharing()
    with make_server("127.0.0.1", 0, app, _Server, _Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
    shared.dec_thread_sharing()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
