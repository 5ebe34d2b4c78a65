from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField

from ftop.lib.forms import CleanTextFormField
from notes.enums import NoteKind
from notes.forms.address import AddressForm, Chip, FilterDayField
from notes.queries.timeline import FilterChoices, TimelineFilter


class TimelineFilterForm(AddressForm):
    """The filter as it stands in the address. What cannot be read is left out and named."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *NoteKind.choices])
    author = forms.ChoiceField(required=False)
    workload = forms.ChoiceField(required=False)
    tag = CleanTextFormField(label="Hashtag", required=False, max_length=60)
    since = FilterDayField("From")
    until = FilterDayField("To")
    escalated = forms.BooleanField(label="Escalated only", required=False)

    def __init__(self, data: Any, *, choices: Callable[[], FilterChoices], **kwargs: Any) -> None:
        """`choices` are asked for once, and only where the fields are shown or an author or a workload is asked for."""
        super().__init__(data, **kwargs)
        found = cache(choices)
        self.fields["author"].choices = lambda: [("", "Everybody"), *found().authors]  # type: ignore[attr-defined]
        self.fields["workload"].choices = lambda: [("", "All workloads"), *found().workloads]  # type: ignore[attr-defined]

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

    def quick_chips(self) -> list[Chip]:
        """The choices most asked for; they keep what else is filtered."""
        asked = self.asked()
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
