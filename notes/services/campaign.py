from datetime import date, datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import StaleVersion
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Campaign
from notes.rendering.hashtags import tag_of


@transaction.atomic
def add_campaign(*, tag: str, meaning: str, starts_on: date, ends_on: date | None, by: User, now: datetime) -> Campaign:
    """Describe what a hashtag stands for. Raises RuleError for one that is described already, and for wrong days."""
    campaign = Campaign(tag=tag_of(tag), meaning=meaning, starts_on=starts_on, ends_on=ends_on)
    with acting(by=by, now=now):
        return stored(campaign)


@transaction.atomic
def update_campaign(
    *,
    campaign: Campaign,
    version: int,
    tag: str,
    meaning: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    now: datetime,
) -> Campaign:
    """Change it; notes keep their hashtags. Raises RuleError; StaleVersion when it was saved since `version`."""
    current = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if current.version != version:
        raise StaleVersion(current)
    current.tag, current.meaning, current.starts_on, current.ends_on = tag_of(tag), meaning, starts_on, ends_on
    current.version = version + 1
    with acting(by=by, now=now):
        return stored(current, update_fields=["tag", "meaning", "starts_on", "ends_on", "version"])
