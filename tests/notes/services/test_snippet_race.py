"""Two tabs, two admins: real connections, real locks."""

from django.utils import timezone

from ftop.accounts.models import User
from notes.enums import SnippetKind
from notes.models import Snippet
from notes.services.snippet import add_snippet
from tests.at_once import at_once


def add(title: str, by: User, owner: User | None) -> Snippet:
    return add_snippet(
        owner=owner,
        kind=SnippetKind.SNIPPET,
        title=title,
        shortcut="lunch",
        text="We had lunch.",
        by=by,
        now=timezone.now(),
    )


def test_first_two_of_a_person_with_the_same_shortcut_are_one(committed_db: None, owner: User) -> None:
    results = at_once(lambda: add("One", owner, owner), lambda: add("Two", owner, owner))
    assert sorted(type(result).__name__ for result in results) == ["RuleError", "Snippet"]


def test_two_admins_adding_the_same_shortcut_get_one(committed_db: None, admin: User) -> None:
    results = at_once(lambda: add("One", admin, None), lambda: add("Two", admin, None))
    assert sorted(type(result).__name__ for result in results) == ["RuleError", "Snippet"]
