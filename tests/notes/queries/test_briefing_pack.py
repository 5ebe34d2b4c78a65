from datetime import timedelta

from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.briefing_pack import content_of, is_still_readable, packs_of
from tests.factories import NOON, AssignmentFactory, BriefingPackFactory, NoteFactory


def test_packs_are_their_makers_alone(owner: User, teammate: User) -> None:
    pack = BriefingPackFactory.create(asked_by=owner)
    assert list(packs_of(owner, now=timezone.now())) == [pack]
    assert list(packs_of(teammate, now=timezone.now())) == []


def test_packs_are_gone_after_a_day(owner: User) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, asked_at=NOON)
    assert list(packs_of(owner, now=NOON + timedelta(hours=23))) == [pack]
    assert list(packs_of(owner, now=NOON + timedelta(hours=24))) == []


def test_content_is_the_file_byte_by_byte(owner: User) -> None:
    pack = BriefingPackFactory.create(asked_by=owner, content=b"\x00PDF\xff", finished_at=NOON)
    assert content_of(pack) == b"\x00PDF\xff"


def test_pack_is_readable_while_everything_in_it_is(owner: User, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer)
    pack = BriefingPackFactory.create(customer_ids=[customer.pk], note_ids=[note.pk])
    assert is_still_readable(pack, user=owner)


def test_pack_is_not_readable_after_the_assignment_ended(owner: User, customer: Customer) -> None:
    other = AssignmentFactory.create(person=owner)
    pack = BriefingPackFactory.create(customer_ids=[other.customer_id, customer.pk])
    assert is_still_readable(pack, user=owner)
    other.delete()
    assert not is_still_readable(pack, user=owner)


def test_pack_is_not_readable_with_a_note_that_is_not(owner: User, customer: Customer) -> None:
    pack = BriefingPackFactory.create(customer_ids=[customer.pk], note_ids=[NoteFactory.create().pk])
    assert not is_still_readable(pack, user=owner)
