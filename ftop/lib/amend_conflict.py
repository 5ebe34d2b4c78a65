"""Somebody else was faster: what stands in the database beside what was typed, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from ftop.lib.forms import BaseForm
from ftop.lib.text import clean

EMPTY = "nothing"


@dataclass(frozen=True)
class Difference:
    """One field that stands otherwise in the database than in the form."""

    label: str
    stored: str
    typed: str


def conflict(form: BaseForm, *, stored: Mapping[str, Any], version: int) -> list[Difference]:
    """Compare a bound form with the row as it stands now, given as the form's initial values.

    The form moves to that version: what was typed stays in it, and saving once more is a choice made with both seen.
    """
    form.put(**{form.add_prefix("version"): version})
    names = [name for name in stored if name in form.fields and name != "version"]
    values = [(name, clean(str(stored[name] or "")), clean(str(form[name].value() or ""))) for name in names]
    return [
        Difference(str(form[name].label), _shown(form.fields[name], old), _shown(form.fields[name], new))
        for name, old, new in values
        if old != new
    ]


def _shown(field: forms.Field, value: str) -> str:
    """The words a person chose from, not the value behind them."""
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.choices}  # type: ignore[union-attr, misc]
        value = labels.get(value, value)
    return value or EMPTY
