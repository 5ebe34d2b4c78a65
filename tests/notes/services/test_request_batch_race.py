"""Two batches at the same moment: real connections, real locks."""

import uuid
from datetime import timedelta

from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, NoteComment, RequestBatch, RequestMessage
from notes.services.exec_summary_request import remind, request_exec_summary
from notes.services.note_comment import write_comment
from notes.services.request_batch import Asked, request_many
from notes.services.request_message import write_message
from tests.at_once import at_once
from tests.factories import CustomerFactory, ExecSummaryRequestFactory, NoteFactory

KEY = uuid.UUID(int=7)


def ask(customers: list[Customer], by: User, key: uuid.UUID) -> Asked:
    return request_many(key=key, name="", customers=customers, focus="", helpful_by_on=None, by=by, now=timezone.now())


def test_same_form_at_once_is_one_batch(committed_db: None, rm: User) -> None:
    customers = CustomerFactory.create_batch(3)
    first, second = at_once(lambda: ask(customers, rm, KEY), lambda: ask(customers[::-1], rm, KEY))
    assert isinstance(first, Asked)
    assert isinstance(second, Asked)
    assert (first.batch, RequestBatch.objects.count(), ExecSummaryRequest.objects.count()) == (second.batch, 1, 3)


def test_two_forms_and_a_single_request_at_once_ask_once_each(committed_db: None, rm: User) -> None:
    customers = CustomerFactory.create_batch(3)
    at_once(
        lambda: ask(customers, rm, KEY),
        lambda: ask(customers[::-1], rm, uuid.UUID(int=8)),
        lambda: request_exec_summary(customer=customers[1], focus="", helpful_by_on=None, by=rm, now=timezone.now()),
    )
    assert sorted(ExecSummaryRequest.objects.values_list("customer", flat=True)) == [c.pk for c in customers]


def test_double_clicks_on_the_threads_are_one_line_each(
    committed_db: None, customer: Customer, owner: User, rm: User
) -> None:
    request = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    note = NoteFactory.create(customer=customer)
    values = {"key": KEY, "text": "Which month?", "by": owner, "now": timezone.now()}
    at_once(*[lambda: write_message(request=request, **values)] * 2, *[lambda: write_comment(note=note, **values)] * 2)
    assert (RequestMessage.objects.count(), NoteComment.objects.count()) == (1, 1)


def test_two_reminders_at_once_are_one(committed_db: None, customer: Customer, rm: User) -> None:
    long_ago = timezone.now() - timedelta(days=9)
    request = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, requested_at=long_ago)
    results = at_once(*[lambda: remind(request=request, by=rm, now=timezone.now())] * 2)
    assert sorted(type(result).__name__ for result in results) == ["ExecSummaryRequest", "RuleError"]
