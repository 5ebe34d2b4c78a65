"""A filter of notes that lives in the address: what asks for nothing is left out, each part can be dropped."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from ftop.lib.forms import InlineForm
from notes.rendering.hashtags import tag_of


@dataclass(frozen=True)
class Chip:
    """A filter in use with the query that drops it, or one to choose with the query that sets it."""

    label: str
    query: str
    is_on: bool = True


class FilterDayField(forms.DateField):
    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget, **kwargs)


class AddressForm(InlineForm):
    """Its fields are all optional; one with an error asks for nothing."""

    without_chip = frozenset[str]()  # fields that are no filter

    def clean_tag(self) -> str:
        return tag_of(self.cleaned_data["tag"])

    def asked(self) -> dict[str, str]:
        """What is asked for, as the address has it."""
        self.is_valid()
        values = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: "1" if value is True else str(value) for name, value in values.items() if value}

    def address(self, **changed: str) -> str:
        """The query string that asks the same, with some values changed; empty ones are left out."""
        return urlencode({name: value for name, value in (self.asked() | changed).items() if value})

    def chips(self) -> list[Chip]:
        """The filters in use, each with the query that drops it."""
        names = [name for name in self.asked() if name not in self.without_chip]
        return [Chip(self.chip_label(name), self.address(**{name: ""})) for name in names]

    def chip_label(self, name: str) -> str:
        value, field = self.cleaned_data[name], self.fields[name]
        match name:
            case "tag":
                return f"#{value}"
            case "since" | "until":
                return f"{field.label} {value.day} {value:%b %Y}"
            case "escalated":
                return "Escalated"
            case "workload":
                return str(value)
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])  # type: ignore[arg-type]
        return f"{field.label}: {value}"
