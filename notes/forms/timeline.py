from typing import Any

from django import forms

from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.enums import NoteKind
from notes.queries.timeline import Cursor, FilterChoices, TimelineFilter
from notes.rendering.hashtags import tag_of

_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "required": False}


class TimelineFilterForm(BaseForm):
    """The filter as it stands in the address. What cannot be read is left out and named."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *NoteKind.choices])
    author = forms.ChoiceField(required=False)
    workload = forms.ChoiceField(required=False)
    tag = CleanTextFormField(label="Hashtag", required=False, max_length=60)
    since = forms.DateField(label="From", **_DATE)
    until = forms.DateField(label="To", **_DATE)
    escalated = forms.BooleanField(label="Escalated only", required=False)

    def __init__(self, data: Any, *, choices: FilterChoices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.choices = choices
        self.fields["author"].choices = [("", "Everybody"), *choices.authors]  # type: ignore[attr-defined]
        self.fields["workload"].choices = [("", "All workloads"), *choices.workloads]  # type: ignore[attr-defined]

    def clean_tag(self) -> str:
        return tag_of(self.cleaned_data["tag"])

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
