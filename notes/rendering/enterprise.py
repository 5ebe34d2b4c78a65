"""The text and the HTML of an Enterprise Status Note, written once at save, and the reader of its text.

Lines after the first of a value are set in by three blanks, so a label in the first column is always a label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from customers.enums import EnterpriseColor
from customers.models import Customer
from notes.enterprise_content import Activities, EnterpriseContent
from notes.enterprise_spec import ACTIVITY_NAMES, FACETS, SECTIONS, Section, SectionKind
from notes.enums import EnterpriseReason
from notes.rendering.typed_text import tags_in, typed_html

# Stored with each note; a new number tells which notes to render again.
RENDERER_VERSION = 1
TITLE = "ENTERPRISE STATUS"
_INDENT = "   "
_DAY = "%-d %b %Y"
_LABEL = re.compile(rf"^- ({'|'.join(re.escape(section.label) for section in SECTIONS)}):(?: |$)", re.MULTILINE)
_ACTIVITY = re.compile(rf"^\[({'|'.join(ACTIVITY_NAMES)})\]$", re.MULTILINE)
_FACET = re.compile(rf"^- ({'|'.join(facet.label for facet in FACETS)}): ", re.MULTILINE)


@dataclass(frozen=True)
class RenderedEnterprise:
    """`tags` are folded, each once."""

    text: str
    html: str
    tags: tuple[str, ...]
    version: int


def render(content: EnterpriseContent, *, customer: Customer) -> RenderedEnterprise:
    """Render cleaned content; sections without an answer are left out."""
    timeline = reverse("customers:customer-detail", args=[customer.key])
    text = "\n".join([TITLE, *_lines(content)])
    parts = [
        (section.heading, answer)
        for section in SECTIONS
        if (answer := _answer(section, getattr(content, section.field), timeline))
    ]
    return RenderedEnterprise(
        text=text,
        html=format_html(
            '<dl class="summary">{}</dl>',
            format_html_join("", '<div class="whole"><dt>{}</dt><dd>{}</dd></div>', parts),
        ),
        tags=tags_in(text),
        version=RENDERER_VERSION,
    )


def read(text: str) -> EnterpriseContent:
    """Read what `render` wrote. Raises ValueError for a text that is none."""
    found = _LABEL.split(text)
    values: dict[str, Any] = {}
    for label, said in zip(found[1::2], found[2::2], strict=True):
        section = next(section for section in SECTIONS if section.label == label)
        values[section.field] = _value(section, said.rstrip("\n").replace(f"\n{_INDENT}", "\n"))
    try:
        return EnterpriseContent(**values)
    except TypeError as error:
        raise ValueError(text) from error


def _lines(content: EnterpriseContent) -> Iterator[str]:
    for section in SECTIONS:
        said = _said(section, getattr(content, section.field))
        if said:
            yield f"- {section.label}: {said}".replace("\n", f"\n{_INDENT}").replace(": \n", ":\n", 1)


def _said(section: Section, value: Any) -> str:
    match section.kind:
        case SectionKind.REASONS:
            return ", ".join(EnterpriseReason(reason).label for reason in value)
        case SectionKind.STATUS:
            return EnterpriseColor(value).label
        case SectionKind.DAY:
            return f"{value:{_DAY}}"
        case SectionKind.ACTIVITIES:
            return "".join(f"\n{line}" for line in _activity_lines(value))
        case _:
            return str(value)


def _activity_lines(activities: Activities) -> Iterator[str]:
    for code, facets in activities.items():
        yield f"[{code}]"
        for facet in FACETS:
            if facet.field in facets:
                yield f"- {facet.label}: {facets[facet.field]}".replace("\n", f"\n{_INDENT}")


def _value(section: Section, said: str) -> Any:
    match section.kind:
        case SectionKind.REASONS:
            return tuple(reason.value for reason in EnterpriseReason if reason.label in said.split(", "))
        case SectionKind.STATUS:
            return next((color.value for color in EnterpriseColor if color.label == said), "")
        case SectionKind.DAY:
            return datetime.strptime(said, "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone
        case SectionKind.ACTIVITIES:
            return _activities(said)
        case _:
            return said


def _activities(said: str) -> Activities:
    found = _ACTIVITY.split(said)
    return {code: _facets(lines) for code, lines in zip(found[1::2], found[2::2], strict=True)}


def _facets(lines: str) -> dict[str, str]:
    found = _FACET.split(lines)
    fields = {facet.label: facet.field for facet in FACETS}
    return {
        fields[label]: said.rstrip("\n").replace(f"\n{_INDENT}", "\n")
        for label, said in zip(found[1::2], found[2::2], strict=True)
    }


def _answer(section: Section, value: Any, timeline: str) -> SafeString | str:
    if not value:
        return ""
    match section.kind:
        case SectionKind.STATUS:
            return status_html(value)
        case SectionKind.ACTIVITIES:
            return _activities_html(value, timeline)
        case SectionKind.TEXT:
            return format_html('<span class="text">{}</span>', typed_html(value, timeline))
        case _:
            return _said(section, value)


def status_html(value: str) -> SafeString:
    """A square with its letter: never to be taken for the ring of the measured health."""
    color = EnterpriseColor(value)
    return format_html('<span class="ere ere-{}">{}</span>', color.value, color.label)


def _activities_html(activities: Activities, timeline: str) -> SafeString:
    items = []
    for code, facets in activities.items():
        said = format_html_join(
            "",
            '<span class="text"><b>{}:</b> {}</span><br>',
            ((f.label, typed_html(facets[f.field], timeline)) for f in FACETS if f.field in facets),
        )
        items.append((code, ACTIVITY_NAMES[code], said))
    return format_html(
        '<ul class="workloads">{}</ul>',
        format_html_join("", '<li><span class="code">{}</span><span><b>{}</b><br>{}</span></li>', items),
    )
