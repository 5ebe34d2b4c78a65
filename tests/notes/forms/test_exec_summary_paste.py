"""A pasted text fills empty fields and nothing else; what is left over stays in the form until somebody decides."""

from typing import Any

import pytest
from django.http import QueryDict

from customers.models import Customer
from ftop.accounts.models import User
from notes.forms.exec_summary import ExecSummaryForm
from notes.forms.exec_summary_paste import MOST_PIECES, NO_FIELD_CHOSEN, NOT_READ_YET, TrayPiece, filled, moved
from notes.models import Workload
from notes.queries.exec_summary import Editor
from notes.rendering.exec_summary_paste.reader import parse
from notes.rendering.exec_summary_paste.result import PastedSummary
from tests.factories import NOON, TODAY
from tests.notes.exec_summaries import CATALOGUE, EXAMPLE, EXAMPLE_TEXT, as_request_data, posted
from tests.notes.published import summary

TRAY = {"not_placed": ["Hi,", "Fully Engaged", "Firewall"], "not_placed_to": ["", "engagement_status", "workload_EXO"]}


def form_of(customer: Customer, data: dict[str, Any] | QueryDict) -> ExecSummaryForm:
    posted_data = data if isinstance(data, QueryDict) else as_request_data(data)
    return ExecSummaryForm(posted_data, editor=Editor(customer), today=TODAY)


def pasted(text: str) -> PastedSummary:
    return parse(text, CATALOGUE)


def test_empty_form_becomes_the_pasted_summary(customer: Customer) -> None:
    data, count = filled(form_of(customer, {"key": "k"}), pasted(EXAMPLE_TEXT))
    form = form_of(customer, data)
    assert form.typed_content() == EXAMPLE
    assert (count, form.pieces, data["key"]) == (11, [], "k")


def test_each_filled_field_says_where_its_text_came_from(customer: Customer) -> None:
    text = f"EXEC SUMMARY\n* REQUESTS FOR SUPPORT: {'help ' * 50}\n* [EXO] Exchange Online\n  - <firewall>\n"
    data, _ = filled(form_of(customer, {}), pasted(text))
    origins = form_of(customer, data).origins
    assert list(origins) == ["support_requests", "workload_EXO"]
    assert origins["workload_EXO"] == "lines 3 to 4 of the pasted text: “* [EXO] Exchange Online - <firewall>”"
    assert origins["support_requests"].startswith("line 2 of the pasted text: “* REQUESTS FOR SUPPORT: help help")
    assert len(origins["support_requests"]) == 160 + len("line 2 of the pasted text: “”")


def test_typed_text_is_never_overwritten(customer: Customer) -> None:
    typed = {
        "support_requests": "Mine",
        "engagement_status": "on_hold",
        "workload_EXO": "Mine too",
        "relationship": " ",
    }
    data, count = filled(form_of(customer, typed), pasted(f"Hi,\n\n{EXAMPLE_TEXT}"))
    form = form_of(customer, data)
    assert {name: form.typed(name) for name in typed} == typed | {"relationship": EXAMPLE.relationship}
    assert form.pieces == [
        TrayPiece("Hi,"),
        TrayPiece("Fully Engaged", "engagement_status"),
        TrayPiece("Planning, updating firewall rules.", "workload_EXO"),
        TrayPiece(EXAMPLE.support_requests, "support_requests"),
    ]
    assert count == 8
    assert "support_requests" not in form.origins


def test_carried_text_gives_way_until_somebody_has_looked_at_it(customer: Customer, owner: User) -> None:
    last = summary(customer, owner)
    carried = posted(started_from=last.key, still_true=["relationship"])
    text = EXAMPLE_TEXT.replace("Planning, updating firewall rules.", "Live.").replace("weekly sync", "daily sync")
    data, _ = filled(form_of(customer, carried), pasted(text))
    form = form_of(customer, data)
    assert (form.typed("workload_EXO"), form.typed("relationship")) == ("Live.", EXAMPLE.relationship)
    assert [piece.field for piece in form.pieces] == ["relationship"]


def test_pasting_the_same_again_changes_nothing(customer: Customer) -> None:
    data, _ = filled(form_of(customer, {}), pasted(EXAMPLE_TEXT))
    again, count = filled(form_of(customer, data), pasted(EXAMPLE_TEXT))
    assert (again, count) == (data, 0)


def test_second_paste_keeps_the_tray_of_the_first(customer: Customer) -> None:
    data, _ = filled(form_of(customer, TRAY | {"left_out": ["Bye"], "pasted_text": "x"}), pasted("More"))
    form = form_of(customer, data)
    assert [piece.text for piece in form.pieces] == ["Hi,", "Fully Engaged", "Firewall", "More"]
    assert [piece.field for piece in form.pieces] == ["", "engagement_status", "workload_EXO", ""]
    assert (form.left_out, data["pasted_text"]) == (["Bye"], "")


def test_so_many_pieces_that_the_last_ones_stand_together(customer: Customer) -> None:
    text = "\n\n".join(f"Paragraph {number}" for number in range(100))
    data, _ = filled(form_of(customer, {}), pasted(text))
    pieces = form_of(customer, data).pieces
    assert (len(pieces), pieces[0].text) == (MOST_PIECES, "Paragraph 0")
    assert "\n\n".join(piece.text for piece in pieces) == text


def test_retired_code_gets_its_row_and_is_refused_at_publishing(customer: Customer, admin: User) -> None:
    Workload.objects.filter(code="YAM").update(retired_at=NOON, retired_by=admin)
    data, _ = filled(form_of(customer, posted()), pasted("[YAM] Yammer Enterprise - old"))
    form = form_of(customer, data)
    assert form.typed("workload_YAM") == "old"
    assert list(form.errors) == ["workload_YAM"]


def test_full_tray_asks_before_publishing(customer: Customer) -> None:
    sentence = "3 pieces of the pasted text are not placed: place them, leave them out, or publish without them."
    assert form_of(customer, posted(**TRAY)).errors == {"is_without_pieces": [sentence]}
    one = {"not_placed": [" ", "Hi"], "not_placed_to": ["", ""]}
    sentence = "1 piece of the pasted text is not placed: place it, leave it out, or publish without it."
    assert form_of(customer, posted(**one)).errors == {"is_without_pieces": [sentence]}
    assert form_of(customer, posted(**TRAY, is_without_pieces="on")).is_valid()
    assert form_of(customer, posted(left_out=["Hi"])).is_valid()


def test_pasted_text_that_was_not_read_yet_is_not_dropped(customer: Customer) -> None:
    assert form_of(customer, posted(pasted_text="EXEC SUMMARY")).errors == {"pasted_text": [NOT_READ_YET]}
    assert form_of(customer, posted(pasted_text=" \r\n ")).is_valid()


def test_new_paste_asks_anew(customer: Customer) -> None:
    data, _ = filled(form_of(customer, posted(is_without_pieces="on")), pasted("Hi"))
    assert list(form_of(customer, data).errors) == ["is_without_pieces"]


@pytest.mark.parametrize(
    ("action", "changed", "pieces", "left_out"),
    [
        ("add:1", {"engagement_status": "fully_engaged"}, ["Hi,", "Firewall"], ["Bye"]),
        ("add:2", {"workload_EXO": "Planning\nFirewall"}, ["Hi,", "Fully Engaged"], ["Bye"]),
        ("leave:0", {}, ["Fully Engaged", "Firewall"], ["Bye", "Hi,"]),
        ("back:0", {}, ["Hi,", "Fully Engaged", "Firewall", "Bye"], []),
        ("back:1", {}, ["Hi,", "Fully Engaged", "Firewall"], ["Bye"]),
        ("leave:9", {}, ["Hi,", "Fully Engaged", "Firewall"], ["Bye"]),
        ("nonsense", {}, ["Hi,", "Fully Engaged", "Firewall"], ["Bye"]),
        ("add:²", {}, ["Hi,", "Fully Engaged", "Firewall"], ["Bye"]),
    ],
)
def test_piece_is_moved(
    customer: Customer, action: str, changed: dict[str, str], pieces: list[str], left_out: list[str]
) -> None:
    typed = {"engagement_status": "on_hold", "workload_EXO": "Planning", "left_out": ["Bye"]}
    data, problem = moved(form_of(customer, TRAY | typed), action)
    form = form_of(customer, data)
    assert [piece.text for piece in form.pieces] == pieces
    assert form.left_out == left_out
    for name in ("engagement_status", "workload_EXO"):
        assert form.typed(name) == changed.get(name, typed[name])
    assert problem == ""


@pytest.mark.parametrize("target", ["", "happened_on2", "key"])
def test_piece_without_a_field_stays(customer: Customer, target: str) -> None:
    data, problem = moved(form_of(customer, {"not_placed": "Hi", "not_placed_to": target, "key": "k"}), "add:0")
    assert [piece.text for piece in form_of(customer, data).pieces] == ["Hi"]
    assert (problem, data["key"]) == (NO_FIELD_CHOSEN, "k")


def test_piece_that_is_no_choice_leaves_the_choice_as_it_is(customer: Customer) -> None:
    data = {"not_placed": "busy", "not_placed_to": "engagement_status", "engagement_status": "on_hold"}
    after, problem = moved(form_of(customer, data), "add:0")
    assert (after["engagement_status"], problem) == ("on_hold", NO_FIELD_CHOSEN)
    assert [piece.text for piece in form_of(customer, after).pieces] == ["busy"]


def test_choices_are_offered_for_their_own_words_only(customer: Customer) -> None:
    form = form_of(customer, {"not_placed": ["Fully Engaged", "busy"], "not_placed_to": ["", ""]})
    offered = [[target.name for target in targets] for _, targets in form.tray()]
    texts = ["customer_description", "relationship", "support_requests"]
    rows = [f"workload_{code}" for code in form.workload_codes]
    assert offered[1] == [name for name in form.fields if name in texts + rows]
    assert set(offered[0]) - set(offered[1]) == {"engagement_status"}


def test_piece_added_to_a_workload_leaves_its_code_and_name_behind(customer: Customer) -> None:
    """The row has its own; otherwise the note would read “[OD] OneDrive for Business - [ODB] OneDrive …”."""
    tray = {"not_placed": "[ODB] OneDrive for Business - Planning - wave 2.", "not_placed_to": "workload_OD"}
    data, _ = moved(form_of(customer, tray), "add:0")
    assert data["workload_OD"] == "Planning - wave 2."


def test_carried_text_that_is_pasted_again_counts_as_looked_at(customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    start = {"started_from": note.key, "engagement_status": note.exec_summary.engagement_status}
    said = {"fully_engaged": "Fully Engaged", "reactive": "Reactive", "on_hold": "On Hold"}
    text = f"EXEC SUMMARY\n- STATUS OF THE ENGAGEMENT: {said[note.exec_summary.engagement_status]}\n"
    data, _ = filled(form_of(customer, start), pasted(text))
    assert data.getlist("still_true") == ["engagement_status"]
