"""The canonical text of an Exec Summary as the sections of a file."""

from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS, Section, SectionKind
from notes.rendering.exec_summary_reader import NotCanonical, read
from notes.sheets import SectionSheet


def sections_of(text: str) -> tuple[list[SectionSheet], list[str]]:
    """Return the sections of a stored text, or its lines where it is in another form than ours.

    Read from the text rather than from the fields: the text is the record (ADR 2).
    """
    try:
        content = read(text)
    except NotCanonical:
        return [], text.strip().split("\n")
    return [_section(section, content) for section in SECTIONS], []


def _section(section: Section, content: ExecSummaryContent) -> SectionSheet:
    is_workloads = section.kind is SectionKind.WORKLOADS
    value = "" if is_workloads else content.value_of(section)
    return {
        "label": section.label,
        "is_short": section.kind is SectionKind.CHOICE,
        "lines": value.split("\n") if value else [],
        "workloads": [
            {"code": line.code, "name": line.name, "lines": line.text.split("\n")}
            for line in (content.workloads if is_workloads else ())
        ],
        "nothing": "No workload under discussion" if is_workloads else "None",
    }
