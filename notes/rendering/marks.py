"""Words of a text marked where it is shown."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def mark(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """The text escaped, with these spans of it in `<mark>`; they come in their order, overlapping ones become one."""
    parts, at = [], 0
    for start, end in spans:
        if end <= at:
            continue
        parts.append((text[at : max(start, at)], text[max(start, at) : end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:])
