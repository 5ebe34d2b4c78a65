from typing import Any

import pytest
from django.core import mail

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.accounts.services.person import create_person, make_admin, update_person
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON, RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


def values(**changes: Any) -> dict[str, Any]:
    usual = {
        "full_name": "Nina New",
        "email": "nina.new@ftop.example",
        "roles": ["fm"],
        "region": None,
        "manager": None,
        "time_zone": "Europe/Berlin",
    }
    return usual | changes


def update(person: User, *, by: User, **changes: Any) -> User:
    """Update with everything as it stands, except the changes."""
    same = {name: getattr(person, name) for name in values()} | {"is_active": person.is_active}
    return update_person(person=person, version=person.version, by=by, now=NOON, **(same | changes))


def test_create_person_cannot_sign_in_with_a_password_yet(admin: User) -> None:
    person = create_person(**values(), by=admin, now=NOON)

    assert not User.objects.get(pk=person.pk).has_usable_password()


def test_create_person_sends_nothing_by_itself(admin: User) -> None:
    create_person(**values(), by=admin, now=NOON)

    assert mail.outbox == []


def test_create_person_keeps_what_was_given(admin: User, rm: User) -> None:
    region = RegionFactory.create()

    created = create_person(**values(region=region, manager=rm, roles=["lt", "fm"]), by=admin, now=NOON)

    person = User.objects.get(pk=created.pk)
    kept = [person.full_name, person.email, person.roles, person.region, person.manager, person.time_zone]
    assert kept == ["Nina New", "nina.new@ftop.example", ["fm", "lt"], region, rm, "Europe/Berlin"]


def test_create_person_writes_the_address_in_small_letters(admin: User) -> None:
    assert (
        create_person(**values(email=" Nina.New@FTOP.example\n"), by=admin, now=NOON).email == "nina.new@ftop.example"
    )


def test_create_person_is_signed_in_the_history(admin: User) -> None:
    person = create_person(**values(), by=admin, now=NOON)

    event = person.events.get()  # made by pghistory
    assert event.pgh_context.metadata["user"] == admin.pk


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"email": "ADA.ADMIN@ftop.example"}, "email", "Somebody with this e-mail address has an account already."),
        ({"full_name": " "}, "full_name", "Give the person's name."),
        ({"roles": ["boss"]}, "roles", "Choose the roles from the list."),
        (
            {"time_zone": "Mars/Base"},
            "time_zone",
            "“Mars/Base” is not a time zone. Choose one from the list, such as Europe/Berlin.",
        ),
    ],
)
def test_create_person_says_what_is_wrong(changes: dict[str, Any], field: str, sentence: str, admin: User) -> None:
    with pytest.raises(RuleError) as refusal:
        create_person(**values(**changes), by=admin, now=NOON)

    assert (refusal.value.field, refusal.value.message) == (field, sentence)


@pytest.mark.parametrize("manager", [{"roles": [Role.FM]}, {"roles": [Role.RM], "is_active": False}])
def test_manager_who_is_no_rm_here_is_refused(manager: dict[str, Any], admin: User) -> None:
    with pytest.raises(RuleError) as refusal:
        create_person(**values(manager=UserFactory.create(**manager)), by=admin, now=NOON)

    assert refusal.value.field == "manager"


def test_manager_who_left_may_stay_until_somebody_chooses_another(admin: User, outsider: User) -> None:
    outsider.manager = UserFactory.create(roles=[Role.RM], is_active=False)
    outsider.save()

    assert update(outsider, full_name="Oscar Else", by=admin).manager == outsider.manager


def test_update_person_raises_the_version(admin: User, outsider: User) -> None:
    update(outsider, full_name="Oscar Else", by=admin)

    outsider.refresh_from_db()
    assert (outsider.full_name, outsider.full_name_folded, outsider.version) == ("Oscar Else", "oscar else", 2)


def test_update_person_from_an_older_version_changes_nothing(admin: User, outsider: User) -> None:
    update(outsider, full_name="Oscar Else", by=admin)

    with pytest.raises(StaleVersion) as refusal:
        update(outsider, full_name="Oscar Third", by=admin)

    assert isinstance(refusal.value.current, User)
    assert refusal.value.current.full_name == User.objects.get(pk=outsider.pk).full_name == "Oscar Else"


def test_update_person_leaves_password_and_preferences_alone(admin: User, outsider: User) -> None:
    outsider.set_password("correct horse battery")
    outsider.theme = "dark"
    outsider.save()

    update(outsider, email="oscar.else@ftop.example", by=admin)

    person = User.objects.get(pk=outsider.pk)
    assert (person.check_password("correct horse battery"), person.theme) == (True, "dark")


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": ["fm"]}])
def test_admin_cannot_shut_themselves_out(change: dict[str, Any], admin: User) -> None:
    UserFactory.create(roles=[Role.ADMIN])

    with pytest.raises(RuleError) as refusal:
        update(admin, by=admin, **change)

    assert (refusal.value.field, User.objects.get(pk=admin.pk).is_admin) == (next(iter(change)), True)


def test_admin_may_change_the_rest_of_their_own(admin: User) -> None:
    assert update(admin, full_name="Ada Else", roles=["lt", "admin"], by=admin).roles == ["lt", "admin"]


def test_one_admin_may_close_the_account_of_another(admin: User) -> None:
    other = UserFactory.create(roles=[Role.ADMIN])

    assert not update(other, is_active=False, by=admin).is_active


def test_last_admin_stays(admin: User, outsider: User) -> None:
    """Reached when the one who asks has lost the role since the page was opened."""
    with pytest.raises(RuleError):
        update(admin, roles=["fm"], by=outsider)

    assert User.objects.get(pk=admin.pk).is_admin


def test_person_who_left_may_come_back(admin: User) -> None:
    assert update(UserFactory.create(is_active=False), is_active=True, by=admin).is_active


def test_make_admin_keeps_the_other_roles(outsider: User) -> None:
    assert make_admin(person=outsider, by=None, now=NOON).roles == ["fm", "admin"]


def test_make_admin_of_somebody_who_left_is_refused() -> None:
    with pytest.raises(RuleError, match=r"has left\. Use another e-mail address\."):
        make_admin(person=UserFactory.create(is_active=False), by=None, now=NOON)
