"""What should be zero (source: playbook, "What teams are measured on"), check by check, as data.

Each check names its rows as a queryset narrowed by a `Scope`, a sentence for a row, and what mends it: a form where the
reader may use it, or whom to ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from customers.enums import AssignmentRole, Segment
from customers.models import Assignment, Customer, Tenant
from customers.permissions import can_assign_people, can_edit_tenants
from customers.queries.customer_list import with_people
from ftop.accounts.models import User
from ftop.accounts.permissions import can_manage_people
from notes.models import NextAction, Risk, RiskMention
from notes.permissions import (
    can_complete_next_action,
    can_edit_risk,
    can_request_exec_summary,
    can_write_enterprise_note,
)
from notes.queries.home import QUIET_AFTER_DAYS, WATCHED

UNTOUCHED_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Scope:
    """What is looked at: the customers the reader sees, of one RM or of one region where they say so."""

    user: User
    now: datetime
    rm: int | None = None
    region: int | None = None

    @property
    def today(self) -> date:
        return self.user.day_of(self.now)

    def customers(self) -> QuerySet[Customer]:
        customers = Customer.objects.visible_to(self.user).active()
        if self.rm:
            customers = customers.filter(_works_here(role=AssignmentRole.RM, person=self.rm))
        return customers.filter(region=self.region) if self.region else customers


@dataclass(frozen=True)
class Mend:
    """How a row is mended: a link to the form, or with no address a sentence that says whom to ask."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Check:
    """`rows` are customers, or what hangs on one (`customer`), or people; `is_people` says the last.

    `said` is the sentence of a row, `mend` what to do about it; both are given the row and the scope.
    """

    key: str
    title: str
    zero: str
    rows: Callable[[Scope], QuerySet[Any]]
    said: Callable[[Any, Scope], str]
    mend: Callable[[Any, Scope], Mend]
    is_people: bool = False


def _works_here(*, role: AssignmentRole, **which: Any) -> Exists:
    held = Assignment.objects.current().filter(
        customer=OuterRef("pk"), role=role, person__is_active=True, person__roles__contains=[role], **which
    )
    return Exists(held)


def _without(role: AssignmentRole, **which: Any) -> Callable[[Scope], QuerySet[Customer]]:
    def rows(scope: Scope) -> QuerySet[Customer]:
        return with_people(scope.customers().filter(~_works_here(role=role, **which)).order_by("name_folded", "pk"))

    return rows


def _without_winner(scope: Scope) -> QuerySet[Customer]:
    tenants = Tenant.objects.filter(customer=OuterRef("pk"))
    found = scope.customers().filter(Exists(tenants), ~Exists(tenants.filter(is_winner=True)))
    return found.order_by("name_folded", "pk")


def _without_fta(scope: Scope) -> QuerySet[Customer]:
    return _without(AssignmentRole.FTA, is_primary=True)(scope).filter(segment=Segment.S500)


def _rm_does_not_fit(scope: Scope) -> QuerySet[Customer]:
    fms = Assignment.objects.current().filter(customer=OuterRef("pk"), role=AssignmentRole.FM, is_primary=True)
    rms = Assignment.objects.current().filter(customer=OuterRef("customer"), role=AssignmentRole.RM)
    lost = fms.filter(~Exists(rms.filter(person=OuterRef("person__manager"))))
    found = scope.customers().filter(_works_here(role=AssignmentRole.RM), Exists(lost))
    return with_people(found.order_by("name_folded", "pk"))


def _enterprise_overdue(scope: Scope) -> QuerySet[Customer]:
    found = scope.customers() & Customer.objects.enterprise_note_overdue(today=scope.today)
    return with_people(found.order_by(F("last_enterprise_note_on").asc(nulls_first=True), "pk"))


def _overall_old(scope: Scope) -> QuerySet[Customer]:
    old = Q(last_overall_note_on__isnull=True) | Q(
        last_overall_note_on__lt=scope.today - timedelta(days=QUIET_AFTER_DAYS)
    )
    found = scope.customers().filter(old, priority__in=WATCHED)
    return with_people(found.order_by(F("last_overall_note_on").asc(nulls_first=True), "pk"))


def _risks(scope: Scope) -> QuerySet[Risk]:
    return Risk.objects.open().filter(customer__in=scope.customers()).select_related("customer", "owner")


def _risks_without_owner(scope: Scope) -> QuerySet[Risk]:
    return _risks(scope).filter(owner__isnull=True, owner_name="").order_by("opened_at", "pk")


def _risks_untouched(scope: Scope) -> QuerySet[Risk]:
    """Neither edited nor called out by a note for thirty days."""
    since = scope.now - UNTOUCHED_AFTER
    versions = Risk.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_created_at__gte=since)  # type: ignore[attr-defined]
    mentions = RiskMention.objects.filter(risk=OuterRef("pk"), note__written_at__gte=since)
    return _risks(scope).filter(~Exists(versions), ~Exists(mentions), opened_at__lt=since).order_by("opened_at", "pk")


def _actions_overdue(scope: Scope) -> QuerySet[NextAction]:
    found = NextAction.objects.open().filter(customer__in=scope.customers(), due_on__lt=scope.today)
    return found.select_related("customer", "owner", "note").order_by("due_on", "pk")


def _people_idle(scope: Scope) -> QuerySet[User]:
    works = Assignment.objects.current().filter(person=OuterRef("pk"))
    found = User.objects.active().filter(~Exists(works), roles__overlap=AssignmentRole.values)
    if scope.region:
        found = found.filter(region=scope.region)
    return found.filter(Q(manager=scope.rm) | Q(pk=scope.rm)) if scope.rm else found


def _assigned_who_left(scope: Scope) -> QuerySet[Assignment]:
    found = Assignment.objects.current().filter(customer__in=scope.customers()).filter(person__is_active=False)
    return found.select_related("customer", "person").order_by("customer__name_folded", "pk")


def _assign(customer: Customer, scope: Scope) -> Mend:
    if can_assign_people(scope.user, customer):
        return Mend("Assign people", reverse("customers:assignment-list", args=[customer.key]))
    return Mend(_ask(customer, AssignmentRole.RM) or "Ask an administrator to assign somebody.")


def _ask(customer: Customer, *roles: AssignmentRole) -> str:
    """Whom to ask; "" where nobody works there in these roles."""
    found = [a for role in roles for a in customer.current_assignments if a.role == role]
    return f"Ask {found[0].person.full_name}, {found[0].get_role_display()}." if found else ""


def _mend_winner(customer: Customer, scope: Scope) -> Mend:
    if can_edit_tenants(scope.user, customer):
        return Mend("Choose the winner", reverse("customers:tenant-list", args=[customer.key]))
    return Mend("Ask an administrator to choose it.")


def _mend_enterprise(customer: Customer, scope: Scope) -> Mend:
    if can_write_enterprise_note(scope.user, customer):
        return Mend("Write it", reverse("notes:enterprise_note-create", args=[customer.key]))
    role = customer.health_owner_role
    return Mend((role and _ask(customer, role)) or "Nobody is Health Owner: assign one first.")


def _mend_overall(customer: Customer, scope: Scope) -> Mend:
    if can_request_exec_summary(scope.user, customer):
        address = reverse("notes:exec_summary_request-create", args=[customer.key])
        return Mend("Ask for an Exec Summary", address)
    return Mend(_ask(customer, AssignmentRole.FM, AssignmentRole.FTA) or "Nobody works there who writes notes.")


def _mend_risk(risk: Risk, scope: Scope) -> Mend:
    if can_edit_risk(scope.user, risk):
        return Mend("Edit the risk", reverse("notes:risk-update", args=[risk.key]))
    return Mend(f"Ask {risk.owner_label}." if risk.owner_label else "Ask the customer’s FM or RM.")


def _mend_action(action: NextAction, scope: Scope) -> Mend:
    """Closing and dating it anew is for those who write about the customer: everybody else asks its owner."""
    if can_complete_next_action(scope.user, action):
        return Mend("Give it another date", reverse("notes:next_action-postpone", args=[action.pk]))
    return Mend(f"Ask {action.owner_label}.")


def _mend_person(person: User, scope: Scope) -> Mend:
    if can_manage_people(scope.user):
        return Mend("Edit the account", reverse("accounts:person-update", args=[person.pk]))
    return Mend("Assign them on a customer’s page, or ask an administrator.")


def _mend_left(assignment: Assignment, scope: Scope) -> Mend:
    return _assign(assignment.customer, scope)


def _standing_words(customer: Customer, scope: Scope) -> str:
    standing = customer.enterprise_standing(today=scope.today)
    return f"The Enterprise Status Note is {standing.words}." if standing else ""


def _age_words(customer: Customer, scope: Scope) -> str:
    last = customer.last_overall_note_on
    priority = customer.get_priority_display()
    return f"{priority} priority, {f'no note for {(scope.today - last).days} days' if last else 'no note yet'}."


CHECKS: tuple[Check, ...] = (
    Check(
        "winner_tenant",
        "One winner tenant",
        "Every customer with tenants has its winner.",
        _without_winner,
        lambda row, scope: "Has tenants, and none of them is the winner.",
        _mend_winner,
    ),
    Check(
        "primary_fm",
        "A primary FM",
        "Every customer has a primary FM.",
        _without(AssignmentRole.FM, is_primary=True),
        lambda row, scope: "No primary FastTrack Manager.",
        _assign,
    ),
    Check(
        "primary_fta",
        "A primary FTA for S500",
        "Every S500 customer has a primary FTA.",
        _without_fta,
        lambda row, scope: "S500, and no primary FastTrack Architect.",
        _assign,
    ),
    Check(
        "rm",
        "An RM",
        "Every customer has a Regional Manager.",
        _without(AssignmentRole.RM),
        lambda row, scope: "No Regional Manager.",
        _assign,
    ),
    Check(
        "rm_fits",
        "The RM is the FM’s manager",
        "Every primary FM works for the customer’s Regional Manager.",
        _rm_does_not_fit,
        lambda row, scope: "The primary FM has another manager than the customer’s RM.",
        _assign,
    ),
    Check(
        "enterprise_note",
        "Enterprise note in time",
        "Every S1500 customer has its Enterprise Status Note: each quarter, within 21 days when Red or Yellow.",
        _enterprise_overdue,
        _standing_words,
        _mend_enterprise,
    ),
    Check(
        "overall_note",
        "Overall note within 14 days",
        "Every High and Medium customer was written about in the last 14 days.",
        _overall_old,
        _age_words,
        _mend_overall,
    ),
    Check(
        "risk_owner",
        "Open risks with an owner",
        "Every open risk has an owner.",
        _risks_without_owner,
        lambda row, scope: f"“{row.title}” has no owner.",
        _mend_risk,
    ),
    Check(
        "risk_untouched",
        "Open risks looked at within 30 days",
        "Every open risk was edited or called out in the last 30 days.",
        _risks_untouched,
        lambda row, scope: f"“{row.title}”: open for {(scope.now - row.opened_at).days} days, nothing new for 30.",
        _mend_risk,
    ),
    Check(
        "actions_overdue",
        "Next actions in time",
        "No next action is overdue.",
        _actions_overdue,
        lambda row, scope: f"“{row.text}”: due {row.due_on:%-d %b %Y}, {row.owner_label}.",
        _mend_action,
    ),
    Check(
        "people_idle",
        "People with customers",
        "Everybody who works with customers has one.",
        _people_idle,
        lambda row, scope: f"{', '.join(row.role_labels)}, and no customer.",
        _mend_person,
        is_people=True,
    ),
    Check(
        "assigned_left",
        "Nobody assigned who left",
        "Nobody is assigned who has left.",
        _assigned_who_left,
        lambda row, scope: f"{row.person.full_name}, {row.get_role_display()}, has left.",
        _mend_left,
    ),
)
BY_KEY = {check.key: check for check in CHECKS}
