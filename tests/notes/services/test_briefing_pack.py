from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import FileFormat
from notes.models import BriefingPack
from notes.services import briefing_pack as service
from notes.services.briefing_pack import advance_pack, ask_for_pack
from notes.services.export_log import Purpose
from tests.factories import NOON, BriefingPackFactory, CustomerFactory, NoteFactory


def lay_out(pack: BriefingPack) -> bytes:
    return ",".join(briefing["customer"] for briefing in pack.briefings).encode()


def advance(pack: BriefingPack, by: User) -> BriefingPack:
    return advance_pack(pack=pack, lay_out=lay_out, by=by, now=NOON)


def ask(by: User, *ids: int) -> BriefingPack:
    return ask_for_pack(
        customer_ids=ids, file_format=FileFormat.PDF, purpose=Purpose("other", "Audit"), by=by, now=timezone.now()
    )


def test_asking_keeps_order_and_purpose(owner: User) -> None:
    pack = BriefingPack.objects.get(pk=ask(owner, 3, 1, 2).pk)
    assert (pack.customer_ids, pack.purpose, pack.purpose_text, pack.asked_by) == ([3, 1, 2], "other", "Audit", owner)


def test_asking_throws_old_packs_away(owner: User) -> None:
    BriefingPackFactory.create(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    kept = BriefingPackFactory.create(asked_at=timezone.now() - timedelta(hours=23))
    new = ask(owner, 1)
    assert list(BriefingPack.objects.order_by("pk")) == [kept, new]


def test_too_many_customers_are_refused(owner: User) -> None:
    with pytest.raises(RuleError, match="500 customers, and you chose 501"):
        ask(owner, *range(501))
    assert not BriefingPack.objects.exists()


def test_pack_is_collected_in_steps_and_then_laid_out(leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "CUSTOMERS_PER_STEP", 2)
    customers = CustomerFactory.create_batch(3)
    pack, counts = ask(leader, *(customer.pk for customer in customers)), []
    while not pack.is_finished:
        pack = advance(pack, leader)
        counts.append(pack.collected_count)
    assert counts == [2, 3, 3]
    assert BriefingPack.objects.get().content.tobytes() == lay_out(pack)


def test_pack_knows_the_notes_in_it(leader: User, customer: Customer) -> None:
    notes = NoteFactory.create_batch(4, customer=customer)
    assert advance(ask(leader, customer.pk), leader).note_ids == [note.pk for note in notes[1:]]


def test_finished_pack_stays_as_it_is(leader: User) -> None:
    pack = BriefingPackFactory.create(asked_by=leader, content=b"done", finished_at=NOON)
    assert advance(pack, leader).finished_at == NOON
    assert BriefingPack.objects.get().content.tobytes() == b"done"


def test_layout_that_fails_keeps_what_was_collected(leader: User, customer: Customer) -> None:
    def fail(pack: BriefingPack) -> bytes:
        raise RuntimeError

    pack = advance(ask(leader, customer.pk), leader)
    with pytest.raises(RuntimeError):
        advance_pack(pack=pack, lay_out=fail, by=leader, now=NOON)
    kept = BriefingPack.objects.get()
    assert (kept.collected_count, kept.is_finished) == (1, False)


def test_pack_that_is_too_long_for_one_file_is_refused(leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "CUSTOMERS_PER_STEP", 1)
    customers = CustomerFactory.create_batch(3)
    pack = advance(ask(leader, *(customer.pk for customer in customers)), leader)
    monkeypatch.setattr(service, "CHARACTERS_PER_PACK", 500)
    with pytest.raises(RuleError, match="2 of 3 fill it already"):
        advance(pack, leader)
    assert BriefingPack.objects.get().collected_count == 1


def test_customer_that_was_taken_away_meanwhile_stops_the_pack(owner: User, customer: Customer) -> None:
    pack = ask(owner, customer.pk, CustomerFactory.create().pk)
    with pytest.raises(RuleError, match="not read one of the customers any more"):
        advance(pack, owner)
    assert BriefingPack.objects.get().collected_count == 0
