from notes.forms.one_liner import OneLinerForm
from notes.services.inputs import OneLiners


def test_lines_become_one_line() -> None:
    form = OneLinerForm({"one_liner": " Pilot\r\n runs.\t", "long_one_liner": ""})
    assert form.is_valid()
    assert form.one_liners() == OneLiners("Pilot runs.", "")


def test_lines_that_just_fit() -> None:
    assert OneLinerForm({"one_liner": "é" * 256, "long_one_liner": "é" * 512}).is_valid()


def test_lines_that_are_too_long_say_by_how_much() -> None:
    form = OneLinerForm({"one_liner": "x" * 268, "long_one_liner": "x" * 513})
    assert form.errors == {
        "one_liner": ["“One line for slides” is too long by 12: it fits 256 characters. Shorten it."],
        "long_one_liner": ["“One line for slides, longer” is too long by 1: it fits 512 characters. Shorten it."],
    }
