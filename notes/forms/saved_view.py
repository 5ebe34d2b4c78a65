from django import forms
from django.http import QueryDict

from ftop.accounts.enums import Role
from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.enums import ViewPage
from notes.models.saved_view import NAME_LIMIT, QUERY_LIMIT


class SavedViewForm(BaseForm):
    page = forms.ChoiceField(choices=ViewPage.choices, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=QUERY_LIMIT, widget=forms.HiddenInput)
    name = CleanTextFormField(
        max_length=NAME_LIMIT,
        error_messages={
            "required": "Give the view a name.",
            "max_length": f"A name holds {NAME_LIMIT} characters. Shorten it.",
        },
    )
    shared_with = forms.ChoiceField(
        label="Share with",
        required=False,
        choices=[("", "Nobody, it is mine"), *Role.choices],
        help_text="Everybody sees through it what they may see anyway.",
    )
    is_pinned = forms.BooleanField(label="Pin on Home", required=False, initial=True)

    def clean_query(self) -> str:
        """The address as a query string alone, without the place in the list."""
        asked = QueryDict(self.cleaned_data["query"].lstrip("?"), mutable=True)
        for name in ("after", "page"):
            asked.pop(name, None)
        return asked.urlencode()
