from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField

from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import NoteKind
from notes.queries.timeline import FilterChoices, TimelineFilter
from notes.rendering.hashtags import tag_of


class _DayField(forms.DateField):
    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


@dataclass(frozen=True)
class Chip:
    """A filter in use with the query that drops it, or one to choose with the query that sets it."""

    label: str
    query: str
    is_on: bool = True


class TimelineFilterForm(InlineForm):
    """The filter as it stands in the address. What cannot be read is left out and named."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *NoteKind.choices])
    author = forms.ChoiceField(required=False)
    workload = forms.ChoiceField(required=False)
    tag = CleanTextFormField(label="Hashtag", required=False, max_length=60)
    since = _DayField("From")
    until = _DayField("To")
    escalated = forms.BooleanField(label="Escalated only", required=False)

    def __init__(self, data: Any, *, choices: Callable[[], FilterChoices], **kwargs: Any) -> None:
        """`choices` are asked for once, and only where the fields are shown or an author or a workload is asked for."""
        super().__init__(data, **kwargs)
        found = cache(choices)
        self.fields["author"].choices = lambda: [("", "Everybody"), *found().authors]  # type: ignore[attr-defined]
        self.fields["workload"].choices = lambda: [("", "All workloads"), *found().workloads]  # type: ignore[attr-defined]

    def clean_tag(self) -> str:
        return tag_of(self.cleaned_data["tag"])

    def rows(self) -> list[list[BoundField]]:
        """The fields as they stand beside each other; "escalated" follows alone."""
        return [[self[name] for name in pair] for pair in (("kind", "author"), ("workload", "tag"), ("since", "until"))]

    def filter(self) -> TimelineFilter:
        """What to show; fields with an error ask for nothing."""
        self.is_valid()
        values = self.cleaned_data
        author = values.get("author")
        return TimelineFilter(
            kind=values.get("kind", ""),
            author_id=int(author) if author else None,
            workload=values.get("workload", ""),
            is_escalated=values.get("escalated", False),
            tag=values.get("tag", ""),
            since=values.get("since"),
            until=values.get("until"),
        )

    @property
    def query(self) -> str:
        """The filter as a query string, without what asks for nothing."""
        return urlencode(self._asked())

    def chips(self) -> list[Chip]:
        """The filters in use, each with the query that drops it."""
        asked = self._asked()
        return [
            Chip(self._label(name), urlencode({other: value for other, value in asked.items() if other != name}))
            for name in asked
        ]

    def quick_chips(self) -> list[Chip]:
        """The choices most asked for; they keep what else is filtered."""
        asked = self._asked()
        rest = {name: value for name, value in asked.items() if name not in {"kind", "escalated"}}
        choices = [
            ("All", {}),
            ("Overall", {"kind": NoteKind.OVERALL.value}),
            ("Exec Summaries", {"kind": NoteKind.EXEC_SUMMARY.value}),
            ("Enterprise", {"kind": NoteKind.ENTERPRISE.value}),
            ("Entitlement", {"kind": NoteKind.ENTITLEMENT.value}),
            ("Escalated", {"escalated": "1"}),
        ]
        return [Chip(label, urlencode(rest | choice), asked == rest | choice) for label, choice in choices]

    def _asked(self) -> dict[str, str]:
        self.is_valid()
        values = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: "1" if value is True else str(value) for name, value in values.items() if value}

    def _label(self, name: str) -> str:
        value = self.cleaned_data[name]
        match name:
            case "tag":
                return f"#{value}"
            case "since" | "until":
                return f"{self.fields[name].label} {value.day} {value:%b %Y}"
            case "escalated":
                return "Escalated"
            case "workload":
                return str(value)
            case _:
                return dict(self.fields[name].choices)[value]  # type: ignore[attr-defined]
