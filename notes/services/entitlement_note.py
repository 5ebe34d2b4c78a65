"""Entitlement Status Notes: each about one workload of one tenant (source: playbook)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.text import clean
from ftop.lib.validation import rules_of_database, stored
from notes.enums import EntitlementState, NoteKind
from notes.models import Entitlement, EntitlementStatus, Note, Workload
from notes.models.entitlement_status import REASON_LIMIT
from notes.rendering.entitlement import EntitlementContent, render
from notes.services.amending import amend, note_to_amend
from notes.services.inputs import NoteBody, Submission
from notes.services.note_dates import recompute_entitlement_status
from notes.services.publishing import insert_note, published_before

NEEDS_REASON = "Say the customer's intent and why, in one or two sentences."


@dataclass(frozen=True)
class Line:
    """What is said of one cell."""

    tenant: Tenant
    workload: Workload
    reason: str


@transaction.atomic
def publish_entitlement_notes(
    *, key: UUID, customer: Customer, happened_on: date, status: str, lines: Sequence[Line], by: User, now: datetime
) -> list[Note]:
    """Publish one note a line, all or none, and return them; the same submission again returns what it made.

    The first note has the key of the form, the others keys that follow from it. A cell nobody recorded yet is added to
    the grid, with unknown seats. Raises RuleError; AlreadyPublished where the key was published with other content,
    KeyTaken where it belongs to another note.
    """
    if not lines:
        raise RuleError("Choose at least one workload that this is about.", field="cells")
    with acting(by=by, now=now):
        return [
            _publish(
                key=key if place == 0 else uuid5(key, f"{line.tenant.pk}-{line.workload.code}"),
                customer=customer,
                happened_on=happened_on,
                status=status,
                line=line,
                by=by,
                now=now,
            )
            for place, line in enumerate(lines)
        ]


@transaction.atomic
def amend_entitlement_note(
    *,
    note: Note,
    version: int,
    status: str,
    text: str,
    happened_on: date,
    reason: str,
    key: UUID | None = None,
    by: User,
    now: datetime,
) -> Note:
    """Change what the note says of its cell, as its author, and return it; equal words are no new version.

    `text` is what stands in the note, `reason` why it is amended; `key` is that of the draft, which ends. Raises
    RuleError; StaleVersion when it was saved since `version`.
    """
    current, text = note_to_amend(note=note, draft=key, by=by), clean(text)
    details = EntitlementStatus.objects.select_related("entitlement__tenant", "entitlement__workload").get(note=current)
    if (details.status, details.reason, current.happened_on) == (status, text, happened_on):
        return current
    _check(status, text)
    cell = details.entitlement
    body = entitlement_body(customer=current.customer, line=Line(cell.tenant, cell.workload, text), status=status)
    amended = amend(note=current, version=version, body=body, happened_on=happened_on, reason=reason, by=by, now=now)
    details.status, details.reason = status, text
    with acting(by=by, now=now):
        stored(details, update_fields=["status", "reason"])
        recompute_entitlement_status(cell=cell)
    return amended


def entitlement_body(*, customer: Customer, line: Line, status: str) -> NoteBody:
    """What is stored of the words about one cell."""
    content = EntitlementContent(
        tenant=f"{line.tenant.name} ({line.tenant.default_domain})",
        code=line.workload.code,
        workload=line.workload.name,
        status=status,
        reason=line.reason,
    )
    rendered = render(content, customer=customer)
    return NoteBody(
        text=rendered.text,
        html=rendered.html,
        excerpt_html="",
        renderer_version=rendered.version,
        tags=rendered.tags,
        workload_codes=[line.workload.code],
    )


def _publish(
    *, key: UUID, customer: Customer, happened_on: date, status: str, line: Line, by: User, now: datetime
) -> Note:
    line = Line(line.tenant, line.workload, clean(line.reason))
    submission = Submission(
        key=key,
        customer=customer,
        kind=NoteKind.ENTITLEMENT,
        happened_on=happened_on,
        content={"tenant": line.tenant.pk, "code": line.workload.code, "status": status, "reason": line.reason},
    )
    if before := published_before(submission=submission, by=by):
        return before
    _check(status, line.reason)
    if line.tenant.customer_id != customer.pk:
        raise RuleError(f"{line.tenant} is no tenant of {customer}.", field="cells")
    note = insert_note(
        submission=submission, body=entitlement_body(customer=customer, line=line, status=status), by=by, now=now
    )
    with rules_of_database():
        cell, _ = Entitlement.objects.get_or_create(tenant=line.tenant, workload=line.workload)
        EntitlementStatus.objects.create(note=note, entitlement=cell, status=status, reason=line.reason)
        recompute_entitlement_status(cell=cell)
    return note


def _check(status: str, reason: str) -> None:
    if status not in EntitlementState.values:
        raise RuleError("Choose the status of the entitlement.", field="status")
    if not reason:
        raise RuleError(NEEDS_REASON, field="text")
    if len(reason) > REASON_LIMIT:
        raise RuleError(
            f"The reason holds {REASON_LIMIT} characters and this one has {len(reason):,}. Your text is kept: shorten "
            "it to one or two sentences.",
            field="text",
        )
