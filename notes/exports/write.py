"""Has a file written by `python -m notes.exports`, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

from notes.enums import FileFormat
from notes.exports import xlsx
from notes.sheets import (
    BoardSheet,
    BriefingFile,
    BriefingSheet,
    FileSheet,
    PortfolioFile,
    SummaryFile,
    SummarySheet,
)

# For everybody who opens a file; the footer of every page of the app says the same.
NOTICE = "For FastTrack teams. Customer data: do not pass it on to the field."
SECONDS = 60  # a pack of 200 customers takes three
# One thread and one heap: no slower on a small machine, a tenth less memory, and a core is left for everybody else.
FRUGAL = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class ExportFailed(Exception):
    """No file came out; the message is for the server's log."""


def write_summary(summary: SummarySheet, file_format: FileFormat) -> bytes:
    """Return one Exec Summary as PDF or Word; ExportFailed where that did not work."""
    title = f"Exec Summary of {summary['customer']}"
    return _write("exec_summary", file_format, SummaryFile(**_file(title, summary["author"]), summary=summary))


def write_briefing(
    customers: Sequence[BriefingSheet], file_format: FileFormat, *, by: str, on: str, purpose: str
) -> bytes:
    """Return the briefing of one customer, or of many with contents, as PDF or Word.

    `by`, `on` and `purpose` are words for the first page. Raises ExportFailed.
    """
    is_pack = len(customers) > 1
    made = f"{on}, by {by}"
    sheet = BriefingFile(
        **_file("Briefing pack" if is_pack else f"Brief of {customers[0]['customer']}", by),
        made=f"{len(customers)} customers, {made}" if is_pack else made,
        purpose=purpose,
        has_contents=is_pack,
        customers=list(customers),
    )
    return _write("briefing", file_format, sheet)


def write_portfolio(
    boards: Sequence[BoardSheet], file_format: FileFormat, *, scope: str, by: str, on: str, purpose: str
) -> bytes:
    """Return the portfolio as PDF or as a workbook; the words are for its first page. Raises ExportFailed."""
    sheet = PortfolioFile(
        **_file("Portfolio", by), scope=scope, made=f"{on}, by {by}", purpose=purpose, boards=list(boards)
    )
    return xlsx.write_portfolio(sheet) if file_format == FileFormat.XLSX else _write("portfolio", file_format, sheet)


def _file(title: str, author: str) -> FileSheet:
    return {"title": title, "author": author, "notice": NOTICE}


def _write(layout: str, file_format: FileFormat, sheet: SummaryFile | BriefingFile | PortfolioFile) -> bytes:
    command = [sys.executable, "-m", "notes.exports", layout, file_format.value]
    data = json.dumps(sheet).encode()
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env=os.environ | FRUGAL,
        )
    except subprocess.CalledProcessError as error:
        raise ExportFailed(error.stderr.decode(errors="replace")[-2000:]) from error
    except subprocess.TimeoutExpired as error:
        raise ExportFailed(f"Writing took more than {SECONDS} seconds.") from error
    return done.stdout
