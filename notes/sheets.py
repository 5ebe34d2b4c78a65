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


class BoardSheet(TypedDict):
    """A table of the portfolio; a cell is its number and, from 0 to 4, how large that is in its table."""

    title: str
    name: str
    shape: str
    heads: list[str]
    lines: list[tuple[str, list[tuple[int, int]]]]
    rest: str  # a sentence, or ""
    nothing: str  # said where there are no lines, or all numbers are 0; "" otherwise


class PortfolioFile(FileSheet):
    """`scope` says whose customers they are, `made` when and by whom, `purpose` what for."""

    scope: str
    made: str
    purpose: str
    boards: list[BoardSheet]
