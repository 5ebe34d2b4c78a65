"""Workbooks: what is typed stays words, and sheets have names that Excel takes."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from notes.exports.xlsx import write_table


def test_rows_stand_below_their_heads_and_can_be_filtered() -> None:
    content = write_table("Risks", ["Customer", "What"], [["Contoso", "Old"], ["Fabrikam", "Older"]], notice="Ours.")
    sheet = load_workbook(BytesIO(content)).active
    assert list(sheet.values) == [("Customer", "What"), ("Contoso", "Old"), ("Fabrikam", "Older")]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:B3", "B2")


@pytest.mark.parametrize("typed", ["=1+1", "+49 30 1234", "@sum", "https://contoso.example", "007", "-"])
def test_what_is_typed_stays_words(typed: str) -> None:
    cell = load_workbook(BytesIO(write_table("Rows", ["What"], [[typed]], notice=""))).active["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (typed, "s", None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How long these have been open, in days", "How long these have been open"),
        ("Red/green: [all]?", "Red green all"),
        ("'Quoted'", "Quoted"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_has_a_name_that_excel_takes(title: str, name: str) -> None:
    assert load_workbook(BytesIO(write_table(title, ["What"], [], notice=""))).sheetnames == [name]
