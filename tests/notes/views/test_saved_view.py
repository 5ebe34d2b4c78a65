"""Keeping a page's filters under a name."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from notes.models import SavedView
from tests.factories_search import SavedViewFactory

SignIn = Callable[[User], Client]
NEW, LIST = reverse("notes:saved_view-create"), reverse("notes:saved_view-list")
FORM = {"page": "search", "query": "q=proxy&after=2026-03-03_7", "name": "Proxies", "is_pinned": "on"}


def test_filter_is_kept_without_its_place(owner: User, sign_in: SignIn) -> None:
    answer = sign_in(owner).post(NEW, FORM | {"shared_with": "rm"})
    view = SavedView.objects.get()
    assert (view.owner, view.query, view.shared_with, view.is_pinned) == (owner, "q=proxy", "rm", True)
    assert answer["Location"] == "/search/?q=proxy"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Give the view a name."),
        ({"name": "n" * 81}, "A name holds 80 characters. Shorten it."),
        ({"name": "Taken"}, "You have a view of this name already. Choose another one."),
    ],
)
def test_refusals_keep_what_was_typed(owner: User, sign_in: SignIn, changed: dict[str, str], sentence: str) -> None:
    SavedViewFactory.create(owner=owner, name="Taken")
    answer = sign_in(owner).post(NEW, FORM | changed)
    assert (answer.status_code, SavedView.objects.count()) == (422, 1)
    assert sentence in answer.text
    assert answer.context["form"]["query"].value() == FORM["query"]


def test_view_is_renamed_and_shared_otherwise(owner: User, sign_in: SignIn) -> None:
    view, client = SavedViewFactory.create(owner=owner, name="Proxys", query="q=proxy"), sign_in(owner)
    address = reverse("notes:saved_view-update", args=[view.pk])
    page = client.get(address)
    assert page.context["form"]["name"].value() == "Proxys"
    sent = {"page": view.page, "query": view.query, "name": "Proxies", "shared_with": "rm"}
    assert client.post(address, sent)["Location"] == LIST
    view.refresh_from_db()
    assert (view.name, view.query, view.shared_with, view.is_pinned) == ("Proxies", "q=proxy", "rm", False)


def test_name_of_another_view_is_refused_and_nothing_changes(owner: User, sign_in: SignIn) -> None:
    SavedViewFactory.create(owner=owner, name="Taken")
    view = SavedViewFactory.create(owner=owner, name="Mine")
    answer = sign_in(owner).post(
        reverse("notes:saved_view-update", args=[view.pk]), {"page": view.page, "query": "", "name": "Taken"}
    )
    assert answer.status_code == 422
    assert "You have a view of this name already." in answer.text
    assert SavedView.objects.get(pk=view.pk).name == "Mine"


def test_pages_that_have_no_views_are_refused(owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).post(NEW, FORM | {"page": "elsewhere"}).status_code == 422


def test_pinned_views_stand_on_home(owner: User, leader: User, sign_in: SignIn) -> None:
    SavedViewFactory.create(owner=owner, name="Shared", shared_with="lt")
    SavedViewFactory.create(owner=owner, name="Unpinned", shared_with="lt", is_pinned=False)
    page = sign_in(leader).get("/").text
    assert ("Shared" in page, "Unpinned" in page) == (True, False)


def test_pin_and_unpin(owner: User, sign_in: SignIn) -> None:
    view, client = SavedViewFactory.create(owner=owner), sign_in(owner)
    address = reverse("notes:saved_view-pin", args=[view.pk])
    client.post(address)
    view.refresh_from_db()
    assert not view.is_pinned
    client.post(address, {"pin": "1"})
    view.refresh_from_db()
    assert view.is_pinned


def test_delete(owner: User, sign_in: SignIn) -> None:
    view = SavedViewFactory.create(owner=owner)
    sign_in(owner).post(reverse("notes:saved_view-delete", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_shared_ones_are_not_others_to_delete(owner: User, leader: User, sign_in: SignIn) -> None:
    view = SavedViewFactory.create(owner=owner, shared_with="lt")
    client = sign_in(leader)
    assert view.name in client.get(LIST).text
    assert client.post(reverse("notes:saved_view-delete", args=[view.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_three_queries(
    owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    SavedViewFactory.create_batch(rows, owner=owner)
    client = sign_in(owner)
    with django_assert_num_queries(3):
        client.get(LIST)
