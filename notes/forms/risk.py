from django import forms

from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import RiskCategory, RiskKind, Severity
from notes.forms.owner import OwnerField
from notes.services.inputs import RiskInput

TITLE_LIMIT = 200
RESPONSE_LIMIT = 2000


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
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "This holds 2,000 characters. Shorten it."},
    )

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
