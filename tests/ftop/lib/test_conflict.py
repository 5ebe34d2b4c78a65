from django import forms

from ftop.lib.conflict import Difference, conflict
from ftop.lib.forms import BaseForm


class MeetingForm(BaseForm):
    place = forms.CharField(label="Where")
    length = forms.ChoiceField(choices=[("", "Not set"), ("60", "An hour")], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def bound(**data: str) -> MeetingForm:
    return MeetingForm({"place": "Room 1", "length": "60", "version": "1", **data})


def test_fields_that_differ_are_named_in_words() -> None:
    differences = conflict(bound(), stored={"place": "Room 2", "length": "", "version": 2}, version=2)
    assert differences == [Difference("Where", "Room 2", "Room 1"), Difference("Length", "Not set", "An hour")]


def test_line_ends_and_blanks_are_no_difference() -> None:
    assert conflict(bound(place="Room 1\r\n"), stored={"place": "Room 1", "length": "60"}, version=2) == []


def test_an_empty_text_is_named() -> None:
    assert conflict(bound(place=""), stored={"place": "Room 2"}, version=2) == [
        Difference("Where", "Room 2", "nothing")
    ]


def test_the_form_moves_to_the_newer_version_and_keeps_what_was_typed() -> None:
    form = bound()
    conflict(form, stored={"place": "Room 2"}, version=7)
    assert (form["version"].value(), form["place"].value()) == ("7", "Room 1")
