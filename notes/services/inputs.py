"""What forms hand to the services of notes: values, cleaned and complete, nothing saved yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.text import clean
from notes.enums import NoteKind
from notes.models import Risk


@dataclass(frozen=True)
class ActionInput:
    """A next action to write. One of owner (a colleague) and owner_name (an outsider) is given, never both."""

    text: str
    due_on: date
    owner: User | None = None
    owner_name: str = ""

    def as_content(self) -> list[object]:
        """The values as JSON knows them, for the digest of a submission."""
        return [
            clean(self.text),
            self.due_on.isoformat(),
            self.owner and self.owner.pk,
            clean(self.owner_name),
        ]


@dataclass(frozen=True)
class RiskInput:
    """A risk, issue or escalation to open. Without owner and owner_name nobody owns it yet."""

    kind: str
    title: str
    severity: str
    category: str = ""
    owner: User | None = None
    owner_name: str = ""
    response: str = ""

    def as_content(self) -> list[object]:
        """The values as JSON knows them, for the digest of a submission."""
        texts = [
            self.kind,
            self.title,
            self.severity,
            self.category,
            self.owner_name,
            self.response,
        ]
        return [*map(clean, texts), self.owner and self.owner.pk]


@dataclass(frozen=True)
class OneLiners:
    """An Exec Summary in one line, for slides: within 256 and within 512 characters; "" where it was not written."""

    one_liner: str = ""
    long_one_liner: str = ""

    def as_content(self) -> dict[str, str]:
        """What is written of it, for the digest of a submission: nothing where there is nothing."""
        return {name: text for name, value in vars(self).items() if (text := " ".join(clean(value).split()))}


NO_ONE_LINERS = OneLiners()


@dataclass(frozen=True)
class Submission:
    """A note as somebody sent it in, of any kind.

    `key` is the one the form was opened with: it makes sending twice harmless. `content` holds the fields of the
    note's own kind, as JSON knows them.
    """

    key: UUID
    customer: Customer
    kind: NoteKind
    happened_on: date
    content: Mapping[str, object]
    actions: Sequence[ActionInput] = ()
    no_action_reason: str = ""
    is_escalated: bool = False
    mentioned_risks: Sequence[Risk] = ()
    new_risks: Sequence[RiskInput] = ()


@dataclass(frozen=True)
class NoteBody:
    """What is stored of a note's words: the canonical text, and what was rendered from it.

    `excerpt_html` is empty where the note is short enough to be shown whole.
    """

    text: str
    html: str
    excerpt_html: str
    renderer_version: int
    tags: Sequence[str] = field(default_factory=tuple)
    workload_codes: Sequence[str] = field(default_factory=tuple)
