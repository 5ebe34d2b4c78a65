"""What an Enterprise Status Note says, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ftop.lib.text import clean
from notes.enterprise_spec import ACTIVITY_CODES, FACETS, TEXT_SECTIONS
from notes.enums import EnterpriseReason

# Workload code → facet → text; what was left empty is not there.
Activities = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class EnterpriseContent:
    reasons: Sequence[str]
    status: str
    exec_summary: str
    deployment_overview: str
    next_update_on: date
    activities: Activities = field(default_factory=dict)
    public_name: str = ""
    awareness: str = ""

    def cleaned(self) -> "EnterpriseContent":
        """With reasons and activities in their order, texts cleaned, and nothing that is empty."""
        texts = {section.field: clean(getattr(self, section.field)) for section in TEXT_SECTIONS}
        # One line of text: a name is no paragraph.
        texts["public_name"] = " ".join(texts["public_name"].split())
        return EnterpriseContent(
            reasons=tuple(reason for reason in EnterpriseReason.values if reason in self.reasons),
            status=self.status,
            next_update_on=self.next_update_on,
            activities=_cleaned(self.activities),
            **texts,
        )

    def as_json(self) -> dict[str, Any]:
        """The values as JSON knows them, for the digest of a submission."""
        return vars(self) | {"reasons": list(self.reasons), "next_update_on": self.next_update_on.isoformat()}


def _cleaned(activities: Activities) -> Activities:
    found = {}
    for code in ACTIVITY_CODES:
        said = activities.get(code, {})
        facets = {facet.field: text for facet in FACETS if (text := clean(said.get(facet.field, "")))}
        if facets:
            found[code] = facets
    return found
