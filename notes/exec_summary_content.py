"""The content of one Exec Summary as values: the form yields it, renderers write it, the reader returns it."""

from dataclasses import dataclass, replace

from ftop.lib.text import clean
from notes.exec_summary_spec import SECTION_BY_FIELD, SECTIONS, Section, SectionKind


def clean_value(section: Section, value: str) -> str:
    """Return the value as it is stored; the section's own hint, left as it stood in the template, is no answer."""
    value = clean(value)
    return "" if value == section.hint else value


@dataclass(frozen=True)
class WorkloadLine:
    """One line of the workload section; `name` is the workload's name on the day of the summary."""

    code: str
    name: str
    text: str


@dataclass(frozen=True)
class ExecSummaryInput:
    """The sections apart from the workload lines; choices by their stored value, "" where unanswered."""

    customer_description: str = ""
    engagement_status: str = ""
    deployment_progress: str = ""
    relationship: str = ""
    support_requests: str = ""


@dataclass(frozen=True)
class ExecSummaryContent(ExecSummaryInput):
    """All sections; the workload lines stand in template order."""

    workloads: tuple[WorkloadLine, ...] = ()

    def value_of(self, section: Section) -> str:
        """What stands behind the section's label: text as typed, a choice by its label."""
        value: str = getattr(self, section.field)
        return str(section.choices(value).label) if section.choices and value else value

    def cleaned(self) -> "ExecSummaryContent":
        """Every value cleaned; workloads without a text are left out. Doing it twice changes nothing."""
        texts = {
            section.field: clean_value(section, getattr(self, section.field))
            for section in SECTIONS
            if section.kind is not SectionKind.WORKLOADS
        }
        section = SECTION_BY_FIELD["workloads"]
        lines = (
            WorkloadLine(
                line.code,
                " ".join(clean(line.name).split()),
                clean_value(section, line.text),
            )
            for line in self.workloads
        )
        return replace(self, **texts, workloads=tuple(line for line in lines if line.text))
