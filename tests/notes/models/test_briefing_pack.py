import pytest
from django.db import IntegrityError

from tests.factories import NOON, BriefingPackFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("notes_briefingpack_format_known", {"file_format": "txt"}),
        ("notes_briefingpack_customers_present", {"customer_ids": []}),
        ("notes_briefingpack_finished_pair", {"content": b"x"}),
        ("notes_briefingpack_finished_pair", {"finished_at": NOON}),
    ],
)
def test_constraint_refuses(constraint: str, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        BriefingPackFactory.create(**values)


@pytest.mark.parametrize("values", [{"file_format": "docx"}, {"content": b"x", "finished_at": NOON}])
def test_constraints_allow(values: dict[str, object]) -> None:
    assert BriefingPackFactory.create(**values).pk


def test_progress_counts_what_is_collected_and_then_the_pages() -> None:
    pack = BriefingPackFactory.create(customer_ids=[1, 2], briefings=[{}])
    assert (pack.steps_done, pack.steps, pack.is_collected) == (1, 4, False)
    pack.briefings, pack.finished_at = [{}, {}], NOON
    assert (pack.steps_done, pack.steps, pack.is_collected) == (4, 4, True)
