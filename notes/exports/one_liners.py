from collections.abc import Iterable

from notes.queries.one_liners import OneLiner

# A spreadsheet takes a cell that begins like this for a formula, and shows ##### or an error in place of the words.
_FORMULA_STARTS = ("=", "+", "-", "@")


def write_one_liners(rows: Iterable[OneLiner]) -> bytes:
    """Return a line for each customer: TPID, name and one-liner, with tabs between them.

    UTF-8 with a byte order mark, by which spreadsheets know it; lines end as Windows has them.
    """
    lines = ("\t".join([row.tpid, _cell(row.name), _cell(row.text)]) + "\r\n" for row in rows)
    return "".join(lines).encode("utf-8-sig")


def _cell(text: str) -> str:
    words = " ".join(text.split())
    return f" {words}" if words.startswith(_FORMULA_STARTS) else words
