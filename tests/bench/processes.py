"""What processes cost, read from /proc: CPU moves little on a busy machine, where latency triples."""

import os
from collections.abc import Iterable
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(roots: Iterable[int]) -> dict[int, float]:
    """CPU of each root process and all its descendants, by pid; what ended children used is in their parent's."""
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:  # ended in between
            continue
        # The name in brackets may hold blanks: fields are counted from behind it.
        fields = stat[stat.rindex(")") + 2 :].split()
        pid = int(entry.name)
        parents[pid] = int(fields[1])
        used[pid] = sum(map(int, fields[11:15])) / TICKS_PER_SECOND
    wanted = set(roots)
    while grown := {pid for pid, parent in parents.items() if parent in wanted} - wanted:
        wanted |= grown
    return {pid: used[pid] for pid in wanted if pid in used}


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """CPU seconds between two looks; of processes that began in between, all of theirs."""
    return sum(used - before.get(pid, 0.0) for pid, used in after.items())


def memory_megabytes(pid: int) -> float:
    """What the process holds for itself: pages shared with its parent count in part (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(pid)
