"""An empty document in our styles, with the footer of every page and the properties of the file."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from notes.exports.docx.body import as_xml

FACE = "Calibri"
INK, SOFT = RGBColor(0x21, 0x1F, 0x1B), RGBColor(0x5B, 0x56, 0x4E)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Mm(210), Mm(297), Mm(20)


class Looks(NamedTuple):
    """Of a style: lengths in points."""

    name: str
    size: float
    colour: RGBColor
    is_bold: bool
    space_before: float
    space_after: float


STYLES = (
    Looks("Normal", 10.5, INK, False, 0, 3),
    Looks("Title", 20, INK, True, 0, 4),
    Looks("Subtitle", 9.5, SOFT, False, 0, 6),
    Looks("Heading 1", 18, INK, True, 0, 3),
    Looks("Heading 2", 11, INK, True, 11, 3),
    Looks("Heading 3", 9, SOFT, True, 8, 2),
    Looks("List Bullet", 10.5, INK, False, 0, 2),
    Looks("Footer", 8, SOFT, False, 0, 0),
)


def new_document(data: Any) -> Document:
    document = docx.Document()
    for looks in STYLES:
        _set_style(document.styles[looks.name], looks)
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _write_footer(section.footer.paragraphs[0], data["notice"])
    properties = document.core_properties
    # A property holds 255 characters.
    properties.title, properties.author = as_xml(data["title"])[:255], as_xml(data["author"])[:255]
    properties.last_modified_by, properties.language, properties.comments = properties.author, "en-US", data["notice"]
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    return document


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_style(style: Any, looks: Looks) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FACE, Pt(looks.size), looks.is_bold, False
    font.color.rgb = looks.colour
    # The template's theme would win over a face named beside it.
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(looks.space_before), Pt(looks.space_after)
    # Wide letters and lines under titles, which the template has.
    for part, tag in ((style.element.rPr, "w:spacing"), (style.element.pPr, "w:pBdr")):
        for unwanted in part.findall(qn(tag)):
            part.remove(unwanted)


def _write_footer(paragraph: Paragraph, notice: str) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    # The template's own stops, in the middle and at the width of its page, would catch the tab first.
    for position in (4320, 8640):
        clear = OxmlElement("w:tab")
        clear.set(qn("w:val"), "clear")
        clear.set(qn("w:pos"), str(position))
        paragraph._p.get_or_add_pPr().find(qn("w:tabs")).append(clear)
    paragraph.add_run(f"{notice}\tPage ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(OxmlElement("w:r"))
    field[0].append(OxmlElement("w:t"))
    field[0][0].text = "1"
    paragraph._p.append(field)
