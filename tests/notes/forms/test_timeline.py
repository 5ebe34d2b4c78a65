from datetime import date

import pytest

from notes.forms.timeline import TimelineFilterForm
from notes.queries.timeline import FilterChoices, TimelineFilter

CHOICES = FilterChoices(authors=[("7", "Tara Teammate")], workloads=[("EXO", "EXO Exchange Online")])


def form(**values: str) -> TimelineFilterForm:
    return TimelineFilterForm(values, choices=lambda: CHOICES)


def test_nothing_asked_filters_nothing() -> None:
    assert form().filter() == TimelineFilter()
    assert not form().filter().is_set


def test_everything_asked_is_read() -> None:
    asked = form(
        kind="overall",
        author="7",
        workload="EXO",
        escalated="1",
        tag=" #Covid ",
        since="2026-03-01",
        until="2026-03-31",
    )
    assert asked.filter() == TimelineFilter(
        kind="overall",
        author_id=7,
        workload="EXO",
        is_escalated=True,
        tag="covid",
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    "values", [{"kind": "gossip"}, {"author": "8"}, {"workload": "NOPE"}, {"since": "soon"}, {"tag": "x" * 61}], ids=str
)
def test_unreadable_values_ask_for_nothing(values: dict[str, str]) -> None:
    asked = form(**values, escalated="1")
    assert asked.filter() == TimelineFilter(is_escalated=True)
    assert list(asked.errors) == list(values)


def test_query_is_what_the_address_needs() -> None:
    assert form(tag="#Covid", kind="", escalated="on", other="x").address() == "tag=covid&escalated=1"


def test_chips_name_the_filters_and_drop_one_each() -> None:
    chips = form(author="7", tag="covid", since="2026-03-01").chips()
    assert [(chip.label, chip.query) for chip in chips] == [
        ("Tara Teammate", "tag=covid&since=2026-03-01"),
        ("#covid", "author=7&since=2026-03-01"),
        ("From 1 Mar 2026", "author=7&tag=covid"),
    ]


def test_quick_chips_keep_what_else_is_asked() -> None:
    chips = form(tag="covid", kind="overall").quick_chips()
    assert [(chip.label, chip.query, chip.is_on) for chip in chips] == [
        ("All", "tag=covid", False),
        ("Overall", "tag=covid&kind=overall", True),
        ("Exec Summaries", "tag=covid&kind=exec_summary", False),
        ("Enterprise", "tag=covid&kind=enterprise", False),
        ("Entitlement", "tag=covid&kind=entitlement", False),
        ("Escalated", "tag=covid&escalated=1", False),
    ]
