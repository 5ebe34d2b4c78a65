"""Drafts: saved while somebody types, closed by publishing, discarded and brought back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.text import storable
from notes.enterprise_spec import TEXT_SECTIONS as ENTERPRISE_TEXTS
from notes.enums import NoteKind
from notes.exec_summary_spec import TEXT_SECTIONS, WORKLOAD_PREFIX
from notes.models import Draft, Note
from notes.models.draft import FIRST_WORDS_LIMIT, KEPT_FOR, Fields

# The fields of note forms that hold prose.
TEXTS = {"text", *(part.field for part in TEXT_SECTIONS), *(part.field for part in ENTERPRISE_TEXTS)}


class DraftEnded(Exception):
    """The draft was published or discarded, and a late save does not revive it. Nothing was changed."""

    def __init__(self, *, is_published: bool) -> None:
        super().__init__("This draft was published or discarded.")
        self.is_published = is_published


@dataclass(frozen=True)
class Typed:
    """One save of a form. `version` is the one it started from, 0 for a draft that was never saved.

    Every sending has a `token` of its own, and names in `after` those of the same page that were not answered. So a
    save whose answer was lost does not conflict with the next one, and one that arrives late, when its page has long
    been saved by a later one, is refused.
    """

    key: UUID
    kind: NoteKind
    fields: Fields
    version: int
    token: UUID
    after: Collection[UUID] = ()


def start_draft(*, typed: Typed, customer: Customer, amends: Note | None = None, by: User, now: datetime) -> Draft:
    """Keep a form for the first time and return its draft. One statement, outside a transaction.

    `amends` is the note whose words the form changes; None for a new note. Raises StaleVersion, DraftEnded and
    RuleError as `save_draft` does.
    """
    content = _content(typed, now)
    draft = Draft(
        key=typed.key, author=by, customer=customer, kind=typed.kind, amends=amends, started_at=now, **content
    )
    try:
        draft.save(force_insert=True)
    except IntegrityError:
        return _save_again(typed, by=by, now=now)
    return draft


def save_draft(*, typed: Typed, by: User, now: datetime) -> Draft:
    """Keep what was typed since `typed.version` and return the draft with its new version. One statement.

    Raises StaleVersion where another tab saved in between (its `current` is the draft as saved), DraftEnded where it
    was published or discarded, RuleError where there is no such draft of this person.
    """
    return _saved(typed, typed.version, by=by, now=now) or _save_again(typed, by=by, now=now)


@transaction.atomic
def discard_draft(*, draft: Draft, by: User, now: datetime) -> Draft:
    """Put a draft away; it can be brought back for 30 days. Those whose time is over are deleted.

    Discarding twice is once. Raises DraftEnded where it was published.
    """
    current = _locked(draft, by=by)
    if current.discarded_at is None:
        current.discarded_at = now
        current.save(update_fields=["discarded_at"])
    Draft.objects.of(by).filter(discarded_at__lt=now - KEPT_FOR).delete()
    return current


@transaction.atomic
def restore_draft(*, draft: Draft, by: User) -> Draft:
    """Bring a discarded draft back; an open one stays as it is. Raises DraftEnded where it was published."""
    current = _locked(draft, by=by)
    current.discarded_at = None
    current.save(update_fields=["discarded_at"])
    return current


def end_amendment(*, key: UUID | None, note: Note, by: User) -> None:
    """Let go of the draft of an amendment, in the transaction that saves it; without a key there was none."""
    if key:
        Draft.objects.of(by).filter(key=key, amends=note).delete()


def _saved(typed: Typed, version: int, *, by: User, now: datetime) -> Draft | None:
    """Write on top of this version; None where the draft stands at another one, or has ended."""
    rows = Draft.objects.of(by).open().filter(key=typed.key, version=version)
    if not rows.update(version=version + 1, **_content(typed, now)):
        return None
    return Draft(key=typed.key, version=version + 1, updated_at=now)


def _content(typed: Typed, now: datetime) -> dict[str, Any]:
    payload = [(name, storable(value)) for name, value in typed.fields]
    return {
        "payload": payload,
        "first_words": _first_words(payload),
        "save_token": typed.token,
        "updated_at": now,
    }


def _first_words(payload: Fields) -> str:
    """What the draft begins with, for telling drafts apart."""
    for name, value in payload:
        words = " ".join(value.split())
        if words and (name in TEXTS or name.startswith(WORKLOAD_PREFIX)):
            return words[:FIRST_WORDS_LIMIT]
    return ""


def _save_again(typed: Typed, *, by: User, now: datetime) -> Draft:
    """The save did not find what it started from: its own work, whose answer was lost, or somebody else's."""
    current = Draft.objects.of(by).with_end().filter(key=typed.key).first()
    if current is None:
        raise RuleError("This draft is not there any more. Copy your text and start a new note with it.")
    if not current.is_open:
        raise DraftEnded(is_published=current.is_published)
    if current.save_token == typed.token and current.payload == [list(pair) for pair in typed.fields]:
        return current  # the same sending twice, by a browser or a proxy
    is_own = current.save_token in (typed.token, *typed.after)
    saved = _saved(typed, current.version, by=by, now=now) if is_own else None
    if saved is None:
        raise StaleVersion(current)
    return saved


def _locked(draft: Draft, *, by: User) -> Draft:
    current = Draft.objects.of(by).with_end().select_for_update().get(pk=draft.pk)
    if current.is_published:
        raise DraftEnded(is_published=current.is_published)
    return current
