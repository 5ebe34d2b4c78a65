"""The words a note is found by, derived in the statement that writes its text."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from notes.models import Note
from notes.rendering.search_text import search_text


def words_vector(*, kind: str, text: str, actions: Iterable[str], no_action_reason: str = "") -> SearchVector:
    """Of a note with this canonical text, these next actions or the reason for having none; for an INSERT or UPDATE."""
    return SearchVector(Value(search_text(kind, text, [no_action_reason, *actions])), config="simple")


def words_vector_of(*, note: Note) -> SearchVector:
    """Of a note as it stands. One query, for its next actions."""
    actions = note.next_actions.order_by("pk").values_list("text", flat=True)
    return words_vector(kind=note.kind, text=note.text, no_action_reason=note.no_action_reason, actions=actions)
