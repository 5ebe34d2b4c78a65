"""The constraints of the workload catalogue, each passing (the seventeen codes do) and failing by name."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ftop.accounts.models import User
from notes.models import Workload
from tests.factories import WorkloadFactory

pytestmark = pytest.mark.django_db


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        WorkloadFactory.create(**values)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_seventeen_codes_of_the_template_pass() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(Workload.objects.values_list("code", flat=True)) == (
        [
            "EXO",
            "OLM",
            "SPO",
            "OD",
            "OPP",
            "TEAMS",
            "YAM",
            "WIN10",
            "INTUNE",
            "AADP",
            "AIP",
            "MCAS",
            "IDSEC",
            "PROJ",
            "WDATP",
            "SDS",
            "CORE",
        ]
    )


def test_code_unique() -> None:
    assert_refused("notes_workload_code_unique", code="EXO")


def test_position_unique() -> None:
    assert_refused("notes_workload_position_unique", position=1)


@pytest.mark.parametrize("code", ["E", "exo", "1EXO", "EX O"])
def test_code_form(code: str) -> None:
    assert_refused("notes_workload_code_form", code=code)


@pytest.mark.parametrize("name", ["", "Viva - Engage", "Viva –", "— Viva"])
def test_name_form(name: str) -> None:
    assert_refused("notes_workload_name_form", name=name)


def test_name_with_a_dash_inside_a_word_passes() -> None:
    assert WorkloadFactory.create(name="Add-ins (on-premises)").name == "Add-ins (on-premises)"


def test_code_and_aliases_share_one_namespace() -> None:
    assert_refused("notes_workload_names_unique", code="OD4B")


def test_aliases_of_two_workloads_differ() -> None:
    assert_refused("notes_workload_names_unique", aliases=["OD4B"])


def test_retired_pair(admin: User) -> None:
    assert_refused("notes_workload_retired_pair", retired_at=timezone.now())


def test_retired_pair_complete_passes(admin: User) -> None:
    assert WorkloadFactory.create(retired_at=timezone.now(), retired_by=admin).is_retired
