"""The exact text of an Exec Summary for mail and Word."""

from django import template
from django.utils.safestring import SafeString

from notes.rendering.exec_summary_rich import render

register = template.Library()


@register.simple_tag
def exec_summary_rich(text: str) -> SafeString:
    """The canonical text as HTML that keeps its lines and indents when it is pasted."""
    return render(text)
