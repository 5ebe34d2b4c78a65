"""The fields of an Enterprise Status Note as data (source: playbook): form, text, page and reader walk them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SECTION_LIMIT = 4000
ACTIVITY_LIMIT = 1000
BRAND_LIMIT = 200


class SectionKind(Enum):
    REASONS = "reasons"
    STATUS = "status"
    TEXT = "text"
    ACTIVITIES = "activities"
    DAY = "day"


@dataclass(frozen=True)
class Section:
    """`label` stands in the text, `heading` on pages; a text may be `limit` characters long."""

    field: str
    label: str
    heading: str
    kind: SectionKind
    is_required: bool = False
    hint: str = ""
    limit: int = SECTION_LIMIT


SECTIONS: Sequence[Section] = (
    Section("reasons", "REASON", "Reason", SectionKind.REASONS, is_required=True),
    Section(
        "status",
        "STATUS",
        "Enterprise status",
        SectionKind.STATUS,
        is_required=True,
        hint="Red: not in any onboarding effort. Yellow: ongoing, but a blocker or something slows it significantly. "
        "Green: moving at the expected pace.",
    ),
    Section(
        "exec_summary",
        "EXEC SUMMARY",
        "What prevents this engagement from being Green",
        SectionKind.TEXT,
        is_required=True,
        hint="For each topic: what it is, its impact and the actions. Where it is Green, say so and why.",
    ),
    Section(
        "deployment_overview",
        "DEPLOYMENT STATUS OVERVIEW",
        "Deployment status overview",
        SectionKind.TEXT,
        is_required=True,
    ),
    Section("activities", "CURRENT ACTIVITIES", "Current activities", SectionKind.ACTIVITIES),
    Section("public_name", "PUBLIC/BRAND NAME", "Public or brand name", SectionKind.TEXT, limit=BRAND_LIMIT),
    Section("next_update_on", "NEXT UPDATE", "Next update", SectionKind.DAY, is_required=True),
    Section(
        "awareness",
        "AWARENESS",
        "Awareness",
        SectionKind.TEXT,
        hint="Strategy, reorganisations, data and licence issues.",
    ),
)
SECTION_BY_FIELD = {section.field: section for section in SECTIONS}
TEXT_SECTIONS = tuple(section for section in SECTIONS if section.kind is SectionKind.TEXT)
# The workloads whose current activities are asked for, and what is asked of each.
ACTIVITY_CODES = ("EXO", "SPO", "OPP")
ACTIVITY_NAMES = {"EXO": "Exchange Online", "SPO": "SharePoint Online", "OPP": "Office ProPlus"}


@dataclass(frozen=True)
class Facet:
    field: str
    label: str


FACETS: Sequence[Facet] = (
    Facet("status", "Status"),
    Facet("blockers", "Blockers"),
    Facet("next_actions", "Next actions"),
    Facet("due", "Due dates"),
)


def activity_field(code: str, facet: Facet) -> str:
    """The form field of one facet of one workload."""
    return f"activity-{code}-{facet.field}"
