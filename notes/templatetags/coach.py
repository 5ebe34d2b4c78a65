"""Template tag of the coach."""

from django import template
from django.utils.safestring import SafeString

from notes.coach.finders import Finding
from notes.rendering.marks import mark

register = template.Library()


@register.simple_tag
def marked_quote(finding: Finding) -> SafeString:
    """The sentence a hint is about, its words marked."""
    return mark(finding.quote, finding.marks)
