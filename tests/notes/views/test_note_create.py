import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import NextAction, Note, Notification, Risk
from tests.factories import AssignmentFactory, CustomerFactory, FollowFactory, NoteFactory, RiskFactory

SignIn = Callable[[User], Client]
KEY = "00000000-0000-0000-0000-000000000007"
HTMX = {"HX-Request": "true"}


def today() -> date:
    return timezone.localdate()


def form(**changes: Any) -> dict[str, object]:
    """A note with one next action, as a browser posts it."""
    return {
        "key": KEY,
        "text": "Call with Dana about #migration.",
        "happened_on": today().isoformat(),
        "actions-TOTAL_FORMS": "1",
        "actions-INITIAL_FORMS": "0",
        "actions-0-text": "Send the plan",
        "actions-0-due_on": "2026-03-10",
        "actions-0-owner": "Dana Birkby (customer)",
        "no_action_reason": "",
        "risk-kind": "risk",
        "risk-severity": "medium",
        **changes,
    }


ESCALATION = {"risk-kind": "escalation", "risk-title": "Mail is down", "risk-severity": "high"}
NO_ACTION = {"actions-0-text": "", "actions-0-due_on": "", "actions-0-owner": "Olivia Owner"}


def address(customer: Customer, query: str = "") -> str:
    return reverse("notes:note-create", args=[customer.key]) + query


@pytest.fixture
def post(customer: Customer, owner: User, sign_in: SignIn) -> Callable[..., Any]:
    def _post(query: str = "", headers: dict[str, str] | None = None, **changes: Any) -> Any:
        return sign_in(owner).post(address(customer, query), form(**changes), headers=headers)

    return _post


Post = Callable[..., Any]


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_note_is_saved_and_leads_back_to_the_customer(post: Post, customer: Customer, owner: User) -> None:
    response = post()
    note = Note.objects.get()
    assert (note.text, note.author, note.customer) == ("Call with Dana about #migration.", owner, customer)
    assert (note.tags, note.happened_on, note.is_escalated) == (["migration"], today(), False)
    assert response["Location"] == customer.get_absolute_url()
    assert said(response) == ["Note saved."]


def test_next_actions_are_saved_with_their_owners(post: Post, teammate: User) -> None:
    second = {"actions-1-text": "Call back", "actions-1-due_on": "2026-03-11", "actions-1-owner": "tara teammate"}
    post(**{"actions-TOTAL_FORMS": "2"}, **second)
    assert list(NextAction.objects.values_list("text", "due_on", "owner", "owner_name")) == [
        ("Send the plan", date(2026, 3, 10), None, "Dana Birkby (customer)"),
        ("Call back", date(2026, 3, 11), teammate.pk, ""),
    ]


def test_empty_composer_is_that_of_who_opens_it(
    customer: Customer, owner: User, teammate: User, sign_in: SignIn
) -> None:
    """Though most of it is drawn once a process, and what was posted is never among that."""
    first = sign_in(owner).get(address(customer)).content.decode()
    assert 'value="Olivia Owner"' in first
    sent = sign_in(owner).post(address(customer), form(text="", **{"risk-title": "Mail is down"})).content.decode()
    assert ('value="Send the plan"' in sent, 'value="Mail is down"' in sent) == (True, True)
    for person in (teammate, owner):
        again = sign_in(person).get(address(customer)).content.decode()
        assert [name for name in ("Olivia Owner", "Tara Teammate") if f'value="{name}"' in again] == [person.full_name]
        assert ("Send the plan" in again, "Mail is down" in again) == (False, False)


def test_note_without_action_needs_a_reason(post: Post) -> None:
    response = post(**NO_ACTION)
    assert response.status_code == 422
    assert response.context["composer"].note.errors == {
        "no_action_reason": ["Add the next action, or say why there is none."]
    }


def test_reason_for_no_action_is_an_answer(post: Post) -> None:
    post(**NO_ACTION, no_action_reason="Information only")
    assert Note.objects.get().no_action_reason == "Information only"


def test_double_click_makes_one_note(post: Post) -> None:
    post()
    response = post()
    note = Note.objects.get()
    assert said(response)[-1] == (
        f'This note was saved before; there is one of it. <a href="{note.get_absolute_url()}">Look at it</a>'
    )


def test_saved_form_with_other_words_is_refused_and_kept(post: Post) -> None:
    post()
    response = post(text="Other words.")
    assert response.status_code == 409
    assert Note.objects.get().text == "Call with Dana about #migration."
    assert response.context["composer"].typed_text() == "Other words."
    assert "Save as a new note" in response.text


def test_refused_form_can_be_saved_as_a_new_note(post: Post) -> None:
    post()
    fresh = str(post(text="Other words.").context["composer"].note["key"].value())
    post(text="Other words.", key=fresh)
    assert sorted(Note.objects.values_list("text", flat=True)) == ["Call with Dana about #migration.", "Other words."]


def test_ticked_risks_survive_the_refusal(post: Post, customer: Customer) -> None:
    risks = [str(risk.pk) for risk in RiskFactory.create_batch(2, customer=customer)]
    post()
    response = post(text="Other words.", is_escalated="on", mentioned_risks=risks)
    assert re.findall(r'name="mentioned_risks" value="(\d+)"[^>]* checked', response.text) == risks


def test_key_of_somebody_else_is_renewed(post: Post, customer: Customer) -> None:
    NoteFactory.create(key=uuid.UUID(KEY))
    response = post()
    assert response.status_code == 422
    assert str(response.context["composer"].note["key"].value()) != KEY
    assert "save it again" in response.text


def test_missing_key_keeps_the_text(post: Post) -> None:
    response = post(key="")
    assert response.status_code == 422
    assert "Call with Dana about #migration." in response.text


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_everything_typed_stays_on_an_error(post: Post, headers: dict[str, str]) -> None:
    response = post(
        headers=headers,
        text="Kept <words>",
        happened_on="2999-01-01",
        is_escalated="on",
        **{"risk-title": "Kept risk", "actions-0-due_on": "never"},
    )
    assert response.status_code == 422
    kept = ["Kept &lt;words&gt;", 'value="2999-01-01"', 'value="Send the plan"', 'value="never"', 'value="Kept risk"']
    assert [words for words in [*kept, "Dana Birkby (customer)"] if words not in response.text] == []
    assert re.search(r'name="is_escalated"[^>]* checked', response.text)


def test_errors_are_listed_with_links_to_their_fields(post: Post) -> None:
    response = post(text=" ", happened_on="2999-01-01", **{"actions-0-due_on": ""})
    assert [(error.target, error.message) for error in response.context["composer"].errors()] == [
        ("id_text", "Write what happened before you save."),
        ("id_happened_on", "The date of the call cannot be in the future."),
        ("id_actions-0-due_on", "Give the date."),
    ]
    assert '<a href="#id_actions-0-due_on">Give the date.</a>' in response.text


def test_date_of_the_call_is_checked_where_the_writer_lives(post: Post, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(time_zone="Pacific/Kiritimati")
    there = timezone.now().astimezone(User.objects.get(pk=owner.pk).zone).date()
    post(happened_on=there.isoformat())
    assert Note.objects.get().happened_on == there


def test_text_over_the_limit_is_refused_and_kept(post: Post) -> None:
    response = post(text="x" * 20_001)
    assert response.context["composer"].note.errors["text"] == [
        "A note holds 20,000 characters and this one has 20,001. Your text is kept: shorten it, or save it as two "
        "notes."
    ]
    assert "x" * 20_001 in response.text


def test_line_ends_of_the_browser_do_not_count_twice(post: Post) -> None:
    text = "\r\n".join(["x" * 99] * 200)
    post(text=text)
    assert len(Note.objects.get().text) == 19_999


def test_text_is_cleaned(post: Post) -> None:
    post(text="one \r\ntwo\x00\r\n")
    assert Note.objects.get().text == "one\ntwo"


def test_another_row_keeps_everything_and_complains_of_nothing(post: Post) -> None:
    response = post(add_action="1", text="", happened_on="")
    assert response.status_code == 200
    assert Note.objects.count() == 0
    assert 'name="actions-1-text"' in response.text
    assert response.context["composer"].actions.forms[1]["owner"].value() == "Olivia Owner"
    assert 'value="Send the plan"' in response.text
    assert response.context["composer"].errors() == []


def test_ambiguous_owner_asks_for_the_address(post: Post, teammate: User) -> None:
    User.objects.create(email="other@ftop.example", full_name="Tara Teammate")
    response = post(**{"actions-0-owner": "Tara Teammate"})
    assert response.context["composer"].actions.errors[0] == {
        "owner": ["Several colleagues have this name. Give the e-mail address instead."]
    }


def test_escalated_note_opens_its_risk(post: Post, customer: Customer) -> None:
    post(is_escalated="on", **{"risk-kind": "escalation", "risk-title": "Mail is down", "risk-severity": "high"})
    risk = Risk.objects.get()
    assert (risk.customer, risk.kind, risk.title, risk.severity) == (customer, "escalation", "Mail is down", "high")
    assert [mention.risk for mention in Note.objects.get().risk_mentions.all()] == [risk]


def test_escalated_note_says_whom_it_told(post: Post, teammate: User, rm: User) -> None:
    User.objects.filter(pk=rm.pk).update(told_of=[])
    AssignmentFactory.create(
        person__full_name="Otto Other", person__roles=["rm"], customer=Customer.objects.get(), role="rm"
    )
    response = post(is_escalated="on", **ESCALATION)
    assert said(response) == [
        "Note saved. Told of the escalation: Otto Other (RM). Not told, having switched it off: Rita Regional (RM)."
    ]


def test_escalated_note_says_that_nobody_was_told(post: Post) -> None:
    assert "Nobody was told of the escalation" in said(post(is_escalated="on", **ESCALATION))[0]


@pytest.mark.parametrize("rows", [1, 3])
def test_escalating_costs_25_queries_at_most(
    customer: Customer,
    owner: User,
    rm: User,
    rows: int,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """All there can be: actions, risks ticked and opened, people told, an earlier day below a newer note."""
    Customer.objects.update(last_overall_note_on=today())
    risks = RiskFactory.create_batch(rows, customer=customer)
    NoteFactory.create_batch(rows, customer=customer)
    FollowFactory.create_batch(rows, customer=customer, person__roles=["lt"], person__told_of=["followed_escalation"])
    changes = {"actions-TOTAL_FORMS": str(rows), "mentioned_risks": [str(risk.pk) for risk in risks]}
    for row in range(rows):
        changes |= {f"actions-{row}-text": "Do", f"actions-{row}-due_on": "2026-03-10", f"actions-{row}-owner": "Dana"}
    earlier = {"happened_on": "2026-03-02", "is_escalated": "on"}
    data, client = form(**changes, **earlier, **ESCALATION), sign_in(owner)
    with django_assert_num_queries(25):
        response = client.post(address(customer), data, headers=HTMX)
    assert Notification.objects.count() == rows + 1
    assert "It stands further down" in response.text


def test_escalated_note_mentions_the_ticked_risks(post: Post, customer: Customer) -> None:
    risk, _other = RiskFactory.create_batch(2, customer=customer)
    post(is_escalated="on", mentioned_risks=str(risk.pk))
    assert [mention.risk for mention in Note.objects.get().risk_mentions.all()] == [risk]


def test_escalated_note_without_a_risk_is_refused(post: Post) -> None:
    response = post(is_escalated="on")
    assert response.context["composer"].note.errors == {
        "is_escalated": ["An escalated note needs an entry in the Risks box: tick an open one or write a new one."]
    }


def test_risk_written_without_the_escalated_mark_is_not_lost(post: Post) -> None:
    response = post(**{"risk-title": "Mail is down"})
    assert response.status_code == 422
    assert "the note is not marked escalated" in response.text


def test_risk_closed_meanwhile_is_named(post: Post, customer: Customer, owner: User) -> None:
    risk = RiskFactory.create(customer=customer, closed_at=timezone.now(), closed_by=owner, outcome="Solved.")
    response = post(is_escalated="on", mentioned_risks=str(risk.pk))
    assert response.context["composer"].note.errors == {
        "mentioned_risks": ["A risk you ticked was closed in the meantime. Look at the open ones again."]
    }


def test_htmx_swaps_composer_timeline_risks_and_actions(post: Post) -> None:
    response = post(headers=HTMX)
    note = Note.objects.get()
    assert response.text.count("hx-swap-oob") == 3
    assert re.findall(r'id="(composer|timeline|risks|next-actions)"', response.text) == [
        "composer",
        "timeline",
        "risks",
        "next-actions",
    ]
    assert f'id="note-{note.pk}"' in response.text
    assert 'value="Send the plan"' not in response.text
    assert f'name="key" value="{KEY}"' not in response.text


def test_backdated_note_says_where_it_stands(post: Post) -> None:
    post(happened_on="2026-03-03")
    note = Note.objects.get()
    assert said(post(happened_on="2026-03-03", key=str(uuid.uuid4()), text="Later."))[0].startswith(
        "Note saved. It stands further down, under"
    )
    assert note.happened_on == date(2026, 3, 3)


def test_note_among_older_ones_leads_to_its_own_page(post: Post, customer: Customer) -> None:
    NoteFactory.create_batch(25, customer=customer, happened_on=date(2026, 3, 3))
    response = post(happened_on="2026-03-02")
    note = Note.objects.get(happened_on=date(2026, 3, 2))
    assert "It stands among the older notes" in said(response)[0]
    assert note.get_absolute_url() in said(response)[0]


def test_note_hidden_by_the_filter_is_told(post: Post, customer: Customer) -> None:
    response = post("?tag=covid")
    assert response["Location"] == f"{customer.get_absolute_url()}?tag=covid"
    assert "the filter in use hides it" in said(response)[0]


def test_htmx_keeps_the_filter_of_the_page(post: Post, customer: Customer) -> None:
    current = f"http://testserver{customer.get_absolute_url()}?tag=covid"
    response = post(headers={**HTMX, "HX-Current-URL": current})
    assert "the filter in use hides it" in response.text
    assert response.context["timeline"].notes == []


@pytest.mark.parametrize("rows", [1, 3])
def test_saving_costs_the_same_for_more_actions(
    customer: Customer, owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    RiskFactory.create_batch(rows, customer=customer)
    NoteFactory.create_batch(rows, customer=customer)
    changes = {"actions-TOTAL_FORMS": str(rows)}
    for row in range(rows):
        changes |= {f"actions-{row}-text": "Do", f"actions-{row}-due_on": "2026-03-10", f"actions-{row}-owner": "Dana"}
    client = sign_in(owner)
    with django_assert_num_queries(18):
        client.post(address(customer), form(**changes), headers=HTMX)


def test_form_opens_with_today_and_a_key_of_its_own(customer: Customer, owner: User, sign_in: SignIn) -> None:
    composer = sign_in(owner).get(address(customer)).context["composer"]
    assert composer.note["happened_on"].value() == today()
    assert uuid.UUID(composer.note["key"].value()).version == 4


def test_teammate_may_write(customer: Customer, teammate: User, sign_in: SignIn) -> None:
    sign_in(teammate).post(address(customer), form())
    assert Note.objects.get().author == teammate


def test_outsider_finds_nothing(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).post(address(customer), form()).status_code == 404


@pytest.mark.parametrize("role", ["leader", "rm", "admin"])
def test_reader_may_not_write(customer: Customer, role: str, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    assert sign_in(request.getfixturevalue(role)).post(address(customer), form()).status_code == 403
    assert Note.objects.count() == 0


def test_unknown_customer_is_not_found(owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).get(address(CustomerFactory.build())).status_code == 404


def test_other_methods_are_refused(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).put(address(customer)).status_code == 405
