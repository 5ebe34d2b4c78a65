import pytest

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from tests.accounts.services.test_person import update
from tests.at_once import at_once
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_remove_each_other_at_once() -> None:
    first, second = UserFactory.create(roles=[Role.ADMIN]), UserFactory.create(roles=[Role.ADMIN])

    answers = at_once(
        lambda: update(first, roles=["fm"], by=second),
        lambda: update(second, roles=["fm"], by=first),
    )

    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    assert User.objects.active().with_role(Role.ADMIN).count() == 1
