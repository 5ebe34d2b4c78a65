from typing import Any

from django import forms


class InboxFilterForm(forms.Form):
    """What the address of the inbox says; whatever cannot be read asks for nothing."""

    show = forms.ChoiceField(choices=[("unseen", "New")], required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        values = self.cleaned_data
        return {"is_unseen_only": values.get("show") == "unseen", "before": values.get("before")}


class SeenForm(forms.Form):
    """How far somebody has looked at the inbox: the id of its newest row."""

    until = forms.IntegerField(min_value=1, max_value=2**63 - 1)
