"""How much memory the processes hold."""

from pathlib import Path

import psutil

from bench import peer
from bench.figures import Figure, Kind
from qanat.platform.postgres.places import places

MB = 1_000_000


def resident(home: Path, supervisor: int) -> list[Figure]:
    """Of the processes of `qanat serve` after load, and of PostgreSQL.

    RSS counts pages that processes share once for each; PSS once in all, and so is the one to add.
    """
    top = psutil.Process(supervisor)
    processes = [top, *top.children(recursive=True)]
    parts: dict[str, float] = {}
    for process in processes:
        parts[_part(process, top)] = (
            parts.get(_part(process, top), 0) + process.memory_info().rss / MB
        )
    shown = ", ".join(f"{part} {size:.0f}" for part, size in sorted(parts.items()))
    postgres = _postgres(home)
    shared = sum(process.memory_full_info().pss for process in processes) / MB
    return [
        Figure(
            name="memory without PostgreSQL",
            kind=Kind.MEMORY,
            size="after the calls above",
            unit="MB",
            rounds=(sum(parts.values()),),
            peer=peer.MEMORY,
            note=f"RSS; {shown}; shared pages once: {shared:.0f}",
        ),
        Figure(
            name="memory with PostgreSQL",
            kind=Kind.MEMORY,
            size="after the calls above",
            unit="MB",
            rounds=(shared + postgres,),
            note="PSS, shared buffers included",
        ),
    ]


def _part(process: psutil.Process, top: psutil.Process) -> str:
    words = process.cmdline()
    if process.pid == top.pid:
        return "supervisor"
    if "worker" in words:
        return "worker"
    return "web" if "web" in words or "spawn_main" in " ".join(words) else "other"


def _postgres(home: Path) -> float:
    lines = (places(home).cluster / "postmaster.pid").read_text().split()
    server = psutil.Process(int(lines[0]))
    every = [server, *server.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in every) / MB
