from collections.abc import Callable
from typing import Any

import pghistory.models
import pytest

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.enums import SnippetKind
from notes.models import Snippet
from notes.services import snippet as service
from tests.factories import NOON, SnippetFactory

pytestmark = pytest.mark.django_db

VALUES = {"kind": SnippetKind.SNIPPET, "title": "Lunch", "shortcut": "lunch", "text": "We had lunch."}
TEMPLATES = ["Customer call", "Partner/account-team sync", "Workshop delivered"]

Act = Callable[..., Any]


@pytest.fixture
def act(admin: User) -> Act:
    """Call a service as the admin, now."""

    def _act(function: Callable[..., Any], **arguments: Any) -> Any:
        return function(**{"by": admin, "now": NOON} | arguments)

    return _act


@pytest.fixture
def template() -> Snippet:
    return Snippet.objects.get(title="Customer call")


def titles(kind: str = SnippetKind.TEMPLATE, owner: User | None = None) -> list[str]:
    return list(Snippet.objects.owned_by(owner).filter(kind=kind).values_list("title", flat=True))


def ids() -> list[int]:
    return list(Snippet.objects.filter(kind=SnippetKind.TEMPLATE).values_list("pk", flat=True))


def current(snippet: Snippet) -> dict[str, Any]:
    return {name: getattr(snippet, name) for name in ("version", *VALUES)}


def test_add_puts_it_last(act: Act) -> None:
    act(service.add_snippet, owner=None, **VALUES | {"kind": SnippetKind.TEMPLATE})
    assert titles() == [*TEMPLATES, "Lunch"]


def test_add_of_a_person_is_theirs_alone(act: Act, owner: User, teammate: User) -> None:
    snippet = act(service.add_snippet, owner=owner, by=owner, **VALUES)
    assert (titles(SnippetKind.SNIPPET, owner), snippet.position) == (["Lunch"], 1)
    assert titles(SnippetKind.SNIPPET, teammate) == []


def test_add_signs_the_history(act: Act, owner: User) -> None:
    snippet = act(service.add_snippet, owner=owner, by=owner, **VALUES)
    event = pghistory.models.Events.objects.tracks(snippet).get()
    assert (event.pgh_label, event.pgh_context["user"]) == ("insert", owner.pk)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "poem"}, "Value 'poem' is not a valid choice."),
        ({"title": " "}, "Give it a title, as it shall stand in the menu."),
        ({"shortcut": "x1"}, "A shortcut is 2 to 12 letters from a to z, such as sync."),
        ({"shortcut": "sync"}, "The shortcut ;;sync is in use already, by “Partner/account-team sync”."),
        ({"text": ""}, "Write the text to insert, in up to 4,000 characters."),
        ({"text": "x" * 4001}, "Write the text to insert, in up to 4,000 characters."),
    ],
)
def test_add_refuses_in_a_sentence(act: Act, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(RuleError) as refusal:
        act(service.add_snippet, owner=None, **VALUES | values)
    assert refusal.value.message == sentence


def test_add_with_the_shortcut_of_a_retired_one(act: Act, template: Snippet) -> None:
    act(service.retire_snippet, snippet=template)
    assert act(service.add_snippet, owner=None, **VALUES | {"shortcut": "call"}).shortcut == "call"


def test_update_writes_what_changed(act: Act, template: Snippet) -> None:
    act(service.update_snippet, snippet=template, **current(template) | {"title": "Call", "text": "**Who**"})
    template.refresh_from_db()
    assert (template.title, template.text, template.shortcut, template.version) == ("Call", "**Who**", "call", 2)


def test_update_to_the_other_kind_goes_to_the_end_of_it(act: Act, template: Snippet) -> None:
    act(service.update_snippet, snippet=template, **current(template) | {"kind": SnippetKind.SNIPPET})
    assert (titles(), titles(SnippetKind.SNIPPET)[-1]) == (TEMPLATES[1:], "Customer call")


def test_update_of_a_stale_version_changes_nothing(act: Act, template: Snippet) -> None:
    act(service.update_snippet, snippet=template, **current(template) | {"title": "First"})
    with pytest.raises(StaleVersion) as refusal:
        act(service.update_snippet, snippet=template, **current(template) | {"title": "Second"})
    assert refusal.value.current == template
    assert Snippet.objects.get(pk=template.pk).title == "First"


def test_update_refuses_a_shortcut_in_use(act: Act, template: Snippet) -> None:
    with pytest.raises(RuleError, match="The shortcut ;;sync is in use already"):
        act(service.update_snippet, snippet=template, **current(template) | {"shortcut": "sync"})


def test_reorder_writes_the_whole_order(act: Act) -> None:
    seen = ids()
    act(service.reorder_snippets, owner=None, kind=SnippetKind.TEMPLATE, ids=seen[::-1], seen=seen)
    assert titles() == TEMPLATES[::-1]


@pytest.mark.parametrize("change", [lambda ids: ids[1:], lambda ids: [*ids, ids[0]], lambda ids: [*ids[1:], 0]])
def test_reorder_of_another_list_changes_nothing(act: Act, change: Callable[[list[int]], list[int]]) -> None:
    with pytest.raises(RuleError, match="changed while you were ordering"):
        act(service.reorder_snippets, owner=None, kind=SnippetKind.TEMPLATE, ids=change(ids()), seen=ids())
    assert titles() == TEMPLATES


def test_reorder_of_a_list_that_was_ordered_since_changes_nothing(act: Act, template: Snippet) -> None:
    seen = ids()
    act(service.move_snippet, snippet=template, step=1)
    with pytest.raises(RuleError, match="changed while you were ordering"):
        act(service.reorder_snippets, owner=None, kind=SnippetKind.TEMPLATE, ids=seen[::-1], seen=seen)
    assert titles() == [TEMPLATES[1], TEMPLATES[0], TEMPLATES[2]]


@pytest.mark.parametrize(("step", "place"), [(1, 1), (2, 2), (-1, 0), (9, 2)])
def test_move_goes_so_many_places(act: Act, template: Snippet, step: int, place: int) -> None:
    moved = act(service.move_snippet, snippet=template, step=step)
    assert (titles().index("Customer call"), moved.position) == (place, place + 1)


def test_retire_names_who_and_when(act: Act, admin: User, template: Snippet) -> None:
    act(service.retire_snippet, snippet=template)
    act(service.retire_snippet, snippet=template)
    template.refresh_from_db()
    assert (template.retired_at, template.retired_by, template.version) == (NOON, admin, 2)


def test_restore_brings_it_back_to_its_place(act: Act, template: Snippet) -> None:
    act(service.retire_snippet, snippet=template)
    act(service.restore_snippet, snippet=template)
    act(service.restore_snippet, snippet=template)
    template.refresh_from_db()
    assert (template.is_retired, template.version, titles()) == (False, 3, TEMPLATES)


def test_restore_is_refused_while_another_has_the_shortcut(act: Act, template: Snippet) -> None:
    act(service.retire_snippet, snippet=template)
    SnippetFactory.create(title="New call", shortcut="call")
    with pytest.raises(RuleError, match="The shortcut ;;call is in use already, by “New call”"):
        act(service.restore_snippet, snippet=template)
    assert Snippet.objects.get(pk=template.pk).is_retired
