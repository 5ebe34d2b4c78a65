"""What is shown of a note that was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.search.marks import SHOWN, excerpt, marked
from notes.search.query import read
from notes.search.words import fold_in_place


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("The Firewalls block it.", "firewall", "The <mark>Firewall</mark>s block it."),
        ("Herr Müller ruft an.", "muller", "Herr <mark>Müller</mark> ruft an."),
        ("A proxy, list of it.", '"proxy list"', "A <mark>proxy, list</mark> of it."),
        ("Listing is no list.", '"list"', "Listing is no <mark>list</mark>."),
        ("<b>Proxy</b>", "proxy", "&lt;b&gt;<mark>Proxy</mark>&lt;/b&gt;"),
        ("Nothing here.", "firewall", "Nothing here."),
        ("Nothing asked.", "", "Nothing asked."),
        ("In or out.", "out -in", "In or <mark>out</mark>."),
    ],
)
def test_matches_are_marked(text: str, typed: str, shown: str) -> None:
    assert marked(text, read(typed).wanted) == shown


def test_excerpt_begins_with_the_sentence_of_the_match() -> None:
    text = "A long beginning that nobody looks for. " * 10 + "The firewall blocks it. " + "And so on. " * 60
    shown = excerpt(text, read("firewall").wanted)
    assert shown.startswith("… The <mark>firewall</mark> blocks it. And so on.")
    assert shown.endswith(" …")


def test_excerpt_of_a_short_text_is_all_of_it() -> None:
    assert excerpt("Call.\n\nAll is well.", read("well").wanted) == "Call. All is <mark>well</mark>."


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_can_be_shown(text: str, typed: str) -> None:
    assert len(excerpt(text, read(typed).wanted).replace("<mark>", "").replace("</mark>", "")) <= SHOWN * 6 + 4


@given(st.text())
def test_folding_in_place_keeps_every_place(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)
