"""How much memory this machine has, and the server settings that fit it."""

import os
from pathlib import Path

MIB = 1024 * 1024
GIB = 1024 * MIB
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 looked at, never written
BULK_WORK_MEMORY = 400 * MIB
"""Measured: 400 MB brings a bulk rescore from 38-51 s to 15 s; more brings nothing."""


def machine_memory() -> int:
    """Bytes of memory that this machine, or the container it is, may use."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(physical, int(CGROUP_LIMIT.read_text()))
    except (OSError, ValueError):  # no control group, or "max"
        return physical


def bulk_work_memory(memory: int) -> int:
    """Bytes that one sort or hash of a bulk statement may take: at most an eighth of the memory."""
    return min(BULK_WORK_MEMORY, memory // 8)


def memory_settings(memory: int) -> dict[str, str]:
    """PostgreSQL settings for a machine with that many bytes, most of which others use too."""
    return {
        "shared_buffers": _kilobytes(_between(128 * MIB, memory // 8, 4 * GIB)),
        "effective_cache_size": _kilobytes(memory // 2),
        "maintenance_work_mem": _kilobytes(_between(64 * MIB, memory // 16, GIB)),
        "work_mem": _kilobytes(_between(4 * MIB, memory // 512, 64 * MIB)),
        "dynamic_shared_memory_type": _shared_memory_kind(memory),
    }


def _shared_memory_kind(memory: int) -> str:
    """Containers often have 64 MB of /dev/shm, in which parallel queries fail; then files serve."""
    try:
        room = os.statvfs(SHARED_MEMORY)
    except OSError:
        return "mmap"
    enough = min(GIB, memory // 8)
    return "posix" if room.f_blocks * room.f_frsize >= enough else "mmap"


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))


def _kilobytes(size: int) -> str:
    return f"{size // 1024}kB"
