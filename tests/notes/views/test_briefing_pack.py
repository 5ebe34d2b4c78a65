"""A pack: chosen on the list, made in steps, downloaded by its maker as long as everything in it may be read."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.exports import write
from notes.models import BriefingPack, ExportLog
from notes.services import briefing_pack as service
from tests.factories import NOON, AssignmentFactory, BriefingPackFactory, CustomerFactory, ExecSummaryFactory

SignIn = Callable[[User], Client]
CREATE = "/briefing-packs/new/"
PURPOSE = {"purpose": "review"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(owner: User, sign_in: SignIn) -> Client:
    return sign_in(owner)


@pytest.fixture
def other(owner: User) -> Customer:
    return AssignmentFactory.create(person=owner, customer__name="Adatum", customer__tpid="77").customer


@pytest.fixture
def finished(owner: User, customer: Customer) -> BriefingPack:
    return BriefingPackFactory.create(
        asked_by=owner, customer_ids=[customer.pk], briefings=[{}], content=b"%PDF the file", finished_at=NOON
    )


def address(verb: str, pack: BriefingPack) -> str:
    return reverse(f"notes:briefing_pack-{verb}", args=[pack.key])


def test_pack_of_the_ticked_customers(reader: Client, owner: User, customer: Customer, other: Customer) -> None:
    AssignmentFactory.create(person=owner)
    response = reader.post(CREATE, {"customer": [customer.key, other.key], "format": "docx", **PURPOSE})
    pack = BriefingPack.objects.get()
    assert response["Location"] == pack.get_absolute_url()
    assert (pack.customer_ids, pack.file_format, pack.purpose) == ([other.pk, customer.pk], "docx", "review")


def test_pack_of_all_that_the_list_shows_as_it_is_sorted(
    reader: Client, owner: User, customer: Customer, other: Customer
) -> None:
    reader.post(CREATE, {"is_all": "1", "address": "?sort=-name", **PURPOSE})
    assert BriefingPack.objects.get().customer_ids == [customer.pk, other.pk]


def test_ticked_customers_count_wherever_the_list_was_narrowed_since(
    reader: Client, customer: Customer, other: Customer
) -> None:
    reader.post(CREATE, {"customer": [customer.key], "address": "?q=adatum", **PURPOSE})
    assert BriefingPack.objects.get().customer_ids == [customer.pk]


def test_pack_asks_for_the_purpose_and_keeps_the_choice(reader: Client, customer: Customer, other: Customer) -> None:
    page = reader.post(CREATE, {"customer": [customer.key, other.key], "format": "docx"}).text
    assert "A briefing pack of 2 customers as Word" in page
    assert page.count('<input type="hidden" name="customer"') == 2
    assert "data-download" not in page
    assert not BriefingPack.objects.exists()


def test_customers_that_are_not_visible_are_not_in_the_pack(reader: Client, customer: Customer) -> None:
    reader.post(CREATE, {"customer": [customer.key, CustomerFactory.create().key], **PURPOSE})
    assert BriefingPack.objects.get().customer_ids == [customer.pk]


def test_nothing_chosen_is_told_on_the_list(reader: Client) -> None:
    response = reader.post(CREATE, {"address": "?q=fab"}, follow=True)
    assert response.redirect_chain == [("/customers/?q=fab", 302)]
    assert "No customer was chosen." in response.text


def test_too_many_customers_are_told_on_the_list(
    reader: Client, customer: Customer, other: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CUSTOMERS_PER_PACK", 1)
    response = reader.post(CREATE, {"is_all": "1", **PURPOSE}, follow=True)
    assert "A briefing pack holds 1 customers, and you chose 2." in response.text


def test_steps_show_how_far_the_pack_is(
    reader: Client, owner: User, customer: Customer, other: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CUSTOMERS_PER_STEP", 1)
    pack = BriefingPackFactory.create(asked_by=owner, customer_ids=[customer.pk, other.pk])
    assert "0 of 2 customers collected" in reader.get(pack.get_absolute_url()).text
    steps = [reader.post(address("advance", pack), headers=HTMX).text for _ in range(3)]
    expected = ["1 of 2 customers collected", "All 2 customers are collected. Laying out", "The pack is ready."]
    assert [words in step for words, step in zip(expected, steps, strict=True)] == [True] * 3
    assert ['<progress id="pack-progress" value="1" max="4">' in steps[0], "hx-trigger" in steps[2]] == [True, False]


def test_without_htmx_one_press_makes_the_whole_pack(
    reader: Client, owner: User, customer: Customer, other: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CUSTOMERS_PER_STEP", 1)
    pack = BriefingPackFactory.create(asked_by=owner, customer_ids=[customer.pk, other.pk])
    assert reader.post(address("advance", pack))["Location"] == pack.get_absolute_url()
    file = reader.post(address("download", pack))
    text = PdfReader(BytesIO(file.getvalue())).pages[0].extract_text()
    assert [name in text for name in ("Fabrikam, Inc.", "Adatum", "Olivia Owner", "Review meeting")] == [True] * 4


def test_layout_that_fails_can_be_tried_again(
    reader: Client, owner: User, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, customer_ids=[customer.pk])
    reader.post(address("advance", pack), headers=HTMX)
    with monkeypatch.context() as broken:
        broken.setattr(write.sys, "executable", "/bin/false")
        response = reader.post(address("advance", pack), headers=HTMX)
    assert response.status_code == 422
    assert "What was collected is kept" in response.text
    assert "Try again" in response.text
    assert "The pack is ready." in reader.post(address("advance", pack), headers=HTMX).text


def test_customer_that_was_taken_away_meanwhile_is_told(reader: Client, owner: User, customer: Customer) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, customer_ids=[customer.pk, CustomerFactory.create().pk])
    response = reader.post(address("advance", pack))
    assert response.status_code == 422
    assert "You may not read one of the customers any more." in response.text


def test_download_is_the_file_and_is_logged(reader: Client, finished: BriefingPack, customer: Customer) -> None:
    response = reader.post(address("download", finished))
    assert response.getvalue() == b"%PDF the file"
    assert response["Content-Disposition"].startswith('attachment; filename="Briefing pack 20')
    entry = ExportLog.objects.get()
    assert (entry.kind, entry.customer_ids, entry.purpose) == ("briefing_pack", [customer.pk], "review")


def test_each_download_is_logged(reader: Client, finished: BriefingPack) -> None:
    reader.post(address("download", finished))
    reader.post(address("download", finished))
    assert ExportLog.objects.count() == 2


def test_download_of_a_pack_that_is_not_ready_leads_to_it(reader: Client, owner: User, customer: Customer) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, customer_ids=[customer.pk])
    assert reader.post(address("download", pack))["Location"] == pack.get_absolute_url()
    assert not ExportLog.objects.exists()


def test_visibility_is_checked_again_at_download(reader: Client, finished: BriefingPack, owner: User) -> None:
    Assignment.objects.filter(person=owner).delete()
    response = reader.post(address("download", finished))
    assert response.status_code == 409
    assert "This pack is not given out any more" in response.text
    assert not ExportLog.objects.exists()


def test_leader_reads_no_pack_of_somebody_else(finished: BriefingPack, leader: User, sign_in: SignIn) -> None:
    assert sign_in(leader).get(finished.get_absolute_url()).status_code == 404
    assert sign_in(leader).post(address("download", finished)).status_code == 404


def test_pack_is_gone_after_a_day(reader: Client, owner: User) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, asked_at=timezone.now() - timedelta(days=1))
    assert reader.get(pack.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_step_costs_thirteen_queries(
    count: int, leader: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    summaries = ExecSummaryFactory.create_batch(count)
    pack = BriefingPackFactory.create(asked_by=leader, customer_ids=[one.note.customer_id for one in summaries])
    client = sign_in(leader)
    with django_assert_num_queries(13):
        client.post(address("advance", pack), headers=HTMX)


@pytest.mark.parametrize("count", [1, 3])
def test_download_costs_eight_queries(
    count: int, leader: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [customer.pk for customer in CustomerFactory.create_batch(count)]
    pack = BriefingPackFactory.create(asked_by=leader, customer_ids=ids, content=b"x", finished_at=NOON)
    client = sign_in(leader)
    with django_assert_num_queries(8):
        client.post(address("download", pack))
