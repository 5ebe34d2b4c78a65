"""The form fields of an Exec Summary's sections and workload rows, made from the spec."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ftop.lib.forms import CleanTextFormField
from notes.exec_summary_content import clean_value
from notes.exec_summary_spec import SECTION_BY_FIELD, WORKLOAD_RETIRED, WORKLOAD_TEXT_LIMIT, Section
from notes.models import Workload


class SectionTextField(CleanTextFormField):
    """The text of a section, cleaned before it is measured; the section's own hint counts as empty."""

    def __init__(self, section: Section, *, limit: int, rows: int, **kwargs: Any) -> None:
        self.section, self.limit = section, limit
        # A placeholder of one blank lets the style sheet tell an empty field. There is no `maxlength`: it would cut
        # pasted text without a word; a counter warns instead.
        widget = forms.Textarea(
            attrs={"rows": rows, "class": "form-control", "placeholder": " ", "data-paste": "plain"}
        )
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_value(self.section, super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            sentence = f"“{self.label}” is too long by {over:,}: it holds {self.limit:,} characters. Shorten it."
            raise ValidationError(sentence, code="max_length")


class WorkloadTextField(SectionTextField):
    """One workload's status and next actions. A retired workload keeps what was typed and takes nothing new.

    `kept_name` is the workload's name in a published row, "" for a new row: there the workload may be retired by now.
    """

    def __init__(self, workload: Workload, *, kept_name: str = "") -> None:
        self.workload, self.kept_name = workload, kept_name
        self.name = kept_name or workload.name
        label = f"[{workload.code}] {self.name}"
        section = SECTION_BY_FIELD["workloads"]
        super().__init__(section, limit=WORKLOAD_TEXT_LIMIT, rows=1, label=label, required=False)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and self.workload.is_retired and not self.kept_name:
            sentence = WORKLOAD_RETIRED.format(code=self.workload.code, name=self.workload.name)
            raise ValidationError(sentence, code="retired")


def field_of(section: Section) -> forms.Field:
    """The field of a text or choice section; what is missing is said in the section's own sentence."""
    said = {"required": section.missing}
    if section.choices:
        return forms.ChoiceField(
            label=section.heading,
            choices=section.choices.choices,
            widget=forms.RadioSelect,
            required=section.is_required,
            error_messages=said | {"invalid_choice": section.missing},
        )
    return SectionTextField(
        section,
        limit=section.limit,
        rows=3,
        label=section.heading,
        required=section.is_required,
        help_text=section.hint,
        error_messages=said,
    )
