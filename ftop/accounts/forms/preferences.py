from typing import Any

from django import forms

from ftop.accounts.enums import Theme
from ftop.accounts.forms.time_zone import TimeZoneField
from ftop.accounts.models import User
from ftop.accounts.services.preferences import PREFERENCES
from ftop.lib.forms import EditForm


class PreferencesForm(EditForm):
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

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(person), **kwargs)
        self.fields["time_zone"] = TimeZoneField(
            stored=person.time_zone, help_text="Times are shown in it, and it says which day a call was on."
        )
        self.order_fields([*PREFERENCES, "version"])


def initial_of(person: User) -> dict[str, Any]:
    """The person's preferences as the form shows them."""
    return {name: getattr(person, name) for name in (*PREFERENCES, "version")}
