"""The team's templates and snippets. The sweep in tests/structure holds who reaches each address, and how."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from notes.enums import SnippetKind
from notes.models import Snippet
from tests.factories import SnippetFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LIST = "/snippets/"


@pytest.fixture
def as_admin(sign_in: SignIn, admin: User) -> Client:
    return sign_in(admin)


@pytest.fixture
def template() -> Snippet:
    return Snippet.objects.get(title="Customer call")


def address(verb: str, snippet: Snippet) -> str:
    return reverse(f"notes:snippet-{verb}", args=[snippet.pk])


def titles(kind: str = SnippetKind.TEMPLATE) -> list[str]:
    return list(Snippet.objects.filter(owner=None, kind=kind).values_list("title", flat=True))


def said(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def values(**changes: object) -> dict[str, object]:
    standard = {"kind": "template", "title": "Customer call", "shortcut": "call", "text": "**Who**\n-", "version": 1}
    return standard | changes


@pytest.mark.parametrize("verb", ["update", "move", "retire", "restore"])
@pytest.mark.parametrize("person", ["owner", "rm", "leader"])
def test_others_do_not_change_the_teams(
    verb: str, person: str, template: Snippet, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address(verb, template), values(title="Changed")).status_code == 403
    assert Snippet.objects.get(pk=template.pk).version == 1


@pytest.mark.parametrize("verb", ["update", "move", "retire", "restore"])
def test_unknown_one_is_not_found(as_admin: Client, verb: str) -> None:
    assert as_admin.post(reverse(f"notes:snippet-{verb}", args=[0]), values()).status_code == 404


@pytest.mark.parametrize("verb", ["update", "move", "retire", "restore"])
def test_own_one_of_somebody_is_not_found_by_admins(as_admin: Client, owner: User, verb: str) -> None:
    own = SnippetFactory.create(owner=owner)
    assert as_admin.post(address(verb, own), values()).status_code == 404


def test_list_shows_the_teams_and_nobodys_own(as_admin: Client, admin: User) -> None:
    SnippetFactory.create(owner=admin, title="Private words")
    page = as_admin.get(LIST).text
    assert ("Partner/account-team sync" in page, "Private words" in page) == (True, False)


@pytest.mark.parametrize("extra", [1, 3])
def test_list_takes_three_queries(
    as_admin: Client, admin: User, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    SnippetFactory.create_batch(extra, retired_at="2026-03-03T12:00Z", retired_by=admin)
    with django_assert_num_queries(3):
        as_admin.get(LIST)


def test_create_adds_it_for_everybody(as_admin: Client) -> None:
    response = as_admin.post(
        "/snippets/new/", {"kind": "template", "title": "QBR", "shortcut": " ;;QBR", "text": "**Goals**\r\n-\x00\r\n"}
    )
    added = Snippet.objects.get(title="QBR")
    assert (response.status_code, response.url) == (302, LIST)
    assert (added.owner, added.shortcut, added.text) == (None, "qbr", "**Goals**\n-")
    assert said(response) == ["“QBR” was added. The Insert menu of every field offers it."]


def test_create_sent_empty_names_what_is_missing(as_admin: Client) -> None:
    response = as_admin.post("/snippets/new/", {})
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {
            "kind": ["Choose template or snippet."],
            "title": ["Give it a title, as it shall stand in the menu."],
            "text": ["Write the text to insert."],
        },
    )


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"shortcut": "sync"}, ["The shortcut ;;sync is in use already, by “Partner/account-team sync”."]),
        ({"shortcut": "a1"}, ["A shortcut is 2 to 12 letters from a to z, such as sync."]),
        ({"text": "x" * 4002}, ["The text is too long by 2: it holds 4,000 characters. Shorten it."]),
    ],
)
def test_create_refused_keeps_what_was_typed(as_admin: Client, changes: dict[str, str], errors: list[str]) -> None:
    response = as_admin.post("/snippets/new/", values(title="New", shortcut="new") | changes)
    form = response.context["form"]
    assert (response.status_code, form["title"].value()) == (422, "New")
    assert form.errors[next(iter(changes))] == errors


def test_update_saves(as_admin: Client, template: Snippet) -> None:
    response = as_admin.post(address("update", template), values(title="Call"))
    template.refresh_from_db()
    assert (response.url, template.title, template.text, template.version) == (LIST, "Call", "**Who**\n-", 2)


def test_update_of_a_stale_version_shows_both(as_admin: Client, template: Snippet) -> None:
    as_admin.post(address("update", template), values(title="First"))
    response = as_admin.post(address("update", template), values(title="Second", kind="snippet"))
    assert response.status_code == 409
    conflict = response.context["conflict"]
    both = [(d.label, d.original, d.stored, d.typed) for d in conflict.both]
    assert (both, conflict.savers) == ([("Title", "Customer call", "First", "Second")], "you")
    assert Snippet.objects.get(pk=template.pk).title == "First"


def test_update_sent_again_after_the_conflict_is_saved(as_admin: Client, template: Snippet) -> None:
    as_admin.post(address("update", template), values(title="First"))
    form = as_admin.post(address("update", template), values(title="Second")).context["form"]
    as_admin.post(address("update", template), {field.name: field.value() for field in form})
    assert Snippet.objects.get(pk=template.pk).title == "Second"


def test_update_without_its_version_is_refused(as_admin: Client, template: Snippet) -> None:
    response = as_admin.post(address("update", template), values(version=""))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["version"])


def test_move_by_htmx_answers_with_the_list_and_says_the_place(as_admin: Client, template: Snippet) -> None:
    response = as_admin.post(address("move", template), {"down": ""}, headers=HTMX)
    assert next(t.name for t in response.templates) == "notes/_snippet_list.html"
    assert "Customer call stands at place 2 now." in response.text


def test_order_is_saved_as_sent(as_admin: Client) -> None:
    before = titles()
    ids = list(Snippet.objects.filter(kind="template").values_list("pk", flat=True))
    response = as_admin.post("/snippets/order/", {"kind": "template", "id": ids[::-1], "seen": ids})
    assert (response.url, titles()) == (LIST, before[::-1])


@pytest.mark.parametrize("data", [{}, {"kind": "template", "id": ["x", "1"]}, {"kind": "poem"}])
def test_order_of_an_outdated_list_changes_nothing(as_admin: Client, data: dict[str, object]) -> None:
    before = titles()
    as_admin.post("/snippets/order/", data)
    assert titles() == before


def test_order_of_an_outdated_list_says_so(as_admin: Client) -> None:
    response = as_admin.post("/snippets/order/", {"kind": "template", "id": ["0"]}, headers=HTMX)
    assert "The list changed while you were ordering it." in response.text


def test_retire_marks_the_row(as_admin: Client, admin: User, template: Snippet) -> None:
    response = as_admin.post(address("retire", template), headers=HTMX)
    assert Snippet.objects.get(pk=template.pk).retired_by == admin
    assert f'<tr id="snippet-{template.pk}" data-reorder-row class="is-retired">' in response.text


def test_restore_with_a_shortcut_given_away_says_why_not(as_admin: Client, template: Snippet) -> None:
    as_admin.post(address("retire", template))
    SnippetFactory.create(title="New call", shortcut="call")
    response = as_admin.post(address("restore", template))
    assert said(response) == ["The shortcut ;;call is in use already, by “New call”."]
    assert Snippet.objects.get(pk=template.pk).is_retired


def test_restore_brings_it_back(as_admin: Client, template: Snippet) -> None:
    as_admin.post(address("retire", template))
    response = as_admin.post(address("restore", template))
    assert (response.url, Snippet.objects.get(pk=template.pk).is_retired) == (LIST, False)


def test_options_hold_the_texts_as_they_are(sign_in: SignIn, owner: User) -> None:
    Snippet.objects.all().delete()
    SnippetFactory.create(owner=owner, title="<Quotes>", text='say "hello"\n& <wave>', shortcut="hi")
    page = sign_in(owner).get("/snippets/options/").text
    assert 'data-shortcut="hi" data-text="say &quot;hello&quot;\n&amp; &lt;wave&gt;">' in page
    assert '<span class="insert-title">&lt;Quotes&gt;</span>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_options_take_five_queries(
    sign_in: SignIn, owner: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    SnippetFactory.create_batch(count, owner=owner)
    client = sign_in(owner)
    with django_assert_num_queries(5):
        client.get("/snippets/options/")
