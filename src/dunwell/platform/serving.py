"""Run the desk's processes: the web server and the background worker, started, watched and stopped in one place.

The children live in sessions of their own, so that Ctrl-C reaches only the parent, which then stops them in order. Each
child also watches that its parent lives: killing the parent outright (kill -9) ends them within a second.
"""

import contextlib
import errno
import fcntl
import gc
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

HEALTHY_WITHIN = 90.0  # seconds until the first answer
STOPS_WITHIN = 10.0  # seconds a child gets before it is killed
RESTARTS_ALLOWED = 5  # within RESTART_WINDOW; more than that is a fault that a restart does not mend
RESTART_WINDOW = 60.0
PARENT = "DUNWELL_PARENT_PROCESS"
YOUNG_OBJECTS = 20_000
"""How many new objects the garbage collector waits for: about what one page makes."""


@dataclass
class Child:
    """One process of the desk; `log` is where its words go, None for the terminal."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    restarts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process in a session of its own."""
        environment = {**os.environ, **self.environment, PARENT: str(os.getpid())}
        with contextlib.ExitStack() as stack:
            words: IO[bytes] | None = None
            if self.log is not None:
                self.log.parent.mkdir(exist_ok=True)
                if self.log.exists() and self.log.stat().st_size > 10_000_000:
                    self.log.replace(self.log.with_suffix(".log.1"))
                words = stack.enter_context(self.log.open("ab"))
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                env=environment,
                start_new_session=True,
            )

    def ended(self) -> int | None:
        """Return the exit code when the process has ended, None while it lives."""
        return None if self.process is None else self.process.poll()

    def end(self) -> None:
        """Ask the process to stop; `reap` waits for it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def reap(self, until: float) -> None:
        """Wait for the process until a moment (monotonic seconds), then kill what is left of its session."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def web_child(host: str, port: int, threads: int, log: Path | None) -> Child:
    """Return the web server's process: granian over Django's WSGI application, with pooled connections."""
    command = [sys.executable, "-m", "dunwell.platform.serving", "web", host, str(port), str(threads)]
    pool = {"DUNWELL_DB_POOL": "1", "DUNWELL_DB_POOL_SIZE": str(threads + 2)}
    return Child("web", command, log, pool)


def worker_child(log: Path | None) -> Child:
    """Return the background worker's process."""
    return Child("worker", [sys.executable, "-m", "dunwell.platform.serving", "worker"], log)


def supervise(
    children: Sequence[Child],
    *,
    host: str,
    port: int,
    announce: Callable[[], None],
    tend: Callable[[], None] | None = None,
) -> None:
    """Start the children, say so once the desk answers, and keep them running until a signal ends this process.

    `tend` is called several times a second, before the children are looked after: it keeps up what they stand on.
    """
    try:
        for child in children:
            child.start()
        _wait_until_healthy(children, host, port)
        announce()
        while True:
            if tend is not None:
                tend()
            for child in children:
                if child.ended() is not None:
                    _restart(child)
            time.sleep(0.25)
    finally:
        # The worker's running task may take its time; a second Ctrl-C must not leave half of them behind.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        until = time.monotonic() + STOPS_WITHIN
        for child in children:
            child.end()
        for child in children:
            child.reap(until)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _restart(child: Child) -> None:
    now = time.monotonic()
    child.restarts = [moment for moment in child.restarts if now - moment < RESTART_WINDOW]
    if len(child.restarts) >= RESTARTS_ALLOWED:
        raise RuntimeError(f"the {child.name} process keeps ending (exit code {child.ended()}){_where(child)}")
    child.restarts.append(now)
    time.sleep(0.5)
    child.start()


def _where(child: Child) -> str:
    return f"; its log is {child.log}" if child.log else ""


def _wait_until_healthy(children: Sequence[Child], host: str, port: int) -> None:
    until = time.monotonic() + HEALTHY_WITHIN
    while time.monotonic() < until:
        for child in children:
            if child.ended() is not None:
                raise RuntimeError(f"the {child.name} process did not start (exit code {child.ended()}){_where(child)}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection(local_address(host), port, timeout=20)
            with contextlib.closing(asked):
                asked.request("GET", "/")
                answer = asked.getresponse()
                answer.read()
                if answer.status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    return
                raise RuntimeError(f"the desk answers with a fault ({answer.status}){_where(children[0])}")
        time.sleep(0.1)
    raise RuntimeError(f"the desk does not answer on port {port}{_where(children[0])}")


def local_address(host: str) -> str:
    """Return the address at which this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - a comparison


@contextlib.contextmanager
def claimed_port(home: Path, host: str, port: int) -> Iterator[int]:
    """Hold a port for this run, noted in the data folder; Refusal when it is taken, naming by whom and what to do."""
    port = _free_port(host) if port == 0 else port
    note = home / "serving" / f"{port}.json"
    note.parent.mkdir(exist_ok=True)
    with note.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _refuse_second_run(file, port, host)
        file.seek(0)
        ended_run = bool(file.read())
        _wait_until_free(host, port, patience=5.0 if ended_run else 0.0)
        file.truncate(0)
        json.dump({"process": os.getpid(), "host": host, "port": port}, file)
        file.flush()
        try:
            yield port
        finally:
            note.unlink(missing_ok=True)


def _refuse_second_run(file: IO[str], port: int, host: str) -> None:
    file.seek(0)
    with contextlib.suppress(ValueError):
        known: dict[str, Any] = json.load(file)
        raise Refusal(
            "platform.serving.already_running",
            gettext_noop(
                "Dunwell already runs on port {port} (process {process}): open http://{address}:{port}, stop it with "
                "Ctrl-C where it runs or `kill {process}`, or choose another port: --port {other}"
            ),
            port=port,
            process=known["process"],
            address=local_address(str(known["host"])),
            other=_next_free(host, port),
        )
    raise _port_taken(host, port)


def _wait_until_free(host: str, port: int, *, patience: float) -> None:
    """Return when the port can be had; the children of a killed run need a moment to notice and let go of it."""
    until = time.monotonic() + patience
    while True:
        try:
            _try_bind(host, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.2)
                continue
            if error.errno == errno.EADDRINUSE:
                raise _port_taken(host, port) from error
            raise Refusal(
                "platform.serving.cannot_listen",
                gettext_noop("Dunwell cannot listen on {host}, port {port}: {reason}. Choose others: --host, --port."),
                host=host,
                port=port,
                reason=error.strerror or str(error),
            ) from error
        return


def _port_taken(host: str, port: int) -> Refusal:
    return Refusal(
        "platform.serving.port_taken",
        gettext_noop("Port {port} on {host} is in use by another program. Choose another one: --port {other}"),
        port=port,
        host=host,
        other=_next_free(host, port),
    )


def _try_bind(host: str, port: int) -> int:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(address)
        # Two sockets that both allow reuse may bind; only one of them may listen.
        tried.listen(1)
        return int(tried.getsockname()[1])


def _free_port(host: str) -> int:
    return _try_bind(host, 0)


def _next_free(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 50, 65_536)):
        with contextlib.suppress(OSError):
            return _try_bind(host, other)
    return _free_port(host)


# --- inside the children ----------------------------------------------------------------------------------------------


def follow_parent(parent: int | None = None) -> None:
    """End this process soon after its parent has ended, however that happened."""
    followed = parent or os.getppid()

    def watch() -> None:
        while os.getppid() == followed:
            time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(3.0)
        os._exit(1)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()


def desk_application() -> Callable[..., Any]:
    """Return the WSGI application inside one of granian's processes, which must not outlive granian."""
    follow_parent()
    from dunwell.wsgi import application

    # What was imported stays: the collector need not walk it again and again while somebody waits for a page.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 50)
    return application


def web_workers(cores: int) -> int:
    """Return how many processes answer: one for two cores, the database has the rest; at most four of 150 MB each."""
    return max(1, min(4, cores // 2))


def run_web(host: str, port: int, threads: int) -> None:
    """Serve the desk until a signal comes."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "dunwell.platform.serving:desk_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=web_workers(os.cpu_count() or 1),
        blocking_threads=threads,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def run_worker() -> None:
    """Do background work until a signal comes."""
    import django

    django.setup()
    from procrastinate.contrib.django import app

    django_connector: Any = app.connector  # the worker wants a connection that waits, which Django's is not
    with app.replace_connector(django_connector.get_worker_connector()) as queue:
        queue.run_worker(name="dunwell", concurrency=4)  # one slow receiver does not hold up the rest


def main(arguments: Sequence[str]) -> None:
    """Be one of the children: `web HOST PORT THREADS` or `worker`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
    if parent := os.environ.pop(PARENT, None):
        follow_parent(int(parent))
    if arguments[0] == "web":
        run_web(arguments[1], int(arguments[2]), int(arguments[3]))
    else:
        run_worker()


if __name__ == "__main__":
    main(sys.argv[1:])
