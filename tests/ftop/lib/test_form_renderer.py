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
]
TEXT = st.text("<>&\"' aé\n%s", max_size=9)
VALUES = TEXT | TEXT.map(mark_safe) | st.integers() | st.booleans() | st.none()
OPTIONS = st.lists(st.tuples(VALUES, TEXT), max_size=3)
CHOICES = st.lists(st.tuples(VALUES, TEXT) | st.tuples(TEXT, OPTIONS), max_size=4)
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "data-x", "required", "maxlength", "aria-label"]), VALUES)


@pytest.mark.parametrize("widget", WIDGETS)
@given(name=TEXT, value=VALUES, attrs=ATTRIBUTES)
def test_fields_are_drawn_as_django_draws_them(
    widget: type[forms.Widget], name: str, value: object, attrs: dict[str, Any]
) -> None:
    field = widget()
    drawn = field.render(name, value, attrs, renderer=FormRenderer())
    assert drawn == field.render(name, value, attrs, renderer=DjangoTemplates())


@given(name=TEXT, value=VALUES, attrs=ATTRIBUTES, choices=CHOICES)
def test_lists_are_drawn_as_django_draws_them(
    name: str, value: object, attrs: dict[str, Any], choices: list[Any]
) -> None:
    field = forms.Select(choices=choices)
    drawn = field.render(name, value, attrs, renderer=FormRenderer())
    assert drawn == field.render(name, value, attrs, renderer=DjangoTemplates())


@pytest.mark.parametrize("widget", [forms.CheckboxSelectMultiple, forms.RadioSelect])
@given(name=TEXT, attrs=ATTRIBUTES, choices=st.lists(st.tuples(VALUES, TEXT), max_size=3), has_label=st.booleans())
def test_options_are_drawn_one_by_one_as_django_draws_them(
    widget: type[forms.RadioSelect], name: str, attrs: dict[str, Any], choices: list[Any], has_label: bool
) -> None:
    for option in widget(choices=choices).subwidgets(name, None, attrs):
        context, template = {"widget": option | {"wrap_label": has_label}}, option["template_name"]
        assert FormRenderer().render(template, context) == DjangoTemplates().render(template, context)


def test_it_draws_all_forms() -> None:
    assert isinstance(get_default_renderer(), FormRenderer)
