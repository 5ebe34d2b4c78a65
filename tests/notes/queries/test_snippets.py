import pytest
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from notes.enums import SnippetKind
from notes.models import Snippet
from notes.queries.snippets import snippet_groups, snippets_by_kind, team_snippets
from tests.factories import NOON, SnippetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def others_too(owner: User, teammate: User) -> None:
    """Two of the owner's, one of a teammate's and one retired, beside three of the team's."""
    Snippet.objects.filter(position__gt=1).delete()
    SnippetFactory.create(owner=owner, kind=SnippetKind.TEMPLATE, title="My template")
    SnippetFactory.create(owner=owner, title="My snippet")
    SnippetFactory.create(owner=teammate, title="Somebody else’s")
    SnippetFactory.create(title="Retired", retired_at=NOON, retired_by=owner)


def test_groups_have_templates_first_and_the_own_before_the_teams(others_too: None, owner: User) -> None:
    groups = [(group.heading, [snippet.title for snippet in group.snippets]) for group in snippet_groups(owner)]
    assert groups == [
        ("Templates", ["Customer call", "My template"]),
        ("My snippets", ["My snippet"]),
        ("The team’s snippets", ["Approval received"]),
    ]


def test_groups_without_anything_are_left_out(owner: User) -> None:
    Snippet.objects.filter(kind=SnippetKind.TEMPLATE).delete()
    assert [group.heading for group in snippet_groups(owner)] == ["The team’s snippets"]


def test_team_snippets_are_the_teams_alone(others_too: None) -> None:
    assert [snippet.title for snippet in team_snippets()] == ["Customer call", "Approval received"]


def test_by_kind_holds_retired_ones_too(others_too: None) -> None:
    found = [(kind, [snippet.title for snippet in snippets]) for kind, snippets in snippets_by_kind(None)]
    assert found == [
        (SnippetKind.TEMPLATE, ["Customer call"]),
        (SnippetKind.SNIPPET, ["Approval received", "Retired"]),
    ]


def names_with_who_retired(owner: User) -> list[str]:
    return [f"{snippet} {snippet.retired_by}" for _, snippets in snippets_by_kind(owner) for snippet in snippets]


@pytest.mark.parametrize("count", [1, 3])
def test_each_list_takes_one_query(count: int, owner: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    SnippetFactory.create_batch(count, owner=owner, retired_at=NOON, retired_by=owner)
    SnippetFactory.create_batch(count, owner=owner)
    with django_assert_num_queries(3):
        assert len(names_with_who_retired(owner)) == 2 * count
        assert len(snippet_groups(owner)[1].snippets) == count
        assert len(team_snippets()) == 11
