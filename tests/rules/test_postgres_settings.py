"""The private server is set by the machine: never below PostgreSQL's own defaults, never near all of the memory."""

from pathlib import Path

import pytest

from dunwell.platform.postgres_settings import free_disk_mib, machine_memory_mib, server_settings


@pytest.mark.parametrize(
    ("memory", "disk", "wanted"),
    [
        (1024, 20_000, {"shared_buffers": "128MB", "work_mem": "4MB", "max_wal_size": "256MB"}),
        (8192, 100_000, {"shared_buffers": "1024MB", "work_mem": "16MB", "max_wal_size": "2048MB"}),
        (8192, 3_000, {"shared_buffers": "1024MB", "max_wal_size": "300MB"}),
        (262_144, 9_000_000, {"shared_buffers": "2048MB", "work_mem": "32MB", "max_wal_size": "4096MB"}),
    ],
)
def test_settings_follow_memory_and_disk_within_bounds(memory: int, disk: int, wanted: dict[str, str]) -> None:
    found = server_settings(memory, disk)
    assert {name: found[name] for name in wanted} == wanted
    assert "fsync" not in found
    assert "synchronous_commit" not in found


def test_the_machine_tells_its_memory_and_disk(tmp_path: Path) -> None:
    assert machine_memory_mib() >= 256
    assert free_disk_mib(tmp_path) > 0
