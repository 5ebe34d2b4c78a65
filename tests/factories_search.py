"""Factories of what people keep of the search."""

import factory
from factory.django import DjangoModelFactory

from notes.enums import ViewPage
from notes.models import SavedView
from tests.factories import NOON, UserFactory


class SavedViewFactory(DjangoModelFactory[SavedView]):
    class Meta:
        model = SavedView

    owner = factory.SubFactory(UserFactory)
    page = ViewPage.SEARCH
    name = factory.Sequence(lambda n: f"View {n}")
    query = "q=firewall"
    created_at = NOON
