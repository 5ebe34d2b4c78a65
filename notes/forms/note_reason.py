from typing import Any

from django import forms

from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.models.note import REASON_LIMIT


class ReasonField(CleanTextFormField):
    """Why a note was amended, withdrawn or moved."""

    widget = forms.Textarea(attrs={"rows": 2})
    default_error_messages = {"max_length": "A reason holds 1,000 characters. Shorten it."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Why", "max_length": REASON_LIMIT} | kwargs)


class NoteWithdrawForm(InlineForm):
    reason = ReasonField(
        help_text="It stands in the note's place, and everybody who sees the customer reads it.",
        error_messages={"required": "Say why the note is withdrawn. The reason stands in its place."},
    )
