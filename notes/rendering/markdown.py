"""The light Markdown of Overall Status Notes: bold, italics, lists, links, line breaks and #hashtags.

Everything else is shown as typed: headings, tables, images, HTML, code, entities and backslashes. Rendered once, at
save; a change of the output raises RENDERER_VERSION.
"""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import nh3
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from customers.models import Customer
from notes.rendering.excerpt import excerpt_of
from notes.rendering.hashtags import HASHTAG, tag_of

RENDERER_VERSION = 2
ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ALLOWED_ATTRIBUTES = {"a": {"href", "class", "title"}, "li": {"value"}}
ALLOWED_SCHEMES = {"http", "https", "mailto"}

# Beyond this the parser would drop text, so deeper lists are shown as typed.
_MAX_NESTING = 40
_LINK_START = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
# A bare address ends before the punctuation of the sentence around it.
_BARE_URL = r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}*_]"
_ADDRESS = re.compile(_BARE_URL, re.IGNORECASE)
# An asterisk that is no mark: 2*3, *.contoso.com.
_ASTERISK = re.compile(r"(?<=[^\W_])\*(?=[^\W_])|\*(?=\.\w)")
_SPECIAL = re.compile(rf"(?P<url>{_BARE_URL})|{HASHTAG}", re.IGNORECASE)


@dataclass(frozen=True)
class RenderedText:
    """`excerpt_html` is empty where the text is short enough to be shown whole; `tags` are folded, each once."""

    html: str
    excerpt_html: str
    tags: tuple[str, ...]
    version: int


def render_overall(text: str, *, customer: Customer) -> RenderedText:
    """Render the text of an Overall Status Note, cleaned already, as safe HTML; hashtags lead to the timeline."""
    timeline = reverse("customers:customer-detail", args=[customer.key])
    tokens, tags = _parse(text, timeline)
    excerpt = excerpt_of(text, tokens)
    return RenderedText(
        html=_html(tokens),
        excerpt_html=_html(_parse(excerpt, timeline)[0]) if excerpt else "",
        tags=tuple(dict.fromkeys(tags)),
        version=RENDERER_VERSION,
    )


def _parse(text: str, timeline: str) -> tuple[list[Token], list[str]]:
    tokens = _parser().parse(text, env := {"timeline": timeline, "tags": []})
    if any(token.level >= _MAX_NESTING - 2 for token in tokens):
        tokens = _parser(has_lists=False).parse(text, env := {"timeline": timeline, "tags": []})
    return tokens, env["tags"]  # type: ignore[return-value]


def _html(tokens: list[Token]) -> str:
    parser = _parser()
    html = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, url_schemes=ALLOWED_SCHEMES, link_rel=None
    ).strip()


@cache
def _parser(*, has_lists: bool = True) -> MarkdownIt:
    """Made once: it keeps nothing of a text that it parsed."""
    parser = MarkdownIt("zero", {"breaks": True, "maxNesting": _MAX_NESTING})
    parser.enable([*(["list"] if has_lists else []), "emphasis", "link", "newline"])
    parser.inline.ruler.before("link", "image_as_typed", _image_as_typed)
    parser.inline.ruler.before("emphasis", "address_as_typed", _address_as_typed)
    parser.inline.ruler.before("emphasis", "asterisk_as_typed", _asterisk_as_typed)
    parser.core.ruler.push("links_and_tags", _links_and_tags)
    parser.validateLink = lambda url: bool(_LINK_START.match(url))  # type: ignore[method-assign]
    return parser


def _image_as_typed(state: StateInline, silent: bool) -> bool:
    """Keep `![words](address)` from being read as an exclamation mark and a link."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


def _address_as_typed(state: StateInline, silent: bool) -> bool:
    """Keep the asterisks and underscores of a bare address, such as https://*.contoso.com/, from being marks.

    The parser stops at the colon; an address that is the words of a link ends with them.
    """
    start = state.pos - len("https" if state.src[max(state.pos - 5, 0) : state.pos].lower() == "https" else "http")
    match = _ADDRESS.match(state.src, max(start, 0)) if state.src.startswith("://", state.pos) else None
    if not match:
        return False
    rest = match[0].partition("](")[0][state.pos - start :]
    if not silent:
        state.pending += rest
    state.pos += len(rest)
    return True


def _asterisk_as_typed(state: StateInline, silent: bool) -> bool:
    if not _ASTERISK.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _links_and_tags(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_with_links(block.children, state.env))
        # Each item keeps the number it was typed with, also where somebody wrote 1. 1. 3.
        elif block.type == "ordered_list_open":
            block.attrs.pop("start", None)
        elif block.type == "list_item_open" and block.info:
            block.attrs["value"] = block.info


def _with_links(tokens: list[Token], env: MutableMapping[str, Any]) -> Iterator[Token]:
    depth = 0  # inside a link nothing becomes a second link
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text" and not depth:
            yield from _split(token.content, env)
        else:
            yield token


def _split(text: str, env: MutableMapping[str, Any]) -> Iterator[Token]:
    end = 0
    for match in _SPECIAL.finditer(text):
        tag = None if match["url"] else tag_of(match["tag"])
        if not match["url"] and not tag:
            continue
        yield _text(text[end : match.start()])
        if tag:
            env["tags"].append(tag)
            href, css = f"{env['timeline']}?{urlencode({'tag': tag})}", {"class": "tag"}
        else:
            href, css = match["url"], {}
        yield Token("link_open", "a", 1, attrs={"href": href, **css})
        yield _text(match[0])
        yield Token("link_close", "a", -1)
        end = match.end()
    yield _text(text[end:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
