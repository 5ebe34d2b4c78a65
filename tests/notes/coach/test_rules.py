"""The rules of the coach, on texts they must hit and on texts they must leave alone."""

import pytest

from notes.coach.passages import Passage, Writing, sentences
from notes.coach.rules import BY_KEY, RULES, hints_for
from notes.entitlement_starters import STARTERS
from notes.enums import NoteKind
from notes.models import Workload
from tests.notes.coach.corpus import HITS, MISSES
from tests.notes.exec_summaries import EXAMPLE, WORKLOADS

CATALOGUE = [Workload(code=code, name=name, aliases=list(aliases)) for code, name, aliases in WORKLOADS]
# The guidance's examples of Overall Status Notes, word by word.
OVERALL_EXAMPLES = [
    "The Customer has just received approval for Office 365 (O365) Express Route. The Partner has engaged to assist "
    "with deployment, which is anticipated to be in place by the end of May 2019. Doing so will unblock the deployment "
    "of multiple workloads due to current network capacity issues. ",
    'The Account team has a full day "art of the possible" workshop planned in April 2019 to walk the customer through '
    "the capabilities of Exchange Online, Teams, Office 365 ProPlus (OPP) and Yammer. An  overview will be presented "
    "of FastTrack for 30 minutes at the end of the workshop to introduce the scope and limitations of our service "
    "offering. ",
]


def writing(kind: str, *texts: str, **more: object) -> Writing:
    passages = [Passage(f"field{place}", f"Field {place}", text, is_workload=True) for place, text in enumerate(texts)]
    return Writing(NoteKind(kind), passages, workloads=CATALOGUE, **more)  # type: ignore[arg-type]


def found(key: str, asked: Writing) -> list[str]:
    """What the rule marks."""
    hints = [hint for hint in hints_for(asked) if hint.rule.key == key]
    return [hint.finding.quote[start:end] for hint in hints for start, end in hint.finding.marks]


@pytest.mark.parametrize(("key", "kind", "text", "marked"), [(k, *hit) for k, hits in HITS.items() for hit in hits])
def test_hit_is_marked(key: str, kind: str, text: str, marked: list[str]) -> None:
    assert found(key, writing(kind, text)) == marked


@pytest.mark.parametrize(("key", "kind", "text"), [(k, *miss) for k, misses in MISSES.items() for miss in misses])
def test_miss_is_left_alone(key: str, kind: str, text: str) -> None:
    assert found(key, writing(kind, text)) == []


@pytest.mark.parametrize("text", OVERALL_EXAMPLES)
def test_examples_of_the_guidance_need_no_hint(text: str) -> None:
    assert hints_for(writing("overall", text)) == []


def test_exec_summary_of_the_guidance_needs_no_hint() -> None:
    sections = [EXAMPLE.customer_description, EXAMPLE.relationship, EXAMPLE.support_requests]
    assert hints_for(writing("exec_summary", *sections, *(line.text for line in EXAMPLE.workloads))) == []


def test_good_examples_of_the_rules_need_no_hint_of_their_own() -> None:
    """Of trouble the good example is that it stands in the Risks box."""
    good = {rule.key: writing(rule.kinds[0], rule.good, is_calling_out=True) for rule in RULES}
    assert [key for key, asked in good.items() if found(key, asked)] == []


def test_starters_need_no_hint_once_they_are_filled_in() -> None:
    filled = [text.replace("…", "12 of the staff") for texts in STARTERS.values() for text in texts]
    assert [(h.rule.key, h.finding.quote) for text in filled for h in hints_for(writing("entitlement", text))] == []


def test_every_rule_has_a_corpus() -> None:
    assert set(HITS) == set(MISSES) == set(BY_KEY) - {"same_for_several"}


def test_same_words_for_several_workloads_are_one_hint() -> None:
    (hint,) = hints_for(writing("exec_summary", "Planning in May.", "planning in  May.", "Testing."))
    assert (hint.rule.key, hint.finding.passage.label) == ("same_for_several", "Field 0, Field 1")


def test_same_words_of_an_unresponsive_customer_are_right() -> None:
    silent = "No answer to 4 calls to reach the IT lead."
    assert hints_for(writing("entitlement", silent, silent)) == []


@pytest.mark.parametrize(("text", "hints"), [("None", 0), ("n/a", 0), ("Same as before.", 1)])
def test_asking_for_no_support_is_an_answer(text: str, hints: int) -> None:
    asked = Writing(NoteKind.EXEC_SUMMARY, [Passage("support_requests", "Requests for support", text)])
    assert len(hints_for(asked)) == hints


@pytest.mark.parametrize("more", [{"risks": ["Proxy of the branches"]}, {"is_calling_out": True}])
def test_trouble_in_the_box_needs_no_hint(more: dict[str, object]) -> None:
    text = "The proxy is an issue for the branches."
    assert found("trouble_outside_the_box", writing("overall", text)) == ["issue"]
    assert found("trouble_outside_the_box", writing("overall", text, **more)) == []


def test_one_common_word_is_another_trouble() -> None:
    text = "The licences are an issue for the migration."
    risks = ["Migration of public folders is slow"]
    assert found("trouble_outside_the_box", writing("overall", text, risks=risks)) == ["issue"]


@pytest.mark.parametrize(
    ("text", "kind"), [("We escalated it.", "escalation"), ("It is blocked.", "issue"), ("An outage.", "issue")]
)
def test_trouble_is_offered_as_what_it_is(text: str, kind: str) -> None:
    assert [hint.finding.about for hint in hints_for(writing("overall", text))] == [kind]


def test_rules_switched_off_or_put_away_are_silent() -> None:
    assert hints_for(writing("entitlement", "Blocked for now."), without=["vague_words", "intent_without_why"]) == []


def test_there_are_never_too_many() -> None:
    assert len(hints_for(writing("exec_summary", *["n/a"] * 20))) == 6


def test_sentences_keep_their_places() -> None:
    text = "One. Two!\n\n - three  \nfour"
    assert [text[s.start : s.start + len(s.text)] for s in sentences(text)] == [s.text for s in sentences(text)]
    assert [s.text for s in sentences(text)] == ["One.", "Two!", "- three", "four"]
