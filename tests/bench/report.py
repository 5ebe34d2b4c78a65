"""What was measured, as the page docs/performance.md."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.fill import today
from tests.bench.run import WARM_REQUESTS, Figures

# The largest database first: what holds there holds below.
Figure = Callable[[Sequence[Figures]], float]


@dataclass(frozen=True)
class Target:
    """One thing to reach: a figure of all sizes (the last is the largest), at most `limit`, `aim` wished for."""

    what: str
    figure: Figure
    limit: float
    aim: float
    unit: str = "×"

    def verdict(self, value: float) -> str:
        if value <= self.aim:
            return "reached, with the aim"
        return "reached" if value <= self.limit else "**not reached**"


def _ratio(name: str, to: str) -> Figure:
    return lambda sizes: sizes[-1].rounds[name].cpu / sizes[-1].rounds[to].cpu


def _growth(name: str) -> Figure:
    return lambda sizes: sizes[-1].rounds[name].cpu / sizes[0].rounds[name].cpu


def _deepest(sizes: Sequence[Figures]) -> float:
    rounds = sizes[-1].rounds
    deep = max(each.cpu for name, each in rounds.items() if name.startswith("deep page"))
    return deep / rounds["first page of the timeline"].cpu


def _slowest_search(sizes: Sequence[Figures]) -> float:
    return max(each.percentile(95) for name, each in sizes[-1].rounds.items() if name.startswith("search"))


def _memory(sizes: Sequence[Figures]) -> float:
    held = list(sizes[-1].memory.values())
    return held[-1] / held[0]


TARGETS = (
    Target("customer page, CPU, to the floor", _ratio("customer page", "floor"), 2.0, 1.4),
    Target("customer page, SQL statements", lambda sizes: sizes[-1].statements["customer page"], 12, 8, ""),
    Target("customer page, CPU, smallest to largest database", _growth("customer page"), 1.10, 1.05),
    Target("any deep page of the timeline to the first, CPU", _deepest, 1.15, 1.10),
    Target("slowest search, p95", _slowest_search, 80, 50, "ms"),
    Target("publish a note with three next actions, CPU, to SQL by hand", _ratio("publish", "publish by hand"), 3, 2),
    Target("portfolio page, CPU, smallest to largest database", _growth("portfolio"), 1.10, 1.05),
    Target("rows written by GETs", lambda sizes: max(size.written_by_gets for size in sizes), 0, 0, ""),
    Target("memory of a worker, after many requests to after 500", _memory, 1.1, 1.02),
)

INTRODUCTION = """# Performance

Written by `make bench` on {day}: {machine}. The app (gunicorn, two workers) and a *floor* (the same rows by
hand-written SQL, HTML by joined strings of about the same bytes, behind the same sessions) take turns on the same
database, in interleaved rounds; CPU figures are the medians, of the app's and the database's processes together.
Latency depends on what else the machine does; CPU and ratios hardly do.
"""


def page(sizes: Sequence[Figures]) -> str:
    """The page in Markdown; sizes from the smallest database to the largest."""
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    parts = [INTRODUCTION.format(day=today().isoformat(), machine=machine)]
    parts.append(_targets(sizes))
    parts += [_rounds(size) for size in reversed(sizes)]
    memory = sizes[-1].memory
    if memory:
        held = ", ".join(f"{value:.1f} MB after {count:,} requests" for count, value in memory.items())
        parts.append(f"Memory of the largest worker: {held} (the first reading after {WARM_REQUESTS}).\n")
    return "\n".join(parts)


def _targets(sizes: Sequence[Figures]) -> str:
    rows = ["| what | measured | at most | aim | |", "|---|--:|--:|--:|---|"]
    for target in TARGETS:
        try:
            value = target.figure(sizes)
        except (KeyError, ValueError, IndexError):
            rows.append(f"| {target.what} | not measured | {target.limit:g} | {target.aim:g} | |")
            continue
        shown = [
            f"{number:.2f}".rstrip("0").rstrip(".") + f" {target.unit}" for number in (value, target.limit, target.aim)
        ]
        rows.append(f"| {target.what} | {' | '.join(text.strip() for text in shown)} | {target.verdict(value)} |")
    return "\n".join(rows) + "\n"


def _rounds(figures: Figures) -> str:
    rows = [
        f"## {figures.size}\n",
        "| page | app CPU, ms | database CPU, ms | p50, ms | p95, ms | p95 of 8 clients, ms | bytes | statements |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, each in figures.rounds.items():
        many = figures.many.get(name)
        rows.append(
            f"| {name} | {each.app_cpu:.1f} | {each.database_cpu:.1f} | {each.percentile(50):.1f} | "
            f"{each.percentile(95):.1f} | {f'{many.percentile(95):.1f}' if many else ''} | {each.size:,} | "
            f"{figures.statements.get(name, '')} |"
        )
    rows.append(f"\nBuffers of the query that reads the notes of a customer page: {figures.buffers}.\n")
    return "\n".join(rows)
