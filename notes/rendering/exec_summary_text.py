"""The canonical plain text of an Exec Summary: what is stored, previewed, copied out and compared.

    EXEC SUMMARY
    - LABEL: value                                  "- LABEL:" and nothing more where it is empty
      further lines of the value, indented by two blanks; blank lines stay empty
    - SNAPSHOT OF KEY WORKLOADS …:
                                                    one blank line; without workloads the next section follows it
       -  [CODE]  name - text
          further lines of the text, indented by six blanks
                                                    one blank line
    - REQUESTS FOR SUPPORT: value

UTF-8, lines end with LF, no trailing blanks, hints left out (source: seed). `exec_summary_reader` reads it back.
"""

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS, TITLE, SectionKind

VALUE_INDENT = "  "
WORKLOAD_INDENT = "      "


def render(content: ExecSummaryContent) -> str:
    """Return the text of cleaned content, in the template's labels and order, with one newline at the end.

    A note stores it without that newline (`CleanTextField`); whoever copies the note out adds it again.
    """
    lines = [TITLE]
    for section in SECTIONS:
        if section.kind is SectionKind.WORKLOADS:
            lines += [
                f"- {section.label}:",
                "",
                *map(_workload_line, content.workloads),
            ]
            lines += [""] if content.workloads else []
        else:
            lines.append(f"- {section.label}: {_indented(content.value_of(section), VALUE_INDENT)}".rstrip(" "))
    return "\n".join(lines) + "\n"


def _workload_line(line: WorkloadLine) -> str:
    return f"   -  [{line.code}]  {line.name} - {_indented(line.text, WORKLOAD_INDENT)}"


def _indented(value: str, indent: str) -> str:
    """Further lines begin with the indent; blank lines stay empty."""
    return "\n".join(indent + line if number and line else line for number, line in enumerate(value.split("\n")))
