"""Tables and charts of the portfolio."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ftop.lib.markup import joined
from notes.queries.portfolio import Board, Line
from notes.rendering.stacks import stacks

register = template.Library()

_NOTHING = mark_safe('<td class="level-0">0</td>')


@register.simple_tag
def board_table(board: Board) -> SafeString:
    """The numbers as a table, each a link to what it counts. Joined here: it has hundreds of cells."""
    return format_html(
        '<table class="matrix"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in [board.name, *board.heads])),
        format_html_join(
            "", '<tr><th scope="row">{}</th>{}</tr>', ((line.label, _cells(line)) for line in board.lines)
        ),
    )


@register.inclusion_tag("notes/_stacked_chart.html")
def stacked_chart(board: Board) -> dict[str, Any]:
    """The numbers as a column for each head, a part for each line."""
    lines = [(line.label, [cell.number for cell in line.cells]) for line in board.lines]
    return {"board": board, "columns": stacks(board.heads, lines)}


def _cells(line: Line) -> SafeString:
    cells = (
        format_html('<td class="level-{}"><a href="{}">{}</a></td>', cell.level, cell.address, f"{cell.number:,}")
        if cell.number
        else _NOTHING
        for cell in line.cells
    )
    return joined(cells)
