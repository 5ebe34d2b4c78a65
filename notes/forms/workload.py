"""Forms of the workload catalogue."""

from typing import Any

from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm
from notes.models import Workload


class AliasesField(CleanTextFormField):
    """Codes in capitals, separated by commas; cleans to a list of them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [alias.strip().upper() for alias in super().clean(value).split(",") if alias.strip()]


class WorkloadForm(BaseForm):
    code = CleanTextFormField(
        max_length=10,
        help_text="2 to 10 letters and digits, as it stands in brackets in the template. It stays once notes use it.",
    )
    name = CleanTextFormField(
        max_length=100,
        help_text="Without a dash between blanks, such as “Exchange Online”.",
    )
    aliases = AliasesField(
        required=False,
        max_length=200,
        help_text="Older or other codes people type, separated by commas.",
    )

    def clean_code(self) -> str:
        """In capitals, as it is stored."""
        return str(self.cleaned_data["code"]).upper()


class WorkloadUpdateForm(EditForm, WorkloadForm):
    def __init__(self, *args: Any, workload: Workload, is_used: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(workload), **kwargs)
        if is_used:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "Notes use this code, so it stays."


def initial_of(workload: Workload) -> dict[str, Any]:
    """The workload as the form shows it."""
    return {name: getattr(workload, name) for name in ("code", "name", "aliases", "version")}
