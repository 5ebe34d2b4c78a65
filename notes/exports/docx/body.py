"""Paragraphs and tables of a document, written as XML: python-docx's own way takes milliseconds for each paragraph."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# What XML cannot hold; control characters were cleaned away when the text was stored.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Run(NamedTuple):
    """Some words of a paragraph; a line break in them stays one."""

    text: str
    bold: bool = False
    soft: bool = False


def as_xml(text: str) -> str:
    return _NOT_XML.sub("", text)


class Body:
    """The content of a document, in reading order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.name: style.style_id for style in document.styles}
        self._body = document.element.body
        self._end = self._body.sectPr
        self._bookmarks = 0

    def add(self, style: str, *runs: Run | str, bookmark: str = "", is_on_new_page: bool = False) -> None:
        """Add a paragraph; with `bookmark` as a target for links."""
        paragraph = self._paragraph(style, runs)
        if is_on_new_page:
            paragraph.pPr.append(OxmlElement("w:pageBreakBefore"))
        if bookmark:
            self._bookmarks += 1
            for place, tag in ((1, "w:bookmarkStart"), (len(paragraph) + 1, "w:bookmarkEnd")):
                mark = _element(tag, id=str(self._bookmarks))
                if tag == "w:bookmarkStart":
                    mark.set(qn("w:name"), bookmark)
                paragraph.insert(place, mark)
        self._end.addprevious(paragraph)

    def add_table(self, widths: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[str]], link: str) -> None:
        """Add a table, widths in twentieths of a point; the first cell of the n-th row leads to bookmark `link` + n."""
        table = OxmlElement("w:tbl")
        table.append(_element("w:tblPr"))
        table[0].append(_element("w:tblW", w="5000", type="pct"))
        table[0].append(OxmlElement("w:tblBorders"))
        lines = [_element(f"w:{side}", val="single", sz="4", color="D5CFC4") for side in ("bottom", "insideH")]
        table[0][1].extend(lines)
        table.append(OxmlElement("w:tblGrid"))
        table[1].extend(_element("w:gridCol", w=str(width)) for width in widths)
        table.append(self._row(widths, header, is_header=True))
        for number, row in enumerate(rows):
            table.append(self._row(widths, row, link=f"{link}{number}"))
        self._end.addprevious(table)

    def _row(self, widths: Sequence[int], cells: Sequence[str], *, link: str = "", is_header: bool = False) -> Any:
        row = OxmlElement("w:tr")
        row.append(OxmlElement("w:trPr"))
        row[0].append(OxmlElement("w:cantSplit"))
        if is_header:
            row[0].append(OxmlElement("w:tblHeader"))
        for number, (width, words) in enumerate(zip(widths, cells, strict=True)):
            cell = OxmlElement("w:tc")
            cell.append(OxmlElement("w:tcPr"))
            cell[0].append(_element("w:tcW", w=str(width), type="dxa"))
            paragraph = self._paragraph("Normal", [Run(words, bold=is_header)])
            if link and number == 0:
                anchor = _element("w:hyperlink", anchor=link)
                anchor.append(paragraph[-1])
                paragraph.append(anchor)
            cell.append(paragraph)
            row.append(cell)
        return row

    def _paragraph(self, style: str, runs: Sequence[Run | str]) -> Any:
        paragraph = OxmlElement("w:p")
        paragraph.append(OxmlElement("w:pPr"))
        paragraph[0].append(_element("w:pStyle", val=self._styles[style]))
        paragraph.extend(_run(run if isinstance(run, Run) else Run(run)) for run in runs)
        return paragraph


def _run(run: Run) -> Any:
    element = OxmlElement("w:r")
    if run.bold or run.soft:
        element.append(OxmlElement("w:rPr"))
        if run.bold:
            element[0].append(OxmlElement("w:b"))
        if run.soft:
            element[0].append(_element("w:color", val="5B564E"))
    # Turns line breaks and tabs into those of Word.
    element.text = as_xml(run.text)
    return element


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
