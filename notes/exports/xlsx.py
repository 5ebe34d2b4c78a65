"""Workbooks for Excel: what is typed stays words, so that no cell is read as a formula or a link."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from notes.sheets import PortfolioFile

# Of the portfolio's cells, from 0 to the largest of a table; as on the page.
_LEVELS = ("#FFFFFF", "#EFEDFB", "#DDDAFA", "#C7C2F5", "#AEA7EF")
_FACTS = ("Title", "Customers", "Made", "Purpose", "Note")
_CELL_LIMIT = 32_767  # characters that Excel allows in a cell
_NAME_LIMIT = 31  # characters that Excel allows for the name of a sheet
_WORDS_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]], *, notice: str) -> bytes:
    """Return a workbook of one table that can be filtered and sorted; its heads stay in sight."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _WORDS_ONLY) as book:
        book.set_properties({"title": title, "comments": notice})
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.write_row(0, 0, heads, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            sheet.write_row(last, 0, [cell[:_CELL_LIMIT] if isinstance(cell, str) else cell for cell in row], wrapped)
        sheet.set_column(0, len(heads) - 1, 28)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.set_footer(f"&L{notice}&RPage &P of &N")
    return out.getvalue()


def write_portfolio(data: PortfolioFile) -> bytes:
    """Return the workbook: what it is about, then a sheet for each table, shaded as on the page."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _WORDS_ONLY) as book:
        book.set_properties({"title": data["title"], "author": data["author"], "comments": data["notice"]})
        bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        levels = [book.add_format({"bg_color": color, "num_format": "#,##0"}) for color in _LEVELS]
        about = book.add_worksheet("About")
        about.set_column(0, 0, 14)
        about.set_column(1, 1, 80)
        facts = [data["title"], data["scope"], data["made"], data["purpose"], data["notice"]]
        for row, (name, words) in enumerate(zip(_FACTS, facts, strict=True)):
            about.write_row(row, 0, [name], bold)
            about.write_row(row, 1, [words], plain)
        for board in data["boards"]:
            sheet = book.add_worksheet(_sheet_name(board["title"]))
            sheet.write_row(0, 0, [board["title"]], bold)
            sheet.write_row(2, 0, [board["name"], *board["heads"]], bold)
            for row, (label, cells) in enumerate(board["lines"], start=3):
                sheet.write_row(row, 0, [label], plain)
                for column, (number, level) in enumerate(cells, start=1):
                    sheet.write_number(row, column, number, levels[level])
            sheet.write_row(4 + len(board["lines"]), 0, [board["nothing"] or board["rest"]])
            sheet.set_column(0, 0, 26)
            sheet.freeze_panes(3, 1)
            sheet.set_footer(f"&L{data['notice']}&RPage &P of &N")
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """The beginning of the title as Excel allows it: some characters are refused, and a part of a word reads badly."""
    plain = "".join(" " if character in "[]:*?/\\" else character for character in title).split()
    name = ""
    for word in plain:
        longer = f"{name} {word}".strip()
        if len(longer) > _NAME_LIMIT:
            break
        name = longer
    return name.strip(" ',") or title[:_NAME_LIMIT]
