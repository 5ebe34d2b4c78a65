"""The words of a published note to change, as its author."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from ftop.lib.forms import EditForm
from ftop.lib.text import clean, fold
from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SINGLE_SECTIONS, WORKLOAD_PREFIX
from notes.forms.exec_summary import ExecSummaryContentForm
from notes.forms.note import NoteForm
from notes.forms.note_reason import ReasonField
from notes.models import Note
from notes.models.note import OVERALL_TEXT_LIMIT
from notes.queries.exec_summaries import content_of
from notes.queries.exec_summary import Editor
from notes.rendering import exec_summary_reader

# They belong to the composer: next actions, risks and the flag live on their own once a note is published.
_LEFT_ALONE = ("no_action_reason", "is_escalated", "mentioned_risks")


def draft_key_field() -> forms.UUIDField:
    """The key of the draft that keeps what is typed; the note has its own."""
    return forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))


def why_field() -> ReasonField:
    return ReasonField(
        label="Why you amend it", required=False, help_text="It stands in the history, beside what changed."
    )


class NoteAmendForm(NoteForm, EditForm):
    """Text and date of an Overall Status Note."""

    text_limit = OVERALL_TEXT_LIMIT

    key = draft_key_field()
    reason = why_field()

    def __init__(self, data: QueryDict | None, *, note: Note) -> None:
        written_on = note.author.day_of(note.written_at)
        # A call after the day of writing makes no sense; a note of long ago keeps its date.
        initial = initial_of(note) | {"key": uuid4()}
        super().__init__(data, initial=initial, today=max(written_on, note.happened_on), open_risks=())
        for name in _LEFT_ALONE:
            del self.fields[name]

    def values_of(self, note: Note) -> dict[str, Any]:
        """What the note says, in any of its versions, to compare with what is typed."""
        return initial_of(note) | {"reason": ""}

    def service_input(self) -> dict[str, Any]:
        """What `amend_overall_note` takes from a valid form."""
        return self.cleaned_data


class ExecSummaryAmendForm(ExecSummaryContentForm, EditForm):
    """Date, sections and rows of an Exec Summary."""

    key = draft_key_field()
    reason = why_field()

    def __init__(self, data: QueryDict | None, *, note: Note, editor: Editor) -> None:
        content = content_of(note)
        super().__init__(
            data,
            editor=editor,
            today=max(note.author.day_of(note.written_at), note.happened_on),
            initial=initial_of_summary(note, content) | {"is_without_workloads": not content.workloads, "key": uuid4()},
            kept={line.code: line.name for line in content.workloads},
        )
        self.take_stored()  # sections and rows are fields by now

    def values_of(self, note: Note) -> dict[str, Any]:
        """What the summary says, in any of its versions; rows it does not have are empty."""
        empty = {f"{WORKLOAD_PREFIX}{code}": "" for code in self.workload_codes}
        content = exec_summary_reader.read(note.text)
        values = initial_of_summary(note, content) | {"is_without_workloads": not content.workloads, "reason": ""}
        return empty | values

    def service_input(self) -> dict[str, Any]:
        """What `amend_exec_summary` takes from a valid form."""
        return self.content_input() | {name: self.cleaned_data[name] for name in ("version", "reason", "key")}


def typed_besides(data: QueryDict, *, known: Iterable[str]) -> list[str]:
    """What stands in a form of publishing and no amendment takes: new next actions and risks, in words.

    `known` are the next actions that were saved with the note.
    """
    saved = {fold(text) for text in known}
    return [words for words in _besides(data) if fold(words) not in saved]


def _besides(data: QueryDict) -> Iterator[str]:
    for name, value in data.items():
        text = clean(str(value))
        if text and re.fullmatch(r"actions-\d+-text|risk-title|new_risks-\d+-title", name):
            yield text


def initial_of(note: Note) -> dict[str, Any]:
    """An Overall Status Note as its form shows it."""
    return {"version": note.version, "text": note.text, "happened_on": note.happened_on}


def initial_of_summary(note: Note, content: ExecSummaryContent) -> dict[str, Any]:
    """An Exec Summary as its form shows it."""
    return {
        "version": note.version,
        "happened_on": note.happened_on,
        **{section.field: getattr(content, section.field) for section in SINGLE_SECTIONS},
        **{f"{WORKLOAD_PREFIX}{line.code}": line.text for line in content.workloads},
    }
