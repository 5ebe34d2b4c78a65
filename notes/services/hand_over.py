"""Somebody leaves a customer: their last day, who takes over, and what goes to that person, in one step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from customers.enums import AssignmentRole, EventKind
from customers.models import Assignment, Customer
from customers.services.assignment import assign_person, end_assignment, make_primary
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import ExecSummaryRequest, NextAction, Risk
from notes.queries.hand_over import open_work


@dataclass(frozen=True)
class HandedOn:
    """What goes to the successor, by id; only what stands open when it is done goes."""

    actions: Collection[int] = ()
    risks: Collection[int] = ()
    requests: Collection[int] = ()


@transaction.atomic
def hand_over(
    *,
    assignment: Assignment,
    version: int,
    ends_on: date,
    successor: User | None,
    handed_on: HandedOn,
    by: User,
    now: datetime,
) -> None:
    """Set the last day of an assignment; the successor starts today in the same role, and as primary after a primary.

    The chosen next actions and risks become the successor's; requests are unseen again, so that they stand on their
    Home. The timeline says what was handed on. Raises StaleVersion, PrimaryTaken and RuleError as the services of
    assignments do; a successor who is the person themselves is refused.
    """
    customer, was_primary = assignment.customer, assignment.is_primary
    work = open_work(assignment.person, customer, role=assignment.role)
    end_assignment(assignment=assignment, version=version, ends_on=ends_on, by=by, now=now)
    if successor is None:
        return
    if successor.pk == assignment.person_id:
        raise RuleError("Name somebody else to take over, or nobody.", field="successor")
    _install(assignment, successor, was_primary=was_primary, by=by, now=now)
    actions = [action for action in work.actions if action.pk in handed_on.actions]
    risks = [risk for risk in work.risks if risk.pk in handed_on.risks]
    requests = [request for request in work.requests if request.pk in handed_on.requests]
    with acting(by=by, now=now, reason=f"Handed over by {assignment.person.full_name}"):
        _give(actions, risks, to=successor)
        _show_anew(requests)
    if words := _words(actions, risks, requests):
        sentence = f"{assignment.person.full_name} handed on to {successor.full_name}: {words}."
        record_event(customer=customer, kind=EventKind.ASSIGNMENT, sentence=sentence, by=by, now=now)


@transaction.atomic
def hand_over_all(
    *, assignments: Sequence[Assignment], ends_on: date, successor: User, by: User, now: datetime
) -> list[Customer]:
    """Hand over several assignments of one person to one successor, with all that is open; return the customers.

    All or nothing: what cannot be done for one customer is said with its name, and nothing was changed.
    """
    for assignment in assignments:
        work = open_work(assignment.person, assignment.customer, role=assignment.role)
        everything = HandedOn(*([thing.pk for thing in things] for things in (work.actions, work.risks, work.requests)))
        try:
            hand_over(
                assignment=assignment,
                version=assignment.version,
                ends_on=ends_on,
                successor=successor,
                handed_on=everything,
                by=by,
                now=now,
            )
        except RuleError as error:
            raise RuleError(
                f"{assignment.customer}: {error.message} Nothing was changed.", field=error.field
            ) from error
    return [assignment.customer for assignment in assignments]


def _install(assignment: Assignment, successor: User, *, was_primary: bool, by: User, now: datetime) -> None:
    """Assign the successor, or make them primary where they work there in the role already."""
    customer, role = assignment.customer, AssignmentRole(assignment.role)
    here = customer.assignments.current().filter(person=successor, role=role, ends_on__isnull=True).first()
    if here is None:
        assign_person(
            customer=customer,
            person=successor,
            role=role,
            is_primary=was_primary,
            starts_on=by.day_of(now),
            ends_on=None,
            replacing=assignment.pk if was_primary else None,
            by=by,
            now=now,
        )
    elif was_primary:
        make_primary(assignment=here, replacing=assignment.pk, by=by, now=now)


def _give(actions: Sequence[NextAction], risks: Sequence[Risk], *, to: User) -> None:
    for action in actions:
        action.owner = to
        stored(action, update_fields=["owner"])
    for risk in risks:
        risk.owner, risk.version = to, risk.version + 1
        stored(risk, update_fields=["owner", "version"])


def _show_anew(requests: Sequence[ExecSummaryRequest]) -> None:
    for request in requests:
        request.seen_at = request.seen_by = None
        stored(request, update_fields=["seen_at", "seen_by"])


def _words(*kinds: Sequence[object]) -> str:
    named = zip(kinds, ("next action", "risk", "Exec Summary request"), strict=True)
    return ", ".join(f"{len(things)} {noun}{'s' * (len(things) != 1)}" for things, noun in named if things)
