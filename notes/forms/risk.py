from typing import Any
from uuid import uuid4

from django import forms

from ftop.lib.forms import CleanTextFormField, EditForm, InlineForm
from notes.enums import RiskCategory, RiskKind, Severity
from notes.forms.owner import OwnerField
from notes.models import Risk
from notes.services.inputs import RiskInput

TITLE_LIMIT = 200
RESPONSE_LIMIT = OUTCOME_LIMIT = 2000
REASON_LIMIT = 500


class RiskForm(InlineForm):
    """A risk, issue or escalation: on its own page, and inside the form of the note that calls it out."""

    kind = forms.ChoiceField(
        choices=RiskKind.choices,
        initial=RiskKind.RISK,
        error_messages={"required": "Choose risk, issue or escalation."},
    )
    title = CleanTextFormField(
        max_length=TITLE_LIMIT,
        widget=forms.TextInput(attrs={"placeholder": "In a few words"}),
        error_messages={
            "required": "Say in a few words what the risk is.",
            "max_length": "A title holds 200 characters. Shorten it; the details fit under “What is being done”.",
        },
    )
    severity = forms.ChoiceField(
        choices=Severity.choices,
        initial=Severity.MEDIUM,
        error_messages={"required": "Choose the severity: high, medium or low."},
    )
    category = forms.ChoiceField(choices=[("", "Not set"), *RiskCategory.choices], required=False)
    owner = OwnerField(required=False)
    response = CleanTextFormField(
        label="What is being done",
        required=False,
        max_length=RESPONSE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "data-paste": "plain"}),
        error_messages={"max_length": "This holds 2,000 characters. Shorten it."},
    )

    def stand_alone(self) -> None:
        """Look for colleagues in a list of the form's own, and begin at its title: it is no part of another form."""
        self.fields["owner"].widget.attrs["list"] = f"{self['owner'].auto_id}-options"
        if not self.is_bound:
            self.fields["title"].widget.attrs["autofocus"] = True

    def has_typed(self) -> bool:
        """Whether somebody wrote something, beyond the choices that stand there from the start."""
        return any((self[name].value() or "").strip() for name in ("title", "owner", "response"))

    def risk_input(self) -> RiskInput:
        """The risk of a valid form."""
        values = self.cleaned_data
        return RiskInput(
            kind=values["kind"],
            title=values["title"],
            severity=values["severity"],
            category=values["category"],
            owner=values["owner"].person,
            owner_name=values["owner"].name,
            response=values["response"],
        )


class RiskCreateForm(RiskForm):
    """A new risk on its own. The key makes sending the form twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stand_alone()

    def renew_key(self) -> None:
        """Let the form, as typed, be saved as another risk."""
        self.put(key=uuid4())


class RiskUpdateForm(EditForm, RiskForm):
    """An open risk to change."""

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(risk), **kwargs)
        self.stand_alone()
        # A colleague who left, or has a namesake, stays the owner as long as the name is left alone.
        self.fields["owner"].known = risk.owner  # type: ignore[attr-defined]


class RiskCloseForm(InlineForm):
    outcome = CleanTextFormField(
        label="How did it end?",
        max_length=OUTCOME_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "data-paste": "plain"}),
        error_messages={
            "required": "Closing a risk needs an outcome: say how it ended.",
            "max_length": "An outcome holds 2,000 characters. Shorten it.",
        },
    )


class RiskReopenForm(InlineForm):
    reason = CleanTextFormField(
        label="Why",
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "A reason holds 500 characters. Shorten it."},
    )


def initial_of(risk: Risk) -> dict[str, Any]:
    """The risk as its form shows it."""
    return {
        "kind": risk.kind,
        "title": risk.title,
        "severity": risk.severity,
        "category": risk.category,
        "owner": risk.owner_label,
        "response": risk.response,
        "version": risk.version,
    }
