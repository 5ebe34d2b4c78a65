"""The same update as a note for each customer."""

import uuid

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, NextAction, Note
from notes.services.inputs import ActionInput
from notes.services.shared_update import NOT_YOURS, SharedUpdate, keep_drafts, publish_shared
from tests.factories import NOON, TODAY, AssignmentFactory

UPDATE = SharedUpdate(uuid.UUID(int=7), TODAY, [ActionInput("Send the plan", TODAY, owner_name="Dana")], "")


@pytest.fixture
def other(owner: User) -> Customer:
    return AssignmentFactory.create(person=owner, customer__name="Adatum").customer


def test_each_customer_gets_a_note_with_the_actions(customer: Customer, other: Customer, owner: User) -> None:
    texts = {customer: "Wave 1 starts.", other: "Wave 1 waits."}
    outcomes = publish_shared(update=UPDATE, texts=texts, left_out=[], by=owner, now=NOON)
    assert [outcome.problem for outcome in outcomes] == ["", ""]
    assert set(Note.objects.values_list("customer", "text")) == {(c.pk, text) for c, text in texts.items()}
    assert NextAction.objects.count() == 2


def test_sending_twice_makes_no_second_note(customer: Customer, owner: User) -> None:
    for _ in range(2):
        (outcome,) = publish_shared(update=UPDATE, texts={customer: "Once."}, left_out=[], by=owner, now=NOON)
        assert (outcome.note, outcome.problem) == (Note.objects.get(), "")


def test_sending_other_words_later_is_told(customer: Customer, owner: User) -> None:
    for text in ("First.", "Second."):
        (outcome,) = publish_shared(update=UPDATE, texts={customer: text}, left_out=[], by=owner, now=NOON)
    assert (outcome.note, outcome.problem[:26]) == (Note.objects.get(), "It was saved before, with ")
    assert outcome.lost == "Second."


def test_what_cannot_be_saved_stays_a_draft_and_the_others_are_saved(
    customer: Customer, other: Customer, owner: User
) -> None:
    texts = {customer: "x" * 20_001, other: "Fits."}
    first, second = publish_shared(update=UPDATE, texts=texts, left_out=[], by=owner, now=NOON)
    assert (first.note, first.draft_key, second.problem) == (None, UPDATE.key_for(customer), "")
    draft = Draft.objects.with_end().get(customer=customer)
    assert (draft.is_open, draft.as_form_data()["text"]) == (True, "x" * 20_001)
    assert Note.objects.get().customer == other


def test_empty_text_is_told_and_no_draft(customer: Customer, owner: User) -> None:
    (outcome,) = publish_shared(update=UPDATE, texts={customer: " "}, left_out=[], by=owner, now=NOON)
    assert (outcome.problem, outcome.draft_key) == ("Write what happened before you save.", None)


def test_drafts_are_kept_written_over_and_end_with_the_note(customer: Customer, other: Customer, owner: User) -> None:
    for text in ("Draft.", "Draft, changed."):
        keep_drafts(update=UPDATE, texts={customer: text, other: text}, by=owner, now=NOON)
    assert {draft.as_form_data()["text"] for draft in Draft.objects.all()} == {"Draft, changed."}
    publish_shared(update=UPDATE, texts={customer: "Out."}, left_out=[other], by=owner, now=NOON)
    assert [draft.is_open for draft in Draft.objects.with_end()] == [False, False]


def test_draft_is_the_form_of_the_customers_composer(customer: Customer, owner: User) -> None:
    keep_drafts(update=UPDATE, texts={customer: "Draft."}, by=owner, now=NOON)
    data = Draft.objects.get().as_form_data()
    assert (data["actions-0-text"], data["actions-0-owner"], data["happened_on"]) == (
        "Send the plan",
        "Dana",
        TODAY.isoformat(),
    )


def test_words_on_a_customer_one_writes_about_no_more_stay_a_draft(customer: Customer, owner: User) -> None:
    (outcome,) = publish_shared(update=UPDATE, texts={}, refused={customer: "Kept."}, by=owner, now=NOON)
    assert (outcome.problem, outcome.draft_key) == (NOT_YOURS, UPDATE.key_for(customer))
    assert (Note.objects.count(), Draft.objects.get().as_form_data()["text"]) == (0, "Kept.")
