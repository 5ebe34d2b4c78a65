from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.text import clean
from notes.enums import NoteKind
from notes.models import Note, Risk
from notes.models.note import OVERALL_TEXT_LIMIT
from notes.services.amending import amend, note_to_amend
from notes.services.inputs import ActionInput, RiskInput, Submission
from notes.services.note_body import overall_body
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
    _check_text(text)
    _check_actions(actions, clean(no_action_reason))
    body = overall_body(text=text, customer=customer)
    with acting(by=by, now=now):
        return insert_note(submission=submission, body=body, by=by, now=now)


@transaction.atomic
def amend_overall_note(
    *,
    note: Note,
    version: int,
    text: str,
    happened_on: date,
    reason: str,
    key: UUID | None = None,
    by: User,
    now: datetime,
) -> Note:
    """Change what an Overall Status Note says, as its author, and return it; equal words are no new version.

    Its next actions and risks live on their own and are not touched. `key` is that of the draft, which ends. Raises
    RuleError; StaleVersion when it was saved since `version`.
    """
    current, text = note_to_amend(note=note, draft=key, by=by), clean(text)
    # Also the second half of a double click.
    if (current.text, current.happened_on) == (text, happened_on):
        return current
    _check_text(text)
    body = overall_body(text=text, customer=current.customer)
    return amend(note=current, version=version, body=body, happened_on=happened_on, reason=reason, by=by, now=now)


def _check_text(text: str) -> None:
    if not text:
        raise RuleError("Write what happened before you save.", field="text")
    if len(text) > OVERALL_TEXT_LIMIT:
        raise RuleError(
            f"A note holds 20,000 characters and this one has {len(text):,}. Your text is kept: shorten it, or save it "
            "as two notes.",
            field="text",
        )


def _check_actions(actions: Sequence[ActionInput], reason: str) -> None:
    if not actions and not reason:
        raise RuleError("Add the next action, or say why there is none.", field="no_action_reason")
    if actions and reason:
        raise RuleError(
            "There are next actions and a reason for having none. Clear one of the two.", field="no_action_reason"
        )
