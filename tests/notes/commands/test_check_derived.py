"""What is derived, after any writes, and mended where something went wrong."""

import random
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.postgres.search import SearchVector
from django.core.management import CommandError, call_command
from django.db.models import Value

from customers.models import Customer, StatusSpan
from ftop.accounts.models import User
from notes.models import Entitlement, Note, Tally
from notes.services.derived import check_customers, check_entitlements, check_spans, check_tallies, check_words
from notes.services.note import amend_overall_note
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, AssignmentFactory, EntitlementStatusFactory
from tests.notes.published import overall, summary

DAY = timedelta(days=1)
CHECKS = (check_customers, check_entitlements, check_spans, check_words, check_tallies)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_writes_leave_nothing_to_mend(customer: Customer, owner: User, seed: int) -> None:
    chance = random.Random(seed)
    here = [customer, AssignmentFactory.create(person=owner, role="fm", customer__name="Adatum").customer]
    for number in range(25):
        at = {"happened_on": TODAY - chance.randrange(40) * DAY, "now": NOON + number * timedelta(minutes=1)}
        kept = [n for n in Note.objects.select_related("customer", "author") if not n.is_withdrawn]
        note = chance.choice(kept) if kept else None
        match chance.randrange(5):
            case 0 | 1:
                overall(chance.choice(here), owner, f"Call {number} about Müller.", **at)
            case 2:
                summary(chance.choice(here), owner, **at)
            case 3 if note:
                to = next(other for other in here if other.pk != note.customer_id)
                move_note(note=note, to=to, reason="Theirs.", by=owner, now=at["now"])
            case 4 if note and note.kind == "overall":
                words = {"text": f"Amended {number}.", "happened_on": at["happened_on"], "reason": ""}
                amend_overall_note(note=note, version=note.version, **words, by=owner, now=at["now"])
            case _ if note:
                withdraw_note(note=note, reason="Wrong.", by=owner, now=at["now"])
    assert [difference for check in CHECKS for difference in check(is_mending=False)] == []
    assert StatusSpan.objects.exists()


def test_what_differs_is_told_and_mended(customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    cell = EntitlementStatusFactory.create(entitlement__tenant__customer=customer).entitlement
    Entitlement.objects.update(status="in_progress")
    StatusSpan.objects.update(engagement_status="on_hold")
    Tally.objects.filter(measure="workload", key="EXO").delete()
    Customer.objects.update(last_overall_note_on=None, engagement_status="on_hold")
    Note.objects.filter(pk=note.pk).update(search_vector=SearchVector(Value("other words"), config="simple"))
    out = StringIO()
    with pytest.raises(CommandError, match="6 derived values differ"):
        call_command("check_derived", stdout=out)
    assert out.getvalue().splitlines() == [
        "Fabrikam, Inc.: last_overall_note_on",
        "Fabrikam, Inc.: engagement_status",
        f"{cell.tenant} ({cell.pk}): status",
        "Fabrikam, Inc.: status_spans",
        f"{note} ({note.key}): search_vector",
        "workload EXO 2026-03-01: tally",
    ]
    call_command("check_derived", "--mend", stdout=out)
    call_command("check_derived", stdout=out)
    assert out.getvalue().splitlines()[-1] == "Everything derived is as it should be."
