"""Requests and answers at the same moment: real connections, real locks."""

from django.db import transaction
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import ExecSummaryRequest
from notes.services.exec_summary_request import answer_requests, request_exec_summary, withdraw_request
from tests.at_once import at_once
from tests.factories import ExecSummaryFactory, ExecSummaryRequestFactory


def ask(customer: Customer, by: User, focus: str = "") -> ExecSummaryRequest:
    return request_exec_summary(customer=customer, focus=focus, helpful_by_on=None, by=by, now=timezone.now())


def test_the_same_rm_asking_twice_has_one_request(committed_db: None, customer: Customer, rm: User) -> None:
    first, second = at_once(lambda: ask(customer, rm), lambda: ask(customer, rm))
    assert first == second == ExecSummaryRequest.objects.get()


def test_the_same_rm_asking_for_two_things_has_one_request(committed_db: None, customer: Customer, rm: User) -> None:
    results = at_once(lambda: ask(customer, rm, "Teams"), lambda: ask(customer, rm, "Mail"))
    assert sorted(type(result).__name__ for result in results) == ["ExecSummaryRequest", "RuleError"]
    assert ExecSummaryRequest.objects.count() == 1


def test_two_rms_asking_have_one_each(committed_db: None, customer: Customer, rm: User, other_rm: User) -> None:
    at_once(lambda: ask(customer, rm), lambda: ask(customer, other_rm))
    assert {request.requested_by for request in ExecSummaryRequest.objects.all()} == {rm, other_rm}


def test_answering_and_withdrawing_end_a_request_once(
    committed_db: None, customer: Customer, rm: User, owner: User
) -> None:
    request = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    with transaction.atomic():  # a note and its details are one
        note = ExecSummaryFactory.create(note__customer=customer).note
    answered, withdrawn = at_once(
        lambda: answer_requests(requests=[request], note=note, by=owner, now=timezone.now()),
        lambda: withdraw_request(request=request, by=rm, now=timezone.now()),
    )
    request.refresh_from_db()
    is_answered = request.state == RequestState.ANSWERED
    assert (answered, type(withdrawn).__name__) == ((1, "RuleError") if is_answered else (0, "ExecSummaryRequest"))
