"""What to take out, as which file, and what for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import ExportPurpose, FileFormat
from notes.models.export_log import PURPOSE_TEXT_LIMIT
from notes.queries.export_log import ExportFilter
from notes.services.export_log import Purpose


class PurposeForm(InlineForm):
    """What the files are for; asked once per session."""

    purpose = forms.ChoiceField(
        label="Purpose",
        choices=ExportPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the file is for.", "invalid_choice": "Choose what the file is for."},
    )
    purpose_text = CleanTextFormField(
        label="In a few words",
        required=False,
        max_length=PURPOSE_TEXT_LIMIT,
        widget=forms.TextInput(),
        help_text="Needed with “Something else”.",
        error_messages={"max_length": "The purpose holds 500 characters. Shorten it."},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("purpose") == ExportPurpose.OTHER and not data.get("purpose_text"):
            self.add_error("purpose_text", "Say in a few words what the file is for.")
        return data

    def purpose_given(self) -> Purpose:
        """What a valid form says."""
        return Purpose(self.cleaned_data["purpose"], self.cleaned_data["purpose_text"])


def file_format(data: QueryDict, *, offered: Sequence[FileFormat] = (FileFormat.PDF, FileFormat.DOCX)) -> FileFormat:
    """Which of the offered ones was asked for; the first where it is none of them."""
    return next((known for known in offered if known == data.get("format")), offered[0])


def is_long(data: QueryDict) -> bool:
    """Whether one-liners of 512 characters are wanted rather than of 256."""
    return data.get("length") == "long"


class ExportFilterForm(forms.Form):
    """The address of the log of exports. Something unknown in it counts as not given."""

    person = CleanTextFormField(label="Person", required=False, max_length=200)
    customer = CleanTextFormField(label="Customer or TPID", required=False, max_length=200)
    before = forms.IntegerField(min_value=1, required=False)

    def narrowed(self) -> ExportFilter:
        self.full_clean()
        values = self.cleaned_data
        return ExportFilter(person=values.get("person", ""), customer=values.get("customer", ""))
