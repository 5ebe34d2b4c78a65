"""Forms of templates and snippets."""

import re
from typing import Any

from django import forms
from django.http import QueryDict

from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm
from notes.enums import SnippetKind
from notes.models import Snippet
from notes.models.snippet import SHORTCUT_PATTERN, SNIPPET_TEXT_LIMIT


class SnippetForm(BaseForm):
    kind = forms.ChoiceField(
        choices=SnippetKind.choices,
        initial=SnippetKind.SNIPPET,
        widget=forms.RadioSelect,
        help_text="A template gives a note its headings and goes on lines of its own; a snippet is a sentence or two.",
        error_messages={"required": "Choose template or snippet.", "invalid_choice": "Choose template or snippet."},
    )
    title = CleanTextFormField(
        max_length=100,
        help_text="As it stands in the menu.",
        error_messages={
            "required": "Give it a title, as it shall stand in the menu.",
            "max_length": "A title holds 100 characters. Shorten it.",
        },
    )
    shortcut = CleanTextFormField(
        required=False,
        widget=forms.TextInput(attrs={"class": "w-short", "autocapitalize": "none", "spellcheck": "false"}),
        help_text="2 to 12 letters: typing ;; and these letters while writing offers it at once.",
    )
    text = CleanTextFormField(
        widget=forms.Textarea(attrs={"rows": 8, "data-paste": "markdown"}),
        help_text="**bold**, *italics*, - list and [link](https://…) as in notes. A line with nothing but “-” is a "
        "bullet to fill in.",
        error_messages={"required": "Write the text to insert."},
    )

    def clean_shortcut(self) -> str:
        """The letters alone: people type the ";;" as well."""
        shortcut: str = self.cleaned_data["shortcut"]
        letters = shortcut.removeprefix(";;").strip().lower()
        if letters and not re.fullmatch(SHORTCUT_PATTERN, letters):
            raise forms.ValidationError("A shortcut is 2 to 12 letters from a to z, such as sync.")
        return letters

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        over = len(text) - SNIPPET_TEXT_LIMIT
        if over > 0:
            raise forms.ValidationError(f"The text is too long by {over:,}: it holds 4,000 characters. Shorten it.")
        return text


class SnippetUpdateForm(EditForm, SnippetForm):
    def __init__(self, *args: Any, snippet: Snippet, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(snippet), **kwargs)


def order_of(data: QueryDict) -> dict[str, Any]:
    """What `reorder_snippets` takes, as sent by a list. What is no number counts as another list than the stored."""
    ids = {name: [int(pk) for pk in data.getlist(name) if pk.isdecimal()] for name in ("id", "seen")}
    return {"kind": data.get("kind", ""), "ids": ids["id"], "seen": ids["seen"]}


def initial_of(snippet: Snippet) -> dict[str, Any]:
    """The snippet as the form shows it."""
    return {name: getattr(snippet, name) for name in ("kind", "title", "shortcut", "text", "version")}
