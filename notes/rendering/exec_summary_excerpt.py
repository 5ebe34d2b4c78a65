"""Where a long Exec Summary is folded on the timeline: every section stays, its text is cut."""

from dataclasses import replace

from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import TEXT_SECTIONS
from notes.rendering.exec_summary_text import render

VALUE_CHARACTERS = 240
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
    """Return the value on one line when it fits, else its beginning up to a word, with an ellipsis."""
    words = " ".join(value.split())
    if len(words) <= limit:
        return words
    head, _, tail = words[:limit].rpartition(" ")
    return f"{head.rstrip()} …" if head and len(tail) < limit // 2 else f"{words[:limit]}…"
