"""The text and the HTML of an Entitlement Status Note, written once at save."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from customers.models import Customer
from notes.enums import EntitlementState
from notes.rendering.typed_text import tags_in, typed_html

# Stored with each note; a new number tells which notes to render again.
RENDERER_VERSION = 1


@dataclass(frozen=True)
class EntitlementContent:
    """What a note says of its cell; tenant and workload with the names of that day."""

    tenant: str
    code: str
    workload: str
    status: str
    reason: str


@dataclass(frozen=True)
class RenderedEntitlement:
    """`tags` are folded, each once."""

    text: str
    html: str
    tags: tuple[str, ...]
    version: int


def render(content: EntitlementContent, *, customer: Customer) -> RenderedEntitlement:
    """Render cleaned content: which workload of which tenant, its status, and below it the reason as typed."""
    status = EntitlementState(content.status)
    timeline = reverse("customers:customer-detail", args=[customer.key])
    return RenderedEntitlement(
        text=f"[{content.code}] {content.workload} - {status.label}\nTenant: {content.tenant}\n\n{content.reason}",
        html=format_html(
            '<p><span class="code">{}</span> <b>{}</b> <span class="s ent ent-{}">{}</span> '
            '<span class="meta">{}</span></p><p class="text">{}</p>',
            content.code,
            content.workload,
            status.value.replace("_", "-"),
            status.label,
            content.tenant,
            typed_html(content.reason, timeline),
        ),
        tags=tags_in(content.reason),
        version=RENDERER_VERSION,
    )


def read(text: str) -> tuple[str, str]:
    """Status and reason of a canonical text, as any version of a note has it; ("", "") of a text that is none."""
    head, _, reason = text.partition("\n\n")
    label = head.partition("\n")[0].rpartition(" - ")[2]
    status = next((state.value for state in EntitlementState if state.label == label), "")
    return (status, reason) if status else ("", "")
