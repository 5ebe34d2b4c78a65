"""The Exec Summary's sections as data, in the order of the template (source: seed, "Template for Note Entries").

Form, page, renderer, reader, diff, export and factory walk this list; nothing else knows a label.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices

from customers.enums import DeploymentProgress, EngagementStatus

TITLE = "EXEC SUMMARY"
WORKLOAD_PREFIX = "workload_"  # of the form's fields, before the code


class SectionKind(Enum):
    TEXT = "text"
    CHOICE = "choice"
    WORKLOADS = "workloads"


@dataclass(frozen=True)
class Section:
    """One section: `label` as printed, `hint` as the template prints it, `limit` in characters (0: not text).

    `missing` is what to say where the section must be answered and is not; "" where it may stay empty.
    """

    field: str
    label: str
    hint: str = ""
    kind: SectionKind = SectionKind.TEXT
    choices: type[TextChoices] | None = None
    limit: int = 0
    missing: str = ""

    @property
    def is_required(self) -> bool:
        return bool(self.missing)

    @property
    def heading(self) -> str:
        """The label for reading: capitals are tiring on a page, and screen readers may spell them."""
        return self.label.capitalize()


SECTIONS = (
    Section(
        "customer_description",
        "DESCRIBE THE CUSTOMER",
        "(i.e. Industry/Structure/Size/Recent News)",
        limit=4000,
        missing="Describe the customer.",
    ),
    Section(
        "engagement_status",
        "STATUS OF THE ENGAGEMENT",
        "On Hold/Reactive/Fully Engaged",
        SectionKind.CHOICE,
        EngagementStatus,
        missing="Choose the status of the engagement.",
    ),
    Section(
        "deployment_progress",
        "M365 DEPLOYMENT PROGRESS",
        "Not Deployed/Partially Deployed/Fully Deployed",
        SectionKind.CHOICE,
        DeploymentProgress,
        missing="Choose the M365 deployment progress.",
    ),
    Section(
        "relationship",
        "OVERVIEW OF CURRENT RELATIONSHIP WITH CUSTOMER/PARTNER/ACCOUNT TEAM",
        limit=4000,
        missing="Give an overview of the relationship with the customer, partner and account team.",
    ),
    Section(
        "workloads",
        "SNAPSHOT OF KEY WORKLOADS CURRENT STATUS AND NEXT ACTIONS",
        "(remove workloads if not currently being discussed)",
        SectionKind.WORKLOADS,
    ),
    Section(
        "support_requests",
        "REQUESTS FOR SUPPORT",
        "(e.g. CS MAU offerings)",
        limit=4000,
    ),
)
SECTION_BY_FIELD = {section.field: section for section in SECTIONS}
TEXT_SECTIONS = tuple(section for section in SECTIONS if section.kind is SectionKind.TEXT)
# All but the workloads, which are rows.
SINGLE_SECTIONS = tuple(section for section in SECTIONS if section.kind is not SectionKind.WORKLOADS)
WORKLOAD_TEXT_LIMIT = 2000
# Characters that fit the two places on leadership's slides (source: playbook).
ONE_LINER_LIMIT = 256
LONG_ONE_LINER_LIMIT = 512
WORKLOAD_RETIRED = (
    "[{code}] {name} was retired and is not offered any more. Your text is kept: "
    "move it to another workload, or remove this row."
)
