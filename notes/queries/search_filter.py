"""What somebody asks the search for, and the notes it narrows to."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.enums import RequestState, RiskKind
from notes.models import ExecSummaryRequest, NextAction, Note, RiskMention
from notes.models.note import NoteQuerySet
from notes.queries.timeline import TimelineFilter, matching
from notes.search.query import Query

ME, TEAM = "me", "team"


@dataclass(frozen=True)
class NoteSearch:
    """What somebody asks for, at `now`; an empty value asks for nothing.

    `shared` is what the timeline filters by, too. `customer` and `author` are words of a name, `author` may be "me"
    or "team". `whose`: "mine" are the customers the asker works with, "fms" those of the FMs they manage.
    """

    now: datetime
    query: Query = field(default_factory=Query)
    shared: TimelineFilter = field(default_factory=TimelineFilter)
    customer: str = ""
    tpid: str = ""
    author: str = ""
    risk: str = ""
    request: str = ""
    next: str = ""
    whose: str = ""

    @property
    def is_set(self) -> bool:
        return self.query.has_words or self.has_filters

    @property
    def has_filters(self) -> bool:
        return replace(self, query=Query()) != NoteSearch(self.now)


def notes_asked_for(user: User, asked: NoteSearch) -> NoteQuerySet:
    """The standing notes this person may read that fit everything but the words. No query."""
    notes = matching(Note.objects.visible_to(user).standing(), asked.shared)
    if asked.customer or asked.tpid or asked.whose:
        notes = notes.filter(customer__in=_customers(user, asked))
    if asked.author == ME:
        notes = notes.filter(author=user)
    elif asked.author == TEAM:
        notes = notes.filter(author__in=User.objects.team_of(user))
    elif asked.author:
        notes = notes.filter(author__in=User.objects.named(asked.author))
    if asked.risk:
        notes = notes.filter(Exists(_mentions(asked.risk)))
    if asked.request:
        notes = notes.filter(_requested(asked.request))
    if asked.next:
        notes = notes.filter(Exists(_actions(user, asked)))
    return notes


def _customers(user: User, asked: NoteSearch) -> QuerySet[Customer]:
    customers = Customer.objects.visible_to(user).named(asked.customer)
    if asked.tpid:
        customers = customers.filter(tpid__startswith=asked.tpid)
    works_here = Assignment.objects.current().filter(customer=OuterRef("pk"))
    if asked.whose == "mine":
        customers = customers.filter(Exists(works_here.filter(person=user)))
    elif asked.whose == "fms":
        customers = customers.filter(Exists(works_here.filter(role=AssignmentRole.FM, person__manager=user)))
    return customers


def _mentions(risk: str) -> QuerySet[RiskMention]:
    mentions = RiskMention.objects.filter(note=OuterRef("pk"))
    if risk in RiskKind.values:
        return mentions.filter(risk__kind=risk)
    return mentions.filter(risk__closed_at__isnull=risk == "open")


def _requested(request: str) -> Exists:
    """Of a customer somebody waits for a summary of, or the summaries that answered a request."""
    if request == RequestState.OPEN:
        return Exists(ExecSummaryRequest.objects.open().filter(customer=OuterRef("customer")))
    return Exists(ExecSummaryRequest.objects.filter(answered_by_note=OuterRef("pk")))


def _actions(user: User, asked: NoteSearch) -> QuerySet[NextAction]:
    actions = NextAction.objects.filter(note=OuterRef("pk"))
    if asked.next == "done":
        return actions.filter(done_at__isnull=False)
    actions = actions.filter(done_at__isnull=True)
    return actions.filter(due_on__lt=user.day_of(asked.now)) if asked.next == "overdue" else actions
