"""HTML from the clipboard of Outlook, Word, Teams or a browser as plain text: a line for each line that was seen.

A small tokenizer of our own: the standard library's parser takes minutes over a few hundred broken tags.
"""

import re
from html import unescape

_KNOWN = (
    r"html|head|body|meta|style|div|p|span|b|strong|i|em|u|font|br|[ou]l|li|table|tbody|tr|td|h[1-6]|blockquote|pre|a"
)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_BEGINNING = re.compile(rf"\s*(?:<!--|<!doctype\b|<(?:{_KNOWN})\b[^<>]*>)", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</[a-z]|<br\b", re.IGNORECASE)
# The clipboard of Windows puts a few lines of its own before the HTML.
_CLIPBOARD_HEADER = re.compile(r"\s*Version:[\d.]+\s+StartHTML:[^<]{0,500}")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*+)(?::[a-z]++)?+([^<>]*+)>", re.IGNORECASE)
_HIDDEN = {"<!--": "-->", "<head": "</head>", "<style": "</style>", "<script": "</script>", "<xml": "</xml>"}
_DEEPEST = 8  # lists and quotes: further in, nothing is gained
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "table", "hr"}
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_MAIL_QUOTE = re.compile(r"\bcite\b|quote", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INDENT = "   "


def is_markup(text: str) -> bool:
    """Whether the text is HTML rather than text: it begins with a tag or with the clipboard's header."""
    return bool((_BEGINNING.match(text) and _OTHER_TAG.search(text)) or _CLIPBOARD_HEADER.match(text))


def text_of(markup: str) -> str:
    """The text of the HTML: list items with bullet and indent, a tab between cells, "> " before what a mail quotes."""
    header = _CLIPBOARD_HEADER.match(markup)
    markup = markup[header.end() :] if header else markup
    for start, stop in _HIDDEN.items():
        markup = _without(markup, start, stop)
    markup = _DECLARATION.sub("", markup)
    page = _Page()
    end = 0
    for tag in _TOKEN.finditer(markup):
        page.words(unescape(markup[end : tag.start()]))
        name = tag[2].lower()
        if tag[1]:
            page.close(name)
        else:
            page.open(name, tag[3])
        end = tag.end()
    page.words(unescape(markup[end:]))
    return page.text()


def _without(markup: str, start: str, stop: str) -> str:
    """The HTML without what stands between two tags; one that is never closed stays."""
    lowered, parts, end = markup.lower(), [], 0
    while (begin := lowered.find(start, end)) >= 0 and (close := lowered.find(stop, begin)) >= 0:
        parts.append(markup[end:begin])
        end = close + len(stop)
    return "".join([*parts, markup[end:]])


class _Page:
    """The lines written so far, and the one that is being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._lists = 0
        self._quotes: list[str] = []
        self._prefix = ""
        self._cells = 0
        self._is_preformatted = False
        self._needs_tab = False

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def words(self, words: str) -> None:
        if self._is_preformatted:
            first, *others = words.split("\n")
            self._line += first
            for other in others:
                self._end_line(is_forced=True)
                self._line = other
            return
        words = _SPACES.sub(" ", words)
        if not self._line or self._line.endswith(" "):
            words = words.lstrip(" ")
        if words and self._needs_tab:
            self._line, self._needs_tab = f"{self._line}\t", False
        # A blank that must not break is one that was put there for the look of it.
        self._line += words.replace("\xa0", " ")

    def open(self, name: str, attributes: str) -> None:
        if name == "br":
            self._end_line(is_forced=True)
        elif name in ("td", "th"):
            self._needs_tab = bool(self._line)
            self._cells += 1
        elif name in _LINES:
            self._end_line()
            self._open_block(name, attributes)

    def close(self, name: str) -> None:
        if name in ("td", "th"):
            self._cells = max(0, self._cells - 1)
        if name not in _LINES:
            return
        self._end_line()
        if name in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        elif name == "blockquote" and self._quotes:
            self._quotes.pop()
        elif name == "pre":
            self._is_preformatted = False

    def _open_block(self, name: str, attributes: str) -> None:
        if name in ("ul", "ol"):
            self._lists += 1
        elif name == "li":
            self._prefix = f"{_INDENT * (min(self._lists, _DEEPEST) - 1)}- "
        elif name == "blockquote":
            self._quotes.append("> " if _MAIL_QUOTE.search(attributes) else _INDENT)
        elif name == "pre":
            self._is_preformatted = True
        elif name in _SPACED and "Mso" not in attributes:
            self._end_paragraph()
        if level := _WORD_LEVEL.search(attributes):
            self._prefix = _INDENT * (int(level[1]) - 1)

    def _end_paragraph(self) -> None:
        """Paragraphs stand apart, but not in a list or table, nor in Word and Outlook, where an empty one does that."""
        if self._lines and self._lines[-1].strip("> ") and not self._lists and not self._cells:
            self._lines.append(self._quoting().rstrip())

    def _quoting(self) -> str:
        return "".join(self._quotes[:_DEEPEST])

    def _end_line(self, *, is_forced: bool = False) -> None:
        if self._line.strip() or is_forced:
            before = self._prefix or _INDENT * min(self._lists, _DEEPEST)
            self._lines.append(f"{self._quoting()}{before}{self._line}".rstrip())
            self._prefix = ""
        elif self._line:
            self._lines.append(self._quoting().rstrip())
        self._line, self._needs_tab = "", False
