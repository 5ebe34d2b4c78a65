"""What is stored of a note's words, written by the renderers: at publishing, at amending and at moving."""

from customers.models import Customer
from notes.enums import NoteKind
from notes.exec_summary_content import ExecSummaryContent
from notes.models import Note
from notes.queries.exec_summaries import content_of
from notes.queries.workloads import every_workload
from notes.rendering import exec_summary_html, exec_summary_text
from notes.rendering.markdown import render_overall
from notes.rendering.workload_mentions import workloads_in
from notes.services.inputs import NoteBody


def overall_body(*, text: str, customer: Customer) -> NoteBody:
    """The body of an Overall Status Note from its cleaned text."""
    rendered = render_overall(text, customer=customer)
    return NoteBody(
        text=text,
        html=rendered.html,
        excerpt_html=rendered.excerpt_html,
        renderer_version=rendered.version,
        tags=rendered.tags,
        workload_codes=[workload.code for workload in workloads_in(text, every_workload())],
    )


def summary_body(
    *, content: ExecSummaryContent, customer: Customer, has_no_risks: bool, is_calling_out: bool
) -> NoteBody:
    """The body of an Exec Summary from its cleaned content, and what it says of the Risks box."""
    said = exec_summary_html.risks_said(has_no_risks=has_no_risks, is_calling_out=is_calling_out)
    rendered = exec_summary_html.render(content, customer=customer, risks_said=said)
    return NoteBody(
        text=exec_summary_text.render(content),
        html=rendered.html,
        excerpt_html=rendered.excerpt_html,
        renderer_version=rendered.version,
        tags=rendered.tags,
        workload_codes=[line.code for line in content.workloads],
    )


def body_at(*, note: Note, customer: Customer) -> NoteBody:
    """The body of a published note as it stands at another customer, whose timeline its hashtags lead to."""
    if note.kind == NoteKind.OVERALL:  # those of tenants never move
        return overall_body(text=note.text, customer=customer)
    return summary_body(
        content=content_of(note),
        customer=customer,
        has_no_risks=note.exec_summary.has_no_risks,
        is_calling_out=note.risk_mentions.exists(),
    )
