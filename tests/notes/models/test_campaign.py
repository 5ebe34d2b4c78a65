"""What the database holds of campaigns."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories_campaign import CampaignFactory


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"tag": ""}, "notes_campaign_tag_form"),
        ({"tag": "#covid"}, "notes_campaign_tag_form"),
        ({"tag": "Covid"}, "notes_campaign_tag_form"),
        ({"tag": "two words"}, "notes_campaign_tag_form"),
        ({"tag": "1st"}, "notes_campaign_tag_form"),
        ({"meaning": ""}, "notes_campaign_meaning_length"),
        ({"meaning": "m" * 1001}, "notes_campaign_meaning_length"),
        ({"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)}, "notes_campaign_days_in_order"),
    ],
)
def test_database_refuses(db: None, changed: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CampaignFactory.create(**changed)


def test_database_refuses_a_tag_twice(db: None) -> None:
    CampaignFactory.create(tag="covid")
    with pytest.raises(IntegrityError, match="notes_campaign_tag_unique"), transaction.atomic():
        CampaignFactory.create(tag="covid")


@pytest.mark.parametrize(("ends_on", "is_over"), [(None, False), (date(2026, 3, 3), False), (date(2026, 3, 2), True)])
def test_is_over_after_its_last_day(ends_on: date | None, is_over: bool) -> None:
    assert CampaignFactory.build(ends_on=ends_on).is_over(date(2026, 3, 3)) is is_over
