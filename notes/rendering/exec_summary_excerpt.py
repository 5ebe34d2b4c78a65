"""Where a long Exec Summary is folded on the timeline: every section stays, its text is cut."""

import re
from dataclasses import replace

from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import TEXT_SECTIONS
from notes.rendering.exec_summary_text import render

VALUE_CHARACTERS = 240
VALUE_LINES = 5
LINE_CHARACTERS = 120
# Folding away a few words would cost a click and save nothing; the seed's example has 1,100 characters.
WHOLE_CHARACTERS = 1800
WHOLE_LINES = 36


def excerpt_of(content: ExecSummaryContent) -> ExecSummaryContent | None:
    """Return the content with its texts cut short, or None when the summary is shown whole."""
    text = render(content)
    if len(text) <= WHOLE_CHARACTERS and text.count("\n") <= WHOLE_LINES:
        return None
    values = {section.field: cut(getattr(content, section.field), VALUE_CHARACTERS) for section in TEXT_SECTIONS}
    lines = tuple(replace(line, text=cut(line.text, LINE_CHARACTERS)) for line in content.workloads)
    return replace(content, **values, workloads=lines)


def cut(value: str, limit: int) -> str:
    """Return the value without its blank lines when it fits, else its beginning up to a word, with an ellipsis."""
    lines = [" ".join(line.split()) for line in value.split("\n") if line.strip()]
    whole, shown = "\n".join(lines), "\n".join(lines[:VALUE_LINES])
    if len(whole) <= limit and whole == shown:
        return whole
    if len(shown) <= limit:
        return f"{shown} …"
    start = shown[:limit]
    words = re.sub(r"\s\S*$", "", start)
    # A last word of half the length, an address for example, is cut inside.
    return f"{words} …" if limit // 2 <= len(words) < limit else f"{start}…"
