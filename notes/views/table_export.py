"""Rows of a list taken out for a spreadsheet: the purpose first, then the file, and an entry in the log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from ftop.lib.http import AuthenticatedHttpRequest
from notes.enums import ExportKind, FileFormat
from notes.exports.rows import write_rows
from notes.exports.write import NOTICE
from notes.exports.xlsx import write_table
from notes.forms.export import file_format
from notes.views.export_purpose import ask_purpose, known_purpose
from notes.views.file_response import hand_out


@dataclass(frozen=True)
class Table:
    """What is taken out. `note_ids` are those of the notes whose words are in it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    customer_ids: Sequence[int]
    note_ids: Sequence[int] = ()


def export_table(
    request: AuthenticatedHttpRequest, title: str, make: Callable[[], Table], *, kind: ExportKind, back: str
) -> HttpResponseBase:
    """The table as a workbook or as CSV, as `format` asks for; `make` is called once the purpose is known."""
    wanted, purpose = file_format(request.POST, offered=(FileFormat.XLSX, FileFormat.CSV)), known_purpose(request)
    if purpose is None:
        return ask_purpose(request, what=f"{title}, as {wanted.label}", back=back)
    table = make()
    if not table.rows:
        messages.warning(request, "There is nothing to take out: what the list showed has changed meanwhile.")
        return redirect(back)
    if wanted == FileFormat.CSV:
        content = write_rows(table.heads, table.rows)
    else:
        content = write_table(title, table.heads, table.rows, notice=NOTICE)
    return hand_out(
        request,
        content,
        name=f"{title} {request.user.day_of(timezone.now())}",
        kind=kind,
        file_format=wanted,
        customer_ids=sorted(set(table.customer_ids)),
        note_ids=list(table.note_ids),
        purpose=purpose,
    )
