"""What people type into the search box."""

import pytest

from notes.search.query import LONGEST_QUERY, MOST_TERMS, read


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("firewall proxy", "('firewall':* & 'proxy':*)"),
        ("firewall AND proxy", "('firewall':* & 'proxy':*)"),
        ('"proxy list"', "(('proxy' <-> 'list'))"),
        ("firewall -proxy", "('firewall':* & !'proxy')"),
        ('firewall -"proxy list"', "('firewall':* & !('proxy' <-> 'list'))"),
        ("firewall OR proxy list", "('firewall':*) | ('proxy':* & 'list':*)"),
        ("it", "('it')"),  # too short for a beginning
        ("O365-E5", "(('o365' <-> 'e5'))"),
        ("Teams/Yammer", "(('teams' <-> 'yammer':*))"),
        ("Müller & Söhne", "('muller':* & 'sohne':*)"),
        ("12:30", "(('12' <-> '30'))"),
        ('"never closed', "(('never' <-> 'closed'))"),
        ("OR firewall OR", "('firewall':*)"),
        ("( ) ' & | ! : *", ""),
        ("", ""),
    ],
)
def test_words_are_read(typed: str, asked: str) -> None:
    assert str(read(typed)) == asked


def test_fields_leave_the_words() -> None:
    query = read('firewall by:me customer:"Fabrikam, Inc." from:2026-03')
    assert (query.fields, query.words) == (
        {"author": "me", "customer": "Fabrikam, Inc.", "since": "2026-03"},
        "firewall",
    )


def test_what_is_no_field_of_ours_is_a_word() -> None:
    assert str(read("https://contoso.example")) == "(('https' <-> 'contoso' <-> 'example':*))"


def test_a_word_to_leave_out_alone_is_told() -> None:
    query = read("-firewall")
    assert (query.has_words, query.problems) == (False, ("A word to leave out needs one to find beside it.",))


def test_what_is_too_long_is_told() -> None:
    assert read("a" * (LONGEST_QUERY + 1)).problems == ("A search holds 300 characters. The rest was left out.",)


def test_too_many_words_are_told() -> None:
    query = read("ab " * (MOST_TERMS + 1))
    assert (len(query.wanted), query.problems) == (MOST_TERMS, ("A search takes 20 words. The rest was left out.",))
