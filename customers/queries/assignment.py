"""Who works with a customer, as its people page shows them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from customers.enums import AssignmentRole, Segment
from customers.models import Assignment, Customer
from ftop.accounts.models import User
from ftop.lib.text import clean, fold

SUGGESTIONS = 3


@dataclass(frozen=True)
class Team:
    """`missing` are the roles that should have somebody and have nobody today (source: playbook, data quality)."""

    current: list[Assignment]
    upcoming: list[Assignment]
    ended: list[Assignment]
    missing: list[AssignmentRole]


@dataclass(frozen=True)
class PersonMatch:
    """Whom a typed name means: `person`, or None with the reason: several, or `similar` names only."""

    person: User | None = None
    is_ambiguous: bool = False
    similar: tuple[str, ...] = ()


def team_of(customer: Customer, *, today: date) -> Team:
    """Return the customer's people of today, of later and of before. One query."""
    order = list(AssignmentRole)
    everybody = sorted(
        customer.assignments.select_related("person"),
        key=lambda a: (order.index(AssignmentRole(a.role)), not a.is_primary, a.person.full_name_folded, a.starts_on),
    )
    current = [a for a in everybody if a.starts_on <= today and (a.ends_on is None or a.ends_on >= today)]
    wanted = [AssignmentRole.FM, AssignmentRole.RM]
    if customer.segment == Segment.S500:
        wanted.insert(1, AssignmentRole.FTA)
    return Team(
        current=current,
        upcoming=[a for a in everybody if a.starts_on > today],
        ended=sorted(
            (a for a in everybody if a.ends_on and a.ends_on < today), key=lambda a: (a.ends_on, a.pk), reverse=True
        ),
        missing=[role for role in wanted if role not in {a.role for a in current}],
    )


def person_meant(text: str, *, role: str) -> PersonMatch:
    """Find the active colleague whose full name or e-mail address was typed; those with the role come first.

    One query where somebody is found, two where similar names are looked for.
    """
    name = clean(text)
    exact = list(User.objects.active().filter(Q(email__iexact=name) | Q(full_name_folded=fold(name)))[:10])
    found = [person for person in exact if role in person.roles] or exact
    if found:
        return PersonMatch(person=found[0]) if len(found) == 1 else PersonMatch(is_ambiguous=True)
    similar = User.objects.active().named(name).filter(roles__contains=[role])[:SUGGESTIONS]
    return PersonMatch(similar=tuple(person.full_name for person in similar))


def still_visible(user: User, customer: Customer) -> Customer | None:
    """Return the customer anew, or None when the person sees it no longer: they may have ended their own assignment."""
    return Customer.objects.visible_to(user).filter(pk=customer.pk).first()
