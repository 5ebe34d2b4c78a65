"""What stands on a timeline, drawn of rows that hold the worst that people may type."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.timeline import TimelineFilter, timeline_page
from notes.templatetags.timeline import next_action, timeline_days
from tests.factories import (
    NOON,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
    TimelineEventFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TYPED, ESCAPED = "<b>&\"'{}%s", "&lt;b&gt;&amp;&quot;&#x27;{}%s"


def drawn(customer: Customer, reader: User, **more: Any) -> str:
    page = timeline_page(customer, user=reader, wanted=TimelineFilter())
    return timeline_days(page.days, reader=reader, **({"new_since": None, "saved_pk": None} | more))


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_what_people_typed_is_escaped(customer: Customer, leader: User) -> None:
    author = UserFactory.create(full_name=TYPED)
    note = NoteFactory.create(customer=customer, author=author, html="<p>Rendered</p>", no_action_reason=TYPED)
    NextActionFactory.create(note=note, customer=customer, text=TYPED, owner=None, owner_name=TYPED)
    RiskMentionFactory.create(note=note, customer=customer, risk=RiskFactory.create(customer=customer, title=TYPED))
    TimelineEventFactory.create(customer=customer, sentence=TYPED, recorded_by=author)
    NoteFactory.create(
        customer=customer, author=author, withdrawn_at=NOON, withdrawn_by=author, withdraw_reason=TYPED, html="Secret"
    )
    html = drawn(customer, leader)
    assert (html.count(ESCAPED), TYPED in html) == (10, False)
    assert ("<p>Rendered</p>" in html, "Secret" in html) == (True, False)


def test_only_what_others_wrote_since_is_new(customer: Customer, leader: User, owner: User) -> None:
    NoteFactory.create(customer=customer, author=owner, written_at=NOON)
    assert [drawn(customer, leader, new_since=at).count("badge-new") for at in (None, NOON)] == [0, 0]
    before = NOON - timedelta(minutes=1)
    assert [drawn(customer, reader, new_since=before).count("badge-new") for reader in (leader, owner)] == [1, 0]


def test_saved_note_is_marked(customer: Customer, leader: User) -> None:
    first, second = NoteFactory.create_batch(2, customer=customer)
    html = drawn(customer, leader, saved_pk=second.pk)
    assert re.findall(r'class="note is-target" id="note-(\d+)"', html) == [str(second.pk)]
    assert f'class="note" id="note-{first.pk}"' in html


def test_next_action_says_where_it_stands() -> None:
    today = timezone.localdate()
    late = NextActionFactory.create(text="Send the plan", due_on=today - timedelta(days=2))
    due = NextActionFactory.create(due_on=today)
    done = NextActionFactory.create(
        text="Call back", due_on=late.due_on, done_at=NOON, done_by=UserFactory.create(), outcome="Dana will"
    )
    assert next_action(late).startswith(f'<li id="action-{late.pk}" class="late">')
    assert words(next_action(late)).startswith("Send the plan 2 days overdue")
    assert next_action(due).startswith(f'<li id="action-{due.pk}">')
    assert next_action(done).startswith(f'<li id="action-{done.pk}" class="done">')
    assert re.fullmatch(r"Call back done Tue 3 Mar.*: Dana will", words(next_action(done)))
    assert next_action(due, is_swapped=True).startswith(f'<li id="action-{due.pk}" hx-swap-oob="true">')
