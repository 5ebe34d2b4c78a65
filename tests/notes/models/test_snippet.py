"""The constraints of templates and snippets, each passing and failing by name."""

import pytest
from django.db import IntegrityError, connection, transaction

from ftop.accounts.models import User
from notes.enums import SnippetKind
from notes.models import Snippet
from tests.factories import NOON, SnippetFactory

pytestmark = pytest.mark.django_db


def check_now() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SnippetFactory.create(**values)
        check_now()


def test_a_full_snippet_passes(owner: User) -> None:
    snippet = SnippetFactory.create(
        owner=owner,
        kind=SnippetKind.TEMPLATE,
        shortcut="abcdefghijkl",
        text="x" * 4000,
        retired_at=NOON,
        retired_by=owner,
    )
    check_now()
    assert snippet.is_retired


def test_a_bare_snippet_passes() -> None:
    snippet = SnippetFactory.create()
    check_now()
    assert not snippet.is_retired


def test_kind_known() -> None:
    assert_refused("notes_snippet_kind_known", kind="poem")


def test_title_present() -> None:
    assert_refused("notes_snippet_title_present", title=" \n")


@pytest.mark.parametrize("shortcut", ["a", "Sync", "sync2", "über", ";;sync"])
def test_shortcut_form(shortcut: str) -> None:
    assert_refused("notes_snippet_shortcut_form", shortcut=shortcut)


def test_shortcut_unique_in_the_team() -> None:
    SnippetFactory.create(shortcut="lunch")
    assert_refused("notes_snippet_shortcut_unique", shortcut="lunch")


def test_shortcut_unique_for_a_person(owner: User) -> None:
    SnippetFactory.create(shortcut="lunch", owner=owner)
    assert_refused("notes_snippet_shortcut_unique", shortcut="lunch", owner=owner)


def test_shortcut_of_the_team_of_a_person_and_of_a_retired_one_pass(owner: User, teammate: User) -> None:
    SnippetFactory.create(shortcut="lunch")
    SnippetFactory.create(shortcut="lunch", owner=owner)
    SnippetFactory.create(shortcut="lunch", owner=teammate)
    SnippetFactory.create(shortcut="lunch", retired_at=NOON, retired_by=owner)
    check_now()
    assert Snippet.objects.filter(shortcut="lunch").count() == 4


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_text_length(text: str) -> None:
    assert_refused("notes_snippet_text_length", text=text)


def test_position_unique() -> None:
    SnippetFactory.create(position=500)
    assert_refused("notes_snippet_position_unique", position=500)


def test_position_of_another_kind_and_of_a_person_pass(owner: User) -> None:
    SnippetFactory.create(position=500)
    SnippetFactory.create(position=500, kind=SnippetKind.TEMPLATE)
    SnippetFactory.create(position=500, owner=owner)
    check_now()
    assert Snippet.objects.filter(position=500).count() == 3


def test_retired_pair() -> None:
    assert_refused("notes_snippet_retired_pair", retired_at=NOON)


def test_team_begins_with_templates_and_snippets() -> None:
    templates = Snippet.objects.filter(owner=None, kind=SnippetKind.TEMPLATE)
    assert [template.title for template in templates] == [
        "Customer call",
        "Partner/account-team sync",
        "Workshop delivered",
    ]
    assert templates[0].text == (
        "**Participants**\n-\n\n**Discussion points**\n-\n\n**Customer questions**\n-\n\n**Actions**\n-"
    )
    assert Snippet.objects.filter(owner=None, kind=SnippetKind.SNIPPET).count() == 8


def test_visible_to_shows_the_teams_and_the_own(owner: User, teammate: User) -> None:
    own, _ = SnippetFactory.create(owner=owner), SnippetFactory.create(owner=teammate)
    assert list(Snippet.objects.visible_to(owner).exclude(owner=None)) == [own]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("**Participants**\n-\n\n**Actions**\n- call Dana", "Participants · Actions · call Dana"),
        ("Due to …, the customer", "Due to …, the customer"),
        ("-", ""),
    ],
)
def test_gist_is_one_line_without_marks(text: str, gist: str) -> None:
    assert Snippet(text=text).gist == gist
