"""Template tag of the coach."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from notes.coach.finders import Finding

register = template.Library()


@register.simple_tag
def marked_quote(finding: Finding) -> SafeString:
    """The sentence a hint is about, its words marked; overlapping marks become one."""
    parts, at = [], 0
    for start, end in finding.marks:
        if end <= at:
            continue
        parts.append((finding.quote[at : max(start, at)], finding.quote[max(start, at) : end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), finding.quote[at:])
