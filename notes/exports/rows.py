"""Rows for a spreadsheet as CSV: UTF-8 with the mark that Excel needs, lines ending with CRLF (RFC 4180)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# A cell that begins with one of these is a formula to a spreadsheet; a quote in front makes it words again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return the file: the heads, then the rows."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
