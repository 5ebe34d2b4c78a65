"""The exact text of an Exec Summary for mail and Word; where the text of a field was pasted from."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from ftop.lib.forms import BaseForm
from notes.forms.exec_summary_paste import PastedTextForm
from notes.rendering.exec_summary_rich import render

register = template.Library()


@register.simple_tag
def exec_summary_rich(text: str) -> SafeString:
    """The canonical text as HTML that keeps its lines and indents when it is pasted."""
    return render(text)


@register.inclusion_tag("notes/_exec_summary_origin.html")
def pasted_from(form: BaseForm, field: BoundField) -> dict[str, str]:
    """The quiet line below a field that was filled from a pasted text; nothing below any other."""
    origins = form.origins if isinstance(form, PastedTextForm) else {}
    return {"name": field.name, "origin": origins.get(field.name, "")}
