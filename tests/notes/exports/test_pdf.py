"""PDF files: what stands in them is what was written, whatever it is; tagged, titled, one page where it fits."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exports import pdf
from notes.exports.write import NOTICE
from notes.rendering.exec_summary_text import render
from tests.notes.exec_summaries import EXAMPLE_TEXT
from tests.notes.exports.sheets import HOSTILE, briefing, risk, summary

FILE = {"title": "Exec Summary of Fabrikam, Inc.", "author": "Olivia Owner", "notice": NOTICE}


def summary_pdf(text: str = EXAMPLE_TEXT, **changes: object) -> PdfReader:
    return PdfReader(BytesIO(pdf.write("exec_summary", {**FILE, "summary": summary(text, **changes)})))


def briefing_pdf(*customers: object, **changes: object) -> PdfReader:
    made = {"made": "3 Mar 2026, by Olivia Owner", "purpose": "Review meeting"}
    data = {**FILE, **made, "has_contents": len(customers) > 1, "customers": list(customers), **changes}
    return PdfReader(BytesIO(pdf.write("briefing", data)))


def words_of(reader: PdfReader) -> str:
    """The text without blanks and line ends: where lines break is the layout's business."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def missing(reader: PdfReader, *texts: str) -> list[str]:
    found = words_of(reader)
    return [text for text in texts if squeezed(text) not in found]


def in_canonical_order(text: str) -> str:
    """The canonical text with what only the plain form needs taken out: title, bullets, brackets and separators."""
    body = text.removeprefix("EXEC SUMMARY\n")
    body = re.sub(r"^ {3}- {2}\[(\w+)\] {2}(.*?) - ", r"\1 \2 ", body, flags=re.M)
    return squeezed(re.sub(r"^- ([^:\n]*):", r"\1", body, flags=re.M))


def test_summary_says_what_the_canonical_text_says_in_its_order() -> None:
    found = words_of(summary_pdf(risks=[])).replace("WorkloadStatusandnextactions", "")
    # The two short answers share a line: first both labels, then both values.
    pair = "STATUSOFTHEENGAGEMENTFullyEngagedM365DEPLOYMENTPROGRESSNotDeployed"
    assert in_canonical_order(EXAMPLE_TEXT).partition(pair)[0] in found
    assert in_canonical_order(EXAMPLE_TEXT).partition(pair)[2] in found
    assert [part for part in re.findall(r"STATUSOF\w+?Engaged|M365\w+?Deployed", pair) if part not in found] == []


def test_summary_of_the_seeds_example_is_one_page() -> None:
    assert len(summary_pdf().pages) == 1


@pytest.mark.parametrize(("count", "pages"), [(36, 1), (40, 1), (42, 2)])
def test_long_summary_shrinks_before_it_takes_a_second_page(count: int, pages: int) -> None:
    """At its usual size 36 lines fill the page beside the other sections."""
    lines = "\n".join(f"Line {number} of what" for number in range(count))
    assert len(summary_pdf(render(ExecSummaryContent(lines, "reactive", "not_deployed", "Good"))).pages) == pages


def test_full_summary_breaks_over_pages_and_loses_nothing() -> None:
    full = "".join(f"Sentence {number:03} of the section. " for number in range(133))[:4000].strip()
    lines = tuple(WorkloadLine(f"W{number}", f"Workload {number}", full[:2000].strip()) for number in range(17))
    content = ExecSummaryContent(full, "on_hold", "fully_deployed", full, full, lines)
    reader = summary_pdf(render(content))
    assert len(reader.pages) > 5
    assert missing(reader, full, *(line.name for line in lines)) == []
    assert words_of(reader).count("Sentence055") == 3 + 17


def test_summary_names_customer_author_day_and_risks() -> None:
    reader = summary_pdf(risks=[risk(owner="Dana Birkby", is_open=False)])
    expected = ["Fabrikam, Inc.", "TPID 2048302", "3 Mar 2026", "Olivia Owner", "Escalation High"]
    assert missing(reader, *expected, "Proxy breaks Autodiscover (closed)", "Dana Birkby", "Bypass list") == []


def test_summary_without_risks_says_why() -> None:
    assert missing(summary_pdf(risks=[]), "RISKS BOX No escalations or issues") == []


def test_every_page_carries_its_number_and_who_it_is_for() -> None:
    content = ExecSummaryContent("Words.\n" * 120, "reactive", "not_deployed", "Good").cleaned()
    pages = [squeezed(page.extract_text()) for page in summary_pdf(render(content)).pages]
    assert len(pages) == 3
    assert [squeezed(f"{NOTICE}Page {n} of 3") in page for n, page in enumerate(pages, 1)] == [True] * 3


def test_file_is_tagged_titled_and_in_a_language() -> None:
    reader = summary_pdf()
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("en-US", True, True)
    assert (reader.metadata.title, reader.metadata.author) == (FILE["title"], FILE["author"])


@pytest.mark.parametrize(
    ("layout", "data"),
    [
        ("exec_summary", {"summary": summary()}),
        ("briefing", {"made": "", "purpose": "", "has_contents": True, "customers": [briefing(), briefing("Contoso")]}),
    ],
)
def test_files_keep_to_the_standard_for_accessible_pdf(layout: str, data: dict[str, object]) -> None:
    """typst refuses to write what breaks PDF/UA-1: headings that skip a level, a document without a title, …"""
    assert pdf.write(layout, {**FILE, **data}, pdf_standards=["ua-1"]).startswith(b"%PDF")


def test_hostile_text_comes_out_as_it_was_typed() -> None:
    text = "\n".join(HOSTILE)
    content = ExecSummaryContent(text, "reactive", "not_deployed", text, text, (WorkloadLine("EXO", HOSTILE[0], text),))
    reader = summary_pdf(
        render(content.cleaned()), customer=HOSTILE[0], author=HOSTILE[2], risks=[risk(title=HOSTILE[1], owner="#x")]
    )
    # What has no glyph here, and what turns round, comes out otherwise; that the file comes out is what counts.
    assert missing(reader, *HOSTILE[:4], *HOSTILE[4].split(), "x" * 300) == []


def test_hostile_briefing_comes_out() -> None:
    actions = [{"due_on": "1 Mar 2026", "is_overdue": True, "lines": HOSTILE, "owner": HOSTILE[1]}]
    notes = [{"on": "#", "kind": "*", "start": text, "author": "@a"} for text in HOSTILE]
    customers = [briefing(text, actions=actions, notes=notes, risks=[risk(title=text)]) for text in HOSTILE]
    assert missing(briefing_pdf(*customers, purpose=HOSTILE[0]), *HOSTILE[:4]) == []


def test_summary_in_an_unknown_form_is_shown_as_it_is() -> None:
    assert missing(summary_pdf("Typed in 2019\n\nNo template."), "Typed in 2019", "No template.") == []


def test_pack_begins_with_its_contents_and_their_pages() -> None:
    long = briefing("Contoso Ltd.", actions=briefing()["actions"] * 30)
    reader = briefing_pdf(
        briefing(), long, briefing("Northwind Traders", priority="Low", tpid="77"), title="Briefing pack"
    )
    contents = squeezed(reader.pages[0].extract_text())
    starts = [
        number
        for number, page in enumerate(reader.pages, 1)
        if number > 1 and "NewestExecSummary" in squeezed(page.extract_text())
    ]
    expected = [f"Fabrikam,Inc.2048302High{starts[0]}", f"ContosoLtd.2048302High{starts[1]}"]
    assert [line for line in [*expected, f"NorthwindTraders77Low{starts[2]}"] if line not in contents] == []
    assert starts[2] - starts[1] > 1


def test_contents_lead_to_the_customers() -> None:
    reader = briefing_pdf(briefing(), briefing("Contoso Ltd."))
    assert sum(len(page.get("/Annots", [])) for page in reader.pages[:1]) == 4
    assert [item.title for item in reader.outline] == ["Fabrikam, Inc.", "Contoso Ltd."]


def test_briefing_says_all_there_is() -> None:
    reader = briefing_pdf(briefing())
    expected = [
        "TPID 2048302 · Retail · 20,000 seats",
        "FM: Olivia Owner",
        "Newest Exec Summary 3 Mar 2026",
        "EXO Exchange Online: Planning, updating firewall rules.",
        "Escalation, high: Proxy breaks Autodiscover",
        "1 Mar 2026 (overdue): Send the plan",
        "9 Mar 2026: Call back",
        "2 Mar 2026, Overall note: Weekly call",
        "3 Mar 2026, by Olivia Owner · Review meeting",
    ]
    assert missing(reader, *expected) == []
    assert len(reader.pages) == 1


def test_briefing_of_a_customer_without_anything_says_so() -> None:
    reader = briefing_pdf(briefing(summary=None, risks=[], actions=[], notes=[]))
    expected = ["Newest Exec Summary None yet.", "Open risks Nothing open.", "Open next actions Nothing open."]
    assert missing(reader, *expected, "Last notes Nothing was written yet.") == []
