"""The part of publishing that notes of all kinds share.

A service of one kind opens the transaction, asks `published_before`, checks the rules of its kind, calls
`insert_note` and writes its details. The order matters: a resend must be answered with the saved note even where the
first save has since changed what the rules look at.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from customers.models import Customer
from customers.services.note_dates import raise_note_dates
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from ftop.lib.errors import RuleError
from ftop.lib.text import clean
from ftop.lib.validation import rules_of_database
from notes.enums import NoteKind
from notes.models import NextAction, Note, Risk, RiskMention
from notes.models.note import OVERALL_KINDS
from notes.services.archived_customer import refuse_archived
from notes.services.inputs import NoteBody, Submission
from notes.services.note_words import words_vector
from notes.services.notification import tell_of_note
from notes.services.risk import open_risks_of_note


class AlreadyPublished(Exception):
    """The form was published before, with other content, or its note was withdrawn; nothing was changed.

    `note` is what was saved then.
    """

    def __init__(self, note: Note) -> None:
        super().__init__("This form was saved before, with other content.")
        self.note = note


class KeyTaken(RuleError):
    """The key belongs to another author's or another customer's note: the form needs a new one."""

    def __init__(self) -> None:
        super().__init__("This form belongs to another note. Nothing was saved and your text is kept: save it again.")


def published_before(*, submission: Submission, by: User) -> Note | None:
    """Lock the customer and return the note that this submission made before, or None when it is new.

    The same key with equal content is a resend, and so is equal content (of this author, customer and day) with another
    key.

    Raises AlreadyPublished where the key was published with other content or its note was withdrawn, KeyTaken where it
    is somebody else's.
    """
    # One save per customer at a time: a double click waits here, and the derived dates cannot be raced.
    (locked,) = _locked(submission.customer.pk)
    for name in _OF_THE_CUSTOMER:
        setattr(submission.customer, name, getattr(locked, name))
    digest = _digest(submission)
    found = _alike(submission.key, submission.customer.pk, by.pk, digest)
    note = next((note for note in found if note.key == submission.key), None)
    if note is None:
        return found[0] if found else None
    if note.author_id != by.pk or note.customer_id != submission.customer.pk or note.kind != submission.kind:
        raise KeyTaken
    if note.submission_digest != digest or note.is_withdrawn:
        raise AlreadyPublished(note)
    return note


# What may have changed since the form was opened, and is looked at or derived on publishing.
_OF_THE_CUSTOMER = ("archived_at", "last_overall_note_on", "last_exec_summary_at", "priority")


@compiled
def _locked(customer: int) -> QuerySet[Customer]:
    return Customer.objects.select_for_update(no_key=True).filter(pk=customer).only(*_OF_THE_CUSTOMER)


@compiled
def _alike(key: UUID, customer: int, author: int, digest: str) -> QuerySet[Note]:
    # The back button may bring a form back with a new key and the old words: equal content is the same note as well,
    # as long as the note still says so.
    says_so = Q(version=1, withdrawn_at__isnull=True)
    alike = Q(customer=customer, author=author, submission_digest=digest) & says_so
    return Note.objects.filter(Q(key=key) | alike).select_related("customer", "author").order_by("id")


def insert_note(
    *, submission: Submission, body: NoteBody, requesters: Collection[int] = (), by: User, now: datetime
) -> Note:
    """Write the note with its next actions, risks and the customer's derived dates, and tell people; return it.

    `requesters` are the people (ids) who asked for it; who was told is in the note's `told`. To be called in the
    transaction in which `published_before` returned None. Raises RuleError.
    """
    _check(submission, today=by.day_of(now))
    customer = submission.customer
    with rules_of_database():
        note = Note.objects.create(
            key=submission.key,
            customer=customer,
            kind=submission.kind,
            author=by,
            happened_on=submission.happened_on,
            written_at=now,
            text=body.text,
            html=body.html,
            excerpt_html=body.excerpt_html,
            renderer_version=body.renderer_version,
            tags=list(body.tags),
            workload_codes=list(body.workload_codes),
            no_action_reason=submission.no_action_reason,
            is_escalated=submission.is_escalated,
            submission_digest=_digest(submission),
            search_vector=words_vector(
                kind=submission.kind,
                text=body.text,
                no_action_reason=submission.no_action_reason,
                actions=[action.text for action in submission.actions],
            ),
        )
        NextAction.objects.bulk_create(
            NextAction(note=note, customer=customer, **vars(action)) for action in submission.actions
        )
    opened = _call_out_risks(note, submission, by=by, now=now)
    note.told = tell_of_note(note=note, opened=opened, requesters=requesters, by=by, now=now)  # type: ignore[attr-defined]
    # An Exec Summary is an Overall Status Note: it counts wherever the age of the last Overall note matters (seed).
    if note.kind in OVERALL_KINDS:
        is_summary = note.kind == NoteKind.EXEC_SUMMARY
        raise_note_dates(
            customer=customer,
            overall_on=note.happened_on,
            exec_summary_at=note.written_at if is_summary else None,
        )
    return note


def _call_out_risks(note: Note, submission: Submission, *, by: User, now: datetime) -> list[Risk]:
    """Open the new risks and mention them with the ticked ones; return the new ones."""
    opened = open_risks_of_note(customer=note.customer, risks=submission.new_risks, by=by, now=now)
    RiskMention.objects.bulk_create(
        RiskMention(note=note, risk=risk, customer=note.customer) for risk in [*submission.mentioned_risks, *opened]
    )
    return opened


def _check(submission: Submission, *, today: date) -> None:
    refuse_archived(customer=submission.customer)
    if submission.happened_on > today:
        raise RuleError("The date of the call cannot be in the future.", field="happened_on")
    if submission.is_escalated and not submission.mentioned_risks and not submission.new_risks:
        raise RuleError(
            "An escalated note needs an entry in the Risks box: tick an open one or write a new one.",
            field="is_escalated",
        )
    _check_mentions(submission)


def _check_mentions(submission: Submission) -> None:
    keys = [risk.pk for risk in submission.mentioned_risks]
    if not keys:
        return
    still_open = set(Risk.objects.open().filter(customer=submission.customer, pk__in=keys).values_list("pk", flat=True))
    for risk in submission.mentioned_risks:
        if risk.pk not in still_open:
            raise RuleError(
                f"“{risk.title}” is not open in this customer's Risks box any more. Untick it and save again.",
                field="mentioned_risks",
            )


def _digest(submission: Submission) -> str:
    """The same for equal content, whatever the line ends and blanks around it."""
    content = {
        "kind": submission.kind,
        "happened_on": submission.happened_on.isoformat(),
        "content": submission.content,
        "actions": [action.as_content() for action in submission.actions],
        "no_action_reason": clean(submission.no_action_reason),
        "is_escalated": submission.is_escalated,
        "mentioned_risks": sorted(risk.pk for risk in submission.mentioned_risks),
        "new_risks": [risk.as_content() for risk in submission.new_risks],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
