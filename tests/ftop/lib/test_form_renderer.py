from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from ftop.lib.form_renderer import FormRenderer

WIDGETS: list[type[forms.Widget]] = [
    forms.TextInput,
    forms.DateInput,
    forms.NumberInput,
    forms.HiddenInput,
    forms.EmailInput,
    forms.CheckboxInput,
    forms.Textarea,
    forms.Select,
]
TEXT = st.text("<>&\"' aé\n%s", max_size=9)
VALUES = TEXT | TEXT.map(mark_safe) | st.integers() | st.booleans() | st.none()
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "data-x", "required", "maxlength", "aria-label"]), VALUES)


@pytest.mark.parametrize("widget", WIDGETS)
@given(name=TEXT, value=VALUES, attrs=ATTRIBUTES)
def test_fields_are_drawn_as_django_draws_them(
    widget: type[forms.Widget], name: str, value: object, attrs: dict[str, Any]
) -> None:
    field = widget()
    drawn = field.render(name, value, attrs, renderer=FormRenderer())
    assert drawn == field.render(name, value, attrs, renderer=DjangoTemplates())


def test_it_draws_all_forms() -> None:
    assert isinstance(get_default_renderer(), FormRenderer)
