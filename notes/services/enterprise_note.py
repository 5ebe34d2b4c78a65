"""Enterprise Status Notes: by the Health Owner of an S1500 customer, about its winner tenant (source: seed)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from customers import cadence
from customers.models import Customer, Tenant
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import rules_of_database, stored
from notes.enterprise_content import EnterpriseContent
from notes.enterprise_spec import SECTION_BY_FIELD, SECTIONS, TEXT_SECTIONS
from notes.enums import NoteKind
from notes.models import EnterpriseStatus, Note, Risk
from notes.rendering.enterprise import render
from notes.services.amending import amend, note_to_amend
from notes.services.inputs import NoteBody, RiskInput, Submission
from notes.services.note_dates import recompute_enterprise
from notes.services.publishing import insert_note, published_before

NO_WINNER = (
    "{customer} has no winner tenant, and an Enterprise Status Note is about the winner tenant. Nothing was saved and "
    "your text is kept: ask an administrator to choose it."
)
MISSING = {
    "reasons": "Choose at least one reason.",
    "status": "Choose the Enterprise status: Red, Yellow or Green.",
    "exec_summary": "Say what prevents this engagement from being Green, or that it is Green and why.",
    "deployment_overview": "Write the deployment status overview.",
    "next_update_on": "Give the day of the next update.",
}


@transaction.atomic
def publish_enterprise_note(
    *,
    key: UUID,
    customer: Customer,
    happened_on: date,
    content: EnterpriseContent,
    mentioned_risks: Sequence[Risk],
    new_risks: Sequence[RiskInput],
    by: User,
    now: datetime,
) -> Note:
    """Publish an Enterprise Status Note about the winner tenant and return it; the same again returns what it made.

    What it says of risks are entries of the Risks box. Raises RuleError; AlreadyPublished where the key was published
    with other content, KeyTaken where it belongs to another note.
    """
    content = content.cleaned()
    submission = Submission(
        key=key,
        customer=customer,
        kind=NoteKind.ENTERPRISE,
        happened_on=happened_on,
        content=content.as_json(),
        mentioned_risks=mentioned_risks,
        new_risks=new_risks,
    )
    if before := published_before(submission=submission, by=by):
        return before
    check_content(content=content, customer=customer, happened_on=happened_on)
    tenant = _winner(customer)
    with acting(by=by, now=now), rules_of_database():
        note = insert_note(
            submission=submission, body=enterprise_body(content=content, customer=customer), by=by, now=now
        )
        EnterpriseStatus.objects.create(note=note, tenant=tenant, **_columns(content))
    recompute_enterprise(customer=customer)
    return note


@transaction.atomic
def amend_enterprise_note(
    *,
    note: Note,
    version: int,
    happened_on: date,
    content: EnterpriseContent,
    reason: str,
    key: UUID | None = None,
    by: User,
    now: datetime,
) -> Note:
    """Change what the note says, as its author, and return it; equal words are no new version.

    Its tenant and the risks it calls out stay. `key` is that of the draft, which ends. Raises RuleError; StaleVersion
    when it was saved since `version`.
    """
    current, content = note_to_amend(note=note, draft=key, by=by), content.cleaned()
    details = EnterpriseStatus.objects.get(note=current)
    if (details.content.cleaned(), current.happened_on) == (content, happened_on):
        return current
    check_content(content=content, customer=current.customer, happened_on=happened_on)
    body = enterprise_body(content=content, customer=current.customer)
    amended = amend(note=current, version=version, body=body, happened_on=happened_on, reason=reason, by=by, now=now)
    columns = _columns(content)
    for name, value in columns.items():
        setattr(details, name, value)
    with acting(by=by, now=now, reason=reason):
        stored(details, update_fields=list(columns))
    recompute_enterprise(customer=current.customer)
    return amended


def enterprise_body(*, content: EnterpriseContent, customer: Customer) -> NoteBody:
    """What is stored of the words."""
    rendered = render(content, customer=customer)
    return NoteBody(
        text=rendered.text,
        html=rendered.html,
        excerpt_html="",
        renderer_version=rendered.version,
        tags=rendered.tags,
        workload_codes=list(content.activities),
    )


def check_content(*, content: EnterpriseContent, customer: Customer, happened_on: date) -> None:
    """Raise RuleError for what is missing or too long, and for a next update that the cadence does not allow."""
    for section in SECTIONS:
        if section.is_required and not getattr(content, section.field):
            raise RuleError(MISSING[section.field], field=section.field)
    for section in TEXT_SECTIONS:
        if len(getattr(content, section.field)) > section.limit:
            raise RuleError(f"This holds {section.limit:,} characters. Shorten it.", field=section.field)
    if customer.health_owner_role is None:
        raise RuleError("Enterprise Status Notes are for S1500 customers only. Nothing was saved; your text is kept.")
    if content.next_update_on <= happened_on:
        raise RuleError("The next update is after the day of this one.", field="next_update_on")
    rhythm = cadence.rhythm_of(health=customer.health, status=content.status)
    last_day = cadence.latest(on=happened_on, rhythm=rhythm)
    if content.next_update_on > last_day:
        raise RuleError(
            f"Notes about this customer are due {rhythm.value}: choose a day up to {last_day:%-d %b %Y}.",
            field="next_update_on",
        )


def _winner(customer: Customer) -> Tenant:
    winner = customer.tenants.filter(is_winner=True).first()
    if winner is None:
        raise RuleError(NO_WINNER.format(customer=customer.name))
    return winner


def _columns(content: EnterpriseContent) -> dict[str, object]:
    values = {name: getattr(content, name) for name in SECTION_BY_FIELD}
    return values | {"reasons": list(content.reasons), "activities": dict(content.activities)}
