import pytest

from notes.models import Workload
from notes.rendering.workload_mentions import count_mentions, workloads_in

TEAMS = Workload(code="TEAMS", name="Teams", position=1)
ONEDRIVE = Workload(code="OD", name="OneDrive for Business", position=2, aliases=["OD4B"])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[TEAMS] pilot, then TEAMS for all", 2),
        ("Teams Rooms", 1),
        ("their teams met; MSTEAMS", 0),
        ("", 0),
    ],
)
def test_workload_is_counted_by_code_and_name(text: str, count: int) -> None:
    assert count_mentions(text, TEAMS) == count


def test_alias_counts_once_where_it_holds_the_code() -> None:
    assert count_mentions("OD4B is on", ONEDRIVE) == 1


def test_workloads_keep_the_order_of_the_catalogue() -> None:
    assert workloads_in("OneDrive for Business before Teams", [TEAMS, ONEDRIVE]) == [TEAMS, ONEDRIVE]
