"""The same update written about several customers: one draft and one note each, all or nothing for each of them."""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.text import clean
from notes.enums import NoteKind
from notes.models import Draft, Note
from notes.services.draft import DraftEnded, Typed, discard_draft, save_draft, start_draft
from notes.services.inputs import ActionInput
from notes.services.note import publish_overall_note
from notes.services.publishing import AlreadyPublished

MOST_AT_ONCE = 25
NOT_YOURS = "You do not write about this customer any more. Nothing was saved on it."


@dataclass(frozen=True)
class SharedUpdate:
    """What all the notes have in common. `key` is that of the form: sending it twice finds the notes it made."""

    key: uuid.UUID
    happened_on: date
    actions: Sequence[ActionInput]
    no_action_reason: str

    def key_for(self, customer: Customer) -> uuid.UUID:
        """The key of this customer's draft and note."""
        return uuid.uuid5(self.key, str(customer.key))


@dataclass(frozen=True)
class Outcome:
    """What became of one customer's note: `note` where it is saved, else `problem` says why not.

    `draft_key` is that of the customer's draft that holds the words; `lost` are words that stand nowhere else.
    """

    customer: Customer
    note: Note | None
    problem: str = ""
    draft_key: uuid.UUID | None = None
    lost: str = ""


def keep_drafts(*, update: SharedUpdate, texts: Mapping[Customer, str], by: User, now: datetime) -> None:
    """Keep each customer's text as a draft of theirs; one that was changed elsewhere stays as it is."""
    for customer, text in texts.items():
        _keep(update, customer, text, by=by, now=now)


def publish_shared(
    *,
    update: SharedUpdate,
    texts: Mapping[Customer, str],
    left_out: Sequence[Customer] = (),
    refused: Mapping[Customer, str] | None = None,
    by: User,
    now: datetime,
) -> list[Outcome]:
    """Write one note a customer, each in a transaction of its own; what cannot be saved stays a draft of its customer.

    The drafts of `left_out` are put away; `refused` are texts on customers this person writes about no more. Each
    outcome says what happened. Whatever stops the work between two customers, the words of the rest are kept.
    """
    keys = [update.key_for(customer) for customer in left_out]
    for draft in Draft.objects.of(by).open().filter(key__in=keys):
        with suppress(DraftEnded):  # published in another tab a moment ago
            discard_draft(draft=draft, by=by, now=now)
    keep_drafts(
        update=update, texts={customer: text for customer, text in texts.items() if clean(text)}, by=by, now=now
    )
    outcomes = [_publish(update, customer, text, by=by, now=now) for customer, text in texts.items()]
    for customer, text in (refused or {}).items():
        outcomes.append(_not_saved(update, customer, text, NOT_YOURS, by=by, now=now))
    return outcomes


def _publish(update: SharedUpdate, customer: Customer, text: str, *, by: User, now: datetime) -> Outcome:
    try:
        note = publish_overall_note(
            key=update.key_for(customer),
            customer=customer,
            text=text,
            happened_on=update.happened_on,
            actions=update.actions,
            no_action_reason=update.no_action_reason,
            is_escalated=False,
            mentioned_risks=[],
            new_risks=[],
            by=by,
            now=now,
        )
    except AlreadyPublished as refusal:
        problem = "It was saved before, with other words. Amend that note, or write a new one."
        return Outcome(customer, refusal.note, problem, lost=clean(text))
    except RuleError as error:
        return _not_saved(update, customer, text, error.message, by=by, now=now)
    return Outcome(customer, note)


def _not_saved(
    update: SharedUpdate, customer: Customer, text: str, problem: str, *, by: User, now: datetime
) -> Outcome:
    if clean(text) and _keep(update, customer, text, by=by, now=now):
        return Outcome(customer, None, problem, draft_key=update.key_for(customer))
    return Outcome(customer, None, problem, lost=clean(text))


def _keep(update: SharedUpdate, customer: Customer, text: str, *, by: User, now: datetime) -> bool:
    key = update.key_for(customer)
    # The token is the draft's own, so that the next step of the same form writes on top of this one.
    typed = Typed(key, NoteKind.OVERALL, _fields(update, key, text), version=0, token=key)
    try:
        try:
            save_draft(typed=typed, by=by, now=now)
        except RuleError:  # there is none yet
            start_draft(typed=typed, customer=customer, by=by, now=now)
    except (StaleVersion, DraftEnded, RuleError):
        return False
    return True


def _fields(update: SharedUpdate, key: uuid.UUID, text: str) -> list[tuple[str, str]]:
    """The form of the customer's own composer, filled in."""
    fields = [
        ("key", str(key)),
        ("text", text),
        ("happened_on", update.happened_on.isoformat()),
        ("no_action_reason", update.no_action_reason),
        ("actions-TOTAL_FORMS", str(max(1, len(update.actions)))),
        ("actions-INITIAL_FORMS", "0"),
    ]
    for place, action in enumerate(update.actions):
        owner = action.owner.full_name if action.owner else action.owner_name
        fields += [
            (f"actions-{place}-text", action.text),
            (f"actions-{place}-due_on", action.due_on.isoformat()),
            (f"actions-{place}-owner", owner),
        ]
    return fields
