"""The newest Enterprise Status Note of a customer, and what a new one begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from customers.models import Customer
from notes.enterprise_content import EnterpriseContent
from notes.enterprise_spec import FACETS, TEXT_SECTIONS, activity_field
from notes.models import EnterpriseStatus


@dataclass(frozen=True)
class EnterpriseStart:
    """The note a form begins with: what it says as the form's fields hold it, and its day."""

    key: UUID
    url: str
    on: date
    fields: Mapping[str, object]


def newest_enterprise(customer: Customer) -> EnterpriseStatus | None:
    """The newest standing note's fields with the note; None: none was written. One query."""
    statuses = EnterpriseStatus.objects.filter(note__customer=customer, note__withdrawn_at__isnull=True)
    return statuses.select_related("note").order_by("-note__happened_on", "-note_id").first()


def enterprise_by_key(customer: Customer, key: UUID) -> EnterpriseStatus | None:
    """A standing note of the customer by its key; None where it is none, or was withdrawn. One query."""
    statuses = EnterpriseStatus.objects.filter(note__customer=customer, note__withdrawn_at__isnull=True)
    return statuses.select_related("note").filter(note__key=key).first()


def start_with(status: EnterpriseStatus | None) -> EnterpriseStart | None:
    """A note as the beginning of the next one. No query."""
    if status is None:
        return None
    return EnterpriseStart(
        status.note.key, status.note.get_absolute_url(), status.note.happened_on, fields_of(status.content)
    )


def fields_of(content: EnterpriseContent) -> dict[str, object]:
    """The content as the form's fields hold it, without the day of the next update."""
    values: dict[str, object] = {section.field: getattr(content, section.field) for section in TEXT_SECTIONS}
    values |= {"reasons": list(content.reasons), "status": content.status}
    for code, facets in content.activities.items():
        values |= {activity_field(code, facet): facets.get(facet.field, "") for facet in FACETS}
    return values
