"""The HTML of an Exec Summary for the timeline and the note's page, rendered once at save."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from customers.models import Customer
from notes.exec_summary_carried import Carried
from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS, Section, SectionKind
from notes.rendering.exec_summary_excerpt import excerpt_of
from notes.rendering.exec_summary_folds import NO_FOLDS, Folds
from notes.rendering.exec_summary_text import render as render_text
from notes.rendering.typed_text import tags_in, typed_html

# Stored with each note; a new number tells which notes to render again.
RENDERER_VERSION = 1

# What a summary that calls out nothing says of the Risks box.
NO_RISKS = "No escalations or issues"
NONE_CALLED_OUT = "None of the open ones called out"

# The classes of `static/css/status.css`: each vocabulary has a shape of its own.
_SHAPES = {"engagement_status": "eng", "deployment_progress": "dep"}


@dataclass(frozen=True)
class RenderedSummary:
    """`excerpt_html` is empty where the summary is short enough to be shown whole; `tags` are folded, each once."""

    html: str
    excerpt_html: str
    tags: tuple[str, ...]
    version: int


def render(content: ExecSummaryContent, *, customer: Customer, risks_said: str = "") -> RenderedSummary:
    """Render cleaned content as a description list; what was typed is escaped, hashtags lead to the timeline.

    `risks_said` is NO_RISKS, NONE_CALLED_OUT or "". Called-out risks are not part of this: they are shown from the
    Risks box, as they stand when somebody reads.
    """
    timeline = reverse("customers:customer-detail", args=[customer.key])
    excerpt = excerpt_of(content)
    return RenderedSummary(
        html=_sections(content, timeline, risks_said),
        excerpt_html=_sections(excerpt, timeline, risks_said) if excerpt else "",
        tags=tags_in(render_text(content)),
        version=RENDERER_VERSION,
    )


def render_folded(
    content: ExecSummaryContent, *, customer: Customer, risks_said: str, carried: Carried, is_open: bool
) -> SafeString:
    """Render a published summary for its page: text that stands since an earlier one is folded, `is_open` or not.

    The short answers stay in sight, with the day since when they hold.
    """
    timeline = reverse("customers:customer-detail", args=[customer.key])
    return _sections(content, timeline, risks_said, Folds(carried, is_open))


def risks_said(*, has_no_risks: bool, is_calling_out: bool) -> str:
    """What a summary says of the Risks box, beside the risks it calls out."""
    return NO_RISKS if has_no_risks else "" if is_calling_out else NONE_CALLED_OUT


def _sections(content: ExecSummaryContent, timeline: str, risks_said: str, folds: Folds = NO_FOLDS) -> SafeString:
    parts = [(_width(section), section.heading, _answer(section, content, timeline, folds)) for section in SECTIONS]
    if risks_said:
        parts.append(("whole", "Risks box", format_html("{}", risks_said)))
    return format_html(
        '<dl class="summary">{}</dl>',
        format_html_join("", '<div class="{}"><dt>{}</dt><dd>{}</dd></div>', parts),
    )


def _width(section: Section) -> str:
    """The two short answers share a line."""
    return "pair" if section.kind is SectionKind.CHOICE else "whole"


def _answer(section: Section, content: ExecSummaryContent, timeline: str, folds: Folds) -> SafeString:
    if section.kind is SectionKind.WORKLOADS:
        return _workloads(content, timeline, folds)
    value = content.value_of(section)
    if not value:
        return _nothing("None")
    if section.kind is SectionKind.CHOICE:
        shape = f"{_SHAPES[section.field]}-{value.lower().replace(' ', '-')}"
        return format_html('<span class="s {}">{}</span>{}', shape, value, folds.beside(section.field))
    return folds.around(section.field, typed_html(value, timeline))


def _workloads(content: ExecSummaryContent, timeline: str, folds: Folds) -> SafeString:
    if not content.workloads:
        return _nothing("No workload under discussion")
    items = format_html_join(
        "",
        '<li><span class="code">{}</span>{}</li>',
        ((line.code, _workload_line(line, timeline, folds)) for line in content.workloads),
    )
    return format_html('<ul class="workloads">{}</ul>', items)


def _workload_line(line: WorkloadLine, timeline: str, folds: Folds) -> SafeString:
    text = format_html('<span class="text">{}</span>', typed_html(line.text, timeline))
    if line.code in folds.carried.since:
        return folds.around(line.code, text, name=line.name)
    return format_html("<span><b>{}</b> – {}</span>", line.name, text)


def _nothing(words: str) -> SafeString:
    return format_html('<span class="unanswered">{}</span>', words)
