"""The vocabulary holds every cell of the guidance's table of six languages."""

import pytest

from notes.exec_summary_spec import SECTIONS, TITLE
from notes.rendering.exec_summary_paste.vocabulary import ENGLISH, LANGUAGES, Language
from tests.notes.exec_summaries import DATA

FIELD_OF_ROW = {str(number): section.field for number, section in enumerate(SECTIONS, start=1)}


def table() -> list[list[str]]:
    lines = (DATA / "exec_summary_labels.md").read_text().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(
    "column, language", list(enumerate(LANGUAGES, start=1)), ids=lambda value: getattr(value, "code", "")
)
def test_column_of_the_table(column: int, language: Language) -> None:
    head, *rows = table()
    assert head[column].lower().startswith(language.code)
    for row, cell in ((row[0], row[column]) for row in rows):
        if row == "title":
            assert language.title == cell
        elif row in FIELD_OF_ROW:
            assert cell in language.headings[FIELD_OF_ROW[row]]
        else:
            field = FIELD_OF_ROW[row.removesuffix(" choices")]
            assert cell in ("/".join(language.choices[field]), *language.choice_lists)


def test_english_is_the_specification() -> None:
    assert ENGLISH.title == TITLE
    assert {field: labels[0] for field, labels in ENGLISH.headings.items()} == {s.field: s.label for s in SECTIONS}
    chosen = {s.field: tuple(map(str, s.choices.labels)) for s in SECTIONS if s.choices}
    assert ENGLISH.choices == chosen
    hints = {s.hint.strip("()") for s in SECTIONS if s.hint and not s.choices}
    assert set(ENGLISH.hints) == hints
