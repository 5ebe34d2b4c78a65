"""Writes of templates and snippets. Each holds the lock of its list: the team's, or the one person's."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Snippet

LIST_CHANGED = "The list changed while you were ordering it. It is shown as it is now; nothing was moved."


def _locked_list(owner: User | None) -> list[Snippet]:
    """Return the list in its order; nobody else can write to it until the transaction ends."""
    if owner:  # an empty list has no row to lock
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    list(Snippet.objects.owned_by(owner).select_for_update().order_by("pk").values_list("pk", flat=True))
    # Read again: rows added while this one waited are not in the locking statement's view.
    return list(Snippet.objects.owned_by(owner))


def _locked(snippet: Snippet) -> tuple[Snippet, list[Snippet]]:
    """Return the row as it stands now and the list it is in, locked."""
    snippets = _locked_list(snippet.owner)
    return next(other for other in snippets if other.pk == snippet.pk), snippets


def _refuse_taken_shortcut(snippet: Snippet, snippets: Sequence[Snippet]) -> None:
    for other in snippets:
        if other.pk != snippet.pk and not other.is_retired and snippet.shortcut and other.shortcut == snippet.shortcut:
            raise RuleError(f"The shortcut ;;{snippet.shortcut} is in use already, by “{other}”.", field="shortcut")


def _next_position(snippets: Sequence[Snippet], kind: str) -> int:
    return max((other.position for other in snippets if other.kind == kind), default=0) + 1


@transaction.atomic
def add_snippet(
    *, owner: User | None, kind: str, title: str, shortcut: str, text: str, by: User, now: datetime
) -> Snippet:
    """Add a template or snippet at the end of its list: the team's where `owner` is None.

    Raises RuleError for a malformed or taken shortcut and for what is missing or too long.
    """
    snippets = _locked_list(owner)
    position = _next_position(snippets, kind)
    snippet = Snippet(owner=owner, kind=kind, title=title, shortcut=shortcut, text=text, position=position)
    _refuse_taken_shortcut(snippet, snippets)
    with acting(by=by, now=now):
        return stored(snippet)


@transaction.atomic
def update_snippet(
    *, snippet: Snippet, version: int, kind: str, title: str, shortcut: str, text: str, by: User, now: datetime
) -> Snippet:
    """Change a template or snippet; one that changes its kind becomes the last of the other list.

    Raises StaleVersion when somebody else saved it since `version`, RuleError as `add_snippet` does.
    """
    current, snippets = _locked(snippet)
    if current.version != version:
        raise StaleVersion(current)
    if kind != current.kind:
        current.position = _next_position(snippets, kind)
    current.kind, current.title, current.shortcut, current.text = kind, title, shortcut, text
    current.version = version + 1
    if not current.is_retired:
        _refuse_taken_shortcut(current, snippets)
    with acting(by=by, now=now):
        return stored(current, update_fields=["kind", "title", "shortcut", "text", "position", "version"])


def _write_order(snippets: Sequence[Snippet], *, by: User, now: datetime) -> None:
    moved = []
    for position, snippet in enumerate(snippets, start=1):
        if snippet.position != position:
            snippet.position = position
            moved.append(snippet)
    with acting(by=by, now=now):
        Snippet.objects.bulk_update(moved, ["position"])


@transaction.atomic
def reorder_snippets(
    *, owner: User | None, kind: str, ids: Sequence[int], seen: Sequence[int], by: User, now: datetime
) -> None:
    """Put one kind of a list into the order of `ids`, which name each of them once.

    `seen` is the order the person was looking at. Raises RuleError where the list is another one by now.
    """
    snippets = {snippet.pk: snippet for snippet in _locked_list(owner) if snippet.kind == kind}
    if list(seen) != list(snippets) or sorted(ids) != sorted(snippets):
        raise RuleError(LIST_CHANGED)
    _write_order([snippets[pk] for pk in ids], by=by, now=now)


@transaction.atomic
def move_snippet(*, snippet: Snippet, step: int, by: User, now: datetime) -> Snippet:
    """Move it `step` places down (negative: up) among its kind; at an end it stays. Returns it as it stands."""
    current, snippets = _locked(snippet)
    same = [other for other in snippets if other.kind == current.kind]
    here = same.index(current)
    there = min(max(here + step, 0), len(same) - 1)
    same.insert(there, same.pop(here))
    _write_order(same, by=by, now=now)
    return same[there]


@transaction.atomic
def retire_snippet(*, snippet: Snippet, by: User, now: datetime) -> Snippet:
    """Take it out of the menu; its shortcut is free for another one. Twice is once."""
    current, _ = _locked(snippet)
    if current.is_retired:
        return current
    current.retired_at, current.retired_by, current.version = now, by, current.version + 1
    with acting(by=by, now=now):
        return stored(current, update_fields=["retired_at", "retired_by", "version"])


@transaction.atomic
def restore_snippet(*, snippet: Snippet, by: User, now: datetime) -> Snippet:
    """Bring it back to its old place. Twice is once. Raises RuleError where its shortcut was given away."""
    current, snippets = _locked(snippet)
    if not current.is_retired:
        return current
    _refuse_taken_shortcut(current, snippets)
    current.retired_at, current.retired_by, current.version = None, None, current.version + 1
    with acting(by=by, now=now):
        return stored(current, update_fields=["retired_at", "retired_by", "version"])
