"""Two admins at once: real connections, real locks."""

from django.utils import timezone

from ftop.accounts.models import User
from notes.models import Workload
from notes.services.workload import add_workload, move_workload
from tests.at_once import at_once


def test_two_admins_adding_get_two_places(committed_db: None, admin: User) -> None:
    at_once(
        lambda: add_workload(code="VIVA", name="Viva", aliases=[], by=admin, now=timezone.now()),
        lambda: add_workload(code="LOOP", name="Loop", aliases=[], by=admin, now=timezone.now()),
    )
    assert list(Workload.objects.values_list("position", flat=True)) == list(range(1, 20))


def test_two_admins_adding_the_same_code_get_one(committed_db: None, admin: User) -> None:
    results = at_once(
        *[lambda: add_workload(code="VIVA", name="Viva", aliases=[], by=admin, now=timezone.now()) for _ in range(2)]
    )
    assert sorted(type(result).__name__ for result in results) == [
        "RuleError",
        "Workload",
    ]


def test_two_admins_moving_keep_every_workload_once(committed_db: None, admin: User) -> None:
    last, first = Workload.objects.get(code="CORE"), Workload.objects.get(code="EXO")
    at_once(
        *[
            lambda workload=workload, step=step: move_workload(
                workload=workload, step=step, by=admin, now=timezone.now()
            )
            for workload, step in ((last, -5), (first, 5))
        ]
    )
    assert list(Workload.objects.values_list("position", flat=True)) == list(range(1, 18))
