from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django import forms

from ftop.accounts.models import User
from ftop.lib.conflict import Difference, Wording, compare, savers_of, told, wordings_of
from ftop.lib.forms import BaseForm
from ftop.lib.history import Signature

PLACE = {"place": Wording("Where")}


def compared(loaded: object, stored: object, typed: object) -> tuple[list[Difference], list[Difference]]:
    return compare(PLACE, loaded={"place": loaded}, stored={"place": stored}, typed={"place": typed})


def test_a_field_changed_on_both_sides_waits_for_a_choice() -> None:
    difference = Difference("place", "Where", original="Room 1", typed="Room 3", stored="Room 2")
    assert compared("Room 1", "Room 2", "Room 3") == ([difference], [])


def test_a_field_changed_by_the_others_only_is_theirs() -> None:
    difference = Difference("place", "Where", original="Room 1", typed="Room 1", stored="Room 2")
    assert compared("Room 1", "Room 2", "Room 1") == ([], [difference])


@pytest.mark.parametrize(
    ("loaded", "stored", "typed"),
    [
        ("Room 1", "Room 1", "Room 3"),  # only the typing changed it
        ("Room 1", "Room 2", "Room 2"),  # both made the same of it
        ("Room 1\nUpstairs", "Room 2", "Room 2 \r\n"),
        (None, "", None),
        (["fm", "rm"], ["fm"], ["fm"]),
        (["fm", "rm"], ["rm", "fm"], ["fm"]),
        (UUID(int=7), str(UUID(int=7)), UUID(int=8)),
    ],
)
def test_what_needs_no_choice_is_not_told(loaded: object, stored: object, typed: object) -> None:
    assert compared(loaded, stored, typed) == ([], [])


def test_without_the_loaded_version_all_that_differs_waits_for_a_choice() -> None:
    difference = Difference("place", "Where", original=None, typed="Room 1", stored="Room 2")
    assert compare(PLACE, loaded=None, stored={"place": "Room 2"}, typed={"place": "Room 1"}) == ([difference], [])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (0, "0"),
        (date(2026, 3, 3), "3 Mar 2026"),
        (["EX", "E2"], "EX, E2"),
        (" typed \r\n", "typed"),
    ],
)
def test_values_are_told_in_words(value: object, words: str) -> None:
    assert told(value) == words


class MeetingForm(BaseForm):
    length = forms.ChoiceField(choices=[("", "Not set"), ("60", "An hour")], required=False)
    zone = forms.ChoiceField(choices=[("UTC", "UTC"), ("Europe", [("Europe/Berlin", "Berlin")])])
    rooms = forms.MultipleChoiceField(choices=[("a", "Aula"), ("b", "Bureau")])
    host = forms.ModelChoiceField(queryset=User.objects.none(), required=False, empty_label="Nobody")
    is_open = forms.BooleanField(label="Open to all", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("length", "", "Not set"),
        ("length", "60", "An hour"),
        ("zone", "Europe/Berlin", "Berlin (Europe)"),
        ("zone", "Mars/Base", "Mars/Base"),
        ("rooms", ["b", "a"], "Aula, Bureau"),
        ("host", User(pk=7, full_name="Nina New"), "Nina New"),
        ("host", None, "Nobody"),
        ("is_open", False, "No"),
    ],
)
def test_values_of_a_form_are_told_in_the_words_of_its_choices(name: str, value: Any, words: str) -> None:
    assert wordings_of(MeetingForm())[name].tell(value) == words


def test_fields_of_a_form_are_called_by_their_labels() -> None:
    labels = {name: wording.label for name, wording in wordings_of(MeetingForm()).items()}
    assert labels == {"length": "Length", "zone": "Zone", "rooms": "Rooms", "host": "Host", "is_open": "Open to all"}


def save(user: int | None, who: str) -> Signature:
    return Signature(user, who, datetime(2026, 3, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("saves", "names"),
    [
        ([], "somebody else"),
        ([save(None, "")], "somebody else"),
        ([save(2, "Tara Teammate")], "Tara Teammate"),
        ([save(1, "Olivia Owner")], "you"),
        (
            [save(2, "Tara Teammate"), save(1, "Olivia Owner"), save(2, "Tara Teammate"), save(3, "Rita Regional")],
            "Tara Teammate, you and Rita Regional",
        ),
    ],
)
def test_savers_are_named_once_each(saves: list[Signature], names: str) -> None:
    assert savers_of(saves, reader=User(pk=1)) == names
