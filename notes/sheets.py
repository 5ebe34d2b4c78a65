"""What a file says, as plain JSON: queries fill it, writers of PDF and Word lay it out, a pack keeps it meanwhile.

Days are in words already; a text of several lines is the list of its lines.
"""

from typing import TypedDict


class WorkloadSheet(TypedDict):
    code: str
    name: str
    lines: list[str]


class SectionSheet(TypedDict):
    """One section of the template. Without lines and workloads it is unanswered, and `nothing` says so."""

    label: str
    is_short: bool
    lines: list[str]
    workloads: list[WorkloadSheet]
    nothing: str


class RiskSheet(TypedDict):
    """A risk as it stands now; `owner` is "" where nobody owns it."""

    kind: str
    severity: str
    title: str
    owner: str
    is_open: bool
    response: list[str]


class SummarySheet(TypedDict):
    """An Exec Summary. A text in no form we know has no `sections`, only `lines`.

    `risks` are those it calls out; with none, `risks_said` says why.
    """

    customer: str
    tpid: str
    on: str
    author: str
    sections: list[SectionSheet]
    lines: list[str]
    risks: list[RiskSheet]
    risks_said: str


class ActionSheet(TypedDict):
    due_on: str
    is_overdue: bool
    lines: list[str]
    owner: str


class NoteSheet(TypedDict):
    on: str
    kind: str
    start: str
    author: str


class BriefingSheet(TypedDict):
    """What somebody needs to know of a customer before a meeting. `summary` is the newest one, None without any."""

    customer: str
    tpid: str
    priority: str
    about: list[str]
    facts: list[list[str]]  # pairs of name and value
    summary: SummarySheet | None
    risks: list[RiskSheet]
    actions: list[ActionSheet]
    notes: list[NoteSheet]
    note_ids: list[int]


class FileSheet(TypedDict):
    """What every file carries."""

    title: str
    author: str
    notice: str


class SummaryFile(FileSheet):
    summary: SummarySheet


class BriefingFile(FileSheet):
    """`made` says when and by whom, `purpose` what for; "" for neither."""

    made: str
    purpose: str
    has_contents: bool
    customers: list[BriefingSheet]
