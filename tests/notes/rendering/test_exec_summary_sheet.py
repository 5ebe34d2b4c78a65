from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS
from notes.rendering.exec_summary_sheet import sections_of
from notes.rendering.exec_summary_text import render
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT


def test_sections_stand_in_the_order_of_the_template_with_its_labels() -> None:
    sections, lines = sections_of(EXAMPLE_TEXT)
    assert [section["label"] for section in sections] == [section.label for section in SECTIONS]
    assert lines == []


def test_sections_hold_the_values_by_their_lines() -> None:
    sections, _ = sections_of(EXAMPLE_TEXT)
    assert [section["lines"] for section in sections] == [
        [EXAMPLE.customer_description],
        ["Fully Engaged"],
        ["Not Deployed"],
        [EXAMPLE.relationship],
        [],
        [EXAMPLE.support_requests],
    ]
    assert [(line["code"], line["lines"][0]) for line in sections[4]["workloads"]] == [
        (line.code, line.text) for line in EXAMPLE.workloads
    ]


def test_unanswered_sections_say_so() -> None:
    sections, _ = sections_of(render(ExecSummaryContent("Retail", "reactive", "not_deployed", "Good")))
    assert [(section["lines"], section["nothing"]) for section in sections[4:]] == [
        ([], "No workload under discussion"),
        ([], "None"),
    ]


def test_text_in_another_form_is_kept_by_its_lines() -> None:
    assert sections_of("Typed in 2019\n\nNo template.\n") == ([], ["Typed in 2019", "", "No template."])
