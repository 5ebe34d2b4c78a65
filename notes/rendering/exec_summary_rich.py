"""An Exec Summary as HTML for pasting into Outlook, Teams and Word: bold labels and real lists, no classes."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS, TITLE, Section, SectionKind
from notes.rendering.exec_summary_reader import NotCanonical, read

_BREAK = mark_safe("<br>")


def render(text: str) -> SafeString:
    """Return a canonical text as title and list, and any other text line by line, everything escaped."""
    try:
        content = read(text)
    except NotCanonical:
        return format_html("<p>{}</p>", _lines(text.strip()))
    sections = format_html_join("", "<li>{}</li>", ((_section(section, content),) for section in SECTIONS))
    return format_html("<p><strong>{}</strong></p><ul>{}</ul>", TITLE, sections)


def _section(section: Section, content: ExecSummaryContent) -> SafeString:
    label = format_html("<strong>{}:</strong>", section.label)
    if section.kind is SectionKind.WORKLOADS:
        return format_html("{}{}", label, _workloads(content.workloads))
    value = content.value_of(section)
    return format_html("{} {}", label, _lines(value)) if value else label


def _workloads(lines: tuple[WorkloadLine, ...]) -> SafeString | str:
    items = format_html_join(
        "",
        "<li><strong>[{}] {}</strong> - {}</li>",
        ((line.code, line.name, _lines(line.text)) for line in lines),
    )
    return format_html("<ul>{}</ul>", items) if lines else ""


def _lines(value: str) -> SafeString:
    return format_html_join(_BREAK, "{}", ((line,) for line in value.split("\n")))
