"""Factory of what hashtags stand for."""

import factory
from factory.django import DjangoModelFactory

from notes.models import Campaign
from tests.factories import TODAY


class CampaignFactory(DjangoModelFactory[Campaign]):
    class Meta:
        model = Campaign

    tag = factory.Sequence(lambda n: f"campaign-{'abcdefghij'[n % 10]}{n}")
    meaning = "Work from home."
    starts_on = TODAY
