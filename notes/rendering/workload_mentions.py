"""Which workloads a text speaks of, by code, alias or name."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notes.models import Workload


def workloads_in(text: str, workloads: Iterable["Workload"]) -> "list[Workload]":
    """Those of the workloads that the text names at least once, in the order given."""
    return [workload for workload in workloads if count_mentions(text, workload)]


def count_mentions(text: str, workload: "Workload") -> int:
    """How often the text names the workload."""
    return len(mention_of(workload).findall(text))


def mention_of(workload: "Workload") -> re.Pattern[str]:
    """What finds the workload in a text.

    Codes and aliases count in capitals only, as whole words, in brackets or not: "OD" is OneDrive, "od" is not. A name
    counts as written in the catalogue, so that "Teams" is the product and "their teams" are people.
    """
    names = [workload.code, *workload.aliases, workload.name]
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
