import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import NoteKind, RequestState
from notes.exec_summary_content import ExecSummaryContent, ExecSummaryInput
from notes.exec_summary_spec import SECTION_BY_FIELD
from notes.models import ExecSummaryRequest, Note, Risk, Workload
from notes.rendering.exec_summary_reader import read
from notes.services.exec_summary import publish_exec_summary
from notes.services.inputs import RiskInput
from notes.services.publishing import AlreadyPublished
from tests.at_once import at_once
from tests.factories import NOON, TODAY, ExecSummaryRequestFactory, RiskFactory, WorkloadFactory
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT

SECTIONS = ExecSummaryInput(**{name: value for name, value in vars(EXAMPLE).items() if name != "workloads"})
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high")


def publish(customer: Customer, by: User, **changes: Any) -> Note:
    arguments: dict[str, Any] = {
        "key": uuid.UUID(int=7),
        "happened_on": TODAY,
        "content": SECTIONS,
        "workloads": {line.code: line.text for line in EXAMPLE.workloads},
        "is_without_workloads": False,
        "mentioned_risks": [],
        "new_risks": [],
        "has_no_risks": True,
        "answered_requests": [],
    }
    return publish_exec_summary(customer=customer, by=by, now=NOON, **(arguments | changes))


def refusal(customer: Customer, by: User, **changes: Any) -> tuple[str, str]:
    with pytest.raises(RuleError) as error:
        publish(customer, by, **changes)
    assert not Note.objects.exists()
    return error.value.field, error.value.message


def test_publish_stores_the_seeds_example_as_its_text(customer: Customer, owner: User) -> None:
    note = publish(customer, owner)
    note.refresh_from_db()
    assert note.text + "\n" == EXAMPLE_TEXT
    assert (note.kind, note.author, note.happened_on, note.written_at) == (NoteKind.EXEC_SUMMARY, owner, TODAY, NOON)


def test_publish_stores_the_sections_as_fields(customer: Customer, owner: User) -> None:
    summary = publish(customer, owner).exec_summary
    summary.refresh_from_db()
    assert {name: getattr(summary, name) for name in vars(SECTIONS)} == vars(SECTIONS)
    assert summary.has_no_risks is True


def test_publish_puts_workloads_in_template_order(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, workloads={"TEAMS": "Pilot.", "EXO": "Planning."})
    assert note.workload_codes == ["EXO", "TEAMS"]
    rows = note.exec_summary.workload_statuses.values_list("workload__code", "name", "text")
    assert list(rows) == [("EXO", "Exchange Online", "Planning."), ("TEAMS", "Teams", "Pilot.")]


def test_publish_leaves_out_empty_workloads(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, workloads={"EXO": "Planning.", "SPO": " \r\n"})
    assert note.workload_codes == ["EXO"]
    assert note.exec_summary.workload_statuses.count() == 1


def test_publish_keeps_the_name_of_that_day(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, workloads={"EXO": "Planning."})
    Workload.objects.filter(code="EXO").update(name="Exchange in the cloud")
    assert read(note.text).workloads[0].name == note.exec_summary.workload_statuses.get().name == "Exchange Online"


def test_publish_cleans_what_was_typed(customer: Customer, owner: User) -> None:
    content = replace(
        SECTIONS, relationship=" Weekly calls. \r\n\r\n- Partner\x00 ", support_requests="(e.g. CS MAU offerings)"
    )
    note = publish(customer, owner, content=content)
    assert (note.exec_summary.relationship, note.exec_summary.support_requests) == ("Weekly calls.\n\n- Partner", "")
    assert read(note.text).relationship == "Weekly calls.\n\n- Partner"


def test_publish_collects_hashtags(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, content=replace(SECTIONS, relationship="Part of #Covid calls. #covid"))
    assert note.tags == ["covid"]


def test_publish_without_workloads(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, workloads={}, is_without_workloads=True)
    assert note.workload_codes == []
    assert read(note.text) == replace(EXAMPLE, workloads=())


@pytest.mark.parametrize("field", ["customer_description", "engagement_status", "deployment_progress", "relationship"])
def test_publish_without_a_required_section(customer: Customer, owner: User, field: str) -> None:
    expected = (field, SECTION_BY_FIELD[field].missing)
    assert refusal(customer, owner, content=replace(SECTIONS, **{field: ""})) == expected


def test_publish_with_the_hint_as_answer(customer: Customer, owner: User) -> None:
    hint = SECTION_BY_FIELD["customer_description"].hint
    field, _ = refusal(customer, owner, content=replace(SECTIONS, customer_description=hint))
    assert field == "customer_description"


def test_publish_with_no_workload_and_no_word_about_it(customer: Customer, owner: User) -> None:
    field, message = refusal(customer, owner, workloads={"EXO": ""})
    assert field == "is_without_workloads"
    assert message == "Write about at least one workload, or tick that none is under discussion."


def test_publish_with_workloads_and_none_ticked(customer: Customer, owner: User) -> None:
    field, message = refusal(customer, owner, workloads={"EXO": "Planning."}, is_without_workloads=True)
    assert field == "is_without_workloads"
    assert "there is text about EXO" in message


def test_publish_with_a_retired_workload(customer: Customer, owner: User, admin: User) -> None:
    Workload.objects.filter(code="YAM").update(retired_at=NOON, retired_by=admin)
    field, message = refusal(customer, owner, workloads={"EXO": "Planning.", "YAM": "Rollout."})
    assert field == "workload_YAM"
    assert message.startswith("[YAM] Yammer Enterprise was retired")


def test_publish_with_an_unknown_workload(customer: Customer, owner: User) -> None:
    expected = ("workloads", "There is no workload with the code SKYPE.")
    assert refusal(customer, owner, workloads={"SKYPE": "Rollout."}) == expected


def test_publish_with_a_workload_added_by_an_admin(customer: Customer, owner: User) -> None:
    WorkloadFactory.create(code="VIVA", name="Viva Engage")
    note = publish(customer, owner, workloads={"VIVA": "Pilot."})
    assert "   -  [VIVA]  Viva Engage - Pilot.\n" in note.text


@pytest.mark.parametrize("code", ["section", "workload"])
def test_publish_with_a_text_over_its_limit(customer: Customer, owner: User, code: str) -> None:
    if code == "section":
        _, message = refusal(customer, owner, content=replace(SECTIONS, relationship="x" * 4001))
    else:
        _, message = refusal(customer, owner, workloads={"EXO": "x" * 2001})
    assert message in {
        "A section holds 4,000 characters. Shorten it.",
        "Write the status and next actions of the workload in up to 2,000 characters.",
    }


def test_publish_of_tomorrow(customer: Customer, owner: User) -> None:
    assert refusal(customer, owner, happened_on=TODAY + timedelta(days=1))[0] == "happened_on"


def test_publish_without_a_word_about_risks(customer: Customer, owner: User) -> None:
    field, message = refusal(customer, owner, has_no_risks=False)
    assert field == "has_no_risks"
    assert message == "The Risks box is empty. Add the escalation or issue, or confirm that there are none."


def test_publish_says_no_risks_while_one_is_open(customer: Customer, owner: User) -> None:
    RiskFactory.create(customer=customer)
    assert refusal(customer, owner, has_no_risks=True)[0] == "mentioned_risks"


def test_publish_says_no_risks_beside_a_new_one(customer: Customer, owner: User) -> None:
    assert refusal(customer, owner, has_no_risks=True, new_risks=[ESCALATION])[0] == "has_no_risks"
    assert not Risk.objects.exists()


def test_publish_calls_out_open_and_new_risks(customer: Customer, owner: User) -> None:
    open_risk = RiskFactory.create(customer=customer)
    RiskFactory.create(customer=customer, title="Left out")
    note = publish(customer, owner, has_no_risks=False, mentioned_risks=[open_risk], new_risks=[ESCALATION])
    assert sorted(mention.risk.title for mention in note.risk_mentions.all()) == sorted(
        [open_risk.title, "Mail is down"]
    )
    assert note.exec_summary.has_no_risks is False


def test_publish_leaves_an_open_risk_out_on_purpose(customer: Customer, owner: User) -> None:
    RiskFactory.create(customer=customer)
    note = publish(customer, owner, has_no_risks=False)
    assert (note.risk_mentions.count(), note.exec_summary.has_no_risks) == (0, False)
    assert "<dt>Risks box</dt><dd>None of the open ones called out</dd>" in note.html


def test_publish_says_that_there_are_no_risks(customer: Customer, owner: User) -> None:
    assert "<dt>Risks box</dt><dd>No escalations or issues</dd>" in publish(customer, owner).html


def test_publish_answers_the_requests(customer: Customer, owner: User) -> None:
    answered, unticked = ExecSummaryRequestFactory.create_batch(2, customer=customer)
    note = publish(customer, owner, answered_requests=[answered])
    answered.refresh_from_db()
    unticked.refresh_from_db()
    assert (answered.state, answered.answered_by_note, answered.ended_by) == (RequestState.ANSWERED, note, owner)
    assert unticked.state == RequestState.OPEN


def test_publish_for_low_priority_without_a_request(customer: Customer, owner: User) -> None:
    Customer.objects.update(priority="low")
    field, message = refusal(customer, owner)
    assert field == "answered_requests"
    assert message.startswith("Fabrikam, Inc. has Low priority")


@pytest.mark.parametrize("state", [RequestState.WITHDRAWN, RequestState.NOT_NEEDED])
def test_publish_for_low_priority_with_an_ended_request(customer: Customer, owner: User, state: RequestState) -> None:
    Customer.objects.update(priority="low")
    ended = ExecSummaryRequestFactory.create(
        customer=customer, state=state, ended_at=NOON, ended_by=owner, reason="Nothing new."
    )
    assert refusal(customer, owner, answered_requests=[ended])[0] == "answered_requests"


def test_publish_for_low_priority_with_another_customers_request(customer: Customer, owner: User) -> None:
    Customer.objects.update(priority="low")
    other = ExecSummaryRequestFactory.create()
    assert refusal(customer, owner, answered_requests=[other])[0] == "answered_requests"


def test_publish_for_low_priority_on_request(customer: Customer, owner: User) -> None:
    Customer.objects.update(priority="low")
    request = ExecSummaryRequestFactory.create(customer=customer)
    note = publish(customer, owner, answered_requests=[request])
    assert list(note.answered_requests.all()) == [request]


def test_publish_twice_makes_one_note(customer: Customer, owner: User) -> None:
    """Also where the first time has opened a risk, answered the request and retiring came in between."""
    request = ExecSummaryRequestFactory.create(customer=customer)
    same = {"has_no_risks": False, "new_risks": [ESCALATION], "answered_requests": [request]}
    note = publish(customer, owner, **same)
    Workload.objects.filter(code="EXO").update(retired_at=NOON, retired_by=owner)
    assert publish(customer, owner, **same) == note
    assert (Note.objects.count(), Risk.objects.count()) == (1, 1)


def test_two_clicks_at_once_publish_once(committed_db: None, customer: Customer, owner: User) -> None:
    ExecSummaryRequestFactory.create(customer=customer)

    def click() -> Note:
        asked = list(ExecSummaryRequest.objects.all())
        return publish(
            Customer.objects.get(), owner, has_no_risks=False, new_risks=[ESCALATION], answered_requests=asked
        )

    assert at_once(click, click, click) == [Note.objects.get()] * 3
    assert Risk.objects.count() == 1


def test_two_authors_at_once_answer_a_request_once(
    committed_db: None, customer: Customer, owner: User, teammate: User
) -> None:
    Customer.objects.update(priority="low")
    request = ExecSummaryRequestFactory.create(customer=customer)
    results = at_once(
        lambda: publish(Customer.objects.get(), owner, answered_requests=[request]),
        lambda: publish(Customer.objects.get(), teammate, key=uuid.UUID(int=8), answered_requests=[request]),
    )
    assert sorted(type(result).__name__ for result in results) == ["Note", "RuleError"]
    assert list(Note.objects.get().answered_requests.all()) == [request]


@pytest.mark.parametrize(
    "change",
    [
        {"workloads": {"EXO": "Done."}},
        {"content": replace(SECTIONS, support_requests="")},
        {"happened_on": TODAY - timedelta(days=1)},
        {"workloads": {}, "is_without_workloads": True},
    ],
    ids=["workloads", "section", "date", "without workloads"],
)
def test_publish_other_content_under_the_same_key(customer: Customer, owner: User, change: dict[str, Any]) -> None:
    note = publish(customer, owner)
    with pytest.raises(AlreadyPublished) as error:
        publish(customer, owner, **change)
    assert error.value.note == note


def test_publish_keeps_the_customers_dates(customer: Customer, owner: User) -> None:
    publish(customer, owner)
    customer.refresh_from_db()
    assert (customer.last_overall_note_on, customer.last_exec_summary_at) == (TODAY, NOON)


def test_reading_the_stored_text_gives_the_stored_fields(customer: Customer, owner: User) -> None:
    note = publish(customer, owner)
    content: ExecSummaryContent = read(note.text)
    assert content == EXAMPLE
    assert ExecSummaryRequest.objects.count() == 0
