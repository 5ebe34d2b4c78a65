"""Saving while somebody types, and what stands in its way."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.enums import NoteKind
from notes.models import Draft
from notes.services.draft import DraftEnded, Typed, discard_draft, restore_draft, save_draft, start_draft
from tests.at_once import at_once
from tests.factories import NOON, DraftFactory, NoteFactory

# A draft is saved in one statement outside a transaction, so these tests commit.
pytestmark = pytest.mark.usefixtures("committed_db")

FIRST = Typed(key=uuid.UUID(int=5), kind=NoteKind.OVERALL, fields=[("text", "Call")], version=0, token=uuid.UUID(int=1))
Save = Callable[..., Draft]


@pytest.fixture
def start(customer: Customer, owner: User) -> Save:
    def _start(typed: Typed = FIRST) -> Draft:
        return start_draft(typed=typed, customer=customer, by=owner, now=NOON)

    return _start


@pytest.fixture
def save(owner: User) -> Save:
    def _save(text: str, *, version: int, token: int, after: Sequence[int] = ()) -> Draft:
        tokens = [uuid.UUID(int=number) for number in after]
        typed = replace(FIRST, fields=[("text", text)], version=version, token=uuid.UUID(int=token), after=tokens)
        return save_draft(typed=typed, by=owner, now=NOON)

    return _save


def text() -> str:
    return str(dict(Draft.objects.get().payload)["text"])


def test_first_save_makes_the_draft(start: Save, owner: User) -> None:
    start()
    draft = Draft.objects.get()
    assert (draft.author, draft.payload, draft.first_words, draft.version) == (owner, [["text", "Call"]], "Call", 1)


def test_later_save_replaces_what_was_typed(start: Save, save: Save) -> None:
    start()
    assert (save("Call with Dana", version=1, token=2).version, text()) == (2, "Call with Dana")


def test_older_save_is_refused_and_changes_nothing(start: Save, save: Save) -> None:
    start()
    save("From the other window", version=1, token=2)
    with pytest.raises(StaleVersion) as refusal:
        save("From here", version=1, token=3)
    assert (refusal.value.current.version, text()) == (2, "From the other window")


def test_save_whose_answer_was_lost_does_not_conflict_with_itself(start: Save, save: Save) -> None:
    start()
    save("Half", version=1, token=2)
    assert (save("Half a sentence", version=1, token=3, after=[2]).version, text()) == (3, "Half a sentence")


def test_late_save_does_not_come_over_the_one_that_followed_it(start: Save, save: Save) -> None:
    start()
    save("Half a sentence", version=1, token=3, after=[2])
    with pytest.raises(StaleVersion):
        save("Half", version=1, token=2)
    assert text() == "Half a sentence"


def test_same_sending_twice_is_one_version(start: Save, save: Save) -> None:
    start()
    assert [save("Half", version=1, token=2).version for _ in range(2)] == [2, 2]


def test_page_of_before_the_tokens_changed_with_every_sending_goes_on(start: Save, save: Save) -> None:
    start()
    save("Half", version=1, token=2)
    assert (save("Half a sentence", version=1, token=2).version, text()) == (3, "Half a sentence")


def test_first_save_sent_again_is_the_same_draft(start: Save) -> None:
    start()
    again = start(replace(FIRST, fields=[("text", "Call with Dana")], token=uuid.UUID(int=2), after=[FIRST.token]))
    assert (again.version, Draft.objects.count(), text()) == (2, 1, "Call with Dana")


def test_first_save_of_another_window_is_refused(start: Save) -> None:
    start()
    with pytest.raises(StaleVersion):
        start(replace(FIRST, token=uuid.UUID(int=9)))


def test_two_windows_at_the_same_moment_make_one_draft(start: Save) -> None:
    done = at_once(start, lambda: start(replace(FIRST, token=uuid.UUID(int=9))))
    assert sorted(type(outcome).__name__ for outcome in done) == ["Draft", "StaleVersion"]


def test_late_save_does_not_revive_a_published_draft(start: Save, save: Save) -> None:
    start()
    NoteFactory.create(key=FIRST.key)
    with pytest.raises(DraftEnded) as refusal:
        save("Too late", version=1, token=2)
    assert (refusal.value.is_published, text()) == (True, "Call")


def test_late_save_does_not_revive_a_discarded_draft(start: Save, save: Save, owner: User) -> None:
    discard_draft(draft=start(), by=owner, now=NOON)
    with pytest.raises(DraftEnded) as refusal:
        save("Too late", version=1, token=2)
    assert refusal.value.is_published is False


def test_draft_of_somebody_else_is_not_there(start: Save, teammate: User) -> None:
    start()
    with pytest.raises(RuleError, match="not there any more"):
        save_draft(typed=replace(FIRST, version=1), by=teammate, now=NOON)


def test_characters_that_the_database_cannot_hold_go(start: Save) -> None:
    start(replace(FIRST, fields=[("text", "a\x00b\r\n c ")]))
    assert text() == "ab\n c "


def test_first_words_are_those_of_the_first_text(start: Save) -> None:
    start(replace(FIRST, fields=[("happened_on", "2026-03-03"), ("text", "  "), ("workload_EXO", "Mail  moves\nnow")]))
    assert Draft.objects.get().first_words == "Mail moves now"


def test_discarding_deletes_what_was_discarded_a_month_ago(owner: User) -> None:
    DraftFactory.create(author=owner, discarded_at=NOON - timedelta(days=31))
    kept = DraftFactory.create(author=owner, discarded_at=NOON - timedelta(days=29))
    draft = DraftFactory.create(author=owner)
    discard_draft(draft=draft, by=owner, now=NOON)
    assert set(Draft.objects.all()) == {kept, draft}


def test_restoring_opens_it_again(owner: User) -> None:
    draft = DraftFactory.create(author=owner, discarded_at=NOON)
    restore_draft(draft=draft, by=owner)
    assert list(Draft.objects.open()) == [draft]


def test_published_draft_cannot_be_discarded(owner: User) -> None:
    draft = DraftFactory.create(author=owner)
    NoteFactory.create(key=draft.key)
    with pytest.raises(DraftEnded):
        discard_draft(draft=draft, by=owner, now=NOON)
