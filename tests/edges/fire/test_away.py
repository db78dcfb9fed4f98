"""The database goes away under a desk that is being served: people are told, it comes back by itself, work waits."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from ground_desk import Desk, lives, wait_until

PAGE = "/account/login/"


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def status(port: int, path: str = PAGE) -> int:
    """Return what a page answers; 0 where nobody answers."""
    try:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asked.request("GET", path, headers={"Cookie": "sessionid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
        return asked.getresponse().status
    except OSError:
        return 0


@pytest.fixture
def served(empty: Desk) -> Iterator[tuple[Desk, int, subprocess.Popen[str]]]:
    port = free_port()
    with empty.start("serve", "--port", str(port)) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Dunwell is ready")
        yield empty, port, process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert empty.server() is None


def test_a_killed_database_comes_back_under_a_served_desk(served: tuple[Desk, int, subprocess.Popen[str]]) -> None:
    desk, port, process = served
    assert status(port) == 200
    server = desk.server()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    wait_until(lambda: not lives(server))
    seen = set()
    until = time.monotonic() + 30
    while time.monotonic() < until and (desk.server() in (None, server) or status(port) != 200):
        seen.add(status(port, "/"))
        time.sleep(0.2)
    assert seen <= {200, 302, 503}, "told to come back, never a fault"
    assert status(port) == 200
    assert process.poll() is None
    assert desk.run("check").returncode == 0


def test_a_database_away_for_ten_seconds_is_waited_for_or_refused_and_work_goes_on(
    served: tuple[Desk, int, subprocess.Popen[str]], make_desk: Callable[[], Desk]
) -> None:
    desk, port, process = served
    server = desk.server()
    assert server is not None
    family = [server, *map(int, _children(server))]
    for one in family:
        os.kill(one, signal.SIGSTOP)  # it answers nobody, and holds every connection open
    began = time.monotonic()
    try:
        time.sleep(1)
        with desk.start("creditor", "list") as waiting:
            time.sleep(9)
            _resume(family)
            assert waiting.wait(60) in (0, 2)
    finally:
        _resume(family)
    assert time.monotonic() - began >= 10
    wait_until(lambda: status(port) == 200, 30)
    assert process.poll() is None
    assert desk.run("check").returncode == 0


def _children(process: int) -> list[str]:
    return subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], check=False, capture_output=True, text=True
    ).stdout.split()


def _resume(family: list[int]) -> None:
    for one in family:
        if lives(one):
            os.kill(one, signal.SIGCONT)
