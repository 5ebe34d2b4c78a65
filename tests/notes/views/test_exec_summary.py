from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import ExecSummaryRequest, Note, Notification, Risk, Workload
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    FollowFactory,
    NoteFactory,
    RiskFactory,
    UserFactory,
)
from tests.notes.exec_summaries import EXAMPLE_TEXT, posted
from tests.notes.published import summary

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def editor_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-create", args=[customer.key])


def preview_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-preview", args=[customer.key])


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def between(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].split(end, 1)[0]


def test_post_publishes_the_seeds_example(sign_in: SignIn, customer: Customer, owner: User) -> None:
    response = sign_in(owner).post(editor_of(customer), posted())
    note = Note.objects.get()
    assert response.status_code == 302
    assert response["Location"] == note.get_absolute_url()
    assert note.text + "\n" == EXAMPLE_TEXT


def test_published_example_copies_out_byte_for_byte(sign_in: SignIn, customer: Customer, owner: User) -> None:
    client = sign_in(owner)
    client.post(editor_of(customer), posted())
    response = client.get(reverse("notes:note-text", args=[Note.objects.get().key]))
    assert response.content.decode() == EXAMPLE_TEXT
    page = text_of(client.get(Note.objects.get().get_absolute_url()))
    assert between(page, 'id="note-text">', "</pre>") == EXAMPLE_TEXT


def test_post_twice_makes_one_note(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = posted(has_no_risks=None, **{"new_risks-0-title": "Mail is down"})
    client = sign_in(owner)
    assert client.post(editor_of(customer), data)["Location"] == client.post(editor_of(customer), data)["Location"]
    assert (Note.objects.count(), Risk.objects.count()) == (1, 1)


def test_post_of_other_content_after_publishing_keeps_it(sign_in: SignIn, customer: Customer, owner: User) -> None:
    client = sign_in(owner)
    client.post(editor_of(customer), posted())
    response = client.post(editor_of(customer), posted(relationship="Daily calls now."))
    assert response.status_code == 409
    assert "This form was published before" in text_of(response)
    assert "Daily calls now.</textarea>" in text_of(response)
    again = posted(relationship="Daily calls now.", key=between(text_of(response), 'name="key" value="', '"'))
    assert client.post(editor_of(customer), again).status_code == 302
    assert Note.objects.count() == 2


def test_post_with_the_key_of_somebody_elses_note_gets_a_new_one(
    sign_in: SignIn, customer: Customer, owner: User, teammate: User
) -> None:
    sign_in(teammate).post(editor_of(customer), posted())
    client = sign_in(owner)
    response = client.post(editor_of(customer), posted())
    assert response.status_code == 422
    again = posted(key=between(text_of(response), 'name="key" value="', '"'))
    assert client.post(editor_of(customer), again).status_code == 302


def test_post_with_gaps_says_all_of_them_and_keeps_the_rest(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = posted(engagement_status="", relationship="", has_no_risks=None, support_requests="Kept & <safe>")
    response = sign_in(owner).post(editor_of(customer), data)
    assert response.status_code == 422
    page = response.content.decode()
    summary = between(page, 'id="error-summary"', "</div>")
    assert between(summary, "<ul>", "</ul>") == (
        '<li><a href="#id_engagement_status_0">Choose the status of the engagement.</a></li>'
        '<li><a href="#id_relationship">Give an overview of the relationship with the customer, partner and account'
        " team.</a></li>"
        '<li><a href="#id_has_no_risks">The Risks box is empty. Add the escalation or issue, or confirm that there are'
        " none.</a></li>"
    )
    assert "Kept &amp; &lt;safe&gt;</textarea>" in page
    assert "Planning, updating firewall rules.</textarea>" in page
    assert not Note.objects.exists()


def test_post_says_what_is_missing_next_to_the_field(sign_in: SignIn, customer: Customer, owner: User) -> None:
    page = text_of(sign_in(owner).post(editor_of(customer), posted(relationship="")))
    field = between(page, 'id="id_relationship"', 'data-counter="id_relationship"')
    assert '<p class="field-error" id="id_relationship_error">Give an overview of the relationship' in field
    tag = between(page, 'name="relationship"', ">")
    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="id_relationship_error"' in tag


def test_post_with_a_code_retired_in_between(sign_in: SignIn, customer: Customer, owner: User) -> None:
    Workload.objects.filter(code="OPP").update(retired_at=NOON, retired_by=owner)
    response = sign_in(owner).post(editor_of(customer), posted())
    assert response.status_code == 422
    page = text_of(response)
    assert "[OPP] Office ProPlus was retired and is not offered any more. Your text is kept" in page
    assert "Planning deployment. Currently testing on 10 users as a pilot group in IT.</textarea>" in page


def test_get_does_not_offer_retired_codes(sign_in: SignIn, customer: Customer, owner: User) -> None:
    Workload.objects.filter(code="OPP").update(retired_at=NOON, retired_by=owner)
    page = text_of(sign_in(owner).get(editor_of(customer)))
    assert 'name="workload_OPP"' not in page
    assert 'name="workload_SPO"' in page


def test_post_calls_out_what_is_ticked(sign_in: SignIn, customer: Customer, owner: User) -> None:
    ticked, unticked = RiskFactory.create_batch(2, customer=customer)
    data = posted(has_no_risks=None, shown_risks=[ticked.key, unticked.key], mentioned_risks=[ticked.key])
    sign_in(owner).post(editor_of(customer), data)
    assert [mention.risk for mention in Note.objects.get().risk_mentions.all()] == [ticked]


def test_post_with_a_risk_of_another_customer(sign_in: SignIn, customer: Customer, owner: User) -> None:
    response = sign_in(owner).post(editor_of(customer), posted(mentioned_risks=[RiskFactory.create().key]))
    assert response.status_code == 422
    assert "A risk you ticked is not one of this customer." in text_of(response)


def test_post_answers_the_ticked_request(sign_in: SignIn, customer: Customer, owner: User) -> None:
    ticked, _ = ExecSummaryRequestFactory.create_batch(2, customer=customer)
    client = sign_in(owner)
    client.post(editor_of(customer), posted(answered_requests=[ticked.key]))
    states = ExecSummaryRequest.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RequestState.ANSWERED, RequestState.OPEN]
    assert "Exec Summary published. It answers the request." in text_of(
        client.get(Note.objects.get().get_absolute_url())
    )


def test_get_for_low_priority_explains_what_it_takes(
    sign_in: SignIn, customer: Customer, owner: User, rm: User
) -> None:
    Customer.objects.update(priority="low")
    page = text_of(sign_in(owner).get(editor_of(customer)))
    assert "An Exec Summary can be published once an RM has requested it." in " ".join(page.split())
    assert "Ask Rita Regional to press" in " ".join(page.split())
    assert "Fabrikam, Inc. has low priority: no updates are expected" in page


def test_get_for_low_priority_with_a_request_has_nothing_to_explain(
    sign_in: SignIn, customer: Customer, owner: User
) -> None:
    Customer.objects.update(priority="low")
    request = ExecSummaryRequestFactory.create(customer=customer, focus="Is the pilot alive?")
    page = text_of(sign_in(owner).get(editor_of(customer)))
    assert "exec-summary-low-priority" not in page
    assert "Is the pilot alive?" in page
    assert f'value="{request.key}" id="request-{request.pk}" checked>' in page


def test_post_for_low_priority_without_a_request(sign_in: SignIn, customer: Customer, owner: User) -> None:
    Customer.objects.update(priority="low")
    response = sign_in(owner).post(editor_of(customer), posted())
    assert response.status_code == 422
    assert "Fabrikam, Inc. has Low priority, so an Exec Summary takes an open request" in text_of(response)
    assert "Planning, updating firewall rules.</textarea>" in text_of(response)


def test_post_of_a_day_to_come(sign_in: SignIn, customer: Customer, owner: User) -> None:
    response = sign_in(owner).post(editor_of(customer), posted(happened_on="2126-01-01"))
    assert response.status_code == 422
    assert "cannot be in the future" in text_of(response)


@pytest.mark.parametrize("role", ["owner", "teammate", "architect"])
def test_fm_and_fta_of_the_customer_write(
    sign_in: SignIn, customer: Customer, role: str, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(role))
    assert client.get(editor_of(customer)).status_code == 200
    assert client.post(editor_of(customer), posted()).status_code == 302


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("engineer", 403),
        ("sme", 403),
        ("rm", 403),
        ("other_rm", 403),
        ("leader", 403),
        ("admin", 403),
        ("outsider", 404),
    ],
)
def test_others_do_not_write(
    sign_in: SignIn, customer: Customer, role: str, status: int, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(role))
    assert client.get(editor_of(customer)).status_code == status
    assert client.post(editor_of(customer), posted()).status_code == status
    assert client.post(preview_of(customer), posted()).status_code == status
    assert not Note.objects.exists()


def test_unknown_customer(sign_in: SignIn, owner: User) -> None:
    assert sign_in(owner).get(editor_of(CustomerFactory.build())).status_code == 404


def test_wrong_methods(sign_in: SignIn, customer: Customer, owner: User) -> None:
    client = sign_in(owner)
    assert client.put(editor_of(customer)).status_code == 405
    assert client.get(preview_of(customer)).status_code == 405


def test_preview_for_htmx_is_the_exact_text(sign_in: SignIn, customer: Customer, owner: User) -> None:
    response = sign_in(owner).post(preview_of(customer), posted(), headers=HTMX)
    assert between(text_of(response), 'id="exec-summary-preview">', "</pre>") == EXAMPLE_TEXT
    assert "<html" not in text_of(response)
    assert not Note.objects.exists()


def test_preview_without_javascript_is_the_whole_editor(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = posted(relationship="", engagement_status="", support_requests="Help <b>")
    response = sign_in(owner).post(preview_of(customer), data)
    page = text_of(response)
    assert response.status_code == 200
    assert "- REQUESTS FOR SUPPORT: Help <b>\n" in between(page, 'id="exec-summary-preview">', "</pre>")
    assert "Planning, updating firewall rules.</textarea>" in page
    assert "field-error" not in page
    assert 'aria-invalid="true"' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_editor(
    sign_in: SignIn, customer: Customer, owner: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, customer, assignments, workloads, risks, requests, the last summary; five for what happened."""
    for person in UserFactory.create_batch(count):
        AssignmentFactory.create(customer=customer, person=person)
        RiskFactory.create(customer=customer, owner=person)
        ExecSummaryRequestFactory.create(customer=customer)
        ExecSummaryFactory.create(note=NoteFactory.create(customer=customer, kind="exec_summary"))
    client = sign_in(owner)
    with django_assert_num_queries(15):
        assert client.get(editor_of(customer)).status_code == 200


def test_query_count_of_the_preview(
    sign_in: SignIn, customer: Customer, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, customer, assignments, workloads, the last summary."""
    client = sign_in(owner)
    with django_assert_num_queries(6):
        client.post(preview_of(customer), posted(), headers=HTMX)


@pytest.mark.parametrize("count", [1, 3])
def test_publishing_costs_25_queries_at_most(
    sign_in: SignIn,
    customer: Customer,
    owner: User,
    rm: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """All there can be: a summary before, risks called out and opened, requests answered, people told."""
    summary(customer, owner)
    risks = RiskFactory.create_batch(count, customer=customer)
    requests = ExecSummaryRequestFactory.create_batch(count, customer=customer)
    for person in UserFactory.create_batch(count, roles=["lt"]):
        FollowFactory.create(customer=customer, person=person)
    rows = {f"workload_{code}": "Planning." for code in ["EXO", "OLM", "SPO"][:count]}
    keys = {"mentioned_risks": [r.key for r in risks], "answered_requests": [r.key for r in requests]}
    opened = {"new_risks-TOTAL_FORMS": str(count), "new_risks-INITIAL_FORMS": "0"}
    for row in range(count):
        values = {"title": f"Mail is down {row}", "kind": "escalation", "severity": "high"}
        opened |= {f"new_risks-{row}-{name}": value for name, value in values.items()}
    data = dict(list(posted().items())[:6]) | opened | rows | keys
    client = sign_in(owner)
    with django_assert_num_queries(25):
        assert client.post(editor_of(customer), data).status_code == 302
    assert Notification.objects.count() == 2 * count + 1  # each follower, each requester, and the RM
