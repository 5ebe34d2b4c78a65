"""New entries of the Risks box, several at once, written in the form of an Exec Summary and saved with it."""

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from notes.forms.owner import AMBIGUOUS, OwnerNameField
from notes.forms.risk import RiskForm
from notes.queries.owners import AmbiguousOwner, Owner, owners_named
from notes.services.inputs import RiskInput

MOST_RISKS = 10


class NewRiskForm(RiskForm):
    """One row. Where only the choices stand as they stood at first, it is no risk."""

    owner = OwnerNameField(required=False)  # type: ignore[assignment]  # who is meant is found for all rows at once

    def has_changed(self) -> bool:
        return self.has_typed()


class BaseNewRiskFormSet(BaseFormSet):
    default_error_messages = {
        "missing_management_form": "The new risks did not come through whole. They are kept: please save again.",
        "too_many_forms": f"Add up to {MOST_RISKS} entries here, and the others in the Risks box afterwards.",
    }

    def clean(self) -> None:
        """Find all owners with one query."""
        rows = [form for form in self.forms if form.has_changed() and "owner" in form.cleaned_data]
        found = owners_named(form.cleaned_data["owner"] for form in rows)
        for form in rows:
            owner = found.get(form.cleaned_data["owner"], Owner())
            if isinstance(owner, AmbiguousOwner):
                form.add_error("owner", ValidationError(AMBIGUOUS, code="ambiguous"))
            else:
                form.cleaned_data["owner"] = owner

    def is_used(self) -> bool:
        """Whether somebody wrote into one of the rows."""
        return any(form.has_changed() for form in self.forms)

    def inputs(self) -> list[RiskInput]:
        """The risks of a valid formset."""
        return [form.risk_input() for form in self.forms if form.has_changed()]


NewRiskFormSet: type[BaseNewRiskFormSet] = formset_factory(  # type: ignore[assignment]
    NewRiskForm,
    formset=BaseNewRiskFormSet,
    extra=1,
    max_num=MOST_RISKS,
    absolute_max=2 * MOST_RISKS,
    validate_max=True,
)
