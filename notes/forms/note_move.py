from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from customers.models import Customer
from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import NoteKind
from notes.forms.note_reason import ReasonField
from notes.models import ExecSummaryRequest, Note
from notes.queries.exec_summary_requests import open_requests
from notes.queries.note_move import risks_called_out


class NoteMoveSearchForm(InlineForm):
    """Where to: the search, and the customer chosen, as they stand in the address. What is unreadable is not given."""

    q = CleanTextFormField(label="Customer", required=False, max_length=100)
    to = forms.UUIDField(required=False, widget=forms.HiddenInput)


class _Ticks(forms.TypedMultipleChoiceField):
    """A list of things to tick, by their ids."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Something you ticked has changed in the meantime. Look at it again."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)


class NoteMoveForm(InlineForm):
    """What moves along, and why. Risks that came with the note are ticked at first; older ones are the customer's."""

    reason = ReasonField(
        label="Why it moves",
        help_text="It stands on both timelines, so name no customer: not everybody there may see the other one.",
        error_messages={"required": "Say why the note moves. The reason stands on both timelines."},
    )
    risks = _Ticks(label="Risks that move along")
    answered_requests = _Ticks(label="Requests it answers there")

    def __init__(self, data: QueryDict | None, *, note: Note, to: Customer) -> None:
        risks: list[Any] = list(risks_called_out(note))
        self.movable = [risk for risk in risks if not risk.is_mentioned_elsewhere]
        self.staying = [risk for risk in risks if risk.is_mentioned_elsewhere]
        self.requests = list(open_requests(to)) if note.kind == NoteKind.EXEC_SUMMARY else []
        initial = {
            "risks": [risk.pk for risk in self.movable if risk.opened_at >= note.written_at],
            "answered_requests": [request.pk for request in self.requests],
        }
        super().__init__(data, initial=initial)
        self._offer("risks", [(risk.pk, risk.title) for risk in self.movable])
        self._offer("answered_requests", [(request.pk, _in_words(request)) for request in self.requests])

    def _offer(self, name: str, choices: list[tuple[int, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def service_input(self) -> dict[str, Any]:
        """What `move_note` takes from a valid form."""
        risks, requests = set(self.cleaned_data["risks"]), set(self.cleaned_data["answered_requests"])
        return {
            "reason": self.cleaned_data["reason"],
            "risks": [risk for risk in self.movable if risk.pk in risks],
            "answered_requests": [request for request in self.requests if request.pk in requests],
        }


def _in_words(request: ExecSummaryRequest) -> str:
    focus = f": “{request.focus}”" if request.focus else ""
    return f"{request.requested_by.full_name} asked on {timezone.localdate(request.requested_at):%-d %b}{focus}"
