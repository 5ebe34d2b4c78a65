"""What the database holds of saved views."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ftop.accounts.models import User
from notes.models import SavedView
from tests.factories_search import SavedViewFactory


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"name": ""}, "notes_savedview_name_present"),
        ({"page": "notes"}, "notes_savedview_page_known"),
        ({"shared_with": "boss"}, "notes_savedview_role_known"),
    ],
)
def test_database_refuses(db: None, changed: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        SavedViewFactory.create(**changed)


def test_database_refuses_a_name_twice(owner: User) -> None:
    SavedViewFactory.create(owner=owner, name="Mine")
    with pytest.raises(IntegrityError, match="notes_savedview_name_once"), transaction.atomic():
        SavedViewFactory.create(owner=owner, name="Mine")


def test_shared_with_a_role_is_seen_by_its_people(owner: User, leader: User, rm: User) -> None:
    mine, shared = SavedViewFactory.create(owner=owner), SavedViewFactory.create(owner=owner, shared_with="lt")
    seen: Callable[[User], set[SavedView]] = lambda person: set(SavedView.objects.visible_to(person))  # noqa: E731
    assert (seen(owner), seen(leader), seen(rm)) == ({mine, shared}, {shared}, set())


@pytest.mark.parametrize(
    ("page", "address"),
    [("search", "/search/?q=a"), ("latest", "/latest/?q=a"), ("customers", "/customers/?q=a")],
)
def test_leads_to_its_page(page: str, address: str) -> None:
    assert SavedView(page=page, query="q=a").get_absolute_url() == address
