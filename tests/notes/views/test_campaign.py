"""Pages of campaigns."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Campaign
from tests.factories import TODAY, AssignmentFactory, NoteFactory
from tests.factories_campaign import CampaignFactory

SignIn = Callable[[User], Client]
NEW = reverse("notes:campaign-create")
FORM = {"tag": "#Covid", "meaning": "Work from home.", "starts_on": "2026-03-01", "ends_on": ""}


def test_campaign_is_described(admin: User, sign_in: SignIn) -> None:
    answer = sign_in(admin).post(NEW, FORM)
    assert answer["Location"] == "/campaigns/covid/"
    assert Campaign.objects.get().tag == "covid"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"tag": "two words"}, "A hashtag is one word that begins with a letter, such as #covid."),
        ({"tag": "1st"}, "A hashtag is one word that begins with a letter, such as #covid."),
        ({"tag": "taken"}, "This hashtag has a campaign already."),
        ({"meaning": " "}, "Say what the campaign is about."),
        ({"meaning": "m" * 1001}, "This holds 1,000 characters."),
        ({"starts_on": ""}, "Give the first day."),
        ({"ends_on": "2026-02-28"}, "The last day cannot be before the first one."),
    ],
)
def test_refusals_keep_what_was_typed(admin: User, sign_in: SignIn, changed: dict[str, str], sentence: str) -> None:
    CampaignFactory.create(tag="taken")
    answer = sign_in(admin).post(NEW, FORM | changed)
    assert (answer.status_code, Campaign.objects.count()) == (422, 1)
    assert sentence in answer.text
    assert answer.context["form"]["starts_on"].value() == (FORM | changed)["starts_on"]


def test_change_is_saved(admin: User, sign_in: SignIn) -> None:
    campaign = CampaignFactory.create(tag="covid")
    address = reverse("notes:campaign-update", args=["covid"])
    sign_in(admin).post(address, FORM | {"meaning": "Back to the office.", "version": "1"})
    campaign.refresh_from_db()
    assert (campaign.meaning, campaign.version) == ("Back to the office.", 2)


def test_older_version_is_refused_with_both_shown(admin: User, sign_in: SignIn) -> None:
    CampaignFactory.create(tag="covid", version=2)
    address = reverse("notes:campaign-update", args=["covid"])
    answer = sign_in(admin).post(address, FORM | {"meaning": "Mine.", "version": "1"})
    assert (answer.status_code, Campaign.objects.get().meaning) == (409, "Work from home.")
    assert "Mine." in answer.text


def test_campaign_is_found_however_its_tag_is_written(leader: User, sign_in: SignIn) -> None:
    CampaignFactory.create(tag="covid")
    assert sign_in(leader).get(reverse("notes:campaign-detail", args=["Covid"])).context["campaign"].tag == "covid"


def test_page_shows_the_customers_of_the_reader(
    customer: Customer, owner: User, outsider: User, leader: User, sign_in: SignIn
) -> None:
    note = NoteFactory.create(customer=customer, tags=["covid"])
    other = AssignmentFactory.create(person=owner, customer__name="Adatum").customer
    CampaignFactory.create(tag="covid", starts_on=TODAY)
    here = reverse("notes:campaign-detail", args=["covid"])
    page = sign_in(owner).get(here)
    assert [c.pk for c in page.context["page"]] == [customer.pk]
    assert note.get_absolute_url() in page.text
    assert [c.pk for c in sign_in(owner).get(here, {"show": "without"}).context["page"]] == [other.pk]
    assert vars(sign_in(outsider).get(here).context["reach"]) == {"with_note": 0, "without_note": 0}
    narrowed = sign_in(leader).get(here, {"show": "without", "region": customer.region_id})
    assert [c.pk for c in narrowed.context["page"]] == [other.pk] * (other.region_id == customer.region_id)


def test_search_for_a_tag_leads_to_its_campaign(customer: Customer, owner: User, sign_in: SignIn) -> None:
    NoteFactory.create(customer=customer, tags=["covid"])
    CampaignFactory.create(tag="covid")
    assert "Campaign #covid" in sign_in(owner).get("/search/", {"tag": "covid"}).text


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_nine_queries(
    owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, person, campaign; two of the filter; the reach, the count of pages, customers, their people."""
    CampaignFactory.create(tag="covid")
    for _ in range(rows):
        note = NoteFactory.create(tags=["covid"])
        AssignmentFactory.create(person=owner, customer=note.customer)
    client = sign_in(owner)
    with django_assert_num_queries(9):
        client.get(reverse("notes:campaign-detail", args=["covid"]))


def test_a_campaign_may_be_called_new(leader: User, sign_in: SignIn) -> None:
    campaign = CampaignFactory.create(tag="new")
    assert sign_in(leader).get("/campaigns/new/").context["campaign"] == campaign
