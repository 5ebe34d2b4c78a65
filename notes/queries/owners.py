"""Who is meant by a name typed as an owner."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from ftop.lib.text import fold


@dataclass(frozen=True)
class Owner:
    """A colleague, or somebody without an account known by name, or nobody."""

    person: User | None = None
    name: str = ""

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.name


class AmbiguousOwner(Exception):
    """Several colleagues have this name: only the e-mail address tells them apart."""


def owners_named(names: Iterable[str]) -> dict[str, Owner | AmbiguousOwner]:
    """Say for each name whether it is a colleague (whole name or e-mail, in any letter case) or an outsider.

    One query for all of them.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    # Addresses are stored in small letters.
    people = _people_called(*{name.lower() for name in wanted} | {fold(name) for name in wanted})
    by_email = {person.email: person for person in people}
    return {name: _owner(name, by_email.get(name.lower()), people) for name in wanted}


@compiled
def _people_called(*words: str) -> QuerySet[User]:
    return User.objects.active().filter(Q(email__in=words) | Q(full_name_folded__in=words))


def _owner(name: str, with_email: User | None, people: list[User]) -> Owner | AmbiguousOwner:
    if with_email:
        return Owner(with_email)
    namesakes = [person for person in people if person.full_name_folded == fold(name)]
    if len(namesakes) > 1:
        return AmbiguousOwner()
    return Owner(namesakes[0]) if namesakes else Owner(name=name)
