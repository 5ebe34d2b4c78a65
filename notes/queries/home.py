"""What each role's Home shows. Every function costs a fixed number of queries, named in its docstring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from customers.enums import AssignmentRole, Priority
from customers.models import Assignment, Customer
from customers.queries.assigned_customers import assignments_of, customers_of
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from ftop.lib.lookups import AnyOf
from notes.enums import NoteKind, RiskKind
from notes.models import ExecSummaryRequest, NextAction, Note, Risk, Workload
from notes.queries.customer_counts import with_counts
from notes.queries.worth import Hint, hint_of, with_worth

# Overall Status Notes older than this are listed in a report; High and Medium customers matter most (playbook).
QUIET_AFTER_DAYS = 14
WATCHED = (Priority.HIGH, Priority.MEDIUM)
DUE_SOON = timedelta(days=7)
NEWEST_SUMMARIES = 8
WRITER_ROLES = (AssignmentRole.FM, AssignmentRole.FTA, AssignmentRole.FE, AssignmentRole.SME)


@dataclass(frozen=True)
class AttentionRow:
    """A customer with the facts that call for attention, weightiest first; without any it is fine."""

    customer: Customer
    reasons: tuple[str, ...]
    weight: int
    is_quiet: bool  # the age of the last note is among the reasons
    hint: Hint | None  # a new Exec Summary may be worth it; no reason to hurry, so it weighs nothing


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _attention(customer: Any, today: date) -> AttentionRow:
    """`customer` is a Customer with what `with_counts` and `with_worth` add, for which there is no type."""
    last = customer.last_overall_note_on
    age = (today - last).days if last else None
    is_watched = customer.priority in WATCHED
    is_quiet = is_watched and (age is None or age > QUIET_AFTER_DAYS)
    # (weight, whether it applies, words); the weights are powers of two, so a weightier fact always wins.
    enterprise = customer.enterprise_standing(today=today)
    facts = [
        (16, customer.has_open_escalation, "open escalation"),
        (8, customer.has_open_request, "Exec Summary asked for"),
        (4, enterprise is not None and enterprise.is_wanted, enterprise and f"Enterprise note {enterprise.words}"),
        (2, customer.overdue_action_count, f"{_plural(customer.overdue_action_count, 'action')} overdue"),
        (1, is_quiet, "no note yet" if age is None else f"no note for {age} days"),
    ]
    holding = [(weight, words) for weight, applies, words in facts if applies]
    words, weights = tuple(words for _, words in holding), [weight for weight, _ in holding]
    return AttentionRow(customer, words, sum(weights), is_quiet, hint_of(customer))


def attention_rows(user: User, *roles: AssignmentRole, today: date) -> list[AttentionRow]:
    """The customers this person works with in one of the roles, those that need attention most first. One query."""
    rows = _with_attention(user.pk, today, roles=tuple(user.roles), here_as=roles)
    return sorted((_attention(row, today) for row in rows), key=lambda row: (-row.weight, row.customer.name_folded))


@compiled
def _with_attention(
    reader: int, today: date, *, roles: Sequence[str], here_as: Sequence[AssignmentRole]
) -> QuerySet[Customer]:
    user = User(pk=reader, roles=roles)
    risks = Risk.objects.open().filter(customer=OuterRef("pk"), kind=RiskKind.ESCALATION)
    requests = ExecSummaryRequest.objects.open().filter(customer=OuterRef("pk"))
    return with_worth(with_counts(customers_of(user, *here_as), today), user).annotate(
        has_open_escalation=Exists(risks), has_open_request=Exists(requests)
    )


def actions_due(user: User, *, today: date, most: int | None = None) -> list[NextAction]:
    """This person's own open actions that are overdue or due within a week, the oldest first; at most so many. One
    query.
    """
    return _due(user.pk, today + DUE_SOON, roles=tuple(user.roles), most=most)


@compiled
def _due(reader: int, until: date, *, roles: Sequence[str], most: int | None) -> QuerySet[NextAction]:
    user = User(pk=reader, roles=roles)
    actions = NextAction.objects.visible_to(user).open().filter(owner=user, due_on__lte=until)
    here = assignments_of(user, *WRITER_ROLES)
    # An owner who does not work with the customer reads the action here; marking it done is for those who do.
    page = ArraySubquery(actions.order_by("due_on", "pk").values("pk")[:most])
    return (
        NextAction.objects.filter(AnyOf(F("pk"), page))
        .select_related("customer", "note")
        .annotate(is_mine_to_close=Exists(here.filter(customer=OuterRef("customer"))))
        .order_by("due_on", "pk")
    )


def newest_summaries(user: User, customers: QuerySet[Customer]) -> QuerySet[Note]:
    """The newest Exec Summaries of these customers. One query."""
    notes = Note.objects.visible_to(user).standing().filter(kind=NoteKind.EXEC_SUMMARY, customer__in=customers)
    return notes.select_related("customer", "author", "exec_summary").order_by("-written_at", "-pk")[:NEWEST_SUMMARIES]


def open_escalations(user: User, customers: QuerySet[Customer]) -> QuerySet[Risk]:
    """Open escalations of these customers by severity, the longest open first. One query."""
    risks = Risk.objects.visible_to(user).open().filter(kind=RiskKind.ESCALATION, customer__in=customers)
    return risks.select_related("customer", "owner").by_weight()


def priority_counts(customers: QuerySet[Customer]) -> list[tuple[Priority, int]]:
    """How many of these customers have each priority. One query."""
    counts = dict(customers.order_by().values_list("priority").annotate(count=Count("pk")))
    return [(priority, counts.get(priority.value, 0)) for priority in Priority]


@dataclass(frozen=True)
class Administration:
    """What an administrator keeps, in figures."""

    active_workloads: int
    retired_workloads: int
    people: int
    without_password: int
    customers: int
    without_fm: int


def administration() -> Administration:
    """The figures of the administrator's Home. Three queries."""
    retired = Q(retired_at__isnull=False)
    workloads = Workload.objects.aggregate(retired=Count("pk", filter=retired), active=Count("pk", filter=~retired))
    # A password that was never set begins with Django's mark for an unusable one.
    no_password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(password="")
    people = User.objects.active().aggregate(all=Count("pk"), without=Count("pk", filter=no_password))
    primary_fm = Assignment.objects.current().filter(customer=OuterRef("pk"), role=AssignmentRole.FM, is_primary=True)
    customers = (
        Customer.objects.active()
        .annotate(has_fm=Exists(primary_fm))
        .aggregate(all=Count("pk"), without=Count("pk", filter=Q(has_fm=False)))
    )
    return Administration(
        active_workloads=workloads["active"],
        retired_workloads=workloads["retired"],
        people=people["all"],
        without_password=people["without"],
        customers=customers["all"],
        without_fm=customers["without"],
    )
