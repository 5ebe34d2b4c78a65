"""Word files, opened again with python-docx: real headings, lists and styles, and everything that was written."""

from io import BytesIO

import docx
import pytest
from docx.document import Document

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS
from notes.exports.docx import WRITERS
from notes.exports.write import NOTICE
from notes.rendering.exec_summary_text import render
from tests.notes.exports.sheets import HOSTILE, briefing, risk, summary

FILE = {"title": "Exec Summary of Fabrikam, Inc.", "author": "Olivia Owner", "notice": NOTICE}
NO_CONTENTS = {"made": "", "purpose": "", "has_contents": False}


def opened(layout: str, data: dict[str, object]) -> Document:
    return docx.Document(BytesIO(WRITERS[layout](FILE | data)))


def paragraphs(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def pack(*names: str) -> Document:
    customers = [briefing(name) for name in names]
    return opened("briefing", {**NO_CONTENTS, "has_contents": True, "customers": customers})


def test_summary_has_the_sections_as_headings() -> None:
    document = opened("exec_summary", {"summary": summary()})
    assert paragraphs(document, "Heading 1") == ["Exec Summary of Fabrikam, Inc."]
    assert paragraphs(document, "Heading 2") == [*(section.label for section in SECTIONS), "RISKS BOX"]


def test_summary_has_workloads_and_risks_as_lists() -> None:
    items = paragraphs(opened("exec_summary", {"summary": summary()}), "List Bullet")
    assert items[0] == "EXO Exchange Online: Planning, updating firewall rules."
    assert items[-1] == "Escalation, high: Proxy breaks Autodiscover · nobody yet\nBypass list is tested."
    assert len(items) == 7


def test_summary_says_what_the_canonical_text_says() -> None:
    sheet = summary()
    texts = [paragraph.text for paragraph in opened("exec_summary", {"summary": sheet}).paragraphs]
    values = ["\n".join(section["lines"]) for section in sheet["sections"] if section["lines"]]
    assert [value for value in values if value not in texts] == []


def test_unanswered_sections_and_missing_risks_say_so() -> None:
    text = render(ExecSummaryContent("Retail", "reactive", "not_deployed", "Good"))
    document = opened("exec_summary", {"summary": summary(text, risks=[])})
    assert paragraphs(document, "Normal")[-3:] == ["No workload under discussion", "None", "No escalations or issues"]


def test_file_has_its_properties() -> None:
    properties = opened("exec_summary", {"summary": summary()}).core_properties
    assert (properties.title, properties.author, properties.language) == (FILE["title"], "Olivia Owner", "en-US")


def test_every_page_carries_its_number_and_who_it_is_for() -> None:
    footer = opened("exec_summary", {"summary": summary()}).sections[0].footer.paragraphs[0]
    assert footer.text == f"{NOTICE}\tPage  of "  # python-docx leaves the fields out
    assert footer._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("layout", WRITERS)
def test_hostile_text_comes_out_as_it_was_typed(layout: str) -> None:
    text = "\n".join([*HOSTILE, "\ufffe no XML"])
    lines = (WorkloadLine("EXO", "Exchange", text),)
    sheet = summary(render(ExecSummaryContent(text, "reactive", "not_deployed", text, text, lines).cleaned()))
    customer = briefing(HOSTILE[0], summary=sheet, risks=[risk(title=HOSTILE[1])])
    document = opened(layout, {"summary": sheet, "customers": [customer], **NO_CONTENTS})
    typed = text.replace("\ufffe", "")
    assert sum(typed in paragraph.text for paragraph in document.paragraphs) == 4


def test_pack_begins_with_its_contents() -> None:
    table = pack("Fabrikam, Inc.", "Contoso Ltd.").tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Customer", "TPID", "Priority"],
        ["Fabrikam, Inc.", "2048302", "High"],
        ["Contoso Ltd.", "2048302", "High"],
    ]
    assert table._tbl.xpath("w:tr[1]/w:trPr/w:tblHeader")


def test_contents_lead_to_the_customers() -> None:
    body = pack("Fabrikam, Inc.", "Contoso Ltd.").element.body
    assert (
        body.xpath(".//w:hyperlink/@w:anchor")
        == body.xpath(".//w:bookmarkStart/@w:name")
        == ["customer_0", "customer_1"]
    )
    assert len(set(body.xpath(".//w:bookmarkStart/@w:id"))) == 2


def test_each_customer_of_a_pack_begins_a_page() -> None:
    heads = [p for p in pack("Fabrikam, Inc.", "Contoso Ltd.").paragraphs if p.style.name == "Heading 1"]
    assert [(head.text, head.paragraph_format.page_break_before) for head in heads] == [
        ("Fabrikam, Inc.", True),
        ("Contoso Ltd.", True),
    ]


def test_briefing_of_one_customer_says_all_there_is() -> None:
    document = opened("briefing", {"customers": [briefing()], **NO_CONTENTS})
    assert paragraphs(document, "Heading 2") == ["Newest Exec Summary", "Open risks", "Open next actions", "Last notes"]
    assert paragraphs(document, "List Bullet")[-4:] == [
        "Escalation, high: Proxy breaks Autodiscover · Dana Birkby\nBypass list is tested.",
        "1 Mar 2026 (overdue): Send the plan · Dana",
        "9 Mar 2026: Call back · Olivia Owner",
        "2 Mar 2026, Overall note: Weekly call · Tara",
    ]
    assert document.tables == []


def test_briefing_of_a_customer_without_anything_says_so() -> None:
    customer = briefing(summary=None, risks=[], actions=[], notes=[])
    nothing = paragraphs(opened("briefing", {"customers": [customer], **NO_CONTENTS}), "Normal")
    assert nothing == ["None yet.", "Nothing open.", "Nothing open.", "Nothing was written yet."]
