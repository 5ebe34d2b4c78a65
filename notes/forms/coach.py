"""The texts of a form of notes as the coach is shown them while somebody types."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.http import QueryDict

from notes import enterprise_spec, exec_summary_spec
from notes.coach.passages import Passage, Writing
from notes.enums import NoteKind
from notes.exec_summary_spec import WORKLOAD_PREFIX
from notes.forms.entitlement_note import KEEP, STEP
from notes.forms.entitlement_note import TEXT as EACH
from notes.models import Workload

LONGEST = 20_000  # characters of a text that are looked at
_SECTIONS = {
    NoteKind.EXEC_SUMMARY: [
        (section.field, section.heading)
        for section in exec_summary_spec.SECTIONS
        if section.kind is exec_summary_spec.SectionKind.TEXT
    ],
    NoteKind.ENTERPRISE: [(section.field, section.heading) for section in enterprise_spec.TEXT_SECTIONS],
}


def writing_of(kind: NoteKind, data: QueryDict, *, risks: Sequence[str], workloads: Sequence[Workload]) -> Writing:
    """The form as it was sent; `risks` are the titles open in the Risks box. Nothing is refused: it is half written."""
    new = [title for name in data if name.endswith("-title") for title in data.getlist(name) if title.strip()]
    # In an Exec Summary all open risks are ticked to begin with, which says nothing of a new one.
    is_calling_out = kind != NoteKind.EXEC_SUMMARY and bool(new or data.getlist("mentioned_risks"))
    return Writing(kind, list(_passages(kind, data)), [*risks, *new], is_calling_out, workloads)


def form_key_of(data: QueryDict) -> UUID | None:
    """The key of the form, or None for one that is none."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None


def _passages(kind: NoteKind, data: QueryDict) -> Iterator[Passage]:
    if kind in _SECTIONS:
        named = [(name, label, False) for name, label in _SECTIONS[kind]]
        named += [(name, name.removeprefix(WORKLOAD_PREFIX), True) for name in data if name.startswith(WORKLOAD_PREFIX)]
    elif any(name.startswith(EACH) for name in data):
        # In the second step what is not ticked is not saved.
        kept = [name for name in data if STEP not in data or name.replace(EACH, KEEP, 1) in data]
        named = [(name, name.rpartition("-")[2], True) for name in kept if name.startswith(EACH)]
    else:
        named = [("text", "Intent and why" if kind == NoteKind.ENTITLEMENT else "Note", False)]
    for name, label, is_workload in named:
        if text := data.get(name, "")[:LONGEST].strip():
            yield Passage(name, label, text, is_workload)
