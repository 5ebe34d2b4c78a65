import pytest

from notes.models import Workload
from notes.queries.hints import elsewhere_hint
from tests.notes.services.test_note import SEED_EXAMPLES

WORKLOADS = [
    Workload(code="EXO", name="Exchange Online", position=1),
    Workload(code="OD", name="OneDrive for Business", position=2, aliases=["OD4B"]),
    Workload(code="TEAMS", name="Teams", position=3),
    Workload(code="OPP", name="Office ProPlus", position=4),
    Workload(code="YAM", name="Yammer Enterprise", position=5),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[EXO] Pilot done.", "Exchange Online [EXO]"),
        ("  [ EXO ] Pilot done, Teams next.", "Exchange Online [EXO]"),
        ("[OD4B] Sync client rolled out.", "OneDrive for Business [OD]"),
        ("Pilot done, see [EXO].", "Exchange Online [EXO]"),
        ("Teams pilot done. Teams Rooms are next.", "Teams [TEAMS]"),
    ],
)
def test_text_about_one_workload_is_told_where_it_belongs(text: str, name: str) -> None:
    assert elsewhere_hint(text, WORKLOADS).startswith(f"This seems to be about {name} alone.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call with Dana about the project plan.",
        "Teams came up once.",
        "Their teams met and the teams agreed.",
        "Both [EXO] and [TEAMS] wait.",
        "EXO done, EXO signed off, Teams next.",
        "[NOPE] is no code of ours.",
        *SEED_EXAMPLES,
    ],
)
def test_every_other_text_is_left_alone(text: str) -> None:
    assert elsewhere_hint(text, WORKLOADS) == ""
