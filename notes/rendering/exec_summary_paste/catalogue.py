"""The workloads a pasted text may speak of: the caller's catalogue, with the other ways to name them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notes.rendering.exec_summary_paste.folding import WORD_ENDS, any_of, fold, spellings_of
from notes.rendering.exec_summary_paste.vocabulary import WORKLOAD_NAMES


@dataclass(frozen=True)
class KnownWorkload:
    """`names` are the name of today and earlier ones; `aliases` other codes of the same workload."""

    code: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Catalogue:
    """Finds a workload by what stands in brackets, and its name at the beginning of a text."""

    def __init__(self, workloads: Iterable[KnownWorkload]) -> None:
        self._by_code = {fold(code): workload for workload in workloads for code in (workload.code, *workload.aliases)}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def find(self, written: str) -> KnownWorkload | None:
        """The workload of a code or alias in any letter case."""
        return self._by_code.get(fold(written).strip())

    def name_in(self, workload: KnownWorkload, folded: str) -> int:
        """Where the workload's name at the beginning of a folded text ends; 0 where there is none."""
        if workload.code not in self._patterns:
            names = {*workload.names, *WORKLOAD_NAMES.get(workload.code, ())}
            spellings = [spelling for name in sorted(names) for spelling in spellings_of(name)]
            self._patterns[workload.code] = re.compile(rf"(?:[:|-][ \t]*)?[*_]*(?:{any_of(spellings)}){WORD_ENDS}[*_]*")
        match = self._patterns[workload.code].match(folded)
        return match.end() if match else 0
