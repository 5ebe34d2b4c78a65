from dataclasses import replace

import pytest

from notes.rendering.exec_summary_excerpt import cut, excerpt_of
from tests.notes.exec_summaries import EXAMPLE


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""),
        ("Weekly calls.", "Weekly calls."),
        ("- Calls\n\n- Partner", "- Calls\n- Partner"),
        ("Weekly calls with the partner", "Weekly calls with …"),
        ("- Calls\n- Partner and account team", "- Calls\n- Partner …"),
        ("x" * 30, "x" * 20 + "…"),
        ("See https://fabrikam.example/a/long/address", "See https://fabrikam…"),
        ("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5 …"),
    ],
)
def test_cut_keeps_lines_and_words(value: str, shown: str) -> None:
    assert cut(value, 20) == shown


def test_seeds_example_has_no_excerpt() -> None:
    assert excerpt_of(EXAMPLE) is None


def test_excerpt_keeps_every_section_and_row() -> None:
    excerpt = excerpt_of(replace(EXAMPLE, relationship="Weekly calls. " * 200))
    assert excerpt is not None
    assert [line.code for line in excerpt.workloads] == [line.code for line in EXAMPLE.workloads]
    assert (excerpt.engagement_status, excerpt.deployment_progress) == ("fully_engaged", "not_deployed")
    assert excerpt.relationship.endswith("Weekly calls. …") or excerpt.relationship.endswith("Weekly …")


def test_text_of_many_lines_is_folded() -> None:
    excerpt = excerpt_of(replace(EXAMPLE, relationship="\n".join(["- x"] * 40)))
    assert excerpt is not None
    assert excerpt.relationship == "- x\n" * 4 + "- x …"
