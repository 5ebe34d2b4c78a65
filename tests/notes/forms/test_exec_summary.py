from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Customer
from ftop.accounts.models import User
from notes.exec_summary_spec import SECTIONS, TEXT_SECTIONS, Section, SectionKind
from notes.forms.exec_summary import ExecSummaryForm
from notes.models import Workload
from notes.queries.exec_summary import Editor
from tests.factories import NOON, TODAY, RiskFactory, UserFactory
from tests.notes.exec_summaries import EXAMPLE, as_request_data, posted

NEW_RISK = {"new_risks-0-title": "Mail is down", "new_risks-0-kind": "escalation", "new_risks-0-severity": "high"}


def form_of(customer: Customer, data: dict[str, Any] | None) -> ExecSummaryForm:
    return ExecSummaryForm(as_request_data(data), editor=Editor(customer), today=TODAY)


def test_seeds_example_is_valid_and_comes_out_as_its_content(customer: Customer) -> None:
    form = form_of(customer, posted())
    assert form.is_valid(), form.errors
    assert form.typed_content() == EXAMPLE


def test_form_has_a_field_for_each_section_of_the_spec(customer: Customer) -> None:
    form = form_of(customer, None)
    wanted = [section.field for section in SECTIONS if section.kind is not SectionKind.WORKLOADS]
    assert [name for name in form.fields if name in wanted] == wanted


def test_form_offers_the_active_workloads_in_template_order(customer: Customer, admin: User) -> None:
    Workload.objects.filter(code="YAM").update(retired_at=NOON, retired_by=admin)
    everything = list(Workload.objects.values_list("code", flat=True))
    assert form_of(customer, None).workload_codes == [code for code in everything if code != "YAM"]


@pytest.mark.parametrize("section", [s for s in SECTIONS if s.is_required], ids=lambda section: section.field)
def test_missing_section_is_said_in_its_own_sentence(customer: Customer, section: Section) -> None:
    form = form_of(customer, posted(**{section.field: ""}))
    assert not form.is_valid()
    assert form.errors == {section.field: [section.missing]}


def test_hint_left_in_a_required_section_is_no_answer(customer: Customer) -> None:
    form = form_of(customer, posted(customer_description=TEXT_SECTIONS[0].hint))
    assert form.errors == {"customer_description": ["Describe the customer."]}


def test_everything_missing_is_said_at_once(customer: Customer) -> None:
    form = form_of(customer, {})
    assert not form.is_valid()
    assert set(form.errors) == {
        "key",
        "happened_on",
        "customer_description",
        "engagement_status",
        "deployment_progress",
        "relationship",
        "is_without_workloads",
        "has_no_risks",
    }


@pytest.mark.parametrize("name", [section.field for section in TEXT_SECTIONS])
def test_section_at_its_limit_is_valid(customer: Customer, name: str) -> None:
    """Line ends count once, as they are stored, not twice, as browsers post them."""
    assert form_of(customer, posted(**{name: "x\r\n" * 1999 + "xx"})).is_valid()


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        (
            "customer_description",
            4001,
            "“Describe the customer” is too long by 1: it holds 4,000 characters. Shorten it.",
        ),
        (
            "support_requests",
            5234,
            "“Requests for support” is too long by 1,234: it holds 4,000 characters. Shorten it.",
        ),
        ("workload_EXO", 2100, "“[EXO] Exchange Online” is too long by 100: it holds 2,000 characters. Shorten it."),
    ],
)
def test_text_over_its_limit(customer: Customer, name: str, size: int, message: str) -> None:
    assert form_of(customer, posted(**{name: "x" * size})).errors == {name: [message]}


def test_browser_does_not_cut_pasted_text(customer: Customer) -> None:
    form = form_of(customer, None)
    assert [field.name for field in form if "maxlength" in field.as_widget()] == []


def test_retired_workload_with_text_keeps_it_and_is_refused(customer: Customer, admin: User) -> None:
    Workload.objects.filter(code="EXO").update(retired_at=NOON, retired_by=admin)
    form = form_of(customer, posted())
    assert list(form.errors) == ["workload_EXO"]
    assert str(form.errors["workload_EXO"][0]).startswith("[EXO] Exchange Online was retired")
    assert form["workload_EXO"].value() == "Planning, updating firewall rules."


def test_text_about_a_workload_deleted_in_between_is_told(customer: Customer) -> None:
    form = form_of(customer, posted(workload_GONE="Pilot with <50> users\r\nsoon", workload_ALSO="  "))
    told = "[GONE] is no workload any more. Copy its text to another one: “Pilot with <50> users\nsoon”"
    assert form.errors == {"__all__": [told]}


def test_retired_workload_without_text_is_no_error(customer: Customer, admin: User) -> None:
    Workload.objects.filter(code="YAM").update(retired_at=NOON, retired_by=admin)
    assert form_of(customer, posted(workload_YAM=" ")).is_valid()


def test_no_workload_asks_for_a_word_about_it(customer: Customer) -> None:
    nothing = {f"workload_{line.code}": " " for line in EXAMPLE.workloads}
    assert list(form_of(customer, posted(**nothing)).errors) == ["is_without_workloads"]
    assert form_of(customer, posted(**nothing, is_without_workloads="on")).is_valid()


def test_empty_risks_box_asks_for_a_word_about_it(customer: Customer) -> None:
    assert list(form_of(customer, posted(has_no_risks=None)).errors) == ["has_no_risks"]


def test_open_risk_needs_no_word(customer: Customer) -> None:
    RiskFactory.create(customer=customer)
    assert form_of(customer, posted(has_no_risks=None)).is_valid()


def test_new_risk_needs_no_word(customer: Customer) -> None:
    form = form_of(customer, posted(has_no_risks=None, **NEW_RISK))
    assert form.is_valid()
    assert [(risk.kind, risk.title, risk.severity) for risk in form.new_risks.inputs()] == [
        ("escalation", "Mail is down", "high")
    ]


def test_untouched_row_is_no_risk(customer: Customer) -> None:
    form = form_of(customer, posted())
    assert form.is_valid()
    assert form.service_input()["new_risks"] == []


def test_new_risk_without_a_title_is_refused_with_the_rest(customer: Customer) -> None:
    form = form_of(
        customer, posted(relationship="", **NEW_RISK | {"new_risks-0-title": "", "new_risks-0-owner": "Dana"})
    )
    assert not form.is_valid()
    assert list(form.errors) == ["relationship"]
    assert list(form.new_risks.errors[0]) == ["title"]


def test_owner_of_a_new_risk_is_a_colleague_or_somebody_named(customer: Customer, owner: User) -> None:
    rows = {"new_risks-TOTAL_FORMS": "3"}
    for number, name in enumerate(["olivia owner", "Dana Birkby (customer)", ""]):
        rows |= {name.replace("-0-", f"-{number}-"): value for name, value in NEW_RISK.items()}
        rows |= {f"new_risks-{number}-owner": name}
    form = form_of(customer, posted(has_no_risks=None, **rows))
    assert form.is_valid(), form.new_risks.errors
    found = [(risk.owner, risk.owner_name) for risk in form.new_risks.inputs()]
    assert found == [(owner, ""), (None, "Dana Birkby (customer)"), (None, "")]


def test_owner_with_a_namesake_is_asked_for_the_address(customer: Customer) -> None:
    UserFactory.create_batch(2, full_name="Alex Wilber")
    form = form_of(customer, posted(has_no_risks=None, **NEW_RISK, **{"new_risks-0-owner": "Alex Wilber"}))
    assert not form.is_valid()
    assert form.new_risks.errors[0] == {
        "owner": ["Several colleagues have this name. Give the e-mail address instead."]
    }


@pytest.mark.parametrize("count", [1, 3])
def test_owners_of_new_risks_cost_one_query(customer: Customer, count: int) -> None:
    rows = {"new_risks-TOTAL_FORMS": str(count)}
    for number in range(count):
        rows |= {name.replace("-0-", f"-{number}-"): value for name, value in NEW_RISK.items()}
        rows |= {f"new_risks-{number}-owner": f"Person {number}"}
    form = form_of(customer, posted(has_no_risks=None, **rows))
    with CaptureQueriesContext(connection) as queries:
        assert form.new_risks.is_valid()
    assert len(queries) == 1


def test_preview_takes_what_is_typed_so_far(customer: Customer) -> None:
    form = form_of(
        customer, {"relationship": " Weekly\r\ncalls ", "engagement_status": "busy", "workload_EXO": "x" * 3000}
    )
    content = form.typed_content()
    assert (content.relationship, content.engagement_status) == ("Weekly\ncalls", "")
    assert [line.code for line in content.workloads] == ["EXO"]


@pytest.mark.parametrize("value", ["", "nonsense", "9" * 5000])
def test_nonsense_in_place_of_ids_is_refused(customer: Customer, value: str) -> None:
    form = form_of(customer, posted(key=value or "x", mentioned_risks=[value], answered_requests=[value]))
    assert not form.is_valid()
    assert "key" in form.errors
