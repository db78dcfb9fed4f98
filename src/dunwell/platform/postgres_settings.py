"""How the private PostgreSQL is set: by the memory and the disk of the machine, and never at the price of safety.

PostgreSQL's own defaults suit a machine of 1 GB. With them an intake of a million documents writes a checkpoint every
ten seconds, and after each of these the whole of every page that it touches. `fsync` and the other guarantees stay as
they are.
"""

import os
import shutil
from pathlib import Path

MIB = 1024 * 1024
_CONTAINER_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def server_settings(memory_mib: int, free_disk_mib: int) -> dict[str, str]:
    """Return the settings for a desk on a machine of this memory, with so much disk left for the data folder.

    An eighth of the memory for its pages, a small part for each sort; the log may grow to a tenth of the free disk.
    """
    return {
        "shared_buffers": _mib(memory_mib // 8, 128, 2048),
        "effective_cache_size": _mib(memory_mib // 2, 256, 65_536),
        "work_mem": _mib(memory_mib // 512, 4, 32),
        "maintenance_work_mem": _mib(memory_mib // 64, 64, 512),
        "max_wal_size": _mib(min(memory_mib // 4, free_disk_mib // 10), 256, 4096),
        "checkpoint_timeout": "15min",
    }


def machine_memory_mib() -> int:
    """Return the memory of the machine, or of the container where that is less; 1 GB where neither tells."""
    try:
        known = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MIB]
    except (ValueError, OSError):
        known = []
    for path in _CONTAINER_LIMITS:
        if path.exists() and (limit := path.read_text().strip()).isdigit():
            known.append(int(limit) // MIB)
    return min(known, default=1024)


def free_disk_mib(folder: Path) -> int:
    """Return what is left on the disk of a folder."""
    return shutil.disk_usage(folder).free // MIB


def _mib(value: int, least: int, most: int) -> str:
    return f"{max(least, min(value, most))}MB"
