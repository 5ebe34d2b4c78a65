"""The inbox, and who was told of a note or a risk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Left

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer
from customers.models.customer import READS_ALL
from customers.queries.customer_detail import health_owner_of
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from notes.enums import NoteKind, NotificationKind, ToldAs
from notes.models import Follow, Note, Notification, Risk
from notes.models.notification import NotificationQuerySet

PAGE_SIZE = 50
MOST_ON_HOME = 10
WORDS_SHOWN = 300


@dataclass(frozen=True)
class InboxPage:
    """`older` is the id after which the next page begins; None on the last one."""

    rows: list[Notification]
    older: int | None


def inbox_page(user: User, *, is_unseen_only: bool, before: int | None = None) -> InboxPage:
    """What this person was told of, the newest first, from the one after `before` on. One query."""
    found = _with_subjects(Notification.objects.visible_to(user))
    if is_unseen_only:
        found = found.unseen()
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return InboxPage(shown, shown[-1].pk if len(rows) > PAGE_SIZE else None)


def notification_of(user: User, pk: int) -> Notification | None:
    """One row of this person's inbox; None where it is not theirs, or not theirs to read any more. One query."""
    return _with_subjects(Notification.objects.visible_to(user)).filter(pk=pk).first()


def unseen_escalations(user: User) -> NotificationQuerySet:
    """The escalations this person was told of and has not looked at, the newest first. One query."""
    found = _with_subjects(Notification.objects.visible_to(user)).unseen().filter(kind=NotificationKind.ESCALATION)
    return found.order_by("-pk")[:MOST_ON_HOME]


def told_of_note(note: Note) -> QuerySet[Notification]:
    """Who was told of the note where it stands now, and who has seen it. One query."""
    return _by_name(Notification.objects.filter(note=note, customer=note.customer_id))


def told_of_risk(risk: Risk) -> QuerySet[Notification]:
    """Who was told of the escalation, by itself or by a note that calls it out, the last time first. One query."""
    by_note = Q(note__risk_mentions__risk=risk, kind=NotificationKind.ESCALATION)
    found = Notification.objects.filter(Q(risk=risk) | by_note, customer=risk.customer_id)
    return _by_name(found).select_related("note").order_by("-raised_at", "is_switched_off", *_NAMES)


_NAMES = ("recipient__full_name_folded", "recipient_id")


def _by_name(found: QuerySet[Notification]) -> QuerySet[Notification]:
    return found.select_related("recipient", "raised_by").order_by("is_switched_off", *_NAMES)


def _with_subjects(found: NotificationQuerySet) -> NotificationQuerySet:
    """With all that a row shows; `said` are the first words of a note, "" where they were withdrawn."""
    words = Case(
        When(note__withdrawn_at__isnull=False, then=Value("")),
        When(note__kind=NoteKind.EXEC_SUMMARY, then=Value("")),  # its first words are a heading: its statuses are shown
        When(note__isnull=False, then=Left("note__text", WORDS_SHOWN)),
        default=Value(""),
        output_field=CharField(),
    )
    related = found.select_related("customer", "note__exec_summary", "risk", "raised_by")
    return related.defer("note__text", "note__html", "note__excerpt_html").annotate(said=words)


def people_here(customer: Customer) -> list[tuple[User, ToldAs]]:
    """Who answers for the customer today: each RM, the Health Owner, the primary FM.

    Without those who have left or lost the role: they have no rights here. No query once the assignments are read.
    """
    standing = [assignment for assignment in customer.current_assignments if not assignment.fault]
    rms = [(a.person, ToldAs.RM) for a in standing if a.role == AssignmentRole.RM]
    owners = [(a.person, ToldAs.HEALTH_OWNER) for a in standing if a == health_owner_of(customer)]
    fms = [(a.person, ToldAs.PRIMARY_FM) for a in standing if a.role == AssignmentRole.FM and a.is_primary]
    return [*rms, *owners, *fms]


def people_beyond(customer: Customer, *, requesters: Collection[int]) -> Iterable[tuple[User, ToldAs]]:
    """Leadership, followers, and those of `requesters` (ids), as far as they may read the customer. One query."""
    follows = Follow.objects.filter(customer=customer, person=OuterRef("pk"))
    assigned = Assignment.objects.current().filter(customer=customer, person=OuterRef("pk"))
    people = User.objects.active().annotate(is_follower=Exists(follows))
    concerned = Q(is_follower=True) | Q(roles__contains=[Role.LT]) | Q(pk__in=requesters)
    for person in people.filter(concerned, Q(roles__overlap=list(READS_ALL)) | Exists(assigned)):
        if person.is_follower:
            yield person, ToldAs.FOLLOWER
        if person.has_role(Role.LT):
            yield person, ToldAs.LEADER
        if person.pk in requesters:
            yield person, ToldAs.REQUESTER
