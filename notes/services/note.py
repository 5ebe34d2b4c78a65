from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.text import clean
from notes.enums import NoteKind
from notes.models import Note, Risk, Workload
from notes.models.note import OVERALL_TEXT_LIMIT
from notes.rendering.markdown import render_overall
from notes.rendering.workload_mentions import workloads_in
from notes.services.inputs import ActionInput, NoteBody, RiskInput, Submission
from notes.services.publishing import insert_note, published_before


@transaction.atomic
def publish_overall_note(
    *,
    key: UUID,
    customer: Customer,
    text: str,
    happened_on: date,
    actions: Sequence[ActionInput],
    no_action_reason: str,
    is_escalated: bool,
    mentioned_risks: Sequence[Risk],
    new_risks: Sequence[RiskInput],
    by: User,
    now: datetime,
) -> Note:
    """Publish an Overall Status Note and return it; the same submission again returns the note it made.

    A new note is told from a resent one by its `written_at`. Raises RuleError; AlreadyPublished where the key was
    published with other content, KeyTaken where it belongs to another note.
    """
    text = clean(text)
    submission = Submission(
        key=key,
        customer=customer,
        kind=NoteKind.OVERALL,
        happened_on=happened_on,
        content={"text": text},
        actions=actions,
        no_action_reason=no_action_reason,
        is_escalated=is_escalated,
        mentioned_risks=mentioned_risks,
        new_risks=new_risks,
    )
    if before := published_before(submission=submission, by=by):
        return before
    _check(text, actions, clean(no_action_reason))
    rendered = render_overall(text, customer=customer)
    body = NoteBody(
        text=text,
        html=rendered.html,
        excerpt_html=rendered.excerpt_html,
        renderer_version=rendered.version,
        tags=rendered.tags,
        workload_codes=[workload.code for workload in workloads_in(text, Workload.objects.all())],
    )
    return insert_note(submission=submission, body=body, by=by, now=now)


def _check(text: str, actions: Sequence[ActionInput], reason: str) -> None:
    if not text:
        raise RuleError("Write what happened before you save.", field="text")
    if len(text) > OVERALL_TEXT_LIMIT:
        raise RuleError(
            f"A note holds 20,000 characters and this one has {len(text):,}. Your text is kept: shorten it, or save it "
            "as two notes.",
            field="text",
        )
    if not actions and not reason:
        raise RuleError("Add the next action, or say why there is none.", field="no_action_reason")
    if actions and reason:
        raise RuleError(
            "There are next actions and a reason for having none. Clear one of the two.", field="no_action_reason"
        )
