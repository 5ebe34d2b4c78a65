"""Draws the plain fields of forms without a template.

Django draws each by three nested templates, at 100 to 300 µs; the composer alone has two dozen. What comes out is the
same to the letter, which a test holds.
"""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

_INPUTS = {f"django/forms/widgets/{name}.html" for name in ("text", "date", "number", "hidden", "email", "checkbox")}
_TEXTAREA = "django/forms/widgets/textarea.html"


class FormRenderer(DjangoTemplates):
    """The renderer of the setting FORM_RENDERER."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _TEXTAREA:
            return _textarea(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else format_html(' value="{}"', value)
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], shown, _attributes(widget))


def _textarea(widget: dict[str, Any]) -> SafeString:
    markup = '<textarea name="{}"{}>\n{}</textarea>'
    return format_html(markup, widget["name"], _attributes(widget), widget["value"] or "")


def _attributes(widget: dict[str, Any]) -> SafeString:
    written = (
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return mark_safe("".join(written))  # noqa: S308 - each is escaped
