from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from ftop.accounts.enums import PersonState, Role
from ftop.accounts.models import User
from ftop.accounts.models.user import UserQuerySet
from ftop.lib.text import clean, fold

OPTIONS_LIMIT = 20


@dataclass(frozen=True)
class PersonFilter:
    """What the list of people is narrowed to; empty values narrow nothing."""

    search: str = ""
    role: str = ""
    state: str = PersonState.ACTIVE

    @property
    def is_default(self) -> bool:
        return self == PersonFilter()


@dataclass(frozen=True)
class PersonOption:
    """A colleague as typeahead offers them: `value` is what the field will hold."""

    value: str
    label: str


def people_list(user: User, *, narrowed: PersonFilter) -> UserQuerySet:
    """Return the people that fit, by name, each with region and manager in the same query."""
    people: UserQuerySet = User.objects.visible_to(user).select_related("region", "manager")
    if search := clean(narrowed.search):
        people = people.filter(_matches(search))
    if narrowed.role:
        people = people.with_role(Role(narrowed.role))
    if narrowed.state == PersonState.ACTIVE:
        people = people.active()
    elif narrowed.state == PersonState.LEFT:
        people = people.filter(is_active=False)
    return people


def person_options(user: User, *, search: str, role: str = "") -> list[PersonOption]:
    """Return up to 20 active colleagues whose name or e-mail address begins so, namesakes told apart by address.

    With `role` only those who have it; a role there is not narrows to nobody.
    """
    search, role = clean(search), clean(role)
    if not fold(search):
        return []
    colleagues = User.objects.visible_to(user).active().filter(_matches(search))
    if role:
        colleagues = colleagues.filter(roles__contains=[role])
    people = list(colleagues[:OPTIONS_LIMIT])
    names = [person.full_name_folded for person in people]
    return [
        PersonOption(
            value=person.full_name if names.count(person.full_name_folded) == 1 else person.email,
            label=" · ".join([*person.role_labels[:1], person.email]),
        )
        for person in people
    ]


def person_with_address(emails: Collection[str]) -> User | None:
    """Return the person, working here or not, who has one of the e-mail addresses in any letter case."""
    return User.objects.filter(email__in=[email.lower() for email in emails]).first()


def _matches(search: str) -> Q:
    """The start of a name, of a word in it, or of the e-mail address."""
    folded = fold(search)
    return (
        Q(full_name_folded__startswith=folded)
        | Q(full_name_folded__contains=f" {folded}")
        | Q(email__startswith=search.lower())
    )
