"""The form of an Enterprise Status Note, written from the one list of its sections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from customers import cadence
from customers.enums import EnterpriseColor
from customers.models import Customer
from ftop.lib.forms import RESUME, CleanTextFormField, EditForm, InlineForm
from ftop.lib.text import clean
from notes.enterprise_content import EnterpriseContent
from notes.enterprise_spec import (
    ACTIVITY_CODES,
    ACTIVITY_LIMIT,
    ACTIVITY_NAMES,
    FACETS,
    SECTIONS,
    Section,
    SectionKind,
    activity_field,
)
from notes.enums import EnterpriseReason
from notes.forms.exec_summary_start import STILL_TRUE, CarriedPart, StartedFromField
from notes.forms.new_risk import NewRiskFormSet
from notes.forms.note import NoteForm
from notes.forms.note_amend import draft_key_field, why_field
from notes.models import Note, Risk
from notes.queries.enterprise import EnterpriseStart, enterprise_by_key, fields_of, newest_enterprise, start_with
from notes.rendering.enterprise import read
from notes.services.enterprise_note import MISSING

LONE_LINE = 200


def _day(label: str, **messages: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give the date as year-month-day, or choose it.", **messages},
    )


def _field(section: Section) -> forms.Field:
    match section.kind:
        case SectionKind.REASONS:
            return forms.MultipleChoiceField(
                choices=EnterpriseReason.choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": MISSING["reasons"]},
            )
        case SectionKind.STATUS:
            return forms.ChoiceField(
                choices=EnterpriseColor.choices,
                widget=forms.RadioSelect,
                error_messages={"required": MISSING["status"], "invalid_choice": MISSING["status"]},
            )
        case SectionKind.DAY:
            return _day("Next update", required=MISSING["next_update_on"])
        case _:
            return _text(section.limit, is_required=section.is_required, missing=MISSING.get(section.field, ""))


def _text(limit: int, *, is_required: bool = False, missing: str = "") -> CleanTextFormField:
    is_line = limit <= LONE_LINE
    widget = forms.TextInput() if is_line else forms.Textarea(attrs={"rows": 3, "class": "text", "data-paste": "plain"})
    too_long = f"This holds {limit:,} characters and what you wrote has %(show_value)d. Shorten it."
    return CleanTextFormField(
        required=is_required,
        max_length=limit,
        widget=widget,
        error_messages={"required": missing, "max_length": too_long},
    )


@dataclass(frozen=True)
class Part:
    """A section as the page shows it; `carried` where it came from the note before."""

    section: Section
    field: BoundField | None
    activities: Sequence["ActivityRow"]
    carried: CarriedPart | None


@dataclass(frozen=True)
class ActivityRow:
    code: str
    name: str
    fields: Sequence[BoundField]


class EnterpriseContentForm(InlineForm):
    """Day and sections: what is written, and may be amended."""

    happened_on = _day("As of", required="Give the date.")

    def __init__(self, data: QueryDict | None, *, today: date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.posted = QueryDict() if data is None else data
        self.today = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        for section in SECTIONS:
            if section.kind is SectionKind.ACTIVITIES:
                self._add_activities()
            else:
                self._add(section.field, _field(section), section.heading)

    def _add(self, name: str, field: forms.Field, label: str) -> None:
        field.label = label
        is_choice = isinstance(field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
        attrs = field.widget.attrs
        attrs["class"] = f"{attrs.get('class', '')} {'form-check-input' if is_choice else 'form-control'}".strip()
        attrs.pop("maxlength", None)
        self.fields[name] = field

    def _add_activities(self) -> None:
        for code in ACTIVITY_CODES:
            for facet in FACETS:
                field = _text(ACTIVITY_LIMIT)
                field.widget.attrs["rows"] = 2
                self._add(activity_field(code, facet), field, facet.label)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("The date cannot be in the future.")
        return day

    def parts(self) -> Iterator[Part]:
        """The sections in their order."""
        for section in SECTIONS:
            if section.kind is SectionKind.ACTIVITIES:
                rows = [
                    ActivityRow(code, ACTIVITY_NAMES[code], [self[activity_field(code, facet)] for facet in FACETS])
                    for code in ACTIVITY_CODES
                ]
                yield Part(section, None, rows, self.carried(section))
            else:
                yield Part(section, self[section.field], (), self.carried(section))

    def carried(self, section: Section) -> CarriedPart | None:
        return None

    def content(self) -> EnterpriseContent:
        """What a valid form says."""
        data = self.cleaned_data
        activities = {
            code: {facet.field: data[activity_field(code, facet)] for facet in FACETS} for code in ACTIVITY_CODES
        }
        values = {section.field: data[section.field] for section in SECTIONS if section.field in data}
        return EnterpriseContent(**values, activities=activities)


class EnterpriseNoteForm(EnterpriseContentForm):
    """A new note: begins with the last one, and calls out risks of the Risks box or writes new ones into it."""

    key = NoteForm.base_fields["key"]
    started_from = StartedFromField(required=False)
    mentioned_risks = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A risk you ticked was closed in the meantime. Look at the open ones again."},
    )

    def __init__(self, data: QueryDict | None, *, customer: Customer, open_risks: Sequence[Risk], today: date) -> None:
        self.customer, self.open_risks = customer, open_risks
        newest = newest_enterprise(customer) if data is None else None
        initial = {"key": uuid4(), "happened_on": today} | _beginning(customer, start_with(newest), today)
        super().__init__(data, today=today, initial=initial)
        self.fields["mentioned_risks"].choices = [(risk.pk, risk.title) for risk in open_risks]  # type: ignore[attr-defined]
        self.new_risks = NewRiskFormSet(data, prefix="new_risks")

    def is_valid(self) -> bool:
        """Both are checked always, so that everything missing is said at once."""
        is_formset_valid = RESUME in self.posted or self.new_risks.is_valid()
        return super().is_valid() and is_formset_valid

    def silence(self) -> None:
        super().silence()
        for form in self.new_risks.forms:
            form.silence()

    @property
    def is_adding_risks(self) -> bool:
        """Whether the rows of new risks stand open, as the shared template asks."""
        return self.new_risks.is_bound and self.new_risks.is_used()

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) if self.is_bound else False

    @cached_property
    def start(self) -> EnterpriseStart | None:
        """The note it began with; None where it is the first, or that one was withdrawn since."""
        key = StartedFromField().to_python(self["started_from"].value())
        return start_with(enterprise_by_key(self.customer, key)) if key else None

    def carried(self, section: Section) -> CarriedPart | None:
        """How a section stands that came from the note before; None where it did not. The next update is always new."""
        names = _names(section)
        if self.start is None or not any(self.start.fields.get(name) for name in names):
            return None
        is_changed = any(_comparable(self[name].value()) != _comparable(self.start.fields.get(name)) for name in names)
        is_confirmed = section.field in self.posted.getlist(STILL_TRUE)
        return CarriedPart(section.field, self.start.on, is_confirmed and not is_changed, is_changed)

    def renew_key(self) -> None:
        """Make the next publishing of what was posted a note of its own."""
        self.put(key=uuid4())

    def service_input(self) -> dict[str, Any]:
        """What `publish_enterprise_note` takes from a valid form."""
        ticked = set(self.cleaned_data["mentioned_risks"])
        return {
            "key": self.cleaned_data["key"],
            "happened_on": self.cleaned_data["happened_on"],
            "content": self.content(),
            "mentioned_risks": [risk for risk in self.open_risks if risk.pk in ticked],
            "new_risks": self.new_risks.inputs(),
        }


class EnterpriseNoteAmendForm(EnterpriseContentForm, EditForm):
    """Day and sections of a published note; its tenant and the risks it calls out stay."""

    key = draft_key_field()
    reason = why_field()

    def __init__(self, data: QueryDict | None, *, note: Note) -> None:
        written_on = note.author.day_of(note.written_at)
        super().__init__(data, today=max(written_on, note.happened_on), initial=initial_of(note) | {"key": uuid4()})
        self.take_stored()  # the sections are fields by now

    def values_of(self, note: Note) -> dict[str, Any]:
        """What the note says, in any of its versions, to compare with what is typed."""
        empty = {activity_field(code, facet): "" for code in ACTIVITY_CODES for facet in FACETS}
        return empty | initial_of(note) | {"reason": ""}

    def service_input(self) -> dict[str, Any]:
        """What `amend_enterprise_note` takes from a valid form."""
        names = ("version", "happened_on", "reason", "key")
        return {name: self.cleaned_data[name] for name in names} | {"content": self.content()}


def initial_of(note: Note) -> dict[str, Any]:
    """An Enterprise Status Note as its form shows it."""
    content = read(note.text)
    return fields_of(content) | {
        "version": note.version,
        "happened_on": note.happened_on,
        "next_update_on": content.next_update_on,
    }


def _beginning(customer: Customer, start: EnterpriseStart | None, today: date) -> dict[str, Any]:
    """What a fresh form holds: the last note, or Major Brand for the first one (playbook), and the next update."""
    status = str(start.fields["status"]) if start else ""
    rhythm = cadence.rhythm_of(health=customer.health, status=status)
    begun = {**start.fields, "started_from": start.key} if start else {"reasons": [EnterpriseReason.MAJOR_BRAND]}
    return begun | {"next_update_on": cadence.proposed(on=today, rhythm=rhythm)}


def _names(section: Section) -> list[str]:
    """The form fields of a section that a note can carry over."""
    if section.kind is SectionKind.ACTIVITIES:
        return [activity_field(code, facet) for code in ACTIVITY_CODES for facet in FACETS]
    return [] if section.kind is SectionKind.DAY else [section.field]


def _comparable(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else clean(str(value or ""))
