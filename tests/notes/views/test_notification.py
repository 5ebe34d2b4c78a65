"""The inbox, its count in the header, and what marks it as seen."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, Notification, Risk
from notes.services.inputs import RiskInput
from notes.services.note_withdraw import withdraw_note
from notes.services.risk import open_risk
from tests.factories import (
    NOON,
    CustomerFactory,
    ExecSummaryFactory,
    NoteFactory,
    NotificationFactory,
    RiskFactory,
    RiskMentionFactory,
)
from tests.notes.published import overall

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
INBOX = "/inbox/"
DOWN = RiskInput(kind="escalation", title="Mail is down", severity="high")


@pytest.fixture
def as_rm(rm: User, sign_in: SignIn) -> Client:
    return sign_in(rm)


@pytest.fixture
def escalated(customer: Customer, owner: User, rm: User) -> Note:
    """An escalated note of the FM, which the RM is told of."""
    return overall(customer, owner, "The carrier **refused** again.", is_escalated=True, new_risks=[DOWN])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def header_count(html: str) -> list[str]:
    return re.findall(r'data-count="(\d+)"', html)


def told(person: User, **about: object) -> Notification:
    return NotificationFactory.create(recipient=person, **about)


def furnish(customer: Customer, rm: User) -> None:
    """One of each thing that the inbox tells of."""
    told(rm, note=NoteFactory.create(customer=customer))
    told(rm, note=ExecSummaryFactory.create(note__customer=customer).note, kind="exec_summary")
    told(rm, note=None, risk=RiskFactory.create(customer=customer), risk_version=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_costs_three_queries(
    rows: int, as_rm: Client, rm: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, person with the count, rows."""
    for _ in range(rows):
        furnish(customer, rm)
        furnish(CustomerFactory.create(), rm)
    with django_assert_num_queries(3):
        as_rm.get(INBOX)


@pytest.mark.parametrize("rows", [1, 3])
def test_count_costs_no_query_of_its_own(
    rows: int, as_rm: Client, rm: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        furnish(customer, rm)
    with django_assert_num_queries(2):
        page = as_rm.get(f"{INBOX}count/?shown=0").text
    assert header_count(page) == [str(3 * rows)]


def test_count_is_on_every_page(as_rm: Client, escalated: Note) -> None:
    page = as_rm.get("/customers/").text
    assert header_count(page) == ["1"]
    assert "<title>(1) Customers" in page


def test_without_anything_new_there_is_no_number(as_rm: Client) -> None:
    page = as_rm.get("/customers/").text
    assert (header_count(page), "<title>Customers" in page) == (["0"], True)


def test_count_that_is_shown_already_is_not_sent_again(as_rm: Client, escalated: Note) -> None:
    assert as_rm.get(f"{INBOX}count/?shown=1").status_code == 204


def test_inbox_says_what_by_whom_and_why(as_rm: Client, escalated: Note) -> None:
    page = as_rm.get(INBOX).text
    row = words(page.split('<ul class="rows">')[1].split("</ul>")[0])
    assert row.startswith("Fabrikam, Inc. Escalation new Overall note of Tue 3 Mar “The carrier refused again.”")
    assert "Olivia Owner" in row
    assert "told you as RM" in row
    assert f'href="{escalated.get_absolute_url()}"' in page


def test_inbox_leads_to_the_risk(as_rm: Client, customer: Customer, owner: User, rm: User) -> None:
    risk = open_risk(customer=customer, risk=DOWN, by=owner, now=NOON)
    page = as_rm.get(INBOX).text
    assert f'href="{risk.get_absolute_url()}"' in page
    assert "High severity : Mail is down" in words(page)


def test_empty_inbox_says_what_will_come(as_rm: Client) -> None:
    assert "Nothing yet. Here you are told of escalations" in words(as_rm.get(INBOX).text)


def test_inbox_of_new_ones(as_rm: Client, rm: User, customer: Customer) -> None:
    seen = told(rm, note=NoteFactory.create(customer=customer), seen_at=NOON)
    new = told(rm, note=NoteFactory.create(customer=customer))
    assert as_rm.get(INBOX).context["page"].rows == [new, seen]
    assert as_rm.get(f"{INBOX}?show=unseen").context["page"].rows == [new]


def test_inbox_goes_on_where_the_page_ended(
    as_rm: Client, rm: User, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notes.queries.notification.PAGE_SIZE", 2)
    first, second, third = (told(rm, note=NoteFactory.create(customer=customer)) for _ in range(3))
    page = as_rm.get(f"{INBOX}?show=unseen")
    assert page.context["page"].rows == [third, second]
    assert f'href="?show=unseen&amp;before={second.pk}"' in page.text
    assert as_rm.get(f"{INBOX}?before={second.pk}").context["page"].rows == [first]


@pytest.mark.parametrize("query", ["?before=x", "?before=-1", f"?before={10**30}", "?show=everything"])
def test_broken_address_shows_the_first_page(as_rm: Client, escalated: Note, query: str) -> None:
    assert len(as_rm.get(INBOX + query).context["page"].rows) == 1


def test_withdrawn_note_says_nothing(as_rm: Client, escalated: Note, owner: User) -> None:
    withdraw_note(note=escalated, reason="Wrong day", by=owner, now=NOON)
    page = as_rm.get(INBOX).text
    assert "Overall note of Tue 3 Mar , withdrawn" in words(page)
    assert "carrier" not in page
    assert (header_count(page), "Mark as seen" in page) == (["0"], False)


def test_who_lost_access_is_told_nothing_more(sign_in: SignIn, customer: Customer, owner: User, rm: User) -> None:
    open_risk(customer=customer, risk=DOWN, by=rm, now=NOON)
    assert header_count(sign_in(owner).get("/").text) == ["1"]
    customer.assignments.filter(person=owner).update(ends_on="2026-01-02")
    page = sign_in(owner).get(INBOX).text
    assert (header_count(page), "Mail is down" in page, "Fabrikam" in page) == (["0"], False, False)


def test_looking_at_the_inbox_marks_nothing(as_rm: Client, escalated: Note) -> None:
    as_rm.get(INBOX)
    as_rm.get(escalated.get_absolute_url())
    assert Notification.objects.get().seen_at is None


def test_reading_the_note_marks_it(as_rm: Client, escalated: Note) -> None:
    address = reverse("notes:note-read", args=[escalated.key])
    assert f'data-beacon-url="{address}"' in as_rm.get(escalated.get_absolute_url()).text
    as_rm.post(address, headers=HTMX)
    assert Notification.objects.get().seen_at is not None


def test_looking_at_the_risk_marks_it(as_rm: Client, customer: Customer, owner: User, rm: User) -> None:
    risk = open_risk(customer=customer, risk=DOWN, by=owner, now=NOON)
    address = reverse("notes:risk-see", args=[risk.key])
    assert f'data-beacon-url="{address}"' in as_rm.get(risk.get_absolute_url()).text
    assert as_rm.post(address, headers=HTMX).status_code == 204
    assert Notification.objects.get().seen_at is not None
    assert address not in as_rm.get(risk.get_absolute_url()).text
    assert as_rm.post(address)["Location"] == risk.get_absolute_url()


@pytest.mark.parametrize(("data", "back_to"), [({}, INBOX), ({"from_home": "1"}, "/")])
def test_mark_as_seen_leads_back(as_rm: Client, escalated: Note, data: dict[str, str], back_to: str) -> None:
    row = Notification.objects.get()
    assert as_rm.post(f"{INBOX}{row.pk}/seen/", data)["Location"] == back_to
    row.refresh_from_db()
    assert row.seen_at is not None


def test_mark_as_seen_in_place(as_rm: Client, escalated: Note) -> None:
    row = Notification.objects.get()
    response = as_rm.post(f"{INBOX}{row.pk}/seen/", headers=HTMX)
    assert (response["HX-Trigger"], "Mark as seen" in response.text) == ('{"ftop:seen": {}}', False)
    assert f'<li class="row-item" id="told-{row.pk}">' in response.text


def test_somebody_elses_row_is_not_there(escalated: Note, other_rm: User, sign_in: SignIn) -> None:
    row = Notification.objects.get()
    assert sign_in(other_rm).post(f"{INBOX}{row.pk}/seen/").status_code == 404
    assert Notification.objects.get().seen_at is None


def test_mark_all_goes_as_far_as_was_shown(as_rm: Client, rm: User, customer: Customer) -> None:
    shown, newer = (told(rm, note=NoteFactory.create(customer=customer)) for _ in range(2))
    assert as_rm.post(f"{INBOX}seen/", {"until": shown.pk})["Location"] == INBOX
    assert list(Notification.objects.filter(seen_at=None)) == [newer]


@pytest.mark.parametrize("until", ["", "x", "0", str(10**30)])
def test_mark_all_without_a_number_marks_nothing(as_rm: Client, escalated: Note, until: str) -> None:
    assert as_rm.post(f"{INBOX}seen/", {"until": until})["Location"] == INBOX
    assert Notification.objects.get().seen_at is None


def test_home_begins_with_what_was_escalated(as_rm: Client, escalated: Note) -> None:
    page = as_rm.get("/").text
    section = words(page.split('id="escalation-news"')[1].split("</section>")[0])
    assert "Fabrikam, Inc. Escalation new Overall note" in section
    assert page.index('id="escalation-news"') < page.index('class="two-col"')


def test_home_shows_no_escalation_that_was_seen(as_rm: Client, escalated: Note) -> None:
    Notification.objects.update(seen_at=NOON)
    assert "escalation-news" not in as_rm.get("/").text


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_once_for_what_was_escalated(
    rows: int, rm: User, customer: Customer, as_rm: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One more than without."""
    for _ in range(rows):
        furnish(customer, rm)
    with django_assert_num_queries(11):
        as_rm.get("/")


def about_told(client: Client, thing: Note | Risk) -> str:
    return words(
        client.get(thing.get_absolute_url()).text.split('id="told"')[1].split("</section>")[0].partition(">")[2]
    )


def test_note_says_who_was_told_and_who_has_seen_it(
    customer: Customer, teammate: User, owner: User, rm: User, sign_in: SignIn
) -> None:
    note = overall(customer, teammate, is_escalated=True, new_risks=[DOWN])
    Notification.objects.filter(recipient=rm).update(seen_at=NOON + timedelta(minutes=2))
    said = about_told(sign_in(teammate), note)
    assert re.sub(r"seen \d+ \w+ ago", "seen …", said) == (
        "Told Olivia Owner primary FM not yet seen Rita Regional RM seen …"
    )


def test_note_says_who_switched_it_off(customer: Customer, owner: User, rm: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=rm.pk).update(told_of=[])
    note = overall(customer, owner, is_escalated=True, new_risks=[DOWN])
    assert about_told(sign_in(owner), note) == "Told Rita Regional RM not told: switched off"


def test_escalated_note_says_that_there_was_nobody_to_tell(customer: Customer, owner: User, sign_in: SignIn) -> None:
    note = overall(customer, owner, is_escalated=True, new_risks=[DOWN])
    assert about_told(sign_in(owner), note).startswith("Told Nobody was told: Fabrikam, Inc. had no Regional Manager")


def test_other_notes_say_nothing_of_it(customer: Customer, owner: User, rm: User, sign_in: SignIn) -> None:
    note = overall(customer, owner)
    assert 'id="told"' not in sign_in(owner).get(note.get_absolute_url()).text


def test_risk_says_who_was_told_by_itself_and_by_notes(
    customer: Customer, owner: User, rm: User, sign_in: SignIn
) -> None:
    risk = open_risk(customer=customer, risk=DOWN, by=owner, now=NOON)
    note = NoteFactory.create(customer=customer)
    RiskMentionFactory.create(note=note, risk=risk)
    told(rm, note=note, raised_at=NOON + timedelta(hours=1))
    said = about_told(sign_in(owner), risk)
    assert [said.count("Rita Regional RM"), said.count("by a note")] == [2, 1]
