from typing import Any

from django import forms

from ftop.accounts.enums import Role, Telling, Theme
from ftop.accounts.forms.time_zone import TimeZoneField
from ftop.accounts.models import User
from ftop.accounts.services.preferences import PREFERENCES
from ftop.lib.forms import EditForm


class PreferencesForm(EditForm):
    fields: dict[str, Any]
    theme = forms.ChoiceField(
        label="Colours",
        choices=Theme.choices,
        error_messages={"required": "Choose the colours.", "invalid_choice": "Choose the colours from the list."},
    )
    has_shortcuts = forms.BooleanField(
        label="Single-key shortcuts",
        required=False,
        help_text="n starts a note, g then h goes home, ? shows them all. Ctrl+Enter saves in any case.",
    )
    has_snippet_keys = forms.BooleanField(
        label="Snippets by ;;",
        required=False,
        help_text="While writing, ;; and some letters offer the templates and snippets of that shortcut.",
    )

    told_of = forms.MultipleChoiceField(
        label="The inbox tells me of",
        choices=Telling.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Where you switch off escalations you answer for, the note says so to its author.",
        error_messages={"invalid_choice": "Choose what the inbox tells you of from the list."},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(person), **kwargs)
        self.fields["time_zone"] = TimeZoneField(
            stored=person.time_zone, help_text="Times are shown in it, and it says which day a call was on."
        )
        if not person.has_role(Role.LT):
            kinds = [(value, label) for value, label in Telling.choices if value != Telling.EVERY_ESCALATION]
            self.fields["told_of"].choices = kinds
        self.order_fields([*PREFERENCES, "version"])


def initial_of(person: User) -> dict[str, Any]:
    """The person's preferences as the form shows them."""
    return {name: getattr(person, name) for name in (*PREFERENCES, "version")}
