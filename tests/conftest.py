"""The fixed cast of the tests: one customer, and everybody who may or may not touch it."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from tests.factories import AssignmentFactory, CustomerFactory, UserFactory

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def committed_db(transactional_db: None) -> None:
    """A database whose transactions really commit, for threads, browsers and servers; the codes are in it."""


@pytest.fixture
def customer(db: None) -> Customer:
    return CustomerFactory.create(name="Fabrikam, Inc.", tpid="2048302")


def assigned(customer: Customer, name: str, role: Role, *, is_primary: bool = False) -> User:
    person = UserFactory.create(
        full_name=name,
        email=f"{name.lower().replace(' ', '.')}@ftop.example",
        roles=[role],
    )
    AssignmentFactory.create(
        customer=customer,
        person=person,
        role=AssignmentRole(role.value),
        is_primary=is_primary,
    )
    return person


@pytest.fixture
def owner(customer: Customer) -> User:
    """The primary FM of the customer."""
    return assigned(customer, "Olivia Owner", Role.FM, is_primary=True)


@pytest.fixture
def teammate(customer: Customer) -> User:
    """A second FM of the customer, not primary."""
    return assigned(customer, "Tara Teammate", Role.FM)


@pytest.fixture
def architect(customer: Customer) -> User:
    return assigned(customer, "Arno Architect", Role.FTA)


@pytest.fixture
def engineer(customer: Customer) -> User:
    return assigned(customer, "Enid Engineer", Role.FE)


@pytest.fixture
def sme(customer: Customer) -> User:
    return assigned(customer, "Sami Specialist", Role.SME)


@pytest.fixture
def rm(customer: Customer) -> User:
    """The RM of the customer."""
    return assigned(customer, "Rita Regional", Role.RM)


@pytest.fixture
def other_rm(db: None) -> User:
    """An RM of other customers: reads all, requests of any, edits nothing here."""
    return UserFactory.create(full_name="Otto Other", email="otto.other@ftop.example", roles=[Role.RM])


@pytest.fixture
def leader(db: None) -> User:
    return UserFactory.create(full_name="Lena Leader", email="lena.leader@ftop.example", roles=[Role.LT])


@pytest.fixture
def admin(db: None) -> User:
    return UserFactory.create(full_name="Ada Admin", email="ada.admin@ftop.example", roles=[Role.ADMIN])


@pytest.fixture
def outsider(db: None) -> User:
    """An FM of other customers: sees nothing of this one."""
    return UserFactory.create(full_name="Oscar Outsider", email="oscar.outsider@ftop.example", roles=[Role.FM])


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """Sign a person in at the test client: `sign_in(owner).get(...)`."""

    def _sign_in(person: User) -> Client:
        client.force_login(person)
        return client

    return _sign_in
