"""Columns of a chart, each a stack of parts, as numbers that a drawing takes."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 100


@dataclass(frozen=True)
class Part:
    """From `y` down; `place` is that of its line among the lines."""

    place: int
    y: float
    height: float
    said: str


@dataclass(frozen=True)
class Column:
    label: str
    parts: Sequence[Part]


def stacks(heads: Sequence[str], lines: Sequence[tuple[str, Sequence[int]]]) -> list[Column]:
    """A column for each head, the first line at the bottom; the highest column is `HEIGHT` high."""
    highest = max((sum(numbers) for numbers in zip(*(numbers for _, numbers in lines), strict=True)), default=0)
    columns = []
    for at, head in enumerate(heads):
        top, parts = float(HEIGHT), []
        for place, (label, numbers) in enumerate(lines):
            if numbers[at]:
                height = HEIGHT * numbers[at] / highest
                top -= height
                parts.append(Part(place, round(top, 2), round(height, 2), f"{label}, {head}: {numbers[at]:,}"))
        columns.append(Column(head, parts))
    return columns
