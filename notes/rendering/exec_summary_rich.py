"""The canonical text of an Exec Summary as HTML, for pasting into mail and Word."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_NO_BREAK_SPACE = "\xa0"


def render(text: str) -> SafeString:
    """Return the text line by line, with the title in bold (source: seed) and the indents kept."""
    title, *lines = text.removesuffix("\n").split("\n")
    rest = format_html_join("", "<br>{}", ((_indented(line),) for line in lines))
    return format_html("<b>{}</b>{}", title, rest)


def _indented(line: str) -> str:
    """Mail programs swallow blanks at the start of a line and doubled ones after a code."""
    words = line.lstrip(" ")
    return _NO_BREAK_SPACE * (len(line) - len(words)) + words.replace("  ", f"{_NO_BREAK_SPACE} ")
