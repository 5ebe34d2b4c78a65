import re
from typing import Any

from django import forms

from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm
from notes.models import Campaign
from notes.models.campaign import MEANING_LIMIT
from notes.rendering.hashtags import HASHTAG, TAG_LIMIT, tag_of


def _day(label: str, *, required: bool, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date", "class": "w-short"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the first day.", "invalid": "Write the day as 2026-03-14."},
    )


class CampaignForm(BaseForm):
    tag = CleanTextFormField(
        label="Hashtag",
        max_length=TAG_LIMIT + 1,
        widget=forms.TextInput(attrs={"class": "w-short", "autocapitalize": "none", "spellcheck": "false"}),
        help_text="As people type it in notes, such as #covid.",
        error_messages={
            "required": "Give the hashtag.",
            "max_length": f"A hashtag holds {TAG_LIMIT} characters. Shorten it.",
        },
    )
    meaning = CleanTextFormField(
        label="What it stands for",
        max_length=MEANING_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": "plain"}),
        help_text="What the campaign is about, and when a note should carry the tag.",
        error_messages={
            "required": "Say what the campaign is about.",
            "max_length": f"This holds {MEANING_LIMIT:,} characters. Your text is kept: shorten it.",
        },
    )
    starts_on = _day("First day", required=True)
    ends_on = _day("Last day", required=False, help_text="Empty: it goes on. After it the tag is suggested no more.")

    def clean_tag(self) -> str:
        word = "#" + self.cleaned_data["tag"].removeprefix("#")
        if not re.fullmatch(HASHTAG, word):
            raise forms.ValidationError("A hashtag is one word that begins with a letter, such as #covid.")
        return tag_of(word)


class CampaignUpdateForm(EditForm, CampaignForm):
    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(campaign), **kwargs)


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """The campaign as the form shows it."""
    return {name: getattr(campaign, name) for name in ("tag", "meaning", "starts_on", "ends_on", "version")}
