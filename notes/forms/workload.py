"""Forms of the workload catalogue."""

from typing import Any

from django import forms

from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.models import Workload


class WorkloadForm(BaseForm):
    """Code, name and aliases; `workload` is the one edited, None for a new one."""

    code = CleanTextFormField(
        max_length=10,
        help_text="2 to 10 letters and digits, as it stands in brackets in the template. It stays once notes use it.",
    )
    name = CleanTextFormField(
        max_length=100,
        help_text="Without a dash between blanks, such as “Exchange Online”.",
    )
    aliases = CleanTextFormField(
        required=False,
        max_length=200,
        help_text="Older or other codes people type, separated by commas.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, workload: Workload | None = None, is_used: bool = False, **kwargs: Any) -> None:
        if workload:
            kwargs["initial"] = initial_of(workload)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The browser's own length limit would cut pasted text without a word.
            field.widget.attrs.pop("maxlength", None)
        if workload and is_used:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "Notes use this code, so it stays."

    def clean_aliases(self) -> list[str]:
        return [alias.strip() for alias in self.cleaned_data["aliases"].split(",") if alias.strip()]


def initial_of(workload: Workload) -> dict[str, Any]:
    """The workload as the form shows it."""
    return {
        "code": workload.code,
        "name": workload.name,
        "aliases": ", ".join(workload.aliases),
        "version": workload.version,
    }
