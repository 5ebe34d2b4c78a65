import uuid
from typing import Any

import pytest
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import Note
from notes.rendering.markdown import RENDERER_VERSION
from notes.services.inputs import ActionInput
from notes.services.note import publish_overall_note
from tests.at_once import at_once
from tests.factories import NOON, TODAY, WorkloadFactory

# The two lifecycle notes of the seed, word for word.
SEED_EXAMPLES = [
    "The Customer has just received approval for Office 365 (O365) Express Route. The Partner has engaged to assist "
    "with deployment, which is anticipated to be in place by the end of May 2019. Doing so will unblock the deployment "
    "of multiple workloads due to current network capacity issues.",
    'The Account team has a full day "art of the possible" workshop planned in April 2019 to walk the customer '
    "through the capabilities of Exchange Online, Teams, Office 365 ProPlus (OPP) and Yammer. An  overview will be "
    "presented of FastTrack for 30 minutes at the end of the workshop to introduce the scope and limitations of our "
    "service offering.",
]


def publish(customer: Customer, by: User, **changes: Any) -> Note:
    values: dict[str, Any] = {
        "key": uuid.uuid4(),
        "text": "Call with Dana.",
        "happened_on": TODAY,
        "actions": [],
        "no_action_reason": "Information only",
        "is_escalated": False,
        "mentioned_risks": [],
        "new_risks": [],
        "now": NOON,
    }
    return publish_overall_note(customer=customer, by=by, **(values | changes))


def test_note_is_rendered_once_at_save(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, text="**Good** call #Covid")
    assert note.html == (
        f'<p><strong>Good</strong> call <a href="{customer.get_absolute_url()}?tag=covid" class="tag">#Covid</a></p>'
    )
    assert (note.tags, note.excerpt_html, note.renderer_version) == (["covid"], "", RENDERER_VERSION)


def test_text_is_the_record_as_typed(customer: Customer, owner: User) -> None:
    assert publish(customer, owner, text=" **Good** call \r\n\r\n").text == "**Good** call"


def test_long_note_is_folded_at_save(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, text="\n\n".join(["word " * 100] * 4))
    assert 900 < len(note.excerpt_html) < 1200 < len(note.html)


def test_workloads_named_in_the_text_are_kept(customer: Customer, owner: User) -> None:
    WorkloadFactory.create(code="VIVA", name="Viva Insights")
    note = publish(customer, owner, text="EXO first, then Viva Insights; their teams are ready")
    assert note.workload_codes == ["EXO", "VIVA"]


@pytest.mark.parametrize("text", SEED_EXAMPLES, ids=["express route", "workshop"])
def test_examples_of_the_seed_go_in(customer: Customer, owner: User, text: str) -> None:
    assert publish(customer, owner, text=text).text == text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"no_action_reason": " "}, "no_action_reason"),
        ({"actions": [ActionInput("Call", TODAY, owner_name="Dana")]}, "no_action_reason"),
    ],
    ids=["no text", "too long", "no action and no reason", "action and reason"],
)
def test_broken_rule_names_its_field(customer: Customer, owner: User, changes: dict[str, object], field: str) -> None:
    with pytest.raises(RuleError) as refusal:
        publish(customer, owner, **changes)
    assert refusal.value.field == field
    assert Note.objects.count() == 0


def test_text_at_the_limit_is_saved_whole(customer: Customer, owner: User) -> None:
    assert len(publish(customer, owner, text="x" * 20_000).text) == 20_000


def test_two_clicks_at_once_make_one_note(committed_db: None, customer: Customer, owner: User) -> None:
    key, now = uuid.uuid4(), timezone.now()

    def click() -> Note:
        return publish(Customer.objects.get(), owner, key=key, happened_on=now.date(), now=now)

    assert at_once(click, click, click) == [Note.objects.get()] * 3


def test_two_notes_at_once_keep_the_newest_date(
    committed_db: None, customer: Customer, owner: User, teammate: User
) -> None:
    at_once(
        lambda: publish(Customer.objects.get(), owner, happened_on=TODAY),
        lambda: publish(Customer.objects.get(), teammate, happened_on=TODAY.replace(day=1)),
    )
    assert Customer.objects.get().last_overall_note_on == TODAY
