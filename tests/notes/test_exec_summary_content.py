from dataclasses import replace

import pytest

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine, clean_value
from notes.exec_summary_spec import SECTIONS, TEXT_SECTIONS, Section, SectionKind
from notes.models import ExecSummary


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.field)
def test_value_equal_to_its_hint_is_empty(section: Section) -> None:
    assert clean_value(section, f"  {section.hint}\r\n") == ""


def test_value_that_holds_a_hint_among_other_words_is_kept() -> None:
    section = TEXT_SECTIONS[0]
    assert clean_value(section, f"Retail {section.hint}") == f"Retail {section.hint}"


def test_hint_of_another_section_is_kept() -> None:
    assert clean_value(TEXT_SECTIONS[1], TEXT_SECTIONS[0].hint) == TEXT_SECTIONS[0].hint


def test_cleaned_leaves_out_workloads_without_a_text() -> None:
    kept = WorkloadLine("EXO", "Exchange Online", "Planning.")
    content = ExecSummaryContent(workloads=(kept, WorkloadLine("SPO", "SharePoint Online", " \r\n ")))
    assert content.cleaned().workloads == (kept,)


def test_cleaned_makes_a_workloads_name_one_line() -> None:
    content = ExecSummaryContent(workloads=(WorkloadLine("EXO", " Exchange\nOnline ", "Planning."),))
    assert content.cleaned().workloads[0].name == "Exchange Online"


def test_value_of_a_choice_is_its_label() -> None:
    content = ExecSummaryContent(engagement_status="on_hold")
    assert [content.value_of(section) for section in SECTIONS if section.choices] == [
        "On Hold",
        "",
    ]


def test_content_has_the_fields_of_the_spec() -> None:
    """Names typed out in the dataclass and the model are those of the one list."""
    spec = {section.field for section in SECTIONS}
    model = {field.name for field in ExecSummary._meta.get_fields()}
    assert set(replace(ExecSummaryContent()).__dict__) == spec
    assert {s.field for s in SECTIONS if s.kind is not SectionKind.WORKLOADS} <= model
