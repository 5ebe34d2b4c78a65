"""A new form begins with the last summary, and goes on without losing a typed word."""

from typing import Any

import pytest
from django.http import QueryDict

from customers.models import Customer
from ftop.accounts.models import User
from notes.forms.exec_summary import ExecSummaryForm
from notes.forms.exec_summary_layout import ExecSummaryLayout
from notes.forms.exec_summary_start import Restart, restarted
from notes.models import Note, Workload
from notes.queries.exec_summary import Editor
from notes.services.exec_summary_carried import StartInput
from notes.services.note_withdraw import withdraw_note
from notes.services.workload import retire_workload
from tests.factories import NOON, TODAY, CustomerFactory
from tests.notes.exec_summaries import EXAMPLE, as_request_data, posted
from tests.notes.published import summary


@pytest.fixture
def last(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


def form_of(customer: Customer, data: dict[str, Any] | None = None) -> ExecSummaryForm:
    return ExecSummaryForm(as_request_data(data), editor=Editor(customer), today=TODAY)


def states(form: ExecSummaryForm) -> dict[str, str]:
    parts = ExecSummaryLayout(form, is_checked=False).carried_parts
    return {p.part: "changed" if p.is_changed else "confirmed" if p.is_confirmed else "waiting" for p in parts}


def test_fresh_form_holds_what_the_last_summary_says(last: Note) -> None:
    form = form_of(last.customer)
    assert form.typed_content() == EXAMPLE
    assert set(states(form).values()) == {"waiting"}


def test_first_form_is_empty_and_carries_nothing(customer: Customer) -> None:
    form = form_of(customer)
    assert (form.typed_content().relationship, form.start, states(form)) == ("", None, {})


def test_parts_are_confirmed_by_tick_and_changed_by_words(last: Note) -> None:
    data = posted(started_from=last.key, relationship="Daily.", still_true=["EXO", "relationship", "nonsense"])
    found = states(form_of(last.customer, data))
    assert (found["EXO"], found["relationship"], found["OLM"]) == ("confirmed", "changed", "waiting")


@pytest.mark.parametrize("started_from", ["", "nonsense", "00000000-0000-0000-0000-000000000099", None])
def test_form_that_began_with_nothing_known_is_valid_and_carries_nothing(last: Note, started_from: str | None) -> None:
    form = form_of(last.customer, posted(started_from=started_from))
    assert (form.is_valid(), states(form)) == (True, {})


def test_summary_of_another_customer_is_no_beginning(last: Note) -> None:
    assert form_of(CustomerFactory.create(), posted(started_from=last.key)).start is None


def test_withdrawn_summary_is_no_beginning(last: Note) -> None:
    withdraw_note(note=last, reason="Wrong.", by=last.author, now=NOON)
    assert form_of(last.customer, posted(started_from=last.key)).start is None


def test_service_gets_the_beginning_and_the_ticks(last: Note) -> None:
    form = form_of(last.customer, posted(started_from=last.key, still_true=["EXO"]))
    assert form.is_valid()
    assert form.service_input()["start"] == StartInput(last.key, ["EXO"])


def test_retired_workload_offers_its_words_to_take_elsewhere(last: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="OLM"), by=admin, now=NOON)
    form = form_of(last.customer)
    lines = ExecSummaryLayout(form, is_checked=False).lines_without_a_row()
    assert [(line.code, line.text) for line in lines] == [("OLM", "Reviewing their mobile strategy.")]
    assert "OLM" not in states(form)


def begun_anew(customer: Customer, how: Restart, data: dict[str, Any]) -> QueryDict:
    form = form_of(customer, data)
    newest = form_of(customer).start
    codes = [workload.code for workload in form.editor.workloads if not workload.is_retired]
    return restarted(form.posted, how=how, start=form.start, newest=newest, codes=codes)


def test_start_empty_takes_out_what_was_carried_and_leaves_what_was_typed(last: Note) -> None:
    data = posted(started_from=last.key, relationship="Daily calls.", still_true=["EXO"])
    left = begun_anew(last.customer, Restart.EMPTY, data)
    words = {name: left[name] for name in left if left[name] and name.startswith(("work", "rel", "cus", "eng", "sup"))}
    assert words == {"relationship": "Daily calls."}
    assert (left["started_from"], left.getlist("still_true")) == ("", [])


def test_start_from_the_last_one_fills_the_empty_fields_only(last: Note) -> None:
    data = {"relationship": "Daily calls.", "workload_EXO": " ", "started_from": "", "is_without_workloads": "on"}
    filled = begun_anew(last.customer, Restart.LAST, data)
    assert (filled["relationship"], filled["workload_EXO"]) == ("Daily calls.", "Planning, updating firewall rules.")
    assert (filled["started_from"], "is_without_workloads" in filled) == (str(last.key), False)


def test_start_from_the_last_one_leaves_retired_workloads_out(last: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="OLM"), by=admin, now=NOON)
    assert "workload_OLM" not in begun_anew(last.customer, Restart.LAST, {"relationship": ""})


def test_the_rest_confirms_what_still_stands(last: Note) -> None:
    data = posted(started_from=last.key, relationship="Daily calls.")
    left = begun_anew(last.customer, Restart.CONFIRM_REST, data)
    found = states(ExecSummaryForm(left, editor=Editor(last.customer), today=TODAY))
    assert (found.pop("relationship"), set(found.values())) == ("changed", {"confirmed"})
