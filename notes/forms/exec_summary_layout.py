"""The form of an Exec Summary as its page walks through it: sections, rows, ticks and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField

from notes.exec_summary_content import WorkloadLine
from notes.exec_summary_spec import SECTIONS, WORKLOAD_PREFIX, Section
from notes.forms.error_list import FormError
from notes.forms.exec_summary import ExecSummaryContentForm, ExecSummaryForm
from notes.forms.exec_summary_fields import WorkloadTextField
from notes.forms.exec_summary_paste import PASTE_FIELDS
from notes.forms.exec_summary_start import CarriedPart, lines_without_a_row
from notes.forms.one_liner import OneLinerForm
from notes.models import ExecSummaryRequest, Risk, Workload


@dataclass(frozen=True)
class SectionPart:
    """One section of the template; `field` is None for the workloads, which are rows."""

    section: Section
    field: BoundField | None
    carried: CarriedPart | None = None


@dataclass(frozen=True)
class WorkloadRow:
    """A row of the workload section. It is shown when it has text or is open: because the last summary had it, and
    once the form was sent because it stood open then. The browser sends no field of a closed row."""

    of: WorkloadTextField
    field: BoundField
    has_text: bool
    is_open: bool
    carried: CarriedPart | None = None

    @property
    def workload(self) -> Workload:
        return self.of.workload

    @property
    def name(self) -> str:
        """As written on the day of the summary, where the row was published before."""
        return self.of.name


@dataclass(frozen=True)
class Tick:
    """Something to tick: a risk to call out, a request to answer."""

    of: Risk | ExecSummaryRequest
    is_ticked: bool


class ContentLayout:
    """Sections and rows; `is_checked` is False where the form is only shown again, as in a preview."""

    def __init__(self, form: ExecSummaryContentForm, *, is_checked: bool) -> None:
        self.form = form
        self.has_errors = form.is_bound and is_checked

    def sections(self) -> list[SectionPart]:
        return [
            SectionPart(s, self.form[s.field], self.carried(s.field))
            if s.field in self.form.fields
            else SectionPart(s, None)
            for s in SECTIONS
        ]

    def workload_rows(self) -> list[WorkloadRow]:
        open_rows = self.open_rows()
        return [
            WorkloadRow(field, self.form[name], bool(self.form.typed(name)), name in open_rows, self.carried(name))
            for name, field in self.form.fields.items()
            if isinstance(field, WorkloadTextField)
        ]

    def carried(self, name: str) -> CarriedPart | None:
        """How a field stands that came from the summary before; None where it did not."""
        return None

    def open_rows(self) -> set[str]:
        """Names of the fields whose rows stand open though they are empty: those that were sent."""
        return set(self.form.posted)

    def errors(self) -> list[FormError]:
        """Everything that is wrong, in the order of the page."""
        return list(self._errors()) if self.has_errors else []

    def _errors(self) -> Iterator[FormError]:
        for message in self.form.non_field_errors():
            yield FormError("exec-summary-form", str(message))
        for name in self._order():
            for message in self.form.errors.get(name, []):
                yield FormError(self._target(self.form[name]), str(message))

    def _order(self) -> list[str]:
        """The fields as they follow on the page."""
        names = ["key", "happened_on", *PASTE_FIELDS, "answered_requests"]
        for part in self.sections():
            rows = [row.field.name for row in self.workload_rows()]
            names += [part.section.field] if part.field else [*rows, "is_without_workloads"]
        return [*names, "mentioned_risks", "has_no_risks", *OneLinerForm.base_fields, "reason", "version"]

    @staticmethod
    def _target(field: BoundField) -> str:
        return f"{field.auto_id}_0" if isinstance(field.field.widget, forms.RadioSelect) else field.id_for_label


class ExecSummaryLayout(ContentLayout):
    """What the template asks for, with the risks and requests around it."""

    form: ExecSummaryForm

    def open_rows(self) -> set[str]:
        """At first, those of the last summary."""
        if self.form.is_bound:
            return super().open_rows()
        return {f"{WORKLOAD_PREFIX}{code}" for code in self.form.editor.suggested_codes}

    def carried(self, name: str) -> CarriedPart | None:
        return self.form.carried(name)

    @cached_property
    def carried_parts(self) -> list[CarriedPart]:
        """All that was carried over and has its field, in the order of the page."""
        parts = [part.carried for part in self.sections()] + [row.carried for row in self.workload_rows()]
        return [part for part in parts if part]

    @property
    def waiting_count(self) -> int:
        """How many carried parts were neither confirmed nor changed."""
        return sum(part.is_waiting for part in self.carried_parts)

    def lines_without_a_row(self) -> list[WorkloadLine]:
        """Lines of the summary before whose workload is not offered any more."""
        return lines_without_a_row(self.form.start, self.form.workload_codes)

    def risks(self) -> list[Tick]:
        """The open risks, and a ticked one that was closed in the meantime, so that it can be unticked."""
        ticked = [risk for risk in self._chosen("mentioned_risks") if not risk.is_open]
        return self._ticks("risks", "mentioned_risks", [*self.form.editor.open_risks, *ticked])

    def requests(self) -> list[Tick]:
        return self._ticks("requests", "answered_requests", self.form.editor.open_requests)

    @property
    def is_adding_risks(self) -> bool:
        """Whether the fold with new risks stands open."""
        return self.form.is_bound and self.form.new_risks.is_used()

    def _chosen(self, name: str) -> list[Any]:
        return list(self.form.cleaned_data.get(name) or []) if self.has_errors else []

    def _ticks(self, shown: str, name: str, things: list[Any]) -> list[Tick]:
        """Ticked at first; afterwards as the person left it, and what turned up since is ticked again."""
        if not self.form.is_bound:
            return [Tick(thing, True) for thing in things]
        ticked = set(self.form.posted.getlist(name))
        seen = set(self.form.posted.getlist(f"shown_{shown}"))
        return [Tick(thing, str(thing.key) in ticked or str(thing.key) not in seen) for thing in things]

    def _errors(self) -> Iterator[FormError]:
        yield from super()._errors()
        for message in self.form.new_risks.non_form_errors():
            yield FormError("new-risks", str(message))
        for number, row in enumerate(self.form.new_risks.forms, start=1):
            for name, messages in row.errors.items():
                for message in messages:
                    yield FormError(row[name].id_for_label, f"New risk {number}: {message}")
