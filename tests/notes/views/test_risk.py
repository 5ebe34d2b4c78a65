"""Pages of the Risks box. The sweep in tests/structure holds every role against every address and method."""

import uuid
from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from notes.models import Risk
from notes.services.inputs import RiskInput
from notes.services.risk import close_risk, edit_risk, open_risk
from tests.factories import NOON, NoteFactory, RiskFactory, RiskMentionFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
PROXY = RiskInput(kind="issue", title="The proxy breaks sign-in", severity="high", response="A bypass is tested.")


@pytest.fixture
def risk(customer: Customer, owner: User) -> Risk:
    return open_risk(customer=customer, risk=PROXY, by=owner, now=NOON)


@pytest.fixture
def as_owner(sign_in: SignIn, owner: User) -> Client:
    return sign_in(owner)


def address(verb: str, thing: Customer | Risk) -> str:
    return reverse(f"notes:risk-{verb}", args=[thing.key])


def posted(**changes: object) -> dict[str, object]:
    values = {"kind": "risk", "title": "No local IT before spring", "severity": "low", "category": "", "owner": ""}
    return {**values, "response": "", "key": uuid.UUID(int=7), "version": 1, **changes}


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


WRITES = ["update", "close", "reopen"]


@pytest.mark.parametrize("verb", WRITES)
@pytest.mark.parametrize("person", ["leader", "other_rm", "admin"])
def test_readers_may_not_write(
    verb: str, person: str, risk: Risk, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address(verb, risk), posted(outcome="Solved.")).status_code == 403
    risk.refresh_from_db()
    assert (risk.version, risk.is_open) == (1, True)


@pytest.mark.parametrize("verb", ["detail", *WRITES])
def test_outsider_finds_nothing(verb: str, risk: Risk, sign_in: SignIn, outsider: User) -> None:
    assert sign_in(outsider).get(address(verb, risk)).status_code == 404


@pytest.mark.parametrize("verb", ["list", "create"])
def test_outsider_finds_no_box(verb: str, customer: Customer, sign_in: SignIn, outsider: User) -> None:
    assert sign_in(outsider).get(address(verb, customer)).status_code == 404


@pytest.mark.parametrize("verb", ["list", "detail"])
def test_pages_to_read_refuse_to_be_posted(verb: str, risk: Risk, as_owner: Client) -> None:
    thing = risk.customer if verb == "list" else risk
    assert as_owner.post(address(verb, thing)).status_code == 405


@pytest.mark.parametrize("verb", ["detail", *WRITES])
def test_unknown_risk_is_not_found(verb: str, as_owner: Client) -> None:
    assert as_owner.get(reverse(f"notes:risk-{verb}", args=[uuid.UUID(int=1)])).status_code == 404


@pytest.mark.parametrize("person", ["teammate", "engineer", "sme", "architect", "rm"])
def test_everybody_here_may_close(person: str, risk: Risk, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address("close", risk), {"outcome": "Solved."}).status_code == 302
    risk.refresh_from_db()
    assert risk.outcome == "Solved."


def test_list_has_the_open_by_weight_and_the_closed(customer: Customer, as_owner: Client, owner: User) -> None:
    for severity in ("low", "high", "medium"):
        RiskFactory.create(customer=customer, severity=severity)
    RiskFactory.create(customer=customer, title="Old", closed_at=NOON, closed_by=owner, outcome="Solved.")
    RiskFactory.create(title="Of another customer")
    context = as_owner.get(address("list", customer)).context
    assert [risk.severity for risk in context["risks"]] == ["high", "medium", "low"]
    assert [risk.title for risk in context["closed"]] == ["Old"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_six_queries(
    rows: int, customer: Customer, as_owner: Client, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for risk in RiskFactory.create_batch(rows, customer=customer, owner=owner):
        RiskMentionFactory.create(note=NoteFactory.create(customer=customer), risk=risk)
    RiskFactory.create_batch(rows, customer=customer, owner=owner, closed_at=NOON, closed_by=owner, outcome="Solved.")
    with django_assert_num_queries(6):
        as_owner.get(address("list", customer))


@pytest.mark.parametrize("rows", [1, 3])
def test_box_takes_five_queries(
    rows: int, customer: Customer, as_owner: Client, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for risk in RiskFactory.create_batch(rows, customer=customer, owner=owner):
        RiskMentionFactory.create(note=NoteFactory.create(customer=customer), risk=risk)
    with django_assert_num_queries(5):
        as_owner.get(address("list", customer), headers=HTMX)


def test_box_leads_to_the_notes_and_the_closed_ones(
    customer: Customer, risk: Risk, as_owner: Client, owner: User
) -> None:
    note = NoteFactory.create(customer=customer)
    RiskMentionFactory.create(note=note, risk=risk)
    RiskFactory.create(customer=customer, closed_at=NOON, closed_by=owner, outcome="Solved.")
    page = as_owner.get(address("list", customer), headers=HTMX).text
    assert f'<a href="{note.get_absolute_url()}">' in page
    assert f'<a href="{address("list", customer)}">1 closed</a>' in page


def test_box_without_rights_offers_nothing_to_press(risk: Risk, sign_in: SignIn, leader: User) -> None:
    page = sign_in(leader).get(address("list", risk.customer), headers=HTMX).text
    assert risk.title in page
    assert address("create", risk.customer) not in page
    assert address("close", risk) not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_takes_eight_queries(
    rows: int,
    risk: Risk,
    as_owner: Client,
    owner: User,
    teammate: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for row in range(rows):
        RiskMentionFactory.create(note=NoteFactory.create(customer=risk.customer), risk=risk)
        values = RiskInput(kind="risk", title=f"Title {row}", severity="low", owner=teammate)
        edit_risk(risk=risk, version=row + 1, values=values, by=teammate, now=NOON)
    with django_assert_num_queries(8):
        as_owner.get(address("detail", risk))


def test_detail_shows_notes_and_history(risk: Risk, as_owner: Client) -> None:
    mention = RiskMentionFactory.create(note=NoteFactory.create(customer=risk.customer), risk=risk)
    context = as_owner.get(address("detail", risk)).context
    assert list(context["mentions"]) == [mention]
    assert [step.what for step in context["history"]] == ["opened it"]


def test_create_puts_it_into_the_box_and_onto_the_timeline(
    customer: Customer, as_owner: Client, teammate: User
) -> None:
    response = as_owner.post(address("create", customer), posted(owner="tara teammate", response="Asked the partner."))
    assert (response.status_code, response.url) == (302, customer.get_absolute_url())
    risk = Risk.objects.get()
    assert (risk.title, risk.owner, risk.response) == ("No local IT before spring", teammate, "Asked the partner.")
    assert TimelineEvent.objects.get().sentence == "Risk opened, severity low: No local IT before spring"
    assert said(response) == ["“No local IT before spring” is in the Risks box."]


def test_create_with_a_named_outsider(customer: Customer, as_owner: Client) -> None:
    as_owner.post(address("create", customer), posted(owner="Dana Birkby (customer)"))
    assert (Risk.objects.get().owner, Risk.objects.get().owner_name) == (None, "Dana Birkby (customer)")


def test_create_sent_twice_opens_one(customer: Customer, as_owner: Client) -> None:
    as_owner.post(address("create", customer), posted())
    response = as_owner.post(address("create", customer), posted(title="No local IT before spring\r\n"))
    assert (response.status_code, Risk.objects.count()) == (302, 1)


def test_create_sent_again_with_other_words_asks_first(customer: Customer, as_owner: Client) -> None:
    as_owner.post(address("create", customer), posted())
    form = as_owner.post(address("create", customer), posted(title="Another one")).context["form"]
    assert form.non_field_errors()[0].startswith("This form was saved before.")
    as_owner.post(address("create", customer), {field.name: field.value() or "" for field in form})
    assert {risk.title for risk in Risk.objects.all()} == {"No local IT before spring", "Another one"}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_create_with_an_error_keeps_what_was_typed(
    headers: dict[str, str], customer: Customer, as_owner: Client
) -> None:
    response = as_owner.post(address("create", customer), posted(title=" ", response="Typed."), headers=headers)
    assert response.status_code == 422
    assert response.context["form"].errors == {"title": ["Say in a few words what the risk is."]}
    assert "Typed.</textarea>" in response.text


def test_create_by_htmx_answers_with_the_box(customer: Customer, as_owner: Client) -> None:
    response = as_owner.post(address("create", customer), posted(), headers=HTMX)
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (200, "#risks", "outerHTML")
    assert response.templates[0].name == "notes/_risks_box_changed.html"
    assert 'id="messages" aria-live="polite" hx-swap-oob="true"' in response.text


def test_create_for_an_archived_customer_is_refused(customer: Customer, as_owner: Client, admin: User) -> None:
    customer.archived_at, customer.archived_by = NOON, admin
    customer.save()
    assert as_owner.post(address("create", customer), posted()).status_code == 403


def test_update_saves_and_leads_to_the_risk(risk: Risk, as_owner: Client) -> None:
    response = as_owner.post(address("update", risk), posted(title="The proxy is replaced"))
    assert (response.status_code, response.url) == (302, risk.get_absolute_url())
    risk.refresh_from_db()
    assert (risk.title, risk.version) == ("The proxy is replaced", 2)


def test_update_shows_the_risk_as_it_is(risk: Risk, as_owner: Client) -> None:
    form = as_owner.get(address("update", risk)).context["form"]
    assert (form["title"].value(), form["response"].value(), form["version"].value()) == (
        "The proxy breaks sign-in",
        "A bypass is tested.",
        1,
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_update_of_a_stale_version_shows_both(
    headers: dict[str, str], risk: Risk, as_owner: Client, teammate: User
) -> None:
    newer = RiskInput(kind="issue", title=PROXY.title, severity="low", response="The bypass works.", owner=teammate)
    edit_risk(risk=risk, version=1, values=newer, by=teammate, now=NOON)
    sent = posted(kind="issue", title="The proxy is old", severity="high", response="Mine.")
    response = as_owner.post(address("update", risk), sent, headers=headers)
    conflict = response.context["conflict"]
    assert (response.status_code, conflict.savers) == (409, "Tara Teammate")
    assert conflict.both == [
        Difference("response", "What is being done", PROXY.response, "Mine.", "The bypass works."),
    ]
    assert [(d.label, d.original, d.stored) for d in conflict.theirs] == [
        ("Severity", "High", "Low"),
        ("Owner", "", "Tara Teammate"),
    ]
    assert "Mine.</textarea>" in response.text
    risk.refresh_from_db()
    assert (risk.title, risk.response) == (PROXY.title, "The bypass works.")


def test_update_sent_again_after_the_conflict_is_saved(risk: Risk, as_owner: Client, teammate: User) -> None:
    edit_risk(risk=risk, version=1, values=PROXY, by=teammate, now=NOON)
    form = as_owner.post(address("update", risk), posted(response="Mine.")).context["form"]
    as_owner.post(address("update", risk), {field.name: field.value() or "" for field in form})
    risk.refresh_from_db()
    assert (risk.response, risk.version) == ("Mine.", 3)


def test_update_after_the_conflict_joins_both_sides(risk: Risk, as_owner: Client, teammate: User) -> None:
    newer = RiskInput(kind="issue", title=PROXY.title, severity="low", response="The bypass works.", owner=teammate)
    edit_risk(risk=risk, version=1, values=newer, by=teammate, now=NOON)
    sent = posted(kind="issue", title="The proxy is old", severity="high", response="Mine.")
    form = as_owner.post(address("update", risk), sent).context["form"]
    again = {field.name: field.value() or "" for field in form}
    assert as_owner.post(address("update", risk), again | {"take": "response"}).status_code == 302
    risk.refresh_from_db()
    assert (risk.title, risk.severity, risk.owner, risk.response) == (
        "The proxy is old",
        "low",
        teammate,
        "The bypass works.",
    )


@pytest.mark.parametrize("saves", [1, 3])
def test_update_conflict_takes_the_same_queries_for_any_saves(
    saves: int, risk: Risk, as_owner: Client, teammate: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(saves):
        newer = RiskInput(kind="issue", title=f"Title {number}", severity="low")
        edit_risk(risk=risk, version=number + 1, values=newer, by=teammate, now=NOON)
    # Session, user, risk, rights; savepoint, lock, back and out; the risk as loaded, who saved since, their names.
    with django_assert_num_queries(11):
        as_owner.post(address("update", risk), posted(title="Mine"))


def test_update_of_a_closed_risk_keeps_what_was_typed(risk: Risk, as_owner: Client, teammate: User) -> None:
    close_risk(risk=risk, outcome="Solved.", by=teammate, now=NOON)
    response = as_owner.post(address("update", risk), posted(version=1, response="Mine."))
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["This risk is closed. Reopen it before you change it."]
    assert "Mine.</textarea>" in response.text


def test_close_by_htmx_takes_it_out_of_the_box(risk: Risk, as_owner: Client) -> None:
    response = as_owner.post(address("close", risk), {"outcome": "Solved."}, headers=HTMX)
    assert (response["HX-Retarget"], response.context["risks"]) == ("#risks", [])


def test_close_by_htmx_without_an_outcome_says_so_in_the_entry(risk: Risk, as_owner: Client) -> None:
    response = as_owner.post(address("close", risk), {"outcome": ""}, headers=HTMX)
    assert response.status_code == 422
    assert response.text.startswith('<article class="risk"')
    assert "Closing a risk needs an outcome: say how it ended." in response.text


def test_close_after_somebody_else_did_keeps_what_was_typed(risk: Risk, as_owner: Client, teammate: User) -> None:
    close_risk(risk=risk, outcome="Solved by the bypass.", by=teammate, now=NOON)
    response = as_owner.post(address("close", risk), {"outcome": "Solved, I think."}, headers=HTMX)
    assert response.status_code == 422
    assert "Solved by the bypass." in response.text
    assert "Solved, I think.</textarea>" in response.text


def test_reopen_with_a_reason(risk: Risk, as_owner: Client, teammate: User) -> None:
    close_risk(risk=risk, outcome="Solved.", by=teammate, now=NOON)
    response = as_owner.post(address("reopen", risk), {"reason": "It broke again."})
    assert (response.status_code, response.url) == (302, risk.get_absolute_url())
    risk.refresh_from_db()
    assert risk.is_open


def test_reopen_page_shows_how_it_was_closed(risk: Risk, as_owner: Client, teammate: User) -> None:
    close_risk(risk=risk, outcome="Solved by the bypass.", by=teammate, now=NOON)
    assert "Solved by the bypass." in as_owner.get(address("reopen", risk)).text


def test_markup_in_a_title_is_shown_as_typed(customer: Customer, as_owner: Client) -> None:
    as_owner.post(address("create", customer), posted(title="<script>alert(1)</script>"))
    assert "&lt;script&gt;alert(1)" in as_owner.get(address("list", customer)).text
