"""Draws the plain fields of forms without a template.

Django draws each by nested templates, at 100 to 300 µs, and each option of a list by two; the composer has two dozen
fields, the filter of the customers two hundred options. What comes out is the same to the letter, which a test holds.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class FormRenderer(DjangoTemplates):
    """The renderer of the setting FORM_RENDERER."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if draw := _WIDGETS.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else format_html(' value="{}"', value)
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], shown, _attributes(widget))


def _input_option(widget: dict[str, Any]) -> SafeString:
    if not widget["wrap_label"]:
        return _input(widget)
    place = format_html(' for="{}"', widget["attrs"]["id"]) if widget["attrs"].get("id") else ""
    return format_html("<label{}>{}\n {}</label>", place, _input(widget), widget["label"])


def _textarea(widget: dict[str, Any]) -> SafeString:
    markup = '<textarea name="{}"{}>\n{}</textarea>'
    return format_html(markup, widget["name"], _attributes(widget), widget["value"] or "")


def _select(widget: dict[str, Any]) -> SafeString:
    drawn = format_html_join("", "{}", ((_group(name, options),) for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget), drawn)


def _group(name: str | None, options: list[dict[str, Any]]) -> SafeString:
    drawn = format_html_join("", "\n  {}\n", ((_option(option),) for option in options))
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _option(widget: dict[str, Any]) -> SafeString:
    return format_html('<option value="{}"{}>{}</option>', widget["value"], _attributes(widget), widget["label"])


def _attributes(widget: dict[str, Any]) -> SafeString:
    written = (
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return mark_safe("".join(written))  # noqa: S308 - each is escaped


_WIDGETS: dict[str, Callable[[dict[str, Any]], SafeString]] = {
    **{
        f"django/forms/widgets/{name}.html": _input
        for name in ("input", "text", "date", "number", "hidden", "email", "checkbox")
    },
    **dict.fromkeys(
        ("django/forms/widgets/checkbox_option.html", "django/forms/widgets/radio_option.html"), _input_option
    ),
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
