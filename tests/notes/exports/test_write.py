"""The process that writes: what goes in and out, and what happens when it fails."""

from io import BytesIO
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from notes.enums import FileFormat
from notes.exports.write import NOTICE, ExportFailed, write_briefing, write_summary
from tests.notes.exports.sheets import briefing, summary
from tests.structure.sources import ROOT

SAID = {"by": "Olivia Owner", "on": "3 Mar 2026", "purpose": "Review meeting"}


def test_summary_as_pdf() -> None:
    reader = PdfReader(BytesIO(write_summary(summary(), FileFormat.PDF)))
    assert reader.metadata.title == "Exec Summary of Fabrikam, Inc."


def test_summary_as_word() -> None:
    document = docx.Document(BytesIO(write_summary(summary(), FileFormat.DOCX)))
    assert document.core_properties.title == "Exec Summary of Fabrikam, Inc."


def test_one_customer_is_a_brief_without_contents() -> None:
    reader = PdfReader(BytesIO(write_briefing([briefing()], FileFormat.PDF, **SAID)))
    assert (reader.metadata.title, len(reader.pages)) == ("Brief of Fabrikam, Inc.", 1)


def test_many_customers_are_a_pack_that_says_who_made_it_and_what_for() -> None:
    reader = PdfReader(BytesIO(write_briefing([briefing(), briefing()], FileFormat.PDF, **SAID)))
    assert reader.metadata.title == "Briefing pack"
    assert "2 customers, 3 Mar 2026, by Olivia Owner · Review meeting" in reader.pages[0].extract_text()


def test_what_cannot_be_written_is_told_apart_from_a_file() -> None:
    broken: Any = {"customer": "no other word", "author": ""}
    with pytest.raises(ExportFailed, match="KeyError"):
        write_summary(broken, FileFormat.DOCX)


def test_the_line_of_every_file_is_that_of_every_page() -> None:
    sources = [ROOT / "templates/_parts/footer.html", ROOT / "static/css/print.css"]
    assert [path.name for path in sources if NOTICE not in path.read_text()] == []
