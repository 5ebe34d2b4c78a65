"""Whatever is pasted, nothing of it is dropped, nothing is invented, and what we wrote reads back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_paste.catalogue import Catalogue, KnownWorkload
from notes.rendering.exec_summary_paste.reader import LONGEST, parse
from notes.rendering.exec_summary_paste.result import NotReadable, Origin, Piece
from notes.rendering.exec_summary_paste.vocabulary import LANGUAGES
from notes.rendering.exec_summary_text import render
from tests.notes.exec_summaries import CATALOGUE, EXAMPLE, EXAMPLE_TEXT, WORKLOADS
from tests.notes.exec_summary_accounting import unaccounted
from tests.notes.rendering.test_exec_summary_reader import CONTENTS, NAMES, TEXTS

NAME_OF = {code: name for code, name, _ in WORKLOADS}
LABELS = [label for language in LANGUAGES for labels in language.headings.values() for label in labels]
TITLES = [language.title for language in LANGUAGES]
CHOICES = [choice for language in LANGUAGES for choices in language.choices.values() for choice in choices]
HINTS = [f"({hint})" for language in LANGUAGES for hint in language.hints]
CODES = [f"[{code}]" for code in (*NAME_OF, "OD4B", "EOM", "SWAY", "exo", "x")]

words = st.sampled_from(
    ["Retail", "20K", "users", "calls – weekly", "(since May)", "é", "ÿ", "説明", "#covid", "“so”", "1."]
)
values = st.lists(words | st.sampled_from([*CHOICES, *HINTS]), max_size=3).map(" ".join)
starts = st.sampled_from(["", "", "- ", "   -  ", "* ", "• ", "1. ", "\t", "> ", "> > ", "**", "“", "\xa0", "## "])
separators = st.sampled_from([":", ": ", "：", " - ", " – ", "—", "\t", "", " ", ":** ", "**: "])
headings = st.tuples(starts, st.sampled_from([*LABELS, *TITLES]), separators, values).map("".join)
workload_lines = st.tuples(
    starts,
    st.sampled_from(CODES),
    st.sampled_from(["", " ", "  ", "** "]),
    st.sampled_from([*NAME_OF.values(), ""]),
    separators,
    values,
).map("".join)
other_lines = st.tuples(starts, values).map("".join) | st.sampled_from(["", "", "  ", "-- ", "Best regards"])
pastes = st.lists(headings | workload_lines | other_lines, max_size=14).map("\n".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A rendered summary after a few slips of the finger."""
    text = render(draw(CONTENTS))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 12))
        text = (
            text[:at]
            + draw(st.sampled_from(["", " ", "\n", "\n\n", "> ", "–", "x", "- ", "\r\n", "\t"]))
            + text[at + cut :]
        )
    return text


@given(pastes)
def test_nothing_of_a_paste_is_dropped_or_invented(text: str) -> None:
    assert unaccounted(text, parse(text, CATALOGUE)) == []


@given(mutated())
def test_nothing_of_a_damaged_summary_is_dropped_or_invented(text: str) -> None:
    assert unaccounted(text, parse(text, CATALOGUE)) == []


@given(st.text(max_size=60))
def test_nothing_of_any_text_is_dropped(text: str) -> None:
    try:
        result = parse(f"x{text}", CATALOGUE)
    except NotReadable:
        return
    assert unaccounted(f"x{text}", result) == []


@given(pastes)
def test_same_text_gives_the_same_result(text: str) -> None:
    assert parse(text, CATALOGUE) == parse(text, CATALOGUE)


@given(CONTENTS)
def test_reading_what_was_rendered_gives_the_content(content: ExecSummaryContent) -> None:
    """Codes that the catalogue does not have are added to it, so that they can be placed."""
    names = {line.code: line.name for line in content.workloads}
    result = parse(render(content), Catalogue(KnownWorkload(code, (name,)) for code, name in names.items()))
    assert result.fields == {name: value for name, value in vars(content).items() if name != "workloads"}
    assert [(w.code, w.text) for w in result.workloads] == [(line.code, line.text) for line in content.workloads]
    assert (result.not_placed, result.language) == ((), "en")


@given(NAMES, TEXTS)
def test_name_of_the_canonical_text_that_nobody_knows_is_not_placed(name: str, text: str) -> None:
    content = ExecSummaryContent(workloads=(WorkloadLine("EXO", name, f"x{text}"),)).cleaned()
    result = parse(render(content), CATALOGUE)
    assert [w.text for w in result.workloads] == [content.workloads[0].text]
    assert [piece.text for piece in result.not_placed] == ([] if name == "Exchange Online" else [name])


def test_values_know_the_lines_they_came_from() -> None:
    text = "Hi,\r\n\r\nExec Summary\r\n* Describe the customer: Retail\r\n  20K users\r\n\r\n"
    text += "* [EXO] Exchange Online\r\n   - firewall\r\n"
    result = parse(text, CATALOGUE)
    assert result.origins == {"customer_description": Origin(4, 5, "* Describe the customer: Retail\n20K users")}
    assert result.workloads[0].origin == Origin(7, 8, "* [EXO] Exchange Online\n- firewall")
    assert result.not_placed == (Piece("Hi,", 1),)


def test_values_of_the_canonical_text_know_their_lines() -> None:
    result = parse("\n\n" + EXAMPLE_TEXT, CATALOGUE)
    assert result.origins["engagement_status"] == Origin(5, 5, "- STATUS OF THE ENGAGEMENT: Fully Engaged")
    assert result.workloads[-1].origin.first == 15
    assert [(w.code, w.text) for w in result.workloads] == [(line.code, line.text) for line in EXAMPLE.workloads]


def test_codes_and_names_come_from_the_catalogue() -> None:
    catalogue = Catalogue([KnownWorkload("VIVA", ("Viva Engage", "Yammer Enterprise"), ("YAM",))])
    text = "EXEC SUMMARY\n[VIVA] Viva Engage – rollout\n[EXO] Exchange Online - planning\n"
    result = parse(text, catalogue)
    assert [(w.code, w.text) for w in result.workloads] == [("VIVA", "rollout")]
    assert [piece.text for piece in result.not_placed] == ["[EXO] Exchange Online - planning"]
    assert parse("[YAM] Yammer Enterprise - old", catalogue).workloads[0].text == "old"


def test_too_long_a_text_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotReadable, match=r"^The text has 5,000,000 characters. At most 1,000,000 can be read"):
        parse("x" * 5_000_000, CATALOGUE)
    assert parse("x" * LONGEST, CATALOGUE).not_placed == (Piece("x" * LONGEST, 1),)


@pytest.mark.parametrize("garbage", ["\x00\x01\x02", "PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "\ufffd" * 5 + "JFIF"])
def test_what_is_no_text_is_refused_with_a_sentence(garbage: str) -> None:
    with pytest.raises(NotReadable, match=r"^This is no text"):
        parse(garbage, CATALOGUE)


def test_stray_control_character_is_cleaned_away() -> None:
    text = EXAMPLE_TEXT.replace("Retail", "Re\x00tail")
    assert parse(text, CATALOGUE) == parse(EXAMPLE_TEXT, CATALOGUE)


def test_empty_text_gives_an_empty_result() -> None:
    result = parse("", CATALOGUE)
    assert (set(result.fields.values()), result.workloads, result.not_placed, result.language) == ({""}, (), (), None)


HEAVY = ["[", "(", "-", "- ", ">", ">\n", "\n", " ", "*", "1. ", "a", "a\u0301", "DESCRIBE\n", "On Hold / "]
HEAVY += ["DESCRIBE THE CUSTOMER:\n", "[EXO] x\n", HINTS[0]]
HEAVY += ["<a ", "<!--", "<style>", "<ul><li>x", "<blockquote type=cite>x", "&amp"]
LAST_SECTION = "EXEC SUMMARY\n- REQUESTS FOR SUPPORT: x\n"
BEGINNINGS = ["", "<p></p><", "DESCRIBE THE CUSTOMER", LAST_SECTION, "[EXO] Exchange Online\n["]


@pytest.mark.parametrize("unit", HEAVY)
def test_no_text_sends_a_pattern_back_and_forth(unit: str) -> None:
    """50 KB take a fraction of a second; they would take minutes if the work were not linear."""
    for beginning in BEGINNINGS:
        result = parse(beginning + unit * (50_000 // len(unit)) + "x", CATALOGUE)
        assert len(result.workloads) <= 1
