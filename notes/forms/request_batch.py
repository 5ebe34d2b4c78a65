from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from ftop.lib.forms import CleanTextFormField
from notes.forms.exec_summary_request import ExecSummaryRequestForm
from notes.models.request_batch import NAME_LIMIT


class RequestBatchForm(ExecSummaryRequestForm):
    """What the RM asks all the chosen customers' FMs for."""

    key = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "The form did not come through whole. Nothing was sent: please send it again."},
    )
    name = CleanTextFormField(
        label="Name",
        required=False,
        max_length=NAME_LIMIT,
        widget=forms.TextInput,
        help_text="What it is for, so that you find it again: “Review meeting 12 Mar”. The FMs see it too.",
        error_messages={"max_length": "A name holds 100 characters. Shorten it."},
    )

    field_order = ("name", "focus", "helpful_by_on")

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": uuid4()}, **kwargs)
        self.fields["focus"].help_text = "What you would like to read about. It stands in each of the requests."
