"""What the clients sent and what the server acknowledged: the truth that the database is held against."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Content:
    """A note as a person wrote it. `details` are the sections and workload lines of an Exec Summary, else empty."""

    customer: str
    author: int
    kind: str
    happened_on: str
    text: str = ""  # of an Overall note; an Exec Summary's follows from its details
    no_action_reason: str = ""
    actions: tuple[tuple[str, str, str], ...] = ()  # text, due_on, owner; sorted
    risks: tuple[str, ...] = ()  # titles of those written with it; sorted
    details: tuple[tuple[str, str], ...] = ()


@dataclass
class Save:
    """One sending of a draft, from `base` (0: the first). `version` is what the server answered, None: nothing."""

    draft: str
    base: int
    digest: str
    version: int | None = None


@dataclass
class Publish:
    """One sending of a note. `is_acknowledged`: the server said that it is saved."""

    key: str
    content: Content
    is_acknowledged: bool = False
    is_again: bool = False


@dataclass
class Record:
    saves: list[Save] = field(default_factory=list)
    publishes: list[Publish] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def sent(self, what: Save | Publish) -> None:
        """Before it goes out: what is never answered may have arrived."""
        with self._lock:
            if isinstance(what, Save):
                self.saves.append(what)
            else:
                self.publishes.append(what)

    def count(self, counter: "Counter[str]", what: str) -> None:
        with self._lock:
            counter[what] += 1

    def surprise(self, sentence: str) -> None:
        with self._lock:
            self.surprises.append(sentence)


def digest_of(fields: Fields) -> str:
    """The same for the same names and values; a form groups fields of one name, so their order does not count."""
    return hashlib.sha256(json.dumps(sorted([name, value] for name, value in fields)).encode()).hexdigest()
