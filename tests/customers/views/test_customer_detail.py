"""The customer's own page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.enums import AssignmentRole, Segment
from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User
from notes.models import Note
from tests.factories import (
    NOON,
    TODAY,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
    TenantFactory,
    TimelineEventFactory,
)

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
KILOBYTE = 1024


@pytest.fixture
def reader(owner: User, sign_in: SignIn) -> Client:
    """The owner's browser."""
    return sign_in(owner)


@pytest.fixture
def read(customer: Customer, reader: Client) -> Callable[..., str]:
    def _read(query: str = "", *, headers: dict[str, str] | None = None) -> str:
        response = reader.get(customer.get_absolute_url() + query, headers=headers)
        assert response.status_code == 200
        return response.text

    return _read


Read = Callable[..., str]


def full_customer(customer: Customer, rows: int) -> None:
    """So many of everything that the page shows."""
    TenantFactory.create(customer=customer, is_winner=True)
    for _ in range(rows):
        note = NoteFactory.create(customer=customer)
        NextActionFactory.create_batch(rows, note=note)
        RiskMentionFactory.create(note=note)
        TimelineEventFactory.create(customer=customer)
        ExecSummaryFactory.create(note__customer=customer)
        ExecSummaryRequestFactory.create(customer=customer)
        AssignmentFactory.create(customer=customer)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_eleven_queries(
    read: Read, customer: Customer, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    full_customer(customer, rows)
    with django_assert_num_queries(11):
        read()


@pytest.mark.parametrize("rows", [1, 3])
def test_older_notes_cost_six_queries(
    read: Read, customer: Customer, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    full_customer(customer, rows)
    with django_assert_num_queries(6):
        read(f"?older={TODAY + timedelta(days=1)}_1", headers=HTMX)


def test_reading_writes_nothing(read: Read, customer: Customer) -> None:
    full_customer(customer, 1)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    assert [q["sql"] for q in captured if not q["sql"].startswith(("SELECT", "EXECUTE"))] == []  # a prepared read


def test_page_with_25_notes_keeps_to_its_weight(read: Read, customer: Customer) -> None:
    """25 notes of 900 characters with an action each, beside three risks and five open actions."""
    paragraphs = f"<p>{'word ' * 90}</p>" * 2
    for number in range(25):
        note = NoteFactory.create(customer=customer, html=paragraphs)
        done = {} if number < 5 else {"done_at": NOON, "done_by": note.author, "outcome": "Sent, confirmed by mail."}
        NextActionFactory.create(note=note, text="Send the network requirements for the second site", **done)
    RiskFactory.create_batch(3, customer=customer, response="Network team tests a bypass list. " * 3)
    assert len(read().encode()) <= 60 * KILOBYTE


def test_head_names_who_and_what(read: Read, customer: Customer, owner: User, rm: User) -> None:
    TenantFactory.create(customer=customer, default_domain="fabrikam.example", is_winner=True)
    head = read().split("<dl")[1].split("</dl>")[0]
    facts = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", head, re.DOTALL))
    words = {name: re.sub(r"<[^>]*>", "", value).strip() for name, value in facts.items()}
    assert words == {
        "Priority": "High priority",
        "Health": "Health: Unknown",
        "Segment": "Other",
        "FM": "Olivia Owner",
        "RM": "Rita Regional",
        "Winner tenant": "fabrikam.example",
    }


def test_tenants_without_a_winner_are_a_fault(read: Read, customer: Customer) -> None:
    TenantFactory.create(customer=customer)
    assert "None chosen" in read()


def test_customer_without_tenants_has_no_fault(read: Read) -> None:
    assert "Winner tenant" not in read()


def test_health_owner_of_s500_is_the_primary_architect(read: Read, customer: Customer, architect: User) -> None:
    Customer.objects.update(segment=Segment.S500)
    customer.assignments.filter(role=AssignmentRole.FTA).update(is_primary=True)
    assert re.search(r"Health Owner</dt><dd>Arno Architect<", read())


def test_missing_health_owner_is_a_fault(read: Read, customer: Customer, architect: User) -> None:
    Customer.objects.update(segment=Segment.S500)
    assert re.search(r'Health Owner</dt><dd><span class="missing">None<', read())


def test_risks_stand_by_severity_with_their_edge(read: Read, customer: Customer) -> None:
    RiskFactory.create(customer=customer, title="Small", severity="low")
    RiskFactory.create(customer=customer, title="Big", severity="high")
    page = read()
    assert 'data-worst="high"' in page
    assert page.index(">Big</a>") < page.index(">Small</a>")


def test_risk_tells_owner_response_and_notes(read: Read, customer: Customer) -> None:
    mention = RiskMentionFactory.create(
        note__customer=customer, risk__owner_name="Dana Birkby", risk__response="Bypass list in test."
    )
    box = read().split('id="risks"')[1].split("</section>")[0]
    assert [w for w in ["Dana Birkby", "Bypass list in test.", f"/notes/{mention.note.key}/"] if w not in box] == []


def test_closed_risks_leave_the_box(read: Read, customer: Customer, owner: User) -> None:
    RiskFactory.create(customer=customer, title="Old", closed_at=NOON, closed_by=owner, outcome="Solved.")
    assert 'class="risk"' not in read()


def test_open_actions_stand_with_a_button_each(read: Read, customer: Customer, owner: User) -> None:
    NextActionFactory.create(note__customer=customer, text="Still open")
    NextActionFactory.create(note__customer=customer, text="Done already", done_at=NOON, done_by=owner)
    side = read().split('id="next-actions"')[1].split("</section>")[0]
    assert re.findall(r'aria-label="Done: (.*?)"', side) == ["Still open"]


def test_overdue_is_said_in_words(read: Read, customer: Customer, owner: User) -> None:
    today = owner.day_of(timezone.now())
    NextActionFactory.create(note__customer=customer, due_on=today - timedelta(days=3))
    side = read().split('id="next-actions"')[1].split("</section>")[0]
    assert "3 days overdue" in side
    assert '<li class="late">' in side


def test_newest_summary_stands_beside_with_what_followed(read: Read, customer: Customer, owner: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, note__written_at=NOON)
    NoteFactory.create(customer=customer, written_at=NOON + timedelta(hours=1))
    NextActionFactory.create(note__customer=customer, done_at=NOON + timedelta(hours=2), done_by=owner)
    side = read().split('id="newest-summary"')[1].split("</section>")[0]
    assert "Fully Engaged" in side
    assert "Since then: 1 note, 1 next action done" in side


def test_page_tells_that_somebody_looks_at_it(read: Read, customer: Customer, reader: Client, owner: User) -> None:
    address = reverse("customers:customer_visit-mark", args=[customer.key])
    assert f'data-beacon-url="{address}"' in read()
    assert not CustomerVisit.objects.exists()
    assert reader.post(address, headers=HTMX).status_code == 204
    assert reader.post(address)["Location"] == customer.get_absolute_url()
    assert CustomerVisit.objects.get().person == owner


def test_amended_note_leads_to_its_history(read: Read, customer: Customer) -> None:
    NoteFactory.create(customer=customer)
    note = NoteFactory.create(customer=customer, amended_at=NOON, version=2)
    page = read()
    assert page.count(">amended") == 1
    assert reverse("notes:note-history", args=[note.key]) in page


def test_newest_summary_is_the_newest(read: Read, customer: Customer) -> None:
    new, _old = (
        ExecSummaryFactory.create(note__customer=customer, note__happened_on=TODAY - timedelta(days=days)).note
        for days in (1, 90)
    )
    assert f'href="/notes/{new.key}/"' in read().split('id="newest-summary"')[1].split("</section>")[0]


def test_open_requests_are_shown_to_all(read: Read, customer: Customer, rm: User) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, focus="QBR on Monday")
    words = re.sub(r"<[^>]*>", "", read().split('id="requests"')[1].split("id=")[1])
    assert "Rita Regional asks for an Exec Summary: “QBR on Monday”" in words


@pytest.mark.parametrize(("asked_by", "says"), [("rm", "Requested just now"), ("other_rm", "Request Exec Summary")])
def test_head_says_that_the_own_request_is_open(
    asked_by: str, says: str, customer: Customer, rm: User, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    asker = request.getfixturevalue(asked_by)
    ExecSummaryRequestFactory.create(customer=customer, requested_by=asker, requested_at=timezone.now())
    page = sign_in(rm).get(customer.get_absolute_url()).content.decode()
    words = re.sub(r"<[^>]*>", "", page.split('id="request-head">')[1].split("</div>")[0])
    assert words.strip() == says


def test_text_people_typed_is_inert(read: Read, customer: Customer) -> None:
    RiskFactory.create(customer=customer, title="<script>alert(1)</script>", response="<img src=x>")
    NextActionFactory.create(note__customer=customer, text="<b>bold</b>", owner_name="<i>me</i>")
    page = read()
    assert [t for t in ["<script>alert", "<img src=x", "<b>bold", "<i>me"] if t in page] == []


def test_writing_day_is_shown_where_it_differs(read: Read, customer: Customer) -> None:
    NoteFactory.create(customer=customer, happened_on=TODAY, written_at=NOON)
    NoteFactory.create(customer=customer, happened_on=TODAY - timedelta(days=1), written_at=NOON)
    assert re.findall(r"written <time datetime=\"(.*?)\"", read()) == ["2026-03-03"]


def test_long_note_offers_the_rest(read: Read, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, html="<p>all of it</p>", excerpt_html="<p>part …</p>")
    page = read()
    assert f'href="/notes/{note.key}/" hx-get="/notes/{note.key}/body/"' in page
    assert "all of it" not in page


def test_each_note_has_a_heading_with_its_address(read: Read, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, is_escalated=True)
    assert re.search(
        rf'<article class="note" id="note-{note.pk}">.*?<h4><a href="/notes/{note.key}/">Overall note</a>.*?Escalated',
        read(),
        re.DOTALL,
    )


def test_older_notes_work_without_javascript(read: Read, customer: Customer) -> None:
    notes = NoteFactory.create_batch(26, customer=customer, tags=["covid"])
    older = re.search(r'class="btn"\s+href="[^"]*?(\?[^"]*older=[^"]*)"', read("?tag=covid"))
    assert older
    page = read(older[1].replace("&amp;", "&"))
    assert f'id="note-{notes[0].pk}"' in page
    assert 'id="composer"' not in page


def test_older_notes_are_appended_by_htmx(read: Read, customer: Customer) -> None:
    NoteFactory.create(customer=customer)
    fragment = read(f"?older={TODAY + timedelta(days=1)}_1", headers=HTMX)
    assert fragment.lstrip().startswith('<section class="day">')


def test_filter_stands_in_the_address(read: Read, customer: Customer, teammate: User) -> None:
    mine = NoteFactory.create(customer=customer, author=teammate, tags=["covid"])
    NoteFactory.create(customer=customer, tags=["covid"])
    page = read(f"?author={teammate.pk}&tag=%23Covid")
    assert re.findall(r'id="note-(\d+)"', page) == [str(mine.pk)]
    assert "Tara Teammate <i" in page
    assert f'href="?author={teammate.pk}"' in page


def test_filter_swaps_the_timeline_alone_by_htmx(read: Read, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, tags=["covid"])
    fragment = read("?tag=covid", headers=HTMX)
    assert fragment.startswith('<section id="timeline"')
    assert re.findall(r'id="note-(\d+)"', fragment) == [str(note.pk)]


def test_filter_that_finds_nothing_says_so(read: Read, customer: Customer) -> None:
    NoteFactory.create(customer=customer)
    page = read("?tag=nothing")
    assert "No note matches this filter." in page
    assert f'<a href="{customer.get_absolute_url()}">Show all notes</a>' in page


def test_unreadable_filter_is_named_and_left_out(read: Read, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer)
    page = read("?since=yesterday&kind=gossip")
    assert f'id="note-{note.pk}"' in page
    assert "Enter a valid date." in page


def test_empty_timeline_says_where_to_begin(read: Read) -> None:
    assert "Nothing was written about Fabrikam, Inc. yet. The first note begins in the box above." in read()


@pytest.mark.parametrize("role", ["leader", "rm", "admin"])
def test_reader_gets_no_composer_and_no_buttons(
    customer: Customer, role: str, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    NextActionFactory.create(note__customer=customer)
    page = sign_in(request.getfixturevalue(role)).get(customer.get_absolute_url()).text
    assert [part for part in ['id="composer"', "todo-check"] if part in page] == []


def test_archived_customer_is_read_only(read: Read, owner: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=owner)
    assert 'id="composer"' not in read()


def test_outsider_finds_nothing(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(customer.get_absolute_url()).status_code == 404


def test_unknown_customer_is_not_found(owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).get(CustomerFactory.build().get_absolute_url()).status_code == 404


def test_broken_cursor_is_not_found(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).get(f"{customer.get_absolute_url()}?older=x").status_code == 404


def test_page_takes_no_posts(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).post(customer.get_absolute_url()).status_code == 405
    assert Note.objects.count() == 0


@pytest.fixture
def visited_yesterday(customer: Customer, owner: User) -> CustomerVisit:
    yesterday = timezone.now() - timedelta(days=1)
    return CustomerVisit.objects.create(customer=customer, person=owner, visited_at=yesterday)


def test_notes_of_others_since_the_last_visit_are_marked(
    read: Read, customer: Customer, owner: User, visited_yesterday: CustomerVisit
) -> None:
    since = visited_yesterday.visited_at
    NoteFactory.create(customer=customer, written_at=since - timedelta(hours=1))
    NoteFactory.create(customer=customer, author=owner, written_at=since + timedelta(hours=1))
    NoteFactory.create(customer=customer, written_at=since + timedelta(hours=1))
    page = read()
    assert page.count('<span class="badge-new">new</span>') == 1
    assert "<span>1 new since your last visit, " in page


def test_first_visit_marks_nothing_as_new(read: Read, customer: Customer) -> None:
    NoteFactory.create(customer=customer)
    assert ("badge-new" in read(), "new since" in read()) == (False, False)


def test_hint_of_a_new_summary_stands_in_its_own_place(read: Read, customer: Customer) -> None:
    """Not under the composer, where the hint about the text has its place."""
    ExecSummaryFactory.create(note__customer=customer)
    RiskFactory.create(customer=customer, kind="escalation", title="Mail is down", opened_at=NOON + timedelta(days=1))
    page = read()
    assert ("escalation opened: Mail is down" in page, "composer-hint" in page, "Hint(" in page) == (True, False, False)
