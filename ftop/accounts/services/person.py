from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ftop.accounts.enums import Role
from ftop.accounts.models import Region, User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.history import acting
from ftop.lib.text import clean
from ftop.lib.validation import stored

FIELDS = ("full_name", "email", "roles", "region", "manager", "time_zone", "is_active")


@transaction.atomic
def create_person(
    *,
    full_name: str,
    email: str,
    roles: Collection[str],
    region: Region | None,
    manager: User | None,
    time_zone: str,
    by: User | None,
    now: datetime,
) -> User:
    """Add a person without a password; the invitation lets them set one.

    `by` is None for the first administrator only, who is made at the command line. Raises RuleError.
    """
    person = User(
        full_name=full_name,
        email=_address(email),
        roles=_in_order(roles),
        region=region,
        manager=manager,
        time_zone=time_zone,
    )
    person.set_unusable_password()
    _check_manager(manager)
    with _signed(by=by, now=now):
        return stored(person)


@transaction.atomic
def update_person(
    *,
    person: User,
    version: int,
    full_name: str,
    email: str,
    roles: Collection[str],
    region: Region | None,
    manager: User | None,
    time_zone: str,
    is_active: bool,
    by: User,
    now: datetime,
) -> User:
    """Change what administrators keep about a person. What the person wrote stays, whatever changes here.

    Raises StaleVersion when somebody saved the person after `version`, and RuleError for broken rules.
    """
    admins = _locked_admins(and_person=person)
    current = User.objects.select_related("region", "manager").get(pk=person.pk)
    if current.version != version:
        raise StaleVersion(current)
    will_be_admin = is_active and Role.ADMIN in roles
    if current.is_admin and not will_be_admin:
        _check_admin_may_go(current, is_active=is_active, admins=admins, by=by)
    if manager != current.manager:
        _check_manager(manager)
    current.full_name, current.email, current.time_zone = full_name, _address(email), time_zone
    current.roles, current.region, current.manager, current.is_active = _in_order(roles), region, manager, is_active
    current.version += 1
    with acting(by=by, now=now):
        return stored(current, update_fields=[*FIELDS, "full_name_folded", "version"])


@transaction.atomic
def make_admin(*, person: User, by: User | None, now: datetime) -> User:
    """Give a person the administrator's role, for the command line when nobody is left who could. Raises RuleError."""
    _locked_admins(and_person=person)
    person.refresh_from_db()
    if not person.is_active:
        raise RuleError(f"{person.full_name} has left. Use another e-mail address.", field="email")
    person.roles = _in_order({*person.roles, Role.ADMIN})
    person.version += 1
    with _signed(by=by, now=now):
        return stored(person, update_fields=["roles", "version"])


def _signed(*, by: User | None, now: datetime) -> AbstractContextManager[object]:
    return acting(by=by, now=now) if by else nullcontext()


def _locked_admins(*, and_person: User) -> set[int]:
    """Lock the administrators and the person, in one order, so that two of them cannot remove each other at once."""
    is_admin = Q(is_active=True, roles__contains=[Role.ADMIN])
    people = User.objects.filter(is_admin | Q(pk=and_person.pk)).order_by("pk").select_for_update(of=("self",))
    return {person.pk for person in people if person.is_admin}


def _check_admin_may_go(person: User, *, is_active: bool, admins: set[int], by: User) -> None:
    field = "roles" if is_active else "is_active"
    if person == by:
        raise RuleError(
            "You cannot take away your own administrator role or mark yourself as left. Ask another administrator.",
            field=field,
        )
    if by.pk not in admins:
        raise RuleError("You are no longer an administrator. Nothing was changed.")
    if admins == {person.pk}:
        raise RuleError(
            "This is the last administrator. Make somebody else an administrator first.",
            field=field,
        )


def _check_manager(manager: User | None) -> None:
    if manager is not None and not (manager.is_active and manager.has_role(Role.RM)):
        raise RuleError(
            "The manager must be a Regional Manager who works here. Choose another person, or nobody.",
            field="manager",
        )


def _address(email: str) -> str:
    return clean(email).lower()


def _in_order(roles: Collection[str]) -> list[str]:
    chosen = set(roles)
    unknown = chosen - set(Role.values)
    if unknown:
        raise RuleError("Choose the roles from the list.", field="roles")
    return [role.value for role in Role if role in chosen]
