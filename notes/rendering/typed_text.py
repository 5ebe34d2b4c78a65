"""Text that is shown as typed: escaped, with its hashtags as links to the customer's timeline."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from notes.rendering.hashtags import HASHTAG, tag_of

_HASHTAG = re.compile(HASHTAG)


def typed_html(value: str, timeline: str) -> SafeString:
    """The value as HTML; `timeline` is the address that its hashtags lead to."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(value, timeline)))


def tags_in(value: str) -> tuple[str, ...]:
    """The hashtags, folded, each once."""
    return tuple(dict.fromkeys(tag for tag, _ in _tags(value)))


def _pieces(value: str, timeline: str) -> Iterator[str]:
    end = 0
    for tag, match in _tags(value):
        yield value[end : match.start()]
        yield format_html('<a href="{}?{}" class="tag">{}</a>', timeline, urlencode({"tag": tag}), match[0])
        end = match.end()
    yield value[end:]


def _tags(value: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _HASHTAG.finditer(value):
        tag = tag_of(match["tag"])
        if tag:
            yield tag, match
