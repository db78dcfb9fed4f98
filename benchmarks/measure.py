"""Seconds and memory: of this process, of PostgreSQL's processes that serve it, and of the machine they share."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

MIB = 1024 * 1024


@dataclass
class Spent:
    """What a block of work took: wall seconds, and processor seconds of this process and of PostgreSQL.

    Memory is the most seen by sampling: `own` of this process, `server` of PostgreSQL.
    """

    seconds: float = 0.0
    own_cpu: float = 0.0
    server_cpu: float = 0.0
    own_mib: int = 0
    server_mib: int = 0
    notes: dict[str, Any] = field(default_factory=dict)


def proportional_bytes(pid: int) -> int:
    """Return a process's memory, shared pages divided by those who share them; 0 where that cannot be read."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def server_pids() -> list[int]:
    """Return the processes of the PostgreSQL server that Django talks to; none where it is elsewhere."""
    from django.db import connection

    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    try:
        parent = _parent(backend)
        return [parent, *(pid for pid in _pids() if _parent(pid) == parent)]
    except OSError:
        return []


def _pids() -> list[int]:
    return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def server_cpu_seconds() -> float:
    """Return the processor seconds of the server so far, ended sessions included; 0 where it is elsewhere."""
    pids = server_pids()
    ticks = 0
    for place, pid in enumerate(pids):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15] if place == 0 else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def spending(every: float = 0.25, children: bool = True) -> Iterator[Spent]:
    """Measure a block: wall seconds, and the most memory seen while it ran."""
    spent, ended = Spent(), threading.Event()
    server = set(server_pids())

    def sample() -> None:
        me = os.getpid()
        while not ended.wait(every):
            mine = [me, *([pid for pid in _pids() if _parent(pid) == me] if children else [])]
            spent.own_mib = max(spent.own_mib, sum(map(proportional_bytes, mine)) // MIB)
            top = min(server, default=0)
            workers = {pid for pid in _pids() if server and _parent(pid) == top} | {top}
            spent.server_mib = max(spent.server_mib, sum(map(proportional_bytes, workers)) // MIB if server else 0)

    watcher = threading.Thread(target=sample, daemon=True)
    watcher.start()
    server_cpu, own_cpu, began = server_cpu_seconds(), process_time(), perf_counter()
    try:
        yield spent
    finally:
        spent.seconds = perf_counter() - began
        spent.own_cpu = round(process_time() - own_cpu, 2)
        spent.server_cpu = round(server_cpu_seconds() - server_cpu, 2)
        ended.set()
        watcher.join()


def machine() -> dict[str, Any]:
    """Return the cores this process may use and the machine's memory."""
    total = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    memory = round(int(total.split()[1]) / MIB, 1)
    return {"cores": len(os.sched_getaffinity(0)), "memory_gib": memory, "load": round(os.getloadavg()[0], 1)}


def median(values: list[float]) -> float:
    """Return the middle value; the lower one of two."""
    return sorted(values)[(len(values) - 1) // 2]


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.5) - 1))]
