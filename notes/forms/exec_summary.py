"""The form of an Exec Summary, written from the one list of sections."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from ftop.lib.forms import RESUME, BaseForm
from ftop.lib.text import clean
from notes.exec_summary_content import ExecSummaryContent, ExecSummaryInput, WorkloadLine
from notes.exec_summary_spec import SINGLE_SECTIONS, WORKLOAD_PREFIX
from notes.forms.exec_summary_fields import WorkloadTextField, field_of
from notes.forms.exec_summary_paste import PastedTextForm
from notes.forms.exec_summary_start import (
    STILL_TRUE,
    CarriedPart,
    StartedFromField,
    carried_part,
    initial_of,
    part_of_field,
)
from notes.forms.new_risk import NewRiskFormSet
from notes.forms.one_liner import OneLinerForm
from notes.models import ExecSummaryRequest, Risk
from notes.queries.exec_summary import Editor
from notes.queries.exec_summary_start import Start, start_with
from notes.services.exec_summary_carried import StartInput

NO_RISKS_MISSING = "The Risks box is empty. Add the escalation or issue, or confirm that there are none."
NO_WORKLOADS_MISSING = "Write about at least one workload, or tick that none is under discussion."


def _tick() -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"class": "form-check-input"})


class ExecSummaryContentForm(BaseForm):
    """Date, sections and workload rows of a summary: what is written, and may be amended.

    `kept` are the codes and names of published rows, which stay as they are though the workload is renamed or retired.
    """

    happened_on = forms.DateField(
        label="Date of the summary",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the date.", "invalid": "Give the date as year-month-day, or choose it."},
    )
    is_without_workloads = forms.BooleanField(required=False, label="No workload under discussion", widget=_tick())

    def __init__(
        self,
        data: QueryDict | None,
        *,
        editor: Editor,
        today: date,
        initial: Mapping[str, Any] = MappingProxyType({}),
        kept: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(data, initial={"happened_on": today, **initial}, use_required_attribute=False)
        self.editor = editor
        self.posted = QueryDict() if data is None else data
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields |= {section.field: field_of(section) for section in SINGLE_SECTIONS}
        for workload in editor.workloads:
            # A code retired since the form was opened keeps its row as long as there is text in it.
            field = WorkloadTextField(workload, kept_name=kept.get(workload.code, ""))
            typed = self.posted.get(f"{WORKLOAD_PREFIX}{workload.code}")
            if not workload.is_retired or field.kept_name or field.to_python(typed):
                self.fields[f"{WORKLOAD_PREFIX}{workload.code}"] = field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        has_rows = any(self.typed(f"{WORKLOAD_PREFIX}{code}") for code in self.workload_codes)
        if not has_rows and not data.get("is_without_workloads"):
            self.add_error("is_without_workloads", NO_WORKLOADS_MISSING)
        self._keep_rows_without_a_workload()
        return data

    def _keep_rows_without_a_workload(self) -> None:
        """A code that was deleted since the form was opened has no row any more: its text is told instead of lost."""
        for name, value in self.posted.items():
            text = clean(str(value))
            if name.startswith(WORKLOAD_PREFIX) and name not in self.fields and text:
                code = name.removeprefix(WORKLOAD_PREFIX)[:10]
                self.add_error(None, f"[{code}] is no workload any more. Copy its text to another one: “{text}”")

    @property
    def workload_codes(self) -> list[str]:
        return [field.workload.code for field in self.fields.values() if isinstance(field, WorkloadTextField)]

    def typed(self, name: str) -> str:
        """What stands in a text or choice field now, valid or not, cleaned."""
        value = self[name].value() or ""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return value if field.valid_value(value) else ""
        return str(field.to_python(value))

    def typed_content(self) -> ExecSummaryContent:
        """The content as far as it is typed, for the preview: nothing has to be complete."""
        lines = [
            WorkloadLine(field.workload.code, field.name, self.typed(name))
            for name, field in self.fields.items()
            if isinstance(field, WorkloadTextField)
        ]
        values = {section.field: self.typed(section.field) for section in SINGLE_SECTIONS}
        return ExecSummaryContent(**values, workloads=tuple(lines)).cleaned()

    def content_input(self) -> dict[str, Any]:
        """Date, sections and rows of a valid form, as the services take them."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("happened_on", "is_without_workloads")},
            "content": ExecSummaryInput(**{section.field: data[section.field] for section in SINGLE_SECTIONS}),
            "workloads": {code: data[f"{WORKLOAD_PREFIX}{code}"] for code in self.workload_codes},
        }


class ExecSummaryForm(PastedTextForm, ExecSummaryContentForm, OneLinerForm):
    """Sections, workload rows, risks and answered requests of one summary; `new_risks` is the formset inside it."""

    key = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "The form did not come through whole. Your text is kept: please publish again."},
    )
    started_from = StartedFromField(required=False)
    mentioned_risks = forms.ModelMultipleChoiceField(
        Risk.objects.none(),
        required=False,
        to_field_name="key",
        error_messages={
            "invalid_choice": "A risk you ticked is not one of this customer. Look at the open ones again."
        },
    )
    has_no_risks = forms.BooleanField(required=False, label="No escalations or issues", widget=_tick())
    answered_requests = forms.ModelMultipleChoiceField(
        ExecSummaryRequest.objects.none(),
        required=False,
        to_field_name="key",
        error_messages={"invalid_choice": "A request you ticked is not one of this customer. Look at them again."},
    )

    def __init__(self, data: QueryDict | None, *, editor: Editor, today: date) -> None:
        begun = initial_of(start_with(editor.last_summary)) if data is None else {}
        super().__init__(data, editor=editor, today=today, initial={"key": uuid4(), **begun})
        self.new_risks = NewRiskFormSet(data, prefix="new_risks")
        # Ended ones count too: sending twice must mean the same both times. The service looks at how they stand.
        self._offer("mentioned_risks", editor.customer.risks.all())
        self._offer("answered_requests", editor.customer.exec_summary_requests.all())

    def _offer(self, name: str, queryset: Any) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """Both are checked always, so that everything missing is said at once."""
        is_formset_valid = RESUME in self.posted or self.new_risks.is_valid()
        return super().is_valid() and is_formset_valid

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        is_said = data.get("has_no_risks") or data.get("mentioned_risks") or self.new_risks.is_used()
        if not is_said and not self.editor.open_risks:
            self.add_error("has_no_risks", NO_RISKS_MISSING)
        return data

    def silence(self) -> None:
        """Show what was posted without checking it."""
        super().silence()
        for form in self.new_risks.forms:
            form.silence()

    @cached_property
    def start(self) -> Start | None:
        """The summary it began with; None where it began empty, or that summary was withdrawn since."""
        key = StartedFromField().to_python(self["started_from"].value())
        return start_with(self.editor.summary_named(key)) if key else None

    @property
    def still_true(self) -> list[str]:
        return self.posted.getlist(STILL_TRUE)

    def carried(self, name: str) -> CarriedPart | None:
        """How a field stands that came from the summary before; None where it did not."""
        return carried_part(part_of_field(name), typed=self.typed(name), start=self.start, still_true=self.still_true)

    def is_only_brought(self, name: str) -> bool:
        """A field holds what the summary before said, and nobody has looked at it."""
        part = self.carried(name)
        return part is not None and part.is_waiting

    def renew_key(self) -> None:
        """Make the next publishing of what was posted a note of its own."""
        self.put(key=uuid4())

    def service_input(self) -> dict[str, Any]:
        """What `publish_exec_summary` takes from a valid form."""
        data = self.cleaned_data
        started_from = data["started_from"]
        return self.content_input() | {
            **{name: data[name] for name in ("key", "has_no_risks")},
            "start": StartInput(started_from, self.still_true) if started_from else None,
            "mentioned_risks": list(data["mentioned_risks"]),
            "new_risks": self.new_risks.inputs(),
            "answered_requests": list(data["answered_requests"]),
            "one_liners": self.one_liners(),
        }
