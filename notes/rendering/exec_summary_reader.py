"""The strict reader of an Exec Summary's canonical text: the inverse of `exec_summary_text.render`."""

import re

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS, TITLE, Section, SectionKind
from notes.rendering.exec_summary_text import VALUE_INDENT, WORKLOAD_INDENT, render

WORKLOAD_START = re.compile(r" {3}-  \[([A-Z][A-Z0-9]{1,9})\]  (.*)")


class NotCanonical(ValueError):
    """The text is not one that `render` wrote; a tolerant reader may still make sense of it."""


def read(text: str) -> ExecSummaryContent:
    """Return the content whose canonical text this is, with or without its last newline; NotCanonical otherwise.

    Only columns and sections count, so values that look like labels or workload lines are safe. Names of workloads
    are taken from the text; whether the codes exist is the caller's question.
    """
    content = _content(text.removesuffix("\n").split("\n"))
    # The grammar is what the renderer writes: reading is right exactly when writing again gives the same text.
    if content.cleaned() != content or render(content).removesuffix("\n") != text.removesuffix("\n"):
        raise NotCanonical("The text is not in the canonical form.")
    codes = [line.code for line in content.workloads]
    if len(set(codes)) != len(codes):
        raise NotCanonical("A workload stands in the text twice.")
    return content


def _content(lines: list[str]) -> ExecSummaryContent:
    blocks = _blocks(lines[1:])
    if lines[0] != TITLE or len(blocks) != len(SECTIONS):
        raise NotCanonical("The title or a section is missing.")
    values: dict[str, str | tuple[WorkloadLine, ...]] = {}
    for section, (head, *rest) in zip(SECTIONS, blocks, strict=True):
        value = _behind_label(section, head)
        if section.kind is SectionKind.WORKLOADS:
            values[section.field] = _workloads(rest)
        else:
            values[section.field] = _value(
                section,
                "\n".join([value, *(line[len(VALUE_INDENT) :] for line in rest)]),
            )
    return ExecSummaryContent(**values)  # type: ignore[arg-type]


def _blocks(lines: list[str]) -> list[list[str]]:
    """Each section's lines: only a label begins in the first column, everything else is indented or blank."""
    blocks: list[list[str]] = []
    for line in lines:
        if line[:1].strip(" "):
            blocks.append([])
        if not blocks:
            raise NotCanonical("The text does not begin with a section.")
        blocks[-1].append(line)
    return blocks


def _behind_label(section: Section, head: str) -> str:
    label = f"- {section.label}:"
    if not head.startswith(label):
        raise NotCanonical(f"The section {section.label} is not where it belongs.")
    return head[len(label) :].removeprefix(" ")


def _value(section: Section, value: str) -> str:
    if not section.choices or not value:
        return value
    values = {str(choice.label): choice.value for choice in section.choices}
    if value not in values:
        raise NotCanonical(f"“{value}” is not a choice of {section.label}.")
    return str(values[value])


def _workloads(lines: list[str]) -> tuple[WorkloadLine, ...]:
    rows: list[tuple[str, str, list[str]]] = []
    for line in lines:
        start = WORKLOAD_START.fullmatch(line)
        if start:
            name, _, text = start[2].partition(" - ")
            rows.append((start[1], name, [text]))
        elif rows:
            rows[-1][2].append(line[len(WORKLOAD_INDENT) :])
    return tuple(WorkloadLine(code, name, "\n".join(texts).rstrip("\n")) for code, name, texts in rows)
