"""`dunwell serve`: everything it starts ends with it, and a port that is taken is explained."""

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from ground_desk import Desk, lives, wait_until


def _descendants(process: int) -> list[int]:
    table = subprocess.run(["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in table.splitlines()]
    found, edge = [], [process]
    while edge:
        edge = [pid for pid, parent in pairs if parent in edge]
        found += edge
    return found


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("GET", "/")
        return asked.getresponse().status < 500
    except OSError:
        return False


def _serving(desk: Desk, port: int) -> subprocess.Popen[str]:
    process = desk.start("serve", "--port", str(port))
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith(f"Dunwell is ready at http://127.0.0.1:{port}"), line + process.communicate(timeout=20)[1]
    return process


@pytest.fixture(scope="module")
def served(desk: Desk) -> Desk:
    """Return a desk whose database is current, so that serving starts quickly."""
    migrated = desk.run("migrate")
    assert migrated.returncode == 0, migrated.stderr
    return desk


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ending_it_ends_everything_it_started(served: Desk, number: signal.Signals) -> None:
    port = _free_port()
    with _serving(served, port) as process:
        assert _answers(port)
        started = _descendants(process.pid)
        assert len(started) >= 3
        process.send_signal(number)
        assert process.wait(30) == 0
    assert not [child for child in started if lives(child)]
    assert served.server() is None
    assert not list((served.home / "serving").iterdir())


def test_killing_it_ends_its_children_and_the_next_start_just_works(served: Desk) -> None:
    port = _free_port()
    with _serving(served, port) as process:
        started = _descendants(process.pid)
        server = served.server()
        process.kill()
    with _serving(served, port) as again:
        wait_until(lambda: not [child for child in started if lives(child)])
        assert served.server() == server
        again.send_signal(signal.SIGINT)
        assert again.wait(30) == 0
    assert served.server() is None


def test_a_killed_child_comes_back(served: Desk) -> None:
    port = _free_port()
    with _serving(served, port) as process:
        for child in _descendants(process.pid):
            if b"dunwell.platform.serving\0web" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
        wait_until(lambda: not _answers(port), 5)
        wait_until(lambda: _answers(port), 30)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_port_taken_by_another_program_is_named_with_a_free_one(served: Desk) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        began = time.monotonic()
        ended = served.run("serve", "--port", str(port))
        assert time.monotonic() - began < 10
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"platform.serving.port_taken: Port {port} on 127.0.0.1 is in use")
    assert "--port " in ended.stderr
    assert served.server() is None


def test_a_second_run_on_the_same_port_is_told_of_the_first(served: Desk) -> None:
    port = _free_port()
    with _serving(served, port) as first:
        ended = served.run("serve", "--port", str(port))
        assert ended.returncode == 2
        assert ended.stderr.startswith("platform.serving.already_running: ")
        assert f"process {first.pid}" in ended.stderr
        assert _answers(port)
        first.send_signal(signal.SIGINT)
        assert first.wait(30) == 0


def test_an_address_of_another_machine_is_refused(served: Desk) -> None:
    ended = served.run("serve", "--host", "192.0.2.1", "--port", "8765")
    assert (ended.returncode, ended.stderr.split(":")[0]) == (2, "platform.serving.cannot_listen")
