from typing import Any

from customers.models import Customer
from ftop.accounts.models import User
from notes.forms.exec_summary import ExecSummaryForm
from notes.forms.exec_summary_layout import ExecSummaryLayout
from notes.models import Risk
from notes.queries.exec_summary import Editor
from tests.factories import (
    NOON,
    TODAY,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NoteFactory,
    RiskFactory,
)
from tests.notes.exec_summaries import as_request_data, posted


def layout_of(customer: Customer, data: dict[str, Any] | None = None, *, is_checked: bool = True) -> ExecSummaryLayout:
    query = as_request_data(data)
    form = ExecSummaryForm(query, editor=Editor(customer), today=TODAY)
    if query is not None and is_checked:
        form.is_valid()
    elif query is not None:
        form.silence()
    return ExecSummaryLayout(form, is_checked=is_checked)


def ticks(layout: ExecSummaryLayout) -> list[tuple[str, bool]]:
    return [(tick.of.title, tick.is_ticked) for tick in layout.risks()]


def test_open_risks_and_requests_are_ticked_at_first(customer: Customer) -> None:
    RiskFactory.create(customer=customer, title="Open")
    RiskFactory.create(title="Another customer's")
    request = ExecSummaryRequestFactory.create(customer=customer)
    layout = layout_of(customer)
    assert ticks(layout) == [("Open", True)]
    assert [(tick.of, tick.is_ticked) for tick in layout.requests()] == [(request, True)]


def test_ticks_stay_as_they_were_left(customer: Customer) -> None:
    kept, unticked = RiskFactory.create(customer=customer, title="A"), RiskFactory.create(customer=customer, title="B")
    layout = layout_of(customer, posted(shown_risks=[kept.key, unticked.key], mentioned_risks=[kept.key]))
    assert ticks(layout) == [("A", True), ("B", False)]


def test_what_turned_up_while_writing_is_ticked(customer: Customer) -> None:
    RiskFactory.create(customer=customer, title="Opened by a colleague")
    assert ticks(layout_of(customer, posted())) == [("Opened by a colleague", True)]


def test_ticked_risk_closed_in_the_meantime_can_be_unticked(customer: Customer, owner: User) -> None:
    risk = RiskFactory.create(customer=customer, title="Solved")
    Risk.objects.update(closed_at=NOON, closed_by=owner, outcome="Solved.")
    layout = layout_of(customer, posted(shown_risks=[risk.key], mentioned_risks=[risk.key]))
    assert ticks(layout) == [("Solved", True)]


def test_rows_of_the_last_summary_stand_open(customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, kind="exec_summary", workload_codes=["EXO", "TEAMS"])
    ExecSummaryFactory.create(note=note)
    rows = layout_of(customer).workload_rows()
    assert [row.workload.code for row in rows if row.is_open] == ["EXO", "TEAMS"]


def test_rows_that_stood_open_stand_open_again(customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, kind="exec_summary", workload_codes=["EXO", "TEAMS"])
    ExecSummaryFactory.create(note=note)
    rows = layout_of(customer, {"workload_SPO": "", "workload_TEAMS": "Pilot.", "relationship": ""}).workload_rows()
    assert [row.workload.code for row in rows if row.is_open] == ["SPO", "TEAMS"]


def test_errors_come_in_the_order_of_the_page_and_lead_to_their_field(customer: Customer) -> None:
    data = posted(
        customer_description="",
        engagement_status="",
        workload_EXO="x" * 2001,
        support_requests="x" * 4001,
        has_no_risks=None,
        **{"new_risks-0-owner": "Dana"},
    )
    assert [error.target for error in layout_of(customer, data).errors()] == [
        "id_customer_description",
        "id_engagement_status_0",
        "id_workload_EXO",
        "id_support_requests",
        "id_new_risks-0-title",
    ]


def test_preview_shows_no_errors(customer: Customer) -> None:
    layout = layout_of(customer, {"relationship": "Weekly calls."}, is_checked=False)
    assert layout.errors() == []
    assert [part.field.errors for part in layout.sections() if part.field and part.field.errors] == []
