from notes.exports.one_liners import write_one_liners
from notes.queries.one_liners import OneLiner


def written(*texts: str) -> str:
    rows = [OneLiner(number, None, f"10{number}", f"Customer {number}", text) for number, text in enumerate(texts)]
    return write_one_liners(rows).decode("utf-8-sig")


def test_a_line_for_each_customer() -> None:
    assert written("Pilot runs.", "") == "100\tCustomer 0\tPilot runs.\r\n101\tCustomer 1\t\r\n"


def test_file_begins_with_the_mark_by_which_spreadsheets_know_utf_8() -> None:
    assert write_one_liners([OneLiner(1, 2, "1", "Ægir", "Ł")]) == "\ufeff1\tÆgir\tŁ\r\n".encode()


def test_blanks_of_any_kind_do_not_break_the_columns() -> None:
    assert written("a\tb\nc\u2028d") == "100\tCustomer 0\ta b c d\r\n"


def test_no_line_is_taken_for_a_formula() -> None:
    lines = written("=1+1", "- Pilot", "+2 sites", "@all").split("\r\n")
    assert [line.split("\t")[2] for line in lines[:4]] == [" =1+1", " - Pilot", " +2 sites", " @all"]
