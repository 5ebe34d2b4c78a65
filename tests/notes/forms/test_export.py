import pytest
from django.http import QueryDict

from notes.enums import FileFormat
from notes.forms.export import ExportFilterForm, PurposeForm, file_format, is_long
from notes.queries.export_log import ExportFilter
from notes.services.export_log import Purpose


def test_choice_is_enough() -> None:
    form = PurposeForm({"purpose": "review"})
    assert form.is_valid()
    assert form.purpose_given() == Purpose("review", "")


def test_something_else_needs_words() -> None:
    assert PurposeForm({"purpose": "other"}).errors == {"purpose_text": ["Say in a few words what the file is for."]}


@pytest.mark.parametrize("posted", [{}, {"purpose": "fun"}])
def test_purpose_is_needed(posted: dict[str, str]) -> None:
    assert PurposeForm(posted).errors == {"purpose": ["Choose what the file is for."]}


def test_purpose_has_its_limit() -> None:
    form = PurposeForm({"purpose": "review", "purpose_text": "x" * 501})
    assert form.errors == {"purpose_text": ["The purpose holds 500 characters. Shorten it."]}


@pytest.mark.parametrize(
    ("query", "wanted"), [("format=docx", "docx"), ("format=pdf", "pdf"), ("format=txt", "pdf"), ("", "pdf")]
)
def test_file_is_a_pdf_unless_word_was_asked_for(query: str, wanted: str) -> None:
    assert file_format(QueryDict(query)) == FileFormat(wanted)


@pytest.mark.parametrize(("query", "is_it"), [("length=long", True), ("length=short", False), ("", False)])
def test_lines_are_short_unless_long_ones_were_asked_for(query: str, is_it: bool) -> None:
    assert is_long(QueryDict(query)) is is_it


def test_filter_takes_what_it_can_read() -> None:
    assert ExportFilterForm({"person": " Meg ", "before": "x"}).narrowed() == ExportFilter(person="Meg")
