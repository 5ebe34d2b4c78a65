"""Drafts over HTTP. The sweep in tests/structure holds every role against every address and method."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, Note
from tests.factories import DraftFactory, NoteFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
KEY = uuid.UUID(int=77)


def body(about: Customer, **changes: Any) -> dict[str, Any]:
    values = {"customer": about.key, "kind": "overall", "version": 0, "token": uuid.uuid4()} | changes
    return {"text": "Call about Teams", **{f"draft-{name}": value for name, value in values.items()}}


def post(client: Client, key: uuid.UUID, data: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("notes:draft-save", args=[key]), data)


def test_first_save_answers_with_its_version(sign_in: SignIn, owner: User, customer: Customer) -> None:
    response = post(sign_in(owner), KEY, body(customer))
    assert (response.json(), Draft.objects.get().payload) == ({"version": 1}, [["text", "Call about Teams"]])


def test_first_save_costs_four_queries(
    sign_in: SignIn, owner: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(owner)
    with django_assert_num_queries(4):
        post(client, KEY, body(customer))


@pytest.mark.parametrize("others", [0, 3])
def test_later_save_costs_three_queries(
    others: int, sign_in: SignIn, owner: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft = DraftFactory.create(author=owner, customer=customer)
    DraftFactory.create_batch(others, author=owner, customer=customer)
    client = sign_in(owner)
    with django_assert_num_queries(3):
        assert post(client, draft.key, body(customer, version=1)).json() == {"version": 2}


def test_save_after_an_unanswered_one_goes_through(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer, version=2)
    data = body(customer, version=1, after=f"{uuid.uuid4()} {draft.save_token}")
    assert post(sign_in(owner), draft.key, data).json() == {"version": 3}


def test_older_save_gets_what_is_saved(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer, version=4, payload=[["text", "Theirs"]])
    response = post(sign_in(owner), draft.key, body(customer, version=3))
    assert (response.status_code, response.json()) == (409, {"version": 4, "fields": [["text", "Theirs"]]})


def test_save_of_a_published_draft_is_gone(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer)
    NoteFactory.create(key=draft.key)
    response = post(sign_in(owner), draft.key, body(customer, version=1))
    assert (response.status_code, response.json()) == (410, {"published": True})


def test_first_save_of_a_form_that_became_a_note_is_gone(sign_in: SignIn, owner: User, customer: Customer) -> None:
    """The publishing overtook the first autosave."""
    NoteFactory.create(key=KEY, customer=customer)
    response = post(sign_in(owner), KEY, body(customer))
    assert (response.status_code, Draft.objects.count()) == (410, 0)


def test_author_goes_on_saving_when_the_customer_is_out_of_sight(
    sign_in: SignIn, outsider: User, customer: Customer
) -> None:
    draft = DraftFactory.create(author=outsider, customer=customer)
    assert post(sign_in(outsider), draft.key, body(customer, version=1)).json() == {"version": 2}


@pytest.mark.parametrize(
    ("person", "kind", "status"),
    [
        ("outsider", "overall", 404),
        ("rm", "overall", 403),
        ("engineer", "exec_summary", 403),
        ("engineer", "overall", 200),
    ],
)
def test_who_may_begin_a_draft(
    person: str, kind: str, status: int, sign_in: SignIn, customer: Customer, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert post(client, KEY, body(customer, kind=kind)).status_code == status


def test_archived_customer_takes_no_draft(sign_in: SignIn, owner: User, customer: Customer, admin: User) -> None:
    Customer.objects.update(archived_at=timezone.now(), archived_by=admin)
    assert post(sign_in(owner), KEY, body(customer)).status_code == 403


@pytest.mark.parametrize(
    "changes", [{"version": -1}, {"kind": "poem"}, {"token": "?"}, {"after": "?"}, {"customer": ""}]
)
def test_broken_save_is_refused(changes: dict[str, Any], sign_in: SignIn, owner: User, customer: Customer) -> None:
    assert post(sign_in(owner), KEY, body(customer, **changes)).status_code == 400


@pytest.mark.parametrize(("kind", "name"), [("overall", "note-create"), ("exec_summary", "exec_summary-create")])
def test_draft_leads_to_its_form(kind: str, name: str, sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer, kind=kind)
    response = sign_in(owner).get(draft.get_absolute_url())
    assert response.headers["Location"] == f"{reverse(f'notes:{name}', args=[customer.key])}?draft={draft.key}"


def test_form_shows_what_was_typed_without_complaints(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer, payload=[["text", "Half"], ["is_escalated", "on"]])
    page = sign_in(owner).get(draft.get_absolute_url(), follow=True).text
    assert ("Half</textarea>" in page, f'value="{draft.key}"' in page, "error-summary" in page) == (True, True, False)


def test_published_draft_leads_to_its_note(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer)
    note = NoteFactory.create(key=draft.key, customer=customer)
    assert sign_in(owner).get(draft.get_absolute_url()).headers["Location"] == note.get_absolute_url()


def test_draft_on_a_customer_out_of_sight_can_be_read(sign_in: SignIn, outsider: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=outsider, customer=customer, payload=[["text", "Kept words"], ["key", "x"]])
    page = sign_in(outsider).get(draft.get_absolute_url()).text
    assert ("Kept words" in page, "not assigned to Fabrikam, Inc. any more" in page) == (True, True)


@pytest.mark.parametrize("name", ["note-create", "exec_summary-create"])
def test_address_with_somebody_elses_draft_opens_an_empty_form(
    name: str, sign_in: SignIn, owner: User, teammate: User, customer: Customer
) -> None:
    kind = "overall" if name == "note-create" else "exec_summary"
    payload = [["text", "Secret"], ["customer_description", "Secret"]]
    draft = DraftFactory.create(author=teammate, customer=customer, kind=kind, payload=payload)
    page = sign_in(owner).get(f"{reverse(f'notes:{name}', args=[customer.key])}?draft={draft.key}")
    assert (page.status_code, "Secret" in page.text) == (200, False)


def test_discarding_answers_in_place_with_undo(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer)
    page = sign_in(owner).post(reverse("notes:draft-discard", args=[draft.key]), headers=HTMX).text
    assert ("Draft discarded." in page, reverse("notes:draft-restore", args=[draft.key]) in page) == (True, True)


def test_discarding_without_htmx_leads_to_the_drafts(sign_in: SignIn, owner: User, customer: Customer) -> None:
    draft = DraftFactory.create(author=owner, customer=customer)
    response = sign_in(owner).post(reverse("notes:draft-discard", args=[draft.key]))
    assert response.headers["Location"] == reverse("notes:draft-list")


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_five_queries(
    rows: int, sign_in: SignIn, owner: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    DraftFactory.create_batch(rows, author=owner, customer=customer)
    DraftFactory.create_batch(rows, author=owner, customer=customer, discarded_at=now)
    for draft in DraftFactory.create_batch(rows, author=owner, customer=customer):
        NoteFactory.create(key=draft.key, customer=customer, written_at=now)
    client = sign_in(owner)
    with django_assert_num_queries(5):
        page = client.get(reverse("notes:draft-list")).text
    assert [page.count(words) for words in (">Continue<", ">Bring back<", ">See the note<")] == [rows] * 3


def test_list_shows_only_own_and_recent_ones(sign_in: SignIn, owner: User, teammate: User, customer: Customer) -> None:
    DraftFactory.create(author=teammate, customer=customer, first_words="Not mine")
    DraftFactory.create(
        author=owner, customer=customer, first_words="Too old", discarded_at=timezone.now() - timedelta(days=31)
    )
    page = sign_in(owner).get(reverse("notes:draft-list")).text
    assert ("Not mine" in page, "Too old" in page, "Nothing is waiting." in page) == (False, False, True)


@pytest.mark.parametrize("person", ["teammate", "rm", "admin"])
def test_customer_page_shows_nobody_elses_drafts(
    person: str, sign_in: SignIn, owner: User, customer: Customer, request: pytest.FixtureRequest
) -> None:
    DraftFactory.create(author=owner, customer=customer, first_words="For my eyes")
    page = sign_in(request.getfixturevalue(person)).get(customer.get_absolute_url()).text
    assert "For my eyes" not in page


def test_customer_page_and_home_list_own_drafts(sign_in: SignIn, owner: User, customer: Customer) -> None:
    DraftFactory.create(author=owner, customer=customer, first_words="For my eyes")
    client = sign_in(owner)
    assert ["For my eyes" in client.get(address).text for address in (customer.get_absolute_url(), "/")] == [True, True]


@pytest.fixture
def own_note(owner: User, customer: Customer) -> Note:
    return NoteFactory.create(customer=customer, author=owner, text="As published.")


def test_amendment_is_kept_and_ends_with_its_saving(sign_in: SignIn, owner: User, own_note: Note) -> None:
    client = sign_in(owner)
    post(client, KEY, body(own_note.customer, amends=own_note.key))
    draft = Draft.objects.get()
    form = reverse("notes:note-amend", args=[own_note.key])
    assert client.get(draft.get_absolute_url()).headers["Location"] == f"{form}?draft={KEY}"
    assert "Call about Teams</textarea>" in client.get(f"{form}?draft={KEY}").text
    words = {"text": "Amended.", "happened_on": own_note.happened_on.isoformat(), "version": 1, "key": KEY}
    client.post(form, words)
    assert (Note.objects.get().text, Draft.objects.count()) == ("Amended.", 0)


@pytest.mark.parametrize(("person", "status"), [("teammate", 403), ("admin", 403), ("outsider", 404)])
def test_only_the_author_keeps_an_amendment(
    person: str, status: int, sign_in: SignIn, own_note: Note, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert post(client, KEY, body(own_note.customer, amends=own_note.key)).status_code == status


def test_draft_of_a_new_note_is_none_of_an_amendment(sign_in: SignIn, owner: User, own_note: Note) -> None:
    draft = DraftFactory.create(author=owner, customer=own_note.customer, payload=[["text", "Another note"]])
    page = sign_in(owner).get(f"{reverse('notes:note-amend', args=[own_note.key])}?draft={draft.key}").text
    assert ("As published.</textarea>" in page, "Another note" in page) == (True, False)


def test_amendment_of_a_withdrawn_note_can_be_read(sign_in: SignIn, owner: User, own_note: Note) -> None:
    draft = DraftFactory.create(author=owner, customer=own_note.customer, amends=own_note, payload=[["text", "Kept"]])
    Note.objects.update(withdrawn_at=timezone.now(), withdrawn_by=owner, withdraw_reason="Sent twice.")
    page = sign_in(owner).get(draft.get_absolute_url())
    assert (page.status_code, "Kept" in page.text) == (200, True)
