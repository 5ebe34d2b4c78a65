"""Where a long note is folded on the timeline."""

from markdown_it.token import Token

EXCERPT_CHARACTERS = 1200
EXCERPT_LINES = 24
# Folding away the last few words would cost a click and save nothing.
WHOLE_CHARACTERS = 1400
WHOLE_LINES = 30


def excerpt_of(text: str, tokens: list[Token]) -> str:
    """Return the source of the part shown at first, or "" when the text is shown whole.

    It ends where a paragraph or a list item ends; a first paragraph that is too long itself ends after a line or a
    word. `tokens` are the parsed text.
    """
    lines = text.split("\n")
    if len(text) <= WHOLE_CHARACTERS and len(lines) <= WHOLE_LINES:
        return ""
    ends = {token.map[1] for token in tokens if token.map}
    fitting = [end for end in ends if end <= EXCERPT_LINES and _length(lines, end) <= EXCERPT_CHARACTERS]
    # A heading-like first line alone would be a poor excerpt: then the next paragraph is cut.
    whole = "\n".join(lines[: max(fitting, default=0)]).rstrip()
    return whole if len(whole) > EXCERPT_CHARACTERS // 4 or len(whole.split("\n")) > 5 else _cut(lines)


def _length(lines: list[str], end: int) -> int:
    return sum(map(len, lines[:end])) + end


def _cut(lines: list[str]) -> str:
    start = "\n".join(lines[:EXCERPT_LINES])[:EXCERPT_CHARACTERS]
    for separator in ("\n", " "):
        head, _, tail = start.rpartition(separator)
        if head and len(tail) < EXCERPT_CHARACTERS // 2:
            return f"{head.rstrip()} …"
    return f"{start} …"
