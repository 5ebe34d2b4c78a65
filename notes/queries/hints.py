"""Hints beside the composer: they inform and never block."""

import re
from collections.abc import Sequence

from notes.models import Workload
from notes.rendering.workload_mentions import count_mentions

_LEADING_CODE = re.compile(r"\s*\[\s*([A-Z][A-Z0-9]{1,9})\s*\]")


def elsewhere_hint(text: str, workloads: Sequence[Workload]) -> str:
    """Say where a note about one workload alone belongs; "" for every other text.

    About one workload is a text that begins with its code in brackets, or that names it in brackets or at least
    twice and names no other. Source: seed, "all non-workload specific technical updates".
    """
    workload = _leading(text, workloads) or _only_one(text, workloads)
    if workload is None:
        return ""
    return (
        f"This seems to be about {workload.name} [{workload.code}] alone. What concerns one workload belongs into its "
        "Entitlement Status Note; Overall Status Notes are for everything else. You can save it here all the same."
    )


def _leading(text: str, workloads: Sequence[Workload]) -> Workload | None:
    match = _LEADING_CODE.match(text)
    return next((w for w in workloads if match and match[1] in [w.code, *w.aliases]), None)


def _only_one(text: str, workloads: Sequence[Workload]) -> Workload | None:
    named = [workload for workload in workloads if count_mentions(text, workload)]
    if len(named) != 1:
        return None
    only = named[0]
    is_bracketed = any(f"[{code}]" in text for code in [only.code, *only.aliases])
    return only if is_bracketed or count_mentions(text, only) >= 2 else None
