"""Who works with a customer. Each write locks the customer, so that two people at once cannot make two primaries."""

from datetime import date, datetime

from django.db import transaction

from customers.enums import AssignmentRole, EventKind
from customers.models import Assignment, Customer
from customers.services.customer_lock import lock_active_customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.validation import stored

# The first person in one of these roles is the primary one without being asked.
LEADING_ROLES = (AssignmentRole.FM, AssignmentRole.FTA, AssignmentRole.RM)


class PrimaryTaken(RuleError):
    """Somebody else is primary in this role; replacing them has to be asked for. `current` is their assignment."""

    def __init__(self, current: Assignment) -> None:
        role = AssignmentRole(current.role).label
        super().__init__(
            f"{current.person.full_name} is the primary {role} now. Confirm below to replace them; they stay assigned.",
            field="is_replacing",
        )
        self.current = current


@transaction.atomic
def assign_person(
    *,
    customer: Customer,
    person: User,
    role: AssignmentRole,
    is_primary: bool,
    starts_on: date,
    ends_on: date | None,
    replacing: int | None = None,
    by: User,
    now: datetime,
) -> Assignment:
    """Assign somebody to the customer; with `ends_on` (the last day) it is a cover.

    The first FM, FTA or RM becomes primary. Raises PrimaryTaken where `is_primary` would replace another assignment
    than `replacing` (its id), else RuleError: the person needs the role, and one assignment in it at a time.
    """
    lock_active_customer(customer=customer)
    today = by.day_of(now)
    _check_person(person, role)
    _check_days(starts_on, ends_on, today)
    _check_single(customer, person, role, starts_on, ends_on)
    current = _primary_of(customer, role, today)
    can_lead = ends_on is None and starts_on <= today
    if is_primary and not can_lead:
        raise RuleError("Primary is somebody who works here from today on, without a last day.", field="is_primary")
    if is_primary and current and current.pk != replacing:
        raise PrimaryTaken(current)
    if is_primary and current:
        _step_back(current)
    is_first = can_lead and current is None and role in LEADING_ROLES
    assignment = stored(
        Assignment(
            customer=customer,
            person=person,
            role=role,
            is_primary=is_primary or is_first,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    _record(assignment, _assigned_sentence(assignment, replaced=current if is_primary else None), by=by, now=now)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, version: int, ends_on: date, by: User, now: datetime) -> None:
    """Set the last day of an assignment; until then it may be set again, also later.

    Raises StaleVersion where somebody set it since `version`, RuleError where the day cannot be.
    """
    _lock(assignment)
    today = by.day_of(now)
    if assignment.ends_on and assignment.ends_on < today:
        raise RuleError(f"This assignment ended on {_spoken(assignment.ends_on)} already.")
    if assignment.ends_on == ends_on:
        return
    if assignment.version != version:
        raise StaleVersion(assignment)
    if ends_on < assignment.starts_on:
        raise RuleError(f"The last day cannot be before the first, {_spoken(assignment.starts_on)}.", field="ends_on")
    _check_single(
        assignment.customer, assignment.person, assignment.role, assignment.starts_on, ends_on, but=assignment
    )
    assignment.ends_on = ends_on
    assignment.version += 1
    stored(assignment, update_fields=["ends_on", "version"])
    verb = "ended" if ends_on < today else "ends"
    _record(assignment, f"{_who_and_what(assignment)}: {verb} on {_spoken(ends_on)}.", by=by, now=now)


@transaction.atomic
def cancel_assignment(*, assignment: Assignment, by: User, now: datetime) -> None:
    """Remove an assignment that has not begun; the history keeps it. Raises RuleError once it has begun."""
    _lock(assignment)
    if assignment.starts_on <= by.day_of(now):
        raise RuleError("This assignment has begun. Set its last day instead.")
    _record(
        assignment,
        f"{_who_and_what(assignment)}: cancelled before it began on {_spoken(assignment.starts_on)}.",
        by=by,
        now=now,
    )
    assignment.delete()


@transaction.atomic
def make_primary(*, assignment: Assignment, replacing: int | None = None, by: User, now: datetime) -> None:
    """Make somebody who is assigned the primary one in their role.

    Raises PrimaryTaken where another assignment than `replacing` (its id) is the primary one; RuleError.
    """
    _lock(assignment)
    today = by.day_of(now)
    if assignment.is_primary and assignment.ends_on is None:
        return
    _check_person(assignment.person, assignment.role)
    if assignment.ends_on is not None or assignment.starts_on > today:
        raise RuleError("Primary is somebody who works here from today on, without a last day.")
    current = _primary_of(assignment.customer, assignment.role, today)
    if current and current.pk != replacing:
        raise PrimaryTaken(current)
    if current:
        _step_back(current)
    assignment.is_primary = True
    stored(assignment, update_fields=["is_primary"])
    instead = f" instead of {current.person.full_name}" if current else ""
    _record(assignment, f"{_who_and_what(assignment)}: now primary{instead}.", by=by, now=now)


def _lock(assignment: Assignment) -> None:
    lock_active_customer(customer=assignment.customer)
    try:
        assignment.refresh_from_db(fields=["is_primary", "starts_on", "ends_on", "version"])
    except Assignment.DoesNotExist as error:
        raise RuleError("This assignment was cancelled in the meantime. Nothing was changed.") from error


def _check_person(person: User, role: str) -> None:
    label = AssignmentRole(role).label
    if not person.is_active:
        raise RuleError(f"{person.full_name} has left: the account is not active.", field="person")
    if role not in person.roles:
        raise RuleError(
            f"{person.full_name} does not have the role {label}. An administrator can add it under People.",
            field="person",
        )


def _check_days(starts_on: date, ends_on: date | None, today: date) -> None:
    if ends_on and ends_on < starts_on:
        raise RuleError("The last day cannot be before the first.", field="ends_on")
    if ends_on and ends_on < today:
        raise RuleError("The last day has passed already, so this would change nothing.", field="ends_on")


def _check_single(
    customer: Customer, person: User, role: str, first: date, last: date | None, but: Assignment | None = None
) -> None:
    same = customer.assignments.in_force(first, last).filter(person=person, role=role)
    if but:
        same = same.exclude(pk=but.pk)
    other = same.order_by("starts_on").first()
    if other:
        since = f"since {_spoken(other.starts_on)}" if not other.ends_on else _span(other)
        label = AssignmentRole(role).label
        raise RuleError(
            f"{person.full_name} is assigned as {label} {since} already.", field="ends_on" if but else "person"
        )


def _primary_of(customer: Customer, role: str, day: date) -> Assignment | None:
    in_force = customer.assignments.in_force(day, day)
    return in_force.filter(role=role, is_primary=True).select_related("person").first()


def _step_back(assignment: Assignment) -> None:
    assignment.is_primary = False
    stored(assignment, update_fields=["is_primary"])


def _assigned_sentence(assignment: Assignment, *, replaced: Assignment | None) -> str:
    said = f"{assignment.person.full_name} assigned as {AssignmentRole(assignment.role).label}"
    if assignment.ends_on:
        return f"{said}, {_span(assignment)}."
    if replaced:
        return f"{said}, primary instead of {replaced.person.full_name}."
    return f"{said}{', primary' if assignment.is_primary else ''}, from {_spoken(assignment.starts_on)}."


def _who_and_what(assignment: Assignment) -> str:
    return f"{assignment.person.full_name}, {AssignmentRole(assignment.role).label}"


def _span(assignment: Assignment) -> str:
    return f"from {_spoken(assignment.starts_on)} to {_spoken(assignment.ends_on)}"


def _spoken(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def _record(assignment: Assignment, sentence: str, *, by: User, now: datetime) -> None:
    record_event(customer=assignment.customer, kind=EventKind.ASSIGNMENT, sentence=sentence, by=by, now=now)
