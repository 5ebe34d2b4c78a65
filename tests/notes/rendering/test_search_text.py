"""The words a note is found by: its own, not its template's."""

from notes.enums import NoteKind
from notes.exec_summary_spec import SECTIONS
from notes.rendering.exec_summary_text import render
from notes.rendering.search_text import own_words, search_text
from tests.notes.exec_summaries import EXAMPLE


def test_labels_of_the_template_are_left_out() -> None:
    words = own_words(NoteKind.EXEC_SUMMARY, render(EXAMPLE))
    assert [section.label for section in SECTIONS if section.label in words] == []


def test_values_codes_and_names_stay() -> None:
    words = search_text(NoteKind.EXEC_SUMMARY, render(EXAMPLE)).split()
    line = EXAMPLE.workloads[0]
    assert {line.code.lower(), *line.name.lower().split(), "fully", "engaged"} <= set(words)


def test_what_looks_like_a_label_in_an_overall_note_stays() -> None:
    assert own_words(NoteKind.OVERALL, "- RELATIONSHIP: good") == "- RELATIONSHIP: good"


def test_tenant_of_an_entitlement_note_stays_without_its_label() -> None:
    text = "[EXO] Exchange Online - Blocked\nTenant: Fabrikam (fabrikam.example)\n\nThe proxy."
    assert search_text(NoteKind.ENTITLEMENT, text) == "exo exchange online blocked fabrikam fabrikam example the proxy"


def test_next_actions_follow_the_text() -> None:
    assert search_text(NoteKind.OVERALL, "Call.", ["Send the Plan"]) == "call send the plan"
