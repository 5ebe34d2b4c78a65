"""Rows for a spreadsheet."""

import pytest

from notes.exports.rows import write_rows


def test_rows_are_csv_that_excel_reads() -> None:
    assert write_rows(["Customer", "What"], [("Søren, Inc.", 'says "no"')]) == (
        b"\xef\xbb\xbfCustomer,What\r\n" + '"Søren, Inc.","says ""no"""\r\n'.encode()
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_cells_are_words_and_no_formulas(cell: str) -> None:
    assert write_rows(["A"], [(cell,)]).decode("utf-8-sig").splitlines()[1] == f"'{cell}"
