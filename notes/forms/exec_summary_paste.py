"""Pasted text in the Exec Summary's form: what it fills, and the tray of pieces that found no place.

A field that holds something is never overwritten: what the pasted text says about it goes to the tray, to be added
below. The tray is part of the form, so errors, previews and drafts keep it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator

from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.exec_summary_spec import SECTION_BY_FIELD, WORKLOAD_PREFIX, Section
from notes.forms.exec_summary_start import STILL_TRUE, part_of_field
from notes.rendering.exec_summary_paste.choices import read_choice
from notes.rendering.exec_summary_paste.result import Origin, PastedSummary

if TYPE_CHECKING:
    from notes.forms.exec_summary import ExecSummaryForm

MOST_PIECES = 40  # what comes after them stands together in the last one
ORIGIN_LENGTH = 160
PASTE_FIELDS = ("pasted_text", "is_without_pieces")
# "[CODE] Name - " before the text of a row: the row that it is added to has its own.
_WORKLOAD_HEAD = re.compile(r"\A\W*\[[A-Za-z0-9]+\][^\n]{0,80}?\s[-–—]\s+")
NOT_READ_YET = "This text is not in the form yet: press “Fill the form”, or empty it."
NOT_PLACED = "{count} of the pasted text {are} not placed: place {them}, leave {them} out, or publish without {them}."
NO_FIELD_CHOSEN = "Choose the field that the piece is to be added to."


@dataclass(frozen=True)
class TrayPiece:
    """A piece in the tray: `field` is the name of the field it is meant for, "" as long as nobody said."""

    text: str
    field: str = ""
    line: int = 0


@dataclass(frozen=True)
class Target:
    """A field that a piece can be added to; `choice` is the stored value it would choose, "" for a text."""

    name: str
    label: str
    choice: str


class PastedTextForm(BaseForm):
    """The place to paste into, and the tray."""

    pasted_text = CleanTextFormField(
        label="The Exec Summary as text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control", "data-paste-text": True}),
    )
    is_without_pieces = forms.BooleanField(
        label="Publish without these pieces",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("pasted_text"):
            self.add_error("pasted_text", NOT_READ_YET)
        if self.pieces and not data.get("is_without_pieces"):
            self.add_error("is_without_pieces", _not_placed(len(self.pieces)))
        return data

    @property
    def pieces(self) -> list[TrayPiece]:
        """What is not placed yet, in the order of the text."""
        texts, fields = self._values("not_placed"), self._values("not_placed_to")
        fields += [""] * (len(texts) - len(fields))
        return [TrayPiece(text, field) for text, field in zip(texts, fields, strict=False) if text.strip()]

    @property
    def left_out(self) -> list[str]:
        return [text for text in self._values("left_out") if text.strip()]

    @property
    def origins(self) -> dict[str, str]:
        """Where the text of each filled field came from, in words."""
        names = (name for name in self.data if name.startswith("from_"))
        return {name.removeprefix("from_"): str(self.data[name]) for name in names}

    def tray(self) -> list[tuple[TrayPiece, list[Target]]]:
        """Each piece with the fields that it can be added to, by name and label."""
        return [(piece, self.targets(piece.text)) for piece in self.pieces]

    def tray_left_out(self) -> list[tuple[TrayPiece, list[Target]]]:
        """The same for what was left out, and may be brought back."""
        return [(TrayPiece(text), self.targets(text)) for text in self.left_out]

    def targets(self, text: str) -> list[Target]:
        """Texts always, a choice where the piece is one of its choices."""
        found = []
        for name, field in self.fields.items():
            section = SECTION_BY_FIELD.get(name)
            choice = _chosen(section, text) if section and section.choices else ""
            if choice or name.startswith(WORKLOAD_PREFIX) or (section and not section.choices):
                found.append(Target(name, str(field.label), choice))
        return found

    def _values(self, name: str) -> list[str]:
        return list(self.data.getlist(name)) if isinstance(self.data, QueryDict) else []


def filled(form: "ExecSummaryForm", summary: PastedSummary) -> tuple[QueryDict, int]:
    """The form's content with the pasted values in its empty fields, and how many these are; the rest in the tray.

    Adding goes below what stands in a text field; typed words are never replaced (product: a template cannot destroy).
    """
    data, count = without_pasted_text(form), 0
    pieces = [TrayPiece(piece.text, line=piece.line) for piece in summary.not_placed]
    for name, value, origin in _values(summary):
        # What was carried over from the last summary and not looked at is no word of the writer's.
        typed = form.typed(name) if name in form.fields and not form.is_only_brought(name) else ""
        if not typed:
            if name in form.fields and form.typed(name) == value:
                data.appendlist(STILL_TRUE, part_of_field(name))  # carried over, and said again: looked at
            data[name], data[f"from_{name}"] = value, _in_words(origin)
            count += 1
        elif typed != value:
            pieces.append(TrayPiece(_label(name, value), name, origin.first))
    pieces.sort(key=lambda piece: piece.line)
    _set_tray(data, [*form.pieces, *pieces], form.left_out)
    data.pop("is_without_pieces", None)
    return data, count


def moved(form: "ExecSummaryForm", action: str) -> tuple[QueryDict, str]:
    """The form's content after "add:1", "leave:1" or "back:1" (the number of the piece), and what prevented it."""
    data, pieces, left_out = form.posted.copy(), form.pieces, form.left_out
    verb, _, number = action.partition(":")
    source: list[Any] = left_out if verb == "back" else pieces
    if not re.fullmatch(r"[0-9]{1,4}", number) or int(number) >= len(source):
        return data, ""
    piece = source.pop(int(number))
    if verb == "add":
        target = next((target for target in form.targets(piece.text) if target.name == piece.field), None)
        if target is None:
            return data, NO_FIELD_CHOSEN
        text = _WORKLOAD_HEAD.sub("", piece.text) if target.name.startswith(WORKLOAD_PREFIX) else piece.text
        data[target.name] = target.choice or "\n".join(filter(None, [form.typed(target.name), text]))
    elif verb == "leave":
        left_out.append(piece.text)
    else:
        pieces.append(TrayPiece(piece))
    _set_tray(data, pieces, left_out)
    return data, ""


def without_pasted_text(form: "ExecSummaryForm") -> QueryDict:
    """The form's content, nothing being left to paste."""
    data = form.posted.copy()
    data["pasted_text"] = data["pasted_html"] = ""
    return data


def _set_tray(data: QueryDict, pieces: list[TrayPiece], left_out: list[str]) -> None:
    if len(pieces) > MOST_PIECES:
        rest = "\n\n".join(piece.text for piece in pieces[MOST_PIECES - 1 :])
        pieces = [*pieces[: MOST_PIECES - 1], TrayPiece(rest)]
    data.setlist("not_placed", [piece.text for piece in pieces])
    data.setlist("not_placed_to", [piece.field for piece in pieces])
    data.setlist("left_out", left_out)


def _values(summary: PastedSummary) -> Iterator[tuple[str, str, Origin]]:
    for name, origin in summary.origins.items():
        yield name, summary.fields[name], origin
    for workload in summary.workloads:
        yield f"workload_{workload.code}", workload.text, workload.origin


def _chosen(section: Section, text: str) -> str:
    """The stored value where the text is a choice and nothing else."""
    value, rest = read_choice(section, text)
    return "" if rest else value


def _label(name: str, value: str) -> str:
    section = SECTION_BY_FIELD.get(name)
    return str(section.choices(value).label) if section and section.choices else value


def _in_words(origin: Origin) -> str:
    lines = f"line {origin.first}" if origin.first == origin.last else f"lines {origin.first} to {origin.last}"
    words = Truncator(" ".join(origin.text.split())).chars(ORIGIN_LENGTH)
    return f"{lines} of the pasted text: “{words}”"


def _not_placed(count: int) -> str:
    if count == 1:
        return NOT_PLACED.format(count="1 piece", are="is", them="it")
    return NOT_PLACED.format(count=f"{count} pieces", are="are", them="them")
