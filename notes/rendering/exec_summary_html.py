"""The HTML of an Exec Summary for the timeline and the note's page, rendered once at save."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS, Section, SectionKind

# Stored with each note; a new number tells which notes to render again.
VERSION = 1

# The classes of `static/css/status.css`: each vocabulary has a shape of its own.
_SHAPES = {"engagement_status": "eng", "deployment_progress": "dep"}
_NOTHING = format_html('<span class="unanswered">{}</span>', "None")
_NO_WORKLOADS = format_html(
    '<span class="unanswered">{}</span>', "No workload under discussion"
)


def render(content: ExecSummaryContent) -> SafeString:
    """Return the sections as a description list, everything that was typed escaped."""
    return format_html(
        '<dl class="summary">{}</dl>',
        format_html_join(
            "",
            '<div class="{}"><dt>{}</dt><dd>{}</dd></div>',
            (
                (_width(section), section.heading, _answer(section, content))
                for section in SECTIONS
            ),
        ),
    )


def _width(section: Section) -> str:
    """The two short answers share a line."""
    return "pair" if section.kind is SectionKind.CHOICE else "whole"


def _answer(section: Section, content: ExecSummaryContent) -> SafeString:
    if section.kind is SectionKind.WORKLOADS:
        return _workloads(content)
    value = content.value_of(section)
    if not value:
        return _NOTHING
    if section.kind is SectionKind.CHOICE:
        shape = f"{_SHAPES[section.field]}-{value.lower().replace(' ', '-')}"
        return format_html('<span class="s {}">{}</span>', shape, value)
    return format_html("{}", value)


def _workloads(content: ExecSummaryContent) -> SafeString:
    if not content.workloads:
        return _NO_WORKLOADS
    items = format_html_join(
        "",
        '<li><span class="code">{}</span><span><b>{}</b> – <span class="text">{}</span></span></li>',
        ((line.code, line.name, line.text) for line in content.workloads),
    )
    return format_html('<ul class="workloads">{}</ul>', items)
