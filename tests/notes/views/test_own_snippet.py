"""A person's own templates and snippets: theirs alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Snippet
from tests.factories import SnippetFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
MINE = "/snippets/mine/"
VALUES = {"kind": "snippet", "title": "Lunch", "shortcut": "lunch", "text": "We had lunch.", "version": 1}


def test_list_shows_the_own_and_the_teams_with_their_texts(sign_in: SignIn, owner: User, teammate: User) -> None:
    SnippetFactory.create(owner=owner, text="My own words.")
    SnippetFactory.create(owner=teammate, text="Her private words.")
    page = sign_in(owner).get(MINE).text
    shown = [words in page for words in ("My own words.", "**Customer questions**", "Her private words.")]
    assert shown == [True, True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_four_queries(
    sign_in: SignIn, owner: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    SnippetFactory.create_batch(count, owner=owner)
    client = sign_in(owner)
    with django_assert_num_queries(4):
        client.get(MINE)


def test_create_is_the_persons_own(sign_in: SignIn, owner: User) -> None:
    response = sign_in(owner).post(f"{MINE}new/", VALUES | {"shortcut": "call"})
    assert response.url == MINE
    assert Snippet.objects.get(title="Lunch").owner == owner


def test_update_leads_back_to_the_own_list(sign_in: SignIn, owner: User) -> None:
    own = SnippetFactory.create(owner=owner)
    response = sign_in(owner).post(reverse("notes:snippet-update", args=[own.pk]), VALUES)
    own.refresh_from_db()
    assert (response.url, own.title) == (MINE, "Lunch")


@pytest.mark.parametrize("verb", ["update", "move", "retire", "restore"])
def test_somebody_elses_is_not_found(sign_in: SignIn, owner: User, teammate: User, verb: str) -> None:
    hers = SnippetFactory.create(owner=teammate)
    assert sign_in(owner).post(reverse(f"notes:snippet-{verb}", args=[hers.pk]), VALUES).status_code == 404
    assert Snippet.objects.get(pk=hers.pk).version == 1


def test_own_one_of_somebody_who_writes_no_more_is_refused(sign_in: SignIn, rm: User) -> None:
    own = SnippetFactory.create(owner=rm)
    assert sign_in(rm).post(reverse("notes:snippet-retire", args=[own.pk])).status_code == 403


def test_retire_keeps_it_in_the_list_to_bring_back(sign_in: SignIn, owner: User) -> None:
    own = SnippetFactory.create(owner=owner, title="Lunch")
    response = sign_in(owner).post(reverse("notes:snippet-retire", args=[own.pk]), follow=True)
    assert "Bring back" in response.text


def test_order_touches_only_the_own(sign_in: SignIn, owner: User) -> None:
    first, second = SnippetFactory.create(owner=owner), SnippetFactory.create(owner=owner)
    sign_in(owner).post(
        f"{MINE}order/", {"kind": "snippet", "id": [second.pk, first.pk], "seen": [first.pk, second.pk]}
    )
    assert list(Snippet.objects.filter(owner=owner)) == [second, first]


@pytest.mark.parametrize(("person", "is_linked"), [("owner", True), ("rm", False)])
def test_menu_links_to_them_for_those_who_write(
    sign_in: SignIn, person: str, is_linked: bool, request: pytest.FixtureRequest
) -> None:
    page = sign_in(request.getfixturevalue(person)).get("/customers/").text
    assert (f'href="{MINE}"' in page) == is_linked


@pytest.mark.parametrize(("has_keys", "is_off"), [(True, False), (False, True)])
def test_composer_has_the_button_and_minds_the_preference(
    sign_in: SignIn, customer: Customer, owner: User, has_keys: bool, is_off: bool
) -> None:
    User.objects.filter(pk=owner.pk).update(has_snippet_keys=has_keys)
    page = sign_in(owner).get(customer.get_absolute_url()).text
    assert ('data-insert="id_text"' in page, 'data-insert-keys="off"' in page) == (True, is_off)
