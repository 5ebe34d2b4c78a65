"""The portfolio as the sheet of a file."""

from notes.queries.portfolio import Board, Portfolio
from notes.sheets import BoardSheet


def board_sheets(portfolio: Portfolio) -> list[BoardSheet]:
    return [_sheet(board) for board in portfolio.boards]


def _sheet(board: Board) -> BoardSheet:
    rest = board.rest
    return {
        "title": board.title,
        "name": board.name,
        "shape": board.shape,
        "heads": [str(head) for head in board.heads],
        "lines": [(str(line.label), [(cell.number, cell.level) for cell in line.cells]) for line in board.lines],
        "rest": f"{rest.cells[0].number:,} {rest.label}" if rest and rest.cells[0].number else "",
        "nothing": board.nothing if board.is_empty else "",
    }
